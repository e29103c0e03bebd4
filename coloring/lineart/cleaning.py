"""Makes a drawn page printable: pure black lines of a good width on pure white, without dirt."""

from __future__ import annotations

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from coloring.lineart import binary, drawn, reading
from coloring.lineart.binary import Ink

# Twice the 1024 px at which engines draw and pages are measured: with a smooth upscaling that leaves
# no stairs at the 300 dpi of an A4 page (2244 x 3272 px within its margins).
LONG_SIDE = 2048
# All lengths below are px of that size, so twice those of the gate.
_SCALE = LONG_SIDE / 1024

# Paper is looked for this far around: wider than a line, narrower than most fillings.
_PAPER_WINDOW = 27
# Lines whose strongest channel is above this are drawn in a colour.
_COLOURED = 160
# Black must be darker than its paper by this many levels at least, or a blank page would turn to grain.
_LEAST_CONTRAST = 60
# Wide areas are black, not a gray filling, when as close as this to the darkest ink.
_BLACK = 48
_BLUR = 0.5 * _SCALE

_DOT = 25 * _SCALE**2  # px of ink; what is smaller is dirt
_SPECK = 60 * _SCALE**2  # px of ink; what is smaller, but no dirt, is an eye or a seed and is grown to this
_MOST_DOTS = 40  # with more of them they are a texture, not eyes
_PINHOLE = 10 * _SCALE**2  # px of white

_GAP = 3  # px; half the width of the gaps that are closed
_CORNER = 20  # px; what closing fills in a corner is smaller
_LONGEST_PATCH = 16 * _SCALE  # px; the longest gap: broken lines are no wider
_HALF_WIDTHS = (1, 2, 3)  # px besides the middle one: lines that are not 3, 5, 7 px wide are widened by 2 px
_STROKE_LENGTH = 8 * _SCALE  # px; what is thin over less than this is a corner, not a hairline

_EVEN = 1.2  # px; takes the roughness off edges that grain has left, harmless at the widths reached by then

_THICK = 18 * _SCALE  # px; ink wider than this is a filling
_OUTLINE = 6 * _SCALE  # px; what is left of a filling at its edge
_MOST_BLACK = 0.007  # share of the page that may stay filled with black: eyes, noses, a small hat

_LEAST_INK = 0.043  # share of the page; paler pages get bolder lines, up to _BOLDER px wider
_DETAIL = 1500 * _SCALE**2  # px of white that bolder lines do not enter
_FAINT = 0.02  # share of the page below which bolder lines would not save it
_BOLDER = 8


def clean(image: bytes) -> bytes:
    """A 1-bit PNG, 2048 px on its long side, of a PNG, JPEG or WebP; raises ValueError for anything else.

    Tints, gray washes and fillings turn white, lines stay where they are. A blank page stays blank. What is
    no drawing (a photo, a painting) has no lines to keep: it comes back as an 8-bit gray PNG, which fails.
    """
    levels = _at_most(_levels(image), LONG_SIDE)
    darkness = _darkness(levels)
    if not drawn.is_drawn(levels, darkness):
        return _png(levels)
    ink = _without_gaps(_without_dirt(_ink(darkness)))
    ink = binary.smooth(_bolder_if_pale(_with_printable_lines(ink)), _EVEN)
    return _png(_hollowed(binary.fill_holes(ink, _PINHOLE)) == 0)


def _levels(image: bytes) -> reading.Levels:
    """Levels in which lines are dark and tints are light; the luminance when the lines are coloured."""
    levels = reading.brightness(image)
    return levels if _darkest(levels) < _COLOURED else reading.luminance(image)


def _darkest(levels: reading.Levels) -> float:
    """The level below which is one hundredth of the page; of every ninth pixel, for speed."""
    return float(np.percentile(levels[::3, ::3], 1))


def _at_most(levels: reading.Levels, long_side: int) -> reading.Levels:
    if max(levels.shape) <= long_side:
        return levels
    return np.asarray(cv2.resize(levels, _size(levels, long_side), interpolation=cv2.INTER_AREA), np.uint8)


def _size(levels: NDArray[np.generic], long_side: int) -> tuple[int, int]:
    """Width and height with this long side."""
    height, width = levels.shape
    factor = long_side / max(height, width)
    return max(1, round(width * factor)), max(1, round(height * factor))


def _ink(darkness: NDArray[np.float32]) -> Ink:
    """The ink at full size: what is darker than half way from its paper to the darkest ink."""
    full = cv2.resize(darkness, _size(darkness, LONG_SIDE), interpolation=cv2.INTER_CUBIC)
    return (cv2.GaussianBlur(full, (0, 0), _BLUR) > 0.5).astype(np.uint8)


