"""Reads what a shape is painted with: one colour and how much of it covers what lies beneath."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np

NAMED = {"black": "#000000", "white": "#ffffff", "red": "#ff0000"}
GREY = (128.0, 128.0, 128.0)
FADES = 0.35  # a gradient stop that is more transparent than this makes the shape a highlight or a shadow
FADED = 0.3
DEEPEST_GRADIENT = 3


@dataclass(frozen=True, slots=True)
class Paint:
    """`color` is red, green, blue in 0..255; `alpha` in 0..1."""

    color: tuple[float, float, float]
    alpha: float


def read(value: str, by_id: Mapping[str, ElementTree.Element]) -> Paint | None:
    """The paint of one fill or stroke attribute; None for "none"."""
    if value == "none":
        return None
    if value.startswith("url("):
        return _mean(_stops(by_id.get(value[5:-1]), by_id, 0))
    return _hex(value) or Paint(GREY, 1.0)


def _mean(stops: list[Paint]) -> Paint:
    if not stops:
        return Paint(GREY, 1.0)
    red, green, blue = np.mean([stop.color for stop in stops], axis=0)
    alphas = [stop.alpha for stop in stops]
    return Paint((red, green, blue), FADED if min(alphas) < FADES else float(np.mean(alphas)))


def _stops(
    gradient: ElementTree.Element | None, by_id: Mapping[str, ElementTree.Element], depth: int
) -> list[Paint]:
    if gradient is None or depth > DEEPEST_GRADIENT:
        return []
    found = []
    for stop in gradient.iter("stop"):
        paint = _hex(stop.get("stop-color", "#000000"))
        if paint is not None:
            found.append(Paint(paint.color, paint.alpha * float(stop.get("stop-opacity", 1))))
    return found or _stops(by_id.get(gradient.get("href", "#")[1:]), by_id, depth + 1)


def _hex(value: str) -> Paint | None:
    value = NAMED.get(value, value)
    if not value.startswith("#"):
        return None
    digits = value[1:]
    if len(digits) in (3, 4):
        digits = "".join(2 * digit for digit in digits)
    red, green, blue = (float(int(digits[i : i + 2], 16)) for i in (0, 2, 4))
    return Paint((red, green, blue), int(digits[6:8], 16) / 255 if len(digits) == 8 else 1.0)
