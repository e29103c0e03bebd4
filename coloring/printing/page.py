"""One drawing on one sheet: as large as the margins allow, black on white, and nothing else but a title."""

from __future__ import annotations

from coloring.printing import document, titles
from coloring.printing.drawings import Drawing
from coloring.printing.paper import PAPERS
from coloring.printing.sheet import Sheet

_TITLE_MM = 14.0
_GAP_MM = 3.0


def pdf(picture: bytes, paper: str, *, title: str = "") -> bytes:
    """A PDF of one page of this paper with a PNG, JPEG or WebP drawing in its middle, and a title above it.

    A drawing wider than high lies on the sheet turned to landscape. At most 500 KB: outlines where they fit
    in that, else dots of 300 dpi. Raises KeyError for a paper that is not in PAPERS and ValueError for bytes
    that are no picture.
    """
    size = PAPERS[paper]
    drawing = Drawing.read(picture)
    sheet = Sheet(size.turned if drawing.is_wide else size)
    box = sheet.paper.printable
    if titles.is_drawable(title):
        titles.in_one_line(sheet, title, box.shrunk(0, 0, 0, box.height - _TITLE_MM))
        box = box.shrunk(0, _TITLE_MM + _GAP_MM, 0, 0)
    drawing.put(sheet, box)
    return document.bound([sheet], title=title)
