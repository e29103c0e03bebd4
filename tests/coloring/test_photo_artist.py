"""The photo artist: every kind of photo ends as a page that a child can colour."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from coloring.engines.base import EngineError, EngineUnknown
from coloring.engines.offline import photo
from coloring.lineart import measure

PHOTOS = Path(__file__).parent.parent / "photos"


def jpeg(picture):
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()


def read(name):
    return cv2.imread(str(PHOTOS / f"{name}.jpg"))


def levels(page):
    return cv2.imdecode(np.frombuffer(page, np.uint8), cv2.IMREAD_GRAYSCALE)


def street():
    """A busy scene: houses with windows, cars with wheels, trees, noise all over."""
    dice = np.random.default_rng(7)
    scene = np.full((480, 640, 3), (225, 200, 170), np.uint8)
    scene[380:] = (110, 110, 115)
    for left in range(0, 640, 80):
        wall = tuple(int(v) for v in dice.integers(60, 220, 3))
        top = int(dice.integers(60, 180))
        cv2.rectangle(scene, (left, top), (left + 74, 380), wall, -1)
        for y in range(top + 15, 340, 45):
            for x in (left + 10, left + 45):
                cv2.rectangle(scene, (x, y), (x + 18, y + 26), (70, 60, 50), -1)
    for left in (30, 250, 450):
        paint = tuple(int(v) for v in dice.integers(20, 255, 3))
        cv2.rectangle(scene, (left, 370), (left + 130, 420), paint, -1)
        for x in (left + 30, left + 100):
            cv2.circle(scene, (x, 420), 18, (25, 25, 25), -1)
    for x, y in dice.integers((0, 250), (640, 390), (400, 2)):
        cv2.circle(scene, (int(x), int(y)), 3, (40, int(dice.integers(80, 160)), 50), -1)
    grain = dice.normal(0, 8, scene.shape)
    return np.clip(cv2.GaussianBlur(scene, (0, 0), 0.8) + grain, 0, 255).astype(np.uint8)


def ball():
    """Almost nothing: one ball on a table."""
    scene = np.full((300, 400, 3), (200, 190, 180), np.uint8)
    scene[200:] = (120, 150, 180)
    cv2.circle(scene, (200, 180), 65, (50, 60, 200), -1)
    return cv2.GaussianBlur(scene, (0, 0), 1)


SCENES = {
    "portrait": lambda: read("portrait"),
    "object": lambda: read("object"),
    "pet": lambda: read("pet"),
    "busy": street,
    "plain": ball,
    "dark": lambda: (read("portrait") * 0.2).astype(np.uint8),
    "low contrast": lambda: (read("portrait") * 0.18 + 110).astype(np.uint8),
    "tiny": lambda: cv2.resize(read("portrait"), (200, 200), interpolation=cv2.INTER_AREA),
    "upright": lambda: read("portrait")[:, 100:400],
}


@pytest.mark.parametrize("scene", SCENES)
def test_page_of_any_photo_passes_the_gate(scene):
    found = measure(photo.draw(jpeg(SCENES[scene]())))
    assert found.faults == ()


@pytest.mark.parametrize("detail", ["simple", "fine"])
@pytest.mark.parametrize("scene", ["portrait", "object", "busy"])
def test_page_of_any_detail_passes_the_gate(scene, detail):
    found = measure(photo.draw(jpeg(SCENES[scene]()), detail=detail))
    assert found.faults == ()


def test_page_is_2048_px_long_and_keeps_the_shape():
    assert levels(photo.draw(jpeg(read("object")))).shape == (1366, 2048)


def test_page_has_a_frame():
    page = levels(photo.draw(jpeg(ball())))
    assert page[[2, -3]].max() < 128
    assert page[:, [2, -3]].max() < 128


def test_same_photo_gives_same_bytes():
    image = jpeg(read("pet"))
    assert photo.draw(image) == photo.draw(image)


@pytest.mark.parametrize("tone", [0, 90, 255])
def test_photo_of_nothing_is_unknown(tone):
    grain = np.random.default_rng(3).normal(tone, 2, (300, 400, 3))
    with pytest.raises(EngineUnknown):
        photo.draw(jpeg(np.clip(grain, 0, 255).astype(np.uint8)))


@pytest.mark.parametrize("image", [b"", b"no picture", jpeg(ball())[:40]])
def test_bytes_that_are_no_picture_are_an_error(image):
    with pytest.raises(EngineError):
        photo.draw(image)
