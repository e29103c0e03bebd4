"""Curated scenes of the open air: gardens, seasons, mountains, the night, tales."""

from __future__ import annotations

from coloring.engines.offline.scenes.scene import Scene, scene

# Where everybody may be who is at home nowhere else.
MEADOW = scene(
    "meadow",
    words="",
    backdrop="hills",
    heroes="rabbit house house-with-garden",
    mids="rabbit hedgehog turtle snail duck",
    scenery="shape:tree house-with-garden deciduous-tree",
    sky="butterfly honeybee dove",
    ground="tulip mushroom shape:daisy sunflower",
)

NATURE: tuple[Scene, ...] = (
    scene(
        "garden",
        words="jardin jardins garden gardens nature jardinage gardening parc park",
        backdrop="garden",
        heroes="butterfly snail rabbit hedgehog sunflower",
        mids="snail sunflower rabbit hedgehog lady-beetle tulip bird shape:watering-can shape:wheelbarrow",
        scenery="house-with-garden shape:tree shape:apple-tree",
        sky="butterfly honeybee dove",
        ground="tulip sunflower mushroom rose shape:daisy strawberry shape:watering-can bucket",
        guests=(
            "frog bug beetle cricket honeybee lady-beetle fountain potted-plant shape:kennel shape:treehouse"
        ),
    ),
    scene(
        "spring",
        words="printemps spring springtime saison saisons season seasons bourgeon bourgeons",
        backdrop="rainbow",
        heroes="rabbit bird ewe butterfly",
        mids="rabbit ewe duck bird hatching-chick snail",
        scenery="shape:blossom-tree shape:blossom-tree",
        sky="butterfly honeybee",
        ground="tulip hyacinth shape:daisy baby-chick rose",
        light="",
        guests="hatching-chick nest-with-eggs cherry-blossom umbrella",
    ),
    scene(
        "autumn",
        words="automne autumn recolte harvest vendange vendanges feuilles_mortes autumn_leaves",
        backdrop="autumn",
        heroes="chipmunk hedgehog deer jack-o-lantern turkey",
        mids="hedgehog chipmunk turkey rabbit deer shape:apple-crate",
        scenery="shape:autumn-tree shape:autumn-tree leafless-tree",
        sky="fallen-leaf maple-leaf bird",
        ground="mushroom chestnut fallen-leaf grapes maple-leaf red-apple",
        grass="tuft pebble",
        guests="umbrella-with-rain-drops pear shape:fox leaf-fluttering-in-wind",
    ),
    scene(
        "winter",
        words="hiver hivers winter neige snow skiing sports_d_hiver winter_sports station_de_ski",
        backdrop="snow",
        heroes="snowman deer penguin shape:sledge",
        mids="snowman deer penguin shape:sledge rabbit",
        scenery="house shape:pine shape:pine evergreen-tree",
        sky="shape:snowflake shape:snowflake bird",
        ground="gloves ice-skate scarf shape:pine",
        light="",
        fillers="snowflake ball snowflake cloud",
        grass="pebble",
        guests="shape:polar-bear shape:fox skier snowboarder moose skis snowman-without-snow",
    ),
    scene(
        "mountain",
        words="montagne montagnes mountain mountains alpes alps randonnee hiking alpage chalet",
        backdrop="mountains",
        heroes="goat deer cow eagle",
        mids="goat deer cow ewe ram chipmunk",
        scenery="house shape:pine shape:pine",
        sky="eagle shape:hot-air-balloon",
        ground="hiking-boot backpack shape:daisy mushroom rock",
        grass="flower tuft pebble",
        guests=(
            "mountain snow-capped-mountain mountain-cableway llama person-climbing person-mountain-biking"
        ),
    ),
    scene(
        "camping",
        words=(
            "camping camp campement tente tentes feu_de_camp campfire nuit night ciel_etoile ciel_de_nuit "
            "night_sky starry_sky bivouac"
        ),
        backdrop="night",
        heroes="tent owl deer",
        mids="tent deer owl hedgehog rabbit chipmunk",
        scenery="shape:pine shape:pine evergreen-tree",
        sky="bat star bat",
        ground="fire backpack hiking-boot mushroom wood",
        light="moon",
        fillers="star star",
        grass="tuft pebble flower",
        guests="raccoon telescope flashlight shape:fox shape:wolf full-moon glowing-star crescent-moon",
    ),
    scene(
        "castle",
        words=(
            "chateau chateaux castle castles conte contes royaume royaumes kingdom medieval medievale "
            "fairytale fairytales moyen_age middle_ages fairy_tale "
            "conte_de_fees contes_de_fees"
        ),
        things="chateau chateaux castle castles",
        backdrop="kingdom",
        heroes="castle dragon castle shape:unicorn",
        mids="carousel-horse horse dragon swan crown shape:unicorn",
        scenery="castle castle shape:tree",
        sky="butterfly dove shape:heart",
        ground="tulip rose crown mushroom",
        guests=(
            "shape:knight shape:princess shape:queen shape:king shape:prince princess prince "
            "person-with-crown dragon-face mage man-mage guard genie"
        ),
    ),
    scene(
        "fairy",
        words=(
            "feerique feeriques feerie magique magical enchantee enchante enchanted foret_enchantee "
            "foret_magique foret_des_fees fairy_forest enchanted_forest magic_forest pays_des_fees "
            "fairyland"
        ),
        backdrop="forest",
        heroes="shape:mushroom-house shape:fairy owl",
        mids="shape:fairy rabbit owl snail deer shape:mushroom-house shape:unicorn",
        scenery="shape:mushroom-house mushroom",
        sky="butterfly",
        ground="mushroom rose four-leaf-clover magic-wand tulip",
        light="",
        fillers="",
        grass="flower tuft star",
        guests="woman-fairy elf man-elf woman-elf mage troll",
    ),
    scene(
        "halloween",
        words=("halloween monstre monstres monster monsters effrayant effrayante spooky"),
        backdrop="night",
        heroes="jack-o-lantern ghost black-cat",
        mids="jack-o-lantern black-cat owl spider ghost",
        scenery="derelict-house leafless-tree shape:tree",
        sky="ghost bat bat ghost",
        ground="candy mushroom jack-o-lantern lollipop",
        light="moon",
        fillers="star",
        grass="tuft pebble",
        guests="woman-mage vampire broom hairy-creature troll bat spider-web",
        things="monstre monstres monster monsters",
    ),
    scene(
        "easter",
        words=("paques easter chasse_aux_oeufs egg_hunt"),
        backdrop="garden",
        heroes="rabbit hatching-chick shape:easter-egg",
        mids="shape:easter-egg hatching-chick rabbit ewe shape:picnic-basket bell",
        scenery="shape:blossom-tree shape:tree",
        sky="butterfly shape:cloud",
        ground="shape:easter-egg shape:easter-egg tulip baby-chick shape:daisy",
        guests="front-facing-baby-chick egg chocolate-bar rabbit-face",
    ),
    scene(
        "love",
        words=(
            "amour love amoureux valentin valentine maman papa saint_valentin "
            "fete_des_meres fete_des_peres mother_s_day father_s_day"
        ),
        backdrop="rainbow",
        heroes="teddy-bear red-heart bouquet",
        mids="heart-with-ribbon rose bouquet wrapped-gift teddy-bear cat",
        sky="shape:heart balloon dove",
        ground="rose tulip love-letter shape:heart",
        light="",
        fillers="heart heart cloud",
        grass="flower heart daisy",
        guests="two-hearts rainbow",
    ),
)
