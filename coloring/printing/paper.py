"""Puts a drawing on a sheet of paper: as large as the margins allow, black on white, and nothing else."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageFilter

from coloring.lineart import reading

DPI = 300  # what office printers resolve; 600 quadruples the file for no visible gain at these line widths
MARGIN_MM = 10  # the widest edge that home printers leave unprinted is 6 mm; the rest is for the hole punch
_MM_PER_INCH = 25.4
_POINTS_PER_INCH = 72


@dataclass(frozen=True)
class Paper:
    """A sheet, upright, in mm."""

    width_mm: float
    height_mm: float

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in px at 300 dpi."""
        return _pixels(self.width_mm), _pixels(self.height_mm)

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points, 72 to the inch."""
        per_mm = _POINTS_PER_INCH / _MM_PER_INCH
        return self.width_mm * per_mm, self.height_mm * per_mm


PAPERS = {"a4": Paper(210, 297), "letter": Paper(215.9, 279.4)}


def pdf(picture: bytes, paper: str) -> bytes:
    """A PDF of one page of this paper with a PNG, JPEG or WebP drawing in its middle, 1 bit at 300 dpi.

    A drawing wider than high lies on the sheet turned to landscape. Raises KeyError for a paper that is not
    in PAPERS and ValueError for bytes that are no picture.
    """
    page = sheet(picture, PAPERS[paper])
    out = io.BytesIO()
    page.save(out, "PDF", resolution=DPI, producer="Herbbie", creationDate=None, modDate=None)
    return out.getvalue()


def sheet(picture: bytes, paper: Paper) -> Image.Image:
    """The whole sheet as a 1-bit image at 300 dpi."""
    drawing = Image.fromarray(reading.luminance(picture))
    width, height = paper.pixels
    if drawing.width > drawing.height:
        width, height = height, width
    margin = _pixels(MARGIN_MM) + 1
    drawing = _enlarged(drawing, width - 2 * margin, height - 2 * margin)
    page = Image.new("1", (width, height), 1)
    page.paste(drawing, ((width - drawing.width) // 2, (height - drawing.height) // 2))
    return page


def _enlarged(drawing: Image.Image, width: int, height: int) -> Image.Image:
    """As large as fits, in black and white; blurred a little before it is cut, so that no stairs remain."""
    factor = min(width / drawing.width, height / drawing.height)
    size = (max(1, int(drawing.width * factor)), max(1, int(drawing.height * factor)))
    soft = drawing.resize(size, Image.Resampling.BICUBIC)
    if factor > 1:
        soft = soft.filter(ImageFilter.GaussianBlur(0.5 * factor))
    return soft.point(lambda level: 255 * (level >= 128), "1")


def _pixels(mm: float) -> int:
    return round(mm / _MM_PER_INCH * DPI)
