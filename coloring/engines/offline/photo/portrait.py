"""A face drawn at its own scale: lines and dark spots, never thinned, so that the eyes stay eyes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo import flow, strokes, tone, trace
from coloring.engines.offline.photo.faces import Face
from coloring.engines.offline.photo.style import Style
from coloring.engines.offline.photo.tone import Picture
from coloring.lineart import binary

Mask = NDArray[np.uint8]

FACE_WIDTH = 340
"""Width in px at which every face is drawn, however large it is on the photo."""

MARGIN = 0.22
"""Share of the face's width that is looked at around it."""

SKIN = 62.0
"""Lightness to which the skin is brought, whatever its colour and the light."""

DARKEST = 12.0
"""Lightness to which the pupils and brows are brought."""

LEAST_RANGE = 8.0
"""Skin and pupils that differ by less than this are not pulled further apart: it would be noise."""

DARK_SPOT = 27.0
"""Below this lightness, on skin at 62, it is a pupil, a brow or a nostril."""

FINE = 2
"""The ink of a face is worked out at twice the size of the page."""


def paths(picture: Picture, face: Face, oval: Mask, style: Style) -> list[trace.Curve]:
    """Outlines of the filled ink of one face, inside `oval`, in px of the picture."""
    left, top, right, bottom = _crop(picture.shape, face)
    ink = _ink(picture[top:bottom, left:right], face, (left, top))
    size = ((right - left) * FINE, (bottom - top) * FINE)
    thick = _thicken(cv2.resize(ink.astype(np.float32), size), face.box[2], style)
    inside = thick & cv2.resize(oval[top:bottom, left:right], size, interpolation=cv2.INTER_NEAREST)
    kept = binary.fill_holes(binary.smooth(binary.drop_small(inside, area=style.px(130)), 1.6), 60)
    doubled = np.asarray(cv2.resize(kept, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR), np.uint8)
    rings = trace.outlines(doubled)
    return [trace.Curve(ring.points / (2 * FINE) + (left, top), True) for ring in rings]


def _crop(shape: tuple[int, ...], face: Face) -> tuple[int, int, int, int]:
    x, y, width, height = face.box
    around = MARGIN * width
    left, top = max(0, round(x - around)), max(0, round(y - around))
    return left, top, min(shape[1], round(x + width + around)), min(shape[0], round(y + height + around))


def _ink(crop: Picture, face: Face, origin: tuple[int, int]) -> Mask:
    scale = FACE_WIDTH / face.box[2]
    method = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    lab = tone.to_lab(np.asarray(cv2.resize(crop, None, fx=scale, fy=scale, interpolation=method), np.uint8))
    lab = tone.calm(lab, colour=8, reach=4)
    near = Face((face.box[0] - origin[0], face.box[1] - origin[1], *face.box[2:]), face.weight).scaled(scale)
    lightness = _even_skin(lab[:, :, 0], near)
    answer = -flow.lines(lightness, flow.of(lab, 2.2), across=1.7, along=3.5)
    lines = binary.drop_small(strokes.hysteresis(answer, 0.75, 1.9), area=55, length=16)
    return binary.fill_holes(lines | _dark_spots(lightness, near), 20)


def _even_skin(lightness: flow.Field, face: Face) -> flow.Field:
    """Lightness with the skin at SKIN and the darkest parts at DARKEST, however dark or flat the photo is."""
    x, y, width, height = face.box
    middle = lightness[
        round(y + 0.2 * height) : round(y + 0.85 * height), round(x + 0.2 * width) : round(x + 0.8 * width)
    ]
    skin, darkest = (float(np.percentile(middle, share)) for share in (50, 1))
    gain = (SKIN - DARKEST) / max(LEAST_RANGE, skin - darkest)
    return np.asarray(SKIN + (lightness - skin) * gain, np.float32)


def _dark_spots(lightness: flow.Field, face: Face) -> Mask:
    """Small dark shapes well inside the face."""
    x, y, width, height = face.box
    dark = (cv2.GaussianBlur(lightness, (0, 0), 1.2) < DARK_SPOT).astype(np.uint8)
    zone = np.zeros_like(dark)
    centre, axes = (round(x + width / 2), round(y + height / 2)), (round(width * 0.36), round(height * 0.42))
    cv2.ellipse(zone, centre, axes, 0, 0, 360, 1, -1)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    area = stats[:, 4]
    inside = np.bincount(labels.ravel(), zone.ravel(), minlength=count) / np.maximum(1, area)
    keep = (area > 18) & (area < 0.012 * width**2) & (inside > 0.9)
    keep[0] = False
    return keep[labels].astype(np.uint8)


def _thicken(ink: NDArray[np.float32], face_width: float, style: Style) -> Mask:
    """Threshold the enlarged ink so that small faces keep their fine lines, then widen to a printable pen."""
    enlarged = face_width * FINE / FACE_WIDTH
    level = 0.40 if enlarged < 1.3 else 0.5
    mask = (cv2.GaussianBlur(ink, (0, 0), max(1.2, 1.4 * enlarged)) > level).astype(np.uint8)
    return np.asarray(cv2.dilate(mask, binary.disk(max(1, round(0.28 * style.stroke)))), np.uint8)
