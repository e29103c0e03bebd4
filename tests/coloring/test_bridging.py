"""Lines are closed over gaps where a child sees them closed, and nowhere else."""

import cv2
import numpy as np
import pytest

from coloring.lineart import bridging
from coloring.lineart.skeleton import Lines

PEN = 6


def page():
    """Darkness of a page of 1024 px: a box that lines can be drawn into."""
    paper = np.zeros((1024, 1024), np.uint8)
    cv2.rectangle(paper, (100, 100), (900, 900), 255, PEN)
    return paper


def bridged(dark):
    return bridging.bridged(dark, Lines.of((dark > 127).astype(np.uint8)))


def areas(dark):
    return cv2.connectedComponents((dark < 128).astype(np.uint8), connectivity=4)[0] - 1


def cut(dark, place, gap, *, round_hole):
    if round_hole:
        cv2.circle(dark, place, gap // 2, 0, -1)
    else:
        dark[place[1] - 9 : place[1] + 9, place[0] - gap // 2 : place[0] - gap // 2 + gap] = 0
    return dark


@pytest.mark.parametrize("round_hole", [True, False])
@pytest.mark.parametrize("gap", [8, 12])
def test_a_cut_line_is_whole_again_and_as_wide_as_before(gap, round_hole):
    whole = page()
    mended = bridged(cut(whole.copy(), (500, 100), gap, round_hole=round_hole))
    assert areas(mended) == 2
    column = mended[90:110, 500] > 127
    assert abs(int(column.sum()) - int((whole[90:110, 500] > 127).sum())) <= 1


def test_a_gap_twice_as_wide_stays_open():
    assert areas(bridged(cut(page(), (500, 100), 26, round_hole=False))) == 1


@pytest.mark.parametrize("angle", [0, 20, 45, 80])
def test_a_cut_circle_is_closed_wherever_it_is_cut(angle):
    dark = page()
    cv2.circle(dark, (500, 500), 200, 255, PEN)
    place = 500 + 200 * np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])
    cv2.circle(dark, np.rint(place).astype(int), 6, 0, -1)
    assert areas(dark) == 2
    assert areas(bridged(dark)) == 3


def test_a_line_that_stops_just_before_another_reaches_it():
    dark = page()
    cv2.line(dark, (100, 500), (885, 520), 255, PEN)
    assert areas(dark) == 2
    assert areas(bridged(dark)) == 3


def test_a_whisker_that_ends_before_a_line_stays_free():
    dark = page()
    cv2.line(dark, (860, 500), (885, 500), 255, 4)
    assert (bridged(dark) == dark).all()


def test_a_line_with_one_end_free_gets_no_bridge_at_the_other():
    dark = page()
    cv2.line(dark, (400, 500), (885, 500), 255, PEN)
    assert (bridged(dark) == dark).all()


def test_there_are_no_ladders_between_parallel_lines():
    dark = page()
    for y in range(300, 700, 14):
        cv2.line(dark, (300, y), (600 + (y % 4) * 5, y), 255, PEN)
    assert (bridged(dark) == dark).all()


def test_a_dashed_line_stays_dashed():
    dark = page()
    for x in range(300, 700, 30):
        cv2.line(dark, (x, 500), (x + 18, 500), 255, PEN)
    assert (bridged(dark) == dark).all()


def test_a_bridge_never_crosses_another_line():
    dark = page()
    cv2.line(dark, (100, 500), (490, 500), 255, PEN)
    cv2.line(dark, (510, 500), (900, 500), 255, PEN)
    cv2.line(dark, (500, 480), (500, 520), 255, 4)
    mended = bridged(dark)
    assert areas(mended) == 3
    below = mended[503:520, 480:520] > 127
    assert below[:, 30:].sum() <= 20 * 6


def test_a_line_that_is_cut_twice_is_mended_twice():
    dark = page()
    cut(cut(dark, (400, 100), 12, round_hole=True), (460, 100), 12, round_hole=False)
    assert areas(bridged(dark)) == 2


def test_a_page_without_lines_or_without_ends_stays_as_it_is():
    blank = np.zeros((200, 200), np.uint8)
    assert not bridged(blank).any()
    assert (bridged(page()) == page()).all()


def test_the_nose_of_a_bear_gets_no_bridge_to_its_mouth():
    dark = page()
    cv2.fillConvexPoly(dark, np.array([[480, 480], [520, 480], [500, 520]]), 255)
    cv2.ellipse(dark, (500, 500), (60, 34), 0, 20, 160, 255, PEN)
    assert (bridged(dark) == dark).all()
