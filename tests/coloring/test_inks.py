"""The ink of a page is told by its black area on the sheet."""

import io

import pytest
from PIL import Image

from coloring import printing


def half_black(width=1000, height=1000):
    image = Image.new("1", (width, height), 1)
    image.paste(0, (0, 0, width, height // 2))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_the_share_is_that_of_the_whole_sheet():
    assert printing.ink(half_black(), "a4").share == pytest.approx(0.5 * 190 * 190 / (210 * 297))
    assert printing.ink(half_black(1900, 1000), "a4").share == pytest.approx(
        0.5 * 277 * 277 / 1.9 / (210 * 297), rel=1e-6
    )


def test_a_page_of_text_covers_one_twentieth_and_takes_a_fiftieth_of_a_millilitre():
    ink = printing.ink(half_black(), "letter")
    assert ink.text_percent == 10 * round(ink.share / 0.05 * 10)
    assert ink.millilitres == pytest.approx(ink.share / 0.05 * 0.0185)


def test_a_blank_page_takes_no_ink():
    blank = io.BytesIO()
    Image.new("1", (500, 500), 1).save(blank, "PNG")
    assert printing.ink(blank.getvalue(), "a4") == printing.Ink(0, 0, 0)


def test_an_unknown_paper_is_a_key_error():
    with pytest.raises(KeyError):
        printing.ink(half_black(), "a5")


def test_bytes_that_are_no_picture_are_refused():
    with pytest.raises(ValueError, match="whole"):
        printing.ink(b"no picture", "a4")
