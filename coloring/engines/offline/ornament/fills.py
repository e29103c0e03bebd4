"""Fills a large letter with a pattern whose every part can be coloured."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence

import cv2
import numpy as np
import resvg_py
from numpy.typing import NDArray

from coloring.engines.offline.ornament import paths
from coloring.engines.offline.ornament.rings import TIP
from coloring.engines.offline.ornament.sheet import Patch

Box = tuple[float, float, float, float]
Depth = NDArray[np.float32]

STEPS = {"simple": 124.0, "normal": 76.0, "fine": 60.0}  # page px between the parts of a pattern
_SMALLEST = 0.2  # of a letter's height: the largest step at which its pattern is still one
# Px: letters whose broadest place is less take no pattern, and those below the second one only bands.
_NARROWEST, _NARROW = 30.0, 60.0
_FEWEST = 4  # motifs on a letter; with fewer of them it gets bands instead
_PLAINEST = ("bands", "stripes")
_SHIFTS = 8  # places of a pattern that are compared by the slivers they leave at the letter's edge
_RASTER = 0.5
_SLIVER = 400 * _RASTER**2

SPOTS: dict[str, str] = {
    "dots": paths.circle(1),
    "stars": paths.star(5, 0.52),
    "hearts": paths.HEART,
    "flowers": paths.blossom(5),
    "drops": paths.DROP,
}


def stripes(box: Box, step: float) -> Iterator[str]:
    """Slanting bands."""
    left, top, right, bottom = box
    slant = 0.5 * (bottom - top)
    for x in np.arange(left - slant, right, 0.75 * step):
        yield paths.through(
            [(x + slant, top), (x + slant + 0.75 * step, top), (x + 0.75 * step, bottom), (x, bottom)]
        )


def bands(box: Box, step: float) -> Iterator[str]:
    left, top, right, bottom = box
    for y in np.arange(top, bottom, 0.8 * step):
        yield paths.through([(left, y), (right, y), (right, y + 0.8 * step), (left, y + 0.8 * step)])


def zigzag(box: Box, step: float) -> Iterator[str]:
    left, top, right, bottom = box
    xs = np.arange(left - step, right + step, 0.7 * step)
    for y in np.arange(top - step, bottom + step, 0.85 * step):
        edge = [(float(x), y + (0.45 * step if number % 2 else 0)) for number, x in enumerate(xs)]
        yield paths.through(edge + [(x, low + 0.85 * step) for x, low in reversed(edge)])


def checks(box: Box, step: float) -> Iterator[str]:
    yield from _tiles(box, step, step, 0.0)


def bricks(box: Box, step: float) -> Iterator[str]:
    yield from _tiles(box, 1.6 * step, 0.8 * step, 0.5)


def _tiles(box: Box, wide: float, high: float, shift: float) -> Iterator[str]:
    left, top, right, bottom = box
    for row, y in enumerate(np.arange(top - high, bottom, high)):
        for x in np.arange(left - wide * (1 + shift * (row % 2)), right, wide):
            yield paths.through([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)])


def scales(box: Box, step: float) -> Iterator[str]:
    """Rows of round scales, each row over the one above it."""
    left, top, right, bottom = box
    rows = np.arange(bottom + step, top - step, -0.7 * step)
    for row, y in enumerate(rows):
        for x in np.arange(left - step * (0.5 if row % 2 else 1), right + step, 1.1 * step):
            yield paths.circle(0.64 * step, x, y)


def waves(box: Box, step: float) -> Iterator[str]:
    left, top, right, bottom = box
    xs = np.arange(left - step, right + step, step / 12)
    for y in np.arange(top - step, bottom + step, 0.85 * step):
        edge = [(float(x), y + 0.2 * step * math.sin(2 * math.pi * x / (1.5 * step))) for x in xs]
        yield paths.through(edge + [(x, low + 0.85 * step) for x, low in reversed(edge)])


TILINGS: dict[str, Callable[[Box, float], Iterator[str]]] = {
    "stripes": stripes,
    "bands": bands,
    "zigzag": zigzag,
    "checks": checks,
    "bricks": bricks,
    "scales": scales,
    "waves": waves,
}
KINDS = (*SPOTS, *TILINGS)


def fill(letter: str, box: Box, kind: str, *, step: float, pen: float, colours: Sequence[str]) -> list[Patch]:
    """The patches of a pattern on a letter (path data in page px, its box); none when it is too narrow.

    Tilings go on beyond its edge.
    """
    inside = depth(letter, box)
    broad = 2 * float(inside.max())
    if broad < _NARROWEST:
        return []
    step = max(3.2 * TIP, min(step, _SMALLEST * (box[3] - box[1])))
    spots = _spots(inside, 0.34 * step, pen) if kind in SPOTS else []
    if len(spots) >= _FEWEST:
        return [
            Patch(paths.placed(SPOTS[kind], scale=0.34 * step, x=box[0] + x, y=box[1] + y), colours[n % 2])
            for n, (x, y) in enumerate(spots)
        ]
    if kind in SPOTS or broad < _NARROW:
        kind = _PLAINEST[len(kind) % len(_PLAINEST)]
    tries = [_tiled(kind, box, step, shift / _SHIFTS, colours) for shift in range(_SHIFTS)]
    return min(tries, key=lambda patches: _slivers(letter, box, patches, pen))


def _tiled(kind: str, box: Box, step: float, shift: float, colours: Sequence[str]) -> list[Patch]:
    left, top, right, bottom = box
    moved = left - shift * step, top - shift * step, right, bottom
    return [Patch(path, colours[n % len(colours)]) for n, path in enumerate(TILINGS[kind](moved, step))]


def depth(letter: str, box: Box) -> Depth:
    """How far inside a letter each pixel of its box is, in page px; 0 outside."""
    inside = np.pad(255 - _raster(f'<path d="{letter}"/>', box, 1.0), 1)
    return np.asarray(cv2.distanceTransform(inside, cv2.DIST_L2, 5)[1:-1, 1:-1], np.float32)


def _raster(markup: str, box: Box, scale: float) -> NDArray[np.uint8]:
    """The markup painted black on white within the box, in gray levels."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    view = f'viewBox="{left} {top} {wide} {high}"'
    png = resvg_py.svg_to_bytes(
        svg_string=f'<svg xmlns="http://www.w3.org/2000/svg" {view}>{markup}</svg>',
        width=round(wide * scale),
        background="#ffffff",
        skip_system_fonts=True,
    )
    levels = cv2.imdecode(np.frombuffer(bytes(png), np.uint8), cv2.IMREAD_GRAYSCALE)
    return np.asarray(cv2.threshold(np.asarray(levels), 127, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _spots(inside: Depth, radius: float, pen: float) -> list[tuple[float, float]]:
    """Centres of motifs, the widest places first, apart from each other and from the edge."""
    room = np.where(inside >= radius + pen / 2 + 0.7 * TIP, inside, 0).astype(np.float32)
    spots = []
    while room.any():
        _, _, _, (x, y) = cv2.minMaxLoc(room)
        spots.append((float(x), float(y)))
        cv2.circle(room, (x, y), round(2 * radius + 0.7 * TIP + pen), 0, -1)
    return spots


def _slivers(letter: str, box: Box, patches: Sequence[Patch], pen: float) -> int:
    """How many areas of the patterned letter are too small to be coloured."""
    lines = "".join(f'<path d="{patch.path}"/>' for patch in patches)
    ink = _raster(
        f'<clipPath id="c"><path d="{letter}"/></clipPath><rect x="{box[0]}" y="{box[1]}" width="100%" '
        f'height="100%"/><g clip-path="url(#c)" fill="#fff" stroke="#000" stroke-width="{pen}">{lines}</g>',
        box,
        _RASTER,
    )
    sizes = cv2.connectedComponentsWithStats(ink, connectivity=4)[2][1:, cv2.CC_STAT_AREA]
    return int((sizes < _SLIVER).sum())


def chosen(rng: random.Random, count: int) -> list[str]:
    """Kinds for so many letters, neighbours never alike."""
    order: list[str] = []
    while len(order) < count:
        order += rng.sample(KINDS, len(KINDS))
    return order[:count]
