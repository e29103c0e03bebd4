"""Calm pages lose details, and neither faces nor wheels nor limbs."""

import cv2
import numpy as np
import pytest

from coloring.engines.offline import calming, inking, library, pieces
from coloring.engines.offline.pieces import Look
from coloring.engines.offline.placement import Spot

SIZE = 560.0  # px
PEN, PATCH = 10.0, 5000.0


def black(name, enough):
    piece = pieces.get(name)
    spot = Spot(SIZE / 2, SIZE / 2, piece.sized(SIZE))
    markup = piece.paint(spot, Look(PEN, PATCH, enough=enough), "a")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">{markup}</svg>'
    return inking.grey(svg, SIZE) < 128


def painted(name, size, without=frozenset()):
    drawing = library.get(name)
    scale = size / max(drawing.width, drawing.height)
    return inking.drawn_shapes(drawing, PEN / scale, scale=scale, patch=800.0, without=without)


def areas(name, enough):
    return pieces.get(name).areas(SIZE, Look(PEN, PATCH, enough=enough))


def test_elements_are_split_at_the_outermost_level():
    markup = '<g a="1"><path d="M0 0"/><g><rect/></g></g><circle r="1"/><g><rect/></g>'
    assert calming.elements(markup) == (
        '<g a="1"><path d="M0 0"/><g><rect/></g></g>',
        '<circle r="1"/>',
        "<g><rect/></g>",
    )


def test_bicycle_loses_its_spokes_and_keeps_its_wheels():
    assert areas("bicycle", 12) <= 16 < 30 <= areas("bicycle", pieces.UNLIMITED)
    outline = [
        cv2.findContours(black("bicycle", e).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
        for e in (12, pieces.UNLIMITED)
    ]
    calm, rich = (sum(cv2.contourArea(one) for one in found) for found in outline)
    assert calm == pytest.approx(rich, rel=0.02)


@pytest.mark.parametrize("name", ["girl", "firefighter", "woman-mage", "teddy-bear", "owl"])
def test_face_stays_as_it_is(name):
    enough = 3
    rich, calm = black(name, pieces.UNLIMITED), black(name, enough)
    assert (rich & calm).sum() > 0.9 * rich.sum()


def test_what_is_calm_already_keeps_everything():
    assert (black("rabbit", 10) == black("rabbit", pieces.UNLIMITED)).all()


@pytest.mark.parametrize("name", ["locomotive", "tractor", "shape:digger", "shape:treehouse", "fairy"])
def test_fewer_areas_are_left_and_never_none(name):
    few, all_of_them = areas(name, 8), areas(name, pieces.UNLIMITED)
    assert 4 <= few < all_of_them


@pytest.mark.parametrize("name", ["sloth", "monkey", "locomotive", "castle"])
def test_parts_have_the_same_number_at_every_size(name):
    everything = painted(name, 1000.0)
    number = max(everything)
    for size in range(120, 640, 7):
        drawn = painted(name, size, frozenset({number}))
        assert number not in drawn
        assert set(painted(name, size)) - {number} <= set(drawn) <= set(range(len(library.get(name).shapes)))


@pytest.mark.parametrize("size", range(340, 420, 6))
def test_sloth_keeps_its_body_at_every_size(size):
    piece = pieces.get("sloth")
    spot = Spot(size / 2, size / 2, piece.sized(float(size)))
    inks = []
    for enough in (5, pieces.UNLIMITED):
        markup = piece.paint(spot, Look(7.0, 800.0, enough=enough), "a")
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">{markup}</svg>'
        inks.append(inking.grey(svg, size) < 128)
    assert (inks[0] & inks[1]).sum() > 0.8 * inks[1].sum()


def test_outline_comes_back_without_what_hides_it():
    """Of two outlines that would merge one is drawn; without that one, it is the other."""
    shapes, drawn = library.get("sloth").shapes, painted("sloth", 300.0)
    hidden = {shape.lid: n for n, shape in enumerate(shapes) if shape.lid in drawn and n not in drawn}
    assert any(number in painted("sloth", 300.0, frozenset({lid})) for lid, number in hidden.items())


@pytest.mark.parametrize("name", ["jack-o-lantern", "performing-arts", "moai", "timer-clock", "tiger-face"])
@pytest.mark.parametrize("enough", [3, 10])
def test_carved_faces_and_hands_of_clocks_stay_as_they_are(name, enough):
    assert (black(name, enough) == black(name, pieces.UNLIMITED)).all()


def test_what_stays_whole_is_in_the_library():
    assert sorted(library.WHOLE - library.names()) == []


@pytest.mark.parametrize("name", ["cow", "cricket", "poodle", "guide-dog", "person-biking"])
def test_eyes_stay_however_they_are_drawn(name):
    shapes = library.get(name).shapes
    left = pieces._calmed(name, SIZE, Look(PEN, PATCH, enough=3)).without
    assert left
    assert not any(inking.is_feature(shapes[number]) for number in left)


@pytest.mark.parametrize("size", range(200, 640, 40))
def test_pumpkin_has_its_carved_eyes_and_mouth_at_every_size(size):
    drawing = library.get("jack-o-lantern")
    scale = size / max(drawing.width, drawing.height)
    fine, coarse = (
        inking.drawn_shapes(drawing, PEN / scale, scale=scale, patch=patch).keys() for patch in (400.0, PATCH)
    )
    assert fine == coarse
