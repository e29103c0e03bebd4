"""Figures: ships and machines that look to the left."""

from __future__ import annotations

from coloring.engines.offline import paint
from coloring.engines.offline.paint import box, disc, line, oval, path, polygon


def _wheel(x: float, y: float, radius: float) -> str:
    return disc(x, y, radius, paint.ROAD) + disc(x, y, 0.45 * radius, paint.STONE)


def _pirate_ship() -> str:
    """A hull with two full sails and a waving flag; the stern is free for whoever sails it."""
    masts = box(-0.72, -1.7, 0.16, 2.2, paint.TRUNK) + box(0.46, -1.35, 0.16, 1.85, paint.TRUNK)
    pole = box(-0.7, -2.12, 0.12, 0.54, paint.TRUNK)
    flag = path(
        "M-.58 -2.09 Q-.28 -2.24 .02 -2.06 Q.32 -1.94 .57 -2.06 V-1.58 "
        "Q.32 -1.45 .02 -1.6 Q-.28 -1.75 -.58 -1.62z",
        paint.RED,
    )
    front = path(
        "M-1.5 -1.25 Q-.7 -1.05 0 -1.25 Q.26 -.6 0 .18 Q-.7 -.05 -1.5 .18 Q-1.2 -.55 -1.5 -1.25z", paint.CREAM
    )
    stripe = path(
        "M-1.36 -.78 Q-.7 -.6 .12 -.78 Q.18 -.55 .14 -.3 Q-.7 -.12 -1.36 -.3 Q-1.3 -.55 -1.36 -.78z",
        paint.RED,
    )
    back = path("M.2 -1 Q.6 -.85 1 -1 Q1.18 -.4 1 .15 Q.6 0 .2 .15 Q.36 -.4 .2 -1z", paint.CREAM)
    band = path(
        "M.28 -.62 Q.65 -.48 1.08 -.62 Q1.12 -.4 1.08 -.18 Q.65 -.05 .28 -.18 Q.34 -.4 .28 -.62z", paint.RED
    )
    bowsprit = polygon([(-1.6, 0.5), (-2.08, 0.12), (-1.98, -0.02), (-1.4, 0.34)], paint.TRUNK)
    hull = path(
        "M-1.75 .38 H-1.05 V.58 H1 V.3 H1.85 Q1.8 1.25 1.25 1.5 H-.95 Q-1.6 1.25 -1.75 .38z", paint.WOOD
    )
    wale = path("M-1.66 .72 H1.81 L1.75 .98 H-1.56z", paint.BROWN)
    ports = "".join(disc(x, 1.22, 0.16, paint.YELLOW) for x in (-0.75, -0.1, 0.55, 1.15))
    return masts + pole + flag + back + band + front + stripe + bowsprit + hull + wale + ports


def _submarine() -> str:
    """Yellow, with round windows, a tower and a screw."""
    scope = path("M-.02 -.95 V-1.5 H-.42 V-1.78 H.24 V-.95z", paint.ORANGE)
    tower = path("M-.5 -.6 L-.36 -1.12 H.62 L.76 -.6z", paint.ORANGE)
    fin = path("M1.2 -.45 L1.72 -.98 H2.02 L1.8 -.2z", paint.RED) + path(
        "M1.2 .65 L1.72 1.15 H2.02 L1.8 .4z", paint.RED
    )
    screw = oval(1.98, -0.12, 0.13, 0.34, paint.RED) + oval(1.98, 0.42, 0.13, 0.34, paint.RED)
    shaft = box(1.7, 0.02, 0.36, 0.26, paint.STEEL, 0.06)
    hull = path(
        "M-1.95 .12 C-1.95 -.5 -1.1 -.75 0 -.75 C1.1 -.75 1.85 -.35 1.85 .15 "
        "C1.85 .6 1.1 1 0 1 C-1.1 1 -1.95 .7 -1.95 .12z",
        paint.YELLOW,
    )
    belly = path("M-1.82 .42 Q0 .8 1.72 .44 Q1.3 1 0 1 Q-1.4 1 -1.82 .42z", paint.ORANGE)
    windows = "".join(
        disc(x, -0.08, 0.33, paint.STEEL) + disc(x, -0.08, 0.2, paint.LIGHT_BLUE)
        for x in (-1.12, -0.28, 0.56)
    )
    hatch = oval(0.12, -0.86, 0.15, 0.13, paint.LIGHT_BLUE)
    return scope + tower + hatch + fin + shaft + screw + hull + belly + windows


def _digger() -> str:
    """An excavator with its arm raised."""
    tracks = box(-0.7, 0.75, 2.4, 0.78, paint.ROAD, 0.38) + "".join(
        disc(x, 1.14, 0.22, paint.STONE) for x in (-0.3, 0.5, 1.3)
    )
    turn = box(0.1, 0.56, 0.9, 0.22, paint.STEEL)
    house = path("M-.42 .6 V.0 H.3 V-.3 H1.3 Q1.85 -.28 1.85 .2 V.6z", paint.YELLOW)
    cabin = path("M-.42 .3 V-.85 Q-.4 -1 -.22 -1 H.62 V.3z", paint.ORANGE)
    window = path("M-.24 -.05 V-.7 Q-.22 -.8 -.1 -.8 H.42 V-.05z", paint.LIGHT_BLUE)
    vents = line("M1 .05 H1.55 M1 .28 H1.55")
    boom = path("M-.25 .5 L-.55 .5 L-1.15 -1.2 Q-1.2 -1.5 -.9 -1.55 Q-.72 -1.5 -.62 -1.2z", paint.YELLOW)
    stick = polygon([(-0.78, -1.55), (-1.02, -1.68), (-1.9, -0.3), (-1.58, -0.12)], paint.ORANGE)
    bucket = path(
        "M-2.06 -.3 L-1.35 -.12 Q-1.05 .75 -1.85 1 L-2.0 .8 L-2.06 .85 L-2.12 .6 Q-1.92 .2 -2.1 -.3z",
        paint.STEEL,
    )
    joints = disc(-0.92, -1.38, 0.12, paint.STONE) + disc(-0.38, 0.25, 0.12, paint.STONE)
    return tracks + turn + house + vents + cabin + window + boom + bucket + stick + joints


