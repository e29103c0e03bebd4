"""The corner of a page that shows the same scene in its real colours: the colored model."""

from __future__ import annotations

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Box = tuple[float, float, float, float]
Colours = NDArray[np.uint8]
Mask = NDArray[np.uint8]

# Left, top, right, bottom as shares of the page: where our own artist puts the model and draws nothing else.
BOX: Box = (0.74, 0.74, 0.98, 0.98)

# A model is looked for at this size (px, long side).
_LOOKED_AT = 512
# Levels between a pixel's strongest and weakest channel, once the paper is white, above which it is coloured.
_COLOURED = 45
# What lies apart by less than this share of the long side is one picture.
_TOGETHER = 0.03
# A model's sides, as shares of the page's; drawings on models reach out a little.
_SMALLEST, _LARGEST = 0.1, 0.46
_FARTHEST = 0.13  # share of the sides between a model and its corner of the page
_FULLEST = 0.2  # share of the model that is coloured at least
_STRAY = 0.012  # share of the rest of the page that may be coloured, too: specks, a flower
_FRAME = 0.03  # share of the long side within which the model's black frame runs around its colours
_DARK = 140  # level below which the frame is, thin as it is at that size
_EDGE, _CLOSED = 4, 0.75  # px at that size, and the share of each side that the frame runs along within them
_STRAY_FROM_FRAME = 0.05  # share of the colours that may lie outside of a frame
_MARGIN = 0.008  # share of the long side around a model without a frame: its outlines

_PALETTE = 62  # colours beside black and white
_BLACK, _WHITE = 60, 225  # levels that are meant to be black and white, in pixels without a colour
_GRAY = 36  # levels between the channels of a pixel without a colour


def find(rgb: Colours) -> Box | None:
    """The one coloured picture in a corner of a page (height x width x 3), its frame included.

    None when there is none, and when the page is coloured elsewhere too: then colours are washes.
    """
    factor = _LOOKED_AT / max(rgb.shape)
    size = [max(1, round(side * factor)) for side in rgb.shape[1::-1]]
    small = _balanced(np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8))
    tinted = (_spread(small) > _COLOURED).astype(np.uint8)
    if not cv2.countNonZero(tinted):
        return None
    framed = _framed(small, tinted)
    if framed:
        return framed
    rows, columns = _largest(tinted)
    inside = cv2.countNonZero(tinted[rows, columns])
    stray = (cv2.countNonZero(tinted) - inside) / tinted.size
    full = inside / tinted[rows, columns].size
    if stray > _STRAY or full < _FULLEST or not _in_a_corner(rows, columns, tinted.shape):
        return None
    return _with_frame(small, rows, columns)


def _framed(rgb: Colours, tinted: Mask) -> Box | None:
    """The box of the black frame in a corner that the page's colours lie in, however few these are."""
    (height, width), coloured = tinted.shape, cv2.countNonZero(tinted)
    dark = (cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY) < _DARK).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    for number, (x, y, across, down, _) in enumerate(stats.tolist()):
        rows, columns = slice(y, y + down), slice(x, x + across)
        if not number or not _in_a_corner(rows, columns, tinted.shape):
            continue
        stray = coloured - cv2.countNonZero(tinted[rows, columns])
        if stray <= _STRAY_FROM_FRAME * coloured and _is_frame(labels[rows, columns] == number):
            return x / width, y / height, (x + across) / width, (y + down) / height
    return None


def _is_frame(line: NDArray[np.bool_]) -> bool:
    """Whether a piece of ink runs along all four sides of its own box."""
    sides = (line[:_EDGE].any(axis=0), line[-_EDGE:].any(axis=0))
    ends = (line[:, :_EDGE].any(axis=1), line[:, -_EDGE:].any(axis=1))
    return all(side.mean() >= _CLOSED for side in (*sides, *ends))


def _balanced(rgb: Colours) -> Colours:
    """The picture on white paper, when it came on tinted paper."""
    paper = np.maximum(paper_of(rgb).astype(np.float32), 64)
    return np.minimum(rgb * (255 / paper), 255).astype(np.uint8)


def paper_of(rgb: Colours) -> Colours:
    """The usual colour of a page: 3 levels."""
    return np.asarray(np.median(rgb[::4, ::4].reshape(-1, 3), axis=0), np.uint8)


