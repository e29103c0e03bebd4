"""One page: curves and faces painted at 2048 px, drawn at twice that size so that their rims are smooth."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo.strokes import Ink
from coloring.engines.offline.photo.style import Style
from coloring.engines.offline.photo.trace import Curve

LONG_SIDE = 2048

ENLARGED = 2
"""Ink is put down in whole px of a page so many times as large."""

BLACK = 255

WIDER = 2
"""OpenCV paints a line about so many px wider than it is asked to."""


def paint(
    strokes: Iterable[Curve], filled: Iterable[list[Curve]], shape: tuple[int, ...], style: Style
) -> bytes:
    """A PNG of 2048 px on the long side, frame included; `filled` are the faces, each a list of outlines.

    `shape` is that of the working picture, whose px the curves and the pen of `style` are in.
    """
    scale = LONG_SIDE / max(shape[:2])
    height, width = (round(length * scale) for length in shape[:2])
    ink = np.zeros((ENLARGED * height, ENLARGED * width), np.uint8)
    scale *= ENLARGED
    for rings in filled:
        cv2.fillPoly(ink, [_pixels(ring, scale) for ring in rings], BLACK)
    pen = round(style.stroke * scale)
    for curve in strokes:
        cv2.polylines(ink, [_pixels(curve, scale)], curve.closed, BLACK, pen - WIDER)
    _frame(ink, pen)
    return png(255 - np.asarray(cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA), np.uint8))


def _pixels(curve: Curve, scale: float) -> NDArray[np.int32]:
    """The curve in px of a page `scale` times as large; the middle of its first px is at a half."""
    return np.rint(curve.bent() * scale - 0.5).astype(np.int32)


def _frame(ink: Ink, pen: int) -> None:
    for edge in (np.s_[:pen], np.s_[-pen:], np.s_[:, :pen], np.s_[:, -pen:]):
        ink[edge] = BLACK


def png(levels: NDArray[np.uint8]) -> bytes:
    """Grey levels as a PNG."""
    return bytes(cv2.imencode(".png", levels)[1])
