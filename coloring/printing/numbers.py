"""Colour-by-number: a page whose areas have numbers, with a legend that says which crayon is which number."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from PIL import Image

from coloring import lettering
from coloring.lettering import outlines
from coloring.lineart import Area, corner, painting, reading
from coloring.printing import crayons, document
from coloring.printing.crayons import Crayon
from coloring.printing.drawings import Drawing
from coloring.printing.paper import PAPERS, Box
from coloring.printing.sheet import Sheet

FEWEST, MOST = 6, 12  # colours that children of 6 to 9 keep apart and have in their boxes

# All in mm.
LEAST_NUMBER, MOST_NUMBER = 2.4, 5.0  # heights; areas without room for the smallest one have no number
_AIR = 0.5  # between a number and the lines around it
_GRAY = 0.35  # so that a crayon covers it; 0 is black
_LEGEND_GAP = 5.0
_ROW = 11.0
_DOT = 4.0  # radius
_FIGURE, _NAME = 6.0, 4.6  # sizes of letters, an em
_FIGURE_AT, _DOT_AT, _NAME_AT = 3.5, 12.0, 17.5  # from the left of an entry: middle, middle, start
_BETWEEN = 5.0  # entries
_LINE = 0.5


def by_number(
    page_png: bytes,
    page_areas: Sequence[Area],
    paper: str,
    *,
    colours: int = 8,
    names: Mapping[str, str] | None = None,
) -> bytes:
    """A PDF of one page of this paper: the drawing with numbers in its areas, the legend below.

    At most `colours` crayons (6 to 12) are used, and 6 at least where there are as many areas. White areas
    and those too small for a number of 2.4 mm have none: they stay white. A colored model is left out, as it
    would tell the answer. `names` translates the crayons' names. Raises KeyError for a paper that is not in
    PAPERS, ValueError for bytes that are no picture and for fewer than 6 or more than 12 colours.
    """
    if not FEWEST <= colours <= MOST:
        raise ValueError(f"{colours} colours are not {FEWEST} to {MOST}")
    size = PAPERS[paper]
    drawing = Drawing.read(_without_model(page_png))
    sheet = Sheet(size.turned if drawing.is_wide else size)
    legend = _Legend(names or {}, colours, sheet.paper.printable)
    place = drawing.put(sheet, legend.room)
    roomy = [area for area in page_areas if _size("0", area, place)]
    chosen = crayons.shared_out(roomy, fewest=FEWEST, most=colours)
    used = [crayon for crayon in crayons.CRAYONS if crayon in chosen.values()]
    for area, crayon in chosen.items():
        _put(sheet, place, area, str(used.index(crayon) + 1))
    legend.paint(sheet, used, place.bottom + _LEGEND_GAP)
    return document.bound([sheet])


def _without_model(page_png: bytes) -> bytes:
    """The page in black and white, with paper where its colored model was."""
    pixels = reading.pixels(reading.opened(page_png))
    model = corner.find(pixels) if pixels.ndim == 3 else None
    if model is None:
        return page_png
    out = io.BytesIO()
    levels = cv2.cvtColor(corner.without(pixels, model), cv2.COLOR_RGB2GRAY)
    Image.fromarray(np.asarray(levels >= 128)).save(out, "PNG")
    return out.getvalue()


def _size(number: str, area: Area, place: Box) -> float:
    """The size in mm, an em, at which a number fits into the circle within an area; 0 when it does not."""
    left, low, right, high = lettering.outline(number).box
    room = area.radius * max(place.width, place.height) - _AIR
    size = min(room / (math.hypot(right - left, high - low) / 2), MOST_NUMBER / (high - low))
    return size if size * (high - low) >= LEAST_NUMBER else 0.0


def _put(sheet: Sheet, place: Box, area: Area, number: str) -> None:
    size = _size(number, area, place)
    centre = (place.left + area.x * place.width, place.top + area.y * place.height)
    _centred(sheet, number, centre, size, gray=_GRAY)


def _centred(sheet: Sheet, text: str, centre: tuple[float, float], size: float, *, gray: float = 0) -> None:
    left, low, right, high = lettering.outline(text).box
    x, y = centre[0] - size * (left + right) / 2, centre[1] + size * (low + high) / 2
    sheet.text(text, (x, y), size, gray=gray)


class _Legend:
    """The rows below the drawing: number, a dot of the colour, its name.

    `room` is left for the drawing: in its middle, drawing and legend are in the middle of the sheet.
    """

    def __init__(self, names: Mapping[str, str], colours: int, box: Box) -> None:
        self._names = {crayon.name: names.get(crayon.name, crayon.name) for crayon in crayons.CRAYONS}
        widest = max(_NAME * lettering.outline(name).advance for name in self._names.values())
        self._cell = _NAME_AT + widest + _BETWEEN
        self._box = box
        self._most = int((box.width + _BETWEEN) / self._cell)
        height = _LEGEND_GAP + _ROW * math.ceil(colours / self._most)
        self.room = box.shrunk(0, 0, 0, height)

    def paint(self, sheet: Sheet, used: Sequence[Crayon], top: float) -> None:
        """In rows of about the same length, in the middle of the sheet."""
        rows = math.ceil(len(used) / self._most)
        columns = math.ceil(len(used) / max(1, rows))
        left = self._box.left + (self._box.width - columns * self._cell + _BETWEEN) / 2
        for index, crayon in enumerate(used):
            row, column = divmod(index, columns)
            self._paint_one(sheet, (left + column * self._cell, top + (row + 0.5) * _ROW), index + 1, crayon)

    def _paint_one(self, sheet: Sheet, at: tuple[float, float], number: int, crayon: Crayon) -> None:
        x, y = at
        dot = (x + _DOT_AT, y)
        _centred(sheet, str(number), (x + _FIGURE_AT, y), _FIGURE)
        sheet.dot(dot, _DOT - _LINE / 2, painting.rgb(crayon.colour))
        sheet.ring(dot, _DOT, _LINE)
        sheet.text(self._names[crayon.name], (x + _NAME_AT, y + _NAME * outlines.CAPITAL / 2), _NAME)
