"""Shapes of things at hand: stars, balloons, toys, the furniture of a classroom."""

from __future__ import annotations

from coloring.engines.offline import paint
from coloring.engines.offline.paint import box, disc, line, oval, path, polygon, spikes


def _balloon() -> str:
    string = line("M0 1.05 Q-.2 1.4 .05 1.65 T0 2.1")
    knot = path("M0 .95 L-.16 1.12 H.16z", paint.RED)
    return (
        string
        + knot
        + path("M0 .95 C-.5 .8 -.8 .3 -.8 -.15 A.8 .8 0 0 1 .8 -.15 C.8 .3 .5 .8 0 .95z", paint.RED)
    )


def _hot_air_balloon() -> str:
    """Three broad stripes over a basket."""
    ropes = line("M-.42 .72 L-.24 1.2 M.42 .72 L.24 1.2")
    envelope = path(
        "M-.45 .75 C-1 .4 -1.15 -.05 -1.15 -.4 A1.15 1.15 0 0 1 1.15 -.4 C1.15 -.05 1 .4 .45 .75z", paint.RED
    )
    middle = path("M-.2 .75 C-.5 .2 -.55 -1.2 0 -1.55 C.55 -1.2 .5 .2 .2 .75z", paint.YELLOW)
    return ropes + envelope + middle + box(-0.3, 1.18, 0.6, 0.44, paint.WOOD, 0.08)


def _banded_balloon() -> str:
    """The same with a broad band round its middle."""
    ropes = line("M-.42 .72 L-.24 1.2 M.42 .72 L.24 1.2")
    envelope = path(
        "M-.45 .75 C-1 .4 -1.15 -.05 -1.15 -.4 A1.15 1.15 0 0 1 1.15 -.4 C1.15 -.05 1 .4 .45 .75z", paint.BLUE
    )
    band = path(
        "M-1.13 -.55 L-.55 -.2 L0 -.55 L.55 -.2 L1.13 -.55 Q1.18 -.25 1.02 .1 "
        "L.5 .3 L0 0 L-.5 .3 L-1.02 .1 Q-1.18 -.25 -1.13 -.55z",
        paint.ORANGE,
    )
    return ropes + envelope + band + box(-0.3, 1.18, 0.6, 0.44, paint.WOOD, 0.08)


def _globe() -> str:
    """The earth on a stand."""
    arc = path("M.1 -1.25 A1.2 1.2 0 0 1 .1 1.15 L.05 .95 A1 1 0 0 0 .05 -1.05z", paint.WOOD)
    earth = disc(0, -0.05, 0.98, paint.SEA)
    land = path(
        "M-.7 -.5 Q-.3 -.85 .1 -.7 Q.2 -.35 -.15 -.25 Q-.2 .1 -.45 .05 Q-.75 -.15 -.7 -.5z", paint.GREEN
    ) + path("M.2 .05 Q.55 -.1 .7 .15 Q.6 .55 .3 .7 Q.05 .4 .2 .05z", paint.GREEN)
    foot = box(-0.14, 0.95, 0.28, 0.35, paint.WOOD) + box(-0.65, 1.28, 1.3, 0.24, paint.WOOD, 0.1)
    return arc + foot + earth + land


def _robot(*, square: bool) -> str:
    """A robot that stands and waves."""
    legs = "".join(
        box(side - 0.17, 0.75, 0.34, 0.6, paint.STEEL) + box(side - 0.3, 1.25, 0.6, 0.32, paint.RED, 0.12)
        for side in (-0.36, 0.36)
    )
    arms = path("M-.75 -.05 L-1.15 .5 L-.9 .68 L-.6 .3z", paint.STEEL) + path(
        "M.75 -.05 L1.2 -.5 L1 -.72 L.6 -.3z", paint.STEEL
    )
    hands = disc(-1.12, 0.68, 0.24, paint.RED) + disc(1.2, -0.72, 0.24, paint.RED)
    if square:
        body, head = (
            box(-0.75, -0.3, 1.5, 1.1, paint.BLUE, 0.12),
            box(-0.58, -1.3, 1.16, 0.85, paint.LIGHT_BLUE, 0.1),
        )
    else:
        body = path("M-.75 -.25 H.75 Q.85 .85 .45 .85 H-.45 Q-.85 .85 -.75 -.25z", paint.GREEN)
        head = path("M-.62 -.5 V-.75 A.62 .62 0 0 1 .62 -.75 V-.5z", paint.YELLOW)
    face = disc(-0.25, -0.85, 0.17, paint.WHITE) + disc(0.25, -0.85, 0.17, paint.WHITE)
    pupils = paint.dot(-0.25, -0.85, 0.06) + paint.dot(0.25, -0.85, 0.06)
    chest = (
        box(-0.45, -0.05, 0.9, 0.42, paint.CREAM, 0.08)
        + disc(-0.2, 0.58, 0.12, paint.YELLOW)
        + disc(0.2, 0.58, 0.12, paint.ORANGE)
    )
    antenna = line("M0 -1.3 V-1.6") + disc(0, -1.7, 0.15, paint.RED)
    neck = box(-0.2, -0.52, 0.4, 0.26, paint.STEEL)
    return antenna + legs + arms + hands + neck + body + head + face + pupils + chest + line("M-.2 -.6 H.2")


