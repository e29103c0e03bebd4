"""Synonyms: vehicles and machines."""

from __future__ import annotations

TABLE = {
    "voiture, auto, bagnole, car": "automobile racing-car sport-utility-vehicle",
    (
        "voiture de course, formule 1, bolide, race car, racecar, kart, karting, go kart, voiture de "
        "sport, sports car, rallye"
    ): "racing-car",
    "camion, truck, lorry": "delivery-truck articulated-lorry pickup-truck fire-engine",
    (
        "pelleteuse, tractopelle, pelle mecanique, mini pelle, bulldozer, engin, excavator, digger, backhoe, "
        "engin de chantier, chargeuse, digger truck"
    ): "shape:digger tractor building-construction",
    (
        "betonniere, camion toupie, toupie a beton, camion malaxeur, concrete mixer, cement mixer, "
        "cement truck, mixer truck, concrete truck"
    ): "shape:concrete-mixer building-construction",
    "camion grue, crane truck, mobile crane, grue mobile, nacelle": "shape:crane-truck building-construction",
    "rouleau compresseur, chariot elevateur, forklift, steamroller": "tractor building-construction",
    "chantier, building site, construction site": "building-construction construction-worker construction",
    "grue, crane": "shape:crane building-construction",
    "ouvrier, macon, builder, bob": "construction-worker hammer",
    "train": "locomotive train bullet-train",
    "locomotive, train a vapeur, steam train": "locomotive",
    "moto, motocyclette, motorbike": "motorcycle motor-scooter",
    "velo, bicyclette, tricycle, bike, monocycle, unicycle, tandem, bmx": "bicycle person-biking",
    "trottinette, patinette": "kick-scooter",
    "bateau, navire, boat": "sailboat motor-boat ship speedboat",
    "bateau pirate, bateau de pirate, navire pirate, pirate ship, pirate boat": "shape:pirate-ship sailboat",
    (
        "paquebot, cruise ship, porte avion, porte avions, aircraft carrier, cargo, cargo ship, peniche, "
        "remorqueur, tugboat"
    ): "passenger-ship ship",
    "barque, pirogue, kayak, radeau, raft, gondole, pedalo": "canoe person-rowing-boat",
    (
        "avion, plane, aeroplane, avion de chasse, fighter jet, jet, concorde, avion de ligne"
    ): "airplane small-airplane",
    "helico, helicoptere, drone": "helicopter",
    "montgolfiere, hot air balloon, hot air ballon": "balloon parachute",
    (
        "fusee, navette, navette spatiale, space shuttle, vaisseau, vaisseau spatial, space ship, "
        "spaceship, spacecraft"
    ): "rocket flying-saucer",
    "vehicule, vehicle": "automobile bus delivery-truck",
    (
        "bus scolaire, school bus, autocar, car scolaire, bus londonien, london bus, bus anglais, "
        "double decker, double decker bus, bus a imperiale"
    ): "bus",
    "androide, cyborg, robot, robo": "robot",
    (
        "camion benne, camion de chantier, dump truck, tipper, tipper truck, dumper"
    ): "shape:dump-truck articulated-lorry",
    "camion poubelle, garbage truck, bin lorry, bin truck, trash truck": "articulated-lorry",
    "monster truck, 4x4, pick up, depanneuse, tow truck, buggy, jeep": "pickup-truck",
    (
        "moissonneuse, moissonneuse batteuse, harvester, combine harvester, tracteur, tractor, tracter"
    ): "tractor",
    "skate, planche a roulettes, planche a roulette, skate board": "skateboard",
    "roller, patin a roulette, patins a roulettes, rollers": "roller-skate",
    "ski, skieur, skieuse, skiing, ski alpin": "skier skis",
    "skis": "skis",
    "dirigeable, zeppelin, blimp": "balloon",
    "parachutiste, parapente, deltaplane": "parachute",
    "rocket ship, fusee spatiale": "rocket",
    "sous marin, submarine, u boat, bathyscaphe": "shape:submarine octopus tropical-fish",
    "bateau a voile, voilier, catamaran, sailing boat": "sailboat",
    "hors bord, jet ski, yacht": "speedboat",
    "ferry": "ferry",
    "caravane, camping car, van, combi, motorhome, camper van": "minibus",
    "limousine, decapotable, voiture ancienne, vieille voiture": "automobile",
    "quad, mobylette, vespa, scooter, motoneige, snowmobile": "motor-scooter motorcycle",
    "tramway, funiculaire, monorail": "tram",
    "telepherique, telesiege, cable car": "aerial-tramway",
    "chasse neige, snow plow, snowplow": "snowflake tractor",
    "swimming, nageur, nageuse": "person-swimming diving-mask",
    "metro": "metro",
    "wagon": "railway-car",
    "gare, chemin de fer": "locomotive train",
    "garage, station service": "fuel-pump",
    "feu tricolore, feu rouge, feu de circulation, traffic light": "vertical-traffic-light",
    "police": "police-car police-officer",
    "snowboard": "snowboarder",
    "voiture de pompier, voiture de pompiers": "fire-engine",
    (
        "tgv, train a grande vitesse, train rapide, high speed train, fast train, eurostar, shinkansen"
    ): "high-speed-train bullet-train",
    "hydravion, seaplane, planeur, glider, ulm, biplan, biplane": "small-airplane",
    "camion citerne, tanker, semi remorque, poids lourd, big rig": "articulated-lorry",
    "lunar rover, rover": "satellite rocket",
    "petite voiture, toy car, voiture jouet": "automobile",
}
