"""Sizes of paper, and boxes on it; all lengths are mm, counted from the upper left corner of the sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace

DPI = 300  # what office printers resolve; 600 quadruples the file for no visible gain at these line widths
MARGIN_MM = 10.0  # the widest edge that home printers leave unprinted is 6 mm; the rest is for the hole punch
MM_PER_INCH = 25.4
POINTS_PER_MM = 72 / MM_PER_INCH


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def shrunk(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Without these strips at its sides."""
        return Box(self.left + left, self.top + top, self.width - left - right, self.height - top - bottom)

    def inside(self, margin: float) -> Box:
        return self.shrunk(margin, margin, margin, margin)

    def fitted(self, width: float, height: float) -> Box:
        """The largest box of these proportions that fits in its middle."""
        factor = min(self.width / width, self.height / height)
        width, height = factor * width, factor * height
        return Box(self.left + (self.width - width) / 2, self.top + (self.height - height) / 2, width, height)


@dataclass(frozen=True)
class Paper:
    """A sheet, upright unless turned."""

    width_mm: float
    height_mm: float

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points, 72 to the inch."""
        return self.width_mm * POINTS_PER_MM, self.height_mm * POINTS_PER_MM

    @property
    def turned(self) -> Paper:
        """The same sheet turned to landscape."""
        return replace(self, width_mm=self.height_mm, height_mm=self.width_mm)

    @property
    def box(self) -> Box:
        """The whole sheet."""
        return Box(0, 0, self.width_mm, self.height_mm)

    @property
    def printable(self) -> Box:
        """The sheet without its margins."""
        return self.box.inside(MARGIN_MM)


PAPERS = {"a4": Paper(210, 297), "letter": Paper(215.9, 279.4)}
