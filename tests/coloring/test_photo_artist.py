"""The photo artist: every kind of photo ends as a page that a child can colour."""

from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from coloring.engines.base import EngineBlank, EngineError
from coloring.engines.offline import photo
from coloring.engines.offline.photo import areas
from coloring.engines.offline.photo.style import STYLES
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


def leaves():
    """Texture everywhere, and one thing in it."""
    dice = np.random.default_rng(4)
    scene = np.full((360, 480, 3), (40, 110, 50), np.uint8)
    for x, y in dice.integers((0, 0), (480, 360), (2500, 2)):
        green = tuple(int(v) for v in dice.integers((10, 70, 20), (70, 190, 80)))
        cv2.ellipse(scene, (int(x), int(y)), (9, 4), float(dice.uniform(0, 180)), 0, 360, green, -1)
    cv2.circle(scene, (240, 180), 60, (40, 60, 220), -1)
    return scene


SCENES = {
    "portrait": lambda: read("portrait"),
    "object": lambda: read("object"),
    "pet": lambda: read("pet"),
    "busy": street,
    "leaves": leaves,
    "plain": ball,
    "dark": lambda: (read("portrait") * 0.2).astype(np.uint8),
    "low contrast": lambda: (read("portrait") * 0.18 + 110).astype(np.uint8),
    "tiny": lambda: cv2.resize(read("portrait"), (200, 200), interpolation=cv2.INTER_AREA),
    "upright": lambda: read("portrait")[:, 100:400],
}


def page_from(image, detail="normal"):
    return photo.draw(image, detail=detail).image


@cache
def drawn_of(scene, detail="normal"):
    return photo.draw(jpeg(SCENES[scene]()), detail=detail)


def page_of(scene, detail="normal"):
    return drawn_of(scene, detail).image


@pytest.mark.parametrize("scene", SCENES)
def test_page_of_any_photo_passes_the_gate(scene):
    found = measure(page_of(scene))
    assert found.faults == ()


@pytest.mark.parametrize("detail", ["simple", "fine"])
@pytest.mark.parametrize("scene", ["portrait", "busy"])
def test_page_of_any_detail_passes_the_gate(scene, detail):
    found = measure(page_of(scene, detail))
    assert found.faults == ()


@pytest.mark.parametrize("scene", SCENES)
def test_page_of_any_photo_has_a_dozen_areas_to_colour(scene):
    assert measure(page_of(scene)).areas >= 12


@pytest.mark.parametrize("scene", ["portrait", "busy"])
def test_levels_of_detail_give_different_pages(scene):
    simple, normal, fine = (measure(page_of(scene, detail)) for detail in ("simple", "normal", "fine"))
    assert simple.areas < normal.areas < fine.areas
    assert simple.stroke_p10 > normal.stroke_p10 > fine.stroke_p10


def test_page_is_2048_px_long_and_keeps_the_shape():
    assert levels(page_of("object")).shape == (1366, 2048)


def test_colours_are_those_of_the_photo_in_the_framing_of_the_page():
    colours = cv2.imdecode(np.frombuffer(drawn_of("plain").colours, np.uint8), cv2.IMREAD_COLOR)
    assert colours.shape == (384, 512, 3)
    for (x, y), paint in {
        (256, 230): (50, 60, 200),
        (30, 30): (200, 190, 180),
        (60, 360): (120, 150, 180),
    }.items():
        assert np.abs(colours[y, x].astype(int) - paint).max() < 12


def test_colours_are_few():
    picture = cv2.imdecode(np.frombuffer(drawn_of("pet").colours, np.uint8), cv2.IMREAD_COLOR)
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) <= 20


def test_page_has_a_frame():
    page = levels(page_of("plain"))
    assert page[[2, -3]].max() < 128
    assert page[:, [2, -3]].max() < 128


def test_same_photo_gives_same_page_and_same_colours():
    assert photo.draw(jpeg(read("pet"))) == drawn_of("pet")


@pytest.mark.parametrize("tone", [0, 90, 255])
def test_photo_of_nothing_is_blank(tone):
    grain = np.random.default_rng(3).normal(tone, 2, (300, 400, 3))
    with pytest.raises(EngineBlank) as caught:
        page_from(jpeg(np.clip(grain, 0, 255).astype(np.uint8)))
    assert caught.value.problem == "blank_photo"


def lines(*ways):
    page = np.zeros((600, 600), np.uint8)
    for start, end in ways:
        cv2.line(page, start, end, 1)
    return page


def test_scribble_that_bounds_nothing_is_dropped():
    comb = [((100, 200), (180, 200)), *(((x, 190), (x, 210)) for x in range(110, 180, 15))]
    assert not areas.without_loose(lines(*comb), STYLES["normal"], shortest=30).any()


def test_long_line_and_closed_ring_stay():
    ring = cv2.circle(lines(((50, 50), (250, 60))), (400, 300), 30, 1)
    assert np.array_equal(areas.without_loose(ring, STYLES["normal"], shortest=100), ring)


@pytest.mark.parametrize("image", [b"", b"no picture", jpeg(ball())[:40]])
def test_bytes_that_are_no_picture_are_an_error(image):
    with pytest.raises(EngineError):
        page_from(image)


EYES = ((204, 102), (247, 103))
"""In px of tests/photos/portrait.jpg."""


def blobs(page):
    """Ink that is thicker than a line."""
    ink = (levels(page) < 128).astype(np.uint8)
    return cv2.erode(ink, np.ones((13, 13), np.uint8))


@pytest.mark.parametrize("detail", ["simple", "normal", "fine"])
def test_face_keeps_its_two_eyes(detail):
    found = blobs(page_of("portrait", detail))
    for x, y in EYES:
        assert found[4 * y - 32 : 4 * y + 32, 4 * x - 32 : 4 * x + 32].any()


def crowd():
    """Four small faces in a row on a meadow, and where their eyes are, as shares of the page."""
    scene = np.full((600, 800, 3), (190, 200, 170), np.uint8)
    scene[380:] = (90, 140, 110)
    face = read("portrait")[:260, 90:350]
    eyes = []
    for left in (60, 240, 420, 600):
        scene[200:350, left : left + 150] = cv2.resize(face, (150, 150), interpolation=cv2.INTER_AREA)
        eyes += [((left + (x - 90) * 150 / 260) / 800, (200 + y * 150 / 260) / 600) for x, y in EYES]
    return scene, eyes


def test_small_faces_get_dots_for_eyes():
    scene, eyes = crowd()
    page = levels(page_from(jpeg(scene)))
    for x, y in eyes:
        row, column = round(y * page.shape[0]), round(x * page.shape[1])
        assert page[row - 20 : row + 20, column - 20 : column + 20].min() < 60


@pytest.mark.parametrize("shape", [(1, 1536), (1, 1), (1536, 20), (17, 40)])
def test_odd_shapes_end_as_a_page_or_as_blank(shape):
    picture = np.random.default_rng(11).integers(0, 256, (*shape, 3)).astype(np.uint8)
    try:
        page = levels(page_from(cv2.imencode(".png", picture)[1].tobytes()))
    except EngineBlank:
        return
    assert max(page.shape) == 2048
    assert min(page.shape) >= 680


def test_grey_and_transparent_pictures_are_drawn():
    grey = cv2.cvtColor(ball(), cv2.COLOR_BGR2GRAY)
    clear = cv2.cvtColor(ball(), cv2.COLOR_BGR2BGRA)
    for picture in (grey, clear):
        assert page_from(cv2.imencode(".png", picture)[1].tobytes())[:4] == b"\x89PNG"
