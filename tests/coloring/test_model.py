"""The colored model shows the page itself in its real colours, and leaves the rest of it alone."""

import io

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


def target(width=2048, height=2048):
    """A disk in a ring in the upper left quarter, and a gleam within a black eye."""
    drawn = np.full((height, width), 255, np.uint8)
    cv2.circle(drawn, (500, 500), 400, 0, 14)
    cv2.circle(drawn, (500, 500), 200, 0, 14)
    cv2.circle(drawn, (1300, 400), 60, 0, -1)
    cv2.circle(drawn, (1300, 400), 8, 255, -1)
    return drawn


def painted(width=512, height=512):
    colours = np.full((height, width, 3), GREEN, np.uint8)
    cv2.circle(colours, (125, 125), 100, BLUE, -1)
    cv2.circle(colours, (125, 125), 50, RED, -1)
    return colours


def with_model(drawn, colours=b""):
    page = png(drawn > 127)
    areas = lineart.coloured_areas(page, colours, model=True)
    return Image.open(io.BytesIO(lineart.add_model(page, areas, colours)))


def box(image):
    """The rows and columns of the corner."""
    left, top, right, bottom = corner.BOX
    return slice(int(top * image.height), int(bottom * image.height)), slice(
        int(left * image.width), int(right * image.width)
    )


def model_of(image):
    """The scene within the model's frame, RGB."""
    rows, columns = box(image)
    part = np.asarray(image.convert("RGB"))[rows, columns]
    y, x = np.nonzero((part < 128).all(axis=2))
    return part[y.min() : y.max() + 1, x.min() : x.max() + 1]


def share_of(scene, colour):
    return (np.abs(scene.astype(int) - colour).max(axis=2) < 12).mean()


def test_the_model_is_the_page_in_its_colours():
    scene = model_of(with_model(target(), png(painted())))
    assert share_of(scene, RED) == pytest.approx(np.pi * 193**2 / 2048**2, rel=0.15)
    assert share_of(scene, BLUE) == pytest.approx(np.pi * (393**2 - 207**2) / 2048**2, rel=0.15)
    assert share_of(scene, GREEN) > 0.75


def test_black_lines_lie_on_top_of_the_colours():
    scene = model_of(with_model(target(), png(painted())))
    side = scene.shape[0]
    middle, right = round(side * 500 / 2048), round(side * 900 / 2048)
    line = scene[middle, right - 4 : right + 5].astype(int).sum(axis=1)
    assert line.min() < 90
    assert share_of(scene[middle - 4 : middle + 5, middle - 4 : middle + 5], RED) == 1


def test_the_rest_of_the_page_is_untouched_black_and_white():
    drawn = target()
    image = with_model(drawn, png(painted()))
    assert image.mode == "P"
    assert len(image.getcolors(256)) <= 64
    pixels = np.asarray(image.convert("RGB")).copy()
    rows, columns = box(image)
    drawn[rows, columns] = 255
    pixels[rows, columns] = 255
    assert (pixels == drawn[..., None]).all()


def test_lines_beneath_are_erased_and_white_lies_around():
    drawn = target()
    cv2.line(drawn, (0, 1750), (2047, 1750), 0, 14)
    image = with_model(drawn)
    rows, columns = box(image)
    part = np.asarray(image.convert("RGB"))[rows, columns]
    coloured = np.ptp(part, axis=2) > 60
    y, x = np.nonzero((part < 128).all(axis=2) & (np.arange(part.shape[1]) > 20))
    assert x.min() > 24
    assert (part[y.min() - 10 : y.max() + 10, x.min() - 16 : x.min() - 1] == 255).all()
    assert not coloured[:, : x.min()].any()


