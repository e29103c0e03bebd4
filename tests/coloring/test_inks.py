"""How much ink a page takes: counted on the sheet, told in pages of text."""

import pytest

from coloring import printing


def test_ink_is_the_share_of_the_whole_sheet_that_is_covered():
    assert printing.ink(0.5, 1000, 1000, "a4").share == pytest.approx(0.5 * 190 * 190 / (210 * 297))


def test_wide_drawing_is_counted_on_the_turned_sheet():
    assert printing.ink(0.5, 1900, 1000, "a4").share == pytest.approx(0.5 * 277 * 277 / 1.9 / (210 * 297))


def test_a_page_of_text_covers_a_twentieth_of_the_sheet():
    ink = printing.ink(0.2, 1959, 2594, "letter")
    assert ink.share == pytest.approx(0.2 * 195.9 * 259.4 / (215.9 * 279.4), rel=0.001)
    assert ink.text_pages == 3
    assert ink.millilitres == pytest.approx(ink.share / 0.05 * 0.0185)


def test_even_a_pale_page_takes_the_ink_of_one():
    assert printing.ink(0.01, 1000, 1000, "a4").text_pages == 1


def test_paper_that_is_not_known_is_an_error():
    with pytest.raises(KeyError):
        printing.ink(0.1, 1000, 1000, "a5")
