"""Who rides on what: the words that say so, and what can be ridden, sat in or only stood before."""

from __future__ import annotations

from enum import Enum

Names = tuple[str, ...]


class Way(Enum):
    """How a theme puts one thing on another."""

    RIDING = "riding"  # says it outright: whatever follows is ridden
    ON = "on"  # may as well name the place where all of it happens
    IN = "in"  # is only a ride in something that has seats


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


_WORDS = {
    Way.RIDING: _phrases("""
        riding, rides, ride, riding on, riding in, rides on, riding a, rides in, à cheval sur, a cheval sur,
        chevauche, chevauchant, qui chevauche, monte sur, monté sur, montée sur, sur le dos, au volant,
        sur le dos d, on the back of, au guidon, aux commandes, à dos
    """),
    Way.ON: _phrases("""
        on, sur, on top of, sitting on, sits on, standing on, assis sur, assise sur, debout sur, on board
    """),
    Way.IN: _phrases("""
        in, inside, into, en, dans, à, driving, drives, drive, driven by, flying, piloting, pilots,
        qui conduit, conduit, conduisant, conduire, qui pilote, pilotant, qui fait, fait, faisant,
        à bord, on board of, steering, assis dans, assise dans, sitting in, qui vole en
    """),
}
WAYS = {phrase: way for way, phrases in _WORDS.items() for phrase in phrases}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# French without its accent: "a velo"; alone the "a" is an English article.
BARE = _words("velo moto cheval trottinette poney skate scooter tricycle bicyclette")

_SEATS = _words("""
    airplane ambulance articulated-lorry auto-rickshaw automobile balloon basket bathtub bicycle bucket bus
    canoe carousel-horse delivery-truck fire-engine flying-saucer helicopter horse kick-scooter locomotive
    minibus motor-boat motor-scooter motorcycle oncoming-automobile parachute pickup-truck police-car
    racing-car railway-car rocket roller-coaster sailboat ship shopping-cart skateboard sled small-airplane
    speedboat sport-utility-vehicle taxi tractor train tram trolleybus metro high-speed-train bullet-train
    skis ferry passenger-ship top-hat person-biking roller-skate unicorn
    shape:kennel shape:submarine shape:sledge shape:pirate-ship shape:wheelbarrow shape:dump-truck
    shape:digger
""")
_GROUNDS = _words("""
    beach-with-umbrella snow-capped-mountain mountain mount-fuji desert desert-island bridge-at-night
    crescent-moon full-moon ringed-planet globe-showing-europe-africa playground-slide stadium cityscape
    water-wave snowflake snowman ice evergreen-tree deciduous-tree palm-tree house-with-garden sunflower
    railway-track night-with-stars dolphin star
""")


def carries(way: Way, name: str) -> bool:
    """Whether a drawing carries somebody when a theme puts them together in this way."""
    if way is Way.IN:
        return name in _SEATS
    return way is Way.RIDING or name not in _GROUNDS
