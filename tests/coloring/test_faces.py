"""Faces on photos: true ones found wherever they look, false ones left alone, small ones drawn friendly."""

from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from coloring.engines.offline.photo import faces, friendly, portrait, texture, tone
from coloring.engines.offline.photo.features import Frame
from coloring.engines.offline.photo.style import STYLES

PORTRAIT = Path(__file__).parent.parent / "photos" / "portrait.jpg"
CENTRE, WIDTH = (226, 118), 100
"""Middle and width of the face in px of the portrait."""


@cache
def photo():
    return cv2.imread(str(PORTRAIT))


def among(width):
    """A meadow of 1024 px with the face `width` px wide on it, and where its middle is."""
    scene = np.full((768, 1024, 3), (120, 170, 130), np.uint8)
    scale = width / WIDTH
    person = cv2.resize(photo()[20:230, 100:350], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    scene[300 : 300 + person.shape[0], 400 : 400 + person.shape[1]] = person
    return scene, (400 + scale * (CENTRE[0] - 100), 300 + scale * (CENTRE[1] - 20))


@pytest.mark.parametrize("width", [45, 60, 150])
def test_face_is_found_however_small(width):
    scene, middle = among(width)
    (face,) = faces.find(scene)
    x, y, w, h = face.box
    assert abs(x + w / 2 - middle[0]) < 0.3 * width
    assert abs(y + h / 2 - middle[1]) < 0.3 * width
    assert not face.turned


def test_face_of_another_colour_is_none():
    """Coins, leaves and moons convince the cascades now and then, but are no skin."""
    scene, _ = among(150)
    lab = cv2.cvtColor(scene, cv2.COLOR_BGR2LAB)
    lab[:, :, 1:] = 255 - lab[:, :, 1:]
    assert faces.find(cv2.cvtColor(lab, cv2.COLOR_LAB2BGR)) == []


def test_face_on_a_grey_photo_is_found():
    grey = cv2.cvtColor(cv2.cvtColor(photo(), cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    assert len(faces.find(tone.fit(grey, 1024))) == 1


def test_no_face_on_skin_alone():
    dice = np.random.default_rng(2)
    skin = np.clip(np.array((130, 160, 215)) + dice.normal(0, 12, (400, 600, 3)), 0, 255).astype(np.uint8)
    assert faces.find(cv2.GaussianBlur(skin, (0, 0), 3)) == []


def strong(**votes):
    return faces.Votes(**{"first": 0.0, "second": 0.0, "profile": 0.0, **votes})


def test_two_cascades_on_skin_are_believed_and_one_weak_is_not():
    assert strong(first=1.0, second=1.3).agree(skin=0.9, grey=False)
    assert not strong(first=1.0).agree(skin=0.9, grey=False)
    assert not strong(first=1.5, second=1.3).agree(skin=0.0, grey=True)
    assert not strong(first=2.5).agree(skin=0.1, grey=False)
    assert strong(profile=1.0).agree(skin=0.9, grey=False)


def drawn(width, found):
    mask = np.zeros((1200, 1200), np.uint8)
    pencil = friendly.Pencil(mask, Frame(200, 200, 800), round(800 * friendly.pen(width) / width))
    friendly.draw(pencil, found, width)
    return mask


def plain(**more):
    kept = {
        "eyes": ((0.3, 0.41), (0.7, 0.41)),
        "mouth": 0.79,
        "glasses": False,
        "beard": False,
        "laughs": False,
    }
    return friendly.Traits(**{**kept, **more})


@pytest.mark.parametrize("width", [40, 80, 160])
def test_small_face_has_two_eyes_and_a_mouth(width):
    mask = drawn(width, plain())
    for x, y in ((0.3, 0.41), (0.7, 0.41)):
        assert mask[200 + round(800 * y), 200 + round(800 * x)]
    assert mask[200 + round(0.76 * 800) : 200 + round(0.90 * 800), 600].any()


@pytest.mark.parametrize("trait", ["glasses", "beard", "laughs"])
def test_traits_are_seen_on_the_page(trait):
    assert (drawn(160, plain()) != drawn(160, plain(**{trait: True}))).sum() > 2000


def test_glasses_and_beard_are_told_from_a_bare_face():
    frame = Frame(50, 50, 340)
    face = np.full((440, 440), 62, np.float32)
    for eye in ((0.3, 0.41), (0.7, 0.41)):
        cv2.circle(face, frame.at(eye), 12, 10, -1)
    bare = friendly.traits(face, frame)
    assert (bare.glasses, bare.beard, bare.laughs) == (False, False, False)
    cv2.line(face, frame.at((0.4, 0.41)), frame.at((0.6, 0.41)), 5, 8)
    cv2.rectangle(face, frame.at((0.25, 0.66)), frame.at((0.75, 1.0)), 15, -1)
    dressed = friendly.traits(face, frame)
    assert (dressed.glasses, dressed.beard) == (True, True)


def test_outline_of_a_face_with_hair_is_closed_and_of_a_bald_one_is_open():
    frame = Frame(50, 50, 100)
    for fringe, pieces in ((True, 3), (False, 2)):
        line = cv2.dilate(friendly.oval(frame, (200, 200), 1, fringe=fringe), np.ones((3, 3), np.uint8))
        assert cv2.connectedComponents(1 - line, connectivity=4)[0] == pieces


def test_turned_face_looks_where_it_looks():
    ends = []
    for turned in ("left", "right"):
        face = faces.Face((100, 100, 120, 120), 1.0, turned)
        scene = np.full((400, 400, 3), 180, np.uint8)
        rings = portrait.paths(scene, face, faces.ovals(scene.shape, [face]), STYLES["normal"])
        ends.append(np.vstack([ring.points for ring in rings])[:, 0].mean())
    assert ends[0] < 160 < ends[1]


def grains():
    """Gravel: many small stones, and a dark disc on it."""
    dice = np.random.default_rng(4)
    scene = np.full((480, 640), 128, np.uint8)
    for x, y in dice.integers((0, 0), (640, 480), (9000, 2)):
        cv2.circle(scene, (int(x), int(y)), 4, int(dice.integers(60, 200)), -1)
    cv2.circle(scene, (320, 240), 90, 30, -1)
    return tone.to_lab(cv2.cvtColor(scene, cv2.COLOR_GRAY2BGR))


def test_texture_becomes_one_shape_and_the_thing_on_it_stays():
    before, after = grains(), texture.without(grains())
    assert after[30:120, 30:200, 0].std() < 0.35 * before[30:120, 30:200, 0].std()
    assert after[240, 320, 0] < 20 < 40 < after[100:380, 100:140, 0].mean()


def test_flat_tones_and_stripes_stay_as_they_are():
    scene = np.full((480, 640, 3), 210, np.uint8)
    scene[:, ::2] = 210
    for x in range(100, 540, 24):
        scene[100:380, x : x + 10] = 30
    lab = tone.to_lab(scene)
    assert np.abs(texture.without(lab) - lab)[200:280, 200:440, 0].mean() < 6
    assert np.abs(texture.without(lab) - lab)[:60, :, 0].mean() < 1
