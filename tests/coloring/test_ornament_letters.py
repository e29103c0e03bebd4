"""Pages of large letters: patterned, closed, colourable, with what begins with them."""

import io

import numpy as np
import pytest
from PIL import Image

from coloring import lineart
from coloring.engines.base import Commission
from coloring.engines.offline import artist, ornament
from coloring.engines.offline.compose import dice
from coloring.engines.offline.ornament import fills, initials, letters


def drawing(theme, **choices):
    return artist.OfflineEngine().draw(Commission(theme=theme, seed="5", **choices))


@pytest.mark.parametrize(
    ("theme", "detail", "orientation"),
    [
        ("lettre A", "normal", "square"),
        ("letter w", "simple", "portrait"),
        ("le chiffre 3", "normal", "landscape"),
        ("alphabet", "fine", "portrait"),
        ("prénom Marie-Antoinette", "normal", "landscape"),
    ],
)
def test_page_of_letters_can_be_coloured(theme, detail, orientation):
    image = drawing(theme, detail=detail, orientation=orientation).image
    measures = lineart.measure(image)
    assert measures.passes
    assert max(Image.open(io.BytesIO(image)).size) == 2048


def test_name_as_the_page_needs_no_band():
    page = drawing("mon prénom", child_name="Zoé")
    assert page.is_named
    assert Image.open(io.BytesIO(page.image)).size == (2048, 2048)
    assert not drawing("lettre A", child_name="Zoé").is_named


def test_letters_bring_their_colours():
    picture = Image.open(io.BytesIO(drawing("lettre B").colours)).convert("RGB")
    assert len([count for count, _ in picture.getcolors(1 << 20) if count > 300]) >= 4


def test_same_seed_draws_the_same_letter_and_another_seed_another():
    pages = [
        ornament.page(ornament.of("lettre S"), detail="normal", orientation="square", seed=seed).svg()
        for seed in ("1", "1", "2")
    ]
    assert pages[0] == pages[1] != pages[2]


def test_things_around_a_letter_begin_with_it_in_the_language_of_the_theme():
    assert set(initials.drawings("P", "lettre P", dice("", "1"))) & {"butterfly", "fish", "red-apple"}
    assert "pig" in {name for seed in "123456" for name in initials.drawings("P", "letter P", dice("", seed))}


def test_thing_that_the_theme_names_comes_first():
    assert initials.drawings("C", "C comme chat", dice("", "1"))[0] == "cat"


def test_number_is_counted():
    assert len(initials.drawings("4", "le chiffre 4", dice("", "1"))) == 4
    assert initials.drawings("12", "le nombre 12", dice("", "1")) == []


@pytest.mark.parametrize("kind", fills.KINDS)
def test_pattern_divides_a_broad_letter(kind):
    box = (100.0, 100.0, 500.0, 700.0)
    square = "M100 100 L500 100 L500 700 L100 700 Z"
    assert len(fills.fill(square, box, kind, step=76, pen=6, colours=("#111111", "#222222"))) >= 6


def test_narrow_letter_stays_plain():
    bar = "M100 100 L120 100 L120 300 L100 300 Z"
    assert fills.fill(bar, (100.0, 100.0, 120.0, 300.0), "dots", step=76, pen=6, colours=("#111111",)) == []


def test_motifs_stay_within_their_letter():
    disk = fills.paths.circle(200, 300, 300)
    spots = fills._spots(fills.depth(disk, (100.0, 100.0, 500.0, 500.0)), 25, 6)
    assert len(spots) >= 8
    assert all(np.hypot(x - 200, y - 200) <= 200 - 25 - 3 for x, y in spots)


def test_name_is_broken_between_words_before_within_them():
    assert letters._broken("Jean-Baptiste", (0, 0, 900, 500)) == ["Jean-", "Baptiste"]
    assert letters._broken("Léa", (0, 0, 600, 900)) == ["Léa"]
