"""Fills what stays empty on a page, always the largest hole first, with small drawings and simple shapes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline import pieces
from coloring.engines.offline.canvas import Canvas
from coloring.engines.offline.pieces import SHAPE
from coloring.engines.offline.placement import CELL, Floats, Mask, Size, shrinking

Flags = NDArray[np.bool_]
Allowed = Callable[[Floats, Floats, Size], Flags]

# Longer sides of the simple shapes, as shares of the page: every part of one can still be coloured.
SHAPE_SIZES = {
    "flower": (0.105, 0.09),
    "daisy": (0.17, 0.14),
    "star": (0.10, 0.055),
    "ball": (0.06, 0.03),
    "bubble": (0.10, 0.04),
    "cloud": (0.30, 0.15),
    "long-cloud": (0.34, 0.17),
    "snowflake": (0.11, 0.075),
    "heart": (0.10, 0.055),
    "note": (0.15, 0.10),
    "moon": (0.13, 0.09),
    "tuft": (0.10, 0.065),
    "pebble": (0.10, 0.06),
    "crater": (0.15, 0.07),
    "balloon": (0.24, 0.15),
    "hot-air-balloon": (0.26, 0.17),
    "banded-balloon": (0.26, 0.17),
    "bush": (0.2, 0.13),
    "sandcastle": (0.2, 0.15),
    "cone": (0.15, 0.1),
    "book-stack": (0.17, 0.12),
    "blocks": (0.2, 0.15),
    "gingerbread": (0.18, 0.13),
    "watering-can": (0.18, 0.13),
    "first-aid": (0.18, 0.13),
    "easter-egg": (0.15, 0.1),
}
_OTHER = (0.14, 0.09)


@dataclass(frozen=True)
class Region:
    """Where to fill: `cells` holds 1 where a hole's centre counts, `allowed` judges final places."""

    cells: Mask
    allowed: Allowed


def above(canvas: Canvas, line: Floats | None, clear: float = 0.0) -> Region:
    """Everything whose foot stays `clear` px above a line, the whole page when there is none."""
    limit = np.full(canvas.width + 1, float(canvas.height)) if line is None else line - clear

    def allowed(x: Floats, y: Floats, size: Size) -> Flags:
        lowest = _over_width(limit, size.width, np.minimum)
        return np.asarray(y + size.height / 2 <= lowest[_columns(x, limit)])

    return Region(_cells(canvas, limit, below=False), allowed)


def below(canvas: Canvas, line: Floats, clear: float = 6.0, lowest: float = np.inf) -> Region:
    """Everything that stands on land that begins at a line, with no foot below `lowest` px."""

    def allowed(x: Floats, y: Floats, size: Size) -> Flags:
        highest = _over_width(line, 0.8 * size.width, np.maximum)
        foot = y + size.height / 2
        return np.asarray((foot >= highest[_columns(x, line)] + clear) & (foot <= lowest))

    return Region(_cells(canvas, line, below=True), allowed)


def scatter(
    canvas: Canvas,
    names: Sequence[str],
    region: Region,
    *,
    count: int,
    tilt: float,
    largest: float,
    roomy: float = 1,
    alike: int = 2,
    owed: bool = False,
) -> int:
    """Put up to `count` pieces, in turn, into the largest holes of a region; says how many found room.

    `tilt` is how far they may lean, in degrees; `largest` bounds drawings, as a share of the page; `roomy` is
    how large a hole must be, against the style's. No drawing comes more than `alike` times. What is `owed`
    comes even when the page has areas enough.
    """
    placed = misses = 0
    for name in itertools.cycle(names):
        if placed >= count or misses > len(names) or canvas.room(region.cells) < roomy * canvas.style.roomy:
            break
        again = not name.startswith(SHAPE) and canvas.count(pieces.get(name)) >= alike
        if not again and _scattered(canvas, name, region, tilt, largest, owed=owed):
            placed, misses = placed + 1, 0
        else:
            misses += 1
    return placed


def _scattered(canvas: Canvas, name: str, region: Region, tilt: float, largest: float, *, owed: bool) -> bool:
    piece = pieces.get(name)
    most, least = (
        SHAPE_SIZES.get(name.removeprefix(SHAPE), _OTHER) if piece.is_shape else (largest, 0.65 * largest)
    )
    grow = canvas.style.grow * canvas.rng.uniform(0.88, 1.0)
    sizes = shrinking(most * grow * canvas.unit, least * canvas.style.grow * canvas.unit, 4)
    angle = canvas.rng.uniform(-tilt, tilt) if tilt else 0.0
    wide = {"crater", "ball", "bubble", "cloud", "long-cloud", "balloon"}
    angle = 0.0 if name.removeprefix(SHAPE) in wide else angle
    flip = canvas.rng.random() < 0.5

    def score(x: Floats, y: Floats, size: Size) -> Floats:
        return np.where(region.allowed(x, y, size), np.minimum(canvas.grid.clearance(x, y), 200.0), -np.inf)

    return canvas.put(piece, sizes, score, gap=14, angle=angle, flip=flip, owed=owed) is not None


def _columns(x: Floats, line: Floats) -> NDArray[np.intp]:
    return np.clip(x, 0, len(line) - 1).astype(np.intp)


def _over_width(line: Floats, width: float, extreme: Callable[[Floats, Floats], Floats]) -> Floats:
    """The highest or lowest y of a line within `width` px around every column."""
    reach = max(1, int(width / 2))
    padded = np.pad(line, reach, mode="edge")
    shifted = [padded[start : start + len(line)] for start in range(0, 2 * reach + 1, max(1, reach // 6))]
    result = shifted[0]
    for other in shifted[1:]:
        result = extreme(result, other)
    return result


def _cells(canvas: Canvas, line: Floats, *, below: bool) -> Mask:
    rows, columns = canvas.grid.taken.shape
    level = line[np.clip((np.arange(columns) + 0.5) * CELL, 0, len(line) - 1).astype(int)]
    y = (np.arange(rows)[:, None] + 0.5) * CELL
    return np.asarray((y > level) if below else (y < level), np.uint8)
