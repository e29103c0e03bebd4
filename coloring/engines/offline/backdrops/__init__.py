"""What lies behind a scene: a few large closed areas, and where feet may stand on them."""

from __future__ import annotations

import random
from collections.abc import Callable

from coloring.engines.offline.backdrops import country, green, rooms, streets, tables, water
from coloring.engines.offline.backdrops.view import PLAIN, RICH, SIMPLE, Backdrop, Sheet, hidden_feet

__all__ = ["FLOATING", "HIDING", "KINDS", "PLAIN", "RICH", "SIMPLE", "Backdrop", "Sheet", "draw"]

_OUTDOORS: dict[str, Callable[[Sheet], Backdrop]] = {
    "hills": country.hills,
    "autumn": country.autumn,
    "night": country.night,
    "fields": country.fields,
    "kingdom": country.kingdom,
    "flat": country.flat,
    "mountains": country.mountains,
    "dunes": country.dunes,
    "savanna": country.savanna,
    "snow": country.snow,
    "rainbow": country.rainbow,
    "forest": green.forest,
    "jungle": green.jungle,
    "garden": green.garden,
    "grass": green.grass,
    "beach": water.beach,
    "ice": water.ice,
    "moon": water.moon,
    "road": streets.road,
    "town": streets.town,
    "fire-station": streets.station_house,
    "hospital": streets.clinic,
    "rails": streets.rails,
    "platform": streets.platform,
    "runway": streets.runway,
    "site": streets.site,
    "stadium": rooms.stadium,
    "picnic": tables.picnic,
}
_INDOORS: dict[str, Callable[[Sheet], Backdrop]] = {
    "classroom": rooms.classroom,
    "bedroom": rooms.bedroom,
    "living-room": rooms.living,
    "fireside": rooms.fireside,
    "library": rooms.library,
    "surgery": rooms.surgery,
    "workshop": rooms.workshop,
    "stage": rooms.stage,
    "ring": rooms.ring,
    "table": tables.table,
    "kitchen": tables.kitchen,
    "market": tables.market,
}
KINDS: dict[str, Callable[[Sheet], Backdrop]] = {
    **_OUTDOORS,
    **_INDOORS,
    "plain": water.plain,
    "sea": water.sea,
    "atlantis": water.atlantis,
    "waves": water.waves,
    "staff": water.staff,
    "branch": green.branch,
}

# Kinds in whose foreground a hill or a table can rise.
HIDING = frozenset({*_OUTDOORS, *_INDOORS})
# Kinds in which things float rather than stand.
FLOATING = frozenset({"plain", "sea", "atlantis", "moon", "staff"})


def draw(
    kind: str, width: int, height: int, rng: random.Random, *, heads: bool = False, fuss: int = RICH
) -> Backdrop:
    """The backdrop of that kind for a page of this size, on request with a place for heads, or simpler."""
    sheet = Sheet(width, height, rng, fuss)
    view = KINDS[kind](sheet)
    return hidden_feet(sheet, view, indoors=kind in _INDOORS) if heads and kind in HIDING else view
