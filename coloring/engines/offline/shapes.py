"""Simple closed shapes drawn by arithmetic: what fills a scene between the drawings of the library."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import resvg_py
from numpy.typing import NDArray

_REACH = 2.2  # units: no shape goes farther from the origin
_PIXELS_PER_UNIT = 80
_PEN = 0.06  # units: about a page's line on a shape of the usual size

Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """SVG markup around the origin, inheriting fill and pen; its box in units; its silhouette, 1 on 0."""

    name: str
    markup: str
    box: tuple[float, float, float, float]
    mask: NDArray[np.uint8]


def polygon(points: Iterable[Point], *, more: str = "") -> str:
    """A closed path through points."""
    return f'<path {more} d="M{" L".join(f"{x:.3f} {y:.3f}" for x, y in points)}z"/>'


def circle(x: float, y: float, radius: float) -> str:
    return f'<circle cx="{x:.3f}" cy="{y:.3f}" r="{radius:.3f}"/>'


def ellipse(x: float, y: float, across: float, down: float, turn: float = 0) -> str:
    spin = f' transform="rotate({turn:.1f} {x:.3f} {y:.3f})"' if turn else ""
    return f'<ellipse cx="{x:.3f}" cy="{y:.3f}" rx="{across:.3f}" ry="{down:.3f}"{spin}/>'


def around(count: int, radius: float, start: float = 0.0) -> list[Point]:
    """Points evenly spaced on a circle, the first one straight up when `start` (radians) is 0."""
    turns = [start + 2 * math.pi * step / count for step in range(count)]
    return [(radius * math.sin(turn), -radius * math.cos(turn)) for turn in turns]


def spikes(count: int, outer: float, inner: float) -> list[Point]:
    """The corners of a star with `count` tips."""
    tips, dents = around(count, outer), around(count, inner, math.pi / count)
    return [point for pair in zip(tips, dents, strict=True) for point in pair]


def scallops(points: list[Point], bulge: float = 0.62) -> str:
    """A closed path of outward arcs over points in clockwise order; `bulge` is radius over chord."""
    arcs = [f"M{points[0][0]:.3f} {points[0][1]:.3f}"]
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        radius = bulge * math.hypot(x1 - x0, y1 - y0)
        arcs.append(f"A{radius:.3f} {radius:.3f} 0 0 1 {x1:.3f} {y1:.3f}")
    return f'<path d="{" ".join(arcs)}z"/>'


def _smile(radius: float) -> str:
    """Two dots and a curve."""
    eyes = "".join(
        f'<circle cx="{side * 0.34 * radius:.3f}" cy="{-0.12 * radius:.3f}" r="{0.12 * radius:.3f}" '
        'fill="#000" stroke="none"/>'
        for side in (-1, 1)
    )
    side, low, lowest = 0.4 * radius, 0.25 * radius, 0.72 * radius
    mouth = f"M{-side:.3f} {low:.3f} Q0 {lowest:.3f} {side:.3f} {low:.3f}"
    return f'{eyes}<path fill="none" d="{mouth}"/>'


def _flower(petals: int) -> str:
    return "".join(circle(x, y, 0.44) for x, y in around(petals, 0.66)) + circle(0, 0, 0.40)


def _daisy() -> str:
    stem = '<path fill="none" d="M0 .3 V1.62"/>'
    leaves = (
        '<path d="M.05 1.5 Q.2 .95 .8 .95 Q.75 1.5 .05 1.5z"/>'
        '<path d="M-.05 1.5 Q-.2 1.1 -.75 1.1 Q-.7 1.55 -.05 1.5z"/>'
    )
    head = "".join(circle(x, y - 0.55, 0.38) for x, y in around(6, 0.55)) + circle(0, -0.55, 0.32)
    return stem + leaves + head


def _snowflake() -> str:
    """Six bars that meet in the middle, one outline."""
    corners = []
    for arm in range(6):
        turn = arm * math.pi / 3
        for angle, reach in ((turn - 0.17, 1.0), (turn + 0.17, 1.0), (turn + math.pi / 6, 0.36)):
            corners.append((math.sin(angle) * reach, -math.cos(angle) * reach))
    return polygon(corners)


def _trunk(top: float, bottom: float, half: float) -> str:
    return polygon([(-half, top), (-half * 1.3, bottom), (half * 1.3, bottom), (half, top)])


def _tree() -> str:
    crown = [(x * 0.92, y * 0.92 - 0.35) for x, y in around(8, 0.78)]
    return _trunk(0.2, 1.45, 0.2) + scallops(crown, 0.56)


def _pine() -> str:
    tiers = [(0.5, 0.95), (0.0, 0.8), (-0.55, 0.6)]
    layers = [polygon([(0, low - 0.95), (half, low + 0.35), (-half, low + 0.35)]) for low, half in tiers]
    return _trunk(0.7, 1.3, 0.17) + "".join(layers)


def _palm() -> str:
    """A bent trunk under five broad leaves."""
    trunk = '<path d="M-.12 -.3 Q.1 .6 -.2 1.5 H.24 Q.42 .6 .14 -.3z"/>'
    leaves = "".join(
        f'<path transform="translate(0 -.4) rotate({turn})" d="M0 0 Q.5 -.55 1.25 -.05 Q.6 .12 0 0z"/>'
        for turn in (32, 148, -12, 192, -75)
    )
    return trunk + leaves


def _bush() -> str:
    top = [(-1.0, 0.55), (-0.85, 0.0), (-0.35, -0.4), (0.35, -0.4), (0.85, 0.0), (1.0, 0.55)]
    arcs = [f"M{top[0][0]} {top[0][1]}"]
    arcs += [f"A.36 .36 0 0 1 {x} {y}" for x, y in top[1:]]
    leaves = '<path fill="none" d="M-.45 .1 A.2 .2 0 0 1 -.1 .1 M.2 -.05 A.2 .2 0 0 1 .55 -.05"/>'
    return f'<path d="{" ".join(arcs)}z"/>{leaves}'


_CLOUD = (
    '<path d="M-.8 .5 A.36 .36 0 0 1 -.78 -.2 A.46 .46 0 0 1 -.02 -.5 '
    'A.4 .4 0 0 1 .62 -.24 A.37 .37 0 0 1 .78 .5z"/>'
)
_LONG_CLOUD = (
    '<path d="M-1.05 .36 A.3 .3 0 0 1 -.98 -.2 A.36 .36 0 0 1 -.45 -.36 A.44 .44 0 0 1 .32 -.4 '
    'A.34 .34 0 0 1 .86 -.2 A.29 .29 0 0 1 1.02 .36z"/>'
)
_BALLOON = (
    '<path fill="none" d="M0 1.05 Q-.2 1.4 .05 1.65 T0 2.1"/>'
    '<path d="M0 .95 L-.16 1.12 H.16z"/>'
    '<path d="M0 .95 C-.5 .8 -.8 .3 -.8 -.15 A.8 .8 0 0 1 .8 -.15 C.8 .3 .5 .8 0 .95z"/>'
)
_EGG = (
    '<path d="M-.72 .25 C-.72 -.4 -.35 -1 0 -1 C.35 -1 .72 -.4 .72 .25 A.72 .72 0 0 1 -.72 .25z"/>'
    '<path fill="none" d="M-.71 .1 L-.42 -.1 L-.14 .1 L.14 -.1 L.42 .1 L.71 -.1"/>'
)
_TUFT = (
    '<path d="M-.9 .6 Q-.85 0 -1.1 -.35 Q-.5 -.15 -.38 .2 Q-.3 -.4 .1 -.8 Q.2 -.3 .3 .2 '
    'Q.45 -.15 1.05 -.4 Q.8 .05 .9 .6z"/>'
)
_SEAWEED = (
    '<path d="M-.22 1.5 C-.6 .9 .1 .5 -.25 0 C-.55 -.5 .05 -.9 -.05 -1.5 '
    'C.45 -1 .1 -.5 .3 0 C.6 .5 .05 .9 .32 1.5z"/>'
)
_CORAL = (
    '<path d="M-.18 1 V.45 Q-.75 .4 -.8 -.15 V-.45 A.16 .16 0 0 1 -.48 -.45 V-.2 Q-.45 .05 -.18 .05 V-.75 '
    'A.18 .18 0 0 1 .18 -.75 V-.25 Q.42 -.25 .45 -.5 V-.7 A.16 .16 0 0 1 .77 -.7 V-.45 Q.7 .15 .18 .2 V1z"/>'
)
_PEBBLE = '<path d="M-1 .5 Q-1 -.35 -.35 -.5 Q.6 -.65 .95 .05 Q1.05 .5 .8 .5z"/>'
_CRESCENT = '<path d="M.35 -.95 A1 1 0 1 0 .95 .5 A.85 .85 0 0 1 .35 -.95z"/>'
_HEART = (
    '<path d="M0 .9 C-1.2 .1 -1 -.85 -.45 -.85 C-.15 -.85 0 -.6 0 -.45 '
    'C0 -.6 .15 -.85 .45 -.85 C1 -.85 1.2 .1 0 .9z"/>'
)
_NOTE = '<path d="M-.3 .62 V-1 L.75 -.78 V-.3 L.02 -.45 V.66 z"/>' + ellipse(-0.32, 0.68, 0.38, 0.3, -18)
_PLANET_BANDS = '<path d="M-.97 -.25 Q0 .12 .97 -.25 M-.93 .35 Q0 .75 .93 .35" fill="none"/>'
_RING_BACK = ellipse(0, 0, 1.55, 0.42, -14)
_RING_FRONT = (
    '<g transform="rotate(-14)">'
    '<path d="M-.97 .1 L-1.55 0 A1.55 .5 0 0 0 1.55 0 L.97 .1 A1.2 .26 0 0 1 -.97 .1z"/></g>'
)
_SPOTS = circle(-0.3, -0.35, 0.27) + circle(0.42, 0.05, 0.2) + circle(-0.22, 0.45, 0.2)

MARKUP: dict[str, str] = {
    "star": polygon(spikes(5, 1, 0.5)),
    "ball": circle(0, 0, 1),
    "bubble": circle(0, 0, 1) + '<path fill="none" d="M-.5 -.1 A.5 .5 0 0 1 -.1 -.5"/>',
    "flower": _flower(5),
    "daisy": _daisy(),
    "cloud": _CLOUD,
    "long-cloud": _LONG_CLOUD,
    "sun": polygon(spikes(12, 1, 0.74)) + circle(0, 0, 0.56) + _smile(0.56),
    "bright-sun": polygon(spikes(9, 1, 0.66)) + circle(0, 0, 0.5),
    "moon": _CRESCENT,
    "snowflake": _snowflake(),
    "heart": _HEART,
    "note": _NOTE,
    "tree": _tree(),
    "pine": _pine(),
    "bush": _bush(),
    "tuft": _TUFT,
    "pebble": _PEBBLE,
    "seaweed": _SEAWEED,
    "coral": _CORAL,
    "crater": ellipse(0, 0, 1, 0.42) + '<path fill="none" d="M-.62 .02 Q0 -.3 .62 .02"/>',
    "balloon": _BALLOON,
    "egg": _EGG,
    "palm": _palm(),
    "striped-planet": circle(0, 0, 1) + _PLANET_BANDS,
    "spotted-planet": circle(0, 0, 1) + _SPOTS,
    "ring-planet": _RING_BACK + circle(0, 0, 1) + _RING_FRONT,
}


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
