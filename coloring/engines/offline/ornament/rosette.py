"""A rosette: rings around a core, the same in every part of the circle."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coloring.engines.offline.ornament import paths
from coloring.engines.offline.ornament.rings import KINDS, TIP, Belt
from coloring.engines.offline.ornament.sheet import Patch

_TRIES = 24  # partitions that are tried until the wanted kinds find a belt that is wide enough


@dataclass(frozen=True)
class Manner:
    """How a level of detail draws: `depth` of a belt in page px, `room` of a part against the least."""

    depth: float
    room: float
    folds: tuple[int, ...]
    doubled: float  # the chance of a plain band between two rings
    core: float  # the radius of the core as a share of the whole
    rich: bool = True


MANNERS = {
    "simple": Manner(150, 1.35, (6, 6, 8), 0.0, core=0.17, rich=False),
    "normal": Manner(122, 1.75, (8, 8, 8, 10, 12), 0.2, core=0.1),
    "fine": Manner(84, 1.15, (10, 12), 0.3, core=0.1),
}

EVERY = tuple(KINDS)
_RIMMED = 0.8  # the chance of an outermost ring without a circle around
_FEW = 6  # pointed petals of a rim with so few would come out as a polygon
# Kinds that make one area of each part.
_PLAIN = (
    "petals",
    "round petals",
    "scallops",
    "hearts",
    "drops",
    "stars",
    "beads",
    "tulips",
    "moons",
    "flowers",
    "butterflies",
)


@dataclass(frozen=True)
class Flavour:
    """What a rosette is made of: `wanted` comes once at least, the `others` as chance has it."""

    wanted: tuple[str, ...] = ()
    others: tuple[str, ...] = EVERY
    folds: tuple[int, ...] = ()


def draw(
    rng: random.Random,
    *,
    folds: int,
    radius: float,
    pen: float,
    palette: Sequence[str],
    manner: Manner,
    flavour: Flavour,
    between: bool = False,
) -> list[Patch]:
    """The patches of a rosette around the origin, in paint order.

    With `between`, no part of any ring points straight up: a quarter then holds whole parts.
    """
    rings = _planned(rng, folds, radius, manner, flavour)
    patches: list[Patch] = []
    colours = list(palette[:-1])
    for number, (name, count, inner, outer) in reversed(list(enumerate(rings))):
        shift = number % len(colours)
        belt = Belt(count, inner, outer, pen, tuple(colours[shift:] + colours[:shift]), manner.rich)
        rim = number == len(rings) - 1 and KINDS[name].rim
        ring = KINDS[name].draw(belt)
        if between:
            ring = [_turned(patch, 180 / count) for patch in ring]
        ground = palette[-1] if number % 2 else colours[(shift + 3) % len(colours)]
        bare = rim or (KINDS[name].rim and not manner.rich)
        patches += ring if bare else [Patch(paths.circle(outer), ground), *ring]
        if number and inner - rings[number - 1][3] > 1:
            patches.append(Patch(paths.circle(inner), colours[(shift + 4) % len(colours)]))
    return patches + _core(rng, rings[0][2], folds, pen, colours, rich=manner.rich)


def _turned(patch: Patch, turn: float) -> Patch:
    return Patch(paths.placed(patch.path, turn=turn), patch.colour, patch.open)


Planned = list[tuple[str, int, float, float]]


def _planned(rng: random.Random, folds: int, radius: float, manner: Manner, flavour: Flavour) -> Planned:
    """Name, parts, inner and outer radius of each ring, from the inside; a wanted kind if any fits."""
    plan: Planned = []
    for number in range(_TRIES):
        deeper = manner if number < _TRIES / 2 else replace(manner, depth=1.5 * manner.depth)
        plan = _plan(rng, folds, radius, deeper, flavour)
        if not flavour.wanted or any(name in flavour.wanted for name, *_ in plan):
            break
    return plan


def _plan(rng: random.Random, folds: int, radius: float, manner: Manner, flavour: Flavour) -> Planned:
    core = min(max(manner.core * radius, 5.0 * folds, 30.0), 0.42 * radius)
    number = max(1, round((radius - core) / manner.depth))
    weights = [rng.uniform(0.75, 1.3) for _ in range(number)]
    plan: Planned = []
    inner = core
    for place, weight in enumerate(weights):
        outer = inner + weight * (radius - inner) / sum(weights[place:])
        start = inner
        if place and rng.random() < manner.doubled and outer - inner > manner.depth:
            start = inner + TIP + 8
        name, count = _chosen(rng, folds, start, outer, manner, flavour, plan, left=number - 1 - place)
        plan.append((name, count, start, outer))
        inner = outer
    return plan


def _chosen(
    rng: random.Random,
    folds: int,
    inner: float,
    outer: float,
    manner: Manner,
    flavour: Flavour,
    plan: Planned,
    *,
    left: int,
) -> tuple[str, int]:
    """A kind that fits the belt, new if possible, and its parts there; `left` rings are to come."""
    used = {name for name, *_ in plan}
    names = [*flavour.wanted * 3, *flavour.others]
    if not manner.rich:
        names = [name for name in names if name in _PLAIN and not (KINDS[name].rim and left == 1)]
        names = [name for name in names if left or folds > _FEW or name != "petals"]
    fitting = [(name, _count(name, folds, inner, outer, manner, name in flavour.wanted)) for name in names]
    able = [(name, count) for name, count in fitting if count]
    rims = [choice for choice in able if KINDS[choice[0]].rim]
    if not left and rims and (rng.random() < _RIMMED or (len(plan) > 1 and not manner.rich)):
        able = rims
    fresh = [choice for choice in able if choice[0] not in used]
    choices = fresh or able or [("round petals", folds)]
    return rng.choice(choices)


def _count(name: str, folds: int, inner: float, outer: float, manner: Manner, wanted: bool) -> int:
    """As many parts as a kind can have there in this manner; 0 when the belt is too narrow for it."""
    kind, room = KINDS[name], 1.0 if wanted else manner.room
    if outer - inner < kind.depth:
        return 0
    for count in (3 * folds, 2 * folds, folds) if manner.rich else (folds,):
        if Belt(count, inner, outer, 0, ()).width((inner + outer) / 2) >= kind.width * room:
            return count
    return 0


def _core(
    rng: random.Random, radius: float, folds: int, pen: float, colours: Sequence[str], *, rich: bool
) -> list[Patch]:
    """A ball, or a flower or a star on a ball."""
    ball = Patch(paths.circle(radius), rng.choice(colours))
    inside = radius - TIP - pen
    if not rich or inside < 1.4 * TIP:
        return [ball]
    shape = rng.choice([paths.circle(1), paths.blossom(folds, 0.8), paths.star(folds, 0.72)])
    return [ball, Patch(paths.placed(shape, scale=inside + 4), rng.choice(colours))]
