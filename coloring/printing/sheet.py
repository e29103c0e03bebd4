"""A sheet to paint on, in mm from its upper left corner: outlines, letters, lines, pictures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from coloring import lettering
from coloring.printing.paper import POINTS_PER_MM, Box, Paper

Path = NDArray[np.float64]
Point = tuple[float, float]

_UNITS = 10  # of the whole numbers in which outlines are written, for each unit of theirs
_ARC = 0.5523  # of the radius: the handles of a quarter of a circle as a cubic Bézier


class Sheet:
    """One side of a sheet of paper; what is painted later covers what is beneath."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.images: list[Image.Image] = []
        self._operators = [_matrix(POINTS_PER_MM, 0, 0, -POINTS_PER_MM, 0, paper.points[1])]

    @property
    def content(self) -> bytes:
        """The PDF operators; picture number n is called /In."""
        return "\n".join(self._operators).encode("ascii")

    @contextmanager
    def panel(self, box: Box, turn: int = 0) -> Iterator[Box]:
        """Paint within a box as on a sheet of its own that lies there, turned clockwise by 0, 90, 180, 270°.

        Gives that sheet's own box, whose upper left corner is the origin until the panel ends.
        """
        a, b, c, d, x, y = _turned(turn, box.width, box.height)
        self._operators += ["q", _matrix(a, b, c, d, box.left + x, box.top + y)]
        yield Box(0, 0, box.width, box.height) if turn % 180 == 0 else Box(0, 0, box.height, box.width)
        self._operators.append("Q")

    def fill(self, paths: Iterable[Path], box: Box, scale: float) -> None:
        """Blacken what closed outlines enclose by the even-odd rule.

        Outlines are those of lineart.tracing, from the box's upper left corner; one unit is `scale` mm.
        """
        shapes = outline_operators(paths)
        if shapes:
            matrix = _matrix(scale / _UNITS, 0, 0, scale / _UNITS, box.left, box.top)
            self._operators += ["q", matrix, shapes, "f*", "Q"]

    def image(self, picture: Image.Image, box: Box) -> None:
        """A picture of mode 1 (black and white) or P (a palette) that fills the box exactly."""
        self.images.append(picture)
        matrix = _matrix(box.width, 0, 0, -box.height, box.left, box.bottom)
        self._operators += ["q", matrix, f"/I{len(self.images) - 1} Do", "Q"]

    def text(self, words: str, at: Point, size: float, *, line: float = 0, gray: float = 0) -> None:
        """One line of text from `at` on its base line, one em of `size` mm, black (0) to white (1).

        With a line width in mm the letters are white with an outline all around them, to be coloured.
        """
        shapes = "\n".join(_letter_operators(letter, at, size) for letter in lettering.outline(words).letters)
        if not shapes.strip():
            return
        if line:
            self._operators += ["q", f"{_number(2 * line)} w 1 j", shapes, "S", "1 g", shapes, "f", "Q"]
        else:
            self._operators += ["q", f"{_number(gray)} g", shapes, "f", "Q"]

    def line(self, points: Sequence[Point], width: float, dash: Sequence[float] = ()) -> None:
        """A line through these points with round ends, dashed when lengths of dash and gap are given."""
        ways = [f"{_numbers(*point)} {'l' if number else 'm'}" for number, point in enumerate(points)]
        self._stroke("\n".join(ways), width, dash)

    def frame(self, box: Box, width: float, radius: float = 0, dash: Sequence[float] = ()) -> None:
        """A rectangle with rounded corners; the line lies inside of the box."""
        self._stroke(_rounded(box.inside(width / 2), radius), width, dash)

    def ring(self, centre: Point, radius: float, width: float) -> None:
        """A circle; the line lies inside of the radius."""
        x, y = centre
        box = Box(x - radius, y - radius, 2 * radius, 2 * radius)
        self.frame(box, width, radius - width / 2)

    def dot(self, centre: Point, radius: float, colour: tuple[int, int, int] = (0, 0, 0)) -> None:
        """A filled disk, black or of a colour with parts from 0 to 255."""
        box = Box(centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius)
        paint = "0 g" if colour == (0, 0, 0) else f"{_numbers(*(part / 255 for part in colour))} rg"
        self._operators += ["q", paint, _rounded(box, radius), "f", "Q"]

    def _stroke(self, shape: str, width: float, dash: Sequence[float]) -> None:
        self._operators += ["q", f"{_number(width)} w 1 J 1 j [{_numbers(*dash)}] 0 d", shape, "S", "Q"]


def outline_operators(paths: Iterable[Path]) -> str:
    """The operators of closed outlines in tenths of their unit."""
    return "\n".join(map(_path_operators, paths))


def _path_operators(path: Path) -> str:
    numbers = np.rint(path * _UNITS).astype(np.int64).ravel().tolist()
    return ("%d %d m\n" + "%d %d %d %d %d %d c\n" * (len(path) // 3) + "h") % tuple(numbers)


def _letter_operators(letter: tuple[lettering.Contour, ...], at: Point, size: float) -> str:
    def place(*points: Point) -> str:
        return _numbers(*(value for x, y in points for value in (at[0] + size * x, at[1] - size * y)))

    operators = []
    for contour in letter:
        operators.append(f"{place(contour.start)} m")
        operators += [
            f"{place(*segment)} {'l' if len(segment) == 1 else 'c'}" for segment in contour.segments
        ]
        operators.append("h")
    return "\n".join(operators)


def _rounded(box: Box, radius: float) -> str:
    """The operators of a rectangle with rounded corners."""
    radius = min(radius, box.width / 2, box.height / 2)
    if radius <= 0:
        return f"{_numbers(box.left, box.top, box.width, box.height)} re"
    operators = []
    centres = ((box.right, box.top), (box.right, box.bottom), (box.left, box.bottom), (box.left, box.top))
    for quarter, (x, y) in enumerate(centres):
        along, across = _direction(quarter), _direction(quarter + 1)
        start = (x - radius * along[0], y - radius * along[1])
        end = (x + radius * across[0], y + radius * across[1])
        reach = radius * (1 - _ARC)
        handles = (x - reach * along[0], y - reach * along[1], x + reach * across[0], y + reach * across[1])
        operators.append(f"{_numbers(*start)} {'l' if quarter else 'm'}")
        operators.append(f"{_numbers(*handles, *end)} c")
    return "\n".join([*operators, "h"])


def _direction(quarter: int) -> Point:
    """To the right, down, left, up, to the right."""
    angle = math.radians(90 * quarter)
    return round(math.cos(angle)), round(math.sin(angle))


def _turned(turn: int, width: float, height: float) -> tuple[float, ...]:
    """The matrix of a box that is turned clockwise and whose upper left corner stays the origin."""
    turns = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, width, 0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0, height),
    }
    return turns[turn]


def _matrix(*numbers: float) -> str:
    return f"{' '.join(f'{number:.7f}'.rstrip('0').rstrip('.') for number in numbers)} cm"


def _numbers(*numbers: float) -> str:
    return " ".join(map(_number, numbers))


def _number(number: float) -> str:
    """To a hundredth of a mm, without needless zeros."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
