"""Finds a colour for each area of a page: from the same picture in colours, or from a palette of our own."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.lineart.reading import Colours

Labels = NDArray[np.int32]  # height x width: 0 for lines and slivers, areas from 1
Box = tuple[slice, slice]  # rows and columns

# Pixels this near to a line may have its colour, or the neighbour's; a small area keeps its inner half.
_EDGE = 4
_INNER = 0.5
# A colour is flat when this share of the area has it, give or take; else the middle of all counts.
_FLAT = 0.3
_ENOUGH = 20_000  # pixels tell what colour an area has
_BITS = 4  # of each channel, when colours are counted

WHITE = "#ffffff"
# Lively and light enough for black lines on top; the first ones for the largest areas.
PALETTE = (
    "#ff9f40",
    "#6ec6f1",
    "#ffd93b",
    "#8fd14f",
    "#f48fb1",
    "#b388dd",
    "#ef5350",
    "#3f8ee0",
    "#f7d9b0",
    "#b07b4f",
)


def sampled(labels: Labels, boxes: Sequence[Box], depth: NDArray[np.float32], colours: Colours) -> list[str]:
    """The dominant colour of each area, "#rrggbb", in the same picture painted in any size.

    `boxes` are the areas' rows and columns, `depth` is how far each pixel is from the nearest line.
    """
    height, width = labels.shape
    painted = cv2.resize(colours, (width, height), interpolation=cv2.INTER_NEAREST)
    found = []
    for number, box in enumerate(boxes, 1):
        area, deep = labels[box] == number, depth[box]
        inner = area & (deep >= min(_EDGE, _INNER * float(deep[area].max())))
        pixels = painted[box][inner]
        found.append(hexadecimal(_dominant(pixels[:: 1 + len(pixels) // _ENOUGH])))
    return found


def _dominant(pixels: Colours) -> NDArray[np.uint8]:
    """Of n x 3 pixels: the colour that most of them have, or the middle of all when there is none."""
    coarse = (pixels >> (8 - _BITS)).astype(np.int32) @ np.array([1, 1 << _BITS, 1 << 2 * _BITS], np.int32)
    counts = np.bincount(coarse)
    usual = int(counts.argmax())
    flat = counts[usual] >= _FLAT * len(pixels)
    chosen = pixels[coarse == usual] if flat else pixels
    return np.asarray(np.median(chosen, axis=0), np.uint8)


def invented(labels: Labels, count: int) -> list[str]:
    """A lively colour for each area, neighbours different ones; white for the background."""
    neighbours = _neighbours(labels, count)
    background = _background(labels)
    chosen = [WHITE] * (count + 1)
    used = dict.fromkeys(PALETTE, 0)
    for number in range(1, count + 1):
        if number != background:
            around = [chosen[other] for other in neighbours[number] if other < number]
            chosen[number] = min(PALETTE, key=lambda colour: (around.count(colour), used[colour]))
            used[chosen[number]] += 1
    return chosen[1:]


def _neighbours(labels: Labels, count: int) -> list[set[int]]:
    """The areas across a line from each area."""
    everywhere = grown(labels)
    found: list[set[int]] = [set() for _ in range(count + 1)]
    for one, other in ((everywhere[1:], everywhere[:-1]), (everywhere[:, 1:], everywhere[:, :-1])):
        differ = one != other
        for a, b in np.unique(np.stack([one[differ], other[differ]], axis=1), axis=0):
            found[a].add(int(b))
            found[b].add(int(a))
    return found


def _background(labels: Labels) -> int:
    """The area that has most of the edge of what is drawn, 0 when none has any."""
    x, y, width, height = cv2.boundingRect((labels > 0).astype(np.uint8))
    part = labels[y : y + height, x : x + width]
    edge = np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]])
    counts = np.bincount(edge[edge > 0], minlength=1)
    return int(counts.argmax())


def grown(labels: Labels) -> Labels:
    """The labels with each pixel outside of all areas given to the nearest one, if there is one."""
    outside = (labels == 0).astype(np.uint8)
    _, nearest = cv2.distanceTransformWithLabels(outside, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    numbers = np.zeros(max(0, int(nearest.max())) + 1, np.int32)
    numbers[nearest[outside == 0]] = labels[outside == 0]
    return np.asarray(numbers[nearest], np.int32)


def hexadecimal(colour: Sequence[int] | NDArray[np.uint8]) -> str:
    red, green, blue = (int(level) for level in colour)
    return f"#{red:02x}{green:02x}{blue:02x}"


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of "#rrggbb"."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
