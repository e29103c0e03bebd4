"""Measures every painted shape of an icon alone and drops shading, highlights and what nobody can see."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import resvg_py
from drawings import eyes
from drawings.eyes import Disc, Spot
from drawings.parsing import Painted, Parser
from numpy.typing import NDArray

SIDE = 192  # px; a shape is measured on a raster of this side
LEAST_ALPHA = 0.55  # below it a shape is a highlight or a shadow
SAME_TONE = 11.0  # CIE76 distance under which two colours are one tone
SAME_TONE_SHARE = 0.85  # of a shape's pixels that must lie on its own tone
GAPS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)  # drawing units between neighbouring lines of one shape
MERGED = 2.2  # times as thick as before: closing a gap has made one patch of many lines
NO_GAP = 99.0
RADII = (0.9, 1.2, 1.5, 1.8, 2.2, 2.6, 3.0, 3.5, 4.0, 5.0, 6.0, 8.0)  # px
LID = 0.6  # share of a shape that its lid hides
NO_LID = -1
NESTED = 0.9  # share of the lid that lies inside the shape
LEAST_AREA = 2e-5  # share of the square

PAPER = -1000.0  # no L*a*b* value; marks pixels that nothing has painted yet

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Measured:
    """A shape that is worth drawing; lengths in drawing units, `area` a share of the square.

    seen: thickness of the part that no later shape hides. bare: the share that lies on bare paper. gap: the
    white between the lines of a shape that is many lines (the strings of a guitar), NO_GAP for others. lid:
    the number of the later fill that hides most of it, NO_LID for none. nested: the lid lies inside it.
    typical: thickness that half of what is seen has. parts: how many pieces it is made of.
    """

    painted: Painted
    thickness: float
    seen: float
    area: float
    lightness: float
    color: str
    bare: float
    gap: float
    lid: int
    nested: bool
    typical: float
    parts: int
    box: tuple[float, float, float, float]
    eyes: tuple[Disc, ...]


@dataclass(frozen=True, slots=True)
class _Alone:
    painted: Painted
    mask: Mask
    faint: Mask
    bare: float


def analyse(body: str, square: float) -> tuple[list[Measured], str]:
    """The shapes worth drawing, in paint order, and the clipPath elements they use."""
    parser = Parser(body)
    clips = parser.clips
    kept = _without_shading(parser.shapes, clips, square)
    return _measure(kept, square / SIDE), clips


def _without_shading(shapes: list[Painted], clips: str, square: float) -> list[_Alone]:
    canvas = np.full((SIDE, SIDE, 3), PAPER, np.float32)
    kept = []
    for shape in shapes:
        if shape.paint.alpha < LEAST_ALPHA:
            continue
        cover = _cover(shape, clips, square)
        mask = cover > 0.5
        if cover.sum() / SIDE**2 < LEAST_AREA:
            continue
        tone = lab(shape.paint.color)
        if mask.any():
            away = np.linalg.norm(canvas[mask] - tone, axis=1)
            if (away < SAME_TONE).mean() > SAME_TONE_SHARE:
                continue
        bare = float((canvas[mask] < PAPER / 2).all(axis=1).mean()) if mask.any() else 1.0
        canvas[mask] = tone
        kept.append(_Alone(shape, mask, cover > 0.2, bare))
    return kept


def _measure(kept: list[_Alone], unit: float) -> list[Measured]:
    visible = _visible(kept)
    spots = [
        spot
        for number, (alone, seen) in enumerate(zip(kept, visible, strict=True))
        if alone.painted.kind == "fill" and thickness(seen) >= eyes.SEEN * thickness(alone.mask)
        for spot in eyes.spots(number, alone.mask, _lightness(alone), unit)
    ]
    found = eyes.pair(spots, unit * SIDE)
    return [
        _measured(alone, seen, kept[number + 1 :], number, unit, found)
        for number, (alone, seen) in enumerate(zip(kept, visible, strict=True))
    ]


def _measured(
    alone: _Alone, seen: Mask, later: list[_Alone], number: int, unit: float, found: tuple[Spot, ...]
) -> Measured:
    red, green, blue = (round(channel) for channel in alone.painted.paint.color)
    lid = _lid(alone, later)
    return Measured(
        painted=alone.painted,
        thickness=thickness(alone.mask) * unit,
        seen=thickness(seen) * unit,
        area=float(alone.mask.sum()) / SIDE**2,
        lightness=_lightness(alone),
        color=f"#{red:02x}{green:02x}{blue:02x}",
        bare=alone.bare,
        gap=_gap(alone.mask, unit),
        lid=NO_LID if lid is None else number + 1 + lid,
        nested=lid is not None and _share(later[lid].mask, alone.mask) >= NESTED,
        typical=_typical(seen) * unit,
        parts=cv2.connectedComponents(alone.mask.astype(np.uint8))[0] - 1,
        box=_box(alone.faint, unit),
        eyes=tuple(spot.disc for spot in found if spot.shape == number),
    )


def _lid(alone: _Alone, later: list[_Alone]) -> int | None:
    if alone.painted.kind != "fill":
        return None
    hidden = (_share(alone.mask, other.mask) if other.painted.kind == "fill" else 0.0 for other in later)
    return next((number for number, share in enumerate(hidden) if share >= LID), None)


def _share(part: Mask, of: Mask) -> float:
    """The share of `part` that lies inside `of`."""
    return float((part & of).sum()) / max(1, int(part.sum()))


def _gap(mask: Mask, unit: float) -> float:
    before = thickness(mask)
    for gap in GAPS:
        width = 2 * round(gap / unit / 2) + 1
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
        padded = np.pad(mask, width).astype(np.uint8)
        if thickness(cv2.morphologyEx(padded, cv2.MORPH_CLOSE, disc) > 0) > MERGED * before:
            return gap
    return NO_GAP


def _visible(kept: list[_Alone]) -> list[Mask]:
    """What later fills leave of every shape."""
    covered = np.zeros((SIDE, SIDE), bool)
    masks = []
    for alone in reversed(kept):
        masks.append(alone.mask & ~covered)
        if alone.painted.kind == "fill":
            covered |= alone.mask
    return masks[::-1]


def _lightness(alone: _Alone) -> float:
    return float(lab(alone.painted.paint.color)[0])


def _cover(shape: Painted, clips: str, square: float) -> NDArray[np.float64]:
    """How much of every pixel the shape covers, 0..1."""
    paint = 'fill="#000"'
    if shape.kind == "stroke":
        paint = f'fill="none" stroke="#000" stroke-width="{shape.stroke_width}" stroke-linecap="round"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {square:g} {square:g}">'
        f"<defs>{clips}</defs><g {paint}>{shape.xml}</g></svg>"
    )
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=SIDE, height=SIDE, skip_system_fonts=True))
    image = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    if image is None or image.ndim != 3 or image.shape[2] != 4:
        return np.zeros((SIDE, SIDE))
    return np.asarray(image[:, :, 3] / 255.0)


def thickness(mask: Mask) -> float:
    """Twice the radius of the largest disc inside the mask, in pixels."""
    padded = np.pad(mask, 1).astype(np.uint8)
    return float(2 * cv2.distanceTransform(padded, cv2.DIST_L2, 5).max())


def _typical(mask: Mask) -> float:
    """The thickness, in pixels, that half of the mask's area has at least; RADII bound it."""
    padded = np.pad(mask, 1).astype(np.uint8)
    inside = cv2.distanceTransform(padded, cv2.DIST_L2, 5)
    found = 0.0
    for radius in RADII:
        core = (inside < radius).astype(np.uint8)
        reached = cv2.distanceTransform(core, cv2.DIST_L2, 5) < radius
        if core.all() or (reached & (padded > 0)).sum() < padded.sum() / 2:
            break
        found = 2 * radius
    return found


def lab(color: tuple[float, float, float]) -> NDArray[np.float32]:
    """CIE L*a*b* of a colour in 0..255."""
    pixel = np.asarray([[color]], np.float32) / 255
    return np.asarray(cv2.cvtColor(pixel, cv2.COLOR_RGB2LAB)[0, 0], np.float32)


def _box(mask: Mask, unit: float) -> tuple[float, float, float, float]:
    ys, xs = np.nonzero(mask)
    if not len(xs):
        return (1e9, 1e9, -1e9, -1e9)
    return (
        float(xs.min() * unit),
        float(ys.min() * unit),
        float((xs.max() + 1) * unit),
        float((ys.max() + 1) * unit),
    )
