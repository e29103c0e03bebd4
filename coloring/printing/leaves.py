"""What pages of a book show: a cover, a drawing and its number, an empty frame for a drawing of one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coloring import lettering
from coloring.printing import titles
from coloring.printing.drawings import Drawing
from coloring.printing.paper import Box
from coloring.printing.sheet import Sheet

_FRAME_MM = 0.7
_ROUND_MM = 5.0
# Shares of a cover's height.
_TITLE, _NAME, _GAP = 0.2, 0.12, 0.035
_LINE_FOR_A_NAME = 0.6  # of a cover's width
_NUMBER_MM = 5.0  # one em of a page number
_ROOM_FOR_NUMBER_MM = 6.0
_QUARTER = 270  # degrees clockwise: the top of a wide drawing lies to the left


@dataclass(frozen=True)
class Leaf:
    """One page: how it is painted into a box, and whether it is wider than high."""

    paint: Callable[[Sheet, Box], None]
    wide: bool = False

    def put(self, sheet: Sheet, box: Box) -> None:
        """Paint it into an upright box; what is wide is turned, which makes it nearly twice as large."""
        if not self.wide:
            self.paint(sheet, box)
            return
        with sheet.panel(box, _QUARTER) as turned:
            self.paint(sheet, turned)


def cover(drawing: Drawing, *, title: str, name: str, most_bytes: int) -> Leaf:
    """The title and the child's name in letters to be coloured, and between them a drawing in a frame.

    Without a name there is a line to write it on.
    """

    def paint(sheet: Sheet, box: Box) -> None:
        gap, head, foot = (share * box.height for share in (_GAP, _TITLE, _NAME))
        head = head if titles.is_drawable(title) else 0
        titles.in_lines(sheet, title, box.shrunk(0, 0, 0, box.height - head))
        _name(sheet, name, box.shrunk(0, box.height - foot, 0, 0))
        _framed(sheet, drawing, box.shrunk(0, head + gap, 0, foot + gap), gap, most_bytes)

    return Leaf(paint)


def numbered(drawing: Drawing, number: int, most_bytes: int) -> Leaf:
    """A drawing, and below it a small number, so that loose pages can be put in order again."""

    def paint(sheet: Sheet, box: Box) -> None:
        drawing.put(sheet, box.shrunk(0, 0, 0, _ROOM_FOR_NUMBER_MM), most_bytes)
        left, _, right, _ = lettering.outline(str(number)).box
        middle = box.left + box.width / 2
        sheet.text(str(number), (middle - _NUMBER_MM * (left + right) / 2, box.bottom - 0.5), _NUMBER_MM)

    return Leaf(paint, drawing.is_wide)


def plain(drawing: Drawing, most_bytes: int) -> Leaf:
    """A drawing and nothing else."""

    def paint(sheet: Sheet, box: Box) -> None:
        drawing.put(sheet, box, most_bytes)

    return Leaf(paint, drawing.is_wide)


def own_drawing() -> Leaf:
    """An empty frame, for a drawing of one's own."""
    return Leaf(lambda sheet, box: sheet.frame(box, _FRAME_MM, _ROUND_MM))


def blank() -> Leaf:
    return Leaf(lambda _sheet, _box: None)


def _name(sheet: Sheet, name: str, box: Box) -> None:
    if titles.is_drawable(name):
        titles.in_one_line(sheet, name, box)
        return
    half, middle, y = _LINE_FOR_A_NAME * box.width / 2, box.left + box.width / 2, box.bottom - box.height / 4
    sheet.line([(middle - half, y), (middle + half, y)], _FRAME_MM)


def _framed(sheet: Sheet, drawing: Drawing, box: Box, gap: float, most_bytes: int) -> None:
    place = drawing.put(sheet, box.inside(gap), most_bytes)
    sheet.frame(place.inside(-gap), _FRAME_MM, gap)
