"""Inks a drawing for one printed size: white shapes with black outlines, nearly one pen width everywhere.

Later shapes hide the lines of earlier ones, so that every patch of colour becomes one closed region. What is
too small to be coloured at that size is left out, drawn as one line, or, if it is an eye or a nostril, as a
black dot. Widths below are in widths of the pen unless they say otherwise; they were chosen by looking.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import resvg_py
from numpy.typing import NDArray

from coloring.engines.offline import library
from coloring.engines.offline.library import Inked, Shape

NARROW = 1.9  # two outlines closer than this merge into one line
RIM = 2.0  # what is seen of a shape beneath another one is no more than a fat line
SMALL = 2.4  # room for no more than a crumb of colour between its outlines
SLIVER = 1.2  # a long band of this typical thickness is two merged lines
CROWDED = 0.6  # white left between neighbouring lines of one shape
WIDE_STROKE = 2.6  # a painted band that has room for colour between its two edges
MINOR_AREA = 0.02  # share of the square: a detail whose absence nobody notices
MOSTLY_BARE = 0.4  # share on bare paper: a leg or a string, not a detail on something
ALL_BARE = 0.95
DARK = 38.0  # L*: drawn black in the source for a reason
BLACK = 25.0  # L*: painted black in the source
FACE_AREA = 0.011  # share of the square: an eye, a nose and a mouth painted as one shape
DIM = 42.0  # L*: lighter than this, a small patch is a pattern and no feature
LIGHT = 50.0  # L*: lighter than this, a thin line is a highlight
LINE_LENGTH = 4.0  # in thicknesses; longer things are lines: mouths, brows
PALE = 80.0  # L*: a painted line that is a highlight
DOT_AREA = 0.02  # share of the square
DOT_ROUNDNESS = 2.4  # area over the area of its largest disc; bands and fins are longer
DOT_PIXELS = 40.0  # page pixels; a larger nose is outlined
EYE_PIXELS = 26.0  # page pixels; a larger eye is white with a pupil
EYE_UNITS = 5.0  # drawing units; a lone dot smaller than this is drawn by the rules for all dots
PUPIL, GLEAM = 0.66, 0.24  # radii in radii of the eye
PATTERN = 6  # parts of a shape that is a pattern and no feature
SPECK = 60.0  # square page pixels
MINUTE = 0.35  # a fill thinner than this is no line of the drawing
STUDY_STEP = 24  # px; drawings are studied on a grid of sizes
STUDY_SCALE = 0.5  # px of the study for one of the page
AREA = 400.0  # square page pixels: as small as the gate counts areas
DARKNESS = 128
PLAIN: Mapping[int, str] = {}  # nothing lies on any shape


@dataclass(frozen=True, slots=True)
class Study:
    """What a drawing is like at one size: the share of its silhouette that is ink, and its areas."""

    density: float
    areas: int


def ink(
    inked: Inked,
    line_width: float,
    *,
    scale: float,
    prefix: str,
    patch: float = 0.0,
    over: Mapping[int, str] = PLAIN,
    without: frozenset[int] = frozenset(),
) -> str:
    """An SVG fragment in drawing units; `scale` is page px per unit, `prefix` keeps ids apart on a page.

    Details smaller than `patch`, in square page px, are left out; `over` is what lies on shapes, `without`
    which of them are not wanted, both by their numbers in `inked.shapes`, which no size changes. Elements
    carry their colours for `palette`.
    """
    drawn = drawn_shapes(inked, line_width, scale=scale, patch=patch, without=without)
    whole = "".join(shape + over.get(number, "") for number, shape in drawn.items())
    return with_clips(inked, whole, prefix)


def drawn_shapes(
    inked: Inked, line_width: float, *, scale: float, patch: float, without: frozenset[int] = frozenset()
) -> dict[int, str]:
    """The markup of every shape that is drawn at this size, by its number, in paint order."""
    least = min(patch, AREA) if inked.name in library.WHOLE else patch
    kept, eye = _kept(inked.shapes, line_width, scale, least, without), _lone_eye(inked.shapes)
    return {
        number: _black(shape) if shape is eye else _drawn(shape, line_width, scale)
        for number, shape in enumerate(inked.shapes)
        if kept[number]
    }


def study(name: str, size_px: float, line_width_px: float, patch: float = 0.0) -> Study:
    """What the drawing is like when its long side is printed about `size_px` long."""
    return _study(name, max(STUDY_STEP, round(size_px / STUDY_STEP) * STUDY_STEP), line_width_px, patch)


@cache
def _study(name: str, size_px: int, line_width_px: float, patch: float) -> Study:
    drawing = library.get(name)
    scale = size_px / max(drawing.width, drawing.height)
    fragment = ink(drawing, line_width_px / scale, scale=scale, prefix="", patch=patch)
    x0, y0, _, _ = drawing.box
    view = f"{x0} {y0} {drawing.width} {drawing.height}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{fragment}</svg>'
    levels = grey(svg, drawing.width * scale)
    size = (levels.shape[1], levels.shape[0])
    inside = cv2.resize(library.silhouette(name), size, interpolation=cv2.INTER_NEAREST) > 0
    white = (levels >= DARKNESS) & inside
    density = 1.0 - float(white.sum()) / max(1, int(inside.sum()))
    return Study(density, counted(np.where(inside, levels, 0)))


def grey(svg: str, width: float, scale: float = STUDY_SCALE) -> NDArray[np.uint8]:
    """Gray levels of a drawing that is `width` page px wide, `scale` px for one of the page."""
    width = max(8, round(width * scale))
    png = resvg_py.svg_to_bytes(svg_string=svg, width=width, background="#ffffff", skip_system_fonts=True)
    return np.asarray(cv2.imdecode(np.frombuffer(bytes(png), np.uint8), cv2.IMREAD_GRAYSCALE), np.uint8)


def covered(svg: str, side: int) -> NDArray[np.bool_]:
    """What of a square of `side` px a drawing covers, stretched to fill it."""
    png = resvg_py.svg_to_bytes(svg_string=svg, width=side, skip_system_fonts=True)
    image = cv2.imdecode(np.frombuffer(bytes(png), np.uint8), cv2.IMREAD_UNCHANGED)
    alpha = cv2.resize(np.asarray(image)[:, :, 3], (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(alpha >= DARKNESS)


def counted(levels: NDArray[np.uint8], scale: float = STUDY_SCALE) -> int:
    """How many white areas of a study a child can colour."""
    white = np.asarray(levels >= DARKNESS, np.uint8)
    sizes = cv2.connectedComponentsWithStats(white, connectivity=4)[2][1:, cv2.CC_STAT_AREA]
    return int((sizes >= AREA * scale**2).sum())


def _kept(
    shapes: Sequence[Shape], pen: float, scale: float, patch: float, without: frozenset[int]
) -> list[bool]:
    """Which shapes have room at this size; of two outlines that would make one fat line, one."""
    drawn = [
        not (
            number in without
            or _is_crumb(shape, pen)
            or _is_crowded(shape, pen)
            or _is_sprinkle(shape, pen, scale)
            or _is_trifle(shape, scale, patch)
        )
        for number, shape in enumerate(shapes)
    ]
    for number in reversed(range(len(shapes))):
        shape = shapes[number]
        if drawn[number] and _is_rim(shape, pen) and drawn[shape.lid]:
            drawn[shape.lid if shape.nested else number] = False
    return drawn


def _drawn(shape: Shape, pen: float, scale: float) -> str:
    if shape.kind == "stroke":
        return _stroke(shape, pen)
    if shape.thickness < NARROW * pen:
        return _narrow(shape, pen)
    if _is_dot(shape, scale):
        return _black(shape)
    pupils = "".join(_pupil(x, y, radius) for x, y, radius in shape.eyes)
    return f'<g fill="#fff" data-c="{shape.color}" {line(pen)}>{shape.xml}</g>{pupils}'


def _black(shape: Shape) -> str:
    return f'<g fill="#000">{shape.xml}</g>'


def _lone_eye(shapes: Sequence[Shape]) -> Shape | None:
    """The one dark dot of a drawing without a pair of eyes: a head seen from the side looks with it.

    Wheels and buttons are never alone, and a nose stands under two eyes.
    """
    dots = [shape for shape in shapes if shape.kind == "fill" and _is_dark_disc(shape)]
    paired = any(shape.eyes for shape in shapes)
    return dots[0] if len(dots) == 1 and not paired and dots[0].thickness >= EYE_UNITS else None


def _pupil(x: float, y: float, radius: float) -> str:
    gleam = (x - GLEAM * radius, y - GLEAM * radius, GLEAM * radius)
    return _disc(x, y, PUPIL * radius, "#000") + _disc(*gleam, "#fff")


def _disc(x: float, y: float, radius: float, color: str) -> str:
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="{color}"/>'


def _stroke(shape: Shape, pen: float) -> str:
    if shape.stroke_width > WIDE_STROKE * pen:
        outer = f"<g {line(shape.stroke_width + pen)}>{shape.xml}</g>"
        white = line(shape.stroke_width - pen, "#fff")
        inner = f'<g data-c="{shape.color}" {white}>{shape.xml}</g>'
        return f'<g fill="none">{outer}{inner}</g>'
    if shape.lightness >= PALE and shape.bare < MOSTLY_BARE and shape.stroke_width < NARROW * pen:
        return ""
    return f'<g fill="none" {line(pen)}>{shape.xml}</g>'


def _narrow(shape: Shape, pen: float) -> str:
    """One line instead of two outlines that would merge."""
    if shape.bare < MOSTLY_BARE and shape.thickness < MINUTE * pen:
        return ""
    missing = pen - shape.thickness
    stroke = line(missing) if missing > 0 else ""
    return f'<g fill="#000" {stroke}>{shape.xml}</g>'


def _is_rim(shape: Shape, pen: float) -> bool:
    """Hidden by its lid but for a rim: its outline and the lid's would make one fat line."""
    seen = shape.typical if shape.nested else shape.seen
    return shape.lid >= 0 and seen < RIM * pen and shape.thickness >= NARROW * pen


