"""Which letters the font has, as they are or put together from a letter and its marks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from font_fredoka_one import FredokaOne
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

# What people type for a sign that the font has.
_ALIKE = str.maketrans({"\u2010": "-", "\u2011": "-", "'": "’", "\u02bc": "’", "\u2018": "’", "Đ": "Ð"})
_BARRED = {"đ": "d\u0335"}
_DOTLESS = {"i": "ı"}
_TALL = "dtlLď"  # with a caron these carry an apostrophe at their shoulder
_COMMA_BELOW = "GKLNRklnr"  # with a cedilla these carry a comma

BREVE = "\u0306"  # drawn by `outlines`, for the font has none
_GAP = 45.0  # font units between a letter and its mark, as in the font's own é
_SHOULDER = 30.0


@dataclass(frozen=True)
class Part:
    """A sign of the font (or BREVE), scaled and then moved by `x` and `y` font units, y upwards."""

    sign: str
    x: float = 0.0
    y: float = 0.0
    wide: float = 1.0
    high: float = 1.0


# A mark as signs of the font, and how far each is off the middle.
_ABOVE = {
    "\u0300": (Part("`"),),
    "\u0301": (Part("´"),),
    "\u0302": (Part("ˆ"),),
    "\u0303": (Part("˜"),),
    "\u0304": (Part("-", wide=1.05, high=0.65),),
    BREVE: (Part(BREVE),),
    "\u0307": (Part("˙"),),
    "\u0308": (Part("¨"),),
    "\u030a": (Part("˚"),),
    "\u030b": (Part("´", -125, wide=0.8), Part("´", 125, wide=0.8)),
    "\u030c": (Part("ˇ"),),
}
_BELOW = {
    "\u0323": (Part("˙", high=0.9, wide=0.9),),
    "\u0326": (Part(",", wide=0.8, high=0.7),),
    "\u0327": (Part("¸"),),
    "\u0328": (Part("˛"),),
}
_TOUCHING = "\u0327\u0328"


@cache
def font() -> Any:
    """The font, read once and whole: a table that two threads open at the same time stays broken."""
    read = TTFont(FredokaOne, lazy=False)
    read.ensureDecompiled()
    return read


@cache
def glyphs() -> dict[int, str]:
    """The name of the glyph of each code point."""
    return dict(font().getBestCmap())


def typed(text: str) -> str:
    """The text in one line, composed (NFC), with the signs that the font has for what was typed."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())


def missing(text: str) -> str:
    """The letters of a text that cannot be drawn, each once, in their order; "" when there are none."""
    return "".join(dict.fromkeys(sign for sign in typed(text) if parts(sign) is None))


@cache
def parts(character: str) -> tuple[Part, ...] | None:
    """How a character of typed text is put together, its base first; None when it cannot be."""
    if ord(character) in glyphs():
        return (Part(character),)
    spelt = _BARRED.get(character) or unicodedata.normalize("NFD", character)
    base, marks = spelt[0], spelt[1:]
    if not marks or ord(base) not in glyphs():
        return None
    return _with_marks(base, marks)


def _with_marks(base: str, marks: str) -> tuple[Part, ...] | None:
    above = any(mark in _ABOVE for mark in marks)
    placed = [Part(_DOTLESS.get(base, base) if above else base)]
    left, low, right, high = bounds(placed[0].sign)
    middle = (left + right) / 2
    for mark in marks:
        if mark == "\u0335":
            placed.append(Part("-", right - 350, 620 - 139 * 0.6, 0.9, 0.6))
        elif mark == "\u030c" and base in _TALL:
            placed.append(Part("’", right + _SHOULDER - 20, 210, 0.8, 0.75))
        elif mark in _ABOVE:
            placed += [_above(part, middle, high + _GAP) for part in _ABOVE[mark]]
            high = max(_extent(part)[3] for part in placed)
        elif mark in _BELOW:
            comma = mark == "\u0327" and base in _COMMA_BELOW
            touching = mark in _TOUCHING and not comma
            shape = _BELOW["\u0326" if comma else mark]
            placed += [_below(part, middle, 30 if touching else low - _GAP) for part in shape]
        else:
            return None
    return tuple(placed)


def _above(part: Part, middle: float, foot: float) -> Part:
    left, low, right, _ = _extent(part)
    return Part(part.sign, middle + 2 * part.x - (left + right) / 2, foot - low, part.wide, part.high)


def _below(part: Part, middle: float, top: float) -> Part:
    left, _, right, high = _extent(part)
    return Part(part.sign, middle - (left + right) / 2, top - high, part.wide, part.high)


def _extent(part: Part) -> tuple[float, float, float, float]:
    left, low, right, high = bounds(part.sign)
    return (
        left * part.wide + part.x,
        low * part.high + part.y,
        right * part.wide + part.x,
        high * part.high + part.y,
    )


@cache
def bounds(sign: str) -> tuple[float, float, float, float]:
    """Left, lowest, right and highest font unit of a sign."""
    if sign == BREVE:
        return -200.0, 0.0, 200.0, 182.0
    glyph_set = font().getGlyphSet()
    pen = BoundsPen(glyph_set)
    glyph_set[glyphs()[ord(sign)]].draw(pen)
    return tuple(float(edge) for edge in pen.bounds or (0, 0, 0, 0))  # type: ignore[return-value]