def _darkness(levels: reading.Levels) -> NDArray[np.float32]:
    """0 for paper of whatever tint to 1 for ink."""
    darkest = _darkest(levels)
    paper, black = _paper(levels, darkest)
    contrast = np.maximum(paper - darkest, _LEAST_CONTRAST)
    darkness = np.clip((paper - levels) / contrast, 0, 1)
    return np.where(black, np.float32(1), darkness)


def _paper(levels: reading.Levels, darkest: float) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The level that each pixel would have without lines, and where there is none because all is black."""
    side = max(3, round(_PAPER_WINDOW * max(levels.shape) / LONG_SIDE)) | 1
    paper = cv2.morphologyEx(levels, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    black = (paper < darkest + _BLACK) & (paper < 128)
    beside_black = cv2.dilate(black.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    lighter = cv2.dilate(paper, np.ones((9, 9), np.uint8))
    return np.where(beside_black, lighter, paper).astype(np.float32), black


def _without_dirt(ink: Ink) -> Ink:
    """The ink without specks; dots that may be eyes are grown until they are no specks."""
    lines = binary.drop_small(ink, area=_SPECK)
    dots = binary.pieces(ink - lines, _few_dots)
    if not dots.any():
        return lines
    return lines | binary.drop_small(_grown(dots, 3), area=_SPECK)


def _few_dots(areas: binary.Sizes, _lengths: binary.Sizes) -> NDArray[np.bool_]:
    dots = areas >= _DOT
    few = int(dots[1:].sum()) <= _MOST_DOTS
    return dots if few else np.zeros_like(dots)


def _grown(ink: Ink, radius: int) -> Ink:
    return np.asarray(cv2.dilate(ink, binary.disk(radius)), np.uint8)


def _without_gaps(ink: Ink) -> Ink:
    """The ink with broken lines mended.

    Closing also fills sharp corners, which are small, and slits, which are long: these stay open.
    """
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, binary.disk(_GAP))
    filled = np.asarray(closed - ink, np.uint8)
    return ink | binary.pieces(
        filled, lambda areas, lengths: (areas >= _CORNER) & (lengths <= _LONGEST_PATCH)
    )


def _hollowed(ink: Ink) -> Ink:
    """The ink with its largest wide fillings turned to outlines, so that they can be coloured."""
    depth = cv2.distanceTransform(ink, cv2.DIST_L2, 5)
    cores = (depth > _THICK / 2).astype(np.uint8)
    if not cores.any():
        return ink
    fillings = (cv2.distanceTransform(1 - cores, cv2.DIST_L2, 5) <= _THICK / 2).astype(np.uint8)
    hollow = _too_much(fillings) & (depth > _OUTLINE)
    return ink & (1 - hollow).astype(np.uint8)


def _too_much(fillings: Ink) -> Ink:
    """The fillings without the smallest ones, which together blacken no more of the page than is allowed."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(fillings, connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.int64)
    areas[0] = 0
    order = np.argsort(areas)
    large: Ink = np.ones(count, np.uint8)
    large[order[np.cumsum(areas[order]) <= _MOST_BLACK * fillings.size]] = 0
    return np.asarray(large[labels])


def _with_printable_lines(ink: Ink) -> Ink:
    """The ink with hairlines widened to 7 px or a little more; all wider lines stay as they are."""
    hairlines = binary.drop_small(_narrow(ink, max(_HALF_WIDTHS)), length=_STROKE_LENGTH)
    if not hairlines.any():
        return ink
    near = _grown(hairlines, 3)
    for radius in _HALF_WIDTHS:
        ink = ink | _grown(_narrow(ink, radius) & near, 1)
    return ink


def _narrow(ink: Ink, radius: int) -> Ink:
    """The ink that no disk of this radius fits into."""
    return np.asarray(ink - cv2.morphologyEx(ink, cv2.MORPH_OPEN, binary.disk(radius)), np.uint8)


def _bolder_if_pale(ink: Ink) -> Ink:
    """The ink with wider lines when the page has so little that nothing but their width is missing.

    Lines do not grow into small areas, which would close.
    """
    if not _FAINT < ink.mean() < _LEAST_INK:
        return ink
    details = binary.pieces(1 - ink, lambda areas, _: areas < _DETAIL)
    for radius in range(1, _BOLDER // 2 + 1):
        bolder = _grown(ink, radius) & (1 - details)
        if bolder.mean() >= _LEAST_INK:
            break
    return np.asarray(bolder, np.uint8)


def _png(pixels: NDArray[np.generic]) -> bytes:
    """Of booleans (1 bit, true is white) or levels (8 bits)."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()
