"""One page while it is composed: what is on it, what is still free, and finally its SVG."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from coloring.engines.offline.pieces import Piece
from coloring.engines.offline.placement import CELL, Floats, Grid, Mask, Score, Size, Spot

FRAME_INSET = 22  # px from the page's edge to the middle of the frame's line
FRAME_LINE = 7
FRAME_CORNER = 26

BEHIND, AMONG, BEFORE = 0, 1, 2  # layers: behind a rider's mount or a wave, the usual one, in front of a wave


@dataclass(frozen=True)
class Style:
    """How rich a page is and how thick its pens are: page px at 1024 on the long side.

    pens      for big, middle and small pieces
    roomy     the radius, a share of the page, of an empty circle that may stay empty
    grow      the size of things against the usual one
    density   a drawing with a larger share of ink is not taken
    comfort   a drawing with a larger share of ink gets a finer pen

    The others say how many of each there are at most.
    """

    pens: tuple[float, float, float]
    companions: int
    scenery: int
    sky: int
    ground: int
    fillers: int
    roomy: float
    grow: float = 1.0
    density: float = 0.45
    comfort: float = 0.38


@dataclass(frozen=True)
class Placed:
    """A piece on its spot."""

    piece: Piece
    spot: Spot
    layer: int = AMONG


@dataclass
class Canvas:
    """A page of `width` x `height` px with what was put on it so far."""

    width: int
    height: int
    style: Style
    rng: random.Random
    backdrop: str = ""
    front: str = ""
    ceiling: float = 0.0
    placed: list[Placed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.grid = Grid(self.width, self.height)
        self.unit = math.sqrt(
            self.width * self.height
        )  # px; sizes are shares of it, whatever the page's shape

    @property
    def form(self) -> str:
        """Whether the page is "wide", "tall" or "square"."""
        ratio = self.width / self.height
        return "wide" if ratio > 1.1 else "tall" if ratio < 0.9 else "square"

    def pen(self, piece: Piece, longest: float) -> float:
        """The line width for a piece of this size in px: finer for one that would become dark."""
        big = longest > 0.36 * self.unit
        pens = self.style.pens[0 if big else 1 if longest > 0.17 * self.unit else 2 :]
        return next((pen for pen in pens if piece.density(longest, pen) <= self.style.comfort), pens[-1])

    def reserve(self, top: float) -> None:
        """Keep everything off the uppermost px of the page."""
        self.ceiling = top
        self.grid.taken[: int(top / CELL)] = 1

    def count(self, piece: Piece) -> int:
        """How many of a piece are on the page."""
        return sum(placed.piece is piece for placed in self.placed)

    def put(
        self,
        piece: Piece,
        sizes: Iterable[float],
        score: Score,
        *,
        gap: float = 16,
        angle: float = 0.0,
        flip: bool = False,
        layer: int = AMONG,
        dense: bool = False,
    ) -> Spot | None:
        """Put a piece at the first of these sizes (px of its longer side) that is light and finds room.

        A `dense` one is put even when it is dark at that size.
        """
        for longest in sizes:
            if not dense and piece.density(longest, self.pen(piece, longest)) > self.style.density:
                return None
            spot = self.grid.find(piece.mask, piece.sized(longest), score, gap=gap, angle=angle, flip=flip)
            if spot:
                self.fix(piece, spot, layer)
                return spot
        return None

    def clear(self) -> None:
        """Take everything off the page again."""
        self.grid = Grid(self.width, self.height)
        self.reserve(self.ceiling)
        self.placed.clear()

    def fix(self, piece: Piece, spot: Spot, layer: int = AMONG) -> None:
        """Put a piece exactly there, whatever is there already."""
        self.grid.take(piece.mask, spot)
        self.placed.append(Placed(piece, spot, layer))

    def room(self, region: Mask | None = None) -> float:
        """The radius of the largest empty circle, as a share of the page."""
        return self.grid.room(region)[2] / self.unit

    def anywhere(self, x: Floats, y: Floats, size: Size) -> Floats:
        """A score that likes all free spots, those with most room best."""
        return self.grid.clearance(x, y)

    def svg(self) -> str:
        """The finished page."""
        inset, line = FRAME_INSET, FRAME_LINE
        box = (
            f'x="{inset}" y="{inset}" width="{self.width - 2 * inset}" height="{self.height - 2 * inset}" '
            f'rx="{FRAME_CORNER}"'
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}">'
            f'<clipPath id="frame"><rect {box}/></clipPath><g clip-path="url(#frame)">'
            f"{self._pen_group(self.backdrop)}{self._layer(BEHIND)}{self._pen_group(self.front)}"
            f"{self._layer(AMONG)}{self._layer(BEFORE)}</g>"
            f'<rect {box} fill="none" stroke="#000" stroke-width="{line}"/></svg>'
        )

    def _pen_group(self, markup: str) -> str:
        pen = f'stroke-width="{self.style.pens[1]}" stroke-linejoin="round" stroke-linecap="round"'
        return f'<g fill="#fff" stroke="#000" {pen}>{markup}</g>' if markup else ""

    def _layer(self, layer: int) -> str:
        """All halos first, so that none of them bites into a neighbour."""
        chosen = [(number, placed) for number, placed in enumerate(self.placed) if placed.layer == layer]
        halos, lines = [], []
        for number, one in chosen:
            pen = self.pen(one.piece, one.spot.size.longest)
            halos.append(one.piece.clear(one.spot, pen, f"h{number}-"))
            lines.append(one.piece.paint(one.spot, pen, f"p{number}-"))
        return "".join(halos + lines)
