"""Coloring books of 2 to 24 drawings with a cover: a sheet for each page, or sheets to fold in the middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coloring.printing import document, leaves
from coloring.printing.drawings import MOST_BYTES, Drawing
from coloring.printing.leaves import Leaf
from coloring.printing.paper import MARGIN_MM, PAPERS, Box, Paper
from coloring.printing.sheet import Sheet

FEWEST, MOST = 2, 24


def book(pages: Sequence[bytes], paper: str, *, name: str, title: str, folded: bool = False) -> bytes:
    """A PDF of a cover (title, first drawing, the child's name) and these drawings in their order.

    Flat, each page has a sheet of its own, upright or landscape as its drawing is, and asks to be printed on
    one side: felt pens press through, and empty backs in the file would be empty sheets in most printers.
    Folded, two pages share a landscape side; printed on both sides, turned over the short edge, laid together
    as they come and folded in the middle, the sheets read in order. Pages left over at the end are empty
    frames for drawings of one's own, the last of them the blank back.

    Raises KeyError for an unknown paper, ValueError for bytes that are no picture and for less than 2 or more
    than 24 pages.
    """
    size = PAPERS[paper]
    if not FEWEST <= len(pages) <= MOST:
        raise ValueError(f"{len(pages)} pages are no book of {FEWEST} to {MOST}")
    bound = _bound(pages, name=name, title=title, most_bytes=MOST_BYTES // (2 if folded else 1))
    if folded:
        return document.bound(_folded(bound, size), title=title, sides=document.FOLDED)
    return document.bound(_flat(bound, size), title=title)


def folding_order(count: int) -> Iterator[tuple[int, int]]:
    """The page numbers, from 1, on the left and right half of each side, of a multiple of four pages.

    Sides come in printing order, front and back of the outermost sheet first.
    """
    for inner in range(0, count // 2, 2):
        yield count - inner, inner + 1
        yield inner + 2, count - inner - 1


def _bound(pages: Sequence[bytes], *, name: str, title: str, most_bytes: int) -> list[Leaf]:
    drawings = list(map(Drawing.read, pages))
    cover = leaves.cover(drawings[0], title=title, name=name, most_bytes=most_bytes)
    numbered = [leaves.numbered(drawing, number, most_bytes) for number, drawing in enumerate(drawings, 1)]
    return [cover, *numbered]


def _flat(bound: Sequence[Leaf], paper: Paper) -> Iterator[Sheet]:
    for leaf in bound:
        sheet = Sheet(paper.turned if leaf.wide else paper)
        leaf.paint(sheet, sheet.paper.printable)
        yield sheet


def _folded(bound: Sequence[Leaf], paper: Paper) -> Iterator[Sheet]:
    filled = [*bound, *_left_over(-len(bound) % 4)]
    for sides in folding_order(len(filled)):
        sheet = Sheet(paper.turned)
        half = sheet.paper.width_mm / 2
        for place, number in enumerate(sides):
            with sheet.panel(Box(place * half, 0, half, sheet.paper.height_mm)) as page:
                filled[number - 1].put(sheet, page.inside(MARGIN_MM))
        yield sheet


def _left_over(count: int) -> list[Leaf]:
    return [*[leaves.own_drawing()] * (count - 1), leaves.blank()] if count else []
