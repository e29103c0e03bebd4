"""The band with a child's name above a finished page."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

import numpy as np
import resvg_py
from PIL import Image

from coloring.lettering import outlines
from coloring.lettering.outlines import Contour, Outline, Segment

BAND = 0.13  # of the finished page's long side
LONG_SIDE = 2048  # px of a finished page

# Lengths in units of which a finished page's long side has 1024, as the gate means them.
_UNITS = 1024
_ABOVE, _BELOW, _BESIDE = 17, 7, 26  # free around the letters; a drawing has a margin of its own
_LARGEST = 140.0  # em of the letters, reached by short names without accents
_SMALLEST = 12.0  # em; capitals of 1.6 mm on A4, the last that can be read
_STEP = 0.98  # how letters shrink until they fit
_LINE = 0.05  # em; at least the narrowest line that prints well, at most a usual bold one
_NARROWEST, _BOLDEST = 4.0, 7.5
_APART = 3.0  # between the lines of two letters that are large enough to have each its own
_BEARINGS = 0.04  # em that the font itself leaves between letters

# What stands at both ends, from the letters outwards; shapes for a radius of 1, y upwards.
_END_GAP = 20.0
_RADII = (27.0, 23.0, 19.0)
_STAR: tuple[Segment, ...] = tuple(
    ((math.sin(turn * math.pi / 5) * reach, math.cos(turn * math.pi / 5) * reach),)
    for turn, reach in enumerate((1.0, 0.52) * 5)
)
_HEART: tuple[Segment, ...] = (
    ((-1.2, -0.1), (-1, 0.85), (-0.45, 0.85)),
    ((-0.15, 0.85), (0, 0.6), (0, 0.45)),
    ((0, 0.6), (0.15, 0.85), (0.45, 0.85)),
    ((1, 0.85), (1.2, -0.1), (0, -0.9)),
)
_BALL: tuple[Segment, ...] = (
    ((0.55, 1), (1, 0.55), (1, 0)),
    ((1, -0.55), (0.55, -1), (0, -1)),
    ((-0.55, -1), (-1, -0.55), (-1, 0)),
    ((-1, 0.55), (-0.55, 1), (0, 1)),
)
_SHAPES = (_STAR, _HEART, _BALL)


@dataclass(frozen=True)
class _Layout:
    """How large letters are: the text in em, the em and the line around the letters in units."""

    text: Outline
    em: float
    line: float


def add_band(png: bytes, name: str) -> bytes:
    """A finished page (PNG) with the name in outline letters above its drawing, 2048 px on the long side.

    1-bit pages stay 1-bit, pages with a palette keep theirs, others become gray. The page comes back as it is
    when it is too narrow for letters or none of the name can be drawn; what `missing` names is left out.
    """
    with Image.open(io.BytesIO(png)) as picture:
        page = picture if picture.mode in {"1", "P"} else picture.convert("L")
        black, white = _entries(page)
        width, height = _finished(page.width, page.height, LONG_SIDE)
        layout = _fitted(name, width, height)
        if layout is None:
            return png
        drawing = _resized(page, width, height - round(BAND * LONG_SIDE), black, white)
    out = Image.new(page.mode, (width, height), white)
    if page.palette:
        out.putpalette(page.palette)
    out.paste(drawing, (0, height - drawing.height))
    letters = np.asarray(_painted(layout, width, height).convert("L")) < 128
    out.paste(black, (0, 0), Image.fromarray(letters))
    return _png(out)


def _finished(width: int, height: int, long_side: int) -> tuple[int, int]:
    """The size of a page with a band above a drawing of these proportions; one made for it keeps its size."""
    band = round(BAND * long_side)
    if abs(height + band - long_side) <= 1:
        return width, long_side
    scale = min(long_side / width, (long_side - band) / height)
    return max(1, round(width * scale)), max(1, round(height * scale)) + band


def _entries(page: Image.Image) -> tuple[int, int]:
    """The pixel values of black and of white, or of what comes nearest to them in a palette."""
    if page.mode != "P":
        return 0, 255
    sums = np.asarray(page.getpalette() or [], np.int32).reshape(-1, 3).sum(axis=1)
    return int(sums.argmin()), int(sums.argmax())


def _resized(page: Image.Image, width: int, height: int, black: int, white: int) -> Image.Image:
    """The page at another size, its lines smooth and in pure black, its colours as they are."""
    size = (width, height)
    if page.mode == "L" or page.size == size:
        return page.resize(size, Image.Resampling.BICUBIC)
    pixels = np.asarray(page)
    lines = Image.fromarray(((pixels == black) * 255).astype(np.uint8))
    ink = np.asarray(lines.resize(size, Image.Resampling.BICUBIC)) > 127
    if page.mode == "1":
        return Image.fromarray(~ink)
    colours = np.asarray(page.resize(size, Image.Resampling.NEAREST)).copy()
    colours[colours == black] = white
    colours[ink] = black
    return Image.fromarray(colours, "P")


def _painted(layout: _Layout, width: int, height: int) -> Image.Image:
    """The band alone, above a page of this size in px: black lines around white."""
    scale = max(width, height) / _UNITS
    wide, high = width / scale, BAND * _UNITS
    middle = _ABOVE + (high - _ABOVE - _BELOW) / 2
    left, low, right, top = layout.text.box
    x, y = wide / 2 - layout.em * (left + right) / 2, middle + layout.em * (low + top) / 2
    shapes = [outlines.path(letter, x, y, layout.em) for letter in layout.text.letters if letter]
    reach = layout.em * (right - left) / 2 + layout.line
    shapes += _ends(wide / 2, middle, reach, wide / 2 - _BESIDE)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.3f} {high:.3f}">'
        f'<g stroke-linejoin="round">{_paint(shapes, layout.line)}</g></svg>'
    )
    png = resvg_py.svg_to_bytes(
        svg_string=svg, width=width, height=round(BAND * max(width, height)), background="#ffffff"
    )
    return Image.open(io.BytesIO(bytes(png))).convert("RGB")


def _fitted(name: str, width: int, height: int) -> _Layout | None:
    """The largest letters that fit above a page of this size in px; None when none do."""
    if not outlines.outline(name).contours:
        return None
    wide = width * _UNITS / max(width, height) - 2 * _BESIDE
    high = BAND * _UNITS - _ABOVE - _BELOW
    em = _LARGEST
    while em >= _SMALLEST:
        line = min(_BOLDEST, max(_NARROWEST, _LINE * em))
        apart = line + max(0.0, line + _APART) * min(1.0, em / _LARGEST)
        text = outlines.outline(name, max(0.0, apart / em - _BEARINGS))
        left, low, right, top = text.box
        if em * (right - left) + 2 * line <= wide and em * (top - low) + 2 * line <= high:
            return _Layout(text, em, line)
        em *= _STEP
    return None


def _ends(middle: float, y: float, reach: float, edge: float) -> list[str]:
    """Stars, hearts and balls on both sides of the letters, as many as there is room for."""
    shapes = []
    for radius, shape in zip(_RADII, _SHAPES, strict=True):
        x = reach + _END_GAP + radius
        if x + radius + _BOLDEST > edge:
            break
        shapes += [_placed(shape, middle + side * x, y, radius) for side in (-1, 1)]
        reach = x + radius
    return shapes


def _placed(shape: tuple[Segment, ...], x: float, y: float, radius: float) -> str:
    """SVG path data of a closed shape."""
    contour = Contour(shape[-1][-1], shape)
    return outlines.path((contour,), x, y, radius)


def _paint(shapes: list[str], line: float) -> str:
    """All lines first and what they enclose over them, so that the parts of a letter become one."""
    lines = "".join(f'<path d="{shape}" stroke="#000" stroke-width="{2 * line:.2f}"/>' for shape in shapes)
    return lines + "".join(f'<path d="{shape}" fill="#fff"/>' for shape in shapes)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
