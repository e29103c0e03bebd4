"""Eyes and mouth drawn as a child would, where the photo shows too little of them."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo import raster

Mask = NDArray[np.uint8]

EYES = ((0.30, 0.41), (0.70, 0.41))
MOUTH = (0.50, 0.79)
"""Usual places in a frontal box of the Haar cascades, as shares of its width and height."""

ZONES = (((0.10, 0.22), (0.90, 0.56)), ((0.32, 0.50), (0.68, 0.72)), ((0.22, 0.68), (0.78, 0.95)))
"""Upper left and lower right corner of where brows and eyes, nose and mouth lie."""

EYE_REACH = 0.13
"""How far from its usual place an eye is looked for, as a share of the width."""


class Frame(NamedTuple):
    """Where the face lies in its crop: left, top and width in px (the boxes are square)."""

    left: float
    top: float
    width: float

    def at(self, place: tuple[float, float]) -> tuple[int, int]:
        return round(self.left + place[0] * self.width), round(self.top + place[1] * self.width)


def only(ink: Mask, frame: Frame) -> Mask:
    """The ink without what is neither brow, eye, nose nor mouth, nor a long line."""
    zone = np.zeros_like(ink)
    for first, last in ZONES:
        cv2.rectangle(zone, frame.at(first), frame.at(last), 1, -1)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    inside = np.bincount(labels.ravel(), zone.ravel(), minlength=count) / np.maximum(1, stats[:, 4])
    length = np.hypot(stats[:, 2], stats[:, 3])
    feature = (inside > 0.5) & (length > 0.05 * frame.width)
    return raster.chosen(labels, feature | (length > 0.3 * frame.width))


def find_eyes(lightness: NDArray[np.float32], frame: Frame) -> list[tuple[int, int]]:
    """The darkest place near each eye's usual one."""
    dark = raster.blurred(lightness, 0.035 * frame.width)
    y, x = np.mgrid[: dark.shape[0], : dark.shape[1]]
    eyes = []
    for place in EYES:
        usual = frame.at(place)
        far = np.hypot(x - usual[0], 1.6 * (y - usual[1])) / frame.width
        row, column = divmod(int(np.argmin(dark + 120 * far + 1000 * (far > EYE_REACH))), dark.shape[1])
        eyes.append((column, row))
    return eyes


def has_blob(ink: Mask, middle: tuple[int, int], frame: Frame) -> bool:
    """Whether something as solid as a pupil is drawn around `middle`."""
    zone = np.zeros_like(ink)
    cv2.circle(zone, middle, round(0.09 * frame.width), 1, -1)
    solid = raster.narrowed(ink & zone, max(1, round(0.012 * frame.width)))
    return bool(solid.any())


def draw_eye(ink: Mask, middle: tuple[int, int], radius: float) -> None:
    """A dot, a little higher than wide."""
    cv2.ellipse(ink, middle, (round(radius), round(1.25 * radius)), 0, 0, 360, 1, -1)


def has_mouth(ink: Mask, frame: Frame) -> bool:
    """Whether a line as wide as a mouth is drawn where a mouth is."""
    (left, top), (right, bottom) = frame.at((0.25, 0.66)), frame.at((0.75, 0.95))
    part = np.ascontiguousarray(ink[max(0, top) : bottom, max(0, left) : right])
    _, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    return bool((stats[1:, 2] > 0.20 * frame.width).any())


def clear_mouth(ink: Mask, frame: Frame) -> None:
    """Take the scraps of a mouth away, before one is drawn."""
    cv2.rectangle(ink, frame.at((0.2, 0.68)), frame.at((0.8, 0.98)), 0, -1)


def draw_mouth(ink: Mask, eyes: list[tuple[int, int]], frame: Frame) -> None:
    """A smile below the middle of the eyes, tilted as they are."""
    (x1, y1), (x2, y2) = eyes
    tilt = np.degrees(np.arctan2(y2 - y1, x2 - x1))
    down = (MOUTH[1] - EYES[0][1]) * frame.width
    lean = np.radians(tilt)
    middle = ((x1 + x2) / 2 - down * np.sin(lean), (y1 + y2) / 2 + down * np.cos(lean))
    centre = (round(middle[0]), round(middle[1] - 0.09 * frame.width))
    axes = (round(0.17 * frame.width), round(0.13 * frame.width))
    cv2.ellipse(ink, centre, axes, tilt, 25, 155, 1, max(2, round(0.015 * frame.width)))
