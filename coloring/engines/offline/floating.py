"""Lays out a page where things float: under water, in space, on a sheet of stickers."""

from __future__ import annotations

import numpy as np

from coloring.engines.offline import filling, pieces, riding, scenes
from coloring.engines.offline.backdrops import Backdrop
from coloring.engines.offline.canvas import Canvas
from coloring.engines.offline.casting import Cast, is_head
from coloring.engines.offline.pieces import SHAPE, Piece
from coloring.engines.offline.placement import Floats, Score, Size, shrinking

HERO = 0.60  # longer side of a lone hero, a share of the page
CROWD = {1: 1.0, 2: 0.80, 3: 0.68, 4: 0.60, 5: 0.54, 6: 0.50}
MID, LEAST_MID = 0.31, 0.18
ACROSS = {"wide": (0.34, 0.40, 0.60, 0.66), "tall": (0.48, 0.52), "square": (0.42, 0.46, 0.54, 0.58)}
TILT = 9.0  # degrees by which a floating thing leans at most
# Where companions float, as shares of width and height.
PLACES = (
    (0.19, 0.18),
    (0.81, 0.18),
    (0.19, 0.80),
    (0.81, 0.80),
    (0.5, 0.13),
    (0.5, 0.88),
    (0.13, 0.5),
    (0.87, 0.5),
)


def lay_out(canvas: Canvas, cast: Cast, backdrop: Backdrop) -> None:
    """Fill the canvas with floating things."""
    _place_figures(canvas, cast, backdrop)
    _place_companions(canvas, cast, backdrop)
    _fill(canvas, cast, backdrop)


def _place_figures(canvas: Canvas, cast: Cast, backdrop: Backdrop) -> None:
    middle = 0.5 if backdrop.ground is None else 0.46
    figures = cast.figures
    if cast.riding:
        _place_rider(canvas, cast, backdrop)
        figures = figures[2:]
    count = len(figures)
    for number, name in enumerate(figures):
        piece = pieces.get(name)
        size = _figure_size(canvas, piece, count)
        if count == 1 and not cast.riding:
            _place_hero(canvas, backdrop, piece, size.longest)
            continue
        across, down = _seats(count, middle, canvas)[number]
        score = _near(canvas, across, down)
        sizes = shrinking(size.longest, 0.16 * canvas.unit, 8)
        flip = (across < 0.5) != (name in scenes.FACES_RIGHT)
        if not canvas.put(piece, sizes, score, gap=14, flip=flip, wanted=True):
            canvas.put(piece, sizes[-1:], canvas.anywhere, gap=10, flip=flip, wanted=True)


def _place_hero(canvas: Canvas, backdrop: Backdrop, piece: Piece, longest: float) -> None:
    """A lone figure, on firm ground if it needs that, else a little off the middle."""
    rng, size = canvas.rng, piece.sized(longest)
    x = canvas.width * rng.choice(ACROSS[canvas.form])
    flip = (x < canvas.width / 2) != (piece.name in scenes.FACES_RIGHT)
    stands = _standing_y(backdrop, piece.name, x, size)
    score = _near(
        canvas, x / canvas.width, (stands or rng.uniform(0.42, 0.52) * canvas.height) / canvas.height
    )
    sizes = shrinking(longest * rng.uniform(0.94, 1.04), 0.6 * longest)
    canvas.put(piece, sizes, score, flip=flip, wanted=True)


def _place_rider(canvas: Canvas, cast: Cast, backdrop: Backdrop) -> None:
    """The mount on firm ground if there is any, else both in the middle of the page."""
    firm = backdrop.ground is not None and backdrop.firm
    foot = (0.89 if firm else 0.78) * canvas.height
    rider, mount = (pieces.get(name) for name in cast.figures[:2])
    for piece, spot, layer in riding.mounted(canvas, rider, mount, foot=foot):
        canvas.fix(piece, spot, layer)


