"""Shapes of the open air: flowers, trees, weather, planets."""

from __future__ import annotations

import math

from coloring.engines.offline import paint
from coloring.engines.offline.paint import around, disc, dot, line, oval, path, polygon, scallops, spikes


def _smile(radius: float) -> str:
    """Two dots and a curve."""
    eyes = "".join(dot(side * 0.34 * radius, -0.12 * radius, 0.12 * radius) for side in (-1, 1))
    side, low, lowest = 0.4 * radius, 0.25 * radius, 0.72 * radius
    return eyes + line(f"M{-side:.3f} {low:.3f} Q0 {lowest:.3f} {side:.3f} {low:.3f}")


def _flower() -> str:
    petals = "".join(disc(x, y, 0.44, paint.PINK) for x, y in around(5, 0.66))
    return petals + disc(0, 0, 0.40, paint.YELLOW)


def _daisy() -> str:
    leaves = path("M.05 1.5 Q.2 .95 .8 .95 Q.75 1.5 .05 1.5z", paint.LEAF) + path(
        "M-.05 1.5 Q-.2 1.1 -.75 1.1 Q-.7 1.55 -.05 1.5z", paint.LEAF
    )
    petals = "".join(disc(x, y - 0.55, 0.38, paint.WHITE) for x, y in around(6, 0.55))
    return line("M0 .3 V1.62") + leaves + petals + disc(0, -0.55, 0.32, paint.YELLOW)


def _big_flower(color: str) -> str:
    """As an ant sees it: a thick stem, two broad leaves, eight petals."""
    stem = path("M-.12 -.6 H.12 L.16 2 H-.16z", paint.LEAF)
    leaves = path("M.1 1.6 Q.2 .7 1.05 .55 Q1 1.5 .1 1.6z", paint.GREEN) + path(
        "M-.1 1.8 Q-.2 1 -.95 .95 Q-.9 1.75 -.1 1.8z", paint.GREEN
    )
    petals = "".join(
        paint.turned(oval(0, -0.72, 0.33, 0.46, color), 0, -0.75, turn) for turn in range(0, 360, 45)
    )
    return stem + leaves + petals + disc(0, -0.75, 0.5, paint.YELLOW)


def _snowflake() -> str:
    """Six bars that meet in the middle, one outline."""
    corners = []
    for arm in range(6):
        turn = arm * math.pi / 3
        for angle, reach in ((turn - 0.17, 1.0), (turn + 0.17, 1.0), (turn + math.pi / 6, 0.36)):
            corners.append((math.sin(angle) * reach, -math.cos(angle) * reach))
    return polygon(corners, paint.LIGHT_BLUE)


def _trunk(top: float, bottom: float, half: float) -> str:
    corners = [(-half, top), (-half * 1.3, bottom), (half * 1.3, bottom), (half, top)]
    return polygon(corners, paint.TRUNK)


def _tree(color: str) -> str:
    crown = [(x * 0.92, y * 0.92 - 0.35) for x, y in around(8, 0.78)]
    return _trunk(0.2, 1.45, 0.2) + scallops(crown, color, 0.56)


def _fruit_tree(color: str) -> str:
    fruit = [(-0.45, -0.55), (0.3, -0.75), (0.5, -0.05), (-0.2, 0.05)]
    return _tree(paint.LEAF) + "".join(disc(x, y, 0.17, color) for x, y in fruit)


def _pine(color: str) -> str:
    tiers = [(0.5, 0.95), (0.0, 0.8), (-0.55, 0.6)]
    layers = [
        polygon([(0, low - 0.95), (half, low + 0.35), (-half, low + 0.35)], color) for low, half in tiers
    ]
    return _trunk(0.7, 1.3, 0.17) + "".join(layers)


def _palm() -> str:
    """A bent trunk under five broad leaves."""
    leaf = path("M0 0 Q.5 -.55 1.25 -.05 Q.6 .12 0 0z", paint.LEAF)
    leaves = "".join(paint.turned(leaf, 0, -0.4, turn) for turn in (32, 148, -12, 192, -75))
    return path("M-.12 -.3 Q.1 .6 -.2 1.5 H.24 Q.42 .6 .14 -.3z", paint.TRUNK) + leaves


def _acacia() -> str:
    """The flat crown of the savanna."""
    trunk = path("M-.14 1.5 L-.1 .6 L-.7 .02 H-.4 L0 .4 L.45 .02 H.75 L.14 .6 L.2 1.5z", paint.TRUNK)
    low = path(
        "M-1.5 .1 A.3 .3 0 0 1 -1.15 -.35 A.5 .5 0 0 1 -.35 -.62 A.6 .6 0 0 1 .6 -.6 A.5 .5 0 0 1 1.3 -.3 "
        "A.26 .26 0 0 1 1.5 .1z",
        paint.LEAF,
    )
    return trunk + low


def _cactus() -> str:
    arms = path("M.2 .35 H.45 V-.25 A.2 .2 0 0 1 .85 -.25 V.75 H.2z", paint.GREEN) + path(
        "M-.2 .65 H-.85 V-.05 A.2 .2 0 0 1 -.45 -.05 V.25 H-.2z", paint.GREEN
    )
    return arms + path("M-.34 1.4 V-.85 A.34 .34 0 0 1 .34 -.85 V1.4z", paint.GREEN)


