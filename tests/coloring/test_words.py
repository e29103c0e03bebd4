"""Themes of children and parents become the right drawings."""

import pytest

from coloring.engines.offline import library, pieces, spelling, synonyms, words
from coloring.engines.offline.grammar import singulars

EXPECTED = {
    # French
    "un chat": "cat",
    "des chiens": "dog",
    "le lapin de Pâques": "rabbit",
    "un poney": "horse",
    "licornes": "unicorn",
    "un grand dragon rouge": "dragon",
    "les dinosaures": "sauropod",
    "t-rex": "t-rex",
    "une princesse": "shape:princess",
    "chevalier": "shape:knight",
    "château fort": "castle",
    "la petite sirène": "mermaid",
    "une fée": "fairy",
    "sorcière": "woman-mage",
    "fantôme": "ghost",
    "pirates": "shape:pirate",
    "trésor": "treasure-chest",
    "une fusée": "rocket",
    "astronaute": "astronaut",
    "extraterrestre": "alien",
    "voiture de course": "racing-car",
    "camion de pompiers": "fire-engine",
    "pompier": "firefighter",
    "pelleteuse": "shape:digger",
    "un tracteur": "tractor",
    "montgolfière": "balloon",
    "bateaux": "sailboat",
    "arc-en-ciel": "rainbow",
    "papillon": "butterfly",
    "chauve-souris": "bat",
    "coccinelle": "lady-beetle",
    "ours blanc": "polar-bear",
    "chat noir": "black-cat",
    "la lune": "crescent-moon",
    "poissons": "tropical-fish",
    "la ferme": "tractor",
    "cabane dans": "shape:treehouse",
    "mon doudou": "teddy-bear",
    "la maîtresse": "woman-teacher",
    "une ballerine": "ballet-dancer",
    "cerf-volant": "kite",
    "bonhomme de neige": "snowman",
    "père noël": "santa-claus",
    "sapin de Noël": "christmas-tree",
    "gâteau d'anniversaire": "birthday-cake",
    "œuf": "egg",
    "chevaux": "horse",
    "le chiffre 3": "keycap-3",
    "grande roue": "ferris-wheel",
    "pomme de terre": "potato",
    # English
    "a cat": "cat",
    "bunnies": "rabbit",
    "wolves": "wolf",
    "knight": "shape:knight",
    "mermaids": "mermaid",
    "excavator": "shape:digger",
    "treehouse": "shape:treehouse",
    "fire truck": "fire-engine",
    "race car": "racing-car",
    "killer whale": "orca",
    "moon": "crescent-moon",
    "ice cream": "ice-cream",
    "a happy birthday": "birthday-cake",
    "Easter eggs": "shape:easter-egg",
    "hot dog": "hot-dog",
    "hedgehog": "hedgehog",
    "spaceship": "rocket",
    "queen": "shape:queen",
    "school bus": "bus",
    "teddy": "teddy-bear",
}


@pytest.mark.parametrize(("theme", "name"), EXPECTED.items())
def test_theme_finds_its_drawing(theme, name):
    assert words.read(theme).matches[0].names[0] == name


@pytest.mark.parametrize(
    ("slip", "name"),
    [
        ("dinausore", "sauropod"),
        ("licrone", "unicorn"),
        ("elefant", "elephant"),
        ("chein", "dog"),
        ("pappillon", "butterfly"),
        ("grenouile", "frog"),
        ("princese", "shape:princess"),
        ("butterfly s", "butterfly"),
        ("abeile", "honeybee"),
    ],
)
def test_one_slip_is_forgiven(slip, name):
    assert words.read(slip).matches[0].names[0] == name


def test_right_word_without_drawing_is_not_corrected():
    assert words.read("biere").matches == ()


def test_short_words_are_not_corrected():
    assert spelling.nearest("lio", spelling.spellings(["lion"])) is None


