"""Ornaments, drawn by code: mandalas, patterned letters and numbers, the alphabet, a child's name."""

from __future__ import annotations

import random

from coloring.engines.offline.canvas import Canvas
from coloring.engines.offline.compose import STYLES
from coloring.engines.offline.ornament import initials, letters, mandala, sheet
from coloring.engines.offline.ornament.asking import Wish, of
from coloring.engines.offline.ornament.sheet import Sheet

__all__ = ["Page", "Wish", "of", "page"]

Page = Canvas | Sheet


def page(
    wish: Wish,
    *,
    detail: str,
    orientation: str,
    seed: str,
    attempt: int = 0,
    named: bool = False,
    modelled: bool = False,
) -> Page:
    """The page for a wish; each attempt is another one, calmer than the one before.

    It is lower by the band for the name when `named`, unless the name is the page itself, and keeps the
    colored model's corner free when `modelled`.
    """
    rng = random.Random(f"{wish}/{seed}/{detail}/{attempt}")
    blank = sheet.blank(
        rng,
        detail=detail,
        orientation=orientation,
        banded=named and wish.kind != "name",
        modelled=modelled,
    )
    if wish.kind == "mandala":
        mandala.draw(blank, rng, detail=detail, flavour=wish.flavour, attempt=attempt)
        return blank
    canvas = Canvas(blank.width, blank.height, STYLES[detail], rng, kept=blank.kept)
    if wish.kind == "letter":
        around = initials.drawings(wish.text, wish.theme, rng)
        letters.one(canvas, wish.text, detail=detail, drawings=around)
    elif wish.kind == "name":
        letters.name(canvas, wish.text, detail=detail)
    else:
        letters.several(canvas, _signs(wish.text, paired=detail == "fine" and not attempt), detail=detail)
    return canvas


def _signs(text: str, *, paired: bool) -> list[str]:
    """The signs one by one, capitals beside their small letters when `paired`."""
    return [sign + sign.lower() if paired and sign.isalpha() else sign for sign in text]
