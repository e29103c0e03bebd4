"""Says how much ink a drawing takes on paper, in words that a parent knows: pages of text."""

from __future__ import annotations

from dataclasses import dataclass

from coloring.printing.paper import PAPERS

# A page of text covers 5 % of the sheet: the customary reading of ISO/IEC 24711 and 24712, to which yields of
# cartridges are stated.
TEXT_PAGE = 0.05
# ml of black for such a page: what a cartridge holds by its stated yield, as resellers publish them. HP 60:
# 3.7 ml for 200 pages, 61: 3.5 for 180, 62: 3.7 for 200, 63: 3.4 for 190, 64: 3.5 for 200, 65: 2.5 for 120,
# 950: 24 for 1000. That is 0.0175 to 0.024, the middle one 0.0185; printers differ by as much again.
MILLILITRES = 0.0185


@dataclass(frozen=True)
class Ink:
    """The share of the sheet that is covered (0 to 1), ml of ink, and as many pages of text, at least one.

    `millilitres` is good to a quarter at best.
    """

    share: float
    millilitres: float
    text_pages: int


def ink(covered: float, width: int, height: int, paper: str) -> Ink:
    """What printing a drawing of these proportions takes, of which this share is black, on this paper.

    Raises KeyError for an unknown paper.
    """
    size = PAPERS[paper].turned if width > height else PAPERS[paper]
    place = size.printable.fitted(width, height)
    share = covered * place.width * place.height / (size.width_mm * size.height_mm)
    pages = share / TEXT_PAGE
    return Ink(share, pages * MILLILITRES, max(1, round(pages)))
