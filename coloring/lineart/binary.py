"""Operations on ink: height x width uint8 arrays in which 1 is ink and 0 is paper."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

Ink = NDArray[np.uint8]
Sizes = NDArray[np.float64]
Words = NDArray[np.uint64]

_ONE, _LAST = np.uint64(1), np.uint64(63)

# The eight neighbours of a pixel as the bits of one number, clockwise from the upper left one.
_NEIGHBOURS = np.array([[1, 2, 4], [128, 0, 8], [64, 32, 16]], np.float32)
_STEPS = ((0, -1), (1, 0), (0, 1), (-1, 0), (-1, -1), (1, -1), (1, 1), (-1, 1))
_SQUARE = np.ones((3, 3), np.uint8)
# How far a line is followed back to learn its direction, and how long it must be to have one.
_TRAIL = 10
_SHORTEST_TRAIL = 6
# A bridge turns at most 44 degrees from the line that it prolongs.
_STRAIGHT = 0.72


def neighbours(ink: Ink) -> NDArray[np.uint8]:
    """Which of its eight neighbours are ink, as the bits of one number; outside the page is paper.

    The lowest bit is the upper left neighbour; the others follow clockwise.
    """
    return np.asarray(cv2.filter2D(ink, cv2.CV_8U, _NEIGHBOURS, borderType=cv2.BORDER_CONSTANT), np.uint8)


def _is_end(code: int) -> bool:
    """Whether the neighbours are one pixel, or two that touch each other: a line stops here."""
    bits = [(code >> bit) & 1 for bit in range(8)]
    starts = sum(bits[i] and not bits[i - 1] for i in range(8))
    return starts == 1 and sum(bits) <= 2


_ENDS = np.array([_is_end(code) for code in range(256)], np.uint8)


def thin(ink: Ink) -> Ink:
    """The one pixel wide skeleton of the ink.

    Z. Guo, R. W. Hall: Parallel thinning with two-subiteration algorithms, CACM 32 (1989), algorithm A1,
    on 64 pixels at once: each is one bit of a number.
    """
    height, width = ink.shape
    # Paper all around, so that nothing is carried from one row of bits into the next.
    bits = np.packbits(np.pad(ink, ((1, 1), (1, 64 - (width + 1) % 64))), axis=1, bitorder="little")
    words = bits.view("<u8")
    top, bottom = 1, height + 1
    while top < bottom:
        part = words[top - 1 : bottom + 1]
        gone = _peel(part)
        rows = np.flatnonzero(gone.any(axis=1))
        if not rows.size:
            break
        # Only two rows around what went last, one for each half-step, can anything more go.
        top, bottom = max(1, top - 3 + rows[0]), min(height + 1, top + 2 + rows[-1])
    return np.unpackbits(bits, axis=1, bitorder="little")[1:-1, 1 : width + 1].copy()


def _peel(words: Words) -> Words:
    """Take one layer off, in place but for the outer rows, and tell what went."""
    before = words.copy()
    for second in (False, True):
        words[1:-1] &= ~_removable(words, second)
    return before ^ words


def _removable(words: Words, second: bool) -> Words:
    """What Guo and Hall's first or second half-step takes away where there is ink, without the outer rows."""
    flat = words.ravel()
    west, east = flat << _ONE, flat >> _ONE
    west[1:] |= flat[:-1] >> _LAST
    east[:-1] |= flat[1:] << _LAST
    (nw, w, sw), (n, _, s), (ne, e, se) = (
        (column[:-2], column[1:-1], column[2:])
        for column in (side.reshape(words.shape) for side in (west, flat, east))
    )
    starts = (~n & (ne | e), ~e & (se | s), ~s & (sw | w), ~w & (nw | n))
    once = (starts[0] ^ starts[1] ^ starts[2] ^ starts[3]) & ~(starts[0] & starts[1] | starts[2] & starts[3])
    two, four = _at_least_two_and_all(nw | n, ne | e, se | s, sw | w)
    also_two, also_four = _at_least_two_and_all(n | ne, e | se, s | sw, w | nw)
    edge = (n | ne | ~se) & e if second else (s | sw | ~nw) & w
    return np.asarray(once & two & also_two & ~(four & also_four) & ~edge)


def _at_least_two_and_all(a: Words, b: Words, c: Words, d: Words) -> tuple[Words, Words]:
    """Where two or more of the four bits are set, and where all are."""
    two = a & b | c & d | (a | b) & (c | d)
    return np.asarray(two, np.uint64), np.asarray(a & b & c & d, np.uint64)


