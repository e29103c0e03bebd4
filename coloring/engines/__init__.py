"""Who can draw: names to dotted paths, imported on use so that one engine's libraries never load for another."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from coloring.engines.base import Engine

ENGINES = {
    "offline": "coloring.engines.offline.artist:OfflineEngine",
    "openai": "coloring.engines.openai.engine:OpenAIEngine",
}


def load(name: str) -> Engine:
    """The engine of this name, freshly made. Raises KeyError for a name that is not in ENGINES."""
    module, _, attribute = ENGINES[name].partition(":")
    return cast(Engine, getattr(import_module(module), attribute)())
