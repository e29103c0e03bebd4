"""Drawings photographed or scanned: lines on white paper come back as the same lines, clean and printable."""

from __future__ import annotations

import cv2
import numpy as np

from coloring.engines.offline.photo import page, raster, tone
from coloring.engines.offline.photo.flow import Field
from coloring.engines.offline.photo.strokes import Ink
from coloring.engines.offline.photo.style import REFERENCE_SIDE, Style
from coloring.lineart import binary

WHITE = 0.86
"""From this share of the paper's own lightness a pixel is paper; a drawing is at least LEAST_PAPER of it."""

LEAST_PAPER = 0.75

DARK = 0.70
"""Below this share of the paper's lightness a pixel is surely ink."""

LEAST_INK, MOST_INK = 0.003, 0.22

INKED, FULL = 0.004, 0.5
"""The darkest pixels, this share of all, should be this much darker than the paper."""

MOST_HALF_TONES = 3.0
"""Half tones are the rims of lines: at most so many times the ink, or it is a shaded photo."""

DIMMEST = 45.0
"""Lightness below which no paper is, even in a dim room."""

COLOUR, MOST_COLOUR = 16.0, 0.08
"""A pixel is coloured from this distance to the paper's own colour; few may be, or it is no line drawing."""

THICKEST = 20.0
"""Width in px at 1024 that nineteen of twenty ink pixels must stay within: lines, not shapes."""

THINNEST = 4.2
"""Width in px at 1024 to which thinner lines are brought: 0.8 mm on A4."""


def is_drawing(picture: tone.Picture) -> bool:
    """Whether the picture is mostly white paper with thin dark lines."""
    lab = tone.to_lab(tone.fit(picture, REFERENCE_SIDE))
    paper = _paper(lab[:, :, 0])
    share = _share(lab[:, :, 0], paper)
    ink = (share < DARK).astype(np.uint8)
    colour = np.hypot(*(lab[:, :, c] - np.median(lab[:, :, c]) for c in (1, 2)))
    return bool(
        np.median(paper) > DIMMEST
        and (share > WHITE).mean() > LEAST_PAPER
        and LEAST_INK < ink.mean() < MOST_INK
        and ((share >= DARK) & (share <= WHITE)).mean() < MOST_HALF_TONES * ink.mean() + 0.01
        and (colour > COLOUR).mean() < MOST_COLOUR
        and _is_thin(ink)
    )


def redraw(picture: tone.Picture, style: Style) -> bytes:
    """The lines of a drawing in pure black on pure white, with the page frame, as a PNG."""
    fitted = tone.fit(picture, page.LONG_SIDE)
    light = tone.to_lab(fitted)[:, :, 0]
    share = raster.blurred(_share(light, _paper(light)), 1.5)
    ink = binary.drop_small((share < (WHITE + DARK) / 2).astype(np.uint8), area=300)
    ink = binary.fill_holes(_printable(ink), 100)
    frame = round(style.pen * page.LONG_SIDE / REFERENCE_SIDE)
    for edge in (np.s_[:frame], np.s_[-frame:], np.s_[:, :frame], np.s_[:, -frame:]):
        ink[edge] = 1
    return page.png(255 - raster.blurred(255 * ink, 0.6))


def _paper(light: Field) -> Field:
    """The lightness of the paper at each place: what is lightest around, smoothly."""
    height, width = light.shape
    small = raster.scaled(np.ascontiguousarray(light), 128 / max(height, width))
    return raster.resized(raster.blurred(raster.widened(small, 5), 6), (width, height))


def _share(light: Field, paper: Field) -> Field:
    """Lightness as a share of the paper's, faint pencil made up to twice as dark."""
    share = light / np.maximum(paper, 1)
    darkest = float(np.quantile(share[::2, ::2], INKED))
    return np.asarray(1 - (1 - share) * np.clip(FULL / max(1e-3, 1 - darkest), 1, 2), np.float32)


def _is_thin(ink: Ink) -> bool:
    inside = cv2.distanceTransform(ink, cv2.DIST_L2, 5)[ink > 0]
    return bool(inside.size) and float(np.percentile(inside, 95)) < THICKEST / 2


def _printable(ink: Ink) -> Ink:
    """Smooth lines, each brought to THINNEST where it is thinner; thicker ones stay as they are."""
    least = THINNEST * page.LONG_SIDE / REFERENCE_SIDE / 2
    depth = cv2.distanceTransform(ink, cv2.DIST_L2, 5)
    thin = ((binary.thin(ink) > 0) & (depth < least)).astype(np.uint8)
    return binary.smooth(ink | raster.widened(thin, round(least)), 2)