@pytest.mark.parametrize("theme", ["xyzzyq", "mandala", "qwertz"])
def test_unknown_words_are_named(theme):
    reading = words.read(theme)
    assert reading.matches == ()
    assert reading.unknown == (theme,)


def test_matches_come_in_the_order_of_the_theme():
    reading = words.read("un lion, une girafe et un xyzzyq sous la pluie")
    assert [match.names[0] for match in reading.matches[:2]] == ["lion", "giraffe"]
    assert reading.unknown == ("xyzzyq",)


@pytest.mark.parametrize(
    ("theme", "count"), [("trois chats", 3), ("2 dogs", 2), ("un chat", 1), ("99 chats", 9)]
)
def test_numbers_are_counted(theme, count):
    assert words.read(theme).matches[0].count == count


@pytest.mark.parametrize(
    "theme",
    [
        "a cat on a bicycle",
        "un chat sur un vélo",
        "un chat à cheval sur un dragon",
        "a girl riding a unicorn",
    ],
)
def test_riding_is_understood(theme):
    reading = words.read(theme)
    assert reading.riding
    assert len(reading.matches) == 2


@pytest.mark.parametrize("theme", ["un chat et un vélo", "sur un vélo", "un chat sur", "a cat and a bicycle"])
def test_nothing_is_ridden_without_two_and_a_word_between(theme):
    assert not words.read(theme).riding


def test_accent_decides_before_its_absence():
    assert "closed-umbrella" not in words.read("ferme").matches[0].names


@pytest.mark.parametrize(
    ("theme", "names"),
    [
        ("une orange", ["tangerine"]),
        ("un chat orange", ["cat"]),
        ("an orange cat", ["cat"]),
        ("une rose", ["rose"]),
        ("un dragon rose", ["dragon"]),
        ("bébé dragon", ["dragon"]),
        ("un bébé", ["baby"]),
    ],
)
def test_a_colour_is_a_thing_only_on_its_own(theme, names):
    assert [match.names[0] for match in words.read(theme).matches] == names


@pytest.mark.parametrize(
    "theme",
    [
        "un fusil",
        "des pistolets",
        "b0mbe",
        "a gun",
        "guns",
        "bière",
        "BIERES",
        "vin",
        "cigarettes",
        "cocaïne",
        "w1ne",
        "tuer un monstre",
        "du sang",
        "sexy",
        "a naked man",
        "machette",
        "knives",
        "drugs",
        "k1ll",
        "$exe",
    ],
)
def test_what_no_child_gets_is_refused(theme):
    assert words.read(theme).refused


@pytest.mark.parametrize(
    "theme",
    [
        "pistolet à eau",
        "killer whale",
        "violon",
        "raisins",
        "une licorne",
        "du fromage râpé",
        "une héroïne",
        "1 chat",
        "un pingouin en smoking",
        "des violettes",
        "canne à pêche",
        "herbe",
        "shark bite",
        "grapes",
    ],
)
def test_innocent_themes_are_not_refused(theme):
    assert not words.read(theme).refused


@pytest.mark.parametrize("theme", ["", "   ", "!!!", "et le la", "3", "rouge", "😀", "on", "a" * 400])
def test_empty_themes_say_nothing(theme):
    assert words.read(theme).matches == ()


def test_every_synonym_points_at_drawings():
    reached = {name for names in synonyms.NAMES.values() for name in names}
    assert [name for name in sorted(reached) if not pieces.known(name)] == []
    assert len(synonyms.NAMES) >= 120


def test_every_indexed_name_has_a_drawing():
    for part in ("exact", "plain"):
        assert {name for names in words._index(part).values() for name in names} <= library.names()


def test_every_drawing_can_be_asked_for():
    reached = {name for names in synonyms.NAMES.values() for name in names}
    reached |= {name for names in words._index("exact").values() for name in names}
    assert not library.names() - reached


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("chevaux", "cheval"), ("bateaux", "bateau"), ("bunnies", "bunny"), ("boxes", "box")],
)
def test_plurals_lose_their_ending(plural, singular):
    assert singular in singulars(plural)
