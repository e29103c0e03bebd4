"""The one table of what each family of image models can do and costs."""

from __future__ import annotations

import re
from datetime import date

from coloring.engines.families.family import LANDSCAPE, PORTRAIT, SQUARE, Family, Prices
from coloring.engines.families.table import FAMILIES, LAST_DAYS, NEWEST, SAME_AS

__all__ = ["FAMILIES", "LANDSCAPE", "PORTRAIT", "SQUARE", "Family", "Prices", "ended", "is_known", "of"]

_GPT = re.compile(r"gpt-image-\d+(?:\.\d+)?(?:-mini)?(?=-|$)")
_GROK = re.compile(r"grok-(2-image|imagine-image(?:-2\.0|-quality|-pro)?)(?=-|$)")


def of(model: str) -> Family:
    """The family of a model's name.

    A GPT Image model that is unknown to the table is of the newest family; any other name is of "other".
    """
    if model.startswith("chatgpt-image"):
        return FAMILIES["gpt-image-1"]
    if gpt := _GPT.match(model):
        return FAMILIES.get(SAME_AS.get(gpt[0], gpt[0]), NEWEST)
    if grok := _GROK.match(model):
        return FAMILIES[SAME_AS.get(grok[0], grok[0])]
    if model.startswith("grok-"):
        return FAMILIES["grok-imagine-image-2.0"]
    return FAMILIES.get(model, FAMILIES["other"])


def is_known(model: str) -> bool:
    """Whether the table says anything of a model; of others only their own service does."""
    return of(model).name != "other"


def ended(today: date) -> set[str]:
    """The models whose announced last day has come."""
    return {model for model, day in LAST_DAYS.items() if day <= today}
