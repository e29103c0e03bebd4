"""Closed elements of SVG: white on the page, and in `data-c` the colour that the same thing has in life.

They inherit fill and pen. Lengths are those of the drawing they go into, page px or units of a shape.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable

MARK = "data-c="
Point = tuple[float, float]

# Outlines for `fitted`, about the middle of the square.
HEART = "M.5 .95 C-.1 .55 0 .08 .27 .08 C.42 .08 .5 .2 .5 .28 C.5 .2 .58 .08 .73 .08 C1 .08 1.1 .55 .5 .95z"
CRESCENT = "M.62 .02 A.5 .5 0 1 0 .95 .75 A.42 .42 0 0 1 .62 .02z"
CROSS = "M.35 0 H.65 V.35 H1 V.65 H.65 V1 H.35 V.65 H0 V.35 H.35z"

SKY, NIGHT, SPACE = "#a9defb", "#4a5aa8", "#39407f"
GRASS, MEADOW, LEAF, PINE = "#8fd16a", "#b9e28c", "#5fb54a", "#3f9160"
SAND, DUNE, EARTH, WOOD, TRUNK = "#f7dd9c", "#f2c66d", "#c08a5a", "#d9a066", "#a0693a"
WATER, SEA, DEEP, ICE, SNOW = "#8fd8f2", "#4fb3e8", "#2f8fd0", "#dff3fb", "#f4fbff"
STONE, ROAD, STEEL = "#c9cdd4", "#9aa0a8", "#aebccb"
WALL, CREAM, FLOOR = "#fff0cf", "#fff7e3", "#e2b583"
RED, ORANGE, YELLOW, GREEN = "#ef5350", "#ff9f40", "#ffd84d", "#6cc36c"
BLUE, LIGHT_BLUE, PURPLE, PINK, BROWN = "#5b9bef", "#bfe4fa", "#a67fd8", "#f8a5c2", "#9c6b43"
WHITE = "#ffffff"
MINT, LILAC, PEACH, PALE = "#e3f6ee", "#e3d8f7", "#ffe9d2", "#dfe8fa"
BRIGHT = (RED, YELLOW, BLUE, GREEN, ORANGE, PURPLE)


def path(data: str, color: str) -> str:
    """An area from path data; the caller closes it."""
    return f'<path d="{data}" data-c="{color}"/>'


def line(data: str) -> str:
    """A line that closes nothing."""
    return f'<path fill="none" d="{data}"/>'


def fitted(data: str, x: float, y: float, wide: float, high: float) -> str:
    """Path data written for a square of side 1, moved to (x, y) and stretched to `wide` by `high`."""
    parts = []
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
        values = [float(value) for value in re.findall(r"-?[\d.]+", numbers)]
        left, top = (0.0, 0.0) if command.islower() else (x, y)
        axes = itertools.cycle(_AXES.get(command.lower(), "xy"))
        scaled = (
            _scaled(value, axis, (left, top), (wide, high)) for value, axis in zip(values, axes, strict=False)
        )
        parts.append(command + " ".join(f"{value:.5g}" for value in scaled))
    return "".join(parts)


# What the numbers behind a command are: across, down, their lengths alone, or neither.
_AXES = {"h": "x", "v": "y", "a": "wd---xy"}


def _scaled(value: float, axis: str, start: Point, size: Point) -> float:
    if axis == "-":
        return value
    length = value * (size[0] if axis in "xw" else size[1])
    return length + (start[0] if axis == "x" else start[1] if axis == "y" else 0.0)


def polygon(points: Iterable[Point], color: str) -> str:
    """A closed area through points."""
    return path(f"M{' L'.join(f'{x:.5g} {y:.5g}' for x, y in points)}z", color)


def box(x: float, y: float, width: float, height: float, color: str, corner: float = 0.0) -> str:
    """A rectangle from its upper left corner."""
    rounded = f' rx="{corner:.5g}"' if corner else ""
    sides = f'width="{width:.5g}" height="{height:.5g}"'
    return f'<rect x="{x:.5g}" y="{y:.5g}" {sides}{rounded} data-c="{color}"/>'


def disc(x: float, y: float, radius: float, color: str) -> str:
    return f'<circle cx="{x:.5g}" cy="{y:.5g}" r="{radius:.5g}" data-c="{color}"/>'


def oval(x: float, y: float, across: float, down: float, color: str, turn: float = 0.0) -> str:
    """An ellipse from its half axes, turned by degrees."""
    spin = f' transform="rotate({turn:.5g} {x:.5g} {y:.5g})"' if turn else ""
    axes = f'rx="{across:.5g}" ry="{down:.5g}"'
    return f'<ellipse cx="{x:.5g}" cy="{y:.5g}" {axes}{spin} data-c="{color}"/>'


def dot(x: float, y: float, radius: float) -> str:
    """Solid black: an eye."""
    return f'<circle cx="{x:.5g}" cy="{y:.5g}" r="{radius:.5g}" fill="#000" stroke="none"/>'


def ground(width: float, height: float, color: str) -> str:
    """The colour of the whole page, without a line around it."""
    sides = f'width="{width + 40:.5g}" height="{height + 40:.5g}"'
    return f'<rect x="-20" y="-20" {sides} stroke="none" data-c="{color}"/>'


def turned(markup: str, x: float, y: float, turn: float, scale: float = 1.0) -> str:
    """Markup whose origin moves to a point, turned by degrees, then scaled, pens too."""
    size = f" scale({scale:.5g})" if scale != 1.0 else ""
    return f'<g transform="translate({x:.5g} {y:.5g}) rotate({turn:.5g}){size}">{markup}</g>'


def around(count: int, radius: float, start: float = 0.0) -> list[Point]:
    """Points evenly spaced on a circle, the first one straight up when `start` (radians) is 0."""
    turns = [start + 2 * math.pi * step / count for step in range(count)]
    return [(radius * math.sin(turn), -radius * math.cos(turn)) for turn in turns]


def spikes(count: int, outer: float, inner: float) -> list[Point]:
    """The corners of a star with `count` tips."""
    tips, dents = around(count, outer), around(count, inner, math.pi / count)
    return [point for pair in zip(tips, dents, strict=True) for point in pair]


def scallops(points: list[Point], color: str, bulge: float = 0.62) -> str:
    """A closed area of outward arcs over points in clockwise order; `bulge` is radius over chord."""
    arcs = [f"M{points[0][0]:.5g} {points[0][1]:.5g}"]
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        radius = bulge * math.hypot(x1 - x0, y1 - y0)
        arcs.append(f"A{radius:.5g} {radius:.5g} 0 0 1 {x1:.5g} {y1:.5g}")
    return path(" ".join(arcs) + "z", color)
