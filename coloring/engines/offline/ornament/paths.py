"""Closed SVG paths, made and moved by arithmetic: pairs of numbers, the commands M L Q C and Z alone."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

Point = tuple[float, float]

_PAIR = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
_KAPPA = 0.5523  # the control of a cubic curve that is nearest to a quarter of a circle


def polar(radius: float, turn: float) -> Point:
    """The point so far from the origin, `turn` radians clockwise from straight up."""
    return radius * math.sin(turn), -radius * math.cos(turn)


def placed(path: str, *, x: float = 0.0, y: float = 0.0, scale: float = 1.0, turn: float = 0.0) -> str:
    """The path scaled, turned (degrees, clockwise) and moved, in this order."""
    cos, sin = scale * math.cos(math.radians(turn)), scale * math.sin(math.radians(turn))

    def moved(pair: re.Match[str]) -> str:
        px, py = float(pair[1]), float(pair[2])
        return f"{px * cos - py * sin + x:.2f} {px * sin + py * cos + y:.2f}"

    return _PAIR.sub(moved, path)


def through(points: Iterable[Point]) -> str:
    """Straight lines through points, closed."""
    return "M" + " L".join(written(point) for point in points) + " Z"


def written(*points: Point) -> str:
    return " ".join(f"{x:.3f} {y:.3f}" for x, y in points)


def circle(radius: float, x: float = 0.0, y: float = 0.0) -> str:
    k = _KAPPA
    unit = f"M0 -1 C{k} -1 1 -{k} 1 0 C1 {k} {k} 1 0 1 C-{k} 1 -1 {k} -1 0 C-1 -{k} -{k} -1 0 -1 Z"
    return placed(unit, scale=radius, x=x, y=y)


def star(tips: int, dent: float = 0.5) -> str:
    """A star with tips at 1 and dents at `dent`, one tip up."""
    corners = [polar(1 if step % 2 == 0 else dent, math.pi * step / tips) for step in range(2 * tips)]
    return through(corners)


def blossom(petals: int, dent: float = 0.62) -> str:
    """The outline of a flower: `petals` round lobes that reach to 1, one of them up."""
    step = math.pi / petals
    parts = [f"M{written(polar(dent, -step))}"]
    for number in range(petals):
        turn = 2 * step * number
        bends = polar(1.2, turn - 0.95 * step), polar(1.2, turn + 0.95 * step), polar(dent, turn + step)
        parts.append(f"C{written(*bends)}")
    return " ".join(parts) + " Z"


def arch(half: float, foot: float, shoulder: float, tip: float, *, pointed: bool) -> str:
    """A petal whose sides run along the radii at `half` radians on both sides up to its shoulders."""
    rise, side = tip - shoulder, 0.6 * tip * math.sin(half)
    near_x, near_y = polar(shoulder + 0.6 * rise, half)
    far_x, far_y = polar(tip - 0.3 * rise, 0.24 * half) if pointed else (side, -tip)
    return (
        f"M{written(polar(foot, -half))} L{written(polar(shoulder, -half))}"
        f" C{written((-near_x, near_y), (-far_x, far_y), (0, -tip))}"
        f" C{written((far_x, far_y), (near_x, near_y), polar(shoulder, half))}"
        f" L{written(polar(foot, half))} Z"
    )


HEART = (
    "M0 0.9 C-1.35 -0.05 -1 -0.9 -0.5 -0.9 C-0.2 -0.9 0 -0.7 0 -0.5 C0 -0.7 0.2 -0.9 0.5 -0.9 C1 -0.9 "
    "1.35 -0.05 0 0.9 Z"
)
DROP = (
    "M0 -1 C0.12 -0.5 0.66 -0.1 0.66 0.35 C0.66 0.72 0.36 1 0 1 C-0.36 1 -0.66 0.72 -0.66 0.35 C-0.66 "
    "-0.1 -0.12 -0.5 0 -1 Z"
)
LEAF = "M0 -1 C0.75 -0.45 0.75 0.45 0 1 C-0.75 0.45 -0.75 -0.45 0 -1 Z"
LEAF_HALF = "M0 -1 C0.75 -0.45 0.75 0.45 0 1 Z"
MOON = (
    "M-0.95 -0.35 C-1.05 0.35 -0.6 0.95 0 0.95 C0.6 0.95 1.05 0.35 0.95 -0.35 C0.75 0.1 0.4 0.25 0 0.25 "
    "C-0.4 0.25 -0.75 0.1 -0.95 -0.35 Z"
)
TULIP = (
    "M0 1 C-0.7 1 -0.85 0.4 -0.8 -0.75 C-0.6 -0.7 -0.45 -0.5 -0.36 -0.3 C-0.3 -0.6 -0.15 -0.85 0 -1 C0.15 "
    "-0.85 0.3 -0.6 0.36 -0.3 C0.45 -0.5 0.6 -0.7 0.8 -0.75 C0.85 0.4 0.7 1 0 1 Z"
)
UPPER_WING = (
    "M0.08 0.05 C0.15 -0.5 0.55 -0.95 0.9 -0.85 C1.2 -0.75 1.1 0 0.75 0.12 C0.5 0.2 0.25 0.15 0.08 0.05 Z"
)
LOWER_WING = "M0.08 0.1 C0.3 0.1 0.75 0.12 0.8 0.4 C0.85 0.75 0.5 1 0.3 0.8 C0.15 0.65 0.1 0.35 0.08 0.1 Z"
BUTTERFLY = (
    "M0 -0.3 C0.3 -0.95 1.15 -1.05 1.05 -0.35 C1 0 0.75 0.12 0.55 0.14 C0.95 0.35 0.85 0.95 0.45 0.9 "
    "C0.2 0.85 0.08 0.6 0 0.35 C-0.08 0.6 -0.2 0.85 -0.45 0.9 C-0.85 0.95 -0.95 0.35 -0.55 0.14 "
    "C-0.75 0.12 -1 0 -1.05 -0.35 C-1.15 -1.05 -0.3 -0.95 0 -0.3 Z"
)
BODY = (
    "M0 -0.55 C0.16 -0.55 0.16 -0.2 0.13 0.1 C0.12 0.4 0.08 0.65 0 0.75 C-0.08 0.65 -0.12 0.4 -0.13 0.1 "
    "C-0.16 -0.2 -0.16 -0.55 0 -0.55 Z"
)


def mirrored(path: str) -> str:
    """The path seen in a mirror that stands upright at x = 0."""
    return _PAIR.sub(lambda pair: f"{-float(pair[1]):.3f} {pair[2]}", path)
