"""OpenCV's everyday operations with the types of this package: arrays in, arrays of the same kind out."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.lineart import binary

Plane = TypeVar("Plane", bound=NDArray[Any])


def _like(result: Any, plane: Plane) -> Plane:
    return cast("Plane", np.asarray(result, plane.dtype))


def resized(plane: Plane, size: tuple[int, int], method: int = cv2.INTER_LINEAR) -> Plane:
    """The array at `size` (width, height)."""
    return _like(cv2.resize(plane, size, interpolation=method), plane)


def scaled(plane: Plane, factor: float) -> Plane:
    """The array `factor` times as large: averaged when smaller, cubic when larger."""
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    height, width = plane.shape[:2]
    return resized(plane, (max(1, round(width * factor)), max(1, round(height * factor))), method)


def blurred(plane: Plane, sigma: float) -> Plane:
    """A Gaussian of `sigma` px."""
    return _like(cv2.GaussianBlur(plane, (0, 0), sigma), plane)


def widened(plane: Plane, radius: int) -> Plane:
    """The largest value within `radius` px."""
    return _like(cv2.dilate(plane, binary.disk(radius)), plane)


def narrowed(plane: Plane, radius: int) -> Plane:
    """The smallest value within `radius` px."""
    return _like(cv2.erode(plane, binary.disk(radius)), plane)


def chosen(labels: NDArray[Any], keep: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """1 where the label is one that `keep` allows; label 0 is the ground and never kept."""
    allowed = keep.astype(np.uint8)
    allowed[0] = 0
    found: NDArray[np.uint8] = allowed[labels]
    return found
