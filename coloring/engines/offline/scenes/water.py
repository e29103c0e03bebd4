"""Curated scenes on, in and beside water, and in space."""

from __future__ import annotations

from coloring.engines.offline.scenes.scene import Scene, scene

WATER: tuple[Scene, ...] = (
    scene(
        "space",
        words=(
            "espace space spatial spatiale univers universe galaxie galaxies galaxy galaxies_spirales "
            "cosmos planete planetes planet planets systeme solaire solar systeme_solaire solar_system "
            "outer_space"
        ),
        backdrop="moon",
        heroes="rocket flying-saucer ringed-planet",
        mids=(
            "ringed-planet flying-saucer satellite globe-showing-europe-africa rocket shape:ring-planet "
            "shape:spotted-planet shape:striped-planet"
        ),
        sky="shape:ring-planet shape:spotted-planet shape:striped-planet shape:moon",
        ground="telescope satellite-antenna",
        light="",
        fillers="star star ball",
        grass="crater",
        guests="astronaut alien alien-monster telescope full-moon",
    ),
    scene(
        "sea",
        words=(
            "mer mers ocean oceans sea seas underwater marin marins marine marines aquarium "
            "plongee diving poissons fonds fonds_marins sous_la_mer under_the_sea sous_l_eau animaux_marins "
            "animaux_de_la_mer sea_animals ocean_animals sea_creatures"
        ),
        backdrop="sea",
        heroes="dolphin spouting-whale octopus tropical-fish turtle shark whale seal",
        mids="turtle tropical-fish octopus dolphin seal fish shark orca shape:sea-horse",
        sky="tropical-fish fish seal",
        ground="crab spiral-shell shape:coral oyster shape:seaweed",
        light="",
        fillers="bubble bubble bubble",
        grass="pebble",
        guests=(
            "mermaid merperson merman lobster shrimp squid jellyfish blowfish person-swimming man-swimming "
            "woman-swimming diving-mask shape:submarine"
        ),
    ),
    scene(
        "atlantis",
        words=(
            "atlantide atlantis ville_mer cite_mer ville_sous_marine ville_sous_la_mer cite_sous_marine "
            "underwater_city city_under_the_sea ville_sous_l_eau royaume_sous_marin underwater_kingdom "
            "cite_engloutie"
        ),
        backdrop="atlantis",
        heroes="octopus dolphin turtle tropical-fish seal shape:mermaid",
        mids="tropical-fish turtle dolphin octopus seal shape:mermaid",
        sky="fish tropical-fish shape:bubble",
        ground="spiral-shell crab shape:coral",
        light="",
        fillers="bubble bubble bubble",
        grass="pebble",
        guests="mermaid merperson merman whale shark",
    ),
    scene(
        "pirate",
        words=("ile_au_tresor treasure_island ile_aux_pirates pirate_island monde_des_pirates"),
        backdrop="beach",
        heroes="shape:pirate shape:treasure-chest parrot",
        mids="shape:treasure-chest shape:pirate parrot turtle crab money-bag",
        scenery="palm-tree shape:pirate-ship desert-island shape:palm",
        sky="dove shape:cloud",
        ground="spiral-shell key crown crab gem-stone old-key",
        grass="pebble tuft",
        guests="pirate-flag treasure-chest",
    ),
    scene(
        "boats",
        words=(
            "bateau bateaux boat boats voilier voiliers navire navires port ports harbour harbor croisiere "
            "sailing"
        ),
        backdrop="waves",
        heroes="sailboat speedboat ship shape:pirate-ship",
        mids="dolphin tropical-fish duck fish seal",
        scenery="shape:lighthouse",
        sky="dove shape:cloud parrot",
        grass="bubble ball",
        guests="ferry passenger-ship motor-boat canoe person-rowing-boat",
        things="bateau bateaux boat boats voilier voiliers navire navires",
    ),
    scene(
        "lake",
        words=(
            "lac lacs lake lakes riviere rivieres river rivers fleuve etang etangs pond ponds ruisseau "
            "stream mare_aux_canards duck_pond"
        ),
        backdrop="waves",
        heroes="duck swan",
        mids="duck swan fish frog beaver otter",
        sky="dove butterfly shape:cloud",
        grass="bubble ball",
        guests="canoe goose lotus person-rowing-boat man-rowing-boat woman-rowing-boat",
    ),
    scene(
        "beach",
        words=(
            "plage plages beach beaches vacances holiday holidays vacation ete summer seaside bord_de_mer"
        ),
        backdrop="beach",
        heroes="shape:sandcastle turtle crab beach-with-umbrella seal",
        mids="crab turtle seal shape:sandcastle beach-with-umbrella flamingo spiral-shell",
        scenery="palm-tree sailboat shape:lighthouse",
        sky="dove kite",
        ground="spiral-shell bucket crab ice-cream thong-sandal sunglasses",
        grass="pebble star tuft",
        guests="person-surfing ring-buoy volleyball woman-surfing man-surfing",
    ),
)
