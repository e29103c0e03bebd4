"""Words of children and parents that the word data lacks or ranks badly, and the drawings they mean.

In each table, left: phrases in French and English, without accents, in the singular, separated by commas.
Right: drawings, best first.
"""

from __future__ import annotations

from coloring.engines.offline.synonyms import (
    animals,
    feasts,
    food,
    nature,
    people,
    tales,
    things,
    vehicles,
    wildlife,
)

TABLES = (
    people.TABLE,
    tales.TABLE,
    animals.TABLE,
    wildlife.TABLE,
    nature.TABLE,
    feasts.TABLE,
    food.TABLE,
    vehicles.TABLE,
    things.TABLE,
)

_COUNTED = ("chiffre", "nombre", "number", "numero")
_DIGITS = {f"{word} {digit}": (f"keycap-{digit}",) for word in _COUNTED for digit in range(11)}

NAMES: dict[str, tuple[str, ...]] = _DIGITS | {
    phrase.strip(): tuple(names.split())
    for table in TABLES
    for phrases, names in table.items()
    for phrase in phrases.split(",")
}
