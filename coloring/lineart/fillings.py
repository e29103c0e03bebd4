"""Turns large black areas into outlines, so that a child can colour them; eyes and noses stay black."""

from __future__ import annotations

import cv2
import numpy as np

from coloring.lineart import binary, tones
from coloring.lineart.binary import Ink
from coloring.lineart.skeleton import Lines

_THICK = 18.0  # px at 1024; ink wider than this is a filling
_LEAST_OUTLINE = 4.0  # px; the outline is as wide as the page's lines are, but no hairline
_EYE = 2600  # px; a larger filling is no eye, no nose
_MOST_BLACK = 0.007  # share of the page that all that stays black may take


def hollowed(dark: tones.Darkness, lines: Lines) -> tones.Darkness:
    """The darkness of a page of 1024 px without the inside of its large black areas."""
    cores = (lines.depth > _THICK / 2).astype(np.uint8)
    if not cv2.countNonZero(cores):
        return dark
    fillings = binary.grown(cores, round(_THICK / 2))
    if cv2.countNonZero(fillings) <= _EYE:
        return dark
    hollow = _too_large(fillings)
    if not cv2.countNonZero(hollow):
        return dark
    outline = np.clip((max(_LEAST_OUTLINE, lines.pen()) + 1 - lines.depth) * 255, 0, 255).astype(np.uint8)
    return np.where(hollow > 0, cv2.min(dark, outline), dark)


def _too_large(fillings: Ink) -> Ink:
    """The fillings without the smallest ones, which may stay black."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(fillings, connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.int64)
    areas[0] = 0
    order = np.argsort(areas)
    large: Ink = (areas > _EYE).astype(np.uint8)
    large[order[np.cumsum(areas[order]) > _MOST_BLACK * fillings.size]] = 1
    large[0] = 0
    return np.asarray(large[labels])
