"""Puts a finished drawing on a sheet: as outlines where they are short enough, else as dots of 300 dpi."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from PIL import Image, ImageFilter

from coloring.lineart import reading, tracing
from coloring.lineart.tracing import Tracing
from coloring.printing import sheet as sheets
from coloring.printing.paper import DPI, MM_PER_INCH, Box
from coloring.printing.sheet import Sheet

# Bytes of one printed page, the corner and 20 KB for letters and the file around them included.
MOST_BYTES = 480_000
# Edges of a page have 30,000 to 100,000 px; with many more, their curves are not worth the wait.
_MOST_POINTS = 300_000
_DPIS = (DPI, 200, 150, 100)  # a page full of dots takes 120 KB at the last one, however dense it is


@dataclass(frozen=True)
class Drawing:
    """A picture (PNG, JPEG or WebP) with its outlines."""

    picture: bytes
    tracing: Tracing

    @classmethod
    def read(cls, picture: bytes) -> Drawing:
        """Raises ValueError for bytes that are no picture."""
        return cls(picture, tracing.outlines(picture))

    @property
    def is_wide(self) -> bool:
        return self.tracing.width > self.tracing.height

    def put(self, sheet: Sheet, box: Box, most_bytes: int = MOST_BYTES) -> Box:
        """Paint the drawing in the middle of a box, as large as fits; gives the box that it fills."""
        traced = self.tracing
        place = box.fitted(traced.width, traced.height)
        scale = place.width / traced.width
        corner = traced.corner.image if traced.corner else None
        rest = most_bytes - (len(_packed(corner)) if corner else 0)
        if self._is_short(rest):
            sheet.fill(traced.paths, place, scale)
        else:
            sheet.image(_dots(self._levels(), place, rest), place)
        if traced.corner:
            picture = traced.corner.image
            left, top = place.left + scale * traced.corner.x, place.top + scale * traced.corner.y
            sheet.image(picture, Box(left, top, scale * picture.width, scale * picture.height))
        return place

    def _is_short(self, most_bytes: int) -> bool:
        if len(self.tracing.points) > _MOST_POINTS:
            return False
        operators = sheets.outline_operators(self.tracing.paths).encode("ascii")
        return len(operators) <= most_bytes or len(zlib.compress(operators)) <= most_bytes

    def _levels(self) -> Image.Image:
        """The drawing without its colored corner."""
        levels = Image.fromarray(reading.luminance(self.picture))
        if self.tracing.corner:
            corner = self.tracing.corner
            levels.paste(
                255, (corner.x, corner.y, corner.x + corner.image.width, corner.y + corner.image.height)
            )
        return levels


def _dots(levels: Image.Image, box: Box, most_bytes: int) -> Image.Image:
    """In black and white at the finest resolution that is short enough."""
    for dpi in _DPIS:
        dots = _enlarged(levels, box, dpi)
        if len(_packed(dots)) <= most_bytes:
            break
    return dots


def _packed(picture: Image.Image) -> bytes:
    return zlib.compress(picture.tobytes())


def _enlarged(levels: Image.Image, box: Box, dpi: int) -> Image.Image:
    """In black and white; blurred a little before it is cut when it grows, so that no stairs remain."""
    size = (max(1, round(box.width / MM_PER_INCH * dpi)), max(1, round(box.height / MM_PER_INCH * dpi)))
    factor = size[0] / levels.width
    soft = levels.resize(size, Image.Resampling.BICUBIC)
    if factor > 1:
        soft = soft.filter(ImageFilter.GaussianBlur(0.5 * factor))
    return soft.point(lambda level: 255 * (level >= 128), "1")