def _is_sprinkle(shape: Shape, pen: float, scale: float) -> bool:
    """One of the many dots of a pattern, or a spark on bare paper, that would print as a speck."""
    is_spark = shape.bare > ALL_BARE and shape.thickness < NARROW * pen
    return _part(shape, scale) < SPECK and (shape.parts >= PATTERN or is_spark) and not shape.eyes


def _is_trifle(shape: Shape, scale: float, patch: float) -> bool:
    """A detail on something else that is smaller than this page's child colours; features are none."""
    if shape.kind == "stroke" or shape.bare >= MOSTLY_BARE or shape.eyes or shape.lightness <= DIM:
        return False
    return _part(shape, scale) < patch


def _part(shape: Shape, scale: float) -> float:
    """The size of one of its parts in square page px."""
    return shape.area * (library.SQUARE * scale) ** 2 / max(1, shape.parts)


def _is_crumb(shape: Shape, pen: float) -> bool:
    """A detail on something else that is too small to be coloured at this size; a drawn line is none."""
    if shape.kind == "stroke" or shape.bare >= MOSTLY_BARE:
        return False
    if shape.area >= MINOR_AREA:
        return shape.typical < SLIVER * pen and shape.lightness > LIGHT
    is_line = shape.area * library.SQUARE**2 > LINE_LENGTH * shape.thickness**2
    return shape.thickness < SMALL * pen and shape.lightness > (LIGHT if is_line else DIM)


