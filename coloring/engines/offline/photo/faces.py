"""Faces: found by the Haar cascades that OpenCV ships, and drawn each at its own scale."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo import raster, tone
from coloring.engines.offline.photo.tone import Picture

Mask = NDArray[np.uint8]

_detect_lock = threading.Lock()
"""A cascade keeps state while it looks: one thread at a time."""


@dataclass(frozen=True)
class Face:
    """One face: its box (x, y, width, height in px), how sure the cascade is, and where it looks.

    `turned` is left, right or, for a face seen from the front, empty.
    """

    box: tuple[float, float, float, float]
    weight: float
    turned: str = ""

    def scaled(self, factor: float) -> Face:
        x, y, width, height = self.box
        return Face((x * factor, y * factor, width * factor, height * factor), self.weight, self.turned)

    def overlaps(self, other: Face) -> bool:
        """Whether the middle of one lies inside the other."""
        return self._holds(other) or other._holds(self)

    def is_like(self, other: Face) -> bool:
        """Whether both are the same face, seen by two cascades."""
        return self._holds(other) and other._holds(self) and 0.5 < self.box[2] / other.box[2] < 2

    def _holds(self, other: Face) -> bool:
        x, y, width, height = self.box
        middle_x, middle_y = other.box[0] + other.box[2] / 2, other.box[1] + other.box[3] / 2
        return x < middle_x < x + width and y < middle_y < y + height


class Cascade(NamedTuple):
    """One classifier of OpenCV: the long side in px at which it looks, the width in px of the smallest face
    that it looks for there, and the level weight of a sure face.

    Faces of 40 px at 1024 are found at that side alone. True faces weigh one to four times `sure`.
    """

    file: str
    side: int
    step: float
    smallest: int
    sure: float


FRONTAL = Cascade("haarcascade_frontalface_default.xml", 1024, 1.15, 36, 3.0)
SECOND = Cascade("haarcascade_frontalface_alt2.xml", 1024, 1.1, 32, 40.0)
PROFILE = Cascade("haarcascade_profileface.xml", 448, 1.12, 24, 2.5)

ALONE, PATCH = 0.4, 72
"""For a second opinion a face is cut out with so much of its width around it, and made so many px wide."""

FAINTEST = 0.15
"""Below this weight a face is not even looked at a second time."""

LEAST_SKIN = 0.5
"""A face that has less of a colour of skin is none, whatever the cascades say."""

LEAST_RELIEF = 9.0
"""Units of L between the eyes and the brightest skin of a face."""

VOICES = 3
"""So many boxes must lie on each other."""


RIM, HEAD = 0.45, 1.2
"""A line in the corner counts 45 % less than one in the middle, one on a head more than twice as much."""


@cache
def _classifier(file: str) -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / file))


def find(picture: Picture) -> list[Face]:
    """The faces of a picture, surest first, none twice; left and right profiles included."""
    mirrored = np.ascontiguousarray(picture[:, ::-1])
    first = _look(picture, FRONTAL)
    turned = [replace(face, turned="left") for face in _look(picture, PROFILE)]
    turned += [_mirrored(face, picture.shape[1]) for face in _look(mirrored, PROFILE)]
    lab = tone.to_lab(picture)
    grey = _is_grey(lab)
    found: list[Face] = []
    for face in [*_surest_first(first), *_surest_first(turned)]:
        skin = _skin(lab, face)
        if face.weight > FAINTEST and (grey or skin > LEAST_SKIN):
            votes = Votes(_vote(face, first), _second(picture, face), _vote(face, turned))
            found += [face] if votes.agree(skin, grey) else []
    return _distinct(found)


def _vote(face: Face, others: list[Face]) -> float:
    return max((other.weight for other in others if face.is_like(other)), default=0.0)


def _second(picture: Picture, face: Face) -> float:
    """How sure the second cascade is of a face, when it sees that one alone."""
    x, y, width, height = face.box
    around = ALONE * width
    rows = np.s_[max(0, round(y - around)) : round(y + height + around)]
    part = picture[rows, max(0, round(x - around)) : round(x + width + around)]
    seen = _look(raster.scaled(part, PATCH / width), SECOND)
    return max((other.weight for other in seen if 0.5 * PATCH < other.box[2] < 1.6 * PATCH), default=0.0)


class Votes(NamedTuple):
    """How sure each cascade is of one face, as multiples of a sure face's weight; 0 when it sees none."""

    first: float
    second: float
    profile: float

    def agree(self, skin: float, grey: bool) -> bool:
        """Whether it is a face: coins, leaves and shelves convince one cascade, hands and horses are skin.

        `skin` is the share of it that has a colour of skin; of a `grey` picture nobody can tell.
        """
        if grey:
            return self.first > 1.8 and self.second > 0
        if skin > LEAST_SKIN and self.first > 1.6 and self.second > 0:
            return True
        alone = self.first > 2.4 or self.profile > 0.85
        pair = self.second > 0 and max(self.first, self.profile) > 0.15
        return skin > 0.78 and (alone or pair)


def _skin(lab: tone.Lab, face: Face) -> float:
    """The share of the middle of a face that has the hue and strength of colour of any human skin.

    0 where there is only one tone: a dark wall.
    """
    x, y, width, height = face.box
    rows = np.s_[max(0, round(y + 0.2 * height)) : round(y + 0.9 * height)]
    part = lab[rows, max(0, round(x + 0.2 * width)) : round(x + 0.8 * width)]
    dark, bright = np.percentile(part[..., 0], (3, 97)) if part.size else (0, 0)
    if bright - dark < LEAST_RELIEF:
        return 0.0
    hue = np.arctan2(part[..., 2], part[..., 1])
    colour = np.hypot(part[..., 1], part[..., 2]) / np.maximum(part[..., 0], 5)
    return float(((hue > 0.25) & (hue < 1.5) & (colour > 0.08) & (colour < 1.1)).mean())


def _is_grey(lab: tone.Lab) -> bool:
    small = lab[::4, ::4]
    return bool(np.percentile(np.hypot(small[..., 1], small[..., 2]), 90) < 6)


def _surest_first(faces: Iterable[Face]) -> list[Face]:
    return sorted(faces, key=lambda face: (-face.weight, face.box))


def _look(picture: Picture, cascade: Cascade) -> list[Face]:
    """What one cascade takes for faces; their weight as a multiple of a sure one's."""
    scale = min(1.0, cascade.side / max(picture.shape))
    grey = cv2.equalizeHist(cv2.cvtColor(raster.scaled(picture, scale), cv2.COLOR_BGR2GRAY))
    with _detect_lock:
        boxes, _, weights = _classifier(cascade.file).detectMultiScale3(
            grey, cascade.step, VOICES, minSize=(cascade.smallest,) * 2, outputRejectLevels=True
        )
    pairs = zip(np.reshape(boxes, (-1, 4)).tolist(), np.ravel(weights).tolist(), strict=True)
    return [Face(tuple(box), weight / cascade.sure).scaled(1 / scale) for box, weight in pairs]


def _mirrored(face: Face, width: int) -> Face:
    x, y, w, h = face.box
    return Face((width - x - w, y, w, h), face.weight, "right")


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
