"""The curated scenes, and what the drawings in them can do."""

from __future__ import annotations

from coloring.engines.offline.scenes.animals import ANIMALS
from coloring.engines.offline.scenes.nature import MEADOW, NATURE
from coloring.engines.offline.scenes.rooms import ROOMS
from coloring.engines.offline.scenes.scene import Names, Scene, split
from coloring.engines.offline.scenes.town import TOWN
from coloring.engines.offline.scenes.water import WATER

__all__ = ["FACES_RIGHT", "FLIES", "MEADOW", "OPEN_MOUNTS", "SCENES", "STANDS", "VARIANTS", "WHOLE", "Scene"]

# Of two scenes with the same hero, the first one is its home.
SCENES: tuple[Scene, ...] = (*WATER, *ANIMALS, *NATURE, *TOWN, *ROOMS)
# What a theme may mean besides its first drawing: one of them is chosen by seed.
VARIANTS: dict[str, Names] = {
    "dog": ("dog", "poodle"),
    "automobile": ("automobile", "sport-utility-vehicle", "racing-car"),
    "airplane": ("airplane", "small-airplane"),
    "spouting-whale": ("spouting-whale", "whale"),
    "tropical-fish": ("tropical-fish", "fish"),
    "fish": ("tropical-fish", "fish"),
    "tiger": ("shape:tiger", "shape:tiger", "tiger"),
    "robot": ("shape:robot", "shape:square-robot"),
}

# Figures that show from head to foot what the library draws as a head, or as many thin things.
WHOLE: dict[str, str] = {
    name: f"shape:{name}" for name in split("bear fairy fox koala lion mermaid panda polar-bear unicorn wolf")
} | {"santa-claus": "shape:santa"}

FLIES = frozenset(
    split(
        "butterfly honeybee fairy woman-fairy man-fairy bat ghost helicopter airplane small-airplane kite "
        "balloon parachute flying-saucer rocket eagle dove satellite star glowing-star shooting-star rainbow "
        "cloud red-heart baby-angel airplane-departure airplane-arrival ringed-planet full-moon "
        "bubbles two-hearts globe-showing-europe-africa shape:ring-planet shape:spotted-planet "
        "shape:striped-planet shape:hot-air-balloon shape:banded-balloon shape:pterodactyl shape:fairy"
    )
)
FACES_RIGHT = frozenset(split("sauropod rocket duck"))
# Heads that may well stand on the ground.
STANDS = frozenset(split("jack-o-lantern bone"))
# A rider is seen before these and sits behind the side of all others.
OPEN_MOUNTS = frozenset(
    split(
        "bicycle kick-scooter skateboard sled motor-scooter motorcycle roller-skate skis person-biking "
        "shape:sledge"
    )
)
