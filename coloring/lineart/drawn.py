"""Tells a drawing made of lines from a photo or a painting."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

# Looked at this small (px, long side), grain and paper texture are gone and lines are still there.
_LONG_SIDE = 512
# An edge is a change of this many levels from one pixel to the next, after a blur of 1.2 px.
_EDGE = 12
_BLUR = 1.2
# Ink this dark, and a line's width around it, explains the edges there.
_DARK = 102
_AROUND = np.ones((7, 7), np.uint8)
# Share of the edges without ink above which it is no line drawing. Measured: 0.00 on line art, be it tinted,
# filled, grainy or soft; 0.19 to 0.43 on photos.
_MOST_UNINKED = 0.15


def is_drawn(levels: NDArray[np.uint8], dark: NDArray[np.uint8]) -> bool:
    """Whether the edges of the picture are lines of ink.

    `levels` are its pixels; `dark` tells the ink in them, 0 for paper to 255, of the same shape.
    """
    small = cv2.GaussianBlur(_small(levels), (0, 0), _BLUR)
    across, down = cv2.Scharr(small, cv2.CV_32F, 1, 0), cv2.Scharr(small, cv2.CV_32F, 0, 1)
    edges = cv2.magnitude(across, down) / 32 > _EDGE
    inked = cv2.dilate((_small(dark) > _DARK).astype(np.uint8), _AROUND) > 0
    return bool((edges & ~inked).sum() <= _MOST_UNINKED * edges.sum())


def _small(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    factor = _LONG_SIDE / max(picture.shape)
    size = [max(1, round(side * factor)) for side in picture.shape[::-1]]
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=method), np.uint8)
