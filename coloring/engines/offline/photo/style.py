"""How much is drawn, and with which pen: the three levels of detail a parent can choose."""

from __future__ import annotations

from dataclasses import dataclass

REFERENCE_SIDE = 1024
"""All lengths of this package are given in px of a page of this long side."""


@dataclass(frozen=True)
class Style:
    """One level of detail.

    `side` is the long side in px at which the photo is looked at, `pen` the stroke width in px at 1024,
    `ink` the share of the page that the strokes of the first attempt may cover,
    `smallest` the least area worth colouring as a share of the page.
    """

    side: int
    pen: float
    ink: float
    smallest: float

    def px(self, length: float) -> int:
        """`length` px of a 1024 px page, in whole px of the working picture."""
        return max(1, round(length * self.side / REFERENCE_SIDE))

    @property
    def stroke(self) -> float:
        """The pen in px of the working picture."""
        return self.pen * self.side / REFERENCE_SIDE


STYLES = {
    "simple": Style(side=1024, pen=6.4, ink=0.058, smallest=0.004),
    "normal": Style(side=1024, pen=5.2, ink=0.082, smallest=0.0016),
    "fine": Style(side=1408, pen=4.2, ink=0.095, smallest=0.0008),
}
