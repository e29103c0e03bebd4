"""Letters in outline, and the band with a name above a page."""

import io
import unicodedata

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from coloring import lettering, lineart
from coloring.lettering import alphabet

BAND = 266  # px of 2048
NAMES = ["Léa", "Zoë", "Jean-Baptiste", "L'Oréal", "Cœur", "Łukasz", "Marie-Antoinette Dupont"]


def page(width=2048, height=1782):
    """A framed page with nine balls, as the artists deliver them."""
    picture = Image.new("1", (width, height), 1)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((44, 44, width - 44, height - 44), outline=0, width=14)
    for place in range(9):
        x, y = width * (1 + 2 * (place % 3)) // 6, height * (1 + 2 * (place // 3)) // 6
        draw.ellipse((x - 160, y - 160, x + 160, y + 160), outline=0, width=16)
    return png(picture)


def png(picture):
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def opened(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def ink(data):
    return np.asarray(opened(data).convert("L")) < 128


def areas(white):
    """The sizes of the white areas without the one around them all."""
    stats = cv2.connectedComponentsWithStats(white.astype(np.uint8), connectivity=4)[2]
    return sorted(stats[1:, cv2.CC_STAT_AREA])[:-1]


@pytest.mark.parametrize("pair", ["ée", "çc", "œo", "ïi", "Éé", "čc", "şs", "ğg", "őo", "łl", "ąa", "đd"])
def test_each_letter_has_a_shape_of_its_own(pair):
    bands = [ink(lettering.add_band(page(), sign * 3))[:BAND] for sign in pair]
    assert (bands[0] ^ bands[1]).sum() > 1000


@pytest.mark.parametrize("name", ["Zoë", "Maëlys", "François", "Chloé", "Loïc", "Čapek"])
def test_decomposed_name_is_drawn_as_the_composed_one(name):
    apart = unicodedata.normalize("NFD", name)
    assert apart != name
    assert lettering.outline(apart) == lettering.outline(name)


def test_accent_stands_above_its_letter_and_cedilla_below():
    assert lettering.outline("é").box[3] > lettering.outline("e").box[3] + 0.15
    assert lettering.outline("ş").box[1] < lettering.outline("s").box[1] - 0.1
    assert lettering.outline("Ń").box[3] > lettering.outline("ń").box[3] + 0.15


def test_dots_of_i_give_way_to_its_diaeresis():
    assert len(lettering.outline("ī").contours) == 2


def test_pairs_are_kerned():
    apart = lettering.outline("A").advance + lettering.outline("V").advance
    assert lettering.outline("AV").advance < apart - 0.01


def test_contours_of_an_outline_are_closed():
    for contour in lettering.outline("Jean-Noël").contours:
        assert contour.segments[-1][-1] == pytest.approx(contour.start)


@pytest.mark.parametrize(
    ("name", "left"), [("Zoë L'Œil-Çà", ""), ("Đặng Čő", ""), ("Юля", "Юля"), ("Léa ش", "ش"), ("AAΩ", "Ω")]
)
def test_letters_that_cannot_be_drawn_are_named(name, left):
    assert lettering.missing(name) == left


@pytest.mark.parametrize("name", NAMES)
def test_letters_of_a_name_are_closed_areas_within_the_band(name):
    page_ink = ink(lettering.add_band(page(), name))
    letters = sum(sign.isalpha() for sign in name)
    assert len([size for size in areas(~page_ink[:BAND]) if size >= 250]) >= letters
    edges = page_ink[:BAND]
    assert not edges[:20].any()
    assert not edges[-4:].any()
    assert not edges[:, :30].any()
    assert not edges[:, -30:].any()


@pytest.mark.parametrize("size", [(2048, 1782), (2048, 2048), (1448, 2048), (2048, 1448)])
def test_page_with_a_name_is_as_long_as_before_and_still_passes(size):
    named = lettering.add_band(page(*size), "Léa")
    assert max(opened(named).size) == 2048
    assert opened(named).mode == "1"
    assert lineart.measure(named).passes


def test_page_made_for_a_band_keeps_its_lines_to_the_pixel():
    named = lettering.add_band(page(2048, 1782), "Léa")
    assert (ink(named)[BAND:] == ink(page(2048, 1782))).all()


def test_letters_are_never_distorted():
    short, long = (ink(lettering.add_band(page(), name))[:BAND] for name in ("OO", "O" * 24))
    for band in (short, long):
        boxes = cv2.connectedComponentsWithStats((~band).astype(np.uint8), connectivity=4)[2][2:]
        counters = [box for box in boxes if 0.5 < box[2] / box[3] < 2]
        ratio = counters[0][2] / counters[0][3]
        assert ratio == pytest.approx(1.0, abs=0.15)


def test_page_with_a_coloured_corner_keeps_its_colours():
    coloured = opened(page(2048, 2048)).convert("RGB")
    ImageDraw.Draw(coloured).rectangle((1600, 1600, 1950, 1950), fill="#1133aa")
    before = coloured.quantize(16, dither=Image.Dither.NONE)
    after = opened(lettering.add_band(png(before), "Léa"))
    assert after.mode == "P"
    colours = {colour for _, colour in after.convert("RGB").getcolors()}
    assert (0x11, 0x33, 0xAA) in colours
    assert colours <= {colour for _, colour in before.convert("RGB").getcolors()}


@pytest.mark.parametrize("name", ["", "  ", "Юля"])
def test_name_without_a_known_letter_leaves_the_page_alone(name):
    assert lettering.add_band(page(), name) == page()


@pytest.mark.parametrize("size", [(1, 4000), (50, 2000), (100, 2000)])
def test_page_too_narrow_for_letters_stays_as_it_is(size):
    narrow = png(Image.new("1", size, 1))
    assert lettering.add_band(narrow, "Léa") == narrow


def test_flattest_page_still_gets_its_name():
    named = ink(lettering.add_band(png(Image.new("1", (8000, 1), 1)), "Léa"))
    assert named.shape == (BAND + 1, 2048)
    assert named[:BAND].any()


def test_longest_name_is_written_on_an_upright_page():
    assert ink(lettering.add_band(page(1448, 2048), "W" * 24))[:BAND].any()


def test_threads_share_a_font_that_is_read_whole():
    """Two threads that decompile a table at the same time break it for good."""
    alphabet.font.cache_clear()
    font = alphabet.font()
    assert [table for table in font.reader.tables if not font.isLoaded(table)] == []
