"""One page: curves and faces as SVG, painted at 2048 px by resvg."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
import resvg_py
from numpy.typing import NDArray

from coloring.engines.offline.photo.style import Style
from coloring.engines.offline.photo.trace import Curve

LONG_SIDE = 2048


def svg(strokes: Iterable[Curve], filled: Iterable[list[Curve]], shape: tuple[int, ...], style: Style) -> str:
    """The page as SVG, frame included; `filled` are the faces, each a list of outlines."""
    height, width = shape[:2]
    pen = style.stroke
    lines = "".join(curve.svg() for curve in strokes)
    shapes = "".join(f'<path fill-rule="evenodd" d="{"".join(c.svg() for c in ring)}"/>' for ring in filled)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{shapes}'
        f'<g fill="none" stroke="#000" stroke-width="{pen:.2f}">'
        f'<path stroke-linecap="round" stroke-linejoin="round" d="{lines}"/>'
        f'<rect x="{pen / 2}" y="{pen / 2}" width="{width - pen}" height="{height - pen}"/></g></svg>'
    )


def paint(document: str, shape: tuple[int, ...]) -> bytes:
    """A PNG of 2048 px on the long side."""
    width = round(LONG_SIDE * shape[1] / max(shape[:2]))
    painted = bytes(resvg_py.svg_to_bytes(svg_string=document, width=width, skip_system_fonts=True))
    levels = cv2.imdecode(np.frombuffer(painted, np.uint8), cv2.IMREAD_GRAYSCALE)
    return png(np.asarray(levels, np.uint8))


def png(levels: NDArray[np.uint8]) -> bytes:
    """Grey levels as a PNG."""
    return bytes(cv2.imencode(".png", levels)[1])
