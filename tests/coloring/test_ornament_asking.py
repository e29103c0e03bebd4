"""Which themes ask for an ornament, and for which one."""

import pytest

from coloring.engines.base import Commission, EngineRefused
from coloring.engines.offline import artist, ornament


@pytest.mark.parametrize(
    ("theme", "flavour"),
    [
        ("mandala", ""),
        ("Un grand MANDALA", ""),
        ("mandala fleur", "flower"),
        ("mandala étoile", "star"),
        ("mandala avec des papillons", "butterfly"),
        ("mandala cœurs", "heart"),
        ("butterfly mandala", "butterfly"),
    ],
)
def test_mandala_is_recognised_with_its_flavour(theme, flavour):
    wish = ornament.of(theme)
    assert (wish.kind, wish.flavour) == ("mandala", flavour)


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("lettre A", "A"),
        ("letter b", "B"),
        ("la lettre é", "É"),
        ("la lettre m minuscule", "m"),
        ("coloriage de la lettre Z", "Z"),
        ("A comme arbre", "A"),
        ("D is for dog", "D"),
        ("L", "L"),
        ("le chiffre 7", "7"),
        ("number 3", "3"),
        ("le nombre 10", "10"),
    ],
)
def test_letter_or_number_is_recognised(theme, text):
    wish = ornament.of(theme)
    assert (wish.kind, wish.text) == ("letter", text)


@pytest.mark.parametrize("theme", ["alphabet", "l'alphabet", "ABC", "the alphabet", "les lettres"])
def test_alphabet_is_recognised(theme):
    assert ornament.of(theme).text.startswith("ABC")


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("le prénom Léa", "Léa"),
        ("prénom: Zoé", "Zoé"),
        ("prenom jean-baptiste", "Jean-Baptiste"),
        ("name Emma", "Emma"),
        ("My name is Emma.", "Emma"),
        ("je m'appelle Loïc", "Loïc"),
    ],
)
def test_name_is_read_from_the_theme(theme, text):
    wish = ornament.of(theme)
    assert (wish.kind, wish.text) == ("name", text)


@pytest.mark.parametrize("theme", ["prénom", "mon prénom", "my name", "Maëlys", "maëlys"])
def test_own_name_is_the_child_s(theme):
    wish = ornament.of(theme, "Maëlys")
    assert (wish.kind, wish.text) == ("name", "Maëlys")


def test_own_name_without_one_is_the_alphabet():
    assert ornament.of("mon prénom").text.startswith("ABC")


@pytest.mark.parametrize(
    "theme",
    ["chat", "lettre au père noël", "une lettre à maman", "le prénom de mon chat", "boîte aux lettres",
     "3 cochons", "a cat", "lettre ж", "Léa", "prénom Юля", "number one", "name the animals"],
)  # fmt: skip
def test_other_themes_are_left_to_the_scenes(theme):
    assert ornament.of(theme) is None


@pytest.mark.parametrize(
    "theme", ["mandala", "lettre A", "le chiffre 7", "mon prénom", "prénom Zoé", "alphabet"]
)
def test_artist_knows_ornaments(theme):
    assert artist.knows(theme)


@pytest.mark.parametrize("theme", ["prénom Merde", "je m'appelle pu te", "A comme arme"])
def test_letters_of_what_no_child_gets_are_refused(theme):
    with pytest.raises(EngineRefused):
        artist.OfflineEngine().draw(Commission(theme=theme))