def _standing_y(backdrop: Backdrop, name: str, x: float, size: Size) -> float | None:
    """Where a figure that neither flies nor swims stands, if there is solid ground."""
    if backdrop.ground is None or not backdrop.firm or name in scenes.FLIES:
        return None
    return float(backdrop.ground[int(x)]) + 0.03 * len(backdrop.ground) - size.height / 2


def _figure_size(canvas: Canvas, piece: Piece, count: int) -> Size:
    longest = HERO * CROWD[min(count, 6)] * canvas.unit * (canvas.style.hero if count == 1 else 1.0)
    size = piece.sized(longest)
    most = 0.8 * canvas.width / size.width, 0.66 * canvas.height / size.height
    return piece.sized(longest * min(1.0, *most))


def _seats(count: int, middle: float, canvas: Canvas) -> list[tuple[float, float]]:
    """Where several figures go, as shares of the page: on a ring that is as long as the page is."""
    if count == 2 and canvas.width >= canvas.height:
        return [(0.30, middle), (0.70, middle)]
    turns = [2 * np.pi * (number / count) for number in range(count)]
    return [(0.5 - 0.24 * float(np.sin(turn)), middle - 0.24 * float(np.cos(turn))) for turn in turns]


def _near(canvas: Canvas, across: float, down: float) -> Score:
    def score(x: Floats, y: Floats, size: Size) -> Floats:
        return np.asarray(-np.hypot(x - across * canvas.width, y - down * canvas.height))

    return score


def _above_land(canvas: Canvas, backdrop: Backdrop, score: Score) -> Score:
    """Only what does not touch the ground."""
    region = filling.above(canvas, backdrop.ground, 14)

    def limited(x: Floats, y: Floats, size: Size) -> Floats:
        return np.where(region.allowed(x, y, size), score(x, y, size), -np.inf)

    return limited


def _place_companions(canvas: Canvas, cast: Cast, backdrop: Backdrop) -> None:
    names = [name for name in cast.scene.mids if name not in cast.figures and not is_head(name)]
    places = canvas.rng.sample(PLACES[:4], 4) + canvas.rng.sample(PLACES[4:], 4)
    wanted = canvas.style.companions + 1 - (len(cast.figures) - 1)
    for name, (across, down) in zip(canvas.rng.sample(names, len(names)), places, strict=False):
        if wanted <= 0:
            break
        piece = pieces.get(name)
        sizes = shrinking(MID * canvas.style.grow * canvas.unit, LEAST_MID * canvas.unit)
        low = down if backdrop.ground is None else min(down, 0.76)
        tilt = canvas.rng.uniform(-TILT, TILT)
        flip = (across < 0.5) != (name in scenes.FACES_RIGHT)
        score = _above_land(canvas, backdrop, _near(canvas, across, low))
        wanted -= canvas.put(piece, sizes, score, angle=tilt, flip=flip) is not None


def _fill(canvas: Canvas, cast: Cast, backdrop: Backdrop) -> None:
    scene, style, rng = cast.scene, canvas.style, canvas.rng
    everywhere = filling.above(canvas, None if backdrop.ground is None else backdrop.ground - 14)
    floats = list(scene.sky)
    if backdrop.ground is None:
        floats += scene.ground
    else:
        _fill_ground(canvas, cast, backdrop.ground)
    if floats:
        names = rng.sample(floats, len(floats))
        filling.scatter(canvas, names, everywhere, count=style.sky + 2, tilt=TILT, largest=0.2)
    if scene.fillers:
        names = [SHAPE + name for name in rng.sample(scene.fillers, len(scene.fillers))]
        filling.scatter(canvas, names, everywhere, count=2 * style.fillers, tilt=16, largest=0.1)


def _fill_ground(canvas: Canvas, cast: Cast, ground: Floats) -> None:
    scene, rng = cast.scene, canvas.rng
    land = filling.below(canvas, ground, clear=12)
    for names, count in ((scene.ground, canvas.style.ground), (tuple(SHAPE + n for n in scene.grass), 5)):
        if names:
            filling.scatter(canvas, rng.sample(names, len(names)), land, count=count, tilt=0, largest=0.17)
