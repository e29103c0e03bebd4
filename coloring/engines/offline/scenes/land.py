"""Curated scenes on land: animals, tales and the open country."""

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

LAND: tuple[Scene, ...] = (
    scene(
        "dino",
        words=(
            "dinosaure dinosaures dinosaur dinosaurs dino dinos jurassique jurassic prehistoire prehistoric"
        ),
        things="dinosaure dinosaures dinosaur dinosaurs dino dinos",
        backdrop="hills",
        heroes="t-rex sauropod",
        mids="sauropod t-rex lizard turtle mammoth",
        scenery="volcano palm-tree shape:palm shape:tree",
        sky="eagle shape:cloud",
        ground="egg shape:egg mushroom bone rock herb",
        grass="tuft pebble flower",
    ),
    scene(
        "castle",
        words=(
            "chateau castle conte contes royaume kingdom medieval feerique fairytale chevalier chevaliers "
            "knight"
        ),
        things="chateau castle",
        backdrop="hills",
        heroes="castle carousel-horse fairy dragon",
        mids="carousel-horse horse fairy dragon swan crown",
        scenery="castle shape:tree",
        sky="fairy butterfly dove shape:heart",
        ground="tulip rose crown mushroom",
        guests=(
            "unicorn princess prince person-with-crown dragon-face mage man-mage elf guard fairy "
            "woman-fairy genie"
        ),
    ),
    scene(
        "farm",
        words="ferme farm campagne countryside grange barn",
        backdrop="hills",
        heroes="tractor cow horse pig rooster",
        mids="cow pig ewe rooster goat horse duck",
        scenery="shape:tree house-with-garden tractor",
        sky="dove butterfly",
        ground="hatching-chick duck sunflower carrot tulip baby-chick",
        guests="horse-face cow-face pig-face chicken farmer boar",
    ),
    scene(
        "forest",
        words="foret forest bois woods automne autumn",
        backdrop="hills",
        heroes="deer owl chipmunk hedgehog badger",
        mids="hedgehog chipmunk rabbit owl deer skunk beaver snail",
        scenery="shape:pine evergreen-tree shape:tree deciduous-tree",
        sky="dove butterfly",
        ground="mushroom chestnut fallen-leaf shape:bush",
        grass="tuft flower pebble",
        guests="bear fox wolf raccoon boar koala moose",
    ),
    scene(
        "garden",
        words="jardin jardins garden fleurs flowers printemps spring insectes insects potager nature",
        backdrop="hills",
        heroes="butterfly snail honeybee lady-beetle rabbit hedgehog",
        mids="snail sunflower rabbit hedgehog lady-beetle tulip ant",
        scenery="house-with-garden shape:tree",
        sky="butterfly honeybee dove",
        ground="tulip sunflower mushroom rose shape:daisy strawberry carrot bucket",
        guests="frog bug beetle cricket bird",
    ),
    scene(
        "halloween",
        words="halloween monstre monstres monster monsters effrayant spooky",
        backdrop="hills",
        heroes="jack-o-lantern ghost black-cat",
        mids="jack-o-lantern black-cat owl spider ghost",
        scenery="derelict-house shape:tree leafless-tree house",
        sky="ghost bat bat ghost",
        ground="candy mushroom jack-o-lantern lollipop",
        light="moon",
        fillers="star",
        grass="tuft pebble",
        guests="woman-mage vampire broom hairy-creature troll bat spider-web",
    ),
    scene(
        "jungle",
        words="jungle savane savanna savannah afrique africa safari zoo",
        backdrop="hills",
        heroes="elephant giraffe tiger hippopotamus rhinoceros monkey",
        mids="giraffe zebra monkey hippopotamus elephant rhinoceros crocodile tiger leopard",
        scenery="palm-tree shape:tree shape:palm",
        sky="parrot butterfly",
        ground="shape:bush hibiscus snail mushroom herb",
        grass="tuft flower pebble",
        guests=(
            "lion tiger-face monkey-face gorilla orangutan panda koala sloth camel llama flamingo peacock "
            "kangaroo"
        ),
    ),
    scene(
        "pets",
        words="animaux animals pets animal compagnie",
        backdrop="hills",
        heroes="cat dog rabbit poodle",
        mids="dog cat rabbit hedgehog turtle duck poodle",
        scenery="house-with-garden shape:tree house",
        sky="butterfly dove",
        ground="bone tulip yarn paw-prints shape:daisy",
        guests="dog-face cat-face hamster mouse mouse-face guide-dog black-cat rat",
    ),
    scene(
        "circus",
        words="cirque circus foire fair fairground manege",
        backdrop="flat",
        heroes="elephant circus-tent carousel-horse",
        mids="carousel-horse seal monkey elephant poodle horse",
        scenery="circus-tent ferris-wheel",
        sky="balloon kite",
        ground="popcorn shape:ball soccer-ball admission-tickets",
        fillers="balloon star cloud",
        grass="ball star tuft",
        guests="clown-face person-juggling person-cartwheeling lion",
    ),
    scene(
        "camping",
        words="camping camp montagne montagnes mountain mountains randonnee hiking",
        backdrop="hills",
        heroes="tent deer",
        mids="tent deer owl hedgehog goat",
        scenery="mountain shape:pine shape:pine snow-capped-mountain",
        sky="dove eagle",
        ground="fire backpack hiking-boot mushroom wood",
        grass="tuft pebble flower",
    ),
)
