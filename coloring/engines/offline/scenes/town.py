"""Curated scenes of streets, rails, runways and building sites."""

from __future__ import annotations

from coloring.engines.offline.scenes.scene import Scene, scene

_CARS = "automobile police-car racing-car sport-utility-vehicle taxi pickup-truck"

TOWN: tuple[Scene, ...] = (
    scene(
        "vehicles",
        words=(
            "voiture voitures car cars vehicule vehicules vehicle vehicles route routes road roads garage "
            "circulation traffic course_de_voitures car_race"
        ),
        things="voiture voitures car cars",
        backdrop="road",
        heroes=f"{_CARS} fire-engine",
        mids=(
            "automobile fire-engine police-car motor-scooter bus taxi ambulance pickup-truck delivery-truck "
            "sport-utility-vehicle"
        ),
        scenery="shape:tree house shape:pine deciduous-tree",
        sky="helicopter airplane dove",
        grass="",
        guests="police-officer bicycle motorcycle kick-scooter articulated-lorry",
    ),
    scene(
        "city",
        words="ville villes city cities town towns rue rues street streets quartier downtown centre_ville",
        backdrop="town",
        heroes="bus taxi automobile motor-scooter",
        mids="automobile bus taxi motor-scooter police-car bicycle",
        sky="dove helicopter",
        grass="",
        guests="tram trolleybus minibus bus-stop kick-scooter",
    ),
    scene(
        "trains",
        words="train trains locomotive locomotives chemin_de_fer rail rails railway railways",
        things="train trains locomotive locomotives",
        backdrop="rails",
        heroes="locomotive shape:steam-engine",
        mids="cow deer horse house",
        scenery="shape:tree house shape:pine deciduous-tree",
        sky="dove kite shape:hot-air-balloon",
        ground="shape:bush luggage shape:daisy",
        guests="railway-car train high-speed-train bullet-train metro tram",
    ),
    scene(
        "station",
        words="gare gares train_station railway_station quai quais",
        backdrop="platform",
        heroes="locomotive shape:steam-engine",
        mids="luggage dog bicycle potted-plant",
        ground="luggage newspaper umbrella",
        light="",
        fillers="",
        grass="",
        guests="railway-car tram train high-speed-train",
    ),
    scene(
        "airport",
        words=(
            "avion avions airplane airplanes plane planes aeroport aeroports airport airports decollage "
            "takeoff piste_d_atterrissage runway tour_de_controle"
        ),
        backdrop="runway",
        things="avion avions airplane airplanes plane planes",
        heroes="airplane small-airplane",
        mids="bus luggage delivery-truck helicopter small-airplane",
        scenery="shape:control-tower",
        sky="small-airplane dove shape:hot-air-balloon",
        grass="",
        guests="pilot airplane-departure airplane-arrival parachute",
    ),
    scene(
        "sky",
        words=(
            "ciel ciels sky skies vol flight montgolfiere montgolfieres hot_air_balloon hot_air_balloons "
            "hot_air_ballon ballon_dirigeable"
        ),
        backdrop="mountains",
        heroes="shape:hot-air-balloon shape:banded-balloon",
        mids="shape:banded-balloon parachute helicopter shape:hot-air-balloon cow goat house",
        scenery="shape:tree house",
        sky="dove kite parachute shape:hot-air-balloon",
        ground="shape:bush shape:daisy",
        grass="flower tuft",
    ),
    scene(
        "building-site",
        words=(
            "chantier chantiers construction travaux construction_site building_site "
            "chantier_de_construction engins engins_de_chantier construction_vehicles construction_machines"
        ),
        backdrop="site",
        heroes="shape:digger shape:dump-truck shape:concrete-mixer",
        mids=(
            "shape:dump-truck shape:digger shape:concrete-mixer construction pickup-truck shape:cone toolbox"
        ),
        sky="dove",
        ground="shape:cone bucket shovel shape:cone wood",
        grass="pebble",
        guests=(
            "shape:crane-truck shape:crane construction-worker rescue-workers-helmet ladder "
            "building-construction tractor hammer"
        ),
    ),
    scene(
        "firefighters",
        words=(
            "pompiers caserne casernes incendie firefighters firemen fire_station caserne_de_pompiers "
            "caserne_des_pompiers fire_brigade"
        ),
        backdrop="fire-station",
        heroes="fire-engine dog fire-engine",
        mids="fire-engine ambulance dog fire-extinguisher",
        scenery="shape:tree shape:pine",
        sky="helicopter dove",
        grass="",
        guests="rescue-workers-helmet firefighter man-firefighter woman-firefighter",
    ),
    scene(
        "hospital",
        words="hopital hopitaux hospital hospitals urgences emergency clinique clinic",
        backdrop="hospital",
        heroes="ambulance bus ambulance",
        mids="ambulance automobile bicycle",
        scenery="shape:tree shape:pine",
        sky="helicopter dove",
        grass="",
        guests="health-worker man-health-worker woman-health-worker hospital manual-wheelchair",
    ),
)
