"""Closes contours where a child would see them closed: a line goes on over a gap as it was going before.

From each free end rays are sent ahead. Where one meets ink within a gap's width, a bridge may be built: to
the end of a line that comes the other way, or from a long line to the side of one that stands across. Nothing
can lie between.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.lineart import tones, walking
from coloring.lineart.skeleton import Lines
from coloring.lineart.walking import Ends, Places

Labels = NDArray[np.int64]

# All lengths are px of a page of 1024 px.
WIDEST = 13.0  # a gap of 12 px, and what antialiasing eats of its ends
_ANGLES = np.deg2rad(np.arange(-40, 41, 5))
_TURN = 30.0  # px that a bridge may be longer for going straight on instead of at a right angle
_STRAIGHT = 0.93  # cosine of the most that a line turns on its way over a gap that closes nothing
_FACING = 0.6  # cosine between a bridge and the line at its far end
_MEETING = 10.0  # px that a bridge may be longer for meeting an end that faces it
_BESIDE = 0.45  # sine of the least angle at which a line is met; below it, the lines run side by side
_SLIVER = 150  # px; bridges close nothing smaller
_BEYOND = 1.5  # px that filling reaches beyond its corners, both sides together
_LEAST_WIDTH = 3.0  # px of a bridge, so that it holds until hairlines are widened


@dataclass(frozen=True)
class Bridges:
    """Where bridges may be built: n from (x, y), n to (x, y), n widths, whether two long lines become one."""

    start: Places
    stop: Places
    widths: NDArray[np.float64]
    continuing: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.widths)

    def only(self, chosen: NDArray[np.bool_]) -> Bridges:
        return Bridges(self.start[chosen], self.stop[chosen], self.widths[chosen], self.continuing[chosen])


def bridged(dark: tones.Darkness, lines: Lines) -> tones.Darkness:
    """The darkness of a page of 1024 px with its open lines closed; each bridge is as wide as its line."""
    found = planned(lines)
    if not len(found):
        return dark
    useful = _useful(built(dark, found), found)
    return built(dark, found.only(useful))


def planned(lines: Lines) -> Bridges:
    """From each free end the best way over a gap, if there is one."""
    ends = walking.ends(lines)
    gaps, entries, rays = _first_ink(lines, ends)
    partners, meets = _facing_ends(ends, entries, rays)
    straight = np.einsum("nk,nrk->nr", ends.directions, rays)
    cost = gaps + _TURN * (1 - straight) - _MEETING * meets
    met = ends.long[:, None] & _across(lines, entries, rays)
    cost[(gaps > WIDEST) | ~(meets | met)] = np.inf
    best = np.arange(len(ends)), cost.argmin(axis=1)
    meeting, partner = meets[best], partners[best]
    inside = entries[best] + rays[best] * np.maximum(1.5, ends.radii)[:, None]
    stop = np.where(meeting[:, None], ends.places[partner], inside)
    continuing = meeting & (straight[best] > _STRAIGHT) & ends.long & ends.long[partner]
    widths = np.maximum(2 * ends.radii, _LEAST_WIDTH)
    return Bridges(ends.places, stop, widths, continuing).only(np.isfinite(cost[best]))


def _first_ink(lines: Lines, ends: Ends) -> tuple[Places, Places, Places]:
    """For each end and ray: the width of the gap (infinite: none), where ink begins behind it, the ray."""
    cos, sin = np.cos(_ANGLES), np.sin(_ANGLES)
    dx, dy = ends.directions[:, :1], ends.directions[:, 1:]
    rays = np.stack([dx * cos - dy * sin, dx * sin + dy * cos], axis=2)
    most = int(WIDEST + 3 * ends.radii.max(initial=0) + 6)
    points = ends.places[:, None, None] + rays[:, :, None] * np.arange(most)[:, None]
    height, width = lines.ink.shape
    columns, rows = (np.rint(points[..., axis]).astype(np.int64) for axis in (0, 1))
    beyond = (columns < 0) | (rows < 0) | (columns >= width) | (rows >= height)
    inked = (lines.ink[rows.clip(0, height - 1), columns.clip(0, width - 1)] > 0) & ~beyond
    left = np.argmin(inked, axis=2)
    outside = np.arange(most) >= left[..., None]
    entry = np.argmax(inked & outside, axis=2)
    # An end that its ink goes far beyond is none: the middle of a blot stops there.
    ending = (left > 0) & (left <= 2 * ends.radii[:, None] + 4) & (entry > left)
    gaps = np.where(ending, entry - left, np.inf)
    places = np.take_along_axis(points, entry[..., None, None], axis=2)[:, :, 0]
    return gaps, places, rays


def _facing_ends(ends: Ends, entries: Places, rays: Places) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The free end nearest to where each ray meets ink, and whether it is right there and faces the ray."""
    if not len(ends):
        return np.zeros(entries.shape[:2], np.int64), np.zeros(entries.shape[:2], np.bool_)
    away = np.hypot(entries[..., :1] - ends.places[:, 0], entries[..., 1:] - ends.places[:, 1])
    away[np.arange(len(ends)), :, np.arange(len(ends))] = np.inf
    nearest = away.argmin(axis=2)
    near = np.take_along_axis(away, nearest[..., None], axis=2)[..., 0] <= 2 * ends.radii[nearest] + 2
    facing = np.einsum("nrk,nrk->nr", ends.directions[nearest], -rays) > _FACING
    return nearest, near & facing


