"""The photo as the artist sees it: opened, brought to working size, its tones stretched and calmed."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.base import EngineError

Picture = NDArray[np.uint8]
"""Height x width x 3, BGR."""

Lab = NDArray[np.float32]
"""Height x width x 3; L from 0 to 100, a and b about -100 to 100."""

LONGEST_RATIO = 3.0
"""A page is never longer than three times its width: it could not be printed well."""


def read(image: bytes) -> Picture:
    """Decode an image file; raises EngineError when it is none."""
    encoded = np.frombuffer(image, np.uint8)
    picture = cv2.imdecode(encoded, cv2.IMREAD_COLOR) if encoded.size else None
    if picture is None:
        raise EngineError("the photo cannot be decoded")
    return np.asarray(picture, np.uint8)


def fit(picture: Picture, side: int) -> Picture:
    """Scale the long side to `side` px; a very long picture gets its edge colours as margins."""
    height, width = picture.shape[:2]
    scale = side / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return _widen(np.asarray(cv2.resize(picture, size, interpolation=method), np.uint8), side)


def _widen(picture: Picture, side: int) -> Picture:
    shortest = round(side / LONGEST_RATIO)
    missing = [max(0, shortest - length) for length in picture.shape[:2]]
    if not any(missing):
        return picture
    top, left = missing[0] // 2, missing[1] // 2
    margins = (top, missing[0] - top, left, missing[1] - left)
    return np.asarray(cv2.copyMakeBorder(picture, *margins, cv2.BORDER_REPLICATE), np.uint8)


def to_lab(picture: Picture) -> Lab:
    """The picture in Lab, where equal distances look equally different."""
    return np.asarray(cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_BGR2LAB), np.float32)


def stretch(lab: Lab) -> Lab:
    """Use the whole range of lightness; at most four times the contrast, so that noise stays noise."""
    low, high = np.percentile(lab[::4, ::4, 0], (1, 99))
    stretched = lab.copy()
    stretched[:, :, 0] = np.clip((lab[:, :, 0] - low) * 100 / max(25.0, float(high - low)), 0, 100)
    return stretched


def calm(lab: Lab, *, passes: int = 3, colour: float = 11, reach: float = 5) -> Lab:
    """Flatten texture and noise while edges stay: a bilateral filter, several times."""
    for _ in range(passes):
        lab = np.asarray(cv2.bilateralFilter(lab, 9, colour, reach), np.float32)
    return lab


def is_empty(lab: Lab) -> bool:
    """Whether nothing is on the picture: blurred, no tone or colour differs visibly (6 units of Lab)."""
    small = cv2.resize(lab, (96, 96), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), 2)
    low, high = np.percentile(small.reshape(-1, 3), (0.5, 99.5), axis=0)
    return bool((high - low).max() < 6)