def _mixer() -> str:
    """A concrete mixer lorry."""
    frame = box(-1.7, 0.55, 3.5, 0.3, paint.STEEL, 0.08)
    cabin = path("M-1.85 .75 V-.2 L-1.6 -.85 H-.72 V.75z", paint.RED)
    window = polygon([(-1.62, -0.12), (-1.44, -0.62), (-0.92, -0.62), (-0.92, -0.12)], paint.LIGHT_BLUE)
    drum = path("M-.5 .3 V-.5 Q.2 -1.35 .8 -1.2 L1.75 -.62 V-.1 L.9 .5 Q.2 .75 -.5 .3z", paint.YELLOW)
    bands = path("M-.05 .52 Q-.15 -.25 .1 -.93 L.55 -1.17 Q.3 -.3 .4 .6z", paint.ORANGE)
    chute = polygon([(1.5, 0.0), (1.85, 0.0), (2.1, 0.75), (1.85, 0.85)], paint.STEEL)
    mouth = polygon([(1.62, -0.75), (1.98, -0.95), (1.98, 0.05), (1.62, 0.05)], paint.STEEL)
    wheels = "".join(_wheel(x, 0.95, 0.42) for x in (-1.2, 0.35, 1.28))
    return drum + bands + chute + mouth + frame + cabin + window + wheels


def _crane_truck() -> str:
    """A lorry that carries a crane; its hook holds a crate."""
    arm = polygon([(1.2, 0.15), (0.95, -0.2), (-1.5, -1.85), (-1.62, -1.65)], paint.ORANGE)
    rope = line("M-1.52 -1.7 V-1.2 M-1.52 -1.2 L-1.85 -.85 M-1.52 -1.2 L-1.2 -.85") + box(
        -1.98, -0.85, 0.92, 0.5, paint.WOOD, 0.05
    )
    turret = path("M.55 .35 V-.25 H1.7 V.35z", paint.YELLOW) + box(
        1.05, -0.1, 0.42, 0.3, paint.LIGHT_BLUE, 0.05
    )
    bed = box(-0.75, 0.35, 2.7, 0.42, paint.YELLOW, 0.08)
    cabin = path("M-1.95 .77 V.05 H-1.75 L-1.5 -.2 H-.75 V.77z", paint.RED)
    window = polygon([(-1.6, 0.3), (-1.42, -0.02), (-0.95, -0.02), (-0.95, 0.3)], paint.LIGHT_BLUE)
    wheels = "".join(_wheel(x, 0.95, 0.4) for x in (-1.35, 0.2, 1.3))
    return arm + turret + rope + bed + cabin + window + wheels


def _wheelbarrow() -> str:
    """Full of earth."""
    heap = path("M-1.35 -.3 Q-.9 -.85 -.35 -.7 Q.2 -.95 .75 -.3z", paint.EARTH)
    handle = polygon([(-0.6, 0.38), (1.95, -0.42), (2.05, -0.22), (-0.4, 0.62)], paint.WOOD)
    leg = polygon([(0.35, 0.3), (0.62, 0.22), (0.85, 1.1), (0.6, 1.1)], paint.STEEL)
    tub = path("M-1.6 -.32 H1.1 L.6 .5 H-.95z", paint.GREEN)
    return heap + leg + handle + tub + _wheel(-1.1, 0.72, 0.44)


def _sledge() -> str:
    """Of wood, with three boards and a cord."""
    cord = path("M-1.55 -.42 Q-2.2 -.1 -2.13 .8 Q-2 1 -1.87 .8 Q-1.9 .2 -1.4 -.1z", paint.ORANGE)
    boards = "".join(box(x, -0.75, 0.86, 0.5, paint.WOOD, 0.08) for x in (-1.2, -0.28, 0.64))
    posts = box(-0.85, -0.25, 0.36, 0.95, paint.YELLOW) + box(0.8, -0.25, 0.36, 0.95, paint.YELLOW)
    rail = box(-1.3, -0.25, 2.95, 0.3, paint.BROWN, 0.08)
    runner = path(
        "M1.75 .62 V1 H-1.05 Q-1.85 .95 -1.85 .2 Q-1.85 -.55 -1.25 -.65 L-1.2 -.3 Q-1.48 -.2 -1.47 .2 "
        "Q-1.45 .6 -1 .62z",
        paint.RED,
    )
    return cord + posts + boards + rail + runner


MARKUP: dict[str, str] = {
    "pirate-ship": _pirate_ship(),
    "submarine": _submarine(),
    "digger": _digger(),
    "concrete-mixer": _mixer(),
    "crane-truck": _crane_truck(),
    "wheelbarrow": _wheelbarrow(),
    "sledge": _sledge(),
}
