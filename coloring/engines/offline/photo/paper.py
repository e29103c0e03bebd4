"""Drawings photographed or scanned: lines on white paper come back as the same lines, clean and printable."""

from __future__ import annotations

import cv2
import numpy as np

from coloring import lineart
from coloring.engines.offline.photo import border, colours, flow, page, raster, texture, tone
from coloring.engines.offline.photo.drawn import Drawn
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

PENS = (4.2, 5.2, 6.4, 7.6)
"""Width in px at 1024 to which thinner lines are brought (0.8 mm on A4), and more on a pale page."""

SOLID = 19.0
"""Black wider than this in px at 1024 is filled in, not a line."""

PALE = 0.046
"""Share of ink below which a bolder pen is taken."""

ENOUGH_AREAS = 12
"""A drawing with fewer areas to colour gets a border of tiles, so that nothing is added to the drawing."""

EMPTY = {"few_areas", "open", "too_little_ink"}

LEAST_PAPER_COLOURED = 0.55
"""A coloured drawing has less white paper left than a plain one."""

GLANCE, LEAST_AT_A_GLANCE = 384, 0.45
"""Long side in px of a quick look, where blurred lines and colours leave less paper."""

BLACK, LEAST_STEP = 0.55, 0.18
"""Outlines of a coloured drawing are darker than this share of the paper, and so much darker than beside."""

DARK_THAT_IS_LINE = (0.7, 1.6)
"""What is dark in a coloured drawing is outlines: their share by all that is dark; photos gave 1.8 to 100."""

EDGE, BESIDE, MOST_UNEXPLAINED = 2.0, 10, 0.045
"""An edge (gradient in Lab per px) has an outline so near in px: 0.00 in drawings, from 0.06 in photos."""


def has_paper(picture: tone.Picture) -> bool:
    """Whether a quick look shows so much paper that the picture may be a drawing, plain or coloured."""
    light = tone.to_lab(tone.fit(picture, GLANCE))[:, :, 0]
    paper = _paper(light)
    return bool(np.median(paper) > DIMMEST - 2 and (light > WHITE * paper).mean() > LEAST_AT_A_GLANCE)


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


def is_coloured_drawing(picture: tone.Picture) -> bool:
    """Whether the picture is white paper with dark lines, and colours between them."""
    lab = tone.to_lab(tone.fit(picture, REFERENCE_SIDE))
    paper = _paper(lab[:, :, 0])
    share = np.asarray(lab[:, :, 0] / np.maximum(paper, 1), np.float32)
    ink = _outlines(share, 1)
    dark = float((share < BLACK).mean())
    return bool(
        np.median(paper) > DIMMEST
        and (share > WHITE).mean() > LEAST_PAPER_COLOURED
        and LEAST_INK < ink.mean() < MOST_INK
        and DARK_THAT_IS_LINE[0] * ink.mean() < dark < DARK_THAT_IS_LINE[1] * ink.mean()
        and _is_thin(ink)
        and _unexplained(lab, ink) < MOST_UNEXPLAINED
    )


def _unexplained(lab: tone.Lab, ink: Ink) -> float:
    """The share of the edges of things that have no line beside them: none in a drawing."""
    shapes = raster.blurred(texture.without(tone.calm(lab, passes=1)), 1.5)
    edges = flow.of(shapes, 1.5).strength > EDGE
    beside = raster.widened(ink, BESIDE) > 0
    return float((edges & ~beside).sum() / max(1, edges.sum()))


def _outlines(share: Field, scale: float) -> Ink:
    """Thin and very dark: the outlines, not the colours between them."""
    thin = cv2.morphologyEx(share, cv2.MORPH_BLACKHAT, binary.disk(round(scale * THICKEST / 2) + 1))
    return ((share < BLACK) & (thin > LEAST_STEP)).astype(np.uint8)


def redrawn(picture: tone.Picture, style: Style) -> Drawn | None:
    """The lines of a drawing, plain or coloured; None for a photo."""
    if is_drawing(picture):
        return redraw(picture, style)
    return redraw_coloured(picture, style) if is_coloured_drawing(picture) else None


def redraw(picture: tone.Picture, style: Style) -> Drawn:
    """The lines of a drawing in pure black on pure white, with the page frame; nobody has coloured it."""
    light = tone.to_lab(tone.fit(picture, page.LONG_SIDE))[:, :, 0]
    share = raster.blurred(_share(light, _paper(light)), 1.5)
    ink = (share < (WHITE + DARK) / 2).astype(np.uint8)
    return Drawn(_with_border(binary.drop_small(ink, area=300), style)[0], b"")


