"""The ideas of the studio: one tap on a tile asks for its theme, in the parent's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy as say


@dataclass(frozen=True)
class Tile:
    """One idea: the words that are asked for, what stands below the drawing, and the drawing's name."""

    theme: str | Promise
    label: str | Promise
    name: str

    @property
    def picture(self) -> str:
        """Where the drawing lies among the static files."""
        return f"img/tiles/{self.name}.svg"


TILES = [
    Tile(say("theme", "dinosaurs"), say("tile", "Dinosaurs"), "dinosaurs"),
    Tile(say("theme", "unicorn"), say("tile", "Unicorn"), "unicorn"),
    Tile(say("theme", "space"), say("tile", "Space"), "space"),
    Tile(say("theme", "under the sea"), say("tile", "Under the sea"), "sea"),
    Tile(say("theme", "castle"), say("tile", "Castle"), "castle"),
    Tile(say("theme", "farm"), say("tile", "Farm"), "farm"),
    Tile(say("theme", "cat"), say("tile", "Cats"), "cat"),
    Tile(say("theme", "fire engine"), say("tile", "Fire engine"), "fire-engine"),
    Tile(say("theme", "jungle"), say("tile", "Jungle"), "jungle"),
    Tile(say("theme", "pirates"), say("tile", "Pirates"), "pirates"),
    Tile(say("theme", "garden"), say("tile", "Garden"), "garden"),
    Tile(say("theme", "robot"), say("tile", "Robot"), "robot"),
]


def tiles() -> list[Tile]:
    """All ideas, in the order in which they are shown."""
    return TILES
