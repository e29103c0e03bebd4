"""Fits a title into its place: in one line, or in as many as let its letters be largest."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from coloring import lettering
from coloring.printing.paper import Box
from coloring.printing.sheet import Sheet

_LINE = 1.25  # em; the height of a line with accents above and tails below
_BASE = 0.97  # em; how far down in its line the base line is, accents of capitals being above
_LEAST = 0.6  # of the wished size; a longer title loses words instead of becoming smaller
_MOST_LINES = 3
_LONGEST = 90  # letters; more would be too small on any paper
_PEN = 0.035  # em; the width of the line around letters
_THICKEST_PEN = 0.9  # mm


@dataclass(frozen=True)
class Lines:
    """Lines of text, their size in mm for each em."""

    lines: tuple[str, ...]
    size: float


def in_one_line(sheet: Sheet, text: str, box: Box) -> None:
    """Outlined letters in the middle of a box; a long title gets smaller and then ends in an ellipsis."""
    wished = box.height / _LINE
    _paint(sheet, box, _shortened(_drawable(text), box.width, wished))


def in_lines(sheet: Sheet, text: str, box: Box) -> None:
    """Outlined letters that fill a box in up to three lines."""
    words = _drawable(text).split()
    if not words:
        return
    broken = [_broken(words, count, box) for count in range(1, min(_MOST_LINES, len(words)) + 1)]
    best = max(broken, key=lambda lines: lines.size)
    _paint(sheet, box, best)


def is_drawable(text: str) -> bool:
    """Whether anything of a text can be drawn."""
    return bool(lettering.outline(text).contours)


def _drawable(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


@lru_cache(maxsize=1024)
def _width(text: str) -> float:
    """In em, with the line around the letters."""
    left, _, right, _ = lettering.outline(text).box
    return right - left + 2 * _PEN


def _shortened(text: str, width: float, wished: float) -> Lines:
    """The text at the size wished for, at a smaller one, or with fewer words, or with fewer letters."""
    words = text.split()
    tries = [text, *(f"{' '.join(words[:count])}…" for count in range(len(words) - 1, 0, -1))]
    first = words[0] if words else ""
    tries += [f"{first[:count]}…" for count in range(len(first) - 1, 0, -1)]
    fitting = bisect_left(tries, True, key=lambda shorter: _width(shorter) * _LEAST * wished <= width)
    shorter = tries[min(fitting, len(tries) - 1)]
    return Lines((shorter,), min(wished, width / _width(shorter)))


def _broken(words: list[str], count: int, box: Box) -> Lines:
    """The words in so many lines of about the same width."""
    lines = _balanced(words, count)
    size = min(box.height / (count * _LINE), box.width / max(map(_width, lines)))
    return Lines(lines, size)


def _balanced(words: list[str], count: int) -> tuple[str, ...]:
    """The division whose widest line is narrowest."""
    if count == 1:
        return (" ".join(words),)
    ways = (
        (" ".join(words[:end]), *_balanced(words[end:], count - 1))
        for end in range(1, len(words) - count + 2)
    )
    return min(ways, key=lambda lines: max(map(_width, lines)))


def _paint(sheet: Sheet, box: Box, text: Lines) -> None:
    top = box.top + (box.height - len(text.lines) * _LINE * text.size) / 2
    for number, line in enumerate(text.lines):
        left, _, right, _ = lettering.outline(line).box
        x = box.left + (box.width - (right - left) * text.size) / 2 - left * text.size
        pen = min(_PEN * text.size, _THICKEST_PEN)
        sheet.text(line, (x, top + (number * _LINE + _BASE) * text.size), text.size, line=pen)
