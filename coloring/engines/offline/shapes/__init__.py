"""Simple closed shapes drawn by arithmetic: what fills a scene between the drawings of the library."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import resvg_py
from numpy.typing import NDArray

from coloring.engines.offline import figures
from coloring.engines.offline.shapes import buildings, nature, things

_REACH = 2.5  # units: no shape goes farther from the origin; the painter wants a square of whole units
_PIXELS_PER_UNIT = 80
_PEN = 0.06  # units: about a page's line on a shape of the usual size

MARKUP: dict[str, str] = nature.MARKUP | buildings.MARKUP | things.MARKUP | figures.MARKUP


@dataclass(frozen=True)
class Shape:
    """SVG markup around the origin, inheriting fill and pen; its box in units; its silhouette, 1 on 0."""

    name: str
    markup: str
    box: tuple[float, float, float, float]
    mask: NDArray[np.uint8]


@cache
def get(name: str) -> Shape:
    """The shape of that name, measured; KeyError when there is none."""
    span, pixels = 2 * _REACH, round(2 * _REACH * _PIXELS_PER_UNIT)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-_REACH} {-_REACH} {span} {span}">'
        f'<g stroke="#000" stroke-width="{_PEN}" stroke-linejoin="round">{MARKUP[name]}</g></svg>'
    )
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=pixels, skip_system_fonts=True))
    image = np.asarray(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED))
    x, y, w, h = cv2.boundingRect((image[:, :, 3] > 20).astype(np.uint8))
    corners = [edge / _PIXELS_PER_UNIT - _REACH for edge in (x, y, x + w, y + h)]
    mask = _filled(image[y : y + h, x : x + w, 3])
    mask.setflags(write=False)
    return Shape(name, MARKUP[name], (corners[0], corners[1], corners[2], corners[3]), mask)


def _filled(alpha: NDArray[np.uint8]) -> NDArray[np.uint8]:
    outlines = cv2.findContours((alpha > 20).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
    return np.asarray(cv2.drawContours(np.zeros_like(alpha), outlines, -1, 1, -1), np.uint8)
