"""What a backdrop is, the sheet it is drawn on, and the lines of land that all of them share."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np

from coloring.engines.offline import paint
from coloring.engines.offline.placement import Floats

STEP = 8  # px between the points of a curve
PLAIN, SIMPLE, RICH = 0, 1, 2


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
    near      the colour of the nearest land
    roofs     the line above which small things of the sky stay; the skyline when None
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
    near: str = paint.GRASS
    roofs: Floats | None = None

    @property
    def areas(self) -> int:
        """About how many areas there are to colour before anything stands on them."""
        return (self.markup + self.front).count(paint.MARK)


@dataclass(frozen=True)
class Sheet:
    """The page to fill, in px, the dice, and how much there is in the background: RICH, SIMPLE or PLAIN."""

    width: int
    height: int
    rng: random.Random
    fuss: int = RICH

    @property
    def simple(self) -> bool:
        """Fewer things, and larger ones."""
        return self.fuss < RICH

    @property
    def plain(self) -> bool:
        """For the youngest: no more than says what place it is."""
        return self.fuss == PLAIN

    def few(self, rich: int, simple: int, plain: int) -> int:
        """A number of things for each degree of fuss."""
        return (plain, simple, rich)[self.fuss]

    @property
    def wide(self) -> bool:
        return self.width > 1.1 * self.height

    @property
    def tall(self) -> bool:
        return self.height > 1.1 * self.width

    def line(self, level: float) -> float:
        """A height given as a share of a square page, raised on a tall one so that no sky stays empty."""
        lift = 0.11 * max(0.0, self.height / self.width - 1) / 0.414 if level < 0.7 else 0.0
        return self.height * (level - lift)

    def across(self, share: float) -> float:
        return self.width * share

    def level(self, y: float) -> Floats:
        """A flat line at y px."""
        return np.full(self.width + 1, y)

    def sky(self, color: str = paint.SKY) -> str:
        """The colour of everything that nothing else covers."""
        return paint.ground(self.width, self.height, color)

    def area(self, curve: Floats, color: str) -> str:
        """A closed area from a line down to below the page."""
        low = self.height + 40
        return paint.path(f"{self._along(curve)} V{low} H-20z", color)

    def edge(self, curve: Floats) -> str:
        """The line alone."""
        return paint.line(self._along(curve))

    def hanging(self, curve: Floats, color: str) -> str:
        """A closed area from a line up to above the page."""
        return paint.path(f"{self._along(curve)} V-20 H-20z", color)

    def _along(self, curve: Floats) -> str:
        points = " ".join(f"L{x} {curve[x]:.1f}" for x in range(0, len(curve), STEP))
        return f"M-20 {curve[0]:.1f} {points} L{len(curve) + 20} {curve[-1]:.1f}"

    def band(self, top: float, bottom: float, color: str) -> str:
        """A stripe across the page."""
        return paint.box(-20, top, self.width + 40, bottom - top, color)

    def below(self, top: float, color: str) -> str:
        """Everything below y px."""
        return self.band(top, self.height + 40, color)


def rolling(sheet: Sheet, level: float, swing: float, waves: float) -> Floats:
    """The y of a hilly line for every px column: `level` in px, going up and down by `swing` px."""
    x = np.arange(sheet.width + 1) / sheet.width * 2 * math.pi
    first, second = sheet.rng.uniform(0, 2 * math.pi), sheet.rng.uniform(0, 2 * math.pi)
    return np.asarray(
        level + swing * (0.75 * np.sin(waves * x + first) + 0.25 * np.sin(2 * waves * x + second))
    )


def raised(curve: Floats, left: float, right: float, top: float) -> Floats:
    """A line that goes up to y = `top` between two x, all in px."""
    columns = slice(max(0, round(left)), max(0, round(right)) + 1)
    higher = curve.copy()
    higher[columns] = np.minimum(higher[columns], top)
    return higher


def crests(sheet: Sheet, level: float, high: float, wide: float) -> Floats:
    """Pointed waves."""
    x = np.arange(sheet.width + 1) + sheet.rng.uniform(0, wide)
    return np.asarray(level + high * (np.abs(np.sin(math.pi * x / wide)) - 0.6))


def clipped(name: str, outline: str, markup: str) -> str:
    """Markup that is seen inside an outline (an SVG element) alone; `name` is unique on a page."""
    return f'<clipPath id="{name}">{outline}</clipPath><g clip-path="url(#{name})">{markup}</g>'


def hidden_feet(sheet: Sheet, view: Backdrop, *, indoors: bool) -> Backdrop:
    """The same view with a hill, indoors a table, in the foreground: heads and busts stand behind it."""
    edge = (
        sheet.level(0.74 * sheet.height)
        if indoors
        else rolling(sheet, 0.74 * sheet.height, 0.016 * sheet.height, 0.9)
    )
    skyline = edge - 0.2 * sheet.height if view.skyline is None else np.minimum(view.skyline, edge - 40)
    front = view.front + sheet.area(edge, paint.WOOD if indoors else view.near)
    if indoors:
        front += paint.line(f"M-20 {edge[0] + 46:.0f} H{sheet.width + 20}")
    return Backdrop(
        view.markup, front=front, skyline=skyline, ground=edge, ceiling=view.ceiling, roofs=view.roofs
    )
