"""The library of drawings: what every drawing is made of, loaded once and built on demand."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
import resvg_py
from numpy.typing import NDArray

DATA = Path(__file__).parent / "data" / "drawings.json.gz"
SQUARE = 128.0  # drawing units: the side of the square every drawing of the set lives in
SILHOUETTE_SIDE = 256
SILHOUETTE_PEN = 1.5  # drawing units; about the pen of a page, so that the mask holds the outline too
INKED_ALPHA = 20  # of 255; fainter than this is the edge of an antialiased line

# What is itself by its small parts: carved and painted faces, hands of clocks, signs, strings, spots.
_WHOLE = (
    "airplane-departure alarm-clock ambulance artist-palette blowfish carousel-horse compass "
    "convenience-store detective dragon-face fire-extinguisher fishing-pole honeybee horse-racing hotel "
    "jack-o-lantern japanese-dolls lady-beetle mammoth man-detective man-surfing mantelpiece-clock "
    "mermaid merman merperson moai money-bag monkey moose nesting-dolls orangutan otter parachute "
    "performing-arts person-surfing phoenix police-officer postbox raccoon robot satellite "
    "satellite-antenna shopping-cart snowman snowman-without-snow stopwatch teddy-bear three-oclock tiger "
    "tiger-face timer-clock watch woman-detective woman-surfing world-map zebra"
)
WHOLE = frozenset(_WHOLE.split())

Mask = NDArray[np.uint8]
Box = tuple[float, float, float, float]
Disc = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One painted shape; lengths in drawing units, `area` a share of the drawing's own square.

    xml: the element without paint. lightness: L* in 0..100. seen: thickness of the part that no later shape
    hides. bare: the share of it that lies on bare paper, not on an earlier shape. gap: the white between the
    lines of a shape that is many lines, 99 for others. lid: the number of the later shape that hides most of
    it, -1 for none. nested: its lid lies inside it. eyes: discs (centre x, y, radius) of it that are eyes.
    typical: thickness that half of what is seen has. parts: how many pieces it is made of.
    """

    kind: str
    xml: str
    stroke_width: float
    thickness: float
    area: float
    lightness: float
    color: str
    seen: float
    bare: float
    gap: float
    lid: int
    nested: bool
    typical: float
    parts: int
    eyes: tuple[Disc, ...]


@dataclass(frozen=True, slots=True)
class Inked:
    """One drawing: its shapes in paint order, the clipPath elements they use and its box in drawing units."""

    name: str
    shapes: tuple[Shape, ...]
    clips: str
    box: Box
    heads_only: bool

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


def names() -> frozenset[str]:
    return frozenset(_raw())


@cache
def get(name: str) -> Inked:
    """The drawing of that name; KeyError when the library has none."""
    raw = _raw()[name]
    left, top, right, bottom = raw["box"]
    shapes = tuple(_shape(fields) for fields in raw["shapes"])
    return Inked(name, shapes, raw["clips"], (left, top, right, bottom), raw["heads_only"])


def _shape(fields: list[Any]) -> Shape:
    eyes = tuple((x, y, radius) for x, y, radius in fields[-1])
    return Shape(*(*fields[:-1], eyes))


@cache
def silhouette(name: str) -> Mask:
    """A read-only (height, width) mask of 0 and 1, 256 px on the box's long side, holes filled."""
    drawing = get(name)
    mask = _covered(drawing)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = cv2.drawContours(np.zeros_like(mask), contours, -1, 1, -1)
    filled.setflags(write=False)
    return cast(Mask, filled)


def _covered(drawing: Inked) -> Mask:
    scale = SILHOUETTE_SIDE / max(drawing.width, drawing.height)
    x0, y0, _, _ = drawing.box
    fills = "".join(shape.xml for shape in drawing.shapes if shape.kind == "fill")
    strokes = "".join(
        f'<g stroke-width="{shape.stroke_width + SILHOUETTE_PEN:g}">{shape.xml}</g>'
        for shape in drawing.shapes
        if shape.kind == "stroke"
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x0} {y0} {drawing.width} {drawing.height}">'
        f'<defs>{drawing.clips}</defs><g stroke="#000" stroke-linejoin="round" stroke-linecap="round">'
        f'<g stroke-width="{SILHOUETTE_PEN}">{fills}</g><g fill="none">{strokes}</g></g></svg>'
    )
    width, height = max(1, round(drawing.width * scale)), max(1, round(drawing.height * scale))
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True))
    image = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    if image is None:
        raise ValueError(f"the drawing {drawing.name} cannot be rendered")
    return np.asarray(image[:, :, 3] > INKED_ALPHA, np.uint8)


@cache
def _raw() -> dict[str, dict[str, Any]]:
    return cast(dict[str, dict[str, Any]], json.loads(gzip.decompress(DATA.read_bytes())))
