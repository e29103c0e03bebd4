"""Placement finds free room, and only free room."""

import numpy as np
import pytest

from coloring.engines.offline import placement
from coloring.engines.offline.placement import CELL, Grid, Size, Spot

DISK = np.zeros((256, 256), np.uint8)
_Y, _X = np.mgrid[-127.5:128:1, -127.5:128:1]
DISK[np.hypot(_X, _Y) <= 128] = 1
FLAG = np.ones((128, 256), np.uint8)
FLAG[64:, 32:] = 0


def anywhere(x, y, size):
    return np.zeros(len(x))


def test_empty_page_takes_a_disk_inside_its_margin():
    spot = Grid(400, 400).find(DISK, Size(100, 100), lambda x, y, size: -(x + y), gap=8)
    assert spot.x - 50 >= placement.MARGIN
    assert spot.y - 50 >= placement.MARGIN


def test_taken_room_is_not_given_twice():
    grid = Grid(400, 400)
    first = Spot(200, 200, Size(120, 120))
    grid.take(DISK, first)
    spot = grid.find(DISK, Size(60, 60), lambda x, y, size: -np.hypot(x - 200, y - 200), gap=20)
    assert np.hypot(spot.x - 200, spot.y - 200) >= 60 + 30 + 20 - 2 * CELL


def test_too_large_a_silhouette_finds_no_room():
    assert Grid(400, 400).find(DISK, Size(390, 390), anywhere, gap=8) is None


def test_forbidden_places_are_not_chosen():
    grid = Grid(400, 400)
    assert grid.find(DISK, Size(50, 50), lambda x, y, size: np.full(len(x), -np.inf), gap=8) is None


def test_best_score_wins():
    spot = Grid(400, 400).find(DISK, Size(50, 50), lambda x, y, size: -np.hypot(x - 300, y - 120), gap=8)
    assert (spot.x, spot.y) == pytest.approx((300, 120), abs=CELL)


def test_flipped_footprint_is_the_mirror_image():
    plain, flipped = (placement.footprint(FLAG, Size(80, 40), flip=flip) for flip in (False, True))
    assert np.array_equal(plain[:, ::-1], flipped)


def test_turned_footprint_keeps_its_area():
    plain, turned = (placement.footprint(FLAG, Size(160, 80), angle) for angle in (0, 30))
    assert int(turned.sum()) == pytest.approx(int(plain.sum()), rel=0.15)


def test_footprint_turns_clockwise():
    bar = np.zeros((256, 256), np.uint8)
    bar[120:136, 128:] = 1
    rows = np.nonzero(placement.footprint(bar, Size(200, 200), 90))[0]
    assert rows.mean() > 30


def test_room_is_the_largest_empty_circle():
    grid = Grid(400, 400, margin=40)
    grid.taken[:, :50] = 1
    grid.taken[:50, :] = 1
    x, y, radius = grid.room()
    assert (x, y) == pytest.approx((280, 280), abs=4 * CELL)
    assert radius == pytest.approx(80, abs=2 * CELL)


def test_what_sticks_out_of_the_page_is_ignored():
    grid = Grid(400, 400)
    grid.take(DISK, Spot(0, 390, Size(200, 200)))
    assert grid.taken.shape == (100, 100)


@pytest.mark.parametrize(("aspect", "width", "height"), [(2, 100, 50), (0.5, 50, 100)])
def test_fitting_keeps_the_longer_side(aspect, width, height):
    assert placement.fitting(aspect, 100) == Size(width, height)
