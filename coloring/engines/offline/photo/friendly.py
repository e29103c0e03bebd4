"""A small or turned face drawn with a few friendly lines, where the photo shows too few pixels of it."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo import features
from coloring.engines.offline.photo.features import Frame
from coloring.engines.offline.photo.flow import Field
from coloring.engines.offline.photo.tone import Lab

Mask = NDArray[np.uint8]
Place = tuple[float, float]
"""Shares of the face's width, from the upper left corner of its box."""

DOTS, OPEN = 58.0, 104.0
"""Below DOTS px of face at 1024 px of page only eyes and mouth have room; from OPEN on eyes have rims."""

BOLDEST, FINEST = 5.2, 3.9
"""The pen for faces in px at 1024; PEN of the face's width in between."""

PEN = 0.034

DOT = 5.6
"""Half the height in px at 1024 of the smallest eye: 79 px large, surely more than a speck when cleaned."""

SURE_GLASSES = 30.0
"""So much darker than skin (units of L, skin at 62) is the bridge of glasses: 45 to 60, others below 23."""

SURE_BEARD, SURE_MOUSTACHE, SURE_TEETH = 40.0, 10.0, 15.0
"""So much darker than skin are a beard and the lip over it, and so much lighter are teeth that laugh."""


class Traits(NamedTuple):
    """What was seen of a face: both eyes, the height of the mouth, and what makes people known."""

    eyes: tuple[Place, Place]
    mouth: float
    glasses: bool
    beard: bool
    laughs: bool


def traits(lightness: Field, frame: Frame) -> Traits:
    """Look for eyes, glasses, beard and a laugh in the crop of a face with its skin at 62."""
    eyes = [_share(eye, frame) for eye in features.find_eyes(lightness, frame)]
    height = (eyes[0][1] + eyes[1][1]) / 2
    bridge = _part(lightness, frame, (0.46, height - 0.06), (0.54, height + 0.07)).mean(axis=1)
    chin = _part(lightness, frame, (0.42, 0.88), (0.58, 0.95))
    lip = _part(lightness, frame, (0.35, 0.67), (0.65, 0.72))
    cheeks = _part(lightness, frame, (0.25, 0.55), (0.75, 0.62))
    mouth = _part(lightness, frame, (0.38, 0.72), (0.62, 0.88))
    skin = float(np.median(cheeks))
    return Traits(
        eyes=(eyes[0], eyes[1]),
        mouth=0.79 + 0.5 * (height - features.EYES[0][1]),
        glasses=float(np.median(bridge) - bridge.min()) > SURE_GLASSES,
        beard=bool(skin - np.median(chin) > SURE_BEARD and skin - np.median(lip) > SURE_MOUSTACHE),
        laughs=float(np.percentile(mouth, 93)) - skin > SURE_TEETH,
    )


def _share(point: tuple[int, int], frame: Frame) -> Place:
    return (point[0] - frame.left) / frame.width, (point[1] - frame.top) / frame.width


def _part(plane: Field, frame: Frame, first: Place, last: Place) -> Field:
    (left, top), (right, bottom) = frame.at(first), frame.at(last)
    rows, columns = plane.shape[:2]
    top, left = min(max(0, top), rows - 2), min(max(0, left), columns - 2)
    return plane[top : max(top + 1, bottom), left : max(left + 1, right)]


class Pencil(NamedTuple):
    """Where and how thick to draw: the mask, the face on it, and the pen in px of the mask."""

    mask: Mask
    frame: Frame
    pen: int

    def arc(self, middle: Place, reach: Place, ends: tuple[float, float], tilt: float = 0) -> None:
        """Part of an ellipse, from one angle to the other, clockwise from the right."""
        axes = (round(reach[0] * self.frame.width), round(reach[1] * self.frame.width))
        cv2.ellipse(self.mask, self.frame.at(middle), axes, tilt, *ends, 1, self.pen, cv2.LINE_8)

    def dot(self, middle: Place, reach: Place) -> None:
        axes = (round(reach[0] * self.frame.width), round(reach[1] * self.frame.width))
        cv2.ellipse(self.mask, self.frame.at(middle), axes, 0, 0, 360, 1, -1)

    def line(self, *places: Place) -> None:
        points = np.array([self.frame.at(place) for place in places], np.int32)
        cv2.polylines(self.mask, [points], False, 1, self.pen)


def pen(width: float) -> float:
    """The pen in px for a face of `width` px, both at 1024 px of page."""
    return float(np.clip(PEN * width, FINEST, BOLDEST))


