"""Something to colour on empty ground: hills, clouds and stars above, flowers below, none on the subject."""

from __future__ import annotations

import cv2
import numpy as np

from coloring.engines.offline.photo.strokes import Ink
from coloring.engines.offline.photo.style import Style
from coloring.engines.offline.photo.trace import Curve, Points

SMALLEST, LARGEST = 17, 50
"""Radius in px; the smallest still has an area that counts."""

CROWD = 0.52
"""Share of the free radius that a filler takes: the rest is air around it."""

EMPTY = 0.5
"""Ground that takes this share of the page, and runs around the subject, gets a horizon."""

HORIZON, SWELL = 0.86, 14
"""How far down the subject the ground begins, and by how many px it swells."""


def background(skeleton: Ink, taken: Ink) -> Ink:
    """1 where paper joins the edge of the page: around the subject, not in it, nor where `taken`."""
    paper = 1 - np.maximum(skeleton, taken)
    count, labels = cv2.connectedComponents(paper, connectivity=4)
    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    outside = np.zeros(count, np.uint8)
    outside[np.unique(rim)] = 1
    outside[0] = 0
    return np.asarray(outside[labels])


def horizon(skeleton: Ink, taken: Ink, style: Style) -> Ink:
    """A line of low hills behind the subject, where nothing but empty paper is around it."""
    line = np.zeros_like(skeleton)
    ground = background(skeleton, taken)
    largest = _largest(ground)
    sides = (largest[0].any(), largest[-1].any(), largest[:, 0].all(), largest[:, -1].all())
    if largest.mean() < EMPTY or not all(sides):
        return line
    rows = np.flatnonzero((1 - ground).sum(axis=1) > style.px(6))
    if not rows.size:
        return line
    height, width = skeleton.shape
    base = min(rows[0] + HORIZON * (rows[-1] - rows[0]), 0.88 * height)
    across = np.arange(width)
    down = np.rint(base + style.px(SWELL) * np.sin(across * 9.0 / width)).astype(np.int32)
    cv2.polylines(line, [np.stack([across, down], axis=1)], False, 1)
    return np.asarray(line & ground, np.uint8)


def _largest(mask: Ink) -> Ink:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    if len(stats) < 2:
        return np.zeros_like(mask)
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    return np.asarray(labels == largest, np.uint8)


def scatter(skeleton: Ink, taken: Ink, style: Style, *, count: int) -> list[Curve]:
    """Up to `count` shapes on the background, its largest holes first; on all paper when it has no room."""
    found = _scattered(background(skeleton, taken), style, count)
    if len(found) < count // 2:
        found = _scattered(1 - np.maximum(skeleton, taken), style, count)
    return found


def _scattered(free: Ink, style: Style, count: int) -> list[Curve]:
    free = free.copy()
    free[[0, -1]] = 0
    free[:, [0, -1]] = 0
    found: list[Curve] = []
    for number in range(count):
        distance = cv2.distanceTransform(free, cv2.DIST_L2, 5)
        _, room, _, middle = cv2.minMaxLoc(distance)
        radius = min(CROWD * room, style.px(LARGEST - 4 * (number % 5)))
        if radius < style.px(SMALLEST):
            break
        high = middle[1] < 0.55 * free.shape[0]
        shapes = (_cloud, _star, _bubble) if high else (_flower, _bubble, _star)
        found.append(Curve(np.array(middle) + shapes[number % 3](radius), True))
        cv2.circle(free, (middle[0], middle[1]), round(2.3 * radius), 0, -1)
    return found


def _ring(turns: Points, far: Points) -> Points:
    return np.stack([far * np.cos(turns), far * np.sin(turns)], axis=1)


def _turns(count: int) -> Points:
    return np.linspace(0, 2 * np.pi, count, endpoint=False) - np.pi / 2


def _bubble(radius: float) -> Points:
    return _ring(_turns(24), np.full(24, radius))


def _star(radius: float) -> Points:
    """Five rounded points; each corner doubled, so that the curve comes close to it."""
    far = np.where(np.arange(10) % 2, 0.5, 1.15) * radius
    return np.repeat(_ring(_turns(10), far), 2, axis=0)


def _flower(radius: float) -> Points:
    turns = _turns(60)
    return _ring(turns, radius * (0.62 + 0.5 * np.abs(np.cos(2.5 * (turns + np.pi / 2)))))


def _cloud(radius: float) -> Points:
    turns = _turns(60)
    puffs = 0.78 + 0.3 * np.abs(np.cos(3 * (turns + np.pi / 2)))
    return radius * _ring(turns, puffs) * (1.35, 0.85)
