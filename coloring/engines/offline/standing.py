"""Lays out a landscape: hero on the near ground, companions around, large things far back, a filled sky."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coloring.engines.offline import filling, pieces, riding, scenes
from coloring.engines.offline.backdrops import Backdrop
from coloring.engines.offline.canvas import AMONG, BEHIND, Canvas
from coloring.engines.offline.casting import Cast, is_head
from coloring.engines.offline.pieces import SHAPE, Piece
from coloring.engines.offline.placement import CELL, Floats, Score, Size, shrinking

# Shares of the page's width and height that the hero may take.
HERO_SHARE = {"wide": (0.52, 0.64), "tall": (0.80, 0.48), "square": (0.60, 0.58)}
ROOM = (0.86, 0.74)  # the same for what is drawn larger than usual
HERO_FOOT = 0.895  # share of the height
# Off the middle, so that one side has room for a large companion; shares of the width.
SIDES, FAR_SIDES = (0.33, 0.42), (0.26, 0.36)
# How large one of several named figures is, against a hero that is alone.
CROWD = {1: 1.0, 2: 0.80, 3: 0.64, 4: 0.56, 5: 0.50, 6: 0.46}
MID, LEAST_MID = 0.33, 0.19  # longer side of companions, shares of the page
SCENERY, LEAST_SCENERY = 0.40, 0.22
GROUP_SHARES = (1.0, 0.9, 0.8, 0.7, 0.6)  # of the usual size, tried in turn until a group fits
LEAST_OTHER = 0.8  # the size of others in a group against the hero
LEAST_FIGURE = 0.13  # longer side of a figure that was named, a share of the page
HIDDEN = 0.07  # how much of a head the hill before it hides, against its height
GAPING, GAPES = 0.19, 2.5  # a hole as large as that share of the page, and so many times one that may stay
CLOUDS = 0.5  # share of the height above which clouds stay, be the horizon as low as it may
FARTHEST = 0.60  # the size of something on the horizon against the same thing in front


@dataclass
class Stage:
    """A canvas with its backdrop while a landscape is laid out."""

    canvas: Canvas
    backdrop: Backdrop
    skyline: Floats
    ground: Floats

    @property
    def roofs(self) -> Floats:
        """The line above which small things of the sky stay."""
        return self.skyline if self.backdrop.roofs is None else self.backdrop.roofs

    def standing(self, target: tuple[float, float], longest: float) -> Score:
        """Feet on the near ground, near a target (px); the farther back, the smaller a piece has to be."""
        line = self.ground
        land = filling.below(self.canvas, line, lowest=self.backdrop.lowest)
        bottom = self.canvas.height - 40

        def score(x: Floats, y: Floats, size: Size) -> Floats:
            foot = y + size.height / 2
            level = line[np.clip(x, 0, len(line) - 1).astype(int)]
            depth = (foot - level) / np.maximum(bottom - level, 1)
            least = (size.longest / longest - FARTHEST) / (1 - FARTHEST) - 0.45
            far = np.hypot(x - target[0], 1.3 * (foot - target[1]))
            return np.where(land.allowed(x, y, size) & (depth >= least), -far, -np.inf)

        return score

    def far_back(self, x_wanted: float) -> Score:
        """Feet between the skyline and a little before the near ground."""
        land = filling.below(self.canvas, self.skyline, clear=14)

        def score(x: Floats, y: Floats, size: Size) -> Floats:
            foot = y + size.height / 2
            limit = self.ground[np.clip(x, 0, len(self.ground) - 1).astype(int)] + self.backdrop.depth
            near = -np.abs(x - x_wanted) + 0.3 * foot
            return np.where(land.allowed(x, y, size) & (foot <= limit), near, -np.inf)

        return score

    def flying(self, target: tuple[float, float]) -> Score:
        """In the sky, near a target (px)."""
        sky = filling.above(self.canvas, self.skyline, -60)

        def score(x: Floats, y: Floats, size: Size) -> Floats:
            near = -np.hypot(x - target[0], y - target[1])
            return np.where(sky.allowed(x, y, size), near, -np.inf)

        return score

    def peeking(self, x_wanted: float) -> Score:
        """Behind the hill in the foreground, its edge hiding the lower rim."""

        def score(x: Floats, y: Floats, size: Size) -> Floats:
            level = self.ground[np.clip(x, 0, len(self.ground) - 1).astype(int)]
            off = np.abs(y + size.height / 2 - level - HIDDEN * size.height)
            return np.where(off <= CELL, -np.abs(x - x_wanted), -np.inf)

        return score


def lay_out(canvas: Canvas, cast: Cast, backdrop: Backdrop) -> None:
    """Fill the canvas with a landscape."""
    if backdrop.skyline is None or backdrop.ground is None:
        raise ValueError("a landscape needs land")
    stage = Stage(canvas, backdrop, backdrop.skyline, backdrop.ground)
    _place_figures(stage, cast)
    lit = _place_light(stage, cast)
    _place_scenery(stage, cast)
    _place_companions(stage, cast, most=canvas.style.companions - len(cast.figures) + 1)
    _fill(stage, cast, lit=lit)
    if canvas.room() > max(GAPING, GAPES * canvas.style.roomy):
        _place_companions(stage, cast, most=1, owed=True)


def _place_figures(stage: Stage, cast: Cast) -> None:
    figures = [pieces.get(name) for name in cast.figures]
    if not cast.riding:
        _place_group(stage, figures)
        return
    _place_rider(stage, figures[0], figures[1])
    for number, piece in enumerate(figures[2:], start=2):
        _place_figure(stage, piece, number, _hero_size(stage, piece, len(figures)).longest, LEAST_FIGURE)


def _place_group(stage: Stage, figures: list[Piece]) -> None:
    """All named figures at nearly one size, anyone first: the largest size at which there is room for all."""
    canvas = stage.canvas
    figures = canvas.rng.sample(figures, len(figures))
    dice = canvas.rng.getstate()
    for share in GROUP_SHARES:
        canvas.rng.setstate(dice)
        hero, *others = figures
        largest = [share * _hero_size(stage, piece, len(figures)).longest for piece in figures]
        _place_hero(stage, hero, largest[0], alone=not others)
        last = share == GROUP_SHARES[-1]
        placed = [
            _place_figure(
                stage, piece, number, longest, LEAST_FIGURE if last else LEAST_OTHER * longest / canvas.unit
            )
            for number, (piece, longest) in enumerate(zip(others, largest[1:], strict=True), start=2)
        ]
        if all(placed) or last:
            return
        canvas.clear()


def _hero_size(stage: Stage, piece: Piece, count: int) -> Size:
    canvas = stage.canvas
    wide, high = HERO_SHARE[canvas.form]
    share = CROWD[min(count, 6)]
    grow = canvas.style.hero if count == 1 else 1.0
    most_wide, most_high = wide * canvas.width * share, high * canvas.height * max(share, 0.7)
    longest = grow * min(most_wide * max(1, 1 / piece.aspect), most_high * max(1, piece.aspect))
    size = piece.sized(longest)
    room = min(1.0, ROOM[0] * canvas.width / size.width, ROOM[1] * canvas.height / size.height)
    return piece.sized(longest * room)


def _place_hero(stage: Stage, piece: Piece, longest: float, *, alone: bool) -> None:
    canvas = stage.canvas
    sizes = shrinking(longest * canvas.rng.uniform(0.92, 1.02), 0.4 * longest, 8)
    off = canvas.rng.uniform(*(SIDES if alone else FAR_SIDES))
    x = canvas.width * canvas.rng.choice((off, 1 - off))
    foot = stage.backdrop.level or HERO_FOOT * canvas.height
    flip = _flipped(piece, left=x < canvas.width / 2)
    score: Score = _at(x, foot)
    if piece.name in scenes.FLIES:
        score = _at(x, 0.40 * canvas.height + piece.sized(longest).height / 2)
    elif is_head(piece.name):
        score = stage.peeking(x)
    afloat = bool(stage.backdrop.front) and stage.backdrop.level is not None
    layer = BEHIND if is_head(piece.name) or afloat else AMONG
    if not canvas.put(piece, sizes, score, flip=flip, layer=layer, wanted=True):
        canvas.put(piece, sizes, canvas.anywhere, flip=flip, layer=layer, wanted=True)


def _at(x_wanted: float, foot: float) -> Score:
    """Feet on a line, rather moved along it than away from it."""

    def score(x: Floats, y: Floats, size: Size) -> Floats:
        return np.asarray(-np.abs(x - x_wanted) - 6 * np.abs(y + size.height / 2 - foot))

    return score


def _place_rider(stage: Stage, rider: Piece, mount: Piece) -> None:
    canvas = stage.canvas
    foot = stage.backdrop.level or HERO_FOOT * canvas.height
    for piece, spot, layer in riding.mounted(canvas, rider, mount, foot=foot):
        canvas.fix(piece, spot, layer)


def _place_figure(stage: Stage, piece: Piece, number: int, longest: float, least: float) -> bool:
    """Put another named figure, `longest` px to `least` (a share of the page); False without room."""
    canvas = stage.canvas
    left = _freer_side(canvas)
    sizes = shrinking(longest, least * canvas.unit, 5)
    x = canvas.width * (0.24 if left else 0.76)
    flip = _flipped(piece, left=left)
    if is_head(piece.name):
        score = stage.peeking(x)
    elif piece.name in scenes.FLIES:
        score = stage.flying((x, 0.25 * canvas.height))
    else:
        score = stage.standing((x, canvas.height * (0.93 if number % 2 else 0.80)), longest * 1.2)
    layer = BEHIND if is_head(piece.name) else AMONG
    if canvas.put(piece, sizes, score, gap=14, flip=flip, layer=layer, wanted=True):
        return True
    return (
        least <= LEAST_FIGURE
        and canvas.put(piece, sizes[-1:], canvas.anywhere, gap=10, wanted=True) is not None
    )


def _freer_side(canvas: Canvas) -> bool:
    """Whether the left half of the page has more room than the right one."""
    half = canvas.grid.taken.shape[1] // 2
    return bool(canvas.grid.taken[:, :half].sum() < canvas.grid.taken[:, half:].sum())


def _flipped(piece: Piece, *, left: bool) -> bool:
    """Mirrored so that it looks towards the middle; most drawings look to the left."""
    return left != (piece.name in scenes.FACES_RIGHT)


def _place_light(stage: Stage, cast: Cast) -> bool:
    """The sun or the moon in the freer corner of the sky; False without one."""
    canvas = stage.canvas
    if not cast.scene.light:
        return False
    piece = pieces.get(SHAPE + canvas.rng.choice(cast.scene.light))
    corner = 0.0 if _freer_side(canvas) else float(canvas.width)
    region = filling.above(canvas, stage.roofs, 4)

    def score(x: Floats, y: Floats, size: Size) -> Floats:
        return np.where(region.allowed(x, y, size), -np.hypot(x - corner, y), -np.inf)

    sizes = shrinking(0.24 * canvas.unit, 0.11 * canvas.unit)
    return canvas.put(piece, sizes, score, owed=True) is not None


def _place_scenery(stage: Stage, cast: Cast) -> None:
    canvas = stage.canvas
    names = [name for name in cast.scene.scenery if name not in cast.figures]
    placed = 0
    for name in canvas.rng.sample(names, len(names)):
        if placed >= canvas.style.scenery:
            break
        left = _freer_side(canvas)
        x = canvas.width * (0.17 if left else 0.83)
        score = stage.far_back(x)
        sizes = shrinking(SCENERY * canvas.unit, LEAST_SCENERY * canvas.unit)
        placed += canvas.put(pieces.get(name), sizes, score, flip=left) is not None


def _place_companions(stage: Stage, cast: Cast, *, most: int, owed: bool = False) -> None:
    """Up to `most` of those who belong here; whom the page is `owed` comes however much there is on it."""
    canvas = stage.canvas
    names = [name for name in cast.scene.mids if name not in cast.figures and not is_head(name)]
    for name in canvas.rng.sample(names, len(names)):
        if most <= 0:
            break
        most -= _place_companion(stage, pieces.get(name), owed=owed)


def _place_companion(stage: Stage, piece: Piece, *, owed: bool) -> bool:
    canvas = stage.canvas
    left = _freer_side(canvas)
    x, foot = canvas.width * (0.16 if left else 0.84), canvas.height * canvas.rng.choice((0.93, 0.72))
    longest = MID * canvas.style.grow * canvas.unit
    flies = piece.name in scenes.FLIES
    score = stage.flying((x, 0.25 * canvas.height)) if flies else stage.standing((x, foot), longest)
    sizes = shrinking(longest, LEAST_MID * canvas.unit)
    return canvas.put(piece, sizes, score, flip=_flipped(piece, left=left), owed=owed) is not None


def _fill(stage: Stage, cast: Cast, *, lit: bool) -> None:
    """Small things below and above; no sky stays empty, however rich the figures are."""
    canvas, scene, style = stage.canvas, cast.scene, stage.canvas.style
    sky = filling.above(canvas, stage.roofs, 10)
    front = 0.2 * (0.95 * canvas.height - stage.ground)
    ground = filling.below(canvas, stage.ground + front, lowest=stage.backdrop.lowest)
    flying = canvas.rng.sample(scene.sky, len(scene.sky))
    small = [name for name in canvas.rng.sample(scene.ground, len(scene.ground)) if name not in cast.figures]
    if small:
        filling.scatter(canvas, small, ground, count=style.ground, tilt=0, largest=0.16, alike=1)
    if flying:
        filling.scatter(canvas, flying, sky, count=style.sky, tilt=8, largest=0.20)
    above = [SHAPE + name for name in canvas.rng.sample(scene.fillers, len(scene.fillers))]
    grass = [SHAPE + name for name in canvas.rng.sample(scene.grass, len(scene.grass))]
    if above:
        owed = style.fillers > 1 or not lit
        high = filling.above(canvas, np.minimum(stage.roofs, CLOUDS * canvas.height), 10)
        filling.scatter(canvas, above, high, count=style.fillers, tilt=14, largest=0.2, owed=owed)
    if grass:
        filling.scatter(canvas, grass, ground, count=style.fillers, tilt=0, largest=0.1, roomy=0.72)