def _is_crowded(shape: Shape, pen: float) -> bool:
    """Many lines on something else that would run together into one black patch."""
    line = min(shape.thickness, WIDE_STROKE * pen)
    white = shape.gap + line - max(line, pen)
    return shape.bare < MOSTLY_BARE and white < CROWDED * pen


def _is_dot(shape: Shape, scale: float) -> bool:
    if shape.eyes:
        return 2 * shape.eyes[0][2] * scale <= EYE_PIXELS
    if shape.thickness * scale > DOT_PIXELS:
        return False
    if shape.lightness < BLACK and shape.area < FACE_AREA:
        return True
    return _is_dark_disc(shape)


def is_feature(shape: Shape) -> bool:
    """Whether it may be an eye, a nose or a mouth, however it is drawn."""
    return bool(shape.eyes) or (
        shape.kind == "fill" and shape.lightness < DARK and shape.area < DOT_AREA and shape.parts < PATTERN
    )


def _is_dark_disc(shape: Shape) -> bool:
    disc = math.pi / 4 * shape.thickness**2
    is_round = shape.area * library.SQUARE**2 <= DOT_ROUNDNESS * disc
    return shape.lightness < DARK and shape.area < DOT_AREA and is_round


def line(width: float, color: str = "#000") -> str:
    return f'stroke="{color}" stroke-width="{width:.2f}" stroke-linejoin="round" stroke-linecap="round"'


def with_clips(inked: Inked, fragment: str, prefix: str) -> str:
    if not inked.clips:
        return fragment
    whole = f"<defs>{inked.clips}</defs>{fragment}"
    whole = re.sub(r'\bid="', f'id="{prefix}', whole)
    return re.sub(r"url\(#", f"url(#{prefix}", whole)
