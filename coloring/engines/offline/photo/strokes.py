"""From answers to strokes: thresholds, texture away, borders of areas first, one skeleton at the end."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo import flow, raster, trace
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

CLEAR, MOST_CLEAR = 3.2, 2.0
"""From this answer on a line is clear: of such lines there may be MOST_CLEAR times as many."""

STRONGEST = 14.0
"""An answer that only black lines on white give."""

TEXTURE = 40
"""Clear lines longer than this many short sides of the page are texture."""

BESIDE = 11
"""A dark line nearer than this in px to a border is the same edge."""

INNER = 40
"""Shortest stroke in px inside of an area."""

SPUR = 10
"""Side branches up to this length in px lead nowhere and go."""


def dark_answer(lab: Lab) -> Field:
    """How much each pixel lies on a dark line or on the dark side of an edge."""
    tangent = flow.of(lab, 3)
    plane = np.ascontiguousarray(lab[:, :, 0])
    return flow.dark_lines(plane, tangent, across=1.7, along=6)


def hysteresis(answer: Field, low: float, high: float) -> Ink:
    """All pixels above `low` that are joined to one above `high`."""
    count, labels = cv2.connectedComponents((answer > low).astype(np.uint8), connectivity=8)
    keep = np.zeros(count, np.bool_)
    keep[np.unique(labels[answer > high])] = True
    return raster.chosen(labels, keep)


def dark_lines(answer: Field, style: Style, *, length: float) -> Ink:
    """The dark lines as the photo shows them, some px wide, their middles about `length` px long in all.

    Clear lines may make MOST_CLEAR times that. Where they are texture (leaves, gravel) none stay.
    """
    clear = _lines_above(answer, CLEAR, style)
    found = _long(clear)
    if found > TEXTURE * min(answer.shape):
        return np.zeros_like(clear)
    if found > MOST_CLEAR * length:
        return _longest_within(answer, (CLEAR, STRONGEST), style, MOST_CLEAR * length)
    return clear if found > length else _longest_within(answer, (FAINTEST, CLEAR), style, length)


def _longest_within(answer: Field, ends: tuple[float, float], style: Style, length: float) -> Ink:
    """The lines of the lowest threshold between `ends` that gives at most `length` px, by bisection."""
    low, high = ends
    lines = _lines_above(answer, high, style)
    for _ in range(4):
        middle = (low * high) ** 0.5
        tried = _lines_above(answer, middle, style)
        if _long(tried) > length:
            low = middle
        else:
            high, lines = middle, tried
    return lines


def _long(lines: Ink) -> int:
    return int(binary.thin(lines).sum())


def _lines_above(answer: Field, threshold: float, style: Style) -> Ink:
    found = hysteresis(answer, WEAK * threshold, threshold)
    return without_texture(binary.drop_small(found, area=style.px(80), length=style.px(36)), style)


def clear_borders(borders: Ink, contrast: Field, style: Style, *, faintest: float) -> Ink:
    """Centre lines of the borders, without the stretches between crossings fainter than `faintest`."""
    centre = binary.thin(trace.redrawn(binary.thin(borders), sigma=style.px(5)))
    crossings = trace.crossings(centre)
    stretches = centre & (1 - crossings)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(stretches, connectivity=8)
    inked = stretches > 0
    total = np.bincount(labels[inked], contrast[inked], minlength=count)
    kept = raster.chosen(labels, total >= faintest * stats[:, 4])
    return binary.prune(kept | (crossings & raster.widened(kept, 1)), style.px(SPUR))


def beside(lines: Ink, borders: Ink, style: Style) -> Ink:
    """Centre lines of the dark lines that `borders` do not show: what is drawn inside of the areas."""
    return _apart(binary.thin(lines), borders, style, shortest=INNER)


def _apart(centre: Ink, lines: Ink, style: Style, *, shortest: float) -> Ink:
    apart = centre & (1 - raster.widened(lines, style.px(BESIDE)))
    return binary.drop_small(binary.prune(apart, style.px(12)), length=style.px(shortest))


def without_texture(ink: Ink, style: Style, *, densest: float = 0.17) -> Ink:
    """Drop the short strokes where strokes are crowded: fur, leaves, gravel."""
    window, long = style.px(61) | 1, style.px(150)
    crowd = cv2.boxFilter(binary.thin(ink).astype(np.float32), -1, (window, window))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    inked = ink > 0
    around = np.bincount(labels[inked], crowd[inked], minlength=count) / np.maximum(1, stats[:, 4])
    length = np.hypot(stats[:, 2], stats[:, 3])
    return raster.chosen(labels, (length >= long) | (around < densest * np.clip(length / long, 0.35, 1)))


def skeleton(lines: Ink, style: Style) -> Ink:
    """Centre lines made one set: doubled ones joined, slivers filled, spurs off."""
    closed = np.asarray(cv2.morphologyEx(raster.widened(lines, 2), cv2.MORPH_CLOSE, binary.disk(2)), np.uint8)
    solid = binary.fill_holes(closed, round(5.5 * style.stroke**2))
    return binary.prune(binary.thin(solid), style.px(SPUR))