def _spread(rgb: Colours) -> Mask:
    red, green, blue = cv2.split(rgb)
    strongest, weakest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    return np.asarray(cv2.subtract(strongest, weakest), np.uint8)


def _largest(tinted: Mask) -> tuple[slice, slice]:
    """Rows and columns of the largest picture of those that lie apart."""
    reach = round(_TOGETHER * max(tinted.shape)) | 1
    solid = cv2.morphologyEx(tinted, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    near = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    stats = cv2.connectedComponentsWithStats(near, connectivity=8)[2]
    if len(stats) < 2:
        return slice(0, 1), slice(0, 1)
    x, y, width, height, _ = stats[1 + np.argmax(stats[1:, cv2.CC_STAT_AREA])]
    return slice(int(y), int(y + height)), slice(int(x), int(x + width))


def _in_a_corner(rows: slice, columns: slice, shape: tuple[int, ...]) -> bool:
    for part, side in zip((rows, columns), shape, strict=True):
        length, away = part.stop - part.start, min(part.start, side - part.stop)
        if not _SMALLEST * side <= length <= _LARGEST * side or away > _FARTHEST * side:
            return False
    return True


def _with_frame(rgb: Colours, rows: slice, columns: slice) -> Box:
    """The box of these colours, grown to the black line around them, or by a narrow margin."""
    height, width = rgb.shape[:2]
    dark = (cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY) < _DARK).astype(np.uint8)
    reach, margin = round(_FRAME * max(rgb.shape)), round(_MARGIN * max(rgb.shape))
    left, top, right, bottom = columns.start, rows.start, columns.stop, rows.stop
    for x, y, across, down, _ in cv2.connectedComponentsWithStats(dark, connectivity=8)[2][1:].tolist():
        sides = (left - x, top - y, x + across - right, y + down - bottom)
        if all(0 <= side <= reach for side in sides):
            return x / width, y / height, (x + across) / width, (y + down) / height
    return (
        max(0, left - margin) / width,
        max(0, top - margin) / height,
        min(width, right + margin) / width,
        min(height, bottom + margin) / height,
    )


def within(shape: tuple[int, ...], box: Box, rim: int = 0) -> tuple[slice, slice]:
    """The rows and columns of a box on a page of this height and width in px, and `rim` px around it."""
    height, width = shape[:2]
    left, top, right, bottom = box
    rows = slice(max(0, int(top * height) - rim), min(height, int(np.ceil(bottom * height)) + rim))
    return rows, slice(max(0, int(left * width) - rim), min(width, int(np.ceil(right * width)) + rim))


def without(rgb: Colours, box: Box) -> Colours:
    """The page with its paper where the model is."""
    page = rgb.copy()
    page[within(rgb.shape, box)] = paper_of(rgb)
    return page


def kept(paper: Mask, rgb: Colours, box: Box) -> bytes:
    """A palette PNG: the finished page (1 is paper), and in `box` the calm colours of the page as it came."""
    rows, columns = within(paper.shape, box)
    size = columns.stop - columns.start, rows.stop - rows.start
    model = cv2.resize(rgb[within(rgb.shape, box)], size, interpolation=cv2.INTER_CUBIC)
    model = np.minimum(model * (255 / np.maximum(paper_of(rgb).astype(np.float32), 64)), 255).astype(np.uint8)
    calm = np.asarray(cv2.medianBlur(cv2.bilateralFilter(model, 7, 40, 3), 5), np.uint8)
    page = Image.fromarray(paper)
    usual = Image.fromarray(calm).quantize(_PALETTE, Image.Quantize.MEDIANCUT).getpalette() or []
    page.putpalette([0, 0, 0, 255, 255, 255, *usual[: 3 * _PALETTE]])
    coloured = np.array(Image.fromarray(calm).quantize(palette=page, dither=Image.Dither.NONE))
    gray, colourless = cv2.cvtColor(calm, cv2.COLOR_RGB2GRAY), _spread(calm) < _GRAY
    coloured[colourless & (gray < _BLACK)] = 0
    coloured[colourless & (gray > _WHITE)] = 1
    page.paste(Image.fromarray(coloured.astype(np.uint8)), (columns.start, rows.start))
    out = io.BytesIO()
    page.save(out, "PNG", compress_level=6)
    return out.getvalue()
