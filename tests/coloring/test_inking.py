"""Inked drawings are black on white, lines of one pen, with room to colour."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
import resvg_py

from coloring.engines.offline import inking, library

HERO, COMPANION = (580, 8.0), (140, 5.5)  # px of the long side, px of the pen
THICK = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (19, 19))
PAGE = 1024**2


def grey(fragment, box, scale, background="#ffffff"):
    x0, y0, x1, y1 = box[0] - 6, box[1] - 6, box[2] + 6, box[3] + 6
    view = f"{x0} {y0} {x1 - x0} {y1 - y0}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{fragment}</svg>'
    width = round((x1 - x0) * scale)
    png = resvg_py.svg_to_bytes(svg_string=svg, width=width, background=background, skip_system_fonts=True)
    return cv2.imdecode(np.frombuffer(bytes(png), np.uint8), cv2.IMREAD_GRAYSCALE)


def inked(name, size=HERO):
    drawing = library.get(name)
    scale = size[0] / max(drawing.width, drawing.height)
    return grey(inking.ink(drawing, size[1] / scale, scale=scale, prefix="a"), drawing.box, scale)


def black(picture):
    return (picture < 128).astype(np.uint8)


def parts(mask):
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    return stats[1:, cv2.CC_STAT_AREA]


@pytest.mark.parametrize("name", ["rocket", "astronaut", "guitar", "zebra", "black-cat", "lizard", "penguin"])
def test_no_large_area_is_solid_black(name):
    solid = cv2.morphologyEx(black(inked(name)), cv2.MORPH_OPEN, THICK)
    assert solid.sum() / PAGE < 0.01


@pytest.mark.parametrize("name", ["t-rex", "unicorn", "castle", "fire-engine", "butterfly", "princess"])
def test_hero_has_regions_to_colour_and_no_specks(name):
    picture = black(inked(name))
    assert (parts(1 - picture) >= 400).sum() >= 8
    assert (parts(picture) < 60).sum() == 0


@pytest.mark.parametrize("name", ["t-rex", "cat", "house", "snowman"])
def test_lines_are_nearly_as_wide_as_the_pen(name):
    picture = black(inked(name))
    inside = cv2.distanceTransform(picture, cv2.DIST_L2, 5)
    ridge = (inside >= cv2.dilate(inside, np.ones((3, 3)))) & (picture > 0)
    assert np.median(2 * inside[ridge]) == pytest.approx(HERO[1], abs=2)


def test_small_print_has_fewer_lines_than_large_print():
    assert len(parts(1 - black(inked("sauropod", COMPANION)))) < len(parts(1 - black(inked("sauropod"))))


@pytest.mark.parametrize("name", ["tractor", "christmas-tree", "ringed-planet", "dog", "tropical-fish"])
def test_small_print_keeps_the_silhouette(name):
    picture = black(inked(name, COMPANION))
    contours, _ = cv2.findContours(picture, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = cv2.drawContours(np.zeros_like(picture), contours, -1, 1, -1)
    drawing = library.get(name)
    scale = COMPANION[0] / max(drawing.width, drawing.height)
    expected = library.silhouette(name).mean() * drawing.width * drawing.height * scale**2
    assert filled.sum() == pytest.approx(expected, rel=0.2)


def test_large_eyes_have_white_around_their_pupils():
    drawing = library.get("cat-face")
    eyes = next(shape for shape in drawing.shapes if shape.eyes)
    alone = replace(drawing, shapes=(replace(eyes, lid=-1),))
    large = inking.ink(alone, 1.5, scale=5, prefix="")
    small = inking.ink(alone, 1.5, scale=1, prefix="")
    assert large.count("<circle") == 4
    assert "<circle" not in small


def test_ids_are_kept_apart_by_the_prefix():
    clipped = next(library.get(n) for n in sorted(library.names()) if library.get(n).clips)
    fragment = inking.ink(clipped, 1.5, scale=4, prefix="one-")
    assert 'id="one-' in fragment
    assert "url(#one-" in fragment
    assert fragment.count("url(#") == fragment.count("url(#one-")


def test_density_grows_as_the_print_shrinks():
    assert inking.study("t-rex", 580, 8).density < inking.study("t-rex", 140, 5.5).density < 1


def test_a_net_is_denser_than_an_egg():
    assert inking.study("egg", 300, 6.5).density < 0.2 < inking.study("spider-web", 300, 6.5).density
