"""The real colours of a photo, flat and few: what a finished page may look like once it is coloured."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo import tone
from coloring.engines.offline.photo.tone import Picture

LONG_SIDE = 512
"""Px; an area of a page is hundreds of px large, its colour needs no more."""

PENCILS = 20
"""At most so many colours: a large box of crayons."""

SAMPLE = 72
"""Long side in px at which the colours are chosen."""

ALIKE = 5.0
"""Colours nearer than this in Lab are one."""


def flat(picture: Picture) -> bytes:
    """A PNG of 512 px on its long side, in the framing of the page, with at most PENCILS colours."""
    fitted = tone.fit(picture, LONG_SIDE)
    calm = tone.calm(tone.to_lab(fitted), passes=2, colour=9, reach=4)
    chosen = _palette(calm)
    lab = chosen[_nearest(calm.reshape(-1, 3), chosen)].reshape(calm.shape)
    return png(np.asarray(np.rint(255 * cv2.cvtColor(lab, cv2.COLOR_LAB2BGR)), np.uint8))


def png(picture: Picture) -> bytes:
    """A picture as a PNG."""
    return bytes(cv2.imencode(".png", picture)[1])


def _palette(lab: tone.Lab) -> NDArray[np.float32]:
    """The colours that the picture is made of, by k-means started from colours far apart."""
    scale = SAMPLE / max(lab.shape[:2])
    small = cv2.resize(lab, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    points = np.asarray(small.reshape(-1, 3), np.float32)
    start = _nearest(points, _far_apart(points)).astype(np.int32)[:, None]
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)
    _, _, centres = cv2.kmeans(points, int(start.max()) + 1, start, stop, 1, cv2.KMEANS_USE_INITIAL_LABELS)
    return np.asarray(centres, np.float32)


def _far_apart(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Up to PENCILS of the points, each the farthest from those before: small bright things count too."""
    chosen = [points[0]]
    far = np.linalg.norm(points - chosen[0], axis=1)
    while len(chosen) < PENCILS and far.max() > ALIKE:
        chosen.append(points[int(np.argmax(far))])
        far = np.minimum(far, np.linalg.norm(points - chosen[-1], axis=1))
    return np.stack(chosen)


def _nearest(points: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.int64]:
    """Which centre lies nearest to each point: |p - c|^2 without its |p|^2."""
    light, red, yellow = np.ascontiguousarray(points.T)
    best, least = np.zeros(len(points), np.int64), np.full(len(points), np.inf, np.float32)
    for number, (x, y, z) in enumerate(centres):
        far = (x * x + y * y + z * z) - 2 * (x * light + y * red + z * yellow)
        best[far < least] = number
        np.minimum(least, far, out=least)
    return best