def _egg(*, patterned: bool) -> str:
    shell = path(
        "M-.72 .25 C-.72 -.4 -.35 -1 0 -1 C.35 -1 .72 -.4 .72 .25 A.72 .72 0 0 1 -.72 .25z",
        paint.PINK if patterned else paint.CREAM,
    )
    if not patterned:
        return shell + line("M-.71 .1 L-.42 -.1 L-.14 .1 L.14 -.1 L.42 .1 L.71 -.1")
    band = path("M-.71 .05 Q0 .25 .71 .05 Q.76 .3 .66 .58 Q0 .8 -.66 .58 Q-.76 .3 -.71 .05z", paint.YELLOW)
    return shell + band + disc(0, -0.42, 0.22, paint.BLUE)


def _desk() -> str:
    """A school desk with an open book on it, seen from the front."""
    legs = box(-1.05, 0.1, 0.2, 1.1, paint.STEEL) + box(0.85, 0.1, 0.2, 1.1, paint.STEEL)
    shelf = box(-0.85, 0.1, 1.7, 0.34, paint.WOOD)
    book = path(
        "M0 -.25 Q-.35 -.45 -.7 -.32 V-.72 Q-.35 -.85 0 -.65 Q.35 -.85 .7 -.72 V-.32 Q.35 -.45 0 -.25z",
        paint.CREAM,
    )
    return legs + shelf + book + line("M0 -.65 V-.25") + box(-1.25, -0.22, 2.5, 0.32, paint.WOOD, 0.08)


def _book_stack() -> str:
    rows = ((0.55, -1.0, 2.0, paint.RED), (0.1, -0.85, 1.85, paint.BLUE), (-0.35, -0.95, 1.7, paint.YELLOW))
    books = "".join(box(x, y, wide, 0.45, color, 0.08) for y, x, wide, color in rows)
    return books + path(
        "M.1 -.35 A.32 .3 0 0 1 .05 -.85 Q.3 -.98 .35 -.85 Q.6 -.95 .68 -.7 A.4 .4 0 0 1 .5 -.35z", paint.RED
    )


def _blocks() -> str:
    """Three building blocks, a roof on top."""
    low = box(-1, 0.1, 0.98, 0.9, paint.BLUE, 0.06) + box(0.02, 0.1, 0.98, 0.9, paint.RED, 0.06)
    signs = disc(-0.51, 0.55, 0.24, paint.YELLOW) + polygon(
        [(0.51, 0.28), (0.78, 0.78), (0.24, 0.78)], paint.YELLOW
    )
    return (
        low
        + signs
        + box(-0.48, -0.8, 0.96, 0.9, paint.GREEN, 0.06)
        + polygon([(x * 0.3, y * 0.3 - 0.35) for x, y in spikes(5, 1, 0.5)], paint.YELLOW)
    )


def _cone() -> str:
    """A traffic cone."""
    body = polygon([(-0.16, -1), (0.16, -1), (0.62, 0.8), (-0.62, 0.8)], paint.ORANGE)
    band = polygon([(-0.29, -0.5), (0.29, -0.5), (0.43, 0.05), (-0.43, 0.05)], paint.WHITE)
    return body + band + box(-0.85, 0.8, 1.7, 0.3, paint.ORANGE, 0.08)


def _crate(fruit: str) -> str:
    """A wooden crate of round fruit."""
    heap = [(-0.6, -0.2), (0, -0.25), (0.6, -0.2), (-0.3, -0.5), (0.3, -0.5)]
    return "".join(disc(x, y, 0.33, fruit) for x, y in reversed(heap)) + "".join(
        box(-1.05, y, 2.1, 0.42, paint.WOOD, 0.05) for y in (0.0, 0.42)
    )


def _first_aid() -> str:
    handle = path("M-.4 -.55 V-.95 H.4 V-.55 H.2 V-.75 H-.2 V-.55z", paint.STONE)
    cross = path("M-.16 -.4 H.16 V-.06 H.5 V.26 H.16 V.6 H-.16 V.26 H-.5 V-.06 H-.16z", paint.RED)
    return handle + box(-1, -0.6, 2, 1.4, paint.WHITE, 0.18) + cross


