"""The ideas of the studio: one tap on a tile asks for its theme, in the parent's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Tile:
    """One idea: the words that are asked for, what stands below the drawing, and which drawing of the offline
    artist's library it is."""

    theme: str | Promise
    label: str | Promise
    drawing: str

    @property
    def picture(self) -> str:
        """Where the drawing lies among the static files."""
        return f"img/tiles/{self.drawing}.svg"


TILES = [
    Tile(pgettext_lazy("theme", "dinosaurs"), pgettext_lazy("tile", "Dinosaurs"), "sauropod"),
    Tile(pgettext_lazy("theme", "unicorn"), pgettext_lazy("tile", "Unicorn"), "unicorn"),
    Tile(pgettext_lazy("theme", "space"), pgettext_lazy("tile", "Space"), "rocket"),
    Tile(pgettext_lazy("theme", "under the sea"), pgettext_lazy("tile", "Under the sea"), "whale"),
    Tile(pgettext_lazy("theme", "castle"), pgettext_lazy("tile", "Castle"), "castle"),
    Tile(pgettext_lazy("theme", "farm"), pgettext_lazy("tile", "Farm"), "tractor"),
    Tile(pgettext_lazy("theme", "cat"), pgettext_lazy("tile", "Cats"), "black-cat"),
    Tile(pgettext_lazy("theme", "fire engine"), pgettext_lazy("tile", "Fire engine"), "fire-engine"),
    Tile(pgettext_lazy("theme", "jungle"), pgettext_lazy("tile", "Jungle"), "lion"),
    Tile(pgettext_lazy("theme", "pirates"), pgettext_lazy("tile", "Pirates"), "treasure-chest"),
    Tile(pgettext_lazy("theme", "garden"), pgettext_lazy("tile", "Garden"), "butterfly"),
    Tile(pgettext_lazy("theme", "robot"), pgettext_lazy("tile", "Robot"), "robot"),
]


def tiles() -> list[Tile]:
    """All ideas, in the order in which they are shown."""
    return TILES
