"""Fits smooth cubic Bézier curves with sharp corners to closed rings of points, all rings at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Indexes = NDArray[np.intp]

# A closed curve: its start, then two handles and an end for each cubic Bézier; 3 n + 1 rows of x and y.
Path = Numbers

# Points of a ring lie about 1 px apart, so that all lengths below are px as well as numbers of points.
_REACH = 6  # how far to both sides the direction of a line is looked at
_SHARP = np.radians(42)  # the least turn within that reach that may be a corner
# The share of that turn which a corner makes within half the reach: 0.75 to 1 where lines meet sharply, 0.5
# to 0.7 along the round ends of lines that are 9 px wide or more.
_SUDDEN = 0.73
_NEAREST = 1  # point to both sides of a corner that smoothing has rounded off
_FARTHEST_CORNER = 2.0  # px; how far a corner may lie outside its rounded points
_WIDE = 8  # points to both sides over which stairs are evened out, and
_NARROW = 3  # near corners and narrow bends: those that turn within the reach as an arc of 12 px radius does
_GENTLE = 0.5  # radians
_STRIDE = 2  # every so many points a curve is compared with; evened points in between say nothing new
_LONGEST = 96  # points that one curve may follow
_SHORTEST = 5  # points below which a curve is not halved any more
_TOLERANCE = 0.35  # px; the greatest distance of an evened point from its curve


@dataclass(frozen=True)
class Rings:
    """Points of closed rings one after the other: n x 2 points, the start and length of each point's ring."""

    points: Numbers
    start: Indexes
    length: Indexes

    @classmethod
    def joined(cls, points: Numbers, lengths: Indexes) -> Rings:
        """Of the points of all rings and how many each ring has."""
        starts = np.cumsum(lengths) - lengths
        return cls(points, np.repeat(starts, lengths), np.repeat(lengths, lengths))

    def beside(self, index: Indexes, steps: Indexes | int) -> Indexes:
        """The points so many steps further along the same ring."""
        start = self.start[index]
        return np.asarray(start + (index - start + steps) % self.length[index])


@dataclass(frozen=True)
class Spans:
    """Stretches between two knots: the first point, the number of steps to the last one."""

    first: Indexes
    steps: Indexes


def fit(points: Numbers, lengths: Indexes) -> list[Path]:
    """One path for each ring of points about 1 px apart; `lengths` says how many points each ring has."""
    if not len(lengths):
        return []
    rings = Rings.joined(points, lengths)
    turns = _turns(rings, _REACH)
    corner = _corners(rings, turns)
    line = _evened(rings, corner, turns < _GENTLE)
    todo, done, curves = _spans(rings, corner), [], []
    while len(todo.first):
        fitted, good = _fitted(rings, line, todo)
        done.append(todo.first[good])
        curves.append(fitted[good])
        todo = _halves(rings, todo, ~good)
    return _paths(np.concatenate(done), np.concatenate(curves), lengths)


def _turns(rings: Rings, reach: int) -> Numbers:
    """By how much each ring turns at each point, in radians."""
    every = np.arange(len(rings.points))
    before = rings.points - rings.points[rings.beside(every, -reach)]
    after = rings.points[rings.beside(every, reach)] - rings.points
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    return np.asarray(np.abs(np.arctan2(cross, (before * after).sum(axis=1))))


