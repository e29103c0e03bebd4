"""Lines along the flow of the picture: structure tensor and flow-based difference of Gaussians.

After Kang, Lee and Chui, "Coherent line drawing" (2007), and Di Zenzo (1986) for the gradient
of a colour picture.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo.tone import Lab

Field = NDArray[np.float32]
"""One number per pixel."""

CHANNEL_WEIGHTS = (1.0, 1.2, 1.2)
"""L, a, b: colour counts a little more, since outlines of things are often outlines of colour."""

WIDER = 1.6
"""Ratio of the two Gaussians: the usual approximation of a Laplacian."""

RHO = 0.997
"""Weight of the wider Gaussian: nearly 1, so that flat tone answers nearly nothing."""

STRIDE = 2
"""The flow is followed in steps of so many px: what lies between them, the answer's own blur has seen."""


LEAST = 0.3
"""In units of L; the faintest line that anybody draws answers more."""

ROWS, AT_ONCE = 64, 32_000
"""So many rows, and so many places, are looked at in one go: they fit into the cache."""

Places = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Rows and columns."""


class Flow(NamedTuple):
    """Unit vectors across the edges, and how strong the gradient is there."""

    across_x: Field
    across_y: Field
    strength: Field


def of(lab: Lab, sigma: float) -> Flow:
    """Direction of the edges, averaged over `sigma` px."""
    xx, xy, yy = (cv2.GaussianBlur(part, (0, 0), sigma) for part in _tensor(lab))
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    spread = np.sqrt((xx - yy) ** 2 + 4 * xy * xy)
    strength = np.sqrt(np.maximum(0, (xx + yy + spread) / 2))
    return Flow(*(np.asarray(f, np.float32) for f in (np.cos(angle), np.sin(angle), strength)))


def _tensor(lab: Lab) -> tuple[Field, Field, Field]:
    xx, xy, yy = (np.zeros(lab.shape[:2], np.float32) for _ in range(3))
    for channel, weight in enumerate(CHANNEL_WEIGHTS):
        plane = np.ascontiguousarray(lab[:, :, channel])
        dx = cv2.Scharr(plane, cv2.CV_32F, 1, 0) / 32
        dy = cv2.Scharr(plane, cv2.CV_32F, 0, 1) / 32
        xx += weight * dx * dx
        xy += weight * dx * dy
        yy += weight * dy * dy
    return xx, xy, yy


def dark_lines(plane: Field, flow: Flow, *, across: float, along: float) -> Field:
    """How much each place lies on a dark line of about `across` px that goes on over `along` px of flow.

    0 where no place as dark as LEAST is within reach.
    """
    answer = _difference(plane, flow, across)
    reach = int(np.ceil(1.8 * along)) + 1
    near = cv2.dilate((answer > LEAST).astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    ways = np.dstack([-flow.across_y, flow.across_x])
    gathered = np.zeros_like(answer)
    y, x = np.nonzero(near)
    for start in range(0, len(y), AT_ONCE):
        some = y[None, start : start + AT_ONCE], x[None, start : start + AT_ONCE]
        gathered[some] = _gather(answer, ways, some, along)
    return gathered


def _difference(plane: Field, flow: Flow, sigma: float) -> Field:
    """How much darker each place is than what lies across the flow beside it."""
    reach = int(np.ceil(2.2 * WIDER * sigma))
    steps = np.arange(-reach, reach + 1)
    narrow = np.exp(-(steps**2) / (2 * sigma**2))
    wide = np.exp(-(steps**2) / (2 * (WIDER * sigma) ** 2))
    weights = RHO * wide / wide.sum() - narrow / narrow.sum()
    answer = np.zeros_like(plane)
    for top in range(0, len(plane), ROWS):
        part = np.s_[top : top + ROWS]
        y, x = np.mgrid[top : min(top + ROWS, len(plane)), : plane.shape[1]].astype(np.float32)
        for step, weight in zip(steps.tolist(), weights.tolist(), strict=True):
            at = x + step * flow.across_x[part], y + step * flow.across_y[part]
            answer[part] += weight * _look(plane, *at)
    return answer


def _gather(answer: Field, ways: Field, places: Places, sigma: float) -> Field:
    """The answer at some places averaged along the flow to both sides, what is near counting more."""
    total, weights = answer[places], 1.0
    for sign in (1.0, -1.0):
        step = sign * ways[places]
        y, x = (part.astype(np.float32) for part in places)
        for far in range(STRIDE, int(np.ceil(1.8 * sigma)) + 1, STRIDE):
            if far > STRIDE:
                step = _turned(_look(ways, x, y), step)
            x, y = x + STRIDE * step[..., 0], y + STRIDE * step[..., 1]
            weight = float(np.exp(-far * far / (2 * sigma * sigma)))
            total += weight * _look(answer, x, y)
            weights += weight
    return np.asarray(total / weights, np.float32)


def _look(plane: Field, x: Field, y: Field) -> Field:
    found = cv2.remap(plane, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.float32)


def _turned(way: Field, before: Field) -> Field:
    """The way along the flow, never backwards."""
    same = (way * before).sum(axis=2, keepdims=True)
    return way * np.where(same < 0, np.float32(-1), np.float32(1))
