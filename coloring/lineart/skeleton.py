"""The lines of a page: their ink, their middles and how wide they are."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.lineart import binary
from coloring.lineart.binary import Ink

_WIDEST = 12.0  # px at 1024; wider ink is an area and tells nothing of the pen


@dataclass(frozen=True)
class Lines:
    """`middle` is the skeleton of `ink`, `depth` the way to the nearest paper in px, 1 at the edge.

    The way is at most half of the long side: on a page that is all black it would have no end.
    """

    ink: Ink
    middle: Ink
    depth: NDArray[np.float32]

    @classmethod
    def of(cls, ink: Ink) -> Lines:
        depth = np.asarray(cv2.distanceTransform(ink, cv2.DIST_L2, 5), np.float32)
        return cls(ink, binary.thin(ink), np.minimum(depth, max(ink.shape) / 2, dtype=np.float32))

    def pen(self) -> float:
        """The usual width of a line in px; 0 without lines."""
        widths = 2 * self.depth[self.middle > 0] - 0.5
        lines = widths[widths < _WIDEST]
        return float(np.median(lines)) if lines.size else 0.0
