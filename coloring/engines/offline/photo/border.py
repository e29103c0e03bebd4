"""A border of tiles around a child's drawing: more to colour, and nothing added to the drawing itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np

from coloring.engines.offline.photo import raster
from coloring.engines.offline.photo.strokes import Ink
from coloring.engines.offline.photo.tone import Picture

SHARE = 0.065
"""Width of the border as a share of the page's long side: about 2 cm on A4."""

AIR = 0.25
"""Paper between the border and the drawing, as a share of the border's width."""

MOTIF = 0.26
"""Half the size of what is on a tile, as a share of the tile."""


class Tile(NamedTuple):
    """One tile of the border, in px."""

    left: float
    top: float
    width: float
    height: float


def around(ink: Ink) -> Ink:
    """The ink of a page, smaller, with room for the border around it."""
    return (_smaller(255 * ink, 0) > 100).astype(np.uint8)


def around_colours(picture: Picture) -> Picture:
    """The same for a picture on white paper."""
    return _smaller(picture, 255)


def _smaller(plane: Picture, paper: int) -> Picture:
    height, width = plane.shape[:2]
    scale = 1 - 2 * (1 + AIR) * _wide(plane.shape) / min(height, width)
    small = raster.scaled(plane, scale)
    page = np.full_like(plane, paper)
    left, top = (width - small.shape[1]) // 2, (height - small.shape[0]) // 2
    page[top : top + small.shape[0], left : left + small.shape[1]] = small
    return page


def _wide(shape: tuple[int, ...]) -> int:
    return round(SHARE * max(shape[:2]))


def tiles(shape: tuple[int, ...], pen: int) -> Ink:
    """The lines of the border: tiles with circles and diamonds in turn."""
    page = np.zeros(shape[:2], np.uint8)
    inner = pen // 2, pen // 2, shape[1] - 1 - pen // 2, shape[0] - 1 - pen // 2
    for number, tile in enumerate(_around(inner, _wide(shape))):
        first = round(tile.left), round(tile.top)
        last = round(tile.left + tile.width), round(tile.top + tile.height)
        cv2.rectangle(page, first, last, 1, pen)
        _motif(page, tile, number, pen)
    return page


def _around(box: tuple[int, int, int, int], wide: int) -> Iterator[Tile]:
    """The tiles clockwise from the upper left corner, about as long as wide."""
    left, top, right, bottom = box
    across, down = right - left - 2 * wide, bottom - top - 2 * wide
    columns, rows = (max(1, round(length / (1.25 * wide))) for length in (across, down))
    long, high = across / columns, down / rows
    yield Tile(left, top, wide, wide)
    yield from (Tile(left + wide + n * long, top, long, wide) for n in range(columns))
    yield Tile(right - wide, top, wide, wide)
    yield from (Tile(right - wide, top + wide + n * high, wide, high) for n in range(rows))
    yield Tile(right - wide, bottom - wide, wide, wide)
    yield from (Tile(left + wide + n * long, bottom - wide, long, wide) for n in reversed(range(columns)))
    yield Tile(left, bottom - wide, wide, wide)
    yield from (Tile(left, top + wide + n * high, wide, high) for n in reversed(range(rows)))


def _motif(page: Ink, tile: Tile, number: int, pen: int) -> None:
    x, y = tile.left + tile.width / 2, tile.top + tile.height / 2
    radius = MOTIF * min(tile.width, tile.height)
    if number % 2:
        cv2.circle(page, (round(x), round(y)), round(radius), 1, pen)
        return
    reach = 1.25 * radius
    corners = [(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)]
    cv2.polylines(page, [np.rint(corners).astype(np.int32)], True, 1, pen)