def draw(pencil: Pencil, found: Traits, width: float) -> None:
    """Draw a face seen from the front that is `width` px wide at 1024 px of page."""
    (x1, y1), (x2, y2) = found.eyes
    tilt = float(np.degrees(np.arctan2(y2 - y1, x2 - x1)))
    middle = (x1 + x2) / 2
    for eye in found.eyes:
        _eye(pencil, eye, width)
    _mouth(pencil, (middle, found.mouth), found.laughs and width > OPEN, tilt)
    if width < DOTS:
        return
    if found.glasses:
        _glasses(pencil, found.eyes)
    else:
        _brows(pencil, found.eyes, tilt)
    pencil.arc((middle, (y1 + y2) / 2 + 0.19), (0.055, 0.045), (15, 165), tilt)
    if found.beard:
        _beard(pencil, middle)


def _glasses(pencil: Pencil, eyes: tuple[Place, Place]) -> None:
    (x1, y1), (x2, y2) = eyes
    for side, (x, y) in zip((-1, 1), eyes, strict=True):
        pencil.arc((x, y), (0.155, 0.125), (0, 360))
        pencil.line((x + side * 0.155, y), (x + side * 0.25, y - 0.03))
    pencil.line((x1 + 0.155, y1), (x2 - 0.155, y2))


def _brows(pencil: Pencil, eyes: tuple[Place, Place], tilt: float) -> None:
    for side, (x, y) in zip((-1, 1), eyes, strict=True):
        pencil.arc((x, y - 0.07), (0.10, 0.07), (205 + 10 * side, 335 + 10 * side), tilt)


def _eye(pencil: Pencil, eye: Place, width: float) -> None:
    if width < OPEN:
        least = DOT / width
        pencil.dot(eye, (max(0.034, 0.8 * least), max(0.046, least)))
        return
    pencil.arc(eye, (0.095, 0.06), (0, 360))
    pencil.dot(eye, (0.034, 0.046))


def _mouth(pencil: Pencil, middle: Place, laughs: bool, tilt: float) -> None:
    x, y = middle
    pencil.arc((x, y - 0.07), (0.17, 0.11), (15, 165), tilt)
    if laughs:
        pencil.arc((x, y - 0.07), (0.17, 0.20), (12, 168), tilt)


def _beard(pencil: Pencil, middle: float) -> None:
    """From ear to ear over the lip: what is below it, to the chin, is the beard."""
    ways = ((-0.42, 0.56), (-0.33, 0.66), (-0.24, 0.69), (-0.12, 0.655), (0.0, 0.68))
    left = [(middle + x, y) for x, y in ways]
    right = [(middle - x, y) for x, y in reversed(ways)]
    pencil.line(*left, *right)


def draw_turned(pencil: Pencil, width: float, *, left: bool) -> None:
    """Draw a face that looks to one side: one eye, its brow and half a smile; the outline tells the rest."""
    side = -1 if left else 1
    eye = (0.5 + side * 0.12, 0.40)
    least = DOT / width
    pencil.dot(eye, (max(0.03, 0.8 * least), max(0.045, least)))
    if width > DOTS:
        pencil.arc((eye[0], eye[1] - 0.06), (0.10, 0.07), (205, 335))
    pencil.arc((0.5 + side * 0.16, 0.69), (0.13, 0.10), (30, 150))


def oval(frame: Frame, shape: tuple[int, ...], pen: int, *, fringe: bool) -> Mask:
    """The outline of a face: cheeks and chin, and the hair line over it where there is hair."""
    mask = np.zeros(shape[:2], np.uint8)
    start, end = (0, 360) if fringe else (-28, 208)
    axes = (round(0.44 * frame.width), round(0.54 * frame.width))
    cv2.ellipse(mask, frame.at((0.5, 0.52)), axes, 0, start, end, 1, pen)
    return mask


def has_fringe(lab: Lab, frame: Frame) -> bool:
    """Whether what is above the brow looks unlike skin: hair, a cap, a scarf."""
    skin = np.median(_plane(lab, frame, (0.3, 0.5), (0.7, 0.65)), axis=0)
    top = np.median(_plane(lab, frame, (0.3, -0.16), (0.7, -0.02)), axis=0)
    return bool(np.linalg.norm(skin - top) > 16)


def _plane(lab: Lab, frame: Frame, first: Place, last: Place) -> Field:
    return _part(lab, frame, first, last).reshape(-1, 3)
