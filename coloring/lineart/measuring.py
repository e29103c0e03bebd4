"""Measures whether a child can colour a page, and holds the gate that it must pass."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.lineart import binary, corner, frame, reading
from coloring.lineart.binary import Ink

Depth = NDArray[np.float32]

LONG_SIDE = 1024  # px at which lengths and areas below are meant: 0.18 mm each on A4
SMALLEST_AREA = 400  # px; smaller ones are slivers that no child colours
SPECK = 60  # px; ink smaller than this is dirt
CRAYON = 12  # px across its round tip, 2.2 mm on A4
THICKEST_LINE = 18  # px; black above this is an area filled in, not a line

BLACKEST, WHITEST = 16, 239  # levels; what is between them is gray
AROUND_MODEL = 8  # px around the colored model that belong to it

# The gate: a page outside of these is not delivered without a second try.
PUREST = 0.95
LEAST_INK, MOST_INK = 0.04, 0.20
FEWEST_AREAS = 8
LARGEST_AREA = 0.85
MOST_SPECKS = 10
THINNEST_LINE = 3.5
LEAST_REACHABLE = 0.95
MOST_SOLID = 0.01


@dataclass(frozen=True, kw_only=True)
class Measures:
    """What was measured on a page, without its frame and its colored model, if it has them.

    pure        share of the pixels, as given, that are black (< 16) or white (> 239), not gray
    ink         share of the page that is black
    areas       number of white areas of at least 400 px
    largest     share of the page that the largest white area takes
    specks      number of pieces of ink below 60 px
    stroke_p10  px; nine tenths of the lines are at least this wide
    reachable   share of the white that a round crayon tip of 12 px reaches without crossing a line
    solid       share of the page that is black thicker than 18 px

    Lengths and areas are those of the page at 1024 px on its long side.
    """

    pure: float
    ink: float
    areas: int
    largest: float
    specks: int
    stroke_p10: float
    reachable: float
    solid: float

    @property
    def shortfalls(self) -> dict[str, float]:
        """By how much of the limit each fault misses it (0 just so, 1 by all of it or more)."""
        misses = {
            "gray": (PUREST - self.pure) / PUREST,
            "too_little_ink": (LEAST_INK - self.ink) / LEAST_INK,
            "too_much_ink": (self.ink - MOST_INK) / MOST_INK,
            "few_areas": (FEWEST_AREAS - self.areas) / FEWEST_AREAS,
            "open": (self.largest - LARGEST_AREA) / (1 - LARGEST_AREA),
            "specks": (self.specks - MOST_SPECKS) / MOST_SPECKS,
            "thin_lines": (THINNEST_LINE - self.stroke_p10) / THINNEST_LINE if self.ink else 0.0,
            "unreachable": (LEAST_REACHABLE - self.reachable) / LEAST_REACHABLE,
            "solid_black": (self.solid - MOST_SOLID) / MOST_SOLID,
        }
        return {fault: min(1.0, miss) for fault, miss in misses.items() if miss > 0}

    @property
    def faults(self) -> tuple[str, ...]:
        """The codes of what keeps the page from passing the gate."""
        return tuple(self.shortfalls)

    @property
    def passes(self) -> bool:
        return not self.shortfalls

    @property
    def score(self) -> float:
        """0 for a page that passes; below it, the more and the worse its faults."""
        return -sum(1 + miss for miss in self.shortfalls.values())

    def as_dict(self) -> dict[str, Any]:
        """The measures rounded to four digits, with `faults` as a list: ready for JSON."""
        rounded = {field.name: round(getattr(self, field.name), 4) for field in fields(self)}
        return {**rounded, "faults": list(self.faults)}


def better(first: Measures, second: Measures) -> Measures:
    """The measures of the better page; the first when they are equally good."""
    return second if second.score > first.score else first


@lru_cache(maxsize=8)
def measure(image: bytes) -> Measures:
    """Measure a PNG, JPEG or WebP of any size; raises ValueError when the bytes are no picture.

    The last pages are remembered: who draws, who cleans and who stores a page all want to know.
    """
    levels, model = _read(image)
    ink = (_at_drawing_size(levels) < 128).astype(np.uint8)
    page = frame.inside(ink)
    pure = (levels < BLACKEST) | (levels > WHITEST)
    if model:
        ink[corner.within(ink.shape, model, AROUND_MODEL)] = 0
        page[corner.within(ink.shape, model, AROUND_MODEL)] = 0
        pure[corner.within(levels.shape, model)] = True
    areas, depth = _areas(ink, page), _depth(ink)
    return Measures(
        pure=float(pure.mean()),
        ink=_share(ink, page),
        areas=int((areas >= SMALLEST_AREA).sum()),
        largest=float(areas.max(initial=0) / max(1, cv2.countNonZero(page))),
        specks=_specks(ink, page),
        stroke_p10=_stroke_p10(ink, depth, page),
        reachable=_reachable(ink, page),
        solid=_share(_covered(depth, THICKEST_LINE / 2), page),
    )


def _read(image: bytes) -> tuple[reading.Levels, corner.Box | None]:
    """The levels of a page, and where its colored model is, if it has one."""
    pixels = reading.pixels(reading.opened(image))
    if pixels.ndim == 2:
        return pixels, None
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8), corner.find(pixels)


def _at_drawing_size(levels: reading.Levels) -> reading.Levels:
    factor = LONG_SIDE / max(levels.shape)
    if factor == 1:
        return levels
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    size = [max(1, round(side * factor)) for side in levels.shape[::-1]]
    return np.asarray(cv2.resize(levels, size, interpolation=method), np.uint8)


def _share(mask: Ink, page: Ink) -> float:
    return cv2.countNonZero(mask & page) / max(1, cv2.countNonZero(page))


def _areas(ink: Ink, page: Ink) -> NDArray[np.int32]:
    """The sizes of the white areas in px."""
    stats = cv2.connectedComponentsWithStats((1 - ink) & page, connectivity=4)[2]
    return np.asarray(stats[1:, cv2.CC_STAT_AREA], np.int32)


def _specks(ink: Ink, page: Ink) -> int:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] < SPECK
    small[0] = False
    return len(np.unique(labels[small[labels] & (page > 0)])) if small.any() else 0


def _stroke_p10(ink: Ink, depth: Depth, page: Ink) -> float:
    """The tenth percentile of the widths along the middle of all lines; 0 without lines.

    A width is twice the way from the middle to the nearest paper, so an odd one comes out 1 px wider.
    """
    middle = (binary.thin(ink) & page) > 0
    if not middle.any():
        return 0.0
    reach = np.minimum(depth[middle], LONG_SIDE / 2)
    return float(np.percentile(2 * reach, 10))


def _reachable(ink: Ink, page: Ink) -> float:
    white = (1 - ink) & page
    reached = _covered(_depth(1 - ink), CRAYON / 2) & white
    return cv2.countNonZero(reached) / max(1, cv2.countNonZero(white))


def _depth(mask: Ink) -> Depth:
    """The way from each pixel of the mask to the nearest one beside it, in px."""
    return np.asarray(cv2.distanceTransform(mask, cv2.DIST_L2, 5), np.float32)


def _covered(depth: Depth, radius: float) -> Ink:
    """What a disk of this radius covers without leaving what is so deep (beyond the page is open)."""
    centres = (depth > radius).astype(np.uint8)
    if not cv2.countNonZero(centres):
        return centres
    return binary.grown(centres, round(radius))
