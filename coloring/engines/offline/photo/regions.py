"""Closed contours: the photo falls into small basins, and neighbours with a weak border are joined.

What is left are areas with a visible border all around, which is what a child colours.
After Arbelaez et al., "Contour detection and hierarchical image segmentation" (2011), with a plain gradient
instead of a learned one.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo import flow, raster
from coloring.engines.offline.photo.flow import Field
from coloring.engines.offline.photo.tone import Lab

Labels = NDArray[np.int32]

FAINTEST, GROWTH = 4.0, 1.06
"""Borders weaker than FAINTEST (see _Map._strength) are never drawn; the bar rises by GROWTH."""

LARGE, BALANCE = 20.0, 0.35
"""Up to LARGE times the smallest area, a border counts by the power BALANCE of its smaller area."""

APART = 3.0
"""A face is less likely to belong to what is beside it: its border counts so many times more."""

STAIRS = 1.27
"""Steps from pixel to pixel along a line per px of its length, over all directions."""


def contours(
    lab: Lab, one: NDArray[np.uint8], interest: Field, *, side: int, smallest: float, length: float
) -> NDArray[np.uint8]:
    """1 on the borders of the areas, in the size of `lab`, about 3 px wide.

    Areas are sought at `side` px of the long side; each connected piece of `one` is one area (faces).
    Borders count as much as `interest` says there.
    Areas are joined until the borders together are not longer than `length` times the short side; those below
    the share `smallest` of the picture go first.
    """
    height, width = lab.shape[:2]
    scale = side / max(height, width)
    small = raster.scaled(lab, scale)
    gradient = flow.of(raster.blurred(small, 1), 1).strength
    gradient *= raster.resized(interest, (small.shape[1], small.shape[0]))
    labels, ones = _one_where(_basins(small, gradient), one)
    found = _Map.of(labels, gradient, small, ones)
    weakest = FAINTEST
    found.merge(weakest, smallest * labels.size)
    while found.length() > STAIRS * length * min(labels.shape):
        weakest *= GROWTH
        found.merge(weakest, smallest * labels.size)
    smooth = np.asarray(cv2.medianBlur(_compact(found.joined()[labels]), 9), np.uint8)
    return _borders(raster.resized(smooth, (width, height), cv2.INTER_NEAREST))


def _one_where(labels: Labels, one: NDArray[np.uint8]) -> tuple[Labels, set[int]]:
    """The labels with each connected piece of `one` made one area, and which areas these are."""
    size = (labels.shape[1], labels.shape[0])
    count, pieces = cv2.connectedComponents(raster.resized(one, size, cv2.INTER_NEAREST))
    joined = labels.copy()
    for piece in range(1, count):
        joined[pieces == piece] = labels.max() + piece
    _, compact = np.unique(joined, return_inverse=True)
    numbered = compact.reshape(labels.shape).astype(np.int32)
    return numbered, {int(numbered[pieces == piece][0]) for piece in range(1, count)}


def _basins(lab: Lab, gradient: Field) -> Labels:
    """One label for each valley of the gradient; counted from 0, no border between them."""
    lowest = cv2.erode(gradient, np.ones((7, 7), np.uint8))
    _, seeds = cv2.connectedComponents((gradient <= lowest).astype(np.uint8), connectivity=8)
    colours = np.clip(lab * (2.5, 1.5, 1.5) + (0, 128, 128), 0, 255).astype(np.uint8)
    flooded = np.asarray(cv2.watershed(colours, seeds), np.float32)
    filled = cv2.dilate(flooded, np.ones((3, 3), np.uint8))
    labels = np.where(flooded < 1, filled, flooded).astype(np.int32)
    return np.maximum(labels - 1, 0)


def _compact(labels: NDArray[np.int64]) -> NDArray[np.uint8]:
    """The labels numbered by size; the 255 largest areas count."""
    _, where, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    rank = np.empty(len(sizes), np.int64)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return np.minimum(rank[where.reshape(labels.shape)], 255).astype(np.uint8)


def _borders(labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    square = np.ones((3, 3), np.uint8)
    return (cv2.dilate(labels, square) > cv2.erode(labels, square)).astype(np.uint8)


@dataclass
class _Map:
    """Areas and the borders between them: for each pair its length and the sum of the gradient along it."""

    area: list[float]
    colour: list[tuple[float, ...]]
    neighbours: list[dict[int, tuple[float, float]]]
    parent: list[int]
    whole: list[bool]

    @classmethod
    def of(cls, labels: Labels, gradient: Field, lab: Lab, ones: set[int]) -> _Map:
        count = int(labels.max()) + 1
        area = np.bincount(labels.ravel(), minlength=count)
        sums = [np.bincount(labels.ravel(), lab[:, :, c].ravel(), minlength=count) for c in range(3)]
        colours = [tuple(mean) for mean in (np.stack(sums, axis=1) / np.maximum(1, area)[:, None]).tolist()]
        whole = [label in ones for label in range(count)]
        found = cls(area.tolist(), colours, [{} for _ in range(count)], list(range(count)), whole)
        for one, other, length, total in zip(*_pairs(labels, gradient), strict=True):
            found.neighbours[one][other] = found.neighbours[other][one] = (length, total)
        return found

    def length(self) -> float:
        """Length in px of all borders."""
        return sum(length for around in self.neighbours for length, _ in around.values()) / 2

    def joined(self) -> NDArray[np.int64]:
        """The label of today for each label of the beginning."""
        return np.array([self._root(label) for label in range(len(self.parent))])

    def merge(self, weakest: float, smallest: float) -> None:
        """Join the pair with the weakest border until every border is at least `weakest`.

        A border of an area below `smallest` px counts less: specks go first.
        """
        pairs = ((a, b) for a, around in enumerate(self.neighbours) for b in around if a < b)
        queue = [(self._strength(a, b, smallest), a, b) for a, b in pairs]
        heapq.heapify(queue)
        while queue and queue[0][0] < weakest:
            strength, a, b = heapq.heappop(queue)
            if b in self.neighbours[a] and strength == self._strength(a, b, smallest):
                kept = self._join(a, b)
                for other in self.neighbours[kept]:
                    one, two = min(kept, other), max(kept, other)
                    heapq.heappush(queue, (self._strength(one, two, smallest), one, two))

    def _strength(self, a: int, b: int, smallest: float) -> float:
        """Geometric mean of the gradient on the border and the difference of colours beside it, by size."""
        length, total = self.neighbours[a][b]
        (l1, a1, b1), (l2, a2, b2) = self.colour[a], self.colour[b]
        differ = abs(l1 - l2) + abs(a1 - a2) + abs(b1 - b2)
        size = min(self.area[a], self.area[b]) / smallest
        apart = APART if (self.whole[a] or self.whole[b]) and size > 1 else 1.0
        strength: float = apart * (total / length * differ / 5) ** 0.5 * min(LARGE, size) ** BALANCE
        return strength

    def _join(self, a: int, b: int) -> int:
        if self.area[a] < self.area[b]:
            a, b = b, a
        self.parent[b] = a
        self.whole[a] |= self.whole[b]
        total = self.area[a] + self.area[b]
        mixed = zip(self.colour[a], self.colour[b], strict=True)
        self.colour[a] = tuple((one * self.area[a] + two * self.area[b]) / total for one, two in mixed)
        self.area[a] = total
        self.neighbours[a].pop(b)
        for other, (length, total) in self.neighbours[b].items():
            if other != a:
                before = self.neighbours[a].get(other, (0.0, 0.0))
                together = (before[0] + length, before[1] + total)
                self.neighbours[a][other] = self.neighbours[other][a] = together
                self.neighbours[other].pop(b)
        self.neighbours[b] = {}
        return a

    def _root(self, label: int) -> int:
        while self.parent[label] != label:
            label = self.parent[label]
        return label


def _pairs(labels: Labels, gradient: Field) -> tuple[list[int], list[int], list[float], list[float]]:
    """Touching areas: smaller label, larger label, length of their border, sum of the gradient on it."""
    codes, weights = [], []
    count = int(labels.max()) + 1
    for near, far in ((np.s_[:, :-1], np.s_[:, 1:]), (np.s_[:-1], np.s_[1:])):
        differ = labels[near] != labels[far]
        a, b = labels[near][differ].astype(np.int64), labels[far][differ].astype(np.int64)
        codes.append(np.minimum(a, b) * count + np.maximum(a, b))
        weights.append(np.maximum(gradient[near], gradient[far])[differ])
    pairs, where, lengths = np.unique(np.concatenate(codes), return_inverse=True, return_counts=True)
    totals = np.bincount(where, np.concatenate(weights))
    return (
        (pairs // count).tolist(),
        (pairs % count).tolist(),
        lengths.astype(float).tolist(),
        totals.tolist(),
    )