def _across(lines: Lines, entries: Places, rays: Places) -> NDArray[np.bool_]:
    """Whether the ink that each ray meets stands across it, not beside it."""
    soft = np.asarray(cv2.GaussianBlur(255 * lines.ink, (0, 0), 2), np.float32)
    height, width = soft.shape
    columns = np.rint(entries[..., 0]).astype(np.int64).clip(1, width - 2)
    rows = np.rint(entries[..., 1]).astype(np.int64).clip(1, height - 2)
    slope = np.stack(
        [
            soft[rows, columns + 1] - soft[rows, columns - 1],
            soft[rows + 1, columns] - soft[rows - 1, columns],
        ],
        axis=2,
    )
    steep = np.maximum(np.hypot(slope[..., 0], slope[..., 1]), 1e-6)
    return np.asarray(np.einsum("nrk,nrk->nr", slope, rays) / steep > _BESIDE)


def built(dark: tones.Darkness, bridges: Bridges) -> tones.Darkness:
    """The darkness with all these bridges."""
    page = dark.copy()
    way = bridges.stop - bridges.start
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)
    widths = np.maximum(bridges.widths - _BEYOND, 1)
    side = way[:, ::-1] * [-0.5, 0.5] * (widths / length)[:, None]
    corners = np.stack(
        [bridges.start + side, bridges.stop + side, bridges.stop - side, bridges.start - side], axis=1
    )
    for quad in np.rint(corners * 16).astype(np.int32):
        cv2.fillConvexPoly(page, quad, 255, cv2.LINE_AA, 4)
    return page


def _useful(page: tones.Darkness, bridges: Bridges) -> NDArray[np.bool_]:
    """Which bridges continue a line, or have different white areas on their sides, neither of them a sliver.

    `page` has all of them; without a useless one, the areas beside it are one.
    """
    paper = (page < 128).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(paper, connectivity=4)
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.int64)
    first, second = _labels_beside(np.asarray(labels, np.int32), bridges)
    useful = np.ones(len(bridges), np.bool_)
    while True:
        closing = (first != second) & (np.minimum(areas[first], areas[second]) >= _SLIVER)
        closing &= (first > 0) & (second > 0)
        useless = useful & ~bridges.continuing & ~closing
        if not useless.any():
            return useful
        useful &= ~useless
        for one, other in zip(first[useless], second[useless], strict=True):
            areas[one] += areas[other] if one != other else 0
            first[first == other], second[second == other] = one, one


def _labels_beside(labels: NDArray[np.int32], bridges: Bridges) -> tuple[Labels, Labels]:
    """The white areas on the two sides of each bridge; 0 for none."""
    way = bridges.stop - bridges.start
    aside = way[:, ::-1] * [-1, 1] / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)[:, None]
    middle = (bridges.start + bridges.stop) / 2
    first, second = (_first_label(labels, middle, side, bridges.widths) for side in (aside, -aside))
    return first, second


def _first_label(
    labels: NDArray[np.int32], middle: Places, aside: Places, widths: NDArray[np.float64]
) -> Labels:
    """The first white area that is met going aside from the middle of each bridge; 0 for none."""
    height, width = labels.shape
    steps = widths[:, None] / 2 + np.arange(1, 7)
    points = np.rint(middle[:, None] + aside[:, None] * steps[..., None]).astype(np.int64)
    met = labels[points[..., 1].clip(0, height - 1), points[..., 0].clip(0, width - 1)]
    return np.asarray(met[np.arange(len(met)), (met > 0).argmax(axis=1)], np.int64)
