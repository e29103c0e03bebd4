"""Each white area of a finished page is told with its place, its size and a colour."""

import io
import itertools
import json

import cv2
import numpy as np
import pytest
from PIL import Image

from coloring import lineart
from coloring.lineart import corner

BLUE, RED, GREEN = (30, 60, 220), (220, 40, 40), (60, 180, 70)


def png(pixels):
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def page(width=2048, height=2048):
    """A blank sheet to draw on."""
    return np.full((height, width), 255, np.uint8)


def target(line=12):
    """A disk in a ring, at x 800 and y 600 of 2048."""
    drawn = page()
    cv2.circle(drawn, (800, 600), 400, 0, line)
    cv2.circle(drawn, (800, 600), 200, 0, line)
    return drawn


def painted(side=512):
    """The target in colours: red disk, blue ring, green ground."""
    colours = np.full((side, side, 3), GREEN, np.uint8)
    middle, unit = (side * 800 // 2048, side * 600 // 2048), side / 2048
    cv2.circle(colours, middle, round(400 * unit), BLUE, -1)
    cv2.circle(colours, middle, round(200 * unit), RED, -1)
    return colours


def areas_of(drawn, colours=b"", **choices):
    return lineart.coloured_areas(png(drawn > 127), colours, **choices)


def test_areas_come_with_the_largest_first():
    ground, ring, disk = areas_of(target())
    assert ground.size > ring.size > disk.size
    assert disk.size == pytest.approx(np.pi * 194**2 / 2048**2, rel=0.02)
    assert ring.size == pytest.approx(np.pi * (394**2 - 206**2) / 2048**2, rel=0.02)


def test_the_place_of_an_area_is_where_the_largest_circle_fits():
    _, ring, disk = areas_of(target())
    assert (disk.x, disk.y) == pytest.approx((800 / 2048, 600 / 2048), abs=0.002)
    assert disk.radius == pytest.approx(194 / 2048, abs=0.004)
    assert ring.radius == pytest.approx(94 / 2048, abs=0.002)
    assert np.hypot(ring.x * 2048 - 800, ring.y * 2048 - 600) == pytest.approx(300, abs=6)


def test_places_are_shares_of_each_side_and_the_radius_of_the_long_one():
    drawn = page(1448, 2048)
    cv2.circle(drawn, (724, 512), 300, 0, 12)
    disk = areas_of(drawn)[1]
    assert (disk.x, disk.y) == pytest.approx((0.5, 0.25), abs=0.002)
    assert disk.radius == pytest.approx(294 / 2048, abs=0.004)


def test_real_colours_are_those_of_the_coloured_picture_in_any_size():
    for side in (300, 512, 2048):
        areas = areas_of(target(), png(painted(side)))
        assert [area.colour for area in areas] == ["#3cb446", "#1e3cdc", "#dc2828"]


def test_lines_and_neighbours_do_not_tint_a_colour():
    """The picture in colours may lie a px off, and have lines and a highlight."""
    colours = np.roll(painted(), 1, axis=1)
    cv2.circle(colours, (200, 150), 50, (0, 0, 0), 3)
    cv2.circle(colours, (190, 140), 12, (255, 255, 255), -1)
    assert areas_of(target(), png(colours))[2].colour == "#dc2828"


def test_a_shaded_area_gets_its_middle_colour():
    colours = np.repeat(np.tile(np.linspace(0, 255, 512), (512, 1))[..., None], 3, axis=2).astype(np.uint8)
    colours[..., 2] = 90
    disk = areas_of(target(), png(colours))[2]
    red = int(disk.colour[1:3], 16)
    assert red == pytest.approx(800 / 2048 * 255, abs=8)


def test_without_real_colours_neighbours_differ_and_the_background_stays_white():
    drawn = page()
    for x in range(300, 1800, 200):
        cv2.line(drawn, (x, 300), (x, 1700), 0, 12)
    cv2.rectangle(drawn, (300, 300), (1700, 1700), 0, 12)
    ground, *stripes = areas_of(drawn)
    assert ground.colour == "#ffffff"
    tones = [stripe.colour for stripe in sorted(stripes, key=lambda stripe: stripe.x)]
    assert len(tones) == 7
    assert "#ffffff" not in tones
    assert all(one != other for one, other in itertools.pairwise(tones))


def test_slivers_are_left_out():
    drawn = target()
    cv2.circle(drawn, (1500, 1500), 20, 0, 6)  # about 230 px at 1024
    cv2.circle(drawn, (1500, 1700), 32, 0, 6)  # about 660
    assert len(areas_of(drawn)) == 4


def test_what_is_outside_of_a_frame_is_no_area():
    drawn = page()
    cv2.rectangle(drawn, (44, 44), (2003, 2003), 0, 14)
    assert len(areas_of(drawn)) == 1


def test_no_more_areas_than_can_be_kept_with_a_page():
    drawn = page()
    drawn[::100] = drawn[:, ::100] = 0
    drawn = cv2.erode(drawn, np.ones((9, 9), np.uint8))
    assert len(areas_of(drawn)) == 150


def test_no_area_lies_under_the_colored_model():
    drawn = page()
    cv2.circle(drawn, (1780, 1780), 100, 0, 12)
    ground, disk = areas_of(drawn)
    assert disk.x > corner.BOX[0]
    (alone,) = areas_of(drawn, model=True)
    assert np.hypot(corner.BOX[0] - alone.x, corner.BOX[1] - alone.y) >= alone.radius - 0.004
    assert alone.size == pytest.approx(1 - 0.24**2, abs=0.006)
    assert alone.colour == ground.colour


def test_a_model_that_is_there_is_left_out_too():
    drawn = page()
    cv2.circle(drawn, (400, 400), 200, 0, 12)
    coloured = np.repeat(drawn[..., None], 3, axis=2)
    coloured[1540:1960, 1540:1960] = RED
    cv2.circle(coloured, (1700, 1700), 60, (255, 255, 255), -1)
    ground, disk = lineart.coloured_areas(png(coloured))
    assert disk.size == pytest.approx(np.pi * 194**2 / 2048**2, rel=0.02)
    assert ground.size == pytest.approx(1 - (420**2 + np.pi * 206**2) / 2048**2, abs=0.006)


def test_areas_survive_being_stored():
    areas = areas_of(target(), png(painted()))
    stored = json.loads(json.dumps([area.as_list() for area in areas]))
    again = [lineart.Area.from_list(one) for one in stored]
    assert [one.colour for one in again] == [one.colour for one in areas]
    assert again[1].x == pytest.approx(areas[1].x, abs=0.0001)
    assert again[1].radius == pytest.approx(areas[1].radius, abs=0.0001)
    assert len(json.dumps(stored[1])) < 60


def test_a_black_page_has_no_areas():
    assert areas_of(np.zeros((2048, 2048), np.uint8)) == ()


@pytest.mark.parametrize("broken", [b"", b"no picture"])
def test_bytes_that_are_no_picture_are_refused(broken):
    with pytest.raises(ValueError, match="whole"):
        lineart.coloured_areas(broken)
    with pytest.raises(ValueError, match="whole"):
        areas_of(target(), b"no picture")
