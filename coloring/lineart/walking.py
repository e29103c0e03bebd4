"""Finds where lines stop, and which way they were going: all of them at once, step by step."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.lineart import binary
from coloring.lineart.binary import Ink
from coloring.lineart.skeleton import Lines

Points = NDArray[np.int64]  # n x 2: rows and columns
Places = NDArray[np.float64]

# Those that share a side first: a skeleton goes around its corners.
_STEPS = np.array([(-1, 0), (0, 1), (1, 0), (0, -1), (-1, -1), (-1, 1), (1, 1), (1, -1)])
_FARTHEST = 44  # px that a line is followed back; one that ends or forks before is a whisker or a dash
_TREND = 9  # px of line that tell its direction
_LEAST = 5  # px behind its end without which a line has no direction
_BOLDEST = 0.9  # pens that half the width of a line may be; the end of a nose is bolder
_STUB = 3.0  # px; a branch no longer than its line is wide, and this, is roughness of its edge


def _is_fork(code: int) -> bool:
    """Whether three or more lines leave a pixel with these neighbours."""
    bits = [(code >> bit) & 1 for bit in range(8)]
    return sum(bits[i] and not bits[i - 1] for i in range(8)) > 2


_FORKS = np.array([_is_fork(code) for code in range(256)], np.uint8)


@dataclass(frozen=True)
class Ends:
    """Free ends of lines.

    places      n x 2 (x, y): the middle of the line's last round dot
    directions  n x 2: unit vectors out of the line
    radii       n: half the width of the line there
    long        n: whether the line is no dash and no whisker
    """

    places: Places
    directions: Places
    radii: NDArray[np.float64]
    long: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.radii)


def ends(lines: Lines) -> Ends:
    """The free ends of all lines that are long enough to have a direction."""
    middle = _without_stubs(lines)
    tips = _tips(middle)
    paths, lengths = _walk(middle, _forks(middle), tips)
    radii = _depth_along(lines, paths, lengths)
    # Near its end a middle may turn to one corner of the line; what it does there tells nothing.
    start = np.minimum(np.rint(radii).astype(np.int64), lengths)
    line = (lengths >= start + _LEAST) & (radii <= _BOLDEST * lines.pen())
    index = np.arange(len(tips))
    origin = paths[index, start]
    back = paths[index, np.minimum(start + _TREND, lengths)]
    way = (origin - back).astype(np.float64)
    norm = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)
    directions = way[:, ::-1] / norm[:, None]
    places = origin[:, ::-1].astype(np.float64)
    return Ends(places[line], directions[line], radii[line], (lengths == _FARTHEST)[line])


def _depth_along(lines: Lines, paths: NDArray[np.int64], lengths: Points) -> NDArray[np.float64]:
    """Half the width of each line, from a few px behind its end."""
    steps = np.minimum(np.arange(3, 12)[None, :], lengths[:, None])
    points = np.take_along_axis(paths, steps[..., None].repeat(2, axis=2), axis=1)
    depths = lines.depth[points[..., 0], points[..., 1]]
    return np.asarray(np.maximum(np.median(depths, axis=1) - 0.25, 0.5), np.float64)


def _without_stubs(lines: Lines) -> Ink:
    """The middles of the lines without the short branches that square ends and rough edges have."""
    middle = lines.middle.copy()
    forks = _forks(middle)
    tips = _tips(middle)
    paths, lengths = _walk(middle, forks, tips)
    last = paths[np.arange(len(tips)), lengths]
    stops = tuple(last.T)
    stubs = (forks[stops] > 0) & (lengths <= lines.depth[stops] + _STUB)
    for path, length in zip(paths[stubs], lengths[stubs], strict=True):
        middle[path[:length, 0], path[:length, 1]] = 0
    return middle


def _tips(middle: Ink) -> Points:
    tips = cv2.findNonZero(binary.end_points(middle))
    return np.zeros((0, 2), np.int64) if tips is None else np.asarray(tips[:, 0, ::-1], np.int64)


def _forks(middle: Ink) -> Ink:
    return np.asarray(cv2.LUT(binary.neighbours(middle), _FORKS), np.uint8) & middle


def _walk(middle: Ink, stops: Ink, tips: Points) -> tuple[NDArray[np.int64], Points]:
    """From each tip the pixels of its line (n x steps x 2, the last one repeated), and how many steps.

    A walk ends after _FARTHEST steps, on a pixel of `stops`, or where the line does.
    """
    padded, barred = np.pad(middle, 1), np.pad(stops, 1)
    paths = np.repeat((tips + 1)[:, None, :], _FARTHEST + 1, axis=1)
    lengths = np.zeros(len(tips), np.int64)
    going = np.ones(len(tips), np.bool_)
    for step in range(1, _FARTHEST + 1):
        here = paths[:, step - 1]
        near = here[:, None, :] + _STEPS
        free = padded[near[..., 0], near[..., 1]] > 0
        for past in range(max(0, step - 4), step):
            free &= (near != paths[:, past][:, None, :]).any(axis=2)
        going &= free.any(axis=1) & (barred[here[:, 0], here[:, 1]] == 0)
        if not going.any():
            break
        chosen = near[np.arange(len(tips)), free.argmax(axis=1)]
        paths[going, step:] = chosen[going][:, None, :]
        lengths[going] = step
    return paths - 1, lengths
