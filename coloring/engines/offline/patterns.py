"""Patterns for the large surfaces of a drawing on rich pages: dots, hearts, scales, bricks and stripes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import resvg_py
from numpy.typing import NDArray

from coloring.engines.offline import inking
from coloring.engines.offline.library import Inked

FREE = ("dots", "hearts", "stars", "flowers", "diamonds", "stripes", "rings")
SCALED = {"crocodile", "dragon", "fish", "lizard", "sauropod", "shark", "snake", "t-rex", "tropical-fish"}
WALLED = {"castle", "derelict-house", "hotel", "house", "house-with-garden", "japanese-castle", "school"}

# Page px unless they say otherwise.
RASTER = 0.5  # px of the study for one of the page
SURFACE = 11000.0  # square px: smaller surfaces stay plain
BREATH = 6.0  # white between a motif and the lines around it
FEATURE = 34.0  # from an eye or a nose
STEP = 56.0  # between the centres of motifs
STRIPE = 42.0  # between stripes
SHORTEST_STRIPE = 46.0
SURFACES, FEWEST, MOST = 2, 3, 12  # surfaces of a drawing; motifs on one of them
LIGHT = 170  # mean of the three channels of a colour

_HEART = "M0 .9C-1.2 .1-1-.85-.45-.85-.15-.85 0-.6 0-.45 0-.6 .15-.85 .45-.85 1-.85 1.2 .1 0 .9z"
_STAR = "M0-1 .32-.38 .97-.3 .5 .17 .6 .82 0 .52-.6 .82-.5 .17-.97-.3-.32-.38z"
_PETALS = ((0.0, -0.6), (0.57, -0.19), (0.35, 0.49), (-0.35, 0.49), (-0.57, -0.19))
_FLOWER = "".join(f'<circle cx="{x}" cy="{y}" r=".45"/>' for x, y in _PETALS) + '<circle r=".36"/>'
# Around the origin, one unit large to each side, and the unit in page px.
_MOTIFS = {
    "dots": ('<circle r="1"/>', 15.0),
    "rings": ('<circle r="1"/><circle r=".42"/>', 19.0),
    "hearts": (f'<path d="{_HEART}"/>', 19.0),
    "stars": (f'<path d="{_STAR}"/>', 22.0),
    "flowers": (_FLOWER, 22.0),
    "diamonds": ('<path d="M0-1 .9 0 0 1-.9 0z"/>', 19.0),
    "scales": ('<path fill="none" d="M-1-.5C-1 .9 1 .9 1-.5"/>', 15.0),
    "bricks": ('<rect x="-1" y="-.6" width="2" height="1.2" rx=".12"/>', 20.0),
}

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Surface:
    """The part of one drawn shape that is seen: how far, in page px, each of its pixels is from lines."""

    number: int
    depth: Floats
    color: str


def over(inked: Inked, line_width: float, *, scale: float, patch: float, kind: str) -> dict[int, str]:
    """Patterns by the number of the drawn shape on which they lie.

    `kind` is one of FREE; what has scales or walls gets its own.
    """
    kind = "scales" if inked.name in SCALED else "bricks" if inked.name in WALLED else kind
    found = _surfaces(inked, line_width, scale=scale, patch=patch)
    return {surface.number: _pattern(surface, inked, line_width, scale, kind) for surface in found}


def _surfaces(inked: Inked, line_width: float, *, scale: float, patch: float) -> list[Surface]:
    """The largest surfaces, without what lies near an eye."""
    drawn = list(inking.drawn_shapes(inked, line_width, scale=scale, patch=patch).items())[:250]
    shapes = [shape for _, shape in drawn]
    numbers = _numbered(inked, shapes, scale)
    black = (numbers == 0).astype(np.uint8)
    thick = cv2.distanceTransform(black, cv2.DIST_L2, 5) > 0.9 * line_width * scale * RASTER
    away = cv2.distanceTransform(1 - thick.astype(np.uint8), cv2.DIST_L2, 5) > FEATURE * RASTER
    sizes = np.bincount(numbers.ravel(), minlength=256)[1 : len(shapes) + 1] / RASTER**2
    largest = [int(number) for number in np.argsort(-sizes)[:SURFACES] if sizes[number] >= SURFACE]
    surfaces = []
    for number in largest:
        mask = np.pad((numbers == number + 1).astype(np.uint8), 1)
        depth = cv2.distanceTransform(mask, cv2.DIST_L2, 5)[1:-1, 1:-1] / RASTER
        color = re.search(r'data-c="(#\w+)"', shapes[number])
        surfaces.append(Surface(drawn[number][0], np.where(away, depth, 0), color[1] if color else "#ffffff"))
    return surfaces


def _numbered(inked: Inked, shapes: list[str], scale: float) -> NDArray[np.uint8]:
    """For each pixel the number of the shape seen there, counted from 1; 0 on lines, 255 on bare paper."""
    fills = (
        re.sub(r'fill="#fff" data-c="#\w+"', f'fill="#{number:02x}0000"', shape, count=1)
        for number, shape in enumerate(shapes, start=1)
    )
    x0, y0, _, _ = inked.box
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x0} {y0} {inked.width} {inked.height}">'
        f"{inking.with_clips(inked, ''.join(fills), '')}</svg>"
    )
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=max(8, round(inked.width * scale * RASTER)),
        background="#ffffff",
        skip_system_fonts=True,
        shape_rendering="crisp_edges",
    )
    image = cv2.imdecode(np.frombuffer(bytes(png), np.uint8), cv2.IMREAD_COLOR)
    return np.ascontiguousarray(np.asarray(image, np.uint8)[:, :, 2])


def _pattern(surface: Surface, inked: Inked, line_width: float, scale: float, kind: str) -> str:
    """Markup in drawing units."""
    left, top, _, _ = inked.box
    if kind == "stripes":
        ends = _stripes(surface.depth, line_width * scale)
        lines = (
            f"M{left + x / scale:.2f} {top + y0 / scale:.2f}V{top + y1 / scale:.2f}" for x, y0, y1 in ends
        )
        return f'<path fill="none" {inking.line(line_width)} d="{"".join(lines)}"/>'
    motif, radius = _MOTIFS[kind]
    spots = _spots(surface.depth, radius, line_width * scale)
    unit = radius / scale
    drawn = "".join(
        f'<g transform="translate({left + x / scale:.2f} {top + y / scale:.2f}) scale({unit:.3f})">'
        f"{motif}</g>"
        for x, y in spots
    )
    return f'<g fill="#fff" data-c="{_tint(surface.color)}" {inking.line(line_width / unit)}>{drawn}</g>'


def _spots(depth: Floats, radius: float, pen: float) -> list[tuple[float, float]]:
    """Centres of motifs in page px, every other row shifted by half a step; none when they are but a few."""
    room = depth >= radius + pen / 2 + BREATH
    rows = np.arange(STEP / 2, depth.shape[0] / RASTER, 0.87 * STEP)
    spots = [
        (float(x), float(y))
        for number, y in enumerate(rows)
        for x in np.arange(STEP / (1 + number % 2), depth.shape[1] / RASTER, STEP)
        if room[int(y * RASTER), int(x * RASTER)]
    ]
    every = -(-len(spots) // MOST) if spots else 1
    return spots[::every] if len(spots) >= FEWEST else []


def _stripes(depth: Floats, pen: float) -> Iterator[tuple[float, float, float]]:
    """The x of each upright stripe and the y of its ends, in page px; the ends lie under the outlines."""
    for x in np.arange(STRIPE / 2, depth.shape[1] / RASTER, STRIPE):
        column = depth[:, int(x * RASTER)]
        edges = np.flatnonzero(np.diff(np.pad((column > 0).astype(np.int8), 1)))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            long_enough = (end - start) / RASTER >= SHORTEST_STRIPE
            if long_enough and np.median(column[start:end]) >= STRIPE / 3:
                yield float(x), start / RASTER - pen / 2, end / RASTER + pen / 2


def _tint(color: str) -> str:
    """A lighter tone of a dark colour, a darker one of a light colour."""
    channels = [int(color[start : start + 2], 16) for start in (1, 3, 5)]
    goal = 255 if sum(channels) < 3 * LIGHT else 60
    return "#" + "".join(f"{round(0.6 * channel + 0.4 * goal):02x}" for channel in channels)
