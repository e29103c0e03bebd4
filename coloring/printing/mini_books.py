"""A book of eight small pages on one side of one sheet, made with a cut and a few folds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coloring.printing import document, leaves
from coloring.printing.drawings import MOST_BYTES, Drawing
from coloring.printing.leaves import Leaf
from coloring.printing.paper import MARGIN_MM, PAPERS, Box, Paper
from coloring.printing.sheet import Sheet

PAGES = 8
MOST = PAGES - 1
# Pages from 1 (the cover) to 8 (the back), as they lie on the sheet; the upper row is upside down.
UPPER, LOWER = (5, 4, 3, 2), (6, 7, 8, 1)

_FOLD_MM = 5.0  # free on both sides of a fold or cut
_MARK_MM = 3.0
_PEN_MM = 0.4
_CUT_DASH = (2.5, 2.0)


def mini_book(pages: Sequence[bytes], paper: str, *, name: str, title: str) -> bytes:
    """A PDF of one landscape side with eight panels: a cover with the first drawing, then the drawings.

    1 to 7 drawings: six inside and one on the back; panels that are left over have an empty frame for a
    drawing of one's own. Fold lengthwise and crosswise at the marks, cut along the dashes, push both ends
    together and wrap. All is printed 10 mm from the edges of the sheet and 5 mm from folds and cut at least.

    Raises KeyError for an unknown paper, ValueError for bytes that are no picture and for 0 or above 7 pages.
    """
    size = PAPERS[paper].turned
    if not 1 <= len(pages) <= MOST:
        raise ValueError(f"{len(pages)} pages are no book of 1 to {MOST}")
    sheet = Sheet(size)
    small = _leaves([Drawing.read(page) for page in pages], name=name, title=title)
    for number, panel, turn in panels(size):
        with sheet.panel(panel, turn) as upright:
            small[number - 1].put(sheet, upright)
    _marks(sheet)
    return document.bound([sheet], title=title)


def panels(paper: Paper) -> Iterator[tuple[int, Box, int]]:
    """For each panel its page number, what may be painted on, and by how much it is turned.

    All are of the same size, so that no page looks smaller than the others.
    """
    width, height = paper.width_mm / 4, paper.height_mm / 2
    for row, (numbers, turn) in enumerate(((UPPER, 180), (LOWER, 0))):
        for column, number in enumerate(numbers):
            left = _inset(at_edge=column == 0, at_other_edge=column == 3)
            top = MARGIN_MM if row == 0 else _FOLD_MM
            size = (width - MARGIN_MM - _FOLD_MM, height - MARGIN_MM - _FOLD_MM)
            yield number, Box(column * width + left, row * height + top, *size), turn


def _inset(*, at_edge: bool, at_other_edge: bool) -> float:
    """How far from its left side the contents of a panel begin; in the middle where both sides are folds."""
    if at_edge:
        return MARGIN_MM
    return _FOLD_MM if at_other_edge else (MARGIN_MM + _FOLD_MM) / 2


def _leaves(drawings: Sequence[Drawing], *, name: str, title: str) -> list[Leaf]:
    share = MOST_BYTES // (len(drawings) + 1)
    cover = leaves.cover(drawings[0], title=title, name=name, most_bytes=share)
    inner = [leaves.plain(drawing, share) for drawing in drawings]
    return [cover, *inner, *[leaves.own_drawing()] * (MOST - len(inner))]


def _marks(sheet: Sheet) -> None:
    """Short lines at the edges where to fold, and the cut through the middle of the two middle columns."""
    width, height = sheet.paper.width_mm, sheet.paper.height_mm
    middle, start = height / 2, MARGIN_MM + _PEN_MM / 2
    end = start + _MARK_MM
    for column in (1, 2, 3):
        x = column * width / 4
        sheet.line([(x, start), (x, end)], _PEN_MM)
        sheet.line([(x, height - start), (x, height - end)], _PEN_MM)
    sheet.line([(start, middle), (end, middle)], _PEN_MM)
    sheet.line([(width - start, middle), (width - end, middle)], _PEN_MM)
    sheet.line([(width / 4, middle), (3 * width / 4, middle)], _PEN_MM, _CUT_DASH)
    _scissors(sheet, width / 4 - 1, middle)


def _scissors(sheet: Sheet, x: float, y: float) -> None:
    """Half open around (x, y), pointing to the right."""
    for side in (-1, 1):
        sheet.ring((x - 5.4, y + side * 2.2), 1.5, _PEN_MM)
        sheet.line([(x - 4.1, y + side * 1.5), (x + 5, y - side * 1.7)], _PEN_MM)
