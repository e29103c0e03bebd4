"""The library holds whole, suitable, renderable drawings."""

import re

import numpy as np
import pytest

from coloring.engines.offline import library

UNSUITABLE = [
    "bomb",
    "dagger",
    "kitchen-knife",
    "crossed-swords",
    "cigarette",
    "syringe",
    "pill",
    "beer-mug",
    "wine-glass",
    "cocktail-glass",
    "sake",
    "coffin",
    "skull",
    "toilet",
    "pile-of-poo",
    "slot-machine",
    "bikini",
    "briefs",
    "people-with-bunny-ears",
    "middle-finger",
    "love-hotel",
    "church",
    "mosque",
    "latin-cross",
    "no-smoking",
    "water-pistol",
    "funeral-urn",
    "grinning-face",
]
NEEDED = [
    "t-rex",
    "sauropod",
    "unicorn",
    "castle",
    "dragon",
    "fairy",
    "mermaid",
    "princess",
    "rocket",
    "astronaut",
    "cat",
    "dog",
    "horse",
    "tractor",
    "fire-engine",
    "sailboat",
    "soccer-ball",
    "birthday-cake",
    "christmas-tree",
    "santa-claus",
    "snowman",
    "jack-o-lantern",
    "butterfly",
    "elephant",
]


def test_there_are_several_hundred_drawings():
    assert 700 <= len(library.names()) <= 900


@pytest.mark.parametrize("name", NEEDED)
def test_what_children_ask_for_is_there(name):
    assert library.get(name).shapes


@pytest.mark.parametrize("name", UNSUITABLE)
def test_what_is_not_for_children_is_not_there(name):
    assert name not in library.names()


def test_no_skin_tone_variants():
    assert not [name for name in library.names() if "skin-tone" in name]


def test_unknown_name_raises_key_error():
    with pytest.raises(KeyError):
        library.get("no-such-drawing")


def test_every_drawing_is_whole():
    for name in library.names():
        drawing = library.get(name)
        assert drawing.name == name
        assert drawing.width > 0
        assert drawing.height > 0
        assert all(shape.kind in ("fill", "stroke") for shape in drawing.shapes)
        assert all(shape.lid < len(drawing.shapes) for shape in drawing.shapes)


def test_every_clip_in_use_is_defined():
    for name in library.names():
        drawing = library.get(name)
        used = {clip for shape in drawing.shapes for clip in re.findall(r"url\(#([^)]+)\)", shape.xml)}
        assert used <= set(re.findall(r'id="([^"]+)"', drawing.clips))


def test_shapes_carry_no_paint_of_their_own():
    painted = re.compile(r'\b(fill|stroke|style|opacity|filter)="')
    for name in library.names():
        assert not any(painted.search(shape.xml) for shape in library.get(name).shapes)


def test_silhouette_has_256_pixels_on_its_long_side():
    mask = library.silhouette("t-rex")
    assert mask.dtype == np.uint8
    assert max(mask.shape) == library.SILHOUETTE_SIDE
    assert set(np.unique(mask)) == {0, 1}


def test_silhouette_has_no_holes():
    mask = library.silhouette("doughnut")
    height, width = mask.shape
    assert mask[height // 2, width // 2] == 1


def test_silhouette_cannot_be_spoilt_by_its_reader():
    with pytest.raises(ValueError, match="read-only"):
        library.silhouette("cat")[0, 0] = 1


def test_faces_know_that_they_are_heads_only():
    assert library.get("cat-face").heads_only
    assert not library.get("cat").heads_only


def test_eyes_are_a_pair():
    discs = [disc for shape in library.get("cat-face").shapes for disc in shape.eyes]
    assert len(discs) == 2
    assert discs[0][2] == pytest.approx(discs[1][2])
