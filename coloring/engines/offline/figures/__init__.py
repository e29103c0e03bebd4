"""Figures drawn by code: whole heroes that the library of drawings lacks, as large closed areas."""

from __future__ import annotations

from coloring.engines.offline.figures import (
    animals,
    dinosaurs,
    machines,
    people,
    places,
    tales,
    unicorn,
)

_MODULES = (people, dinosaurs, animals, unicorn, tales, machines, places)
MARKUP: dict[str, str] = {name: markup for module in _MODULES for name, markup in module.MARKUP.items()}
