"""Curated scenes elsewhere: sea and space, roads, feasts and sheets of things."""

from __future__ import annotations

from coloring.engines.offline.scenes.scene import Scene, scene

PLACES: tuple[Scene, ...] = (
    scene(
        "space",
        words=(
            "espace space spatial univers universe galaxie galaxy cosmos planete planetes planet planets "
            "systeme solaire solar"
        ),
        backdrop="moon",
        heroes="rocket flying-saucer",
        mids=(
            "ringed-planet flying-saucer satellite globe-showing-europe-africa rocket shape:ring-planet "
            "shape:spotted-planet shape:striped-planet"
        ),
        sky=("shape:ring-planet shape:spotted-planet shape:striped-planet shape:moon"),
        ground="telescope satellite-antenna",
        light="",
        fillers="star star ball",
        grass="crater",
        guests="astronaut alien alien-monster telescope full-moon",
    ),
    scene(
        "sea",
        words=(
            "mer ocean sea underwater sous-marin marin marins marine aquarium plongee diving poissons fonds"
        ),
        backdrop="sea",
        heroes="dolphin spouting-whale octopus tropical-fish turtle shark whale seal",
        mids="turtle tropical-fish octopus dolphin seal fish shark orca",
        sky="tropical-fish fish seal",
        ground="crab spiral-shell shape:coral oyster shape:seaweed",
        light="",
        fillers="bubble bubble bubble",
        grass="pebble",
        guests="mermaid merperson merman lobster shrimp squid jellyfish blowfish person-swimming",
    ),
    scene(
        "trains",
        words="train trains locomotive chemin rail railway gare",
        backdrop="rails",
        heroes="locomotive",
        mids="cow deer horse house",
        scenery="shape:tree house shape:pine deciduous-tree",
        sky="dove kite",
        ground="shape:bush luggage shape:daisy",
        guests="train high-speed-train bullet-train railway-car metro tram",
        things="train trains locomotive",
    ),
    scene(
        "vehicles",
        words=(
            "voiture voitures car cars vehicule vehicules vehicle vehicles route road ville city garage "
            "circulation traffic"
        ),
        things="voiture voitures car cars",
        backdrop="road",
        heroes="automobile police-car fire-engine racing-car sport-utility-vehicle taxi pickup-truck",
        mids=(
            "automobile fire-engine police-car motor-scooter bus taxi ambulance pickup-truck delivery-truck "
            "sport-utility-vehicle"
        ),
        scenery="shape:tree house shape:pine deciduous-tree",
        sky="helicopter airplane dove",
        grass="",
        guests="firefighter man-firefighter police-officer bicycle motorcycle kick-scooter",
    ),
    scene(
        "firefighters",
        words="pompiers caserne incendie firefighters firemen",
        backdrop="road",
        heroes="fire-engine",
        mids="ambulance police-car fire-extinguisher house",
        scenery="shape:tree house shape:pine deciduous-tree",
        sky="helicopter dove",
        grass="",
        guests="firefighter man-firefighter woman-firefighter",
    ),
    scene(
        "winter",
        words="noel christmas xmas hiver winter neige snow",
        backdrop="snow",
        heroes="snowman christmas-tree deer penguin",
        mids="snowman christmas-tree deer penguin sled wrapped-gift teddy-bear",
        scenery="house shape:pine christmas-tree shape:pine",
        sky="bell shape:star shape:snowflake",
        ground="wrapped-gift candle gloves ice-skate",
        light="",
        fillers="snowflake ball snowflake ball",
        grass="pebble",
        guests="santa-claus mrs-claus polar-bear skier snowboarder ice-skate moose sled",
    ),
    scene(
        "party",
        words="anniversaire anniversaires birthday fete fetes party carnaval carnival",
        backdrop="table",
        heroes="birthday-cake",
        mids="wrapped-gift teddy-bear cupcake birthday-cake doughnut shortcake soft-ice-cream",
        sky="balloon balloon shape:star balloon",
        ground="cupcake wrapped-gift candy lollipop doughnut",
        light="",
        fillers="balloon star heart",
        grass="ball star",
    ),
    scene(
        "pirate",
        words="pirate pirates tresor treasure corsaire corsaires buccaneer",
        backdrop="beach",
        heroes="parrot treasure-chest",
        mids="treasure-chest parrot pirate-flag turtle crab money-bag",
        scenery="palm-tree sailboat desert-island",
        sky="dove shape:cloud",
        ground="spiral-shell key crown crab gem-stone old-key",
        grass="pebble tuft",
    ),
    scene(
        "boats",
        words="bateau bateaux boat boats voilier navire port harbour harbor croisiere sailing",
        backdrop="waves",
        heroes="sailboat speedboat ship",
        mids="dolphin tropical-fish duck fish seal",
        sky="dove shape:cloud parrot",
        grass="bubble ball",
        guests="ferry passenger-ship motor-boat canoe person-rowing-boat",
        things="bateau bateaux boat boats voilier navire",
    ),
    scene(
        "beach",
        words="parrot treasure-chest",
        backdrop="beach",
        heroes="beach-with-umbrella turtle crab sailboat",
        mids="crab turtle seal bucket flamingo spiral-shell",
        scenery="palm-tree sailboat beach-with-umbrella",
        sky="dove kite",
        ground="spiral-shell bucket crab ice-cream thong-sandal sunglasses",
        grass="pebble star tuft",
    ),
    scene(
        "sky",
        words="avion avions airplane airplanes plane planes ciel sky aeroport airport vol flight",
        backdrop="hills",
        heroes="helicopter airplane small-airplane",
        mids="helicopter parachute small-airplane cow goat house rabbit",
        scenery="shape:tree house",
        sky="dove kite parachute",
        ground="shape:bush shape:daisy",
        things="avion avions airplane airplanes plane planes",
    ),
    scene(
        "robot",
        words="futur future machine machines technologie technology",
        backdrop="plain",
        heroes="robot",
        mids="gear joystick rocket battery light-bulb magnet telescope television",
        sky="gear nut-and-bolt light-bulb magnet wrench",
        light="",
        fillers="star ball star",
        grass="star",
    ),
    scene(
        "music",
        words="musique music concert orchestre orchestra instruments instrument",
        backdrop="staff",
        heroes="guitar violin saxophone drum trumpet",
        mids="drum trumpet violin saxophone microphone banjo guitar maracas long-drum harp",
        sky="maracas bell studio-microphone musical-note",
        light="",
        fillers="note star note",
        grass="note",
    ),
    scene(
        "food",
        words=(
            "cuisine food gourmandise gouter dessert desserts repas meal bonbons sweets fruits fruit legumes "
            "vegetables"
        ),
        backdrop="table",
        heroes="soft-ice-cream hamburger pineapple watermelon cupcake pizza",
        mids=(
            "doughnut cupcake watermelon strawberry hamburger pizza pineapple soft-ice-cream "
            "red-apple ice-cream"
        ),
        sky="cherries candy strawberry lemon",
        ground="cherries cookie red-apple lemon strawberry cupcake croissant",
        light="",
        fillers="heart star ball",
        grass="ball star",
        guests="birthday-cake cook bread cheese-wedge french-fries",
    ),
    scene(
        "sport",
        words="sport sports foot football soccer match stade stadium",
        backdrop="flat",
        heroes="soccer-ball",
        mids="trophy goal-net basketball running-shoe sports-medal rugby-football volleyball",
        scenery="goal-net shape:tree",
        sky="kite balloon",
        ground="volleyball running-shoe stopwatch tennis",
        grass="tuft ball",
        guests="american-football person-bouncing-ball skateboard",
    ),
    scene(
        "love",
        words="amour love coeur coeurs heart hearts valentin valentine maman papa",
        backdrop="plain",
        heroes="teddy-bear red-heart",
        mids="heart-with-ribbon rose love-letter bouquet wrapped-gift dove two-hearts",
        sky="shape:heart balloon rose",
        light="",
        fillers="heart heart flower",
        grass="heart",
    ),
    scene(
        "school",
        words="ecole school rentree classe classroom",
        backdrop="plain",
        heroes="backpack globe-showing-europe-africa artist-palette",
        mids="books pencil scissors globe-showing-europe-africa artist-palette crayon microscope",
        sky="pencil paperclip red-apple",
        light="",
        fillers="star ball star",
        grass="star",
    ),
)