def _picnic_basket() -> str:
    handle = path("M-.75 -.1 A.75 .85 0 0 1 .75 -.1 H.52 A.52 .62 0 0 0 -.52 -.1z", paint.TRUNK)
    body = polygon([(-1, 0), (1, 0), (0.78, 1), (-0.78, 1)], paint.WOOD)
    return (
        handle
        + body
        + path("M-1.05 -.1 H1.05 V.2 L.7 .5 L.35 .2 L0 .5 L-.35 .2 L-.7 .5 L-1.05 .2z", paint.RED)
    )


def _chest() -> str:
    """An open treasure chest, coins over its edge."""
    lid = path("M-1.15 -.15 L-1.3 -.75 Q0 -1.65 1.3 -.75 L1.15 -.15z", paint.BROWN)
    lining = path("M-.95 -.15 L-1.02 -.6 Q0 -1.15 1.02 -.6 L.95 -.15z", paint.RED)
    heap = [(-0.6, -0.15), (0.05, -0.22), (0.65, -0.12), (-0.28, -0.38), (0.35, -0.4)]
    coins = "".join(disc(x, y, 0.3, paint.YELLOW) for x, y in reversed(heap))
    body = box(-1.2, 0, 2.4, 1.1, paint.WOOD, 0.06)
    bands = box(-0.95, 0, 0.32, 1.1, paint.YELLOW) + box(0.63, 0, 0.32, 1.1, paint.YELLOW)
    lock = box(-0.26, -0.06, 0.52, 0.5, paint.ORANGE, 0.1) + paint.dot(0, 0.18, 0.07)
    return lid + lining + coins + body + bands + lock


def _watering_can() -> str:
    spout = polygon([(-0.55, 0.45), (-1.35, -0.3), (-1.2, -0.45), (-0.5, -0.05)], paint.BLUE)
    rose = polygon([(-1.55, -0.25), (-1.15, -0.65), (-1.05, -0.35), (-1.3, -0.15)], paint.YELLOW)
    handle = path("M.55 -.3 Q1.35 -.4 1.2 .3 Q1.1 .7 .6 .7 V.5 Q.95 .5 1 .2 Q1.05 -.15 .6 -.1z", paint.BLUE)
    return spout + rose + handle + path("M-.6 -.45 H.6 L.72 .9 H-.72z", paint.BLUE)


def _gingerbread() -> str:
    """A gingerbread man."""
    body = path(
        "M-.22 -.2 A.42 .42 0 1 1 .22 -.2 H.75 A.2 .2 0 0 1 .75 .22 H.35 V.45 L.62 1 A.2 .2 0 0 1 .26 1.15 "
        "L0 .75 L-.26 1.15 A.2 .2 0 0 1 -.62 1 L-.35 .45 V.22 H-.75 A.2 .2 0 0 1 -.75 -.2z",
        paint.WOOD,
    )
    return (
        body
        + paint.dot(-0.15, -0.58, 0.06)
        + paint.dot(0.15, -0.58, 0.06)
        + line("M-.17 -.38 Q0 -.24 .17 -.38")
    )


_HEART = (
    "M0 .9 C-1.2 .1 -1 -.85 -.45 -.85 C-.15 -.85 0 -.6 0 -.45 C0 -.6 .15 -.85 .45 -.85 C1 -.85 1.2 .1 0 .9z"
)
_NOTE = "M-.3 .62 V-1 L.75 -.78 V-.3 L.02 -.45 V.66 z"

MARKUP: dict[str, str] = {
    "star": polygon(spikes(5, 1, 0.5), paint.YELLOW),
    "ball": disc(0, 0, 1, paint.RED),
    "bubble": disc(0, 0, 1, paint.LIGHT_BLUE) + line("M-.5 -.1 A.5 .5 0 0 1 -.1 -.5"),
    "heart": path(_HEART, paint.RED),
    "note": path(_NOTE, paint.PURPLE) + oval(-0.32, 0.68, 0.38, 0.3, paint.PURPLE, -18),
    "balloon": _balloon(),
    "hot-air-balloon": _hot_air_balloon(),
    "banded-balloon": _banded_balloon(),
    "globe": _globe(),
    "robot": _robot(square=False),
    "square-robot": _robot(square=True),
    "egg": _egg(patterned=False),
    "easter-egg": _egg(patterned=True),
    "desk": _desk(),
    "book-stack": _book_stack(),
    "blocks": _blocks(),
    "cone": _cone(),
    "apple-crate": _crate(paint.RED),
    "orange-crate": _crate(paint.ORANGE),
    "first-aid": _first_aid(),
    "picnic-basket": _picnic_basket(),
    "treasure-chest": _chest(),
    "watering-can": _watering_can(),
    "gingerbread": _gingerbread(),
}
