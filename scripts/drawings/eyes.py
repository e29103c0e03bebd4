"""Finds the eyes among the dark round spots of a drawing: the highest pair of one size on one height."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

DARK = 38.0  # L*
MOST_AREA = 0.035  # share of the square that one shape with two eyes covers
ROUND = 1.5  # area over the area of the largest disc inside
SEEN = 0.62  # of its radius; a tyre under a hubcap is no eye
ALIKE = 1.25  # radius of one eye over the other's
LEVEL = 0.05  # of the square, between the heights of two eyes
APART = 2.0  # radii between two eyes, centre to centre


class Disc(NamedTuple):
    """Centre and radius in drawing units."""

    x: float
    y: float
    radius: float


class Spot(NamedTuple):
    """A dark round spot of the shape with number `shape`."""

    shape: int
    disc: Disc


def spots(shape: int, mask: NDArray[np.bool_], lightness: float, unit: float) -> list[Spot]:
    """The round parts of a dark shape; `unit` is drawing units per pixel of the mask."""
    if lightness >= DARK or mask.mean() >= MOST_AREA:
        return []
    count, labels = cv2.connectedComponents(mask.astype(np.uint8))
    found = [_disc(labels == label) for label in range(1, count)]
    return [Spot(shape, Disc(*(unit * v for v in disc))) for disc in found if disc is not None]


def _disc(part: NDArray[np.bool_]) -> Disc | None:
    inside = cv2.distanceTransform(np.pad(part, 1).astype(np.uint8), cv2.DIST_L2, 5)
    radius = float(inside.max())
    if part.sum() > ROUND * math.pi * radius**2:
        return None
    ys, xs = np.nonzero(part)
    return Disc(float(xs.mean()) + 0.5, float(ys.mean()) + 0.5, radius)


def pair(spots: Sequence[Spot], square: float) -> tuple[Spot, ...]:
    """The two spots that are eyes, both with their mean radius, so that they are drawn alike; else ()."""
    pairs = [(a, b) for a, b in combinations(spots, 2) if _are_eyes(a.disc, b.disc, square)]
    if not pairs:
        return ()
    highest = min(pairs, key=lambda two: two[0].disc.y + two[1].disc.y)
    radius = sum(spot.disc.radius for spot in highest) / 2
    return tuple(spot._replace(disc=spot.disc._replace(radius=radius)) for spot in highest)


def _are_eyes(one: Disc, other: Disc, square: float) -> bool:
    small, large = sorted((one.radius, other.radius))
    level = abs(one.y - other.y) < LEVEL * square
    return level and large < ALIKE * small and abs(one.x - other.x) > APART * large
