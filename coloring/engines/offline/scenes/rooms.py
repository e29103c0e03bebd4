"""Curated scenes indoors and at table, and those of feasts and games."""

from __future__ import annotations

from coloring.engines.offline.scenes.scene import Scene, scene

ROOMS: tuple[Scene, ...] = (
    scene(
        "school",
        words=(
            "ecole ecoles school schools rentree classe classes classroom classrooms salle_de_classe "
            "back_to_school maternelle"
        ),
        backdrop="classroom",
        heroes="backpack shape:globe shape:desk artist-palette",
        mids="shape:desk backpack shape:globe shape:book-stack microscope artist-palette",
        ground="crayon pencil red-apple books scissors shape:ball",
        light="",
        fillers="",
        grass="ball star",
        guests="teacher woman-teacher man-teacher student woman-student man-student school",
    ),
    scene(
        "kitchen",
        words=(
            "cuisine cuisines kitchen kitchens cuisiner cooking recette recipe repas meal meals diner "
            "dejeuner dinner lunch"
        ),
        backdrop="kitchen",
        heroes="teapot pot-of-food pancakes pizza pie",
        mids="pie teapot pancakes red-apple glass-of-milk bread cheese-wedge honey-pot",
        ground="carrot tomato egg red-apple spoon croissant lemon",
        light="",
        fillers="",
        grass="ball heart",
        guests="cook man-cook woman-cook cooking steaming-bowl sandwich spaghetti",
    ),
    scene(
        "food",
        words=(
            "food gourmandise gourmandises gouter gouters dessert desserts bonbons sweets patisserie "
            "patisseries"
        ),
        backdrop="kitchen",
        heroes="soft-ice-cream hamburger cupcake doughnut shortcake",
        mids="doughnut cupcake hamburger soft-ice-cream ice-cream shortcake waffle",
        ground="cookie candy lollipop cupcake croissant shape:gingerbread",
        light="",
        fillers="",
        grass="ball star",
        guests="birthday-cake bread french-fries hot-dog chocolate-bar popcorn",
    ),
    scene(
        "market",
        words=(
            "fruit fruits legume legumes vegetable vegetables potager potagers marches au_marche le_marche "
            "du_marche market markets verger orchard epicerie"
        ),
        backdrop="market",
        heroes="pineapple watermelon pear red-apple carrot",
        mids=(
            "shape:apple-crate shape:orange-crate shape:fruit-basket pineapple watermelon eggplant "
            "tomato bell-pepper melon"
        ),
        ground="red-apple lemon carrot strawberry cherries tomato banana",
        light="",
        fillers="",
        grass="ball",
        guests="broccoli grapes mango peach ear-of-corn potato onion garlic shopping-cart",
    ),
    scene(
        "party",
        words=(
            "anniversaire anniversaires birthday birthdays fete fetes party parties "
            "bon_anniversaire happy_birthday"
        ),
        backdrop="table",
        heroes="birthday-cake cupcake wrapped-gift teddy-bear",
        mids="wrapped-gift teddy-bear cupcake birthday-cake doughnut shortcake soft-ice-cream",
        sky="balloon shape:balloon shape:star balloon",
        ground="cupcake wrapped-gift candy lollipop doughnut",
        light="",
        fillers="balloon star heart",
        grass="ball star",
        guests="party-popper confetti-ball clown-face performing-arts",
    ),
    scene(
        "christmas",
        words="noel noels christmas xmas reveillon christmas_eve calendrier_de_l_avent advent",
        backdrop="fireside",
        heroes="christmas-tree teddy-bear wrapped-gift shape:santa",
        mids="wrapped-gift teddy-bear christmas-tree cat shape:gingerbread",
        ground="wrapped-gift candle shape:gingerbread shape:star bell",
        light="",
        fillers="",
        grass="star ball",
        guests="mrs-claus elf deer snowman sled",
    ),
    scene(
        "bedroom",
        words=(
            "chambre chambres bedroom bedrooms jouet jouets toy toys nursery salle_de_jeux playroom "
            "chambre_d_enfant magasin_de_jouets toy_shop coffre_a_jouets"
        ),
        things="jouet jouets toy toys",
        backdrop="bedroom",
        heroes="teddy-bear shape:blocks carousel-horse",
        mids="shape:blocks teddy-bear carousel-horse soccer-ball locomotive yo-yo",
        scenery="bed",
        ground="shape:ball shape:blocks yo-yo automobile books rocket",
        light="",
        fillers="",
        grass="",
        guests="person-in-bed nesting-dolls puzzle-piece kite",
    ),
    scene(
        "library",
        words=(
            "bibliotheque bibliotheques library libraries lecture reading livre livres book books lire "
            "librairie bookshop mediatheque"
        ),
        things="livre livres book books",
        backdrop="library",
        heroes="open-book books shape:book-stack",
        mids="shape:book-stack books cat owl teddy-bear shape:globe",
        ground="red-apple glasses shape:book-stack closed-book",
        light="",
        fillers="",
        grass="",
        guests="mouse worm student couch-and-lamp",
    ),
    scene(
        "doctor",
        words=("docteurs doctors medecins cabinet_medical chez_le_docteur at_the_doctor malade sick"),
        backdrop="surgery",
        heroes="teddy-bear dog cat rabbit",
        mids="teddy-bear dog cat shape:first-aid stethoscope health-worker",
        ground="shape:first-aid stethoscope tooth toothbrush",
        light="",
        fillers="",
        grass="heart ball",
        guests="man-health-worker woman-health-worker microscope",
    ),
    scene(
        "robot",
        words=(
            "futur future machine machines technologie technology robotique robotics laboratoire laboratory "
            "labo"
        ),
        backdrop="workshop",
        heroes="shape:robot shape:square-robot",
        mids="shape:robot shape:square-robot mechanical-arm rocket telescope toolbox television",
        ground="gear nut-and-bolt wrench light-bulb magnet battery gear",
        light="",
        fillers="",
        grass="ball star",
        guests="robot scientist microscope joystick",
    ),
    scene(
        "music",
        words=(
            "musique musiques music concert concerts orchestre orchestra orchestres instrument instruments "
            "groupe_de_musique music_band band spectacle scene_de_concert"
        ),
        backdrop="stage",
        heroes="guitar violin saxophone drum trumpet",
        mids="drum trumpet saxophone microphone banjo guitar long-drum harp violin",
        ground="maracas bell radio drum",
        light="",
        fillers="note",
        grass="note star",
        guests=(
            "singer man-singer woman-singer accordion musical-keyboard flute trombone ballet-dancer "
            "ballet-shoes man-dancing woman-dancing performing-arts"
        ),
    ),
    scene(
        "circus",
        words=(
            "cirque cirques circus foire foires fair fairs fairground manege maneges chapiteau fete_foraine "
            "parc_d_attractions amusement_park"
        ),
        backdrop="ring",
        heroes="elephant seal carousel-horse horse poodle",
        mids="carousel-horse seal monkey elephant poodle horse",
        ground="popcorn shape:ball soccer-ball top-hat",
        light="",
        fillers="balloon star",
        grass="ball star",
        guests="clown-face person-juggling person-cartwheeling shape:lion circus-tent ferris-wheel tiger",
    ),
    scene(
        "sport",
        words=(
            "sport sports match matchs stade stades stadium stadiums gymnastique "
            "olympique olympic jeux_olympiques olympic_games"
        ),
        backdrop="stadium",
        heroes="shape:soccer-ball basketball trophy running-shoe",
        mids="trophy goal-net basketball running-shoe sports-medal volleyball shape:soccer-ball",
        scenery="goal-net",
        sky="kite shape:balloon",
        ground="volleyball running-shoe stopwatch tennis",
        grass="tuft ball",
        guests=(
            "american-football skateboard rugby-football tennis martial-arts-uniform person-lifting-weights "
            "person-bouncing-ball man-bouncing-ball woman-bouncing-ball person-playing-handball "
            "man-playing-handball woman-playing-handball person-running man-running woman-running"
        ),
    ),
    scene(
        "picnic",
        words="pique_nique piquenique pique_niques picnic picnics barbecue",
        things="barbecue",
        backdrop="picnic",
        heroes="shape:picnic-basket watermelon sandwich pie",
        mids="shape:picnic-basket watermelon sandwich pie pear dog",
        scenery="shape:tree shape:apple-tree",
        sky="butterfly kite dove",
        ground="red-apple cherries ant strawberry croissant cookie",
        guests="teapot hot-dog banana cup-with-straw",
    ),
)