@pytest.mark.parametrize(("width", "height"), [(2048, 2048), (1448, 2048), (2048, 1448)])
def test_the_model_has_the_shape_of_its_page_and_keeps_off_its_frame(width, height):
    drawn = target(width, height)
    cv2.rectangle(drawn, (44, 44), (width - 45, height - 45), 0, 14)
    image = with_model(drawn, png(painted(width // 4, height // 4)))
    pixels = np.asarray(image.convert("RGB"))
    assert (pixels[height - 45, 80 : width - 80] == 0).all()
    assert (pixels[80 : height - 80, width - 45] == 0).all()
    rows, columns = box(image)
    y, x = np.nonzero(np.ptp(pixels, axis=2) > 60)
    across, down = np.ptp(x), np.ptp(y)
    assert x.min() > columns.start
    assert y.min() > rows.start
    assert across / down == pytest.approx((width - 102) / (height - 102), rel=0.02)
    assert width - 51 - x.max() > 20
    assert height - 51 - y.max() > 20


def test_an_area_of_several_colours_shows_them_all():
    """Where the line between sky and meadow is interrupted, they are one area."""
    colours = painted()
    colours[256:] = (250, 210, 90)
    scene = model_of(with_model(target(), png(colours)))
    assert share_of(scene[60:-60], (250, 210, 90)) > 0.3
    assert share_of(scene[60:-60], GREEN) > 0.15


def test_small_areas_have_their_neighbours_colour_and_gleams_are_white():
    drawn = target()
    cv2.circle(drawn, (500, 500), 24, 0, 12)  # a nose that is no area at all
    page = png(drawn > 127)
    areas = lineart.coloured_areas(page, png(painted()), model=True)
    scene = model_of(Image.open(io.BytesIO(lineart.add_model(page, areas))))
    side = scene.shape[0]
    middle = round(side * 500 / 2048)
    assert scene[middle, middle] == pytest.approx(RED, abs=40)
    y, x = round(side * 400 / 2048), round(side * 1300 / 2048)
    gleam = scene[y - 2 : y + 3, x - 2 : x + 3].reshape(-1, 3).astype(int)
    brightest = gleam[gleam.sum(axis=1).argmax()]
    assert np.ptp(brightest) < 24
    assert brightest.max() > 60


@pytest.mark.parametrize("ground", [(255, 255, 255), (235, 243, 250), (250, 210, 90)])
def test_the_model_is_found_again_whatever_its_colours(ground):
    """On a pale ground little of it is coloured."""
    colours = np.full((512, 512, 3), ground, np.uint8)
    cv2.circle(colours, (125, 125), 50, RED, -1)
    image = with_model(target(), png(colours)).convert("RGB")
    found = corner.find(np.asarray(image))
    rows, columns = box(image)
    ink = np.asarray(image)[rows, columns].min(axis=2) < 100
    y, x = np.nonzero(ink)
    drawn = (x.min() + columns.start, y.min() + rows.start, x.max() + columns.start, y.max() + rows.start)
    assert found == pytest.approx(np.divide(drawn, 2048), abs=0.005)
    assert lineart.measure(png(np.asarray(image))).faults == lineart.measure(png(target())).faults


def test_a_page_that_has_a_model_is_left_alone():
    page = png(np.asarray(with_model(target(), png(painted())).convert("RGB")))
    assert lineart.add_model(page, lineart.coloured_areas(page)) == page


def test_the_same_page_gives_the_same_bytes():
    page = png(target() > 127)
    areas = lineart.coloured_areas(page, model=True)
    assert lineart.add_model(page, areas) == lineart.add_model(page, areas)


def test_the_file_stays_small():
    page = png(target() > 127)
    areas = lineart.coloured_areas(page, png(painted()), model=True)
    assert len(lineart.add_model(page, areas)) < 80_000


def test_what_lies_under_the_model_has_a_lively_colour():
    drawn = target()
    cv2.circle(drawn, (1750, 1750), 150, 0, 14)
    scene = model_of(with_model(drawn))
    side = scene.shape[0]
    middle = round(side * 1750 / 2048)
    assert np.ptp(scene[middle, middle]) > 60
    assert (scene[-20:-10, 30:-30] == 255).all()


def test_a_page_without_any_white_gets_a_black_model():
    black = png(np.zeros((2048, 2048), np.uint8))
    image = Image.open(io.BytesIO(lineart.add_model(black, ())))
    assert np.ptp(np.asarray(image.convert("RGB")), axis=2).max() == 0


def test_bytes_that_are_no_picture_are_refused():
    with pytest.raises(ValueError, match="whole"):
        lineart.add_model(b"no picture", ())
