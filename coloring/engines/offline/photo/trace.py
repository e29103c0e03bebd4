"""Skeletons and masks become curves: the step that makes the lines look drawn by a hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.lineart import binary

Points = NDArray[np.float64]
"""Count x 2: x and y in px."""

Pixel = tuple[int, int]

NEIGHBOURS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
BENDS = 6
"""Straight pieces that a bend between two middles is painted with."""

RING = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]], np.float32)


@dataclass(frozen=True)
class Curve:
    """A line through `points`; a closed one comes back to its start."""

    points: Points
    closed: bool

    def bent(self) -> Points:
        """The points of quadratic curves through the middles between the points: BENDS for each."""
        points = self.points
        if len(points) < 3:
            return points
        if self.closed:
            middles = (points + np.roll(points, -1, 0)) / 2
            return _bends(np.roll(middles, 1, 0), points, middles)
        middles = np.vstack([points[:1], (points[1:-2] + points[2:-1]) / 2, points[-1:]])
        return np.vstack([points[:1], _bends(middles[:-1], points[1:-1], middles[1:])])


def _bends(starts: Points, controls: Points, ends: Points) -> Points:
    t = np.linspace(0, 1, BENDS + 1)[1:, None]
    ways = (1 - t) ** 2 * starts[:, None] + 2 * t * (1 - t) * controls[:, None] + t * t * ends[:, None]
    return np.asarray(ways.reshape(-1, 2), np.float64)


def curves(skeleton: NDArray[np.uint8], *, sigma: float = 2.6, tolerance: float = 0.45) -> list[Curve]:
    """The strokes of a one px wide skeleton, smoothed over `sigma` px, ends and crossings kept."""
    padded = np.pad(skeleton, 1)
    crossed = crossings(padded)
    _, labels, _, centres = cv2.connectedComponentsWithStats(crossed, connectivity=8)
    knots, middles = np.asarray(labels, np.int32), np.asarray(centres, float)
    strokes = padded & (1 - crossed)
    found = []
    ends = {(x, y) for y, x in np.argwhere(binary.end_points(strokes)).tolist()}
    for pixels in _pieces(strokes):
        path, closed = _walk(pixels, ends)
        points = np.array(path, float) if closed else _tie(path, knots, middles)
        if len(points) > 1:
            found.append(Curve(_simplify(points - 1, closed, sigma, tolerance), closed))
    return found


def redrawn(skeleton: NDArray[np.uint8], *, sigma: float) -> NDArray[np.uint8]:
    """The strokes of a skeleton smoothed over `sigma` px, as pixels again."""
    page = np.zeros_like(skeleton)
    for curve in curves(skeleton, sigma=sigma):
        cv2.polylines(page, [np.rint(curve.points).astype(np.int32)], curve.closed, 1)
    return page


def outlines(mask: NDArray[np.uint8], *, sigma: float = 2.5, tolerance: float = 0.2) -> list[Curve]:
    """The smoothed outlines of filled shapes, holes included (fill them by the even-odd rule)."""
    found, _ = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    rings = (contour[:, 0].astype(float) for contour in found if len(contour) >= 16)
    closed = (Curve(_simplify(ring, True, sigma, tolerance), True) for ring in rings)
    return [curve for curve in closed if len(curve.points) > 2]


def crossings(skeleton: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """1 where strokes of a skeleton meet."""
    degree = cv2.filter2D(skeleton, cv2.CV_16S, RING, borderType=cv2.BORDER_CONSTANT)
    return ((skeleton > 0) & (degree > 2)).astype(np.uint8)


def _pieces(strokes: NDArray[np.uint8]) -> Iterator[list[Pixel]]:
    """The pixels of each piece between crossings, in a fixed order."""
    count, labels = cv2.connectedComponents(strokes, connectivity=8)
    ys, xs = np.nonzero(strokes)
    of_pixel = labels[ys, xs]
    order = np.argsort(of_pixel, kind="stable")
    cuts = np.searchsorted(of_pixel[order], np.arange(1, count + 1))
    for first, last in pairwise(cuts):
        chosen = order[first:last]
        yield list(zip(xs[chosen].tolist(), ys[chosen].tolist(), strict=True))


def _walk(pixels: list[Pixel], ends: set[Pixel]) -> tuple[list[Pixel], bool]:
    """The pixels in walking order, and whether they make a ring."""
    left = dict.fromkeys(pixels)
    end = next((pixel for pixel in pixels if pixel in ends), None)
    x, y = end or pixels[0]
    path = [(x, y)]
    del left[x, y]
    ahead = True
    while ahead:
        ahead = False
        for dx, dy in NEIGHBOURS:
            if (x + dx, y + dy) in left:
                x, y = x + dx, y + dy
                path.append((x, y))
                del left[x, y]
                ahead = True
                break
    return path, not end and len(path) > 8


def _tie(path: list[Pixel], knots: NDArray[np.int32], centres: Points) -> Points:
    """The path with the centres of the crossings that it touches added at its ends."""
    start, end = _knots_near(path[0], knots), _knots_near(path[-1], knots)
    if len(path) == 1:
        start, end = start[:1], start[1:2]
    first, last = _nearest(start, path[0], centres), _nearest(end, path[-1], centres)
    return np.vstack([part for part in (first, np.array(path, float), last) if part is not None])


def _knots_near(pixel: Pixel, knots: NDArray[np.int32]) -> list[int]:
    x, y = pixel
    return sorted({int(knots[y + dy, x + dx]) for dx, dy in NEIGHBOURS} - {0})


def _nearest(candidates: list[int], pixel: Pixel, centres: Points) -> Points | None:
    if not candidates:
        return None
    far = np.hypot(*(centres[candidates] - pixel).T)
    return np.asarray(centres[candidates[int(np.argmin(far))]], float)


def _simplify(points: Points, closed: bool, sigma: float, tolerance: float) -> Points:
    smooth = _smooth(points, min(sigma, len(points) / 5), closed) if len(points) > 5 else points
    fewer = cv2.approxPolyDP(smooth.astype(np.float32)[:, None], tolerance, closed)
    return np.asarray(fewer[:, 0], float)


def _smooth(points: Points, sigma: float, closed: bool) -> Points:
    reach = int(3 * sigma)
    kernel = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * sigma * sigma))
    padded = _pad_ring(points, reach) if closed else _pad_open(points, reach)
    columns = [np.convolve(padded[:, axis], kernel / kernel.sum(), "valid") for axis in (0, 1)]
    smooth = np.stack(columns, axis=1)
    if not closed:
        smooth[0], smooth[-1] = points[0], points[-1]
    return smooth


def _pad_ring(points: Points, reach: int) -> Points:
    return np.take(points, np.arange(-reach, len(points) + reach), axis=0, mode="wrap")


def _pad_open(points: Points, reach: int) -> Points:
    """Mirror through the end points, so that smoothing does not pull the ends in."""
    steps = np.arange(1, reach + 1)
    before = 2 * points[0] - points[np.minimum(steps, len(points) - 1)][::-1]
    after = 2 * points[-1] - points[np.maximum(len(points) - 1 - steps, 0)]
    return np.vstack([before, points, after])
