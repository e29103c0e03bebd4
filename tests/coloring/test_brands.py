"""Brands are told from first names and everyday words, and a neighbour that can be drawn is offered."""

import random

import pytest

from coloring.engines.offline import brands, casting, refusals, words

# What is typed, and the brand that it is.
TYPED = {
    "Pikachu": "Pikachu",
    "pikatchu": "Pikachu",
    "P1kachu": "Pikachu",
    "pokemon": "Pokémon",
    "Pokémon": "Pokémon",
    "des pokemons": "Pokémon",
    "spiderman": "Spider-Man",
    "Spider-Man": "Spider-Man",
    "SPIDER MAN": "Spider-Man",
    "batmam": "Batman",
    "mikey mouse": "Mickey",
    "Mickey": "Mickey",
    "Minnie": "Minnie",
    "Super Mario": "Mario",
    "Mario": "Mario",
    "mario et luigi": "Mario",
    "mario kart": "Mario",
    "Elsa": "Frozen",
    "Elsa et Anna": "Frozen",
    "princesse Elsa": "Frozen",
    "la reine des neiges": "Frozen",
    "Frozen": "Frozen",
    "Peppa Pig": "Peppa Pig",
    "pepa pig": "Peppa Pig",
    "Pat' Patrouille": "La Pat' Patrouille",
    "pat patrouile": "La Pat' Patrouille",
    "Paw Patrol": "La Pat' Patrouille",
    "Harry Potter": "Harry Potter",
    "harry poter": "Harry Potter",
    "minecraft": "Minecraft",
    "mincraft": "Minecraft",
    "Fortnite": "Fortnite",
    "Barbie": "Barbie",
    "une princesse Disney": "Disney",
    "star wars": "Star Wars",
    "la guerre des étoiles": "Star Wars",
    "Sonic": "Sonic",
    "sonic le hérisson": "Sonic",
    "Bluey": "Bluey",
    "hello kitty": "Hello Kitty",
    "lego": "Lego",
    "Totoro": "Totoro",
    "Astérix et Obélix": "Astérix",
    "Tintin": "Tintin",
    "Miraculous Ladybug": "Miraculous",
    "Ladybug et Chat Noir": "Miraculous",
    "Stitch": "Lilo & Stitch",
    "Flash McQueen": "Cars",
    "Toy Story": "Toy Story",
    "Moana": "Vaiana",
    "Vaiana": "Vaiana",
    "Encanto": "Encanto",
    "Naruto": "Naruto",
    "One Piece": "One Piece",
    "Roblox": "Roblox",
    "Among Us": "Among Us",
    "Titeuf": "Titeuf",
    "les schtroumpfs": "Les Schtroumpfs",
    "les schtroumfs": "Les Schtroumpfs",
    "Winnie l'ourson": "Winnie l'ourson",
    "T'choupi": "T'choupi",
    "Dora": "Dora",
    "Dora l'exploratrice": "Dora",
    "Sam le pompier": "Sam le pompier",
    "Bob l'éponge": "Bob l'éponge",
    "Super Wings": "Super Wings",
    "K-pop Demon Hunters": "KPop Demon Hunters",
    "Squishmallows": "Squishmallows",
    "Labubu": "Labubu",
    "my son loves Minecraft": "Minecraft",
    "dessine-moi Pikachu s'il te plaît": "Pikachu",
}

# First names and words of every day, and what sounds like a brand.
NOBODYS = """
anniversaire d'Elsa; gâteau pour Elsa; le train de Mario; Dora et son chat à la plage; Sam; Bob
Anna; Max; Léo; cars; two cars; les cars scolaires; frozen lake; a frozen pond with ducks
sonic boom rocket; stitch a quilt; cars on a road; ladybug; une ladybug; chat noir; barbe à papa
la reine; la neige; un petit cochon; une souris; mouse with hat; pirate; spider; une araignée; bat
une chauve-souris; superhéros; super-héroïne; ninja; tortue; une petite sirène; roi; lion
blanche neige; cendrillon; la belle au bois dormant; le petit prince; pinocchio; peter pan; alice
robin des bois; twenty dogs; marcel le chien; browser; barman; bowler hat; fortnight; un brick
éponge; bingo; pluton; dragon; ballon; un poney; my pony; un ours brun; a bear; patrouille
police patrol; potter with clay; star; stars
"""


@pytest.mark.parametrize(("theme", "title"), TYPED.items())
def test_brand_is_found(theme, title):
    assert brands.find(theme).title == title


@pytest.mark.parametrize("theme", [t.strip() for t in NOBODYS.replace("\n", ";").split(";") if t.strip()])
def test_what_belongs_to_nobody_is_no_brand(theme):
    assert brands.find(theme) is None


def test_at_least_eighty_brands_are_known():
    assert len({brand.title for brand in brands.every()}) >= 80


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_neighbour_can_be_drawn_here(language):
    offers = [brand.neighbours[language] for brand in brands.every()]
    readings = {offer: words.read(offer) for offer in offers}
    assert [offer for offer in offers if brands.find(offer) or refusals.refuses(offer)] == []
    assert [offer for offer in offers if not casting.cast(readings[offer], random.Random(1))] == []
    assert {word for reading in readings.values() for word in reading.unknown} <= {"sky", "ciel"}


def test_no_name_is_refused_before_a_neighbour_is_offered():
    names = [name for names, _brand, _company in brands._rows() for name in names]
    assert [name for name in names if refusals.refuses(name)] == []


@pytest.mark.parametrize(
    ("language", "offer"),
    [("en", "a little yellow mouse with lightning"), ("fr", "une petite souris jaune avec un éclair")],
)
def test_program_is_offered_a_neighbour(visitor, language, offer):
    answer = visitor.post(
        "/generate_coloring/",
        {"theme": "Pikachu"},
        content_type="application/json",
        headers={"accept-language": language},
    )
    told = answer.json()
    assert (answer.status_code, told["error"], told["suggestion"]) == (422, "brand", offer)
    assert "Pikachu" in told["message"]
    assert offer in told["message"]


def test_brand_is_refused_whatever_engine_draws(visitor, settings):
    settings.IMAGE_ENGINE = "openai"
    answer = visitor.post("/generate_coloring/", {"theme": "Pikachu"}, content_type="application/json")
    assert answer.json()["error"] == "brand"


def test_other_refusals_offer_nothing(visitor):
    answer = visitor.post("/generate_coloring/", {"theme": "zzqxw"}, content_type="application/json")
    assert "suggestion" not in answer.json()


def test_refused_name_beside_a_brand_offers_nothing(visitor):
    answer = visitor.post(
        "/generate_coloring/", {"theme": "Pikachu", "name": "123"}, content_type="application/json"
    )
    assert answer.json()["error"] == "name_letters"
    assert "suggestion" not in answer.json()
