"""What can be put on a page, a drawing of the library or a simple shape: a silhouette and its paint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2

from coloring.engines.offline import inking, library, patterns, shapes
from coloring.engines.offline.placement import Mask, Size, Spot, fitting

SHAPE = "shape:"  # names that begin so are simple shapes, all others drawings
AREA_STEP = 16  # px; areas of shapes are counted on a grid of sizes


@dataclass(frozen=True)
class Look:
    """How a piece is painted: line width and least detail in page px (square px), and a kind of pattern."""

    pen: float
    patch: float = 0.0
    pattern: str = ""


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

    def areas(self, longest: float, line: float, patch: float) -> int:
        """How many areas to colour it has at this size."""
        if self.is_shape:
            return _shape_areas(self.name.removeprefix(SHAPE), round(longest / AREA_STEP) * AREA_STEP, line)
        return inking.study(self.name, longest, line, patch).areas

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
        return inking.ink(inked, line, scale=scale, prefix=prefix, patch=patch, over=over)

    def _shape(self, spot: Spot, look: Look) -> str:
        markup = shapes.get(self.name.removeprefix(SHAPE)).markup
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


@cache
def _shape_areas(name: str, longest: int, line: float) -> int:
    shape = shapes.get(name)
    left, top, right, bottom = shape.box
    unit = max(right - left, bottom - top) / max(AREA_STEP, longest)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {right - left} {bottom - top}">'
        f'<rect x="-9" y="-9" width="18" height="18"/>'
        f'<g fill="#fff" {inking.line(line * unit)}>{shape.markup}</g></svg>'
    )
    return inking.counted(inking.grey(svg, (right - left) / unit))


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
