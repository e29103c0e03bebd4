"""What a family of models has against a wish: its words, its pictures, each parameter, and pairs of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coloring.engines.families import FAMILIES, Family
from coloring.models import Order
from coloring.wishes import Wish

MOST_PICTURES = 10
# References that are put into words are as many as the image API takes at most.
MOST_DESCRIBED = 16
# Asking for these asks for nothing: it is what every model does without.
NOTHING = {"stream": False, "partial_images": 0}
# What some family takes in edits, and none in calls that make a picture from words.
ONLY_EDITS = {name for family in FAMILIES.values() for name in family.edit_values} - {
    name for family in FAMILIES.values() for name in family.values
}


@dataclass(frozen=True, kw_only=True)
class Objection:
    """One thing that a family does not take; `hint` is a key of `sentences.INSTEAD`."""

    code: str
    parameter: str
    values: tuple[object, ...] = ()
    hint: str = ""


def of(family: Family, wish: Wish) -> Iterator[Objection]:
    """All that the family objects to, the first first; nothing when it draws the wish."""
    yield from _words(family, wish)
    yield from _pictures(family, wish)
    for name, value in said(wish).items():
        yield from _parameter(family, wish, name, value)
    yield from _together(wish)


def said(wish: Wish) -> dict[str, Any]:
    """The parameters that ask for something."""
    given = {name: value for name, value in wish.parameters.items() if value is not None}
    return {name: value for name, value in given.items() if not _same(value, NOTHING.get(name))}


def is_edit(wish: Wish) -> bool:
    """Whether the image model gets to see pictures."""
    return wish.kind != Order.Kind.GENERATE and not wish.describes


def is_its_own(family: Family, wish: Wish) -> bool:
    """Whether the format asked for is the only one that the family draws: nothing has to be said of it."""
    taken = family.edit_values if is_edit(wish) else family.values
    return "output_format" not in taken and wish.parameters.get("output_format") == family.format


def picture_parameter(wish: Wish) -> str:
    return "references" if wish.kind == Order.Kind.REFERENCES else "image"


def _words(family: Family, wish: Wish) -> Iterator[Objection]:
    varies = wish.kind == Order.Kind.VARIATION
    if varies and family.makes_variations and wish.prompt.strip():
        yield Objection(code="unknown_parameter", parameter="prompt", hint="edit_with_words")
    if not varies and not wish.prompt.strip():
        yield Objection(code="missing", parameter="prompt")
    if len(wish.prompt) > family.most_prompt:
        yield Objection(code="too_long", parameter="prompt", values=(family.most_prompt,))


def _pictures(family: Family, wish: Wish) -> Iterator[Objection]:
    if not 1 <= wish.n <= MOST_PICTURES:
        yield Objection(code="invalid_value", parameter="n", values=("1-10",))
    if wish.kind == Order.Kind.GENERATE:
        if wish.references:
            yield Objection(code="unknown_parameter", parameter="references")
    else:
        yield from _references(family, wish)
    if wish.mask and wish.kind != Order.Kind.EDIT:
        yield Objection(code="unknown_parameter", parameter="mask", hint="only_edits")
    elif wish.mask and "mask" not in family.edit_values:
        yield Objection(code="unknown_parameter", parameter="mask", hint="mask_in_words")


def _references(family: Family, wish: Wish) -> Iterator[Objection]:
    name = picture_parameter(wish)
    most = MOST_DESCRIBED if wish.describes else family.most_images
    if most and wish.kind == Order.Kind.VARIATION:
        most = 1
    if not wish.references:
        yield Objection(code="missing", parameter=name)
    elif len(wish.references) > most:
        helps = wish.kind == Order.Kind.REFERENCES and len(wish.references) <= MOST_DESCRIBED
        hint = "describe" if helps and not wish.describes else ""
        if most:
            yield Objection(code="too_many", parameter=name, values=(most,), hint=hint)
        else:
            yield Objection(code="unknown_parameter", parameter=name, hint=hint)


def _parameter(family: Family, wish: Wish, name: str, value: object) -> Iterator[Objection]:
    taken = family.edit_values if is_edit(wish) else family.values
    if name == "output_format" and is_its_own(family, wish):
        return
    if name not in taken or name == "mask":
        yield Objection(code="unknown_parameter", parameter=name, hint=_instead(family, name, is_edit(wish)))
        return
    values = taken[name]
    if name == "quality":
        value = family.mean(value) if isinstance(value, str) else value
    if values is not None and not any(_same(value, known) for known in values):
        yield Objection(code="invalid_value", parameter=name, values=values)
    elif values is None and not _fits(family, name, value):
        told = (*family.sizes, "auto") if name == "size" else ()
        hint = {"size": "free_sizes" if family.free_sizes else "", "output_compression": "percent"}
        yield Objection(code="invalid_value", parameter=name, values=told, hint=hint.get(name, ""))


def _fits(family: Family, name: str, value: object) -> bool:
    """Whether a value without a list is one of its kind."""
    if name == "output_compression":
        return type(value) is int and 0 <= value <= 100
    if not isinstance(value, str) or not value:
        return False
    return value == "auto" or family.draws(value) if name == "size" else True


def _together(wish: Wish) -> Iterator[Objection]:
    """Parameters that are each right, but not beside each other."""
    values = said(wish)
    kind = values.get("output_format", "png")
    if values.get("background") == "transparent" and kind == "jpeg":
        yield Objection(code="invalid_value", parameter="background", hint="transparent")
    if kind == "png" and values.get("output_compression", 100) != 100:
        yield Objection(code="invalid_value", parameter="output_compression", hint="compressed")
    if "partial_images" in values and "stream" not in values:
        yield Objection(code="invalid_value", parameter="partial_images", hint="streamed")


def _instead(family: Family, name: str, edit: bool) -> str:
    """What to do when a parameter is not taken; "" when only another model helps."""
    taken = family.edit_values if edit else family.values
    if not edit and name in ONLY_EDITS:
        return "only_edits"
    if name == "size" and "aspect_ratio" in taken:
        return "aspect_ratio"
    if name in {"aspect_ratio", "resolution"} and "size" in taken:
        return "size"
    if name in {"style", "quality", "background"}:
        return "in_words"
    return {"output_format": family.format, "output_compression": family.format}.get(name, "")


def _same(one: object, other: object) -> bool:
    """Equal and of one type: true is not 1."""
    return type(one) is type(other) and one == other
