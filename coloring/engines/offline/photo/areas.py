"""Areas to colour: which lines bound one, and which are loose."""

from __future__ import annotations

import cv2
import numpy as np

from coloring.engines.offline.photo import raster
from coloring.engines.offline.photo.strokes import Ink
from coloring.engines.offline.photo.style import Style
from coloring.lineart import binary

SQUARE = np.ones((3, 3), np.uint8)

SMALLEST = 350
"""White below this area in px, on a page of 1024, is a sliver: what bounds only slivers bounds nothing."""

SCRIBBLE = (4, 34)
"""Strokes of at least so many loose ends, with less than so many px of line for each, are a scribble: fur."""

LONG = 260
"""What reaches further than this in px is never a scribble."""


def between_areas(skeleton: Ink, smallest: float) -> Ink:
    """The pixels of the lines that have a different area of at least `smallest` px on either side."""
    walls = skeleton.copy()
    walls[[0, -1]] = 1
    walls[:, [0, -1]] = 1
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - walls, connectivity=4)
    numbers = np.where(stats[:, cv2.CC_STAT_AREA] >= smallest, np.arange(count), 0)
    area = numbers[labels].astype(np.float32)
    highest = cv2.dilate(area, SQUARE)
    lowest = cv2.erode(np.where(area == 0, np.float32(count), area), SQUARE)
    return ((highest > lowest) & (skeleton > 0)).astype(np.uint8)


def without_loose(skeleton: Ink, style: Style, *, shortest: float) -> Ink:
    """Drop what bounds nothing and is shorter than `shortest` px or a scribble: grain, fur, scratches."""
    borders = between_areas(skeleton, SMALLEST * (style.px(1000) / 1000) ** 2)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(skeleton, connectivity=8)
    inked = skeleton > 0
    bounds = np.bincount(labels[inked], borders[inked], minlength=count) > 0
    reach = np.hypot(stats[:, 2], stats[:, 3])
    ends = np.bincount(labels[inked], binary.end_points(skeleton)[inked], minlength=count)
    scribble = (ends >= SCRIBBLE[0]) & (stats[:, 4] < style.px(SCRIBBLE[1]) * ends) & (reach < style.px(LONG))
    return raster.chosen(labels, bounds | ((reach >= style.px(shortest)) & ~scribble))
