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


def lines(plane: Field, flow: Flow, *, across: float, along: float) -> Field:
    """Answer to bright lines of about `across` px, gathered over `along` px of flow; dark is negative."""
    return _gather(_difference(plane, flow, across), flow, along)


def _look(plane: Field, x: Field, y: Field) -> Field:
    found = cv2.remap(plane, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.float32)


def _grid(shape: tuple[int, ...]) -> tuple[Field, Field]:
    x, y = np.meshgrid(np.arange(shape[1], dtype=np.float32), np.arange(shape[0], dtype=np.float32))
    return x, y


def _difference(plane: Field, flow: Flow, sigma: float) -> Field:
    reach = int(np.ceil(2.2 * WIDER * sigma))
    steps = np.arange(-reach, reach + 1)
    narrow = np.exp(-(steps**2) / (2 * sigma**2))
    wide = np.exp(-(steps**2) / (2 * (WIDER * sigma) ** 2))
    weights = narrow / narrow.sum() - RHO * wide / wide.sum()
    x, y = _grid(plane.shape)
    answer = np.zeros_like(plane)
    for step, weight in zip(steps.tolist(), weights.tolist(), strict=True):
        answer += weight * _look(plane, x + step * flow.across_x, y + step * flow.across_y)
    return answer


def _gather(answer: Field, flow: Flow, sigma: float) -> Field:
    total, weights = answer.copy(), 1.0
    for sign in (1.0, -1.0):
        x, y = _grid(answer.shape)
        step_x, step_y = -flow.across_y * sign, flow.across_x * sign
        for step in range(STRIDE, int(np.ceil(1.8 * sigma)) + 1, STRIDE):
            x, y = x + STRIDE * step_x, y + STRIDE * step_y
            weight = float(np.exp(-step * step / (2 * sigma * sigma)))
            total += weight * _look(answer, x, y)
            weights += weight
            step_x, step_y = _turn(flow, x, y, step_x, step_y)
    return np.asarray(total / weights, np.float32)


def _turn(flow: Flow, x: Field, y: Field, step_x: Field, step_y: Field) -> tuple[Field, Field]:
    """The next step along the flow, never backwards."""
    next_x, next_y = -_look(flow.across_y, x, y), _look(flow.across_x, x, y)
    sign = np.where(next_x * step_x + next_y * step_y < 0, -1, 1).astype(np.float32)
    return next_x * sign, next_y * sign
