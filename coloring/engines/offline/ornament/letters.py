"""Pages of large letters: one letter or number, the alphabet, a child's name."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from coloring import lettering
from coloring.engines.offline import pieces
from coloring.engines.offline.canvas import Canvas
from coloring.engines.offline.ornament import fills
from coloring.engines.offline.ornament.fills import Box
from coloring.engines.offline.ornament.sheet import PALETTES, Patch
from coloring.engines.offline.placement import CELL, shrinking

OUTLINES = {"simple": 11.0, "normal": 9.0, "fine": 7.0}  # page px around a letter
PATTERN_PENS = {"simple": 8.0, "normal": 6.0, "fine": 5.0}
_MARGIN = 52.0  # px between the page's edge and a letter: the frame and some air
_CLEAR = 14.0  # px between a letter and what stands around it
_SPLIT_WORD = 1.8  # how much larger letters must become for a name to be broken within a word
_DECORATIONS = ("star", "heart", "flower", "ball")
_LARGEST_DRAWING, _SMALLEST_DRAWING = 0.32, 0.19  # the same of what begins with a letter
_CELL_AIR = 9.0  # px on both sides of a sign in its cell
_WIDE_SIGNS = 2  # so many of several signs (W and M) may be smaller than all others
# Of the page: how long decorations are at most and at least.
_LENGTHS = {"simple": (0.15, 0.085), "normal": (0.115, 0.06), "fine": (0.10, 0.045)}


@dataclass(frozen=True)
class Letter:
    """One letter on the page: its outline as path data and its box, in page px."""

    path: str
    box: Box


def one(canvas: Canvas, text: str, *, detail: str, drawings: Sequence[str]) -> None:
    """A huge patterned letter or number amid drawings and decorations."""
    share = (0.54, 0.58) if drawings else (0.74, 0.72)
    room = _centred(canvas, share[0] * canvas.width, share[1] * canvas.height)
    letters = _row(text, room)
    _paint(canvas, letters, detail=detail, patterned=True)
    for name in drawings:
        piece = pieces.get(name)
        sizes = shrinking(_LARGEST_DRAWING * canvas.unit, _SMALLEST_DRAWING * canvas.unit, 8)
        canvas.put(piece, sizes, canvas.anywhere, gap=_CLEAR, wanted=True)
    _decorate(canvas, detail)


def name(canvas: Canvas, text: str, *, detail: str) -> None:
    """A name in patterned letters over the whole page."""
    room = _centred(canvas, canvas.width - 2 * _MARGIN, canvas.height - 2 * _MARGIN)
    if canvas.kept:
        room = room[0], room[1], room[2], min(room[3], canvas.kept[1] - _CLEAR)
    rows = _broken(text, room)
    places = zip(rows, _shelves(len(rows), room), strict=True)
    letters = [letter for row, place in places for letter in _row(row, place)]
    _paint(canvas, letters, detail=detail, patterned=True)
    _decorate(canvas, detail)


def several(canvas: Canvas, signs: Sequence[str], *, detail: str) -> None:
    """Many signs in outline, each in a cell of its own: the alphabet or the ten digits."""
    room = _centred(canvas, canvas.width - 2 * _MARGIN, canvas.height - 2 * _MARGIN)
    if canvas.kept:
        room = room[0], room[1], room[2], min(room[3], canvas.kept[1] - _CLEAR)
    wide, high = room[2] - room[0], room[3] - room[1]
    columns = max(1, round(math.sqrt(len(signs) * wide / high / 0.95)))
    rows = _dealt(signs, math.ceil(len(signs) / columns))
    cells = list(_cells(rows, room))
    em = sorted(_em(sign, cell, capital=True)[0] for sign, cell in cells)[_WIDE_SIGNS]
    letters = [letter for sign, cell in cells for letter in _row(sign, cell, capital=True, most=em)]
    _paint(canvas, letters, detail=detail, patterned=False)
    _decorate(canvas, detail)


def _cells(rows: Sequence[Sequence[str]], room: Box) -> Iterator[tuple[str, Box]]:
    """Each sign and the cell that it has for itself; all cells are as wide as those of the longest row."""
    cell = (room[2] - room[0]) / max(map(len, rows))
    for row, (left, top, right, bottom) in zip(rows, _shelves(len(rows), room), strict=True):
        start = (left + right) / 2 - len(row) * cell / 2
        for number, sign in enumerate(row):
            x = start + number * cell
            yield sign, (x + _CELL_AIR, top, x + cell - _CELL_AIR, bottom)


def _centred(canvas: Canvas, wide: float, high: float) -> Box:
    x, y = canvas.width / 2, canvas.height / 2
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _shelves(count: int, room: Box) -> list[Box]:
    """The room cut into rows with a little air between them."""
    left, top, right, bottom = room
    air = 20.0 if count > 1 else 0.0
    high = (bottom - top - air * (count - 1)) / count
    return [(left, top + n * (high + air), right, top + n * (high + air) + high) for n in range(count)]


def _em(text: str, room: Box, *, capital: bool = False) -> tuple[float, lettering.Outline, Box]:
    """The largest em at which a text fits the room, its outline at that size and its box in em.

    With `capital`, the box is at least as high as a capital, so that neighbours are alike.
    """
    em = 0.0
    outline = lettering.outline(text)
    for _ in range(4):
        left, low, right, top = outline.box
        if capital:
            low, top = min(low, -0.02), max(top, 0.75)
        em = min((room[2] - room[0]) / (right - left), (room[3] - room[1]) / (top - low))
        outline = lettering.outline(text, 26.0 / em)
    return em * 0.97, outline, (left, low, right, top)


def _row(text: str, room: Box, *, capital: bool = False, most: float = math.inf) -> list[Letter]:
    """The letters of one row in the middle of its room, `most` px an em."""
    em, outline, (left, low, right, top) = _em(text, room, capital=capital)
    em = min(em, most)
    x = (room[0] + room[2]) / 2 - em * (left + right) / 2
    y = (room[1] + room[3]) / 2 + em * (low + top) / 2
    placed = []
    for contours in outline.letters:
        if contours:
            alone = lettering.Outline((contours,), 0.0)
            box = alone.box
            edges = x + em * box[0], y - em * box[3], x + em * box[2], y - em * box[1]
            placed.append(Letter(alone.path(x, y, em), edges))
    return placed


def _broken(text: str, room: Box) -> list[str]:
    """The text in as many rows as make its letters largest; within a word only when they gain much."""
    words = text.replace("-", "- ").split()
    ways = [[text], words]
    ways += [[part for word in words for part in _cut(word, parts)] for parts in (2, 3)]

    def size(way: list[str]) -> float:
        shelves = _shelves(len(way), room)
        smallest = min(_em(row, shelf)[0] for row, shelf in zip(way, shelves, strict=True))
        return smallest if way in ways[:2] else smallest / _SPLIT_WORD

    return max(ways, key=size)


def _cut(word: str, parts: int) -> list[str]:
    """A word in so many parts of about the same length, of three letters at least."""
    parts = min(parts, len(word) // 3) or 1
    return ["".join(part) for part in _dealt(word, parts)]


def _dealt(signs: Sequence[str], rows: int) -> list[Sequence[str]]:
    """Signs in so many rows, the first ones longer by one at most."""
    ends = [math.ceil(len(signs) * row / rows) for row in range(rows + 1)]
    return [signs[start:end] for start, end in itertools.pairwise(ends)]


def _paint(canvas: Canvas, letters: Sequence[Letter], *, detail: str, patterned: bool) -> None:
    """Put letters onto the page, with patterns where they are broad, and keep everything else off them."""
    palette = canvas.rng.choice(PALETTES)
    colours = list(palette[:-1])
    kinds = fills.chosen(canvas.rng, len(letters))
    line, pen = OUTLINES[detail], PATTERN_PENS[detail]
    lines, inside = [], []
    for number, (letter, kind) in enumerate(zip(letters, kinds, strict=True)):
        turned = colours[number % len(colours) :] + colours[: number % len(colours)]
        lines.append(f'<path d="{letter.path}" stroke-width="{2 * line}"/>')
        base = f'<path d="{letter.path}" fill="#fff" stroke="none" data-c="{turned[0]}"/>'
        filled = _filled(letter, kind, turned[1:], detail, pen, number) if patterned else ""
        inside.append(base + filled)
        _take(canvas, letter, line)
    canvas.backdrop = "".join(lines + inside)


def _filled(letter: Letter, kind: str, colours: Sequence[str], detail: str, pen: float, number: int) -> str:
    patches = fills.fill(letter.path, letter.box, kind, step=fills.STEPS[detail], pen=pen, colours=colours)
    return (
        f'<clipPath id="letter{number}"><path d="{letter.path}"/></clipPath>'
        f'<g clip-path="url(#letter{number})" stroke-width="{pen}">{_markup(patches)}</g>'
    )


def _markup(patches: Sequence[Patch]) -> str:
    return "".join(f'<path d="{patch.path}" fill="#fff" data-c="{patch.colour}"/>' for patch in patches)


def _take(canvas: Canvas, letter: Letter, line: float) -> None:
    """Mark where the letter is, and the holes in it, as taken."""
    left, top, right, bottom = letter.box
    inside = (fills.depth(letter.path, letter.box) > 0).astype(np.uint8)
    size = max(1, round((right - left) / CELL)), max(1, round((bottom - top) / CELL))
    cells = cv2.resize(inside, size, interpolation=cv2.INTER_AREA)
    reach = math.ceil((line + _CLEAR) / CELL)
    grown = cv2.dilate(np.pad(cells, reach), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    row, column = max(0, round(top / CELL) - reach), max(0, round(left / CELL) - reach)
    part = canvas.grid.taken[row : row + grown.shape[0], column : column + grown.shape[1]]
    np.maximum(part, grown[: part.shape[0], : part.shape[1]], out=part, casting="unsafe")


def _decorate(canvas: Canvas, detail: str) -> None:
    """Stars, hearts, flowers and balls wherever there is room for one."""
    order = canvas.rng.sample(_DECORATIONS, len(_DECORATIONS))
    large, small = _LENGTHS[detail]
    roomy = max(small / 2, 0.6 * canvas.style.roomy)
    for shape in itertools.islice(itertools.cycle(order), 60):
        if canvas.room() < roomy:
            break
        sizes = shrinking(large * canvas.unit * canvas.rng.uniform(0.8, 1.0), small * canvas.unit, 8)
        angle = canvas.rng.uniform(-18, 18)
        canvas.put(pieces.get(f"shape:{shape}"), sizes, canvas.anywhere, gap=_CLEAR, angle=angle, wanted=True)
