"""What can be put on a page, a drawing of the library or a simple shape: a silhouette and its paint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from coloring.engines.offline import inking, library, palette, patterns, shapes
from coloring.engines.offline.placement import Mask, Size, Spot, fitting

SHAPE = "shape:"  # names that begin so are simple shapes, all others drawings
HALO = 0.0  # page px of white around a piece: lines behind end at its outline, so that all areas are closed
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

    def clear(self, spot: Spot, look: Look, prefix: str) -> str:
        """White beneath the piece."""
        if self.is_shape:
            return self._placed(spot, self._white_shape(spot, look))
        inked, scale = library.get(self.name), self._scale(spot)
        white = inking.halo(inked, look.pen / scale, scale=scale, prefix=prefix, grow=HALO)
        return self._placed(spot, white)

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

    def _white_shape(self, spot: Spot, look: Look) -> str:
        markup = palette.lined(shapes.get(self.name.removeprefix(SHAPE)).markup)
        pen = inking.line((look.pen + 2 * HALO) / self._scale(spot), "#fff")
        return f'<g fill="#fff" {pen}>{markup}</g>'

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
