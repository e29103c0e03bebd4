"""Faces: found by the Haar cascades that OpenCV ships, and drawn each at its own scale."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo import raster
from coloring.engines.offline.photo.tone import Picture

Mask = NDArray[np.uint8]

_detect_lock = threading.Lock()
"""A cascade keeps state while it looks: one thread at a time."""


@dataclass(frozen=True)
class Face:
    """One face: its box (x, y, width, height in px) and how sure the cascade is."""

    box: tuple[float, float, float, float]
    weight: float
    turned: bool = False

    def scaled(self, factor: float) -> Face:
        x, y, width, height = self.box
        return Face((x * factor, y * factor, width * factor, height * factor), self.weight, self.turned)

    def overlaps(self, other: Face) -> bool:
        """Whether the middle of one lies inside the other."""
        return self._holds(other) or other._holds(self)

    def _holds(self, other: Face) -> bool:
        x, y, width, height = self.box
        middle_x, middle_y = other.box[0] + other.box[2] / 2, other.box[1] + other.box[3] / 2
        return x < middle_x < x + width and y < middle_y < y + height


FRONTAL = (("haarcascade_frontalface_default.xml", 3.0), ("haarcascade_frontalface_alt2.xml", 40.0))
"""Cascades with the least level weight believed: true faces gave 5 to 8 and 56, others below 2.4."""

PROFILE = ("haarcascade_profileface.xml", 2.5)

FRONTAL_SIDE, PROFILE_SIDE = 640, 400
"""Long side in px at which is looked: a larger picture shows no more faces, only more slowly."""

RIM, HEAD = 0.45, 1.2
"""A line in the corner counts 45 % less than one in the middle, one on a head more than twice as much."""


@cache
def _cascade(name: str) -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / name))


def find(picture: Picture) -> list[Face]:
    """The faces of a picture, surest first, none twice; left and right profiles included."""
    frontal = [face for name, least in FRONTAL for face in _look(picture, FRONTAL_SIDE, name, least)]
    left = _look(picture, PROFILE_SIDE, *PROFILE)
    right = _mirrored(_look(np.ascontiguousarray(picture[:, ::-1]), PROFILE_SIDE, *PROFILE), picture.shape[1])
    turned = [Face(face.box, face.weight, turned=True) for face in left + right]
    return _distinct([*_surest_first(frontal), *_surest_first(turned)])


def _surest_first(faces: Iterable[Face]) -> list[Face]:
    return sorted(faces, key=lambda face: (-face.weight, face.box))


def _look(picture: Picture, side: int, name: str, least: float) -> list[Face]:
    """Faces surer than `least`; their weight as a multiple of it."""
    scale = min(1.0, side / max(picture.shape))
    grey = cv2.equalizeHist(cv2.cvtColor(raster.scaled(picture, scale), cv2.COLOR_BGR2GRAY))
    smallest = min(grey.shape) // 16
    with _detect_lock:
        boxes, _, weights = _cascade(name).detectMultiScale3(
            grey, 1.1, 6, minSize=(smallest, smallest), outputRejectLevels=True
        )
    pairs = zip(np.reshape(boxes, (-1, 4)).tolist(), np.ravel(weights).tolist(), strict=True)
    return [Face(tuple(box), weight / least).scaled(1 / scale) for box, weight in pairs if weight > least]


def _mirrored(faces: list[Face], width: int) -> list[Face]:
    return [Face((width - f.box[0] - f.box[2], *f.box[1:]), f.weight) for f in faces]


def _distinct(faces: list[Face]) -> list[Face]:
    kept: list[Face] = []
    for face in faces:
        if not any(face.overlaps(other) for other in kept):
            kept.append(face)
    return kept


def ovals(shape: tuple[int, ...], faces: list[Face], part: float = 1.0) -> Mask:
    """1 inside the faces, from brow to chin, or inside the middle `part` of them."""
    mask = np.zeros(shape[:2], np.uint8)
    for face in faces:
        x, y, width, height = face.box
        centre = (round(x + width / 2), round(y + height * 0.52))
        axes = (round(part * width * 0.44), round(part * height * 0.54))
        cv2.ellipse(mask, centre, axes, 0, 0, 360, 1, -1)
    return mask


def interest(shape: tuple[int, ...], faces: list[Face]) -> NDArray[np.float32]:
    """How much the lines of each place matter: less towards the rim of the photo, more around heads."""
    height, width = shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    matters = 1 - RIM * np.clip(np.hypot(x, y) - 0.3, 0, 1)
    for face in faces:
        left, top, w, h = face.box
        across = (np.arange(width)[None] - left - w / 2) / w
        down = (np.arange(height)[:, None] - top - h * 0.45) / h
        matters += HEAD * np.exp(-(across**2 + down**2) / 0.9)
    return np.asarray(matters, np.float32)
