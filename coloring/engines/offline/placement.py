"""Finds room on a page: which places are free for a silhouette, and which of them is best."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

CELL = 4  # page px: the side of a cell of the grid
MARGIN = (
    40  # page px between the page's edge and whatever stands on it: outside of the frame, and clear of it
)

Mask = NDArray[np.uint8]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Size:
    """Page px of a silhouette that is not turned."""

    width: float
    height: float

    @property
    def longest(self) -> float:
        return max(self.width, self.height)


@dataclass(frozen=True)
class Spot:
    """Where a silhouette goes: its centre in page px, its size, and how it is turned (degrees, clockwise)."""

    x: float
    y: float
    size: Size
    angle: float = 0.0
    flip: bool = False

    @property
    def foot(self) -> float:
        return self.y + self.size.height / 2

    @property
    def top(self) -> float:
        return self.y - self.size.height / 2


# Says how good each of many centres (x, y in page px) is for a silhouette of this size; -inf forbids one.
Score = Callable[[Floats, Floats, Size], Floats]


class Grid:
    """What is taken of a page of `width` x `height` px."""

    def __init__(self, width: int, height: int, margin: int = MARGIN) -> None:
        self.width, self.height = width, height
        self.taken: Mask = np.ones((height // CELL, width // CELL), np.uint8)
        edge = margin // CELL
        self.taken[edge:-edge, edge:-edge] = 0

    def find(
        self, mask: Mask, size: Size, score: Score, *, gap: float, angle: float = 0.0, flip: bool = False
    ) -> Spot | None:
        """The best free spot for a silhouette of this size, `gap` px from all others; None without one."""
        cells = footprint(mask, size, angle, flip)
        grown = dilated(cells, gap)
        if grown.shape[0] > self.taken.shape[0] or grown.shape[1] > self.taken.shape[1]:
            return None
        overlap = cv2.matchTemplate(self.taken.astype(np.float32), grown.astype(np.float32), cv2.TM_CCORR)
        rows, columns = np.nonzero(overlap < 0.5)
        if not len(rows):
            return None
        x = (columns + grown.shape[1] / 2) * CELL
        y = (rows + grown.shape[0] / 2) * CELL
        scores = np.asarray(score(x, y, size), np.float64)
        best = int(np.argmax(scores))
        if scores[best] == -np.inf:
            return None
        return Spot(float(x[best]), float(y[best]), size, angle, flip)

    def take(self, mask: Mask, spot: Spot) -> None:
        """Mark what a silhouette covers; what sticks out of the page is ignored."""
        cells = footprint(mask, spot.size, spot.angle, spot.flip)
        top = round(spot.y / CELL - cells.shape[0] / 2)
        left = round(spot.x / CELL - cells.shape[1] / 2)
        rows, columns = np.nonzero(cells)
        rows, columns = rows + top, columns + left
        inside = (rows >= 0) & (rows < self.taken.shape[0]) & (columns >= 0) & (columns < self.taken.shape[1])
        self.taken[rows[inside], columns[inside]] = 1

    def room(self, mask: Mask | None = None) -> tuple[float, float, float]:
        """Centre and radius, in px, of the largest empty circle whose centre is in a cell of `mask`."""
        clear = cv2.distanceTransform(1 - self.taken, cv2.DIST_L2, 3)
        if mask is not None:
            clear = clear * mask
        row, column = np.unravel_index(int(np.argmax(clear)), clear.shape)
        return (float(column) + 0.5) * CELL, (float(row) + 0.5) * CELL, float(clear[row, column]) * CELL

    def clearance(self, x: Floats, y: Floats) -> Floats:
        """How far, in px, each point is from everything that is taken."""
        clear = cv2.distanceTransform(1 - self.taken, cv2.DIST_L2, 3)
        rows = np.clip((y / CELL).astype(int), 0, clear.shape[0] - 1)
        columns = np.clip((x / CELL).astype(int), 0, clear.shape[1] - 1)
        return np.asarray(clear[rows, columns] * CELL, np.float64)


def footprint(mask: Mask, size: Size, angle: float = 0.0, flip: bool = False) -> Mask:
    """The silhouette in cells at this size, mirrored, then turned; never smaller than one cell."""
    width, height = (max(1, round(side / CELL)) for side in (size.width, size.height))
    covered = mask * np.uint8(255)
    cells = np.asarray(cv2.resize(covered, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    if flip:
        cells = np.ascontiguousarray(cells[:, ::-1])
    if angle:
        cells = _turned(cells, angle)
    return np.asarray(cells > 40, np.uint8)


def dilated(cells: Mask, gap: float) -> Mask:
    """A footprint grown by `gap` px on all sides."""
    reach = max(1, math.ceil(gap / CELL))
    disk = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    return np.asarray(cv2.dilate(np.pad(cells, reach), disk), np.uint8)


def fitting(aspect: float, longest: float) -> Size:
    """The size with this width over height and this longer side."""
    return Size(longest, longest / aspect) if aspect >= 1 else Size(longest * aspect, longest)


def shrinking(longest: float, least: float, steps: int = 6) -> list[float]:
    """Sizes to try, largest first."""
    return [float(size) for size in np.linspace(longest, min(longest, least), steps)]


def _turned(cells: Mask, angle: float) -> Mask:
    height, width = cells.shape
    side = math.ceil(math.hypot(width, height)) + 2
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1)
    turn[:, 2] += (side - width) / 2, (side - height) / 2
    return np.asarray(cv2.warpAffine(cells, turn, (side, side)), np.uint8)
