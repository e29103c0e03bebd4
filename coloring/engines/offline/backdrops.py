"""What lies behind a scene: a few large closed areas, and where feet may stand on them."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from coloring.engines.offline.placement import Floats

STEP = 8  # px between the points of a curve


@dataclass(frozen=True)
class Backdrop:
    """Markup that inherits fill and pen, painted behind and before the pieces, and the land that it shows.

    skyline   for every px column, the y at which the farthest land begins; None where nothing stands
    ground    the same for the nearest land
    level     the y at which the main figure stands; None to choose freely
    lowest    the y below which no foot may be
    depth     how far, in px, large things behind may come forward of the ground's line
    ceiling   the y above which nothing may be
    firm      where things float: whether what cannot fly stands on the ground
    """

    markup: str = ""
    front: str = ""
    skyline: Floats | None = None
    ground: Floats | None = None
    level: float | None = None
    lowest: float = math.inf
    depth: float = 60.0
    ceiling: float = 0.0
    firm: bool = False


@dataclass(frozen=True)
class Sheet:
    """The page to fill, in px, and the dice."""

    width: int
    height: int
    rng: random.Random

    def line(self, level: float) -> float:
        """A height given as a share of a square page, raised on a tall one so that no sky stays empty."""
        lift = 0.11 * max(0.0, self.height / self.width - 1) / 0.414 if level < 0.7 else 0.0
        return self.height * (level - lift)


def rolling(sheet: Sheet, level: float, swing: float, waves: float) -> Floats:
    """The y of a hilly line for every px column: `level` in px, going up and down by `swing` px."""
    x = np.arange(sheet.width + 1) / sheet.width * 2 * math.pi
    first, second = sheet.rng.uniform(0, 2 * math.pi), sheet.rng.uniform(0, 2 * math.pi)
    return np.asarray(
        level + swing * (0.75 * np.sin(waves * x + first) + 0.25 * np.sin(2 * waves * x + second))
    )


def land(curve: Floats, bottom: float) -> str:
    """A closed area from a line down to below the page."""
    xs = range(0, len(curve), STEP)
    points = " ".join(f"L{x} {curve[x]:.1f}" for x in xs)
    end, low = len(curve) + 20, bottom + 20
    return f'<path d="M-20 {low} L-20 {curve[0]:.1f} {points} L{end} {curve[-1]:.1f} L{end} {low}z"/>'


def hills(sheet: Sheet) -> Backdrop:
    """Two rows of hills under an open sky."""
    far = rolling(sheet, sheet.line(0.46), 0.045 * sheet.height, 1.3)
    near = np.maximum(rolling(sheet, sheet.line(0.60), 0.022 * sheet.height, 1.0), far + 24)
    return Backdrop(land(far, sheet.height) + land(near, sheet.height), skyline=far, ground=near)


def plain(sheet: Sheet) -> Backdrop:
    """Nothing: the page is a sheet of stickers."""
    return Backdrop()


def flat(sheet: Sheet) -> Backdrop:
    """A level field before one row of hills."""
    far = rolling(sheet, sheet.line(0.48), 0.035 * sheet.height, 1.2)
    near = np.full(sheet.width + 1, sheet.line(0.60))
    return Backdrop(land(far, sheet.height) + land(near, sheet.height), skyline=far, ground=near)


def moon(sheet: Sheet) -> Backdrop:
    """The edge of a moon at the foot of the page."""
    ground = rolling(sheet, sheet.height * 0.85, 0.012 * sheet.height, 1.0)
    return Backdrop(land(ground, sheet.height), skyline=ground, ground=ground, firm=True)


def sea(sheet: Sheet) -> Backdrop:
    """Under water: a sandy bottom, sometimes with a second bank behind it."""
    sand = rolling(sheet, sheet.height * 0.87, 0.014 * sheet.height, 1.1)
    bank = rolling(sheet, sheet.height * 0.79, 0.03 * sheet.height, 0.9)
    layers = land(bank, sheet.height) + land(sand, sheet.height)
    if sheet.rng.random() < 0.5:
        return Backdrop(layers, skyline=bank, ground=sand)
    return Backdrop(_surface(sheet) + layers, skyline=bank, ground=sand, ceiling=0.075 * sheet.height + 36)


def _surface(sheet: Sheet) -> str:
    """Waves along the top, seen from below."""
    count = max(4, round(sheet.width / 150))
    width = (sheet.width + 40) / count
    arcs = " ".join(f"q{width / 2:.1f} 40 {width:.1f} 0" for _ in range(count))
    return f'<path d="M-20 -20 V{0.075 * sheet.height:.1f} {arcs} V-20z"/>'


def waves(sheet: Sheet) -> Backdrop:
    """Open water; what sails stands at `level` with its keel behind the nearest wave."""
    horizon, middle, nearest = (sheet.line(level) for level in (0.5, 0.58, 0.72))
    far = np.full(sheet.width + 1, horizon)
    second = _crests(sheet, middle, 15, 128)
    third = _crests(sheet, nearest, 20, 170)
    return Backdrop(
        land(far, sheet.height) + land(second, sheet.height),
        front=land(third, sheet.height),
        skyline=far,
        ground=third,
        level=nearest + 26,
        depth=0.0,
    )


def _crests(sheet: Sheet, level: float, high: float, wide: float) -> Floats:
    """Pointed waves."""
    x = np.arange(sheet.width + 1) + sheet.rng.uniform(0, wide)
    return np.asarray(level + high * (np.abs(np.sin(math.pi * x / wide)) - 0.6))


def road(sheet: Sheet) -> Backdrop:
    """A wide road before hills."""
    far = rolling(sheet, sheet.line(0.47), 0.04 * sheet.height, 1.2)
    top, middle, low = sheet.line(0.62), 0.775 * sheet.height, 0.93 * sheet.height
    kerb = sheet.line(0.59)
    bands = "".join(land(np.full(sheet.width + 1, level), sheet.height) for level in (kerb, top, low))
    count = max(4, round(sheet.width / 170))
    step = sheet.width / count
    dashes = "".join(
        f'<rect x="{(number + 0.25) * step:.0f}" y="{middle:.0f}" width="{step / 2:.0f}" height="24" rx="6"/>'
        for number in range(count)
    )
    ground = np.full(sheet.width + 1, kerb)
    markup = land(far, sheet.height) + bands + dashes
    return Backdrop(markup, skyline=far, ground=ground, level=0.89 * sheet.height, depth=4.0)


def rails(sheet: Sheet) -> Backdrop:
    """A railway before hills; trains stand on it."""
    view = hills(sheet)
    top = 0.855 * sheet.height
    count = max(5, round(sheet.width / 150))
    step = sheet.width / count
    sleepers = "".join(
        f'<rect x="{(number + 0.22) * step:.0f}" y="{top + 22:.0f}" width="{step * 0.56:.0f}" height="30"/>'
        for number in range(count)
    )
    rail = f'<rect x="-20" y="{top:.0f}" width="{sheet.width + 40}" height="24"/>'
    markup = view.markup + sleepers + rail
    return Backdrop(markup, skyline=view.skyline, ground=view.ground, level=top + 2, lowest=top - 6)


def snow(sheet: Sheet) -> Backdrop:
    """Soft hills of snow."""
    far = rolling(sheet, sheet.line(0.45), 0.05 * sheet.height, 1.6)
    middle = rolling(sheet, sheet.line(0.55), 0.03 * sheet.height, 1.1)
    near = np.maximum(rolling(sheet, sheet.line(0.64), 0.02 * sheet.height, 1.0), middle + 24)
    layers = "".join(land(curve, sheet.height) for curve in (far, middle, near))
    return Backdrop(layers, skyline=far, ground=near)


def beach(sheet: Sheet) -> Backdrop:
    """Sand before the sea."""
    far = np.full(sheet.width + 1, sheet.line(0.44))
    swell = _crests(sheet, sheet.line(0.51), 10, 120)
    sand = rolling(sheet, sheet.line(0.60), 0.02 * sheet.height, 0.8)
    layers = "".join(land(curve, sheet.height) for curve in (far, swell, sand))
    return Backdrop(layers, skyline=sand, ground=sand)


def table(sheet: Sheet) -> Backdrop:
    """A laid table under a garland."""
    edge = sheet.line(0.60)
    hem = 0.90 * sheet.height
    count = max(5, round(sheet.width / 130))
    width = (sheet.width + 40) / count
    arcs = " ".join(f"q{-width / 2:.1f} 52 {-width:.1f} 0" for _ in range(count))
    cloth = f'<path d="M-20 {edge:.0f} H{sheet.width + 20} V{hem:.0f} {arcs}z"/>'
    top = np.full(sheet.width + 1, edge)
    return Backdrop(
        _garland(sheet) + cloth,
        skyline=top,
        ground=top,
        level=0.85 * sheet.height,
        lowest=0.875 * sheet.height,
        ceiling=165.0,
    )


def _garland(sheet: Sheet) -> str:
    """Pennants on a string along the top."""
    count = max(6, round(sheet.width / 105))
    step = (sheet.width - 44) / count
    sag = [32 + 46 * math.sin(math.pi * (number / count * 2 % 1)) for number in range(count + 1)]
    flags = []
    for number in range(count):
        left, right = 22 + number * step, 22 + (number + 1) * step
        tip = (sag[number] + sag[number + 1]) / 2 + 78
        flags.append(
            f'<path d="M{left + 8:.0f} {sag[number] + 4:.0f} L{right - 8:.0f} {sag[number + 1] + 4:.0f} '
            f'L{(left + right) / 2:.0f} {tip:.0f}z"/>'
        )
    string = " ".join(f"L{22 + number * step:.0f} {drop:.0f}" for number, drop in enumerate(sag))
    return f'<path fill="none" d="M22 {sag[0]:.0f} {string}"/>' + "".join(flags)


def staff(sheet: Sheet) -> Backdrop:
    """Waving lines of written music."""
    middle = rolling(sheet, sheet.height * 0.5, 0.09 * sheet.height, 1.0)
    gap = 0.15 * sheet.height
    return Backdrop("".join(land(middle + gap * number, sheet.height) for number in (-2, -1, 0, 1, 2)))


def hidden_feet(sheet: Sheet, view: Backdrop) -> Backdrop:
    """The same view with a hill in the foreground, behind which heads and busts can stand."""
    hill = rolling(sheet, 0.74 * sheet.height, 0.016 * sheet.height, 0.9)
    skyline = hill - 0.2 * sheet.height if view.skyline is None else np.minimum(view.skyline, hill - 40)
    front = view.front + land(hill, sheet.height)
    return Backdrop(view.markup, front=front, skyline=skyline, ground=hill, ceiling=view.ceiling)


KINDS: dict[str, Callable[[Sheet], Backdrop]] = {
    "hills": hills,
    "plain": plain,
    "flat": flat,
    "moon": moon,
    "sea": sea,
    "waves": waves,
    "road": road,
    "rails": rails,
    "snow": snow,
    "beach": beach,
    "table": table,
    "staff": staff,
}

# Kinds in whose foreground a hill can rise.
HIDING = frozenset({"hills", "flat", "moon", "road", "rails", "snow", "beach"})
# Kinds in which things float rather than stand.
FLOATING = frozenset({"plain", "sea", "moon", "staff"})


def draw(kind: str, width: int, height: int, rng: random.Random, *, heads: bool = False) -> Backdrop:
    """The backdrop of that kind for a page of this size, on request with a place for heads."""
    sheet = Sheet(width, height, rng)
    view = KINDS[kind](sheet)
    return hidden_feet(sheet, view) if heads and kind in HIDING else view
