"""Puts one drawing on another, resting where it lies lowest as gravity would have it, or seated inside."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline import pieces, scenes, seats
from coloring.engines.offline.canvas import AMONG, BEFORE, BEHIND, Canvas
from coloring.engines.offline.pieces import Piece
from coloring.engines.offline.placement import CELL, MARGIN, Mask, Size, Spot, footprint
from coloring.engines.offline.seats import Seat

Placed = tuple[Piece, Spot, int]  # a piece, where it goes, and its layer

# Shares of the page's width and height that rider and mount take together.
PAIR_SHARE = {"wide": (0.52, 0.80), "tall": (0.86, 0.66), "square": (0.60, 0.78)}
RIDER = 0.70  # the rider's longer side against the mount's
SINK_OPEN, SINK_CLOSED, SINK_DEEP = 0.03, 0.16, 0.4  # how deep a rider sits, against its own height
# Who is drawn with what they ride.
TOGETHER = {("boy", "bicycle"): "man-biking", ("girl", "bicycle"): "woman-biking"}
REACH = 0.22  # how far from the middle of the mount a rider may sit, against the mount's width


def mounted(canvas: Canvas, rider: Piece, mount: Piece, *, foot: float) -> list[Placed]:
    """Rider and mount on their spots, in the order of painting; `foot` is the y of the ground."""
    if (rider.name, mount.name) in TOGETHER:
        both = pieces.get(TOGETHER[rider.name, mount.name])
        return [_alone(canvas, both, foot)]
    mount = pieces.get(_instead(mount.name, tall=canvas.form == "tall"))
    seat = seats.SEATS.get(mount.name)
    face = _face(rider)
    if seat and not (seat.window and face is None):
        return _seated(canvas, face or rider if seat.window else rider, mount, seat, foot)
    return _resting(canvas, rider, mount, foot)


def _instead(mount: str, *, tall: bool) -> str:
    """The drawing of what was asked for that has a place for somebody on a page of this form."""
    upright = seats.UPRIGHT.get(mount, mount) if tall else mount
    return seats.INSTEAD.get(upright, upright)


def _face(rider: Piece) -> Piece | None:
    """What is seen of a rider through a window; None when there is no drawing of the face alone."""
    name = seats.FACES.get(rider.name, f"{rider.name}-face")
    return rider if rider.heads_only else pieces.get(name) if pieces.known(name) else None


def _alone(canvas: Canvas, both: Piece, foot: float) -> Placed:
    size = both.sized(min(_widest(canvas, foot), 0.62 * canvas.height))
    return both, Spot(_across(canvas, size, foot), foot - size.height / 2, size), AMONG


def _seated(canvas: Canvas, rider: Piece, mount: Piece, seat: Seat, foot: float) -> list[Placed]:
    """The rider's face in the mount's window, before it, or the rider behind the mount's edge."""
    high = PAIR_SHARE[canvas.form][1] * canvas.height
    longest = _widest(canvas, foot) * max(1, 1 / mount.aspect)
    while True:
        under, upon = mount.sized(longest), rider.sized(longest * seat.size)
        drop = upon.height / 2 if seat.window else upon.height
        above = max(0.0, drop - seat.y * under.height)
        if under.height + above <= high:
            break
        longest *= 0.95
    left, top = _across(canvas, under, foot) - under.width / 2, foot - under.height
    below = Spot(left + under.width / 2, foot - under.height / 2, under)
    x, y = left + seat.x * under.width, top + seat.y * under.height
    middle = Spot(x, y if seat.window else y - upon.height / 2, upon)
    if seat.window:
        return [(mount, below, AMONG), (rider, middle, BEFORE)]
    return [(rider, middle, BEHIND), (mount, below, AMONG)]


def _resting(canvas: Canvas, rider: Piece, mount: Piece, foot: float) -> list[Placed]:
    """The rider on the mount, as low as it comes."""
    high = PAIR_SHARE[canvas.form][1] * canvas.height
    longest = _widest(canvas, foot) * max(1, 1 / mount.aspect)
    while True:
        under, upon = mount.sized(longest), rider.sized(longest * RIDER)
        rise, shift = _rest(footprint(rider.mask, upon), footprint(mount.mask, under))
        if under.height + rise * CELL <= high:
            break
        longest *= 0.95
    x = _across(canvas, under, foot)
    is_open = mount.name in scenes.OPEN_MOUNTS
    share = SINK_OPEN if is_open else SINK_DEEP if mount.name in seats.SEATS else SINK_CLOSED
    sink = share * upon.height
    below = Spot(x, foot - under.height / 2, under)
    above = Spot(x + shift * CELL, foot - under.height - rise * CELL + upon.height / 2 + sink, upon)
    if is_open:
        return [(mount, below, AMONG), (rider, above, BEFORE)]
    return [(rider, above, BEHIND), (mount, below, AMONG)]


def _widest(canvas: Canvas, foot: float) -> float:
    return min(PAIR_SHARE[canvas.form][0] * canvas.width, canvas.east(foot) - MARGIN)


def _across(canvas: Canvas, size: Size, foot: float) -> float:
    """The x of the pair's middle."""
    x = canvas.width * canvas.rng.choice((0.42, 0.5, 0.58))
    return max(MARGIN + size.width / 2, min(x, canvas.east(foot) - size.width / 2))


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
