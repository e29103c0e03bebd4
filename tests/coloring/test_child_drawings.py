"""A child's own drawing comes back as the same lines, once, ready to be coloured again."""

from functools import cache

import cv2
import numpy as np
import pytest

from coloring import lineart
from coloring.engines.offline import photo
from coloring.engines.offline.photo import border, paper

SHAPE = (600, 800)
HOUSE, ROOF, BALL = (80, 300, 240, 520), ((70, 300), (160, 210), (250, 300)), ((620, 440), 70)


def jpeg(picture):
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 88])[1].tobytes()


def levels(image):
    return cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_GRAYSCALE)


@cache
def figure(pen):
    """The lines of a drawing: a person, a house and a ball."""
    ink = np.zeros(SHAPE, np.uint8)
    cv2.circle(ink, (400, 200), 110, 1, pen)
    cv2.line(ink, (400, 310), (400, 500), 1, pen)
    for x in (360, 440):
        cv2.circle(ink, (x, 180), 14, 1, pen)
    cv2.rectangle(ink, HOUSE[:2], HOUSE[2:], 1, pen)
    cv2.polylines(ink, [np.array(ROOF)], False, 1, pen)
    cv2.circle(ink, *BALL, 1, pen)
    return ink


def photographed(ink, *, tone=(60, 60, 60), sheet=(225, 225, 225), under=None):
    """The drawing on a sheet in uneven light, with a shadow and grain; `under` is on the sheet."""
    height, width = ink.shape
    picture = np.full((height, width, 3), sheet, float) if under is None else under.astype(float)
    picture[ink > 0] = tone
    light = np.linspace(0.7, 1, width)[None] * np.linspace(1, 0.9, height)[:, None]
    shadow = 1 - 0.25 / (
        1 + np.exp(-(np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].sum(axis=0) - 1.4) * 14)
    )
    picture = cv2.GaussianBlur(picture, (0, 0), 0.8) * (light * shadow)[:, :, None]
    grain = np.random.default_rng(5).normal(0, 3, picture.shape)
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def colour_in():
    sheet = np.full((*SHAPE, 3), 228, np.uint8)
    cv2.rectangle(sheet, HOUSE[:2], HOUSE[2:], (60, 120, 230), -1)
    cv2.fillPoly(sheet, [np.array(ROOF)], (60, 60, 210))
    cv2.circle(sheet, *BALL, (80, 190, 70), -1)
    return sheet


@cache
def coloured_in():
    return photo.draw(jpeg(photographed(figure(6), tone=(35, 35, 35), under=colour_in())))


@cache
def plain():
    return photo.draw(jpeg(photographed(figure(4))))


def drawing_of(page, bordered):
    """The ink of the page in the size of the figure, its frame or border taken off."""
    ink = (cv2.resize(levels(page), SHAPE[::-1], interpolation=cv2.INTER_AREA) < 128).astype(np.uint8)
    edge = round(border.SHARE * SHAPE[1]) + 4 if bordered else 7
    ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = 0, 0, 0, 0
    return ink


def same_lines(found, drawn, near=7):
    square = np.ones((near, near), np.uint8)
    return not (found & ~cv2.dilate(drawn, square)).any() and not (drawn & ~cv2.dilate(found, square)).any()


def strokes(ink):
    return cv2.connectedComponents(ink)[0] - 1


@pytest.mark.parametrize("pen", [2, 3, 8])
def test_drawing_comes_back_as_the_same_lines_once(pen):
    ink = figure(pen)
    found = drawing_of(photo.draw(jpeg(photographed(ink))).image, bordered=True)
    assert same_lines(found, border.around(ink))
    assert strokes(found) == strokes(ink)


@pytest.mark.parametrize(
    ("tone", "sheet"),
    [((150, 60, 40), (235, 235, 235)), ((70, 70, 75), (170, 215, 235))],
    ids=["felt", "yellow"],
)
def test_any_pen_on_any_paper_gives_the_same_lines(tone, sheet):
    ink = figure(4)
    found = drawing_of(photo.draw(jpeg(photographed(ink, tone=tone, sheet=sheet))).image, bordered=True)
    assert same_lines(found, border.around(ink))


def test_ruling_of_the_paper_is_not_drawn():
    sheet = np.full((*SHAPE, 3), 230, np.uint8)
    sheet[::28] = (225, 200, 185)
    ink = figure(4)
    found = drawing_of(photo.draw(jpeg(photographed(ink, under=sheet))).image, bordered=True)
    assert same_lines(found, border.around(ink))


def test_coloured_drawing_keeps_its_outlines_and_loses_its_colours():
    ink = figure(6)
    found = drawing_of(coloured_in().image, True)
    assert same_lines(found, border.around(ink), near=9)


def test_coloured_drawing_brings_its_colours_on_white_paper():
    drawn = coloured_in()
    colours = cv2.imdecode(np.frombuffer(drawn.colours, np.uint8), cv2.IMREAD_COLOR).astype(int)
    framed = border.around(cv2.circle(np.zeros(SHAPE, np.uint8), BALL[0], 40, 1, -1))
    inside = cv2.resize(framed, colours.shape[1::-1], interpolation=cv2.INTER_NEAREST) > 0
    blue, green, red = np.median(colours[inside], axis=0)
    assert green > blue + 40
    assert green > red + 40
    assert colours[:8].min() >= 250


def test_plain_drawing_has_no_colours():
    assert plain().colours == b""


def test_thin_pencil_lines_become_printable():
    page = photo.draw(jpeg(photographed(figure(1), tone=(100, 100, 100)))).image
    assert lineart.measure(lineart.clean(page)).faults == ()


def test_drawing_with_little_to_colour_gets_a_border_and_passes():
    found = lineart.measure(lineart.clean(plain().image))
    assert found.faults == ()
    assert found.areas >= 12


def finished_page():
    """A page of the kind that Herbbie draws: many closed areas."""
    ink = np.zeros(SHAPE, np.uint8)
    for x in range(90, 800, 125):
        for y in range(90, 600, 105):
            cv2.circle(ink, (x, y), 40, 1, 5)
            cv2.rectangle(ink, (x - 18, y - 18), (x + 18, y + 18), 1, 5)
    return ink


def test_photographed_page_comes_back_without_a_border():
    ink = finished_page()
    found = drawing_of(photo.draw(jpeg(photographed(ink))).image, bordered=False)
    assert same_lines(found, ink)
    assert (found & ink).sum() > 0.85 * (found | ink).sum()


def test_photo_on_white_is_no_drawing():
    scene = np.full((*SHAPE, 3), 250, np.uint8)
    cv2.ellipse(scene, (400, 330), (200, 120), 0, 0, 360, (40, 90, 150), -1)
    cv2.ellipse(scene, (330, 300), (60, 40), 0, 0, 360, (30, 40, 50), -1)
    picture = cv2.GaussianBlur(scene, (0, 0), 2)
    assert not paper.is_drawing(picture)
    assert not paper.is_coloured_drawing(picture)


def test_black_areas_of_a_drawing_become_outlines():
    ink = finished_page()
    cv2.rectangle(ink, (261, 180), (294, 213), 1, -1)
    found = drawing_of(photo.draw(jpeg(photographed(ink))).image, bordered=False)
    assert not found[192:201, 273:282].any()
    assert found[192:201, 258:266].any()
