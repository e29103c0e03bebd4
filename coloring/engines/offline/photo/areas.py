"""Areas to colour: which lines bound one, and which are loose."""

from __future__ import annotations

import cv2
import numpy as np

from coloring.engines.offline.photo import raster
from coloring.engines.offline.photo.strokes import Ink
from coloring.engines.offline.photo.style import Style

SQUARE = np.ones((3, 3), np.uint8)


def between_areas(skeleton: Ink) -> Ink:
    """The pixels of the lines that have a different area on either side."""
    walls = skeleton.copy()
    walls[[0, -1]] = 1
    walls[:, [0, -1]] = 1
    _, labels = cv2.connectedComponents(1 - walls, connectivity=4)
    area = labels.astype(np.float32)
    highest = cv2.dilate(area, SQUARE)
    lowest = cv2.erode(np.where(area == 0, np.float32(labels.max() + 1), area), SQUARE)
    return ((highest > lowest) & (skeleton > 0)).astype(np.uint8)


def without_loose(skeleton: Ink, style: Style, *, shortest: float) -> Ink:
    """Drop the strokes shorter than `shortest` px that bound nothing: grain, fur, scratches."""
    borders = between_areas(skeleton)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(skeleton, connectivity=8)
    bounds = np.bincount(labels.ravel(), borders.ravel(), minlength=count) > 0
    return raster.chosen(labels, bounds | (np.hypot(stats[:, 2], stats[:, 3]) >= style.px(shortest)))
