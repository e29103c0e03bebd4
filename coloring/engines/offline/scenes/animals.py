"""Curated scenes of animals, wild and tame."""

from __future__ import annotations

from coloring.engines.offline.scenes.scene import Scene, scene

ANIMALS: tuple[Scene, ...] = (
    scene(
        "dino",
        words=(
            "dinosaure dinosaures dinosaur dinosaurs dino dinos jurassique jurassic prehistoire prehistoric "
            "prehistorique prehistoriques"
        ),
        things="dinosaure dinosaures dinosaur dinosaurs dino dinos",
        backdrop="hills",
        heroes="t-rex sauropod shape:triceratops shape:stegosaurus",
        mids="sauropod t-rex shape:triceratops shape:stegosaurus shape:pterodactyl turtle mammoth",
        scenery="volcano palm-tree shape:palm shape:acacia",
        sky="eagle shape:cloud",
        ground="egg shape:egg mushroom bone rock herb",
        grass="tuft pebble flower",
    ),
    scene(
        "farm",
        words=(
            "ferme fermes farm farms campagne countryside grange barn basse_cour farmyard "
            "animaux_de_la_ferme farm_animals"
        ),
        backdrop="fields",
        heroes="tractor cow horse pig rooster ewe",
        mids="cow pig ewe rooster goat horse duck goose turkey",
        scenery="shape:barn shape:windmill shape:apple-tree house-with-garden",
        sky="dove butterfly",
        ground="hatching-chick duck sunflower carrot tulip baby-chick",
        guests="horse-face cow-face pig-face chicken farmer boar ram ox donkey",
    ),
    scene(
        "forest",
        words="foret forets forest forests bois woods sous_bois animaux_de_la_foret forest_animals",
        backdrop="forest",
        heroes="deer owl chipmunk hedgehog badger shape:fox shape:bear",
        mids="hedgehog chipmunk rabbit owl deer skunk beaver snail shape:fox shape:bear",
        scenery="shape:pine shape:pine",
        sky="butterfly",
        ground="mushroom chestnut fallen-leaf shape:bush",
        light="",
        fillers="",
        grass="tuft flower pebble",
        guests="shape:wolf raccoon boar moose",
    ),
    scene(
        "insects",
        words=(
            "insecte insectes insect insects bestiole bestioles petites_betes bugs minibeasts "
            "petites_bestioles"
        ),
        things="insecte insectes insect insects bugs",
        backdrop="grass",
        heroes="lady-beetle snail ant bug cricket honeybee",
        mids="ant snail lady-beetle bug cricket beetle worm",
        scenery="shape:big-flower shape:big-daisy mushroom",
        sky="butterfly honeybee",
        fillers="",
        ground="mushroom fallen-leaf four-leaf-clover shape:pebble strawberry",
        grass="pebble flower",
        guests="spider fly mosquito scorpion butterfly",
    ),
    scene(
        "birds",
        words="oiseau oiseaux bird birds nid nids nest nests volatile volatiles",
        things="oiseau oiseaux bird birds",
        backdrop="branch",
        heroes="owl parrot bird",
        mids="bird owl parrot nest-with-eggs hatching-chick dove",
        sky="butterfly dove",
        grass="flower",
        guests="eagle phoenix empty-nest",
    ),
    scene(
        "jungle",
        words=(
            "jungle jungles foret_tropicale rainforest tropical tropique tropiques tropics amazonie amazon "
            "foret_vierge animaux_de_la_jungle jungle_animals"
        ),
        backdrop="jungle",
        heroes="shape:tiger monkey crocodile leopard parrot hippopotamus",
        mids="monkey shape:tiger crocodile leopard parrot hippopotamus lizard snake shape:panda",
        scenery="shape:palm palm-tree",
        sky="butterfly parrot",
        ground="hibiscus snail mushroom herb shape:bush",
        light="",
        grass="tuft flower pebble",
        guests="tiger tiger-face monkey-face gorilla orangutan sloth shape:koala flamingo peacock frog",
    ),
    scene(
        "savanna",
        words=(
            "savane savanes savanna savannah afrique africa africain safari safaris brousse "
            "animaux_de_la_savane animaux_d_afrique african_animals savanna_animals"
        ),
        backdrop="savanna",
        heroes="elephant giraffe rhinoceros hippopotamus shape:lion",
        mids="giraffe zebra elephant rhinoceros hippopotamus crocodile water-buffalo shape:lion",
        scenery="shape:acacia shape:acacia",
        sky="dove eagle",
        ground="shape:bush rock herb shape:pebble",
        light="",
        grass="tuft pebble",
        guests="leopard camel ox bison monkey",
    ),
    scene(
        "zoo",
        words="zoo zoos parc_animalier animal_park animaux_sauvages wild_animals animaux_du_zoo zoo_animals",
        backdrop="garden",
        heroes="giraffe elephant kangaroo camel flamingo",
        mids="flamingo zebra kangaroo penguin monkey turtle camel llama peacock shape:panda shape:lion",
        scenery="shape:palm shape:tree shape:tree",
        sky="balloon shape:balloon dove",
        ground="ice-cream shape:bush popcorn banana",
        guests="shape:polar-bear shape:koala gorilla seal two-hump-camel",
    ),
    scene(
        "desert",
        words=("desert deserts sahara dune dunes oasis egypte egypt animaux_du_desert"),
        backdrop="dunes",
        heroes="camel two-hump-camel lizard",
        mids="camel lizard snake two-hump-camel scorpion",
        scenery="shape:cactus shape:pyramid shape:cactus palm-tree",
        sky="eagle shape:long-cloud",
        ground="rock bone shape:pebble shape:cactus",
        grass="pebble",
        guests="cactus llama shape:cowboy",
    ),
    scene(
        "polar",
        words=(
            "banquise pole_nord pole_sud polaire polaires polar arctique antarctique arctic antarctica "
            "antarctic iceberg icebergs north_pole south_pole esquimau animaux_polaires "
            "polar_animals animaux_de_la_banquise arctic_animals"
        ),
        backdrop="ice",
        heroes="penguin seal shape:igloo shape:polar-bear",
        mids="penguin seal fish otter shape:igloo shape:polar-bear",
        scenery="shape:igloo",
        sky="shape:snowflake shape:cloud",
        ground="fish shape:pebble ice",
        grass="pebble",
        guests="orca whale sled moose",
    ),
    scene(
        "pets",
        words="animaux animals pets pet animal compagnie animaux_de_compagnie",
        backdrop="living-room",
        heroes="cat dog rabbit poodle",
        mids="dog cat rabbit turtle poodle hedgehog",
        scenery="couch-and-lamp chair",
        ground="bone yarn shape:ball fish",
        light="",
        fillers="",
        grass="",
        guests="dog-face cat-face hamster mouse mouse-face guide-dog black-cat rat",
    ),
)
