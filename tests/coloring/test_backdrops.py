"""Backdrops are closed areas with a ground to stand on."""

import random
import re

import cv2
import numpy as np
import pytest
import resvg_py

from coloring.engines.offline import backdrops, compose, filling, paint, shapes

FUSS = (backdrops.PLAIN, backdrops.SIMPLE, backdrops.RICH)


def rendered(markup, width, height):
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<g fill="#fff" stroke="#000" stroke-width="6">{markup}</g></svg>'
    )
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, background="#ffffff"))
    return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE) < 128


@pytest.mark.parametrize("orientation", compose.SIZES)
@pytest.mark.parametrize("kind", backdrops.KINDS)
def test_backdrop_has_few_lines_and_its_ground_on_the_page(kind, orientation):
    width, height = compose.SIZES[orientation]
    view = backdrops.draw(kind, width, height, random.Random(3))
    assert rendered(view.markup + view.front, width, height).mean() < 0.12
    if view.ground is not None:
        assert len(view.ground) == len(view.skyline) == width + 1
        assert (view.skyline <= view.ground + 1).all()
        assert 0.3 * height < view.ground.min() <= view.ground.max() < 0.95 * height


def open_paths(markup):
    """The outlines of painted areas that do not end where they began."""
    painted = [element for element in re.findall(r"<path[^>]*>", markup) if paint.MARK in element]
    return [element for element in painted if not re.search(r' d="[^"]*z"', element)]


@pytest.mark.parametrize("fuss", FUSS)
@pytest.mark.parametrize("kind", backdrops.KINDS)
def test_every_painted_area_of_a_backdrop_is_closed(kind, fuss):
    for width, height in compose.SIZES.values():
        view = backdrops.draw(kind, width, height, random.Random(3), fuss=fuss)
        assert paint.MARK in view.markup
        assert open_paths(view.markup + view.front) == []


def test_simple_backdrops_hold_less():
    for kind in ("classroom", "kitchen", "living-room", "garden", "town", "rails", "fire-station"):
        views = [backdrops.draw(kind, 1024, 1024, random.Random(3), fuss=fuss) for fuss in FUSS]
        plain, simple, rich = (view.areas for view in views)
        assert 2 <= plain <= 13
        assert plain <= simple < rich


@pytest.mark.parametrize("kind", ["town", "fire-station", "hospital", "site", "ice", "garden"])
def test_small_things_of_the_sky_stay_above_roofs(kind):
    view = backdrops.draw(kind, 1024, 1024, random.Random(3))
    assert view.roofs.min() < view.skyline.min() - 60


@pytest.mark.parametrize("name", shapes.MARKUP)
def test_every_painted_area_of_a_shape_is_closed(name):
    assert paint.MARK in shapes.MARKUP[name]
    assert open_paths(shapes.MARKUP[name]) == []


def test_fitted_outline_keeps_its_form():
    assert (
        paint.fitted("M0 0 H1 V.5 A.5 .25 0 0 1 .5 1z", 10, 20, 100, 40) == "M10 20H110V40A50 10 0 0 1 60 60z"
    )
    assert paint.fitted("m.5 .5 l.1 -.1", 10, 20, 100, 40) == "m50 20l10 -4"


@pytest.mark.parametrize("kind", sorted(backdrops.HIDING))
def test_heads_get_a_hill_to_hide_behind(kind):
    view = backdrops.draw(kind, 1024, 1024, random.Random(3), heads=True)
    assert view.front
    assert view.ground.min() > 0.65 * 1024


def test_tall_page_has_a_higher_horizon():
    square, portrait = (
        backdrops.draw("hills", *compose.SIZES[name], random.Random(3)) for name in ("square", "portrait")
    )
    assert portrait.ground.mean() < square.ground.mean() - 60


def test_same_dice_draw_the_same_backdrop():
    first, second = (backdrops.draw("hills", 1024, 1024, random.Random(5)) for _ in range(2))
    assert first.markup == second.markup


@pytest.mark.parametrize("name", shapes.MARKUP)
def test_shape_is_closed_within_its_box(name):
    shape = shapes.get(name)
    left, top, right, bottom = shape.box
    assert shape.mask.max() == 1
    assert shape.mask.shape[1] / shape.mask.shape[0] == pytest.approx(
        (right - left) / (bottom - top), rel=0.03
    )
    assert shape.mask.mean() > 0.2


def test_box_of_a_shape_is_where_it_is_drawn():
    """A ball of radius 1 and half a pen around it."""
    assert shapes.get("ball").box == pytest.approx((-1.03, -1.03, 1.03, 1.03), abs=0.03)


def test_petals_of_the_flower_can_be_coloured():
    left, _, right, _ = shapes.get("flower").box
    scale = filling.SHAPE_SIZES["flower"][1] * 1024 / (right - left)  # px per unit at the smallest size
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-80 -80 160 160">'
        f'<g transform="scale({scale})" fill="#fff" stroke="#000" stroke-width="{5.5 / scale}">'
        f"{shapes.MARKUP['flower']}</g></svg>"
    )
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=160, background="#ffffff"))
    white = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE) >= 128
    stats = cv2.connectedComponentsWithStats(white.astype(np.uint8), connectivity=4)[2]
    sizes = sorted(stats[1:, cv2.CC_STAT_AREA])
    assert len(sizes) >= 7
    assert sizes[0] >= 400
