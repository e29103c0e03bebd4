"""The white areas of a finished page, each with a colour: for colour-by-number and the colored model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from coloring.lineart import corner, frame, painting, reading
from coloring.lineart.binary import Ink
from coloring.lineart.reading import Colours

LONG_SIDE = 1024  # px at which areas are looked for, as the gate does
SMALLEST = 400  # px at that size; smaller ones are slivers that no child colours
MOST = 150  # areas kept, the largest first: the list is stored with its page
_DIGITS = 4
_COLOURED = 24  # levels between the strongest and the weakest channel; gray has none
_LARGEST_MODEL = 0.45  # share of the page's width and height; larger frames are the page's own


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
    pixels = reading.colours(page_png)
    labels, count = labelled(white(pixels, coloured_corner(pixels) or (corner.BOX if model else None)))
    if not count:
        return ()
    if colours:
        tones = painting.sampled(labels, count, reading.colours(colours))
    else:
        tones = painting.invented(labels, count)
    return _described(labels, tones)


def white(pixels: Colours, covered: corner.Box | None) -> Ink:
    """1 where a page is white within its frame and not covered; 1024 px on its long side."""
    page = at_drawing_size(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8))
    ink = (page < 128).astype(np.uint8)
    free = (1 - ink) & frame.inside(ink)
    if covered:
        free[within(free.shape, covered)] = 0
    return np.asarray(free, np.uint8)


def within(shape: Sequence[int], box: corner.Box) -> tuple[slice, slice]:
    """The rows and columns of a box on a page of this height and width in px."""
    (height, width), (left, top, right, bottom) = shape[:2], box
    return (
        slice(round(top * height), round(bottom * height)),
        slice(round(left * width), round(right * width)),
    )


def labelled(free: Ink) -> tuple[painting.Labels, int]:
    """The areas as numbers from 1, largest first, 0 for lines and slivers; and how many there are."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(free, connectivity=4)
    sizes = stats[:, cv2.CC_STAT_AREA].copy()
    sizes[0] = 0
    order = np.argsort(-sizes, kind="stable")[:MOST]
    order = order[sizes[order] >= SMALLEST]
    numbers = np.zeros(len(sizes), np.int32)
    numbers[order] = np.arange(1, len(order) + 1)
    return np.asarray(numbers[labels], np.int32), len(order)


def coloured_corner(pixels: Colours) -> corner.Box | None:
    """The box of the colored model of a finished page, its black frame included; None when it has none."""
    red, green, blue = cv2.split(pixels)
    spread = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    x, y, w, h = cv2.boundingRect((np.asarray(spread) > _COLOURED).astype(np.uint8))
    if not w:
        return None
    (height, width), ink = pixels.shape[:2], (green < 128).astype(np.uint8)
    boxes = cv2.connectedComponentsWithStats(ink, connectivity=8)[2][1:, :4]
    low, high = boxes[:, :2], boxes[:, :2] + boxes[:, 2:]
    around = (low <= (x, y)).all(axis=1) & (high >= (x + w, y + h)).all(axis=1)
    around &= (boxes[:, 2:] < np.multiply(_LARGEST_MODEL, (width, height))).all(axis=1)
    for left, top, across, down in boxes[around]:
        x, y, w, h = int(left), int(top), int(across), int(down)
    return x / width, y / height, (x + w) / width, (y + h) / height


def at_drawing_size(levels: reading.Levels) -> reading.Levels:
    """The levels of a page shrunk to 1024 px on its long side."""
    factor = LONG_SIDE / max(levels.shape)
    size = [max(1, round(side * factor)) for side in levels.shape[::-1]]
    return np.asarray(cv2.resize(levels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _described(labels: painting.Labels, tones: Sequence[str]) -> tuple[Area, ...]:
    height, width = labels.shape
    found = []
    for number, box in painting.boxes(labels, len(tones)):
        area = np.pad((labels[box] == number).astype(np.uint8), 1)
        depth = cv2.distanceTransform(area, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        _, radius, _, (x, y) = cv2.minMaxLoc(depth)
        found.append(
            Area(
                x=float(box[1].start + x - 0.5) / width,
                y=float(box[0].start + y - 0.5) / height,
                radius=(radius - 0.5) / max(height, width),
                size=int(area.sum()) / (height * width),
                colour=tones[number - 1],
            )
        )
    return tuple(found)
