"""What can be put on a page, a drawing of the library or a simple shape: a silhouette and its paint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import cv2

from coloring.engines.offline import calming, inking, library, patterns, shapes
from coloring.engines.offline.calming import Calmed
from coloring.engines.offline.placement import Mask, Size, Spot, fitting

SHAPE = "shape:"  # names that begin so are simple shapes, all others drawings
AREA_STEP = 16  # px; areas of shapes are counted on a grid of sizes
UNLIMITED = 999  # areas


@dataclass(frozen=True)
class Look:
    """How a piece is painted.

    Line width and least detail in page px (square px), a kind of pattern, and how many areas are enough: what
    has more loses details, and no limb or face.
    """

    pen: float
    patch: float = 0.0
    pattern: str = ""
    enough: int = UNLIMITED


@dataclass(frozen=True)
class Piece:
    """Something to put on a page; `box` in its own units."""

    name: str
    mask: Mask
    box: tuple[float, float, float, float]
    heads_only: bool = False

    @property
    def aspect(self) -> float:
        left, top, right, bottom = self.box
        return (right - left) / (bottom - top)

    @property
    def is_shape(self) -> bool:
        return self.name.startswith(SHAPE)

    def sized(self, longest: float) -> Size:
        return fitting(self.aspect, longest)

    def density(self, longest: float, line: float, patch: float) -> float:
        """The share of the silhouette that is ink at this size; shapes are always light."""
        return 0.0 if self.is_shape else inking.study(self.name, longest, line, patch).density

    def areas(self, longest: float, look: Look) -> int:
        """How many areas to colour it has at this size."""
        return _calmed(self.name, longest, look).areas

    def paint(self, spot: Spot, look: Look, prefix: str) -> str:
        """Black lines on white, marked with their colours for `palette`."""
        return self._placed(
            spot, self._shape(spot, look) if self.is_shape else self._drawn(spot, look, prefix)
        )

    def clear(self, spot: Spot) -> str:
        """White beneath the piece and in its holes: nothing behind is seen through spokes or handles."""
        return "" if self.is_shape else self._placed(spot, _ground(self.name))

    def _drawn(self, spot: Spot, look: Look, prefix: str) -> str:
        inked, scale = library.get(self.name), self._scale(spot)
        line, patch = look.pen / scale, look.patch
        over = (
            patterns.over(inked, line, scale=scale, patch=patch, kind=look.pattern)
            if look.pattern
            else inking.PLAIN
        )
        return inking.ink(
            inked,
            line,
            scale=scale,
            prefix=prefix,
            patch=patch,
            over=over,
            without=_calmed(self.name, spot.size.longest, look).without,
        )

    def _shape(self, spot: Spot, look: Look) -> str:
        parts = calming.elements(shapes.get(self.name.removeprefix(SHAPE)).markup)
        without = _calmed(self.name, spot.size.longest, look).without
        markup = "".join(part for number, part in enumerate(parts) if number not in without)
        return f'<g fill="#fff" {inking.line(look.pen / self._scale(spot))}>{markup}</g>'

    def _scale(self, spot: Spot) -> float:
        return spot.size.width / (self.box[2] - self.box[0])

    def _placed(self, spot: Spot, markup: str) -> str:
        left, top, right, bottom = self.box
        scale = self._scale(spot)
        turn = f" rotate({spot.angle:.1f})" if spot.angle else ""
        mirrored = -scale if spot.flip else scale
        place = (
            f"translate({spot.x:.1f} {spot.y:.1f}){turn} scale({mirrored:.5f} {scale:.5f}) "
            f"translate({-(left + right) / 2:.4f} {-(top + bottom) / 2:.4f})"
        )
        return f'<g transform="{place}">{markup}</g>'


@cache
def _ground(name: str) -> str:
    """The silhouette of a drawing in white, in its own units."""
    drawing, mask = library.get(name), library.silhouette(name)
    unit = max(drawing.width, drawing.height) / library.SILHOUETTE_SIDE
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_TC89_L1)
    corners = (
        "L".join(
            f"{drawing.box[0] + (x + 0.5) * unit:.2f} {drawing.box[1] + (y + 0.5) * unit:.2f}"
            for x, y in outline[:, 0]
        )
        for outline in outlines
    )
    return f'<path fill="#fff" d="{"".join(f"M{line}z" for line in corners)}"/>'


def _calmed(name: str, longest: float, look: Look) -> Calmed:
    """What a piece is like when its long side is about `longest` px long."""
    step = AREA_STEP if name.startswith(SHAPE) else inking.STUDY_STEP
    size = max(step, round(longest / step) * step)
    if name.startswith(SHAPE):
        return _calmed_shape(name.removeprefix(SHAPE), size, look.pen, look.enough)
    areas = inking.study(name, longest, look.pen, look.patch).areas
    is_calm = areas <= look.enough or name in library.WHOLE or get(name).heads_only
    return Calmed(areas) if is_calm else _calmed_drawing(name, size, look)


@cache
def _calmed_shape(name: str, longest: int, line: float, enough: int) -> Calmed:
    shape = shapes.get(name)
    left, top, right, bottom = shape.box
    unit = max(right - left, bottom - top) / longest

    def svg(parts: Iterable[str]) -> str:
        group = f'<g fill="#fff" {inking.line(line * unit)}>{"".join(parts)}</g>'
        return _framed(shape.box, group)

    parts = calming.elements(shape.markup)
    return calming.calmed(parts, svg, shape.mask > 0, (right - left) / unit, enough)


@cache
def _calmed_drawing(name: str, longest: int, look: Look) -> Calmed:
    drawing = library.get(name)
    scale = longest / max(drawing.width, drawing.height)
    drawn = inking.drawn_shapes(drawing, look.pen / scale, scale=scale, patch=look.patch)

    def svg(parts: Iterable[str]) -> str:
        return _framed(drawing.box, inking.with_clips(drawing, "".join(parts), ""))

    inside = library.silhouette(name) > 0
    parts, numbers = list(drawn.values()), list(drawn)
    dark = frozenset(
        position for position, number in enumerate(numbers) if inking.is_feature(drawing.shapes[number])
    )
    calmed = calming.calmed(parts, svg, inside, drawing.width * scale, look.enough, dark)
    return Calmed(calmed.areas, frozenset(numbers[position] for position in calmed.without))


def _framed(box: tuple[float, float, float, float], markup: str) -> str:
    left, top, right, bottom = box
    view = f"{left} {top} {right - left} {bottom - top}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{markup}</svg>'


@cache
def get(name: str) -> Piece:
    """The piece of that name; KeyError when there is none."""
    if name.startswith(SHAPE):
        shape = shapes.get(name.removeprefix(SHAPE))
        return Piece(name, shape.mask, shape.box)
    drawing = library.get(name)
    return Piece(name, library.silhouette(name), drawing.box, drawing.heads_only)


def known(name: str) -> bool:
    """Whether there is such a piece."""
    if name.startswith(SHAPE):
        return name.removeprefix(SHAPE) in shapes.MARKUP
    return name in library.names()
