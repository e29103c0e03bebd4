"""People are drawn as what they do, and what an animal has is no second thing to draw."""

import pytest

from coloring.engines.offline import words


def drawings(theme):
    return [match.names[0] for match in words.read(theme).matches]


@pytest.mark.parametrize(
    ("theme", "names"),
    [
        ("un garçon qui nage", ["man-swimming"]),
        ("ma fille nage", ["woman-swimming"]),
        ("papa fait de l'escalade", ["man-climbing"]),
        ("a mom baking cookies", ["woman-cook", "cookie"]),
        ("des joueuses de tennis", ["woman-running", "tennis"]),
        ("rugby player", ["man-running", "rugby-football"]),
    ],
)
def test_people_are_drawn_as_what_they_do(theme, names):
    assert drawings(theme) == names


@pytest.mark.parametrize(
    ("theme", "names"),
    [
        ("un chat qui nage", ["cat"]),
        ("un garçon et une danseuse", ["boy", "ballet-dancer"]),
        ("joueur de flûte", ["flute"]),
        ("une fille dans la cuisine", ["girl", "pot-of-food"]),
    ],
)
def test_animals_and_bystanders_stay_who_they_are(theme, names):
    assert drawings(theme) == names


def test_two_who_play_are_counted():
    assert [match.count for match in words.read("two boys playing basketball").matches] == [2]


@pytest.mark.parametrize(
    ("theme", "names"),
    [
        ("flamant rose sur une patte", ["flamingo"]),
        ("a unicorn with a long mane", ["unicorn"]),
        ("patte de chat", ["paw-prints", "cat"]),
        ("une dent", ["tooth"]),
    ],
)
def test_part_of_an_animal_is_drawn_when_it_comes_first(theme, names):
    reading = words.read(theme)
    assert [match.names[0] for match in reading.matches] == names
    assert not reading.riding
