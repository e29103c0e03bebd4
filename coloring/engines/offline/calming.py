"""Finds the details that a calm page does without: few are enough, and none of them is part of a face."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline import inking

Flags = NDArray[np.bool_]
Box = tuple[float, float, float, float]
Drawn = Callable[[Iterable[str]], str]

SIDE = 128  # px: parts are looked at on a grid of this size, and lengths below are shares of it
BARE = 0.35  # share on bare paper from which a part is a limb or a wheel and no detail
LARGEST, LARGEST_GROUP = 0.05, 0.14  # shares of the silhouette; larger ones make the thing what it is
WHEEL = 0.7  # share of its box that a disc fills at least (0.785), and of its hull that its outline holds
WHEELS_FROM = 0.55  # share of the height below which what is round is a wheel
MOST_SAVED = 0.5  # share of the areas: what makes more of them is the thing itself, as the seams of a ball
ALIKE = 0.3  # by how much the sizes of parts may differ that go or stay together
BESIDE, BELOW = 0.6, 1.1  # how far a face reaches beyond its eyes, in distances of the outer edges of these
LEAST_REACH = 0.14  # when there is but one eye
AROUND = 0.05  # the same around a single dark spot

_COLOR = re.compile(r'data-c="(#\w+)"')
_ELEMENT = re.compile(r"<g\b|</g>|<[^/][^>]*/>|<[^>]*>")
_PUPIL = re.compile(r'<circle[^>]*fill="#000"')
_SPOT = '<g fill="#000">'


@dataclass(frozen=True)
class Calmed:
    """How many areas are left, and the numbers of the parts that are not drawn."""

    areas: int
    without: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Part:
    """Numbers of details that go or stay together, their size in shares of the silhouette."""

    members: frozenset[int]
    size: float


def elements(markup: str) -> tuple[str, ...]:
    """The outermost elements of markup, groups whole."""
    found, depth, start = [], 0, 0
    for tag in _ELEMENT.finditer(markup):
        start = tag.start() if depth == 0 else start
        is_open = not tag[0].endswith("/>") and not tag[0].startswith("</")
        depth += 1 if tag[0] == "<g" or is_open else -1 if tag[0].startswith("</") else 0
        if depth == 0:
            found.append(markup[start : tag.end()])
    return tuple(found)


def calmed(
    parts: Sequence[str],
    svg: Drawn,
    inside: Flags,
    width: float,
    most: int,
    features: frozenset[int] = frozenset(),
) -> Calmed:
    """Which parts to leave out so that a thing `width` page px wide has at most `most` areas.

    `parts` in paint order, `svg` makes a picture of some of them, `inside` is the silhouette. As few as will
    do are left out, the smallest first; where details are not enough, all that help. The numbers `features`
    always stay, as black dots and what is near them do.
    """

    def areas(without: frozenset[int]) -> int:
        kept = (part for number, part in enumerate(parts) if number not in without)
        levels = inking.grey(svg(kept), width)
        mask = cv2.resize(inside.astype(np.uint8), levels.shape[::-1], interpolation=cv2.INTER_NEAREST)
        return inking.counted(np.where(mask > 0, levels, 0))

    count, out = areas(frozenset()), frozenset[int]()
    if count <= most:
        return Calmed(count)
    tried = [(group, count - areas(group.members)) for group in _details(parts, svg, features)]
    useful = [
        (group.size / saved, group.members) for group, saved in tried if 0 < saved <= MOST_SAVED * count
    ]
    for _, members in sorted(useful, key=lambda one: (one[0], min(one[1]))):
        fewer = areas(out | members)
        if fewer < count:
            count, out = fewer, out | members
        if count <= most:
            break
    return Calmed(count, out)


def _details(parts: Sequence[str], svg: Drawn, features: frozenset[int]) -> list[Part]:
    """Groups of details that look alike, off faces."""
    features |= {number for number, part in enumerate(parts) if _is_feature(part)}
    masks = [inking.covered(svg([part]), SIDE) for part in parts]
    whole = max(1.0, float(np.any(masks, axis=0).sum()))
    sizes = [float(mask.sum()) / whole for mask in masks]
    faces = list(_faces(parts, masks, features))
    chosen = [
        number
        for number, mask in enumerate(masks)
        if 0 < sizes[number] <= LARGEST
        and not (number in features or _is_wheel(mask))
        and (_is_line(parts[number]) or _bareness(masks, number) < BARE)
        and not any(_holds(face, mask) for face in faces)
    ]
    return [group for group in _grouped(parts, sizes, chosen) if group.size <= LARGEST_GROUP]


def _grouped(parts: Sequence[str], sizes: Sequence[float], chosen: Sequence[int]) -> Iterator[Part]:
    colors = {number: "".join(_COLOR.findall(parts[number])[:1]) for number in chosen}
    ordered = sorted(chosen, key=lambda number: (colors[number], sizes[number], number))
    for _, alike in groupby(ordered, key=lambda number: colors[number]):
        members: list[int] = []
        for number in alike:
            if members and sizes[number] > (1 + ALIKE) * sizes[members[-1]]:
                yield Part(frozenset(members), sum(sizes[member] for member in members))
                members = []
            members.append(number)
        yield Part(frozenset(members), sum(sizes[member] for member in members))


def _is_feature(part: str) -> bool:
    return _SPOT in part or bool(_PUPIL.search(part))


def _is_line(part: str) -> bool:
    return _COLOR.search(part) is None


def _is_wheel(mask: Flags) -> bool:
    """Whether a part is a disc or a ring low down; spokes have no outline that holds them."""
    left, top, right, low = _bounds(mask)
    across, down = right - left + 1, low - top + 1
    outlines = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
    held = max(cv2.contourArea(cv2.convexHull(outline)) for outline in outlines)
    largest = max(cv2.contourArea(outline) for outline in outlines)
    is_round = 0.7 < across / down < 1.4 and largest > WHEEL * held
    return low > WHEELS_FROM * SIDE and is_round and held > WHEEL * across * down


def _bareness(masks: Sequence[Flags], number: int) -> float:
    """The share of a part that lies on no earlier one."""
    mask = masks[number]
    earlier = np.any(masks[:number], axis=0) if number else np.zeros_like(mask)
    return float((mask & ~earlier).sum() / mask.sum())


def _faces(parts: Sequence[str], masks: Sequence[Flags], features: frozenset[int]) -> Iterator[Box]:
    """Where eyes, noses and mouths may be: around and below all pupils, and around each dark spot."""
    pupils = [mask for part, mask in zip(parts, masks, strict=True) if _PUPIL.search(part)]
    if pupils and np.any(pupils):
        left, top, right, low = _bounds(np.any(pupils, axis=0))
        reach = max(right - left, low - top, LEAST_REACH * SIDE)
        yield left - BESIDE * reach, top - BESIDE * reach, right + BESIDE * reach, low + BELOW * reach
    for number in sorted(features):
        if masks[number].any():
            left, top, right, low = _bounds(masks[number])
            around = AROUND * SIDE
            yield left - around, top - around, right + around, low + around


def _bounds(mask: Flags) -> Box:
    rows, columns = np.nonzero(mask)
    return float(columns.min()), float(rows.min()), float(columns.max()), float(rows.max())


def _holds(box: Box, mask: Flags) -> bool:
    """Whether the middle of a part lies in a box."""
    rows, columns = np.nonzero(mask)
    x, y = float(columns.mean()), float(rows.mean())
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
