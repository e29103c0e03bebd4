"""What rounded figures are made of: areas with two like halves, pairs of areas, eyes that shine."""

from __future__ import annotations

from coloring.engines.offline import paint
from coloring.engines.offline.paint import fitted, oval, path


def halved(data: str, color: str) -> str:
    """An area whose left half is the mirror image of its right one, across x = 0.

    `data`: the numbers of one half from top to bottom, a point, then two handles and an end for every curve.
    """
    numbers = [float(number) for number in data.split()]
    half = list(zip(numbers[::2], numbers[1::2], strict=True))
    other = [(-x, y) for x, y in reversed(half)]
    (left, top), *curves = half + other[1:]
    return path(f"M{left:.5g} {top:.5g} C{' '.join(f'{x:.5g} {y:.5g}' for x, y in curves)}z", color)


def pair(data: str, color: str) -> str:
    """An area and its mirror image across x = 0; path data without arcs."""
    return path(data, color) + path(fitted(data, 0, 0, -1, 1), color)


def eye(x: float, y: float, size: float) -> str:
    """A black eye with a gleam; `size` is half its height."""
    ball = f'cx="{x:.5g}" cy="{y:.5g}" rx="{0.8 * size:.5g}" ry="{size:.5g}"'
    gleam = f'cx="{x - 0.22 * size:.5g}" cy="{y - 0.38 * size:.5g}" r="{0.36 * size:.5g}"'
    return f'<ellipse {ball} fill="#000" stroke="none"/><circle {gleam} stroke="none"/>'


def eyes(apart: float, y: float, size: float) -> str:
    """Two of them; `apart` is how far each is from the middle."""
    return eye(-apart, y, size) + eye(apart, y, size)


def cheeks(apart: float, y: float, size: float = 0.17) -> str:
    """A pink one on either side."""
    return "".join(oval(side * apart, y, size, 0.72 * size, paint.PINK) for side in (-1, 1))


def kept(*parts: str) -> str:
    """What makes a figure what it is: `calming` leaves out no part of it, as groups stay whole."""
    return f"<g>{''.join(parts)}</g>"