def _bush() -> str:
    top = [(-1.0, 0.55), (-0.85, 0.0), (-0.35, -0.4), (0.35, -0.4), (0.85, 0.0), (1.0, 0.55)]
    arcs = [f"M{top[0][0]} {top[0][1]}", *(f"A.36 .36 0 0 1 {x} {y}" for x, y in top[1:])]
    leaves = line("M-.45 .1 A.2 .2 0 0 1 -.1 .1 M.2 -.05 A.2 .2 0 0 1 .55 -.05")
    return path(" ".join(arcs) + "z", paint.LEAF) + leaves


_CLOUD = (
    "M-.8 .5 A.36 .36 0 0 1 -.78 -.2 A.46 .46 0 0 1 -.02 -.5 A.4 .4 0 0 1 .62 -.24 A.37 .37 0 0 1 .78 .5z"
)
_LONG_CLOUD = (
    "M-1.05 .36 A.3 .3 0 0 1 -.98 -.2 A.36 .36 0 0 1 -.45 -.36 A.44 .44 0 0 1 .32 -.4 "
    "A.34 .34 0 0 1 .86 -.2 A.29 .29 0 0 1 1.02 .36z"
)
_TUFT = (
    "M-.9 .6 Q-.85 0 -1.1 -.35 Q-.5 -.15 -.38 .2 Q-.3 -.4 .1 -.8 Q.2 -.3 .3 .2 "
    "Q.45 -.15 1.05 -.4 Q.8 .05 .9 .6z"
)
_SEAWEED = (
    "M-.22 1.5 C-.6 .9 .1 .5 -.25 0 C-.55 -.5 .05 -.9 -.05 -1.5 C.45 -1 .1 -.5 .3 0 C.6 .5 .05 .9 .32 1.5z"
)
_CORAL = (
    "M-.18 1 V.45 Q-.75 .4 -.8 -.15 V-.45 A.16 .16 0 0 1 -.48 -.45 V-.2 Q-.45 .05 -.18 .05 V-.75 "
    "A.18 .18 0 0 1 .18 -.75 V-.25 Q.42 -.25 .45 -.5 V-.7 A.16 .16 0 0 1 .77 -.7 V-.45 Q.7 .15 .18 .2 V1z"
)
_PEBBLE = "M-1 .5 Q-1 -.35 -.35 -.5 Q.6 -.65 .95 .05 Q1.05 .5 .8 .5z"
_CRESCENT = "M.35 -.95 A1 1 0 1 0 .95 .5 A.85 .85 0 0 1 .35 -.95z"
_BANDS = line("M-.97 -.25 Q0 .12 .97 -.25 M-.93 .35 Q0 .75 .93 .35")
_RING = oval(0, 0, 1.55, 0.42, paint.YELLOW, -14)
_RING_FRONT = paint.turned(
    path("M-.97 .1 L-1.55 0 A1.55 .5 0 0 0 1.55 0 L.97 .1 A1.2 .26 0 0 1 -.97 .1z", paint.YELLOW), 0, 0, -14
)
_SPOTS = "".join(
    disc(x, y, radius, paint.ORANGE)
    for x, y, radius in ((-0.3, -0.35, 0.27), (0.42, 0.05, 0.2), (-0.22, 0.45, 0.2))
)
_ICEBERG = polygon(
    [(-1.3, 0.8), (-0.95, 0.05), (-0.55, 0.2), (-0.1, -1), (0.35, -0.5), (0.6, -0.65), (1.3, 0.8)], paint.ICE
) + line("M-.1 -1 L.05 -.2 L-.35 .8 M.6 -.65 L.45 .1 L.7 .8")

MARKUP: dict[str, str] = {
    "flower": _flower(),
    "daisy": _daisy(),
    "big-flower": _big_flower(paint.PINK),
    "big-daisy": _big_flower(paint.WHITE),
    "cloud": path(_CLOUD, paint.WHITE),
    "long-cloud": path(_LONG_CLOUD, paint.WHITE),
    "sun": polygon(spikes(12, 1, 0.74), paint.ORANGE) + disc(0, 0, 0.56, paint.YELLOW) + _smile(0.56),
    "bright-sun": polygon(spikes(9, 1, 0.66), paint.ORANGE) + disc(0, 0, 0.5, paint.YELLOW),
    "moon": path(_CRESCENT, paint.YELLOW),
    "snowflake": _snowflake(),
    "tree": _tree(paint.LEAF),
    "autumn-tree": _tree(paint.ORANGE),
    "blossom-tree": _tree(paint.PINK),
    "apple-tree": _fruit_tree(paint.RED),
    "pine": _pine(paint.PINE),
    "palm": _palm(),
    "acacia": _acacia(),
    "cactus": _cactus(),
    "bush": _bush(),
    "tuft": path(_TUFT, paint.LEAF),
    "pebble": path(_PEBBLE, paint.STONE),
    "seaweed": path(_SEAWEED, paint.LEAF),
    "coral": path(_CORAL, paint.PINK),
    "crater": oval(0, 0, 1, 0.42, paint.STONE) + line("M-.62 .02 Q0 -.3 .62 .02"),
    "iceberg": _ICEBERG,
    "striped-planet": disc(0, 0, 1, paint.ORANGE) + _BANDS,
    "spotted-planet": disc(0, 0, 1, paint.PURPLE) + _SPOTS,
    "ring-planet": _RING + disc(0, 0, 1, paint.RED) + _RING_FRONT,
}