def pieces(ink: Ink, wanted: Callable[[Sizes, Sizes], NDArray[np.bool_]]) -> Ink:
    """The pieces of ink (8-connected) that `wanted` chooses by their areas and box diagonals, both in px."""
    if not cv2.countNonZero(ink):
        return ink.copy()
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.float64)
    lengths = np.hypot(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    keep: Ink = np.asarray(wanted(areas, lengths), np.uint8)
    if keep[1:].all():
        return ink.copy()
    keep[0] = 0
    return np.asarray(keep[labels])


def drop_small(ink: Ink, *, area: float = 0, length: float = 0) -> Ink:
    """The ink without its pieces (8-connected) below `area` px or below `length` px of box diagonal."""
    return pieces(ink, lambda areas, lengths: (areas >= area) & (lengths >= length))


def fill_holes(ink: Ink, area: float) -> Ink:
    """The ink with every white island (4-connected) below `area` px made ink."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(1 - ink, connectivity=4)
    small: Ink = (stats[:, cv2.CC_STAT_AREA] < area).astype(np.uint8)
    small[0] = 0
    return np.asarray(ink | small[labels]) if small.any() else ink.copy()


def grown(ink: NDArray[np.uint8], radius: int) -> NDArray[np.uint8]:
    """The ink, or levels of darkness, this many px wider on every side."""
    return np.asarray(cv2.dilate(ink, disk(radius)), np.uint8)


def disk(radius: int) -> NDArray[np.uint8]:
    """A round kernel 2 * radius + 1 px wide."""
    side = 2 * radius + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


def smooth(ink: Ink, sigma: float) -> Ink:
    """The ink with rounded edges: blurred by `sigma` px and cut in the middle.

    Lines narrower than about 1.5 sigma vanish: widen them first.
    """
    return (cv2.GaussianBlur(ink.astype(np.float32), (0, 0), sigma) > 0.5).astype(np.uint8)


def end_points(skeleton: Ink) -> Ink:
    """1 where a line of the skeleton stops; a lone pixel is no line."""
    return np.asarray(cv2.LUT(neighbours(skeleton), _ENDS), np.uint8) & skeleton


def prune(skeleton: Ink, length: int) -> Ink:
    """The skeleton without side branches up to `length` px long; free line ends and lone strokes stay."""
    core = skeleton.copy()
    for _ in range(length):
        core -= end_points(core)
    grown, tips = core.copy(), end_points(core)
    for _ in range(length):
        tips = _wider(tips) & skeleton & (1 - grown)
        if not tips.any():
            break
        grown |= tips
    return grown | _lone_strokes(skeleton, core, length)


def _wider(ink: Ink) -> Ink:
    return np.asarray(cv2.dilate(ink, _SQUARE), np.uint8)


def _lone_strokes(skeleton: Ink, core: Ink, length: int) -> Ink:
    """The pieces of the skeleton of which pruning left nothing, or one pixel in the middle."""
    count, labels = cv2.connectedComponents(skeleton, connectivity=8)
    left = np.bincount(labels.ravel(), core.ravel(), count)
    lone: Ink = (left <= 1).astype(np.uint8)
    lone[0] = 0
    return np.asarray(lone[labels])


def bridge(skeleton: Ink, distance: int) -> Ink:
    """The skeleton with each line end joined to the nearest line ahead of it, or to the page edge.

    Ahead means within `distance` px and at most 44 degrees off the line's own direction; the page edge
    is reached over 80 % of that distance. Lines shorter than 6 px have no direction and stay as they are.
    """
    joined = skeleton.copy()
    for y, x in np.argwhere(end_points(skeleton)):
        trail = _trail(skeleton, int(x), int(y))
        if len(trail) < _SHORTEST_TRAIL:
            continue
        direction = np.subtract(trail[0], trail[-1]).astype(np.float64)
        direction /= np.hypot(*direction) or 1.0
        target = _line_ahead(skeleton, trail, direction, distance)
        target = target or _edge_ahead(skeleton.shape[:2], trail[0], direction, 0.8 * distance)
        if target:
            cv2.line(joined, trail[0], target, 1, 1)
    return joined


def _trail(skeleton: Ink, x: int, y: int) -> list[tuple[int, int]]:
    """The line from its end at (x, y) backwards, up to _TRAIL px."""
    trail = [(x, y)]
    while len(trail) <= _TRAIL:
        steps = [point for point in _ink_around(skeleton, *trail[-1]) if point not in trail]
        if not steps:
            break
        trail.append(steps[0])
    return trail


def _ink_around(skeleton: Ink, x: int, y: int) -> list[tuple[int, int]]:
    """The neighbours of (x, y) that are ink, those that share a side first."""
    height, width = skeleton.shape
    around = [(x + dx, y + dy) for dx, dy in _STEPS]
    return [(a, b) for a, b in around if 0 <= a < width and 0 <= b < height and skeleton[b, a]]


def _line_ahead(
    skeleton: Ink, trail: list[tuple[int, int]], direction: NDArray[np.float64], distance: int
) -> tuple[int, int] | None:
    """The point of another line that is near and straight ahead, near counting more."""
    x, y = trail[0]
    left, top = max(0, x - distance), max(0, y - distance)
    rows, columns = np.nonzero(skeleton[top : y + distance + 1, left : x + distance + 1])
    dx, dy = columns + left - x, rows + top - y
    far = np.hypot(dx, dy)
    straight = (dx * direction[0] + dy * direction[1]) / np.maximum(far, 1e-6)
    ahead = (far > 2) & (far <= distance) & (straight > _STRAIGHT)
    if not ahead.any():
        return None
    best = int(np.argmin(np.where(ahead, far * (1.6 - straight), np.inf)))
    return int(x + dx[best]), int(y + dy[best])


def _edge_ahead(
    shape: tuple[int, ...], end: tuple[int, int], direction: NDArray[np.float64], distance: float
) -> tuple[int, int] | None:
    """The nearest point of the page edge that the line runs towards."""
    (height, width), (x, y) = shape, end
    edges = [(0, y), (width - 1, y), (x, 0), (x, height - 1)]
    ways = [(abs(ex - x) + abs(ey - y), (ex, ey)) for ex, ey in edges]
    for way, (ex, ey) in sorted(ways):
        if 0 < way <= distance and (ex - x) * direction[0] + (ey - y) * direction[1] > 0.5 * way:
            return ex, ey
    return None
