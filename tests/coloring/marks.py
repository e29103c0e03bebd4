"""Reads back what a PDF page paints: each mark with its points in mm from the upper left corner."""

import io
import math
import re
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw
from pypdf import PdfReader

MM = 25.4 / 72
PATH_OPERATORS = {"m", "l", "c", "re", "h"}
PAINTING = {"f": "fill", "f*": "fill", "S": "stroke"}


@dataclass
class Mark:
    """A fill, stroke or image; `rings` counts the separate outlines, `width` is that of a stroke in mm."""

    kind: str
    points: np.ndarray
    rings: int = 0
    width: float = 0.0
    paint: tuple = (0.0,)
    operator: str = ""
    dashed: bool = False

    @property
    def box(self):
        """Left, top, right, bottom of all that may be painted."""
        reach = self.width / 2
        return (*(self.points.min(axis=0) - reach), *(self.points.max(axis=0) + reach))


@dataclass
class State:
    matrix: np.ndarray
    width: float = 1.0
    fill: tuple = (0.0,)
    stroke: tuple = (0.0,)
    dashed: bool = False


@dataclass
class Page:
    width: float
    height: float
    marks: list = field(default_factory=list)
    images: list = field(default_factory=list)

    @property
    def box(self):
        boxes = np.array([mark.box for mark in self.marks])
        return (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))

    @property
    def margins(self):
        """Left, top, right, bottom."""
        left, top, right, bottom = self.box
        return left, top, self.width - right, self.height - bottom

    def fills(self):
        """Black areas, letters excepted: those are filled by the nonzero rule."""
        return [mark for mark in self.marks if mark.operator == "f*"]


def pages(pdf):
    return [_page(page) for page in PdfReader(io.BytesIO(pdf)).pages]


def _page(source):
    width, height = (float(value) * MM for value in source.mediabox[2:])
    page = Page(width, height, images=[(image.name, image.image) for image in source.images])
    upright = np.array([[MM, 0, 0], [0, -MM, 0], [0, height, 1.0]])
    _run(source.get_contents().get_data().decode("ascii"), upright, page)
    return page


def _run(content, upright, page):
    state, saved, operands, points, rings = State(upright), [], [], [], 0
    for token in re.findall(r"\[[^\]]*\]|\S+", content):
        if token[0] in "[/" or re.fullmatch(r"-?\d*\.?\d+", token):
            operands.append(token)
            continue
        numbers = [float(value) for value in operands if value[0] not in "[/"]
        if token == "q":
            saved.append(State(**vars(state)))
        elif token == "Q":
            state = saved.pop()
        elif token in PATH_OPERATORS:
            rings += token in {"m", "re"}
            points += _corners(numbers, token)
        elif token in PAINTING:
            page.marks.append(_painted(token, state, points, rings))
            points, rings = [], 0
        elif token == "Do":
            page.marks.append(_painted("Do", state, [(0, 0), (1, 0), (0, 1), (1, 1)], 0))
        else:
            _set(state, token, operands, numbers)
        operands = []
    assert not saved


def _corners(numbers, operator):
    if operator == "re":
        x, y, width, height = numbers
        return [(x, y), (x + width, y + height)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _painted(operator, state, points, rings):
    placed = np.column_stack([points, np.ones(len(points))]) @ state.matrix
    kind = PAINTING.get(operator, "image")
    scale = math.sqrt(abs(np.linalg.det(state.matrix[:2, :2])))
    width = state.width * scale if kind == "stroke" else 0.0
    paint = state.stroke if kind == "stroke" else state.fill
    return Mark(kind, placed[:, :2], rings, width, paint, operator, state.dashed)


def _set(state, operator, operands, numbers):
    if operator == "cm":
        a, b, c, d, x, y = numbers
        state.matrix = np.array([[a, b, 0], [c, d, 0], [x, y, 1.0]]) @ state.matrix
    elif operator == "w":
        state.width = numbers[0]
    elif operator in {"g", "rg"}:
        state.fill = tuple(numbers)
    elif operator == "d":
        state.dashed = operands[0].strip("[]") != ""
    else:
        assert operator in {"j", "J"}, f"nobody knows {operator}"


def drawing(width=1024, height=1024, mode="L", bars=0):
    """A frame along the edges and, in the upper left corner, a triangle or so many black bars."""
    page = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, width - 1, height - 1), outline=0, width=12)
    if not bars:
        pen.polygon([(100, 100), (300, 100), (100, 250)], 0)
    for bar in range(bars):
        x, y = 60 + 60 * (bar % 10), 60 + 130 * (bar // 10)
        pen.rectangle((x, y, x + 30, y + 90), fill=0)
    out = io.BytesIO()
    page.convert(mode).save(out, "PNG")
    return out.getvalue()


def bars(mark):
    """How many bars a filled drawing shows; its frame has two outlines."""
    return mark.rings - 2
