"""A face drawn at its own scale: lines and dark spots, never thinned, so that the eyes stay eyes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo import features, flow, friendly, raster, strokes, tone, trace
from coloring.engines.offline.photo.faces import Face
from coloring.engines.offline.photo.features import Frame
from coloring.engines.offline.photo.style import REFERENCE_SIDE, Style
from coloring.engines.offline.photo.tone import Picture
from coloring.lineart import binary

Mask = NDArray[np.uint8]

FACE_WIDTH = 340
"""Width in px at which every face is drawn, however large it is on the photo."""

MARGIN = 0.22
"""Share of the face's width that is looked at around it."""

SMALL = 235
"""A face narrower than this in px at 1024, or turned, gets a few friendly lines instead of its own."""

QUARTERS = 4
"""Friendly lines are drawn at four times the size of the page."""

SPECK = 62.0
"""Ink below this area in px, on a page of 1024, is dirt rather than a feature."""

PUPIL, LEAST_DOT = 0.032, 5
"""Half the width of a drawn eye: a share of the face, but at least so many px at 1024."""

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


def is_small(face: Face, style: Style) -> bool:
    """Whether a face is drawn with friendly lines."""
    return bool(face.turned) or face.box[2] < style.px(SMALL)


def paths(picture: Picture, face: Face, oval: Mask, style: Style) -> list[trace.Curve]:
    """Outlines of the filled ink of one face, inside `oval`, in px of the picture."""
    left, top, right, bottom = _crop(picture.shape, face)
    scale = FACE_WIDTH / face.box[2]
    frame = Frame(scale * (face.box[0] - left), scale * (face.box[1] - top), FACE_WIDTH)
    crop = raster.scaled(picture[top:bottom, left:right], scale)
    if is_small(face, style):
        return _friendly(crop, frame, face, style)
    ink = _ink(crop, frame, face, style)
    size = ((right - left) * FINE, (bottom - top) * FINE)
    thick = _thicken(raster.resized(ink.astype(np.float32), size), face.box[2], style)
    inside = thick & raster.resized(oval[top:bottom, left:right], size, cv2.INTER_NEAREST)
    kept = binary.fill_holes(
        binary.smooth(binary.drop_small(inside, area=SPECK * (FINE * style.px(1000) / 1000) ** 2), 1.6), 60
    )
    rings = trace.outlines(raster.resized(kept, (2 * size[0], 2 * size[1])))
    return [trace.Curve(ring.points / (2 * FINE) + (left, top), True) for ring in rings]


def rim(lab: tone.Lab, face: Face) -> Mask:
    """The outline of a face as a line one px wide: cheeks and chin, and the hair line where there is hair."""
    frame = Frame(*face.box[:3])
    return friendly.oval(frame, lab.shape, 1, fringe=friendly.has_fringe(lab, frame))


def _friendly(crop: Picture, frame: Frame, face: Face, style: Style) -> list[trace.Curve]:
    """The outlines of a face drawn with few lines, its eyes and mouth where the photo has them."""
    lab = tone.calm(tone.to_lab(crop), passes=1, colour=8, reach=4)
    width = face.box[2] * REFERENCE_SIDE / style.side
    enlarged = QUARTERS * face.box[2]
    drawn = Frame(MARGIN * enlarged, MARGIN * enlarged, enlarged)
    side = round((1 + 2 * MARGIN) * enlarged)
    pen = max(2, round(QUARTERS * friendly.pen(width) * style.side / REFERENCE_SIDE))
    pencil = friendly.Pencil(np.zeros((side, side), np.uint8), drawn, pen)
    if face.turned:
        friendly.draw_turned(pencil, width, left=face.turned == "left")
    else:
        friendly.draw(pencil, friendly.traits(_even_skin(lab[:, :, 0], frame), frame), width)
    corner = np.array(face.box[:2]) - MARGIN * face.box[2]
    return [trace.Curve(ring.points / QUARTERS + corner, True) for ring in trace.outlines(pencil.mask)]


def _crop(shape: tuple[int, ...], face: Face) -> tuple[int, int, int, int]:
    x, y, width, height = face.box
    around = MARGIN * width
    left, top = max(0, round(x - around)), max(0, round(y - around))
    return left, top, min(shape[1], round(x + width + around)), min(shape[0], round(y + height + around))


def _ink(crop: Picture, frame: Frame, face: Face, style: Style) -> Mask:
    """The ink of a face in its crop; eyes and mouth are made up where they cannot be seen well."""
    lab = tone.calm(tone.to_lab(crop), colour=8, reach=4)
    lightness = _even_skin(lab[:, :, 0], frame)
    answer = flow.dark_lines(lightness, flow.of(lab, 2.2), across=1.7, along=3.5)
    lines = binary.drop_small(strokes.hysteresis(answer, 0.75, 1.9), area=55, length=16)
    seen = binary.fill_holes(lines | _dark_spots(lightness, frame), 20)
    dot = max(PUPIL, style.px(LEAST_DOT) / face.box[2]) * FACE_WIDTH
    return _completed(features.only(seen, frame), lightness, frame, dot)


def _completed(ink: Mask, lightness: flow.Field, frame: Frame, dot: float) -> Mask:
    eyes = features.find_eyes(lightness, frame)
    for eye in eyes:
        if not features.has_blob(ink, eye, frame):
            features.draw_eye(ink, eye, dot)
    if not features.has_mouth(ink, frame):
        features.clear_mouth(ink, frame)
        features.draw_mouth(ink, eyes, frame)
    return ink


def _even_skin(lightness: flow.Field, frame: Frame) -> flow.Field:
    """Lightness with the skin at SKIN and the darkest parts at DARKEST, however dark or flat the photo is."""
    (left, top), (right, bottom) = frame.at((0.2, 0.2)), frame.at((0.8, 0.85))
    middle = lightness[max(0, top) : bottom, max(0, left) : right]
    skin, darkest = (float(np.percentile(middle, share)) for share in (50, 1))
    gain = (SKIN - DARKEST) / max(LEAST_RANGE, skin - darkest)
    return np.asarray(SKIN + (lightness - skin) * gain, np.float32)


def _dark_spots(lightness: flow.Field, frame: Frame) -> Mask:
    """Small dark shapes well inside the face."""
    dark = (raster.blurred(lightness, 1.2) < DARK_SPOT).astype(np.uint8)
    zone = np.zeros_like(dark)
    axes = (round(0.36 * frame.width), round(0.42 * frame.width))
    cv2.ellipse(zone, frame.at((0.5, 0.5)), axes, 0, 0, 360, 1, -1)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    area = stats[:, 4]
    inside = np.bincount(labels.ravel(), zone.ravel(), minlength=count) / np.maximum(1, area)
    return raster.chosen(labels, (area > 18) & (area < 0.012 * frame.width**2) & (inside > 0.9))


def _thicken(ink: NDArray[np.float32], face_width: float, style: Style) -> Mask:
    """Threshold the enlarged ink so that small faces keep their fine lines, then widen to a printable pen."""
    enlarged = face_width * FINE / FACE_WIDTH
    level = 0.40 if enlarged < 1.3 else 0.5
    mask = (raster.blurred(ink, max(1.2, 1.4 * enlarged)) > level).astype(np.uint8)
    return raster.widened(mask, max(1, round(0.28 * style.stroke)))