def _corners(rings: Rings, turns: Numbers) -> NDArray[np.bool_]:
    """Where a ring turns sharply, at one point and not around a bend, and more than all around."""
    sudden = _turns(rings, _REACH // 2)
    both = turns + sudden
    found = np.flatnonzero((turns > _SHARP) & (rings.length > 4 * _REACH))
    for steps in range(1, _REACH + 1):
        later, earlier = both[rings.beside(found, steps)], both[rings.beside(found, -steps)]
        found = found[(both[found] >= later) & (both[found] > earlier)]
    corner = np.zeros(len(rings.points), bool)
    corner[found[sudden[found] >= _SUDDEN * turns[found]]] = True
    return corner


@dataclass(frozen=True)
class _Line:
    """The points without stairs, and for each the directions of arrival and of departure."""

    place: Numbers
    arriving: Numbers
    leaving: Numbers


def _evened(rings: Rings, corner: NDArray[np.bool_], gentle: NDArray[np.bool_]) -> _Line:
    """Each point on the parabola through its neighbours; corners where the lines of both sides meet."""
    around = _Around(rings)
    calm = around.sums(gentle[:, None].astype(np.float64), np.ones(2 * _WIDE + 1)) > 2 * _WIDE + 0.5
    places, slopes = (
        [around.sums(rings.points, weights(half)) for half in (_WIDE, _NARROW)]
        for weights in (_parabola, _slope)
    )
    place, arriving = np.where(calm, *places), _unit(np.where(calm, *slopes))
    leaving = arriving.copy()
    corners = np.flatnonzero(corner)
    place[corners], arriving[corners], leaving[corners] = _sharpened(rings, corners)
    return _Line(place, arriving, leaving)


class _Around:
    """All rings one after the other, each lengthened by its own points at both ends."""

    def __init__(self, rings: Rings) -> None:
        starts, first = np.unique(rings.start, return_index=True)
        lengths = rings.length[first]
        longer = lengths + 2 * _WIDE
        step = np.arange(longer.sum()) - np.repeat(np.cumsum(longer) - longer, longer) - _WIDE
        self._index = np.repeat(starts, longer) + step % np.repeat(lengths, longer)
        self._core = np.flatnonzero((step >= 0) & (step < np.repeat(lengths, longer))) - _WIDE

    def sums(self, values: Numbers, weights: Numbers) -> Numbers:
        """For each point the weighted sum over it and its neighbours; values n x k."""
        half = len(weights) // 2
        columns = [np.convolve(column, weights[::-1], "valid") for column in values[self._index].T]
        return np.stack(columns, axis=1)[self._core + _WIDE - half]


def _sharpened(rings: Rings, corners: Indexes) -> tuple[Numbers, Numbers, Numbers]:
    """Where the lines of both sides of each corner meet, and their directions."""
    near, far = _NEAREST + 1, _NEAREST + _REACH
    before = rings.points[rings.beside(corners, -near)]
    after = rings.points[rings.beside(corners, near)]
    arriving = _unit(before - rings.points[rings.beside(corners, -far)])
    leaving = _unit(rings.points[rings.beside(corners, far)] - after)
    crossing = _crossing(before, arriving, after, leaving)
    point = rings.points[corners]
    close = np.hypot(*(crossing - point).T) < _FARTHEST_CORNER
    return np.where(close[:, None], crossing, point), arriving, leaving


def _parabola(half: int) -> Numbers:
    """Weights that give the middle of the parabola through 2 half + 1 points (Savitzky and Golay 1964)."""
    steps = np.arange(-half, half + 1)
    weights = 3 * (3 * half * half + 3 * half - 1) - 15.0 * steps * steps
    return np.asarray(weights / ((2 * half - 1) * (2 * half + 1) * (2 * half + 3)))


def _slope(half: int) -> Numbers:
    """Weights that give a multiple of its slope there."""
    return np.arange(-half, half + 1, dtype=np.float64)


def _unit(vectors: Numbers) -> Numbers:
    return np.asarray(vectors / np.maximum(np.hypot(vectors[:, 0], vectors[:, 1]), 1e-9)[:, None])


def _crossing(a: Numbers, along_a: Numbers, b: Numbers, along_b: Numbers) -> Numbers:
    """Where the lines through a and b meet; far away when they are parallel."""
    cross = along_a[:, 0] * along_b[:, 1] - along_a[:, 1] * along_b[:, 0]
    cross = np.where(np.abs(cross) < 1e-6, 1e-6, cross)
    apart = b - a
    way = (apart[:, 0] * along_b[:, 1] - apart[:, 1] * along_b[:, 0]) / cross
    return np.asarray(a + way[:, None] * along_a)


def _spans(rings: Rings, corner: NDArray[np.bool_]) -> Spans:
    """The first division: at the corners, and so that no stretch is too long."""
    starts = np.unique(rings.start)
    round_ones = starts[~np.logical_or.reduceat(corner, starts)]
    first = np.union1d(np.flatnonzero(corner), round_ones)
    earliest = first[np.searchsorted(first, rings.start[first])]
    following = np.append(first[1:], -1)
    last = np.append(rings.start[first][1:] != rings.start[first][:-1], True)
    steps = np.where(last, earliest + rings.length[first], following) - first
    return _divided(rings, first, steps, np.maximum(-(-steps // _LONGEST), 1))


def _divided(rings: Rings, first: Indexes, steps: Indexes, parts: Indexes) -> Spans:
    """Each stretch in so many parts of nearly the same length."""
    which = np.repeat(np.arange(len(first)), parts)
    number = np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)
    begin = number * steps[which] // parts[which]
    end = (number + 1) * steps[which] // parts[which]
    return Spans(rings.beside(first[which], begin), end - begin)


def _halves(rings: Rings, spans: Spans, chosen: NDArray[np.bool_]) -> Spans:
    first, steps = spans.first[chosen], spans.steps[chosen]
    return _divided(rings, first, steps, np.full(len(first), 2))


def _fitted(rings: Rings, line: _Line, spans: Spans) -> tuple[Numbers, NDArray[np.bool_]]:
    """A curve for each stretch (n x 4 x 2) and whether it is good enough."""
    last = rings.beside(spans.first, spans.steps)
    starts, out = line.place[spans.first], line.leaving[spans.first]
    ends, back = line.place[last], -line.arriving[last]
    samples = _Samples(rings, line, spans)
    lengths = samples.handles(starts, ends, out, back)
    curves = np.stack(
        [starts, starts + lengths[0][:, None] * out, ends + lengths[1][:, None] * back, ends], axis=1
    )
    good = (samples.error(curves) <= _TOLERANCE) | (spans.steps < _SHORTEST)
    return curves, good


class _Samples:
    """Every second point of all stretches, each with its share of the way."""

    def __init__(self, rings: Rings, line: _Line, spans: Spans) -> None:
        counts = np.maximum(spans.steps // _STRIDE, 1) + 1
        self.begins = np.cumsum(counts) - counts
        self.span = np.repeat(np.arange(len(counts)), counts)
        number = np.arange(len(self.span)) - self.begins[self.span]
        step = number * spans.steps[self.span] // (counts - 1)[self.span]
        self.points = line.place[rings.beside(spans.first[self.span], step)]
        leap = np.hypot(*np.diff(self.points, axis=0, prepend=self.points[:1]).T)
        leap[self.begins] = 0
        way = np.cumsum(leap)
        way -= way[self.begins][self.span]
        self.share = way / np.maximum(way[self.begins + counts - 1], 1e-9)[self.span]
        self.inner = (step > _NEAREST) & (step < spans.steps[self.span] - _NEAREST)

    def handles(self, starts: Numbers, ends: Numbers, out: Numbers, back: Numbers) -> tuple[Numbers, Numbers]:
        """The lengths of both handles that bring the curve closest, in least squares (Schneider 1990)."""
        b0, b1, b2, b3 = _bernstein(self.share)
        rest = self.points - (b0 + b1)[:, None] * starts[self.span] - (b2 + b3)[:, None] * ends[self.span]
        onto_out, onto_back = (rest * out[self.span]).sum(axis=1), (rest * back[self.span]).sum(axis=1)
        both = (out * back).sum(axis=1)
        c11, c22, c12 = self._sums(b1 * b1), self._sums(b2 * b2), self._sums(b1 * b2) * both
        x1, x2 = self._sums(b1 * onto_out), self._sums(b2 * onto_back)
        chord = np.hypot(*(ends - starts).T)
        determinant = c11 * c22 - c12 * c12
        solvable = determinant > 1e-9
        safe = np.where(solvable, determinant, 1)
        first, second = (x1 * c22 - x2 * c12) / safe, (c11 * x2 - c12 * x1) / safe
        kind = solvable & (first > 0) & (second > 0) & (np.maximum(first, second) < 3 * chord)
        return np.where(kind, first, chord / 3), np.where(kind, second, chord / 3)

    def error(self, curves: Numbers) -> Numbers:
        """The greatest distance of a point from its curve, across the curve."""
        shares = np.stack(_bernstein(self.share), axis=1)
        apart = self.points - np.einsum("nk,nkd->nd", shares, curves[self.span])
        t = self.share[:, None]
        legs = np.diff(curves, axis=1)[self.span]
        along = _unit((1 - t) ** 2 * legs[:, 0] + 2 * t * (1 - t) * legs[:, 1] + t * t * legs[:, 2])
        across = np.abs(apart[:, 0] * along[:, 1] - apart[:, 1] * along[:, 0])
        return np.asarray(np.maximum.reduceat(np.where(self.inner, across, 0), self.begins))

    def _sums(self, values: Numbers) -> Numbers:
        return np.asarray(np.add.reduceat(values, self.begins))


def _bernstein(t: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    s = 1 - t
    return s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t


def _paths(first: Indexes, curves: Numbers, lengths: Indexes) -> list[Path]:
    """The curves in their order along each ring."""
    order = np.argsort(first, kind="stable")
    curves = curves[order]
    parts = np.searchsorted(first[order], np.cumsum(lengths)[:-1])
    return [np.vstack([ring[0, :1], ring[:, 1:].reshape(-1, 2)]) for ring in np.split(curves, parts)]
