"""What can be put on a page, a drawing of the library or a simple shape: a silhouette and its paint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from coloring.engines.offline import inking, library, shapes
from coloring.engines.offline.placement import Mask, Size, Spot, fitting

SHAPE = "shape:"  # names that begin so are simple shapes, all others drawings
HALO = 5.0  # page px of white around a piece, so that lines behind never touch it


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

    def density(self, longest: float, line: float) -> float:
        """The share of the silhouette that is ink at this size; shapes are always light."""
        return 0.0 if self.is_shape else inking.density(self.name, longest, line)

    def paint(self, spot: Spot, line: float, prefix: str) -> str:
        """Black lines, `line` px wide, on white."""
        return self._painted(spot, line, prefix, halo=False)

    def clear(self, spot: Spot, line: float, prefix: str) -> str:
        """White beneath and a little around the piece."""
        return self._painted(spot, line, prefix, halo=True)

    def _painted(self, spot: Spot, line: float, prefix: str, *, halo: bool) -> str:
        left, top, right, bottom = self.box
        scale = spot.size.width / (right - left)
        turn = f" rotate({spot.angle:.1f})" if spot.angle else ""
        mirrored = -scale if spot.flip else scale
        place = (
            f"translate({spot.x:.1f} {spot.y:.1f}){turn} scale({mirrored:.5f} {scale:.5f}) "
            f"translate({-(left + right) / 2:.4f} {-(top + bottom) / 2:.4f})"
        )
        paint = self._shape_markup if self.is_shape else self._drawing_markup
        return f'<g transform="{place}">{paint(line, scale, prefix, halo)}</g>'

    def _drawing_markup(self, line: float, scale: float, prefix: str, halo: bool) -> str:
        inked = library.get(self.name)
        if halo:
            return inking.halo(inked, line / scale, scale=scale, prefix=prefix, grow=HALO)
        return inking.ink(inked, line / scale, scale=scale, prefix=prefix)

    def _shape_markup(self, line: float, scale: float, prefix: str, halo: bool) -> str:
        color, width = ("#fff", line + 2 * HALO) if halo else ("#000", line)
        pen = f'stroke="{color}" stroke-width="{width / scale:.5f}"'
        ends = 'stroke-linejoin="round" stroke-linecap="round"'
        return f'<g fill="#fff" {pen} {ends}>{shapes.get(self.name.removeprefix(SHAPE)).markup}</g>'


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
