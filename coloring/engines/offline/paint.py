"""Closed elements of SVG: white on the page, and in `data-c` the colour that the same thing has in life.

They inherit fill and pen. Lengths are those of the drawing they go into, page px or units of a shape.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

Point = tuple[float, float]

SKY, NIGHT, SPACE = "#a9defb", "#4a5aa8", "#39407f"
GRASS, MEADOW, LEAF, PINE = "#8fd16a", "#b9e28c", "#5fb54a", "#3f9160"
SAND, DUNE, EARTH, WOOD, TRUNK = "#f7dd9c", "#f2c66d", "#c08a5a", "#d9a066", "#a0693a"
WATER, SEA, DEEP, ICE, SNOW = "#8fd8f2", "#4fb3e8", "#2f8fd0", "#dff3fb", "#f4fbff"
STONE, ROAD, STEEL = "#c9cdd4", "#9aa0a8", "#aebccb"
WALL, CREAM, FLOOR = "#fff0cf", "#fff7e3", "#e2b583"
RED, ORANGE, YELLOW, GREEN = "#ef5350", "#ff9f40", "#ffd84d", "#6cc36c"
BLUE, LIGHT_BLUE, PURPLE, PINK, BROWN = "#5b9bef", "#bfe4fa", "#a67fd8", "#f8a5c2", "#9c6b43"
WHITE = "#ffffff"
BRIGHT = (RED, YELLOW, BLUE, GREEN, ORANGE, PURPLE)


def path(data: str, color: str) -> str:
    """An area from path data; the caller closes it."""
    return f'<path d="{data}" data-c="{color}"/>'


def line(data: str) -> str:
    """A line that closes nothing."""
    return f'<path fill="none" d="{data}"/>'


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
