"""The crayons of a child's box, and which of them stands for which colour of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.lineart import Area, painting

Numbers = NDArray[np.float64]
Picks = NDArray[np.intp]  # of each area, the number of its crayon

# Lightness tells crayons apart less than hue does: a dark red is red.
_LIGHTNESS_WEIGHT = 0.8
# Photos are duller than crayons.
_VIVID = 1.25
# L* and chroma between which a colour is paper, left white.
_WHITE, _COLOURLESS = 93, 8
_SHADE = 10  # areas nearer than this in L*a*b* are of one shade
_NEARLY = 24  # how much farther than its nearest crayon another one may be, to tell shades apart


@dataclass(frozen=True)
class Crayon:
    """`name` in English, and "#rrggbb"."""

    name: str
    colour: str


CRAYONS = (
    Crayon("red", "#e53935"),
    Crayon("orange", "#fb8c1f"),
    Crayon("yellow", "#fdd835"),
    Crayon("light green", "#a5d65a"),
    Crayon("green", "#43a030"),
    Crayon("light blue", "#76c8f2"),
    Crayon("blue", "#2462cf"),
    Crayon("purple", "#8e4bb5"),
    Crayon("pink", "#f590b5"),
    Crayon("beige", "#f3d6ae"),
    Crayon("brown", "#8a5a34"),
    Crayon("gray", "#a3a3a3"),
    Crayon("black", "#262626"),
)


def shared_out(page_areas: Sequence[Area], *, fewest: int, most: int) -> dict[Area, Crayon]:
    """The crayon of each area that is not white: the nearest one, of `most` different ones at most.

    Shades of one crayon are told apart where there are crayons for it; `fewest` are used in any case, as far
    as there are areas.
    """
    tones = _lab([area.colour for area in page_areas])
    chromas = np.hypot(tones[:, 1], tones[:, 2])
    coloured = (tones[:, 0] < _WHITE) | (chromas > _COLOURLESS)
    kept = [area for area, keep in zip(page_areas, coloured, strict=True) if keep]
    tones = tones[coloured]
    far = _far(tones)
    merged = _merged(far, np.sqrt([area.size for area in kept]), most)
    chosen = _divided(merged, far, tones, fewest=fewest, most=most)
    return {area: CRAYONS[crayon] for area, crayon in zip(kept, chosen.tolist(), strict=True)}


def _lab(colours: Sequence[str]) -> Numbers:
    """L*, a* and b* of "#rrggbb" colours, n x 3."""
    if not colours:
        return np.zeros((0, 3))
    levels = np.array([[painting.rgb(colour)] for colour in colours], np.float32) / 255
    return np.asarray(cv2.cvtColor(levels, cv2.COLOR_RGB2LAB)[:, 0], np.float64)


def _far(tones: Numbers) -> Numbers:
    """How far each colour is from each crayon."""
    crayons = _lab([crayon.colour for crayon in CRAYONS])
    gaps = tones[:, None] * (1, _VIVID, _VIVID) - crayons[None]
    return np.asarray(np.linalg.norm(gaps * (_LIGHTNESS_WEIGHT, 1, 1), axis=2))


def _merged(far: Numbers, weights: Numbers, most: int) -> Picks:
    """The nearest crayon of each area, after those that are missed least were taken away: `most` are left."""
    if not len(far):
        return np.zeros(0, np.intp)
    left = np.unique(far.argmin(axis=1))
    while len(left) > most:
        loss = [(far[:, np.delete(left, n)].min(axis=1) * weights).sum() for n in range(len(left))]
        left = np.delete(left, int(np.argmin(loss)))
    return np.asarray(left[far[:, left].argmin(axis=1)], np.intp)


def _divided(chosen: Picks, far: Numbers, tones: Numbers, *, fewest: int, most: int) -> Picks:
    """The crayons with more of them in use: the areas of one shade go to the unused crayon nearest to it.

    Beyond `fewest` only where that crayon is nearly as near; areas of a single shade are halved below it.
    """
    chosen = chosen.copy()
    while len(np.unique(chosen)) < min(most, len(chosen)):
        used, counts = np.unique(chosen, return_counts=True)
        shared = np.isin(chosen, used[counts > 1])
        extra = np.where(shared[:, None], far - far[np.arange(len(far)), chosen][:, None], np.inf)
        extra[:, used] = np.inf
        area, crayon = np.unravel_index(int(extra.argmin()), extra.shape)
        mates = np.flatnonzero(chosen == chosen[area])
        alike = mates[np.linalg.norm(tones[mates] - tones[area], axis=1) < _SHADE]
        if len(used) >= fewest and (extra[area, crayon] > _NEARLY or len(alike) == len(mates)):
            break
        chosen[alike if len(alike) < len(mates) else mates[: len(mates) // 2]] = crayon
    return chosen
