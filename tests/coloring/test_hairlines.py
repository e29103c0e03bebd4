"""Lines too thin to print or to stop a crayon become wide enough; all others stay as they are."""

import cv2
import numpy as np
import pytest

from coloring import lineart
from tests.coloring.test_cleaning import PAGE, SIDE, TRUTH, cleaned, drawing, encoded, likeness


def test_pale_hairlines_stay_whole():
    fine = cv2.resize(drawing(2, factor=2), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    page = lineart.clean(encoded(120 + fine * 0.5))
    assert lineart.measure(page).areas == lineart.measure(encoded(PAGE)).areas
    assert lineart.measure(page).passes


@pytest.mark.parametrize("width", [1, 2, 3])
def test_hairlines_are_widened_until_they_print(width):
    page = lineart.clean(encoded(drawing(width)))
    assert lineart.measure(page).stroke_p10 >= 3.5
    assert "thin_lines" not in lineart.measure(page).faults


def test_other_lines_are_not_widened_with_the_hairlines():
    page = PAGE.copy()
    cv2.line(page, (50, 900), (950, 900), 0, 1)
    clean = cleaned(page)
    assert likeness(clean[:1700], TRUTH[:1700]) > 0.97
    column = clean[1760:1840, 1000] == 0
    assert 6 <= column.sum() <= 10


def test_a_pale_page_gets_bolder_lines_but_a_nearly_empty_one_does_not():
    pale = np.full((SIDE, SIDE), 255, np.uint8)
    for i in range(7):
        cv2.line(pale, (40, 100 + 120 * i), (880, 100 + 120 * i), 0, 5)
    assert (pale < 128).mean() < 0.04 < (cleaned(pale) < 128).mean()
    pale[300:] = 255
    nearly_empty = pale
    assert (cleaned(nearly_empty) < 128).mean() < 0.013


def test_bolder_lines_do_not_close_small_areas():
    pale = np.full((SIDE, SIDE), 255, np.uint8)
    for i in range(7):
        cv2.line(pale, (40, 100 + 120 * i), (760, 100 + 120 * i), 0, 5)
    for i in range(5):
        cv2.circle(pale, (100 + 60 * i, 950), 8, 0, 3)
    clean = cleaned(pale)
    assert (clean < 128).mean() > 0.04
    for i in range(5):
        assert (clean[1880:1920, 180 + 120 * i : 220 + 120 * i] == 255).sum() > 60
