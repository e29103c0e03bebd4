"""Says how much ink a drawing takes on paper, in words that a parent knows: shares of a page of text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coloring.lineart import reading
from coloring.printing.paper import PAPERS

# A page of text covers 5 % of the sheet: the customary reading of ISO/IEC 24711 and 24712, to which yields of
# cartridges are stated.
TEXT_PAGE = 0.05
# ml of black for such a page: what a cartridge holds by its stated yield, as resellers publish them. HP 60:
# 3.7 ml for 200 pages, 61: 3.5 for 180, 62: 3.7 for 200, 63: 3.4 for 190, 64: 3.5 for 200, 65: 2.5 for 120,
# 950: 24 for 1000. That is 0.0175 to 0.024, the middle one 0.0185; printers differ by as much again.
MILLILITRES = 0.0185
_STEP = 10  # per cent; finer figures would be false


@dataclass(frozen=True)
class Ink:
    """The share of the sheet that is covered (0 to 1), ml of ink, and per cent of a page of text, in tens.

    `millilitres` is good to a quarter at best.
    """

    share: float
    millilitres: float
    text_percent: int


def ink(picture: bytes, paper: str) -> Ink:
    """What printing a drawing on a page of this paper takes; colours count as the gray they look like.

    Raises KeyError for an unknown paper and ValueError for bytes that are no picture.
    """
    size = PAPERS[paper]
    levels = reading.luminance(picture)
    height, width = levels.shape
    size = size.turned if width > height else size
    place = size.printable.fitted(width, height)
    covered = 1 - float(np.mean(levels)) / 255
    share = covered * place.width * place.height / (size.width_mm * size.height_mm)
    pages = share / TEXT_PAGE
    return Ink(share, pages * MILLILITRES, _STEP * round(100 * pages / _STEP))
