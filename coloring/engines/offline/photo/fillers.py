"""Something to colour on empty paper: bubbles and stars where the photo itself has nothing to show."""

from __future__ import annotations

import cv2
import numpy as np

from coloring.engines.offline.photo.strokes import Ink
from coloring.engines.offline.photo.style import Style
from coloring.engines.offline.photo.trace import Curve, Points

SMALLEST, LARGEST = 16, 44
"""Radius in px; the smallest still has an area that counts."""

CROWD = 0.55
"""Share of the free radius that a filler takes: the rest is air around it."""


def scatter(skeleton: Ink, taken: Ink, style: Style, *, count: int) -> list[Curve]:
    """Up to `count` bubbles and stars, the largest holes of the page first, none where `taken` is 1."""
    free = 1 - np.maximum(skeleton, taken)
    free[[0, -1]] = 0
    free[:, [0, -1]] = 0
    found: list[Curve] = []
    while len(found) < count:
        distance = cv2.distanceTransform(free, cv2.DIST_L2, 5)
        _, room, _, middle = cv2.minMaxLoc(distance)
        radius = min(CROWD * room, style.px(LARGEST - 3 * (len(found) % 5)))
        if radius < style.px(SMALLEST):
            break
        found.append(_shape(len(found), (middle[0], middle[1]), radius))
        cv2.circle(free, middle, round(2.2 * radius), 0, -1)
    return found


def _shape(number: int, middle: tuple[int, int], radius: float) -> Curve:
    return Curve(np.array(middle) + (_star(radius) if number % 2 else _bubble(radius)), True)


def _bubble(radius: float) -> Points:
    turns = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    return radius * np.stack([np.cos(turns), np.sin(turns)], axis=1)


def _star(radius: float) -> Points:
    """Five rounded points; each corner doubled, so that the curve comes close to it."""
    turns = np.linspace(0, 2 * np.pi, 10, endpoint=False) - np.pi / 2
    far = np.where(np.arange(10) % 2, 0.5, 1.15) * radius
    return np.repeat(np.stack([far * np.cos(turns), far * np.sin(turns)], axis=1), 2, axis=0)
