"""The outlines of a text: closed contours of straight lines and cubic curves, kerned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen

from coloring.lettering import alphabet
from coloring.lettering.alphabet import Part

Point = tuple[float, float]
Segment = tuple[Point, ...]

CAPITAL = 0.733  # em; how high the capitals are (OS/2 sCapHeight of the font)
_EM = 1000.0  # font units
_BREVE: tuple[Segment, ...] = (
    ((-200, 140), (-200, 195), (-110, 195), (-105, 140)),
    ((-105, 140), (-90, 85), (90, 85), (105, 140)),
    ((105, 140), (110, 195), (200, 195), (200, 140)),
    ((200, 140), (180, -45), (-180, -45), (-200, 140)),
)


@dataclass(frozen=True)
class Contour:
    """A closed line: from `start`, each segment goes to its last point, straight (one point) or as a cubic
    curve (two controls and the end)."""

    start: Point
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Outline:
    """A text in em units, y upwards from the base line, x from the pen's start; filled by the nonzero rule.

    `letters` holds the contours of each letter in turn (none for a space). Parts of one letter may overlap
    (a cedilla and its s): draw all lines first and the white over them.
    """

    letters: tuple[tuple[Contour, ...], ...]
    advance: float

    @property
    def contours(self) -> tuple[Contour, ...]:
        """All contours of all letters."""
        return tuple(contour for letter in self.letters for contour in letter)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, lowest, right and highest em of all points; all 0 without letters."""
        points = [point for contour in self.contours for point in _points(contour)] or [(0.0, 0.0)]
        xs, ys = zip(*points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def path(self, x: float = 0.0, y: float = 0.0, size: float = 1.0) -> str:
        """SVG path data with one em of `size`, the base line beginning at (x, y), y downwards."""
        return "".join(path(letter, x, y, size) for letter in self.letters)


def path(letter: tuple[Contour, ...], x: float, y: float, size: float) -> str:
    """SVG path data of one letter, placed as by Outline.path."""

    def place(points: Segment) -> str:
        return " ".join(f"{x + size * px:.2f} {y - size * py:.2f}" for px, py in points)

    return "".join(
        f"M{place((contour.start,))}"
        + "".join(f"{'L' if len(segment) == 1 else 'C'}{place(segment)}" for segment in contour.segments)
        + "Z"
        for contour in letter
    )


def outline(text: str, tracking: float = 0.0) -> Outline:
    """The outline of a text in one line; what alphabet.missing() names is left out.

    `tracking` is added between letters, in em.
    """
    letters: list[tuple[Contour, ...]] = []
    pen = 0.0
    before = ""
    for character in alphabet.typed(text):
        built = alphabet.parts(character)
        if built is None:
            continue
        base = built[0].sign
        pen += _kerning(before, base) / _EM + (tracking if before else 0.0)
        letters.append(tuple(_moved(contour, pen) for contour in _letter(character)))
        pen += _width(base) / _EM
        before = base
    return Outline(tuple(letters), pen)


def _moved(contour: Contour, x: float) -> Contour:
    return Contour(
        (contour.start[0] + x, contour.start[1]),
        tuple(tuple((px + x, py) for px, py in segment) for segment in contour.segments),
    )


def _points(contour: Contour) -> Iterator[Point]:
    yield contour.start
    for segment in contour.segments:
        yield from segment


@cache
def _letter(character: str) -> tuple[Contour, ...]:
    pen = _ContourPen(alphabet.font().getGlyphSet())
    for part in alphabet.parts(character) or ():
        _draw(part, pen)
    return tuple(pen.contours)


def _draw(part: Part, pen: _ContourPen) -> None:
    to_em = TransformPen(pen, (part.wide / _EM, 0, 0, part.high / _EM, part.x / _EM, part.y / _EM))
    if part.sign != alphabet.BREVE:
        alphabet.font().getGlyphSet()[alphabet.glyphs()[ord(part.sign)]].draw(to_em)
        return
    to_em.moveTo(_BREVE[0][0])
    for curve in _BREVE:
        to_em.curveTo(*curve[1:])
    to_em.closePath()


class _ContourPen(BasePen):  # type: ignore[misc]
    """Collects contours; quadratic curves reach it as cubic ones."""

    def __init__(self, glyph_set: Any) -> None:
        super().__init__(glyph_set)
        self.contours: list[Contour] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802 (fontTools' name)
        self._start = pt
        self._segments: list[Segment] = []

    def _lineTo(self, pt: Point) -> None:  # noqa: N802
        self._segments.append((pt,))

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802
        self._segments.append((pt1, pt2, pt3))

    def _closePath(self) -> None:  # noqa: N802
        if self._segments and self._segments[-1][-1] != self._start:
            self._segments.append((self._start,))
        self.contours.append(Contour(self._start, tuple(self._segments)))


def _width(sign: str) -> float:
    return float(alphabet.font()["hmtx"][alphabet.glyphs()[ord(sign)]][0])


@cache
def _kerning(left: str, right: str) -> float:
    """Font units by which the font moves `right` after `left`; the first table that has the pair decides."""
    if not left:
        return 0.0
    pair = alphabet.glyphs()[ord(left)], alphabet.glyphs()[ord(right)]
    for table in alphabet.font()["GPOS"].table.LookupList.Lookup[0].SubTable:
        value = _of_pair(table, *pair) if table.Format == 1 else _of_classes(table, *pair)
        if value is not None:
            return float(getattr(value, "XAdvance", 0) or 0)
    return 0.0


def _of_pair(table: Any, left: str, right: str) -> Any:
    if left not in table.Coverage.glyphs:
        return None
    records = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
    return next((record.Value1 for record in records if record.SecondGlyph == right), None)


def _of_classes(table: Any, left: str, right: str) -> Any:
    if left not in table.Coverage.glyphs:
        return None
    first = table.ClassDef1.classDefs.get(left, 0)
    second = table.ClassDef2.classDefs.get(right, 0)
    return table.Class1Record[first].Class2Record[second].Value1
