"""Says which drawings a child may colour; the lists and their reasons are in selection.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

WHOLE_GROUPS = frozenset((3, 4, 5, 6, 7))  # nature, food, travel, activities, objects

_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
CHOSEN = frozenset(_LISTS["chosen"].split())
HEADS_ONLY = frozenset(_LISTS["heads_only"].split())
LEFT_OUT = frozenset(name for names in _LISTS["left_out"].values() for name in names.split())


def wanted(name: str, group: int | None) -> bool:
    """Whether the drawing is one that a child may get; `group` is the number emojibase gives it."""
    if name in LEFT_OUT:
        return False
    return name in CHOSEN or group in WHOLE_GROUPS
