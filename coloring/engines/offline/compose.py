"""Lays a cast out on a page of the size, the richness and the shape that were asked for."""

from __future__ import annotations

import math
import random
from dataclasses import replace

from coloring import lettering
from coloring.engines.offline import backdrops, floating, scenes, standing
from coloring.engines.offline.canvas import Canvas, Style
from coloring.engines.offline.casting import Cast, is_head
from coloring.engines.offline.pieces import UNLIMITED
from coloring.lineart import corner

SIZES = {"square": (1024, 1024), "portrait": (724, 1024), "landscape": (1024, 724)}

STYLES = {
    "simple": Style(
        (10.0, 9.5, 9.0),
        areas=13,
        company=5,
        limit=20,
        figures=10,
        companion=3,
        patch=5000.0,
        companions=1,
        scenery=1,
        sky=0,
        ground=0,
        fillers=1,
        roomy=0.11,
        hero=1.2,
        grow=1.15,
    ),
    "normal": Style(
        (8.0, 7.0, 6.5),
        areas=32,
        company=8,
        limit=36,
        figures=18,
        companion=5,
        patch=800.0,
        companions=2,
        scenery=1,
        sky=1,
        ground=2,
        fillers=2,
        roomy=0.08,
        hero=1.06,
    ),
    "fine": Style(
        (6.5, 5.5, 5.0),
        areas=70,
        company=22,
        limit=UNLIMITED,
        figures=UNLIMITED,
        companion=UNLIMITED,
        patch=200.0,
        companions=5,
        scenery=3,
        sky=4,
        ground=8,
        fillers=12,
        roomy=0.05,
        hero=0.92,
        grow=0.9,
        patterned=True,
    ),
}

FUSS = {"simple": backdrops.PLAIN, "normal": backdrops.SIMPLE, "fine": backdrops.RICH}

COARSER = 1500.0  # square px: the smallest detail of later tries, and more with each of them
FINEST = 5.0  # px: no pen becomes finer

# What is tried in turn when a page cannot be coloured well: lighter drawings and pens, fewer things.
CALMER = (1.0, 0.8, 0.6, 0.4, 0.2, 0.0)
MEADOW_FROM = len(CALMER) - 1  # the try from which on a rich scene gives way to a meadow


def dice(theme: str, seed: str) -> random.Random:
    """The chances of one page of a theme: the same for the same seed, on every machine."""
    return random.Random(f"{theme}/{seed}")


def canvas(
    cast: Cast,
    *,
    detail: str,
    orientation: str,
    seed: str,
    attempt: int = 0,
    named: bool = False,
    modelled: bool = False,
) -> Canvas:
    """The composed page; a later attempt (up to len(CALMER) - 1) is calmer than the one before.

    It is lower by the band for the name when `named`, and keeps the colored model's corner free when
    `modelled`.
    """
    rng = random.Random(f"{seed}/{detail}/{attempt}")
    width, whole = SIZES[orientation]
    band = round(lettering.BAND * max(width, whole)) if named else 0
    height = whole - band
    left, top, right, bottom = corner.BOX
    kept = (left * width, top * whole - band, right * width, bottom * whole - band) if modelled else None
    style = _calmed(STYLES[detail], CALMER[attempt])
    blank = Canvas(width, height, style, rng, kept=kept, named=len(cast.figures))
    heads = any(is_head(name) for name in cast.figures[2 if cast.riding else 0 :])
    if attempt >= MEADOW_FROM and cast.scene.backdrop not in backdrops.FLOATING:
        cast = replace(cast, scene=scenes.MEADOW)
    kind = cast.scene.backdrop
    if heads and kind not in backdrops.HIDING:
        kind = "plain"
    view = backdrops.draw(
        kind, width, height, rng, heads=heads, fuss=max(backdrops.PLAIN, FUSS[detail] - attempt)
    )
    blank.set_stage(view.markup, view.front, view.ceiling)
    floats = kind in backdrops.FLOATING and not view.front
    (floating if floats else standing).lay_out(blank, cast, view)
    return blank


def _calmed(style: Style, share: float) -> Style:
    return replace(
        style,
        pens=tuple(max(FINEST, pen * (0.7 + 0.3 * share)) for pen in style.pens),
        areas=round(style.areas * (0.4 + 0.6 * share)),
        patch=style.patch if share == 1 else max(style.patch, COARSER) * (5 - 4 * share),
        companions=math.ceil(style.companions * share),
        scenery=math.ceil(style.scenery * share),
        sky=round(style.sky * share),
        ground=round(style.ground * share),
        fillers=round(style.fillers * share),
        density=style.density * (0.6 + 0.4 * share),
        comfort=style.comfort * (0.6 + 0.4 * share),
    )
