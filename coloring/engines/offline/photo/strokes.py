"""From answers to strokes: thresholds, texture away, soft edges of colour added, one skeleton at the end."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo import flow, raster
from coloring.engines.offline.photo.flow import Field
from coloring.engines.offline.photo.style import Style
from coloring.engines.offline.photo.tone import Lab
from coloring.lineart import binary

Ink = NDArray[np.uint8]
"""One byte per pixel: 1 is ink, 0 is paper."""

WEAK = 0.42
"""A line goes on where it answers at least this share of the threshold."""

FAINTEST = 0.9
"""Below this answer (in units of L) everything is grain."""

STRONGEST = 14.0
"""An answer that only black lines on white give."""

BESIDE = 11
"""A dark line nearer than this in px to a border of an area shows the same edge."""


SPUR = 22
"""Side branches up to this length in px lead nowhere and go."""


def dark_answer(lab: Lab) -> Field:
    """How much each pixel lies on a dark line or on the dark side of an edge."""
    tangent = flow.of(lab, 3)
    plane = np.ascontiguousarray(lab[:, :, 0])
    return -flow.lines(plane, tangent, across=1.7, along=6)


def hysteresis(answer: Field, low: float, high: float) -> Ink:
    """All pixels above `low` that are joined to one above `high`."""
    count, labels = cv2.connectedComponents((answer > low).astype(np.uint8), connectivity=8)
    keep = np.zeros(count, np.bool_)
    keep[np.unique(labels[answer > high])] = True
    return raster.chosen(labels, keep)


def dark_lines(answer: Field, borders: Ink, style: Style, *, length: float) -> Ink:
    """Centre lines of dark lines that `borders` do not show, at most `length` px in all.

    The threshold is found by bisection; where even the strongest are too many (leaves, gravel) none stay.
    """
    near = raster.widened(borders, style.px(BESIDE))
    lines = _lines_above(answer, near, FAINTEST, style)
    if lines.sum() <= length:
        return lines
    low, high = FAINTEST, STRONGEST
    lines = np.zeros_like(lines)
    for _ in range(5):
        middle = (low * high) ** 0.5
        tried = _lines_above(answer, near, middle, style)
        if tried.sum() > length:
            low = middle
        else:
            high, lines = middle, tried
    return lines


def _lines_above(answer: Field, near: Ink, threshold: float, style: Style) -> Ink:
    found = hysteresis(answer, WEAK * threshold, threshold)
    found = binary.drop_small(found, area=style.px(80), length=style.px(36))
    apart = binary.thin(without_texture(found, style)) & (1 - near)
    return binary.drop_small(binary.prune(apart, style.px(12)), length=style.px(60))


def without_texture(ink: Ink, style: Style, *, densest: float = 0.17) -> Ink:
    """Drop the short strokes where strokes are crowded: fur, leaves, gravel."""
    window, long = style.px(61) | 1, style.px(150)
    crowd = cv2.boxFilter(binary.thin(ink).astype(np.float32), -1, (window, window))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    around = np.bincount(labels.ravel(), crowd.ravel(), minlength=count) / np.maximum(1, stats[:, 4])
    length = np.hypot(stats[:, 2], stats[:, 3])
    return raster.chosen(labels, (length >= long) | (around < densest * np.clip(length / long, 0.35, 1)))


def skeleton(borders: Ink, lines: Ink, style: Style) -> Ink:
    """Borders of areas and lines between them as one set of centre lines, gaps bridged, spurs pruned."""
    # A Gaussian and a threshold erase what is thinner than 2.2 px: widen first.
    wide = raster.widened(borders, 1) | raster.widened(lines, 2)
    closed = np.asarray(cv2.morphologyEx(wide, cv2.MORPH_CLOSE, binary.disk(2)), np.uint8)
    solid = binary.fill_holes(binary.smooth(closed, 1.5), round(5.5 * style.stroke**2))
    centre = binary.bridge(binary.prune(binary.thin(solid), style.px(SPUR)), style.px(20))
    return binary.drop_small(centre, length=style.px(36))
