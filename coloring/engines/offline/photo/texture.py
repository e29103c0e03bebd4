"""Fur, foliage, gravel and waves: many small strokes become the few large shapes that they belong to.

After Zhang, Shen, Xu and Jia, "Rolling guidance filter" (2014), with He, Sun and Tang's guided filter (2010)
in place of the bilateral one. Texture is told from things as Xu, Yan, Xia and Jia do it (2012): in texture
the steps of lightness go to and fro and sum up to nothing.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo import raster
from coloring.engines.offline.photo.flow import Field
from coloring.engines.offline.photo.tone import Lab

SIDE = 512
"""Long side in px at which texture is looked at; the lengths below are px of it."""

GRAIN, REACH, PASSES = 6.0, 8, 4
"""What is smaller than GRAIN goes; edges come back within REACH, a little more with each pass."""

SOFTEST = 16.0
"""Variance of tones (units of Lab) below which the guided filter takes a place for flat."""

NEAR, AROUND = 4.0, 12.0
"""Steps are summed up over NEAR px, and looked at over AROUND px."""

ONE_WAY, TO_AND_FRO = 0.55, 0.35
"""Sum of the steps by their total: at an outline of a thing, and in texture."""

BUSY = (0.5, 1.5)
"""Total of the steps, in units of L per px: calm, and busy enough to be texture."""

DENSE = (0.22, 0.34)
"""Squared mean of the steps by their mean square: few hard steps between flat tones, and steps all over."""

STRIPES = (0.45, 0.75)
"""Agreement of the steps in direction: in fur and leaves, and in the stripes of a tiger or in spokes."""

HARD = (2.0, 4.0)
"""Total of the steps from which stripes are things, not ripples of water."""


def without(lab: Lab) -> Lab:
    """The picture with its textures flattened to their large shapes, all else as it was."""
    height, width = lab.shape[:2]
    small = raster.scaled(lab, SIDE / max(height, width))
    share = raster.resized(_share(small), (width, height))[:, :, None]
    shapes = raster.resized(_shapes(small), (width, height), cv2.INTER_CUBIC)
    return np.asarray(lab + share * (shapes - lab), np.float32)


def _share(lab: Lab) -> Field:
    """How much each place is texture, from 0 to 1."""
    light = np.ascontiguousarray(lab[:, :, 0])
    across, down = (cv2.Scharr(light, cv2.CV_32F, *way) / 32 for way in ((1, 0), (0, 1)))
    total = np.hypot(raster.blurred(np.abs(across), NEAR), raster.blurred(np.abs(down), NEAR))
    summed = np.hypot(raster.blurred(across, NEAR), raster.blurred(down, NEAR))
    activity = raster.blurred(total, AROUND)
    one_way = raster.blurred(summed, AROUND) / (activity + 1e-3)
    steps = np.hypot(across, down)
    density = raster.blurred(steps, AROUND) ** 2 / (raster.blurred(steps * steps, AROUND) + 1e-3)
    striped = _ramp(_coherence(across, down), *STRIPES) * _ramp(activity, *HARD)
    grainy = _ramp(one_way, ONE_WAY, TO_AND_FRO) * _ramp(activity, *BUSY) * _ramp(density, *DENSE)
    return np.asarray(grainy * (1 - striped), np.float32)


def _coherence(across: NDArray[Any], down: NDArray[Any]) -> Field:
    """How much the steps nearby agree in their direction, from 0 to 1."""
    xx, xy, yy = (raster.blurred(part, NEAR) for part in (across * across, across * down, down * down))
    spread = np.sqrt((xx - yy) ** 2 + 4 * xy * xy)
    return np.asarray(raster.blurred(spread / (xx + yy + 1e-3), NEAR), np.float32)


def _ramp(plane: NDArray[Any], start: float, end: float) -> Field:
    """0 at `start` and before, 1 at `end` and beyond, smoothly between."""
    rise = np.clip((plane - start) / (end - start), 0, 1)
    return np.asarray(rise * rise * (3 - 2 * rise), np.float32)


def _shapes(lab: Lab) -> Lab:
    """What is left when all small things are gone, with the edges of the large ones sharp."""
    guide = raster.blurred(lab, GRAIN)
    for _ in range(PASSES):
        planes = [_guided(guide[:, :, c], lab[:, :, c]) for c in range(3)]
        guide = np.stack(planes, axis=2)
    return guide


def _guided(guide: Field, plane: Field) -> Field:
    """The plane as a linear function of the guide in each neighbourhood."""
    mean_guide, mean = _mean(guide), _mean(plane)
    spread = _mean(guide * guide) - mean_guide * mean_guide
    slope = (_mean(guide * plane) - mean_guide * mean) / (spread + SOFTEST)
    return np.asarray(_mean(slope) * guide + _mean(mean - slope * mean_guide), np.float32)


def _mean(plane: NDArray[Any]) -> Field:
    side = 2 * REACH + 1
    return np.asarray(cv2.blur(plane, (side, side)), np.float32)
