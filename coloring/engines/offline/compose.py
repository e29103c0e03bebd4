"""A theme becomes one page of SVG: reads it, casts it, lays it out."""

from __future__ import annotations

import math
import random
from dataclasses import replace

from coloring.engines.offline import backdrops, floating, standing
from coloring.engines.offline.canvas import Canvas, Style
from coloring.engines.offline.casting import Cast, is_head

SIZES = {"square": (1024, 1024), "portrait": (724, 1024), "landscape": (1024, 724)}

STYLES = {
    "simple": Style(
        (10.0, 8.5, 8.0), companions=2, scenery=1, sky=1, ground=1, fillers=2, roomy=0.10, grow=1.15
    ),
    "normal": Style((8.0, 6.5, 5.5), companions=3, scenery=2, sky=2, ground=3, fillers=5, roomy=0.075),
    "fine": Style(
        (6.5, 5.5, 5.0), companions=5, scenery=3, sky=4, ground=8, fillers=14, roomy=0.05, grow=0.92
    ),
}

# What is tried in turn when a page cannot be coloured well: lighter drawings, fewer small things.
CALMER = (1.0, 0.8, 0.6, 0.4, 0.2)


def dice(theme: str, seed: str) -> random.Random:
    """The chances of one page of a theme: the same for the same seed, on every machine."""
    return random.Random(f"{theme}/{seed}")


def page(cast: Cast, *, detail: str, orientation: str, seed: str, attempt: int = 0) -> str:
    """The SVG of a page; a later attempt (up to len(CALMER) - 1) is calmer than the one before."""
    return canvas(cast, detail=detail, orientation=orientation, seed=seed, attempt=attempt).svg()


def canvas(cast: Cast, *, detail: str, orientation: str, seed: str, attempt: int = 0) -> Canvas:
    """The composed page before it is painted."""
    rng = random.Random(f"{seed}/{attempt}")
    width, height = SIZES[orientation]
    blank = Canvas(width, height, _calmed(STYLES[detail], CALMER[attempt]), rng)
    heads = any(is_head(name) for name in cast.figures[2 if cast.riding else 0 :])
    kind = cast.scene.backdrop
    if heads and kind not in backdrops.HIDING:
        kind = "plain"
    view = backdrops.draw(kind, width, height, rng, heads=heads)
    blank.backdrop, blank.front = view.markup, view.front
    blank.reserve(view.ceiling)
    floats = kind in backdrops.FLOATING and not view.front
    (floating if floats else standing).lay_out(blank, cast, view)
    return blank


def _calmed(style: Style, share: float) -> Style:
    return replace(
        style,
        companions=math.ceil(style.companions * share),
        scenery=math.ceil(style.scenery * share),
        sky=round(style.sky * share),
        ground=round(style.ground * share),
        fillers=round(style.fillers * share),
        density=style.density * (0.6 + 0.4 * share),
        comfort=style.comfort * (0.6 + 0.4 * share),
    )
