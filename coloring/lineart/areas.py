"""The white areas of a finished page, each with a colour: for colour-by-number and the colored model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.lineart import corner, frame, painting, reading
from coloring.lineart.binary import Ink
from coloring.lineart.reading import Colours

LONG_SIDE = 1024  # px at which areas are looked for, as the gate does
SMALLEST = 400  # px at that size; smaller ones are slivers that no child colours
MOST = 150  # areas kept, the largest first: the list is stored with its page
_DIGITS = 4


@dataclass(frozen=True, kw_only=True)
class Area:
    """A white area: where a number fits best in it, and its colour.

    `x` and `y` are shares of the page's width and height: the middle of the largest circle that fits into the
    area, whose `radius` is a share of the page's long side. `size` is the area's share of the page. `colour`
    is "#rrggbb".
    """

    x: float
    y: float
    radius: float
    size: float
    colour: str

    def as_list(self) -> list[float | str]:
        """Ready for JSON, rounded to four digits: x, y, radius, size, colour."""
        numbers = [round(number, _DIGITS) for number in (self.x, self.y, self.radius, self.size)]
        return [*numbers, self.colour]

    @classmethod
    def from_list(cls, stored: Sequence[float | str]) -> Area:
        x, y, radius, size = (float(number) for number in stored[:4])
        return cls(x=x, y=y, radius=radius, size=size, colour=str(stored[4]))


def coloured_areas(page_png: bytes, colours: bytes = b"", *, model: bool = False) -> tuple[Area, ...]:
    """The white areas of a finished page of at least 400 px at 1024 px, largest first, 150 at most.

    `colours` is the same picture in flat colours, in any size; without it, the areas get lively colours of
    our own, neighbours different ones. What lies under a colored model is left out: one that is there, or,
    when `model` says so, the one that will be put there. Raises ValueError for bytes that are no picture.
    """
    pixels = reading.pixels(reading.opened(page_png))
    covered = corner.find(pixels) if pixels.ndim == 3 else None
    labels, boxes = _labelled(_white(pixels, covered))
    if not boxes:
        return ()
    depth = _depth(labels)
    if colours:
        tones = painting.sampled(labels, boxes, depth, reading.colours(colours))
    else:
        tones = painting.invented(labels, len(boxes))
    if model and not covered:  # an area has one colour, also where a part of it will be covered
        labels[corner.within(labels.shape, corner.BOX)] = 0
        depth = _depth(labels)
    return _described(labels, boxes, depth, tones)


def lowered(page_areas: Sequence[Area], drawing: tuple[int, int], page: tuple[int, int]) -> tuple[Area, ...]:
    """The areas of a drawing (width, height in px) that became the lower part, full width, of a page."""
    (width, height), (page_width, page_height) = drawing, page
    share = height * page_width / width / page_height
    scale = page_width / width * max(drawing) / max(page)
    return tuple(
        replace(area, y=1 - (1 - area.y) * share, radius=area.radius * scale, size=area.size * share)
        for area in page_areas
    )


def _depth(labels: painting.Labels) -> NDArray[np.float32]:
    """How far each pixel of an area is from its edge, in px."""
    return np.asarray(cv2.distanceTransform((labels > 0).astype(np.uint8), cv2.DIST_L2, 5), np.float32)


def _white(pixels: reading.Levels | Colours, covered: corner.Box | None) -> Ink:
    """1 where a page is white within its frame and not covered; 1024 px on its long side, in a rim of 0."""
    levels = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    page = at_drawing_size(np.asarray(levels, np.uint8))
    ink = (page < 128).astype(np.uint8)
    free = (1 - ink) & frame.inside(ink)
    if covered:
        free[corner.within(free.shape, covered)] = 0
    free[0] = free[-1] = free[:, 0] = free[:, -1] = 0
    return np.asarray(free, np.uint8)


def _labelled(free: Ink) -> tuple[painting.Labels, list[painting.Box]]:
    """The areas as numbers from 1, largest first, 0 for lines and slivers; and their rows and columns."""
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(free, connectivity=4)
    sizes = stats[:, cv2.CC_STAT_AREA].copy()
    sizes[0] = 0
    order = np.argsort(-sizes, kind="stable")[:MOST]
    order = order[sizes[order] >= SMALLEST]
    numbers = np.zeros(len(sizes), np.int32)
    numbers[order] = np.arange(1, len(order) + 1)
    boxes = [(slice(y, y + height), slice(x, x + width)) for x, y, width, height, _ in stats[order].tolist()]
    return np.asarray(numbers[pieces], np.int32), boxes


def at_drawing_size(levels: reading.Levels) -> reading.Levels:
    """The levels of a page shrunk to 1024 px on its long side."""
    factor = LONG_SIDE / max(levels.shape)
    size = [max(1, round(side * factor)) for side in levels.shape[::-1]]
    return np.asarray(cv2.resize(levels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _described(
    labels: painting.Labels, boxes: Sequence[painting.Box], depth: NDArray[np.float32], tones: Sequence[str]
) -> tuple[Area, ...]:
    height, width = labels.shape
    found = []
    for number, (box, colour) in enumerate(zip(boxes, tones, strict=True), 1):
        mask = (labels[box] == number).astype(np.uint8)
        size = cv2.countNonZero(mask)
        if size < SMALLEST:
            continue
        _, radius, _, (x, y) = cv2.minMaxLoc(depth[box], mask)
        found.append(
            Area(
                x=(box[1].start + x + 0.5) / width,
                y=(box[0].start + y + 0.5) / height,
                radius=(radius - 0.5) / max(height, width),
                size=size / (height * width),
                colour=colour,
            )
        )
    return tuple(found)
