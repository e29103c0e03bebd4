"""The rings of a mandala: each kind fills the belt between two circles with `count` equal parts."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from coloring.engines.offline.ornament import paths
from coloring.engines.offline.ornament.sheet import Patch

# The gap that a crayon's tip needs between two lines, edge to edge, in page px, and a little more.
TIP = 14.0
_FEW = 8


@dataclass(frozen=True)
class Belt:
    """Where a ring goes: `count` parts between two radii; a `rich` one has small things in large ones."""

    count: int
    inner: float
    outer: float
    pen: float
    colours: tuple[str, ...]
    rich: bool = True

    @property
    def half(self) -> float:
        """Radians from the middle of a part to its side."""
        return math.pi / self.count

    @property
    def depth(self) -> float:
        return self.outer - self.inner

    @property
    def middle(self) -> float:
        return (self.outer + self.inner) / 2

    def width(self, radius: float) -> float:
        """Px across a part at a radius."""
        return 2 * radius * math.sin(self.half)

    @property
    def fitting(self) -> float:
        """The radius of a motif that stands free in the middle of a part."""
        return min(self.depth / 2, self.width(self.middle) / 2) - self.pen / 2 - TIP / 2 - 1

    def around(
        self, path: str, colour: int, *, half_turn: bool = False, open_line: bool = False
    ) -> list[Patch]:
        """A path, drawn for the part that points straight up, in each part or between each two."""
        start = 180 / self.count if half_turn else 0
        return [
            Patch(paths.placed(path, turn=start + 360 * number / self.count), self.colours[colour], open_line)
            for number in range(self.count)
        ]

    def motif(self, path: str, colour: int, size: float, radius: float | None = None) -> list[Patch]:
        """A path of radius 1 in each part."""
        return self.around(paths.placed(path, scale=size, y=-(radius or self.middle)), colour)


Ring = Callable[[Belt], list[Patch]]


@dataclass(frozen=True)
class Kind:
    """A kind of ring; px: how narrow a part may be in its middle and how shallow the belt.

    `rim` may be the outermost ring, without a circle around.
    """

    draw: Ring
    width: float
    depth: float
    rim: bool = False


def _petal(belt: Belt, tip: float, *, pointed: bool, share: float = 0.4) -> str:
    share = share if belt.count > _FEW else min(share, 0.15)  # wide ones would come out as polygons
    shoulder = belt.inner + share * (tip - belt.inner)
    return paths.arch(belt.half, belt.inner * 0.9, shoulder, tip, pointed=pointed)


def _within(belt: Belt, path: str, colour: int, *, size: float = 0.55, rise: float = 0.46) -> list[Patch]:
    """A motif inside each petal where a crayon can still go around it."""
    if not belt.rich:
        return []
    radius = belt.inner + rise * belt.depth
    room = min(belt.width(radius) / 2 - TIP - belt.pen, size * belt.depth / 2, belt.depth / 2 - TIP)
    return belt.motif(path, colour, room, radius) if room >= TIP else []


def petals(belt: Belt) -> list[Patch]:
    return belt.around(_petal(belt, belt.outer, pointed=True), 0) + _within(belt, paths.DROP, 1)


def round_petals(belt: Belt) -> list[Patch]:
    return belt.around(_petal(belt, belt.outer, pointed=False), 0) + _within(belt, paths.circle(1), 1)


def double_petals(belt: Belt) -> list[Patch]:
    """Pointed petals that look out between round ones."""
    back = belt.around(_petal(belt, belt.outer, pointed=True, share=0.6), 1, half_turn=True)
    return back + belt.around(_petal(belt, belt.inner + 0.74 * belt.depth, pointed=False), 0)


def lotus(belt: Belt) -> list[Patch]:
    """Pointed petals, others between them, and a small one before each."""
    back = belt.around(_petal(belt, belt.outer, pointed=True, share=0.66), 2, half_turn=True)
    front = belt.around(_petal(belt, belt.inner + 0.8 * belt.depth, pointed=True, share=0.45), 0)
    small = belt.width(belt.inner) > 3 * TIP + 2 * belt.pen and belt.depth > 5 * TIP
    inside = belt.width(belt.inner) / 2 - TIP - belt.pen
    leaf = paths.placed(paths.LEAF, scale=inside * 1.3, y=-(belt.inner + 0.38 * belt.depth))
    return back + front + (belt.around(leaf, 1) if small and inside * 1.3 < 0.3 * belt.depth else [])


def scallops(belt: Belt) -> list[Patch]:
    """Lace: round lobes with a smaller lobe in each."""
    lobes = belt.around(_petal(belt, belt.outer, pointed=False, share=0.2), 0)
    room = min(0.5 * belt.width(belt.inner) - TIP - belt.pen, belt.depth - 2 * TIP)
    if room < TIP or not belt.rich:
        return lobes
    half = math.asin(min(0.9, room / belt.inner))
    tip = belt.inner + min(room * 1.4, 0.56 * belt.depth)
    small = paths.arch(half, belt.inner * 0.9, belt.inner + 2, tip, pointed=False)
    return lobes + belt.around(small, 1)


def rays(belt: Belt) -> list[Patch]:
    """The long and short rays of a sun."""
    long = _ray(belt, belt.outer)
    short = _ray(belt, belt.inner + 0.72 * belt.depth)
    return belt.around(short, 1, half_turn=True) + belt.around(long, 0)


def _ray(belt: Belt, tip: float) -> str:
    foot = belt.inner * 0.9
    left, right = paths.polar(foot, -belt.half), paths.polar(foot, belt.half)
    low_left, low_right = (paths.polar(belt.inner, side * belt.half) for side in (-1, 1))
    return paths.through([left, low_left, (0, -tip), low_right, right])


def arches(belt: Belt) -> list[Patch]:
    """Windows with a pane in each."""
    outer = belt.around(_petal(belt, belt.outer, pointed=True, share=0.55), 0)
    edge = belt.width(belt.inner) / 2 - TIP - belt.pen
    if edge < TIP or not belt.rich:
        return outer
    half = math.asin(edge / belt.inner)
    low = belt.inner + 0.3 * belt.depth
    pane = paths.arch(half, belt.inner * 0.9, low, belt.inner + 0.62 * belt.depth, pointed=True)
    return outer + belt.around(pane, 1)


def hearts(belt: Belt) -> list[Patch]:
    return belt.motif(paths.HEART, 0, belt.fitting)


def drops(belt: Belt) -> list[Patch]:
    return belt.motif(paths.DROP, 0, min(belt.depth / 2 - belt.pen - TIP / 2, 1.5 * belt.fitting))


def leaves(belt: Belt) -> list[Patch]:
    """Leaves with a middle rib; their two halves can take two colours."""
    size = min(belt.depth / 2 - belt.pen - TIP / 2, 1.9 * belt.fitting)
    return belt.motif(paths.LEAF, 0, size) + belt.motif(paths.LEAF_HALF, 1, size)


def stars(belt: Belt) -> list[Patch]:
    return belt.motif(paths.star(5, 0.52), 0, belt.fitting + 3)


def beads(belt: Belt) -> list[Patch]:
    return belt.motif(paths.circle(1), 0, belt.fitting)


def flowers(belt: Belt) -> list[Patch]:
    size = belt.fitting + 1
    heads = belt.motif(paths.blossom(5), 0, size)
    return heads + (belt.motif(paths.circle(0.4), 1, size) if belt.rich and 0.4 * size > TIP else [])


def tulips(belt: Belt) -> list[Patch]:
    return belt.motif(paths.TULIP, 0, belt.fitting)


def moons(belt: Belt) -> list[Patch]:
    return belt.motif(paths.MOON, 0, belt.fitting + 2)


def butterflies(belt: Belt) -> list[Patch]:
    size = belt.fitting
    if not belt.rich:
        return belt.motif(paths.BUTTERFLY, 0, size)
    wings = [
        (side(path), colour)
        for path, colour in ((paths.LOWER_WING, 1), (paths.UPPER_WING, 0))
        for side in (str, paths.mirrored)
    ]
    patches = [patch for path, colour in wings for patch in belt.motif(path, colour, size)]
    return patches + belt.motif(paths.BODY, 2, size)


def diamonds(belt: Belt) -> list[Patch]:
    """A chain of diamonds that touch; a small one in each."""
    reach = belt.depth / 2
    left, right = (paths.polar(belt.middle, side * belt.half) for side in (-1, 1))
    chain = belt.around(paths.through([left, (0, -belt.outer), right, (0, -belt.inner)]), 0)
    room = min(reach, belt.width(belt.middle) / 2) * 0.42
    tilted = paths.through([(-1, 0), (0, -1), (1, 0), (0, 1)])
    return chain + (belt.motif(tilted, 1, room) if room > 1.3 * TIP else [])


def eyes(belt: Belt) -> list[Patch]:
    """A braid: lenses that touch, a ball in each."""
    left, right = (paths.polar(belt.middle, side * belt.half) for side in (-1, 1))
    high, low = belt.outer + 0.28 * belt.depth, belt.inner - 0.28 * belt.depth
    lens = f"M{paths.written(left)} Q{paths.written((0, -high), right)} Q{paths.written((0, -low), left)} Z"
    room = min(belt.depth * 0.78 / 2, belt.width(belt.middle) / 3) - TIP - belt.pen / 2
    return belt.around(lens, 0) + (belt.motif(paths.circle(1), 1, room) if room > 0.8 * TIP else [])


def waves(belt: Belt) -> list[Patch]:
    """A wavy line; a ball rests in each of its bays."""
    points, swing = 24 * belt.count, 0.5 * (belt.depth - TIP) * 0.8
    turns = [2 * math.pi * step / points for step in range(points)]
    line = paths.through(
        paths.polar(belt.middle + swing * math.cos(belt.count * turn), turn) for turn in turns
    )
    room = min(belt.depth / 2 - TIP, belt.width(belt.middle) / 4 - TIP / 2) - belt.pen
    balls = belt.motif(paths.circle(1), 1, room, belt.middle + swing * 0.1) if room > TIP * 0.9 else []
    return [Patch(line, belt.colours[0]), *balls]


def cells(belt: Belt) -> list[Patch]:
    """Tiles between spokes, a ball in each where it fits."""
    corners = [(belt.inner * 0.9, -1), (belt.outer, -1), (belt.outer, 1), (belt.inner * 0.9, 1)]
    sides = [paths.polar(radius, side * belt.half) for radius, side in corners]
    tiles = [
        Patch(patch.path, belt.colours[number % 2])
        for number, patch in enumerate(belt.around(paths.through(sides), 0))
    ]
    room = belt.fitting * 0.62
    return tiles + (belt.motif(paths.circle(1), 2, room) if room > TIP * 0.9 else [])


def scales(belt: Belt) -> list[Patch]:
    """Two rows of lobes, like the scales of a fish."""
    back = belt.around(_petal(belt, belt.outer, pointed=False, share=0.55), 0, half_turn=True)
    return back + belt.around(_petal(belt, belt.inner + 0.56 * belt.depth, pointed=False, share=0.15), 1)


KINDS: dict[str, Kind] = {
    "petals": Kind(petals, 44, 50, rim=True),
    "round petals": Kind(round_petals, 42, 46, rim=True),
    "double petals": Kind(double_petals, 52, 62, rim=True),
    "lotus": Kind(lotus, 56, 70, rim=True),
    "scallops": Kind(scallops, 44, 40, rim=True),
    "rays": Kind(rays, 62, 60, rim=True),
    "arches": Kind(arches, 48, 60, rim=True),
    "scales": Kind(scales, 50, 66, rim=True),
    "hearts": Kind(hearts, 62, 58),
    "drops": Kind(drops, 54, 58),
    "leaves": Kind(leaves, 58, 76),
    "stars": Kind(stars, 66, 62),
    "beads": Kind(beads, 46, 42),
    "flowers": Kind(flowers, 66, 62),
    "tulips": Kind(tulips, 62, 58),
    "moons": Kind(moons, 64, 60),
    "butterflies": Kind(butterflies, 96, 92),
    "diamonds": Kind(diamonds, 56, 50),
    "eyes": Kind(eyes, 66, 50),
    "waves": Kind(waves, 64, 56),
    "cells": Kind(cells, 44, 40),
}
