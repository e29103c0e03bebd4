"""Puts one drawing on another as gravity would: lowered until it rests where it lies lowest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline import scenes
from coloring.engines.offline.canvas import AMONG, BEFORE, BEHIND, Canvas, Placed
from coloring.engines.offline.pieces import Piece
from coloring.engines.offline.placement import CELL, Mask, Size, Spot, footprint

# Shares of the page's width and height that rider and mount take together.
PAIR_SHARE = {"wide": (0.52, 0.80), "tall": (0.80, 0.66), "square": (0.60, 0.78)}
RIDER = 0.72  # the rider's longer side against the mount's
SINK_OPEN, SINK_CLOSED = 0.03, 0.16  # how deep a rider sits, against its own height
REACH = 0.22  # how far from the middle of the mount a rider may sit, against the mount's width


def mounted(canvas: Canvas, rider: Piece, mount: Piece, *, foot: float) -> list[Placed]:
    """Rider and mount on their spots, in the order of painting; `foot` is the y of the ground."""
    wide, high = PAIR_SHARE[canvas.form]
    longest = wide * canvas.width * max(1, 1 / mount.aspect)
    while True:
        under, upon = mount.sized(longest), rider.sized(longest * RIDER)
        rise, shift = _rest(footprint(rider.mask, upon), footprint(mount.mask, under))
        if under.height + rise * CELL <= high * canvas.height:
            break
        longest *= 0.95
    x = canvas.width * canvas.rng.choice((0.42, 0.5, 0.58))
    return _pair(rider, mount, upon, under, (x, foot), (rise * CELL, shift * CELL))


def _pair(
    rider: Piece, mount: Piece, upon: Size, under: Size, at: tuple[float, float], rest: tuple[float, float]
) -> list[Placed]:
    x, foot = at
    rise, shift = rest
    is_open = mount.name in scenes.OPEN_MOUNTS
    sink = (SINK_OPEN if is_open else SINK_CLOSED) * upon.height
    below = Spot(x, foot - under.height / 2, under)
    above = Spot(x + shift, foot - under.height - rise + upon.height / 2 + sink, upon)
    if is_open:
        return [Placed(mount, below, AMONG), Placed(rider, above, BEFORE)]
    return [Placed(rider, above, BEHIND), Placed(mount, below, AMONG)]


def _rest(rider: Mask, mount: Mask) -> tuple[int, int]:
    """How far, in cells, a resting rider's top is above the mount's, and its shift from the middle."""
    seat, soles = _tops(mount), _bottoms(rider)
    middle = (mount.shape[1] - rider.shape[1]) // 2
    reach = int(REACH * mount.shape[1])
    best: tuple[float, int, int] | None = None
    for shift in range(-reach, reach + 1):
        rise = _rise(seat, soles, middle + shift)
        if rise is None:
            continue
        # Lowest is best; of equals, the one nearest to the middle.
        cost = rise + 0.25 * abs(shift)
        if best is None or cost < best[0]:
            best = (cost, rise, shift)
    return (best[1], best[2]) if best else (rider.shape[0], 0)


def _rise(seat: NDArray[np.int_], soles: NDArray[np.int_], left: int) -> int | None:
    """How high the rider's top is above the mount's when a sole touches; None when they pass each other."""
    first, last = max(0, left), min(len(seat), left + len(soles))
    if last <= first:
        return None
    return int((soles[first - left : last - left] - seat[first:last]).max())


def _tops(mask: Mask) -> NDArray[np.int_]:
    """The row of the first filled cell of every column, the height where there is none."""
    return np.asarray(np.where(mask.any(axis=0), mask.argmax(axis=0), mask.shape[0]))


def _bottoms(mask: Mask) -> NDArray[np.int_]:
    """The row after the last filled cell of every column, 0 where there is none."""
    return np.asarray(np.where(mask.any(axis=0), mask.shape[0] - mask[::-1].argmax(axis=0), 0))
