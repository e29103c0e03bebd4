"""Makes a drawn page printable: pure black lines of a good width on pure white, without dirt."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from coloring.lineart import (
    binary,
    bridging,
    corner,
    drawn,
    fillings,
    hairlines,
    measuring,
    reading,
    tones,
)
from coloring.lineart.binary import Ink
from coloring.lineart.skeleton import Lines
from coloring.lineart.tones import Darkness

# Twice the 1024 px at which engines draw and pages are measured: with a smooth upscaling that leaves
# no stairs at the 300 dpi of an A4 page (2244 x 3272 px within its margins).
LONG_SIDE = 2048
# Lines are mended at this size; all lengths and areas below are px of it.
_MENDED_AT = 1024
_MENDED = 8  # levels; a smaller change is none

_DOT = 25  # px of ink; what is smaller is dirt
# px of ink, a little more than measuring allows, for edges are evened later; what is smaller, but no dirt, is
# an eye or a seed and is grown to this.
_SPECK = 63
_EYE = 4  # px; half the width of what is grown
_MOST_DOTS = 40  # with more of them they are a texture, not eyes
_PINHOLE = 10  # px of white

_BLUR = 1.0  # px of the full size, before the darkness is cut in the middle
_EVEN = 1.2  # px; takes the roughness off edges that grain has left, harmless at the widths reached by then

# Share of the page as it is measured, a little above the gate; paler pages get bolder lines, up to _BOLDEST
# px wider.
_LEAST_INK = 0.041
_DETAIL = 1500  # px of white that bolder lines do not enter
_FAINT = 0.02  # share of the page below which bolder lines would not save it
_BOLDEST = 8  # px of the full size


def clean(image: bytes, *, colored_model: bool = False) -> bytes:
    """A 1-bit PNG, 2048 px on its long side, of a PNG, JPEG or WebP; raises ValueError for anything else.

    With `colored_model` a small coloured picture in a corner of the page is kept, if there is one: then the
    PNG has a palette. A 1-bit PNG of that size which passes the gate comes back unchanged.

    Tints, gray washes and fillings turn white, lines stay where they are. A blank page stays blank. What is
    no drawing (a photo, a painting) has no lines to keep: it comes back as an 8-bit gray PNG, which fails.
    """
    picture = reading.opened(image)
    if _is_finished(picture) and measuring.measure(image).passes:
        return image
    pixels = reading.pixels(picture)
    model = corner.find(pixels) if colored_model and pixels.ndim == 3 else None
    levels = tones.levels_of(corner.without(pixels, model) if model else pixels)
    levels = _at_most(levels, LONG_SIDE)
    ink = _drawn(levels)
    if ink is None:
        return _png(levels)
    return corner.kept(1 - ink, pixels, model) if model else _png(255 * (1 - ink), bits=1)


def _is_finished(picture: Image.Image) -> bool:
    return picture.mode == "1" and max(picture.size) == LONG_SIDE


def _drawn(levels: tones.Levels) -> Ink | None:
    """The ink at full size; None when this is no drawing."""
    dark = tones.darkness(levels)
    fitted = _resized(dark, _MENDED_AT)
    lines = tones.with_dark_hairlines(fitted)
    if not drawn.is_drawn(_resized(levels, _MENDED_AT), lines):
        return None
    return _finished(dark, fitted, lines)


def _at_most(levels: tones.Levels, long_side: int) -> tones.Levels:
    return levels if max(levels.shape) <= long_side else _resized(levels, long_side)


def _resized(picture: NDArray[np.uint8], long_side: int) -> NDArray[np.uint8]:
    return _fitted(picture, _size(picture, long_side))


def _size(picture: NDArray[np.uint8], long_side: int) -> tuple[int, int]:
    """Width and height with this long side."""
    height, width = picture.shape
    factor = long_side / max(height, width)
    return max(1, round(width * factor)), max(1, round(height * factor))


def _fitted(picture: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """The picture with this width and height."""
    method = cv2.INTER_AREA if size < picture.shape[::-1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=method), np.uint8)


def _finished(dark: Darkness, fitted: Darkness, lines: Darkness) -> Ink:
    """The ink at full size: of the darkness as it came, fitted to 1024 px, and with its hairlines there."""
    plain = _without_dirt(lines, _solid(fitted))
    found = Lines.of(_ink(plain))
    mended = fillings.hollowed(bridging.bridged(plain, found), found)
    enlarged = _enlarged(dark, fitted, mended)
    return _bolder_if_pale(_evened(hairlines.widened(enlarged, _ink(enlarged), found)))


def _enlarged(dark: Darkness, fitted: Darkness, mended: Darkness) -> Darkness:
    """The darkness at full size: of the picture itself, and mended where something was mended."""
    if max(dark.shape) <= _MENDED_AT:
        enlarged = _fitted(mended, _size(dark, LONG_SIDE))
    else:
        full = _resized(dark, LONG_SIDE)
        size = full.shape[1], full.shape[0]
        enlarged = _fitted(mended, size)
        same = 1 - binary.grown((cv2.absdiff(fitted, mended) > _MENDED).astype(np.uint8), 1)
        cv2.copyTo(full, cv2.resize(same, size, interpolation=cv2.INTER_NEAREST), enlarged)
    return np.asarray(cv2.GaussianBlur(enlarged, (0, 0), _BLUR), np.uint8)


def _ink(dark: Darkness) -> Ink:
    """What is darker than half way from its paper to ink."""
    return np.asarray(cv2.threshold(dark, 127, 1, cv2.THRESH_BINARY)[1], np.uint8)


def _solid(dark: Darkness) -> Ink:
    """Around ink that is 3 px wide at least, as eyes are and grain is not."""
    ink = _ink(np.asarray(cv2.GaussianBlur(dark, (3, 3), 0), np.uint8))
    core = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return binary.grown(np.asarray(core, np.uint8), _EYE)


def _without_dirt(dark: Darkness, solid: Ink) -> Darkness:
    """The darkness without specks and pinholes; solid dots may be eyes: they are grown to be no specks."""
    ink = _ink(dark)
    filled = binary.fill_holes(ink, _PINHOLE)
    lines = binary.drop_small(filled, area=_SPECK)
    dirt = filled - lines
    if cv2.countNonZero(dirt):
        dots = _large_enough(binary.pieces(dirt & solid, _few_dots), 1 - binary.grown(lines, 2))
        dark = np.where(binary.grown(dirt, 1) > lines, np.uint8(0), dark)
        dark = np.maximum(dark, 255 * dots)
    return np.asarray(np.maximum(dark, 255 * (filled & (1 - ink) & lines)), np.uint8)


def _large_enough(dots: Ink, room: Ink) -> Ink:
    """The dots grown by 1 or 2 px, as they need, where there is room; without those that stay too small."""
    fitting = np.zeros_like(dots)
    for _ in range(2):
        dots |= binary.grown(dots, 1) & room
        fitting |= binary.drop_small(dots, area=_SPECK)
        dots -= fitting
    return fitting


def _few_dots(areas: binary.Sizes, _lengths: binary.Sizes) -> NDArray[np.bool_]:
    dots = areas >= _DOT
    few = int(dots[1:].sum()) <= _MOST_DOTS
    return dots if few else np.zeros_like(dots)


def _evened(dark: Darkness) -> Ink:
    return _ink(np.asarray(cv2.GaussianBlur(dark, (0, 0), _EVEN), np.uint8))


def _bolder_if_pale(ink: Ink) -> Ink:
    """The ink with wider lines when the page has so little that nothing but their width is missing.

    Lines do not grow into small areas, which would close.
    """
    if not _FAINT < _share(ink) < _LEAST_INK:
        return ink
    details = binary.pieces(1 - ink, lambda areas, _: areas < 4 * _DETAIL)
    for radius in range(1, _BOLDEST // 2 + 1):
        bolder = binary.grown(ink, radius) & (1 - details)
        if _share(bolder) >= _LEAST_INK:
            break
    return bolder


def _share(ink: Ink) -> float:
    """Of the page, as measured at 1024 px: there half covered pixels, a tenth of a thin line, are paper."""
    small = _resized(255 * (1 - ink), _MENDED_AT)
    return float(np.count_nonzero(small < 128)) / small.size


def _png(levels: NDArray[np.uint8], bits: int = 8) -> bytes:
    """Of 8-bit levels; with one bit, of black (0) and white (255)."""
    options = [cv2.IMWRITE_PNG_COMPRESSION, 3, cv2.IMWRITE_PNG_BILEVEL, int(bits == 1)]
    return cv2.imencode(".png", levels, options)[1].tobytes()
