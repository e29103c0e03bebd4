"""A mandala: a great rosette, a quarter of another one in each corner, small ones between them."""

from __future__ import annotations

import math
import random
from dataclasses import replace

from coloring.engines.offline.canvas import FRAME_INSET
from coloring.engines.offline.ornament import paths, rosette
from coloring.engines.offline.ornament.rings import TIP
from coloring.engines.offline.ornament.rosette import MANNERS, Flavour
from coloring.engines.offline.ornament.sheet import Patch, Sheet

_GAP = 17.0  # px between the middles of the lines of two rosettes, or of one and the frame
# What the quarters in the corners are made of; simple pages have the first two alone.
_CORNERS = ("petals", "round petals", "scallops", "lotus", "double petals", "arches", "beads")
_BROAD = 380.0  # px: a simple rosette with this radius holds three rings
_CALMER = 0.15  # by this share parts grow with each attempt

FLAVOURS: dict[str, Flavour] = {
    "": Flavour(),
    "flower": Flavour(
        ("flowers", "tulips"),
        (
            "petals",
            "round petals",
            "double petals",
            "lotus",
            "leaves",
            "drops",
            "scallops",
            "beads",
            "scales",
        ),
    ),
    "star": Flavour(
        ("stars", "rays"),
        ("stars", "rays", "diamonds", "moons", "beads", "double petals", "cells", "arches", "scallops"),
    ),
    "butterfly": Flavour(
        ("butterflies",), ("flowers", "petals", "round petals", "drops", "beads", "scallops", "waves"), (6, 8)
    ),
    "heart": Flavour(
        ("hearts",), ("hearts", "round petals", "scallops", "drops", "beads", "scales", "cells", "lotus")
    ),
}
# What stands alone between two corners, pointing outwards.
_LONE: dict[str, str] = {
    "": paths.blossom(6),
    "flower": paths.blossom(5),
    "star": paths.star(5, 0.5),
    "butterfly": paths.blossom(5),
    "heart": paths.HEART,
}


def draw(page: Sheet, rng: random.Random, *, detail: str, flavour: str, attempt: int = 0) -> None:
    """Cover an empty page; a later attempt has fewer and larger parts."""
    manner, taste = MANNERS[detail], FLAVOURS[flavour]
    calm = 1 + _CALMER * attempt
    manner = replace(manner, depth=manner.depth * calm, room=manner.room * calm)
    folds = rng.choice(taste.folds or manner.folds)
    radius = _radius(page)
    x, y = page.middle
    if not manner.rich:
        manner = replace(manner, depth=0.85 * radius / (3 if folds == 6 and radius > _BROAD else 2))
    great = rosette.draw(
        rng, folds=folds, radius=radius, pen=page.pen, palette=page.palette, manner=manner, flavour=taste
    )
    reach = _corners(page, rng, radius, detail)
    page.patches += [Patch(paths.placed(patch.path, x=x, y=y), patch.colour, patch.open) for patch in great]
    _between(page, radius, reach, _LONE[flavour], rich=manner.rich)


def _radius(page: Sheet) -> float:
    """As large as the page and the corner that stays free let it be."""
    x, y = page.middle
    radius = min(x, y) - FRAME_INSET - _GAP
    if page.kept:
        radius = min(radius, math.hypot(max(0, page.kept[0] - x), max(0, page.kept[1] - y)) - _GAP)
    return radius


def _corners(page: Sheet, rng: random.Random, radius: float, detail: str) -> float:
    """A quarter of a rosette in each corner of the frame, and how far it reaches."""
    x, y = page.middle
    inset = FRAME_INSET
    reach = min(math.hypot(x - inset, y - inset) - radius - _GAP, min(x, y) - inset - _GAP)
    if page.kept:
        reach = min(reach, page.kept[0] - inset - _GAP, page.kept[1] - inset - _GAP)
    manner = MANNERS[detail]
    if detail == "simple":
        manner = replace(manner, depth=reach, core=0.42)
    folds = 4 if detail == "simple" else rng.choice((8, 12))
    quarter = rosette.draw(
        rng,
        folds=folds,
        radius=reach,
        pen=page.pen,
        palette=page.palette,
        manner=manner,
        flavour=Flavour(others=_CORNERS[: 2 if detail == "simple" else None]),
        between=True,
    )
    corners = [(inset, inset), (page.width - inset, inset), (inset, page.height - inset)]
    if not page.kept:
        corners.append((page.width - inset, page.height - inset))
    page.patches += [
        Patch(paths.placed(patch.path, x=left, y=top), patch.colour, patch.open)
        for left, top in corners
        for patch in quarter
    ]
    return reach


def _between(page: Sheet, radius: float, reach: float, shape: str, *, rich: bool) -> None:
    """A small flower, star or heart in the middle of the sides where the great rosette leaves room."""
    x, y = page.middle
    for turn, half, across in ((0, y, x), (90, x, y), (180, y, x), (270, x, y)):
        far = (half - FRAME_INSET + radius) / 2
        aside = math.hypot(across - FRAME_INSET, half - FRAME_INSET - far) - reach
        size = min(half - FRAME_INSET - far, aside) - _GAP
        if size < 2 * TIP:
            continue
        size = min(size, 75.0)
        lone = [Patch(paths.placed(shape, scale=size), page.palette[0])]
        if rich and size > 3.4 * TIP:
            lone.append(Patch(paths.placed(shape, scale=size - TIP - page.pen - 5), page.palette[1]))
        page.patches += [
            Patch(paths.placed(paths.placed(one.path, y=-far), turn=turn, x=x, y=y), one.colour)
            for one in lone
        ]
