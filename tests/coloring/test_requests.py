"""What parents and children really type, in two languages and their own spelling, becomes what they expect.

The tables in requests/ say for each theme which drawings are found, the nearest there is where the library
has no better; " on " where the first rides on the second.
"""

import random
from pathlib import Path

import pytest

from coloring.engines.offline import casting, library, words

FOLDER = Path(__file__).parent / "requests"

# Right words of either language for which there is no drawing, and first names.
UNDRAWN = """
    chasseur courage contrat mercredi jeudi facture réunion silence voyelle grammaire respect hasard
    problème question réponse semaine janvier février mensonge chômage impôt budget devoir colonel permis
    invoice meeting wednesday thursday contract sentence grammar because problem question answer january
    february mortgage budget homework permit colonel harvest lawyer parliament insurance opinion theory
    mathis manon chloé louise clément thomas pauline antoine charlotte matthew hannah oliver jessica joshua
    prénom mandala alphabet
"""


def _table(name):
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" | ")) for line in lines]


def told(theme):
    """The drawings that a theme is read as, in the form of the tables."""
    reading = words.read(theme)
    names = [(f"{match.count} " if match.count > 1 else "") + match.names[0] for match in reading.matches]
    first = (" on " if reading.riding else " + ").join(names[:2])
    return " + ".join([first, *names[2:]])


@pytest.mark.parametrize("name", ["french", "english", "slips"])
def test_requests_become_what_is_expected(name):
    wrong = {theme: (told(theme), drawings) for theme, drawings in _table(name) if told(theme) != drawings}
    assert wrong == {}


@pytest.mark.parametrize("name", ["french", "english", "slips"])
def test_every_request_can_be_drawn_and_none_is_refused(name):
    for theme, _drawings in _table(name):
        reading = words.read(theme)
        cast = casting.cast(reading, random.Random(1))
        assert not reading.refused, theme
        assert cast is not None, theme
        assert {figure for figure in cast.figures if ":" not in figure} <= library.names(), theme


def test_the_tables_are_long_enough_and_half_french():
    french, english = len(_table("french")), len(_table("english"))
    assert french + english >= 200
    assert french >= english


@pytest.mark.parametrize("word", UNDRAWN.split())
def test_right_words_without_a_drawing_stay_unknown(word):
    assert words.read(word).matches == ()


@pytest.mark.parametrize(
    ("theme", "scene", "figures"),
    [
        ("chat dans l'espace", "space", ("cat",)),
        ("cat in space", "space", ("cat",)),
        ("un chien qui court dans le jardin", "garden", ("dog",)),
        ("un renard dans la neige", "winter", ("shape:fox",)),
        ("un ours à vélo", None, ("shape:bear", "bicycle")),
        ("chat dans l'espace avec un chien", "space", ("cat", "dog")),
    ],
)
def test_place_becomes_the_scene_and_the_rest_the_figures(theme, scene, figures):
    cast = casting.cast(words.read(theme), random.Random(1))
    assert scene in {None, cast.scene.name}
    assert [figure.replace("poodle", "dog") for figure in cast.figures] == list(figures)
    assert cast.riding == (scene is None)


@pytest.mark.parametrize(
    ("theme", "count"),
    [("anniversaire de Léa 7 ans avec une licorne", 1), ("licorne 2024", 1), ("une famille de pandas", 3)],
)
def test_only_what_is_counted_is_counted(theme, count):
    assert words.read(theme).matches[-1].count == count


@pytest.mark.parametrize(
    "theme", ["lettre A", "la lettre é", "letter B", "alphabet", "mandala", "mon prénom", "my name", "prénom"]
)
def test_words_of_ornaments_are_not_corrected(theme):
    assert set(words.read(theme).words) <= set(theme.lower().split())


@pytest.mark.parametrize("theme", ["x" * 5000, "chat " * 1000, "a b " * 900])
def test_endless_themes_are_read_in_their_beginning_only(theme):
    assert len(words.read(theme).words) <= words.LONGEST_THEME
