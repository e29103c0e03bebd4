"""Colour-by-number: every number lies in its area and stands in the legend beside its crayon."""

import io
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image

from coloring import lineart, printing
from coloring.printing import PAPERS, crayons
from tests.coloring import marks

SIDE = 2048
PALETTE = ["#e02020", "#f09020", "#f8d820", "#30a040", "#2060d0", "#9040b0", "#f090b0", "#8a5a34", "#a0a0a0"]
GRAY = (0.35,)


def png(pixels):
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def balls(radii, width=SIDE, height=SIDE):
    """Balls in rows, 256 px apart, in a frame along the page's edges."""
    page = np.full((height, width), 255, np.uint8)
    cv2.rectangle(page, (6, 6), (width - 7, height - 7), 0, 12)
    for index, radius in enumerate(radii):
        cv2.circle(page, (150 + 256 * (index % 7), 150 + 256 * (index // 7)), radius, 0, 10)
    return page


def page_of(colours, radii=None, **size):
    """A page of balls with its areas, which have these colours in rows from the upper left; white around."""
    drawn = balls(radii or [90] * len(colours), **size)
    page = png(drawn > 127)
    areas = []
    for area in lineart.coloured_areas(page):
        x, y = round((area.x * drawn.shape[1] - 150) / 256), round((area.y * drawn.shape[0] - 150) / 256)
        index = 7 * y + x
        is_ball = area.size < 0.02 and index < len(colours)
        stored = [*area.as_list()[:4], colours[index] if is_ball else "#ffffff"]
        areas.append(lineart.Area.from_list(stored))
    return page, areas


def sheet_of(page, areas, paper="a4", **choices):
    (read,) = marks.pages(printing.by_number(page, areas, paper, **choices))
    return read


def shape(mark):
    """What a figure looks like, wherever and however large it is."""
    points = mark.points - mark.points.min(axis=0)
    return np.round(points / np.ptp(mark.points[:, 1]), 1)


def legend(sheet):
    """Figure, colour and name of each entry, from left to right, row by row."""
    letters = [mark for mark in sheet.marks if mark.operator == "f" and mark.paint == (0.0,)]
    dots = [mark for mark in sheet.marks if mark.operator == "f" and len(mark.paint) == 3]
    assert len(letters) == 2 * len(dots)
    return list(zip(letters[::2], dots, letters[1::2], strict=True))


def written(sheet):
    """The numbers in the drawing: the marks, and for each its place in the legend from 0."""
    figures = [shape(figure) for figure, _, _ in legend(sheet)]
    found = []
    for mark in sheet.marks:
        if mark.paint == GRAY:
            same = [
                index
                for index, figure in enumerate(figures)
                if figure.shape == shape(mark).shape and np.abs(figure - shape(mark)).max() <= 0.11
            ]
            assert len(same) == 1
            found.append((mark, same[0]))
    return found


def pixels(sheet, mark, page):
    """The part of the drawing (whose frame is its edge) beneath a mark."""
    drawing = sheet.fills()[0].box
    levels = np.asarray(Image.open(io.BytesIO(page)).convert("L"))
    height, width = levels.shape
    left, top, right, bottom = (
        (value - drawing[side % 2]) / (drawing[2 + side % 2] - drawing[side % 2]) * (width, height)[side % 2]
        for side, value in enumerate(mark.box)
    )
    return slice(int(top), int(bottom) + 1), slice(int(left), int(right) + 1)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("size", [(2048, 2048), (1448, 2048), (2048, 1448)])
def test_every_number_lies_wholly_in_its_area(paper, size):
    radii = [28, 36, 50, 70, 90, 110] * 4
    page, areas = page_of((PALETTE * 3)[: len(radii)], radii, width=size[0], height=size[1])
    sheet = sheet_of(page, areas, paper)
    _, labels = cv2.connectedComponents(
        (np.asarray(Image.open(io.BytesIO(page)).convert("L")) > 127).astype(np.uint8), connectivity=4
    )
    found = written(sheet)
    homes = [np.unique(labels[pixels(sheet, mark, page)]) for mark, _ in found]
    assert all(len(home) == 1 and home[0] > 0 for home in homes)
    assert len({int(home[0]) for home in homes}) == len(found) >= 12


def test_numbers_and_legend_agree():
    page, areas = page_of(PALETTE[:8] * 2)
    sheet = sheet_of(page, areas)
    entries = legend(sheet)
    assert len(entries) == 8
    assert len(written(sheet)) == 16
    for mark, index in written(sheet):
        x, y = mark.points.mean(axis=0)
        drawing = sheet.fills()[0].box
        at = ((x - drawing[0]) / (drawing[2] - drawing[0]), (y - drawing[1]) / (drawing[3] - drawing[1]))
        area = min(areas, key=lambda area: np.hypot(area.x - at[0], area.y - at[1]))
        crayon = np.multiply(entries[index][1].paint, 255)
        assert np.abs(crayon - crayons.painting.rgb(area.colour)).max() < 40


@pytest.mark.parametrize("colours", [6, 8, 12])
def test_there_are_no_more_colours_than_asked_for(colours):
    dice = np.random.default_rng(5)
    tones = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in dice.integers(0, 230, (48, 3))]
    sheet = sheet_of(*page_of(tones), colours=colours)
    assert 6 <= len(legend(sheet)) <= colours
    assert {index for _, index in written(sheet)} == set(range(len(legend(sheet))))


def test_a_page_of_one_colour_gets_six_crayons():
    sheet = sheet_of(*page_of(["#fdd835"] * 24))
    assert len(legend(sheet)) == 6
    assert len(written(sheet)) == 24


def test_a_page_of_three_areas_has_three_colours():
    assert len(legend(sheet_of(*page_of(["#fdd835"] * 3)))) == 3


@pytest.mark.parametrize("colours", [5, 13])
def test_other_numbers_of_colours_are_refused(colours):
    with pytest.raises(ValueError, match="6 to 12"):
        printing.by_number(*page_of(PALETTE), "a4", colours=colours)


def test_white_areas_and_small_ones_stay_without_a_number():
    colours = [*PALETTE[:6], "#ffffff", "#fafafa", "#e02020"]
    page, areas = page_of(colours)
    areas[-1] = replace(areas[-1], radius=0.008)
    assert len(areas) == 10
    assert len(written(sheet_of(page, areas))) == 6


def test_a_number_is_never_too_small_to_be_read():
    page, areas = page_of((PALETTE * 3)[:24], [22, 24, 26, 28, 30, 90] * 4)
    heights = [np.ptp(mark.points[:, 1]) for mark, _ in written(sheet_of(page, areas))]
    assert min(heights) >= 2.39
    assert max(heights) <= 5.01


def test_neighbours_of_one_colour_keep_their_own_numbers():
    page, areas = page_of(["#e02020", "#e02020", *PALETTE[1:6]])
    indices = [index for _, index in written(sheet_of(page, areas))]
    assert len(indices) == 7
    assert len(set(indices)) == 6


def test_names_are_those_of_the_language():
    page, areas = page_of(PALETTE)
    english = sheet_of(page, areas)
    french = sheet_of(page, areas, names={"red": "rouge", "purple": "violet"})
    changed = [
        len(one[2].points) != len(other[2].points) or not np.allclose(one[2].points, other[2].points)
        for one, other in zip(legend(english), legend(french), strict=True)
    ]
    assert sum(changed) == 2


@pytest.mark.parametrize("size", [(2048, 2048), (1448, 2048), (2048, 1448)])
@pytest.mark.parametrize("paper", PAPERS)
def test_all_stays_within_the_margins_and_the_legend_below_the_drawing(paper, size):
    page, areas = page_of((PALETTE * 3)[:24], width=size[0], height=size[1])
    sheet = sheet_of(page, areas, paper, colours=12, names={"light green": "vert clair"})
    assert min(sheet.margins) >= 9.99
    assert (sheet.width > sheet.height) == (size[0] > size[1])
    bottom = sheet.fills()[0].box[3]
    boxes = [mark.box for entry in legend(sheet) for mark in entry]
    assert min(box[1] for box in boxes) > bottom
    for one in range(len(boxes)):
        for other in range(one):
            (a, b, c, d), (e, f, g, h) = boxes[one], boxes[other]
            assert c <= e or g <= a or d <= f or h <= b


def test_the_file_has_no_font_and_is_small():
    pdf = printing.by_number(*page_of((PALETTE * 5)[:42]), "a4")
    assert len(pdf) < 500_000
    assert b"/Font" not in pdf
    assert pdf == printing.by_number(*page_of((PALETTE * 5)[:42]), "a4")


def test_the_colored_model_would_tell_the_answer_and_is_left_out():
    page, areas = page_of(PALETTE)
    with_model = lineart.add_model(page, areas)
    sheet = sheet_of(with_model, areas)
    assert sheet.images == []
    drawing = sheet.fills()[0]
    plain = sheet_of(page, areas).fills()[0]
    assert drawing.rings == plain.rings


def test_a_page_without_areas_has_no_legend():
    sheet = sheet_of(png(balls([]) > 127), ())
    assert len(sheet.marks) == 1


def test_unknown_paper_and_broken_pictures_are_refused():
    with pytest.raises(KeyError):
        printing.by_number(*page_of(PALETTE), "a3")
    with pytest.raises(ValueError, match="whole"):
        printing.by_number(b"no picture", (), "a4")
