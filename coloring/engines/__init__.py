"""Who can draw: names to dotted paths, imported on use: one engine's libraries never load for another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from importlib import import_module
from typing import Any, cast

from coloring.engines.base import Engine

ENGINES = {
    "offline": "coloring.engines.offline.artist:OfflineEngine",
    "openai": "coloring.engines.openai.engine:OpenAIEngine",
    "xai": "coloring.engines.xai.engine:XaiEngine",
}


def load(name: str) -> Engine:
    """The engine of this name, freshly made. Raises KeyError for a name that is not in ENGINES."""
    module, _, attribute = ENGINES[name].partition(":")
    return cast(Engine, getattr(import_module(module), attribute)())


def shutdown_dates(name: str, models: Iterable[str]) -> dict[str, date | None]:
    """The announced last day of each model of a service, None for none; empty when it cannot say."""
    dates = import_module(f"coloring.engines.{name}.dates").shutdown_dates(models)
    return cast(dict[str, date | None], dates)


def estimate(model: str, parameters: Mapping[str, Any], *, prompt: str, pictures: int = 0) -> int:
    """Micro-dollars that one picture for a program may cost by the tables; `pictures` are its references."""
    drawing_estimate = import_module("coloring.engines.openai.models").drawing_estimate
    cost = drawing_estimate(
        model,
        size=parameters.get("size", ""),
        quality=parameters.get("quality", ""),
        prompt=prompt,
        photos=pictures,
        partials=parameters.get("partial_images", 0),
    )
    return cast(int, cost)


def refuses(words: str) -> bool:
    """Whether words are not for children: our own list goes for every engine."""
    return bool(import_module("coloring.engines.offline.artist").refuses(words))


def refuses_name(name: str) -> bool:
    """Whether a child's first name is none that we write, on the page of any engine."""
    return bool(import_module("coloring.engines.offline.refusals").refuses_name(name))


def spells(theme: str, child_name: str) -> bool:
    """Whether a theme asks for letters, numbers or a name, which the offline artist draws for every engine.

    Image models spell badly, and a child's name need not leave this server.
    """
    wish = import_module("coloring.engines.offline.ornament").of(theme, child_name)
    return wish is not None and wish.kind != "mandala"


def is_own_name(theme: str, child_name: str) -> bool:
    """Whether a theme is the child's first name: a page of its letters, whoever else is called so."""
    asking = import_module("coloring.engines.offline.ornament.asking")
    return bool(asking.is_own_name(theme, child_name)) and spells(theme, child_name)


def objection(name: str, theme: str) -> str:
    """Why this engine will not draw a theme: "refused", "brand", "unknown_theme" or ""; nothing is spent yet.

    Only the offline artist has a closed vocabulary.
    """
    if refuses(theme):
        return "refused"
    if neighbour(theme, "en")[0]:
        return "brand"
    if name != "offline":
        return ""
    return "" if import_module("coloring.engines.offline.artist").knows(theme) else "unknown_theme"


def neighbour(theme: str, language: str) -> tuple[str, str]:
    """The brand that a theme names and the theme that we offer in its place; empty when it names none."""
    brands = import_module("coloring.engines.offline.brands")
    return cast(tuple[str, str], brands.neighbour(theme, language))
