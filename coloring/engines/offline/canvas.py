"""One page while it is composed: what is on it, what is still free, and finally its SVG."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from coloring.engines.offline import inking, palette, patterns
from coloring.engines.offline.pieces import UNLIMITED, Look, Piece
from coloring.engines.offline.placement import CELL, MARGIN, Floats, Grid, Mask, Score, Size, Spot

FRAME_INSET = 22  # px from the page's edge to the middle of the frame's line
FRAME_LINE = 7
FRAME_CORNER = 26
GLANCE = 0.25  # px of a glance at the backdrop for one of the page
SEEN = 0.9  # share of the areas of a backdrop that pieces do not cover
BESIDE = 14  # px between the box that is kept and whatever stands beside it
FREE_AREAS = 1  # a tuft or a pebble: always affordable
LEAST_AREAS = 5  # of a figure among many
PATTERNED = 0.3  # share of the page: a piece this long carries patterns on a rich page

Box = tuple[float, float, float, float]

BEHIND, AMONG, BEFORE = 0, 1, 2  # layers: behind a rider's mount or a wave, the usual one, in front of a wave


@dataclass(frozen=True)
class Style:
    """How rich a page is and how thick its pens are: page px at 1024 on the long side.

    pens      for big, middle and small pieces
    areas     how many areas to colour the page has when nothing more comes onto it
    company   how many areas may come beside figures that have more than that themselves
    limit     how many areas a page has at most when anything may come beside its figures
    figures   how many areas are enough for all figures together
    companion how many are enough for anything else
    patch     the smallest detail of a drawing, in square px
    roomy     the radius, a share of the page, of an empty circle that may stay empty
    hero      the size of the main figure against the usual one
    grow      the size of all others against the usual one
    patterned whether large surfaces carry patterns
    density   a drawing with a larger share of ink is not taken
    comfort   a drawing with a larger share of ink gets a finer pen

    The others say how many of each there are at most.
    """

    pens: tuple[float, ...]
    areas: int
    company: int
    limit: int
    figures: int
    companion: int
    patch: float
    companions: int
    scenery: int
    sky: int
    ground: int
    fillers: int
    roomy: float
    hero: float = 1.0
    grow: float = 1.0
    patterned: bool = False
    density: float = 0.45
    comfort: float = 0.38


@dataclass(frozen=True)
class Placed:
    """A piece on its spot."""

    piece: Piece
    spot: Spot
    look: Look
    layer: int = AMONG


@dataclass
class Canvas:
    """A page of `width` x `height` px with what was put on it so far.

    The box `kept` (px) stays free; `named` figures share the areas that figures may have.
    """

    width: int
    height: int
    style: Style
    rng: random.Random
    kept: Box | None = None
    backdrop: str = ""
    front: str = ""
    ceiling: float = 0.0
    backdrop_areas: int = 0
    motif: int = 0
    named: int = 1
    placed: list[Placed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clear()
        # px; sizes are shares of it, whatever the page's shape.
        self.unit = math.sqrt(self.width * self.height)

    @property
    def form(self) -> str:
        """Whether the page is "wide", "tall" or "square"."""
        ratio = self.width / self.height
        return "wide" if ratio > 1.1 else "tall" if ratio < 0.9 else "square"

    def pen(self, piece: Piece, longest: float) -> float:
        """The line width for a piece of this size in px: finer for one that would become dark."""
        big = longest > 0.36 * self.unit
        pens = self.style.pens[0 if big else 1 if longest > 0.17 * self.unit else 2 :]
        patch, comfort = self.style.patch, self.style.comfort
        return next((pen for pen in pens if piece.density(longest, pen, patch) <= comfort), pens[-1])

    def east(self, foot: float) -> float:
        """The x beyond which nothing of what stands at this y may be."""
        return self.kept[0] - BESIDE if self.kept and foot > self.kept[1] else self.width - MARGIN

    def set_stage(self, markup: str, front: str, ceiling: float) -> None:
        """Paint what lies behind and before the pieces; they stay off the uppermost `ceiling` px."""
        self.backdrop, self.front, self.ceiling = markup, front, ceiling
        svg = self._whole(palette.lined(self._pen_group(markup) + self._pen_group(front)) + self._frame())
        self.motif = self.rng.randrange(len(patterns.FREE))
        self.backdrop_areas = round(SEEN * inking.counted(inking.grey(svg, self.width, GLANCE), GLANCE))
        self.clear()

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
        wanted: bool = False,
        owed: bool = False,
    ) -> Spot | None:
        """Put a piece at the first of these sizes (px of its longer side) that finds room.

        One that is not `wanted` by the theme stays away when it would be dark or, unless the page is `owed`
        it, when that has areas enough.
        """
        for longest in sizes:
            spot = self.grid.find(piece.mask, piece.sized(longest), score, gap=gap, angle=angle, flip=flip)
            if spot and not wanted and not self._welcomes(piece, longest, owed=owed):
                return None
            if spot:
                self.fix(piece, spot, layer, wanted=wanted)
                return spot
        return None

    def _welcomes(self, piece: Piece, longest: float, *, owed: bool) -> bool:
        look = self._look(piece, longest)
        areas = piece.areas(longest, look)
        affordable = owed or areas <= FREE_AREAS or self.areas + areas <= self.most_areas
        return affordable and piece.density(longest, look.pen, look.patch) <= self.style.density

    def _look(self, piece: Piece, longest: float, *, wanted: bool = False) -> Look:
        enough = max(LEAST_AREAS, self.style.figures // self.named) if wanted else self.style.companion
        return Look(
            self.pen(piece, longest), self.style.patch, self._pattern(piece, longest), min(enough, UNLIMITED)
        )

    def clear(self) -> None:
        """Take everything off the page again."""
        self.grid = Grid(self.width, self.height)
        self.grid.taken[: int(self.ceiling / CELL)] = 1
        if self.kept:
            left, top, right, bottom = (int(edge / CELL) for edge in self.kept)
            self.grid.taken[top : bottom + 1, left : right + 1] = 1
        self.placed.clear()
        self.areas, self.most_areas = self.backdrop_areas, self.style.areas

    def fix(self, piece: Piece, spot: Spot, layer: int = AMONG, *, wanted: bool = True) -> None:
        """Put a piece exactly there, whatever is there already."""
        self.grid.take(piece.mask, spot)
        longest = spot.size.longest
        look = self._look(piece, longest, wanted=wanted)
        self.areas += piece.areas(longest, look)
        if wanted:
            limit = min(self.areas + self.style.company, self.style.limit)
            self.most_areas = max(self.style.areas, limit)
        self.placed.append(Placed(piece, spot, look, layer))

    def _pattern(self, piece: Piece, longest: float) -> str:
        """Another kind for every large piece of a rich page; none on faces."""
        if not self.style.patterned or piece.heads_only or longest < PATTERNED * self.unit:
            return ""
        return patterns.FREE[(self.motif + len(self.placed)) % len(patterns.FREE)]

    def room(self, region: Mask | None = None) -> float:
        """The radius of the largest empty circle, as a share of the page."""
        return self.grid.room(region)[2] / self.unit

    def anywhere(self, x: Floats, y: Floats, size: Size) -> Floats:
        """A score that likes all free spots, those with most room best."""
        return self.grid.clearance(x, y)

    def svg(self, *, coloured: bool = False) -> str:
        """The finished page: black lines on white in a frame, or in its real colours up to the edges."""
        layers = (
            f"{self._pen_group(self.backdrop)}{self._layer(BEHIND)}{self._pen_group(self.front)}"
            f"{self._layer(AMONG)}{self._layer(BEFORE)}"
        )
        painted = palette.coloured(layers) if coloured else palette.lined(layers) + self._frame()
        return self._whole(painted)

    def _whole(self, markup: str) -> str:
        view = f"0 0 {self.width} {self.height}"
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{markup}</svg>'

    def _frame(self) -> str:
        """A frame with paper around it: cheaper to paint than clipping what sticks out."""
        inset, corner = FRAME_INSET, FRAME_CORNER
        across, down = self.width - 2 * (inset + corner), self.height - 2 * (inset + corner)
        turns = [f"{x * corner} {y * corner}" for x, y in ((1, 1), (-1, 1), (-1, -1), (1, -1))]
        arcs = [f"a{corner} {corner} 0 0 1 {turn} " for turn in turns]
        start = f"M{inset + corner} {inset}"
        line = f"{start}h{across}{arcs[0]}v{down}{arcs[1]}h{-across}{arcs[2]}v{-down}{arcs[3]}z"
        paper = f"M-1-1H{self.width + 1}V{self.height + 1}H-1z"
        return (
            f'<path fill="#fff" fill-rule="evenodd" d="{paper}{line}"/>'
            f'<path fill="none" stroke="#000" stroke-width="{FRAME_LINE}" d="{line}"/>'
        )

    def _pen_group(self, markup: str) -> str:
        return f'<g fill="#fff" {inking.line(self.style.pens[1])}>{markup}</g>' if markup else ""

    def _layer(self, layer: int) -> str:
        """All white grounds first, so that none of them bites into a neighbour."""
        chosen = [(number, placed) for number, placed in enumerate(self.placed) if placed.layer == layer]
        grounds = [one.piece.clear(one.spot) for _, one in chosen]
        lines = [one.piece.paint(one.spot, one.look, f"p{number}-") for number, one in chosen]
        return "".join(grounds + lines)