def redraw_coloured(picture: tone.Picture, style: Style) -> Drawn:
    """The outlines of a coloured drawing, without its colours; and these on white paper."""
    lab = tone.to_lab(tone.fit(picture, page.LONG_SIDE))
    paper = _paper(lab[:, :, 0])
    share = raster.blurred(np.asarray(lab[:, :, 0] / np.maximum(paper, 1), np.float32), 1)
    ink = binary.drop_small(_outlines(share, page.LONG_SIDE / REFERENCE_SIDE), area=300)
    finished, bordered = _with_border(ink, style)
    small = tone.fit(picture, colours.LONG_SIDE)
    white = _on_white(small)
    return Drawn(finished, colours.flat(border.around_colours(white) if bordered else white))


def _on_white(picture: tone.Picture) -> tone.Picture:
    """The picture as if its paper were white and evenly lit."""
    lab = tone.to_lab(picture)
    paper = _paper(lab[:, :, 0], widest=16)
    lab[:, :, 0] = np.clip(100 * lab[:, :, 0] / np.maximum(paper, 1) / WHITE * 0.92, 0, 100)
    for channel in (1, 2):
        lab[:, :, channel] -= np.median(lab[:, :, channel])
    lab[(np.hypot(lab[:, :, 1], lab[:, :, 2]) < COLOUR / 2) & (lab[:, :, 0] > DIMMEST)] = (100, 0, 0)
    return np.asarray(np.clip(255 * cv2.cvtColor(lab, cv2.COLOR_LAB2BGR), 0, 255), np.uint8)


def _with_border(ink: Ink, style: Style) -> tuple[bytes, bool]:
    """The finished page, and whether a border of tiles was needed to give a child enough to colour."""
    finished = _finished(ink, style)
    measures = lineart.measure(finished)
    if measures.areas >= ENOUGH_AREAS and not EMPTY & set(measures.faults):
        return finished, False
    tiles = border.tiles(ink.shape, round(style.pen * page.LONG_SIDE / REFERENCE_SIDE))
    framed = _printable(border.around(ink), PALE - float(tiles.mean()))
    return page.png(255 - raster.blurred(255 * (framed | tiles), 0.6)), True


def _finished(ink: Ink, style: Style) -> bytes:
    """The ink, printable and framed, as a PNG; pale drawings are drawn with a bolder pen."""
    drawn = _printable(ink, PALE)
    frame = round(style.pen * page.LONG_SIDE / REFERENCE_SIDE)
    for edge in (np.s_[:frame], np.s_[-frame:], np.s_[:, :frame], np.s_[:, -frame:]):
        drawn[edge] = 1
    return page.png(255 - raster.blurred(255 * drawn, 0.6))


def _paper(light: Field, widest: int = 5) -> Field:
    """The lightness of the paper at each place: what is lightest around, smoothly.

    Nothing as large as `widest` 64ths of the long side is drawn solid.
    """
    height, width = light.shape
    small = raster.scaled(np.ascontiguousarray(light), 128 / max(height, width))
    return raster.resized(raster.blurred(raster.widened(small, widest), 6), (width, height))


def _share(light: Field, paper: Field) -> Field:
    """Lightness as a share of the paper's, faint pencil made up to twice as dark."""
    share = light / np.maximum(paper, 1)
    darkest = float(np.quantile(share[::2, ::2], INKED))
    return np.asarray(1 - (1 - share) * np.clip(FULL / max(1e-3, 1 - darkest), 1, 2), np.float32)


def _is_thin(ink: Ink) -> bool:
    inside = cv2.distanceTransform(ink, cv2.DIST_L2, 5)[ink > 0]
    return bool(inside.size) and float(np.percentile(inside, 95)) < THICKEST / 2


def _hollow(ink: Ink) -> Ink:
    """The ink with what is filled in black made an outline: a child has no use for black areas."""
    radius, rim = (length * page.LONG_SIDE / REFERENCE_SIDE for length in (SOLID / 2, PENS[0]))
    centres = cv2.distanceTransform(ink, cv2.DIST_L2, 5) > radius
    if not centres.any():
        return ink
    solid = (cv2.distanceTransform((~centres).astype(np.uint8), cv2.DIST_L2, 5) <= radius).astype(np.uint8)
    inside = cv2.distanceTransform(solid, cv2.DIST_L2, 5) > rim
    return np.asarray(np.where(inside, 0, ink), np.uint8)


def _printable(ink: Ink, palest: float) -> Ink:
    """Smooth lines, the thin ones widened to THINNEST, and on until `palest` of the page is ink.

    Thicker lines stay as they are.
    """
    ink = _hollow(ink)
    depth, middle = cv2.distanceTransform(ink, cv2.DIST_L2, 5), binary.thin(ink) > 0
    wide = ink
    for least in PENS:
        radius = least * page.LONG_SIDE / REFERENCE_SIDE / 2
        thin = (middle & (depth < radius)).astype(np.uint8)
        wide = binary.fill_holes(binary.smooth(ink | raster.widened(thin, round(radius)), 2), 100)
        if wide.mean() >= palest:
            break
    return wide
