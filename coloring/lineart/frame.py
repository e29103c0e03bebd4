"""Finds the frame that some pages have, so that it is taken neither for a drawing nor for an area."""

from __future__ import annotations

import cv2
import numpy as np

from coloring.lineart.binary import Ink

# A frame keeps at most this share of the page's sides free, and encloses this share of its own box
# (below 1 for rounded corners and for drawings that reach out of it).
_WIDEST_MARGIN = 0.1
_FULLNESS = 0.9
# A bolder line than this share of the long side is black, not a frame.
_BOLDEST = 0.03
# Pages with a double or triple frame exist; more lines than these are a drawing.
_MOST_LINES = 3
_EVERY = 8  # px; the width of a frame is looked at in so many places only, for speed


def inside(ink: Ink) -> Ink:
    """1 where the page is, without a frame's line and the margin around it; all 1 when there is no frame.

    A frame is a closed line that runs around the page near its edges.
    """
    page: Ink = np.ones_like(ink)
    for _ in range(_MOST_LINES):
        enclosed = _enclosed(ink & page)
        if not _is_frame(enclosed):
            break
        depth = cv2.distanceTransform(np.pad(enclosed, 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
        width = _line_width(ink & page, enclosed)
        if width > _BOLDEST * max(ink.shape):
            break
        page = (depth > width + 1).astype(np.uint8)
    return page


def _enclosed(ink: Ink) -> Ink:
    """Everything that cannot be reached over white from beyond the page."""
    open_paper = np.pad(1 - ink, 1, constant_values=1)
    cv2.floodFill(open_paper, None, (0, 0), 2)
    return np.asarray(open_paper[1:-1, 1:-1] != 2, np.uint8)


def _is_frame(enclosed: Ink) -> bool:
    height, width = enclosed.shape
    x, y, w, h = cv2.boundingRect(enclosed)
    margins = (x / width, (width - x - w) / width, y / height, (height - y - h) / height)
    return bool(enclosed.sum() >= _FULLNESS * w * h) and max(margins) <= _WIDEST_MARGIN


def _line_width(ink: Ink, enclosed: Ink) -> float:
    """The usual width of the outermost line in px: how far its ink goes inwards, from all four sides."""
    widths = []
    for side in range(4):
        line, filled = (np.rot90(mask, side)[:, ::_EVERY] for mask in (ink, enclosed))
        start = np.argmax(filled, axis=0)
        within = np.arange(line.shape[0])[:, None] >= start
        widths.append((np.argmax(within & (line == 0), axis=0) - start)[filled.any(axis=0)])
    return float(np.median(np.concatenate(widths)))
