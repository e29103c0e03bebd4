"""Widens lines that are too thin to print well and to stop a crayon."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.lineart import binary, tones
from coloring.lineart.binary import Ink
from coloring.lineart.skeleton import Lines

WIDTH = 4.4  # px at 1024 that hairlines get: 0.8 mm on A4, and 3.5 px still after all roundings
_NARROW = 2.3  # px of depth that a thin line has at most: at a slant, one of 3.5 px has so much
_SHORTEST = 8.0  # px; what is thin over less than this is a corner, not a line
_AROUND = (9, 9)  # px within which the width is averaged

# The way from the middle of a pixel to its neighbours on the line, half of it being the pixel's own; a
# diagonal step beside a straight one is no step.
_STRAIGHT, _DIAGONAL = (1, 3, 5, 7), ((0, 7, 1), (2, 1, 3), (4, 3, 5), (6, 5, 7))


def _length(code: int) -> float:
    """The length of line in a pixel of a skeleton whose neighbours are these bits (see binary)."""
    bits = [(code >> bit) & 1 for bit in range(8)]
    diagonal = sum(bits[i] and not bits[a] and not bits[b] for i, a, b in _DIAGONAL)
    return (sum(bits[i] for i in _STRAIGHT) + 2**0.5 * diagonal) / 2


_LENGTHS = np.array([_length(code) for code in range(256)], np.float32)


def widened(dark: tones.Darkness, ink: Ink, lines: Lines) -> tones.Darkness:
    """The ink of a page as darkness, 0 or 255, with the soft sides of its hairlines, widened to WIDTH.

    `dark` is at twice the size of `lines`, which are found at 1024 px; `ink` is what is dark there. Darkness
    grows and not ink, because its soft sides tell where a line lies to a part of a px.
    """
    size = ink.shape[1], ink.shape[0]
    wider = 255 * ink
    for radius, near in _thin_places(ink, lines):
        around = np.asarray(cv2.resize(near, size, interpolation=cv2.INTER_NEAREST), np.uint8)
        wider = np.maximum(wider, binary.grown(dark * around, radius))
    return wider


def _thin_places(ink: Ink, lines: Lines) -> list[tuple[int, Ink]]:
    """Where a page has hairlines: by how many px of its full size their sides are to grow, and a mask."""
    narrow = ((lines.depth <= _NARROW) & (lines.middle > 0)).astype(np.uint8)
    narrow = binary.drop_small(narrow, length=_SHORTEST)
    if not cv2.countNonZero(narrow):
        return []
    where = narrow > 0
    growth = np.rint((WIDTH - _widths(ink, narrow, where)).clip(0, 4)).astype(np.uint8)
    places = np.zeros_like(narrow)
    places[where] = growth
    radii = [int(radius) for radius in np.unique(growth) if radius]
    return [(radius, _near((places == radius).astype(np.uint8))) for radius in radii]


def _widths(ink: Ink, narrow: Ink, where: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Around each of these pixels, the ink of the narrow lines over their length: their usual width in px.

    The ink is that of the full size, for to be found the lines were made darker than they are wide.
    """
    size = narrow.shape[1], narrow.shape[0]
    own = cv2.resize(255 * ink, size, interpolation=cv2.INTER_AREA) * _near(narrow)
    covered = np.asarray(cv2.boxFilter(own, cv2.CV_32F, _AROUND))[where] / 255
    steps = cv2.LUT(binary.neighbours(narrow), _LENGTHS) * narrow
    lengths = np.asarray(cv2.boxFilter(steps, cv2.CV_32F, _AROUND))[where]
    return np.asarray(covered / np.maximum(lengths, 0.01), np.float32)


def _near(middle: Ink) -> Ink:
    return binary.grown(middle, 2)
