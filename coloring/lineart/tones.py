"""Tells how dark each pixel is for its paper: washes, casts and shadows become paper, hairlines full ink."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.lineart import binary

# 0 to 255; levels are 0 for black, darkness is 255 for ink.
Levels = NDArray[np.uint8]
Darkness = NDArray[np.uint8]

# Lines whose strongest channel is above this are drawn in a colour.
_COLOURED = 160
# Paper is looked for in a square of this share of the long side: wider than a line (13 px of 1024), narrower
# than most fillings.
_PAPER_WINDOW = 13 / 1024
# Black must be darker than its paper by this many levels at least, or a blank page would turn to grain.
_LEAST_CONTRAST = 60
# Wide areas are black, not a gray filling, when as close as this to the darkest ink.
_BLACK = 48

# Lines that no disk of 5 px fits into are hairlines: where antialiasing has left them gray, they are made
# dark, when they are this dark at least, and so many times darker than the grain of most pixels (percent).
_HAIRLINE = 2
_FAINTEST = 56
_GRAIN, _USUAL = 2.2, 85
_DARKER = 400  # of 255 is what a pixel as dark as its line's darkest one gets: the others do not break it
_RIM = 0.55  # of the darkness goes to the pixels beside them


def levels_of(pixels: NDArray[np.uint8]) -> Levels:
    """Levels in which lines are dark and tints are light.

    They are the strongest channel, or the luminance when the lines are coloured. `pixels` are height x width
    or height x width x 3 (RGB).
    """
    if pixels.ndim == 2:
        return pixels
    red, green, blue = cv2.split(pixels)
    strongest = np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)
    if _darkest(strongest) < _COLOURED:
        return strongest
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)


def _darkest(levels: Levels) -> int:
    """The level below which is one hundredth of the page; of every ninth pixel, for speed."""
    return int(np.percentile(levels[::3, ::3], 1))


def darkness(levels: Levels) -> Darkness:
    """0 for paper of whatever tint to 255 for ink, pixel by pixel."""
    darkest = _darkest(levels)
    paper, black = _paper(levels, darkest)
    contrast = np.maximum(np.maximum(paper, darkest) - np.uint8(darkest), np.uint8(_LEAST_CONTRAST))
    dark = cv2.divide(cv2.subtract(paper, levels), contrast, scale=255)
    return np.asarray(cv2.bitwise_or(dark, black), np.uint8)


def _paper(levels: Levels, darkest: int) -> tuple[Levels, Darkness]:
    """The level that each pixel would have without lines; 255 where there is none, because all is black."""
    side = max(3, round(_PAPER_WINDOW * max(levels.shape))) | 1
    calm = cv2.GaussianBlur(levels, (3, 3), 0)
    paper = cv2.morphologyEx(calm, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    limit = min(darkest + _BLACK, 128) - 1
    black = cv2.threshold(paper, limit, 255, cv2.THRESH_BINARY_INV)[1]
    beside_black = cv2.dilate(black, np.ones((7, 7), np.uint8))
    lighter = cv2.dilate(paper, np.ones((9, 9), np.uint8))
    return np.asarray(cv2.copyTo(lighter, beside_black, paper), np.uint8), np.asarray(black, np.uint8)


def with_dark_hairlines(dark: Darkness) -> Darkness:
    """The darkness of a page of 1024 px with hairlines as dark as ink, and wide enough to hold together."""
    wide = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, binary.disk(_HAIRLINE)), np.uint8)
    fine = dark - wide
    faintest = max(_FAINTEST, _GRAIN * float(np.percentile(fine[::3, ::3], _USUAL)))
    line = cv2.threshold(binary.grown(fine, _HAIRLINE), faintest, 255, cv2.THRESH_BINARY)[1]
    darker = cv2.bitwise_and(cv2.divide(fine, binary.grown(dark, _HAIRLINE), scale=_DARKER), line)
    rim = cv2.convertScaleAbs(binary.grown(np.asarray(darker, np.uint8), 1), alpha=_RIM)
    alone = cv2.threshold(binary.grown(wide, _HAIRLINE), 127, 255, cv2.THRESH_BINARY_INV)[1]
    return np.asarray(cv2.max(dark, cv2.bitwise_and(cv2.max(darker, rim), alone)), np.uint8)
