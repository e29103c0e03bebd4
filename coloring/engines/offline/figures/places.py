"""Figures: kennel, treehouse, pyramid, and what lies on a table, on a lawn or in the sea."""

from __future__ import annotations

import math

from coloring.engines.offline import paint
from coloring.engines.offline.paint import box, disc, dot, line, path, polygon

_PATCH = "#4d5872"


def _kennel() -> str:
    """Seen from the front, its door wide enough for a dog to look out."""
    wall = path("M-1.15 1.3 V-.25 L0 -1.25 L1.15 -.25 V1.3z", paint.WOOD)
    roof = path("M-1.55 -.05 L0 -1.45 L1.55 -.05 L1.3 .25 L0 -.95 L-1.3 .25z", paint.RED)
    door = path("M-.75 1.3 V.5 A.75 .75 0 0 1 .75 .5 V1.3z", paint.BROWN)
    bone = path(
        "M-.2 -.58 H.2 A.1 .1 0 1 1 .3 -.47 A.1 .1 0 1 1 .2 -.36 H-.2 "
        "A.1 .1 0 1 1 -.3 -.47 A.1 .1 0 1 1 -.2 -.58z",
        paint.WHITE,
    )
    return wall + door + roof + bone + box(-1.35, 1.3, 2.7, 0.22, paint.STONE, 0.08)


def _treehouse() -> str:
    """A hut in the crown of a tree, with a ladder and a swing."""
    crown = [(x * 1.5, y * 1.05 - 0.85) for x, y in paint.around(10, 1)]
    leaves = paint.scallops(crown, paint.LEAF, 0.56)
    trunk = path("M-.42 .2 Q-.3 1.2 -.72 2 H.72 Q.3 1.2 .42 .2z", paint.TRUNK)
    wall = box(-0.85, -1.05, 1.7, 1.15, paint.WOOD)
    roof = path("M-1.15 -.98 L0 -1.78 L1.15 -.98z", paint.RED)
    door = path("M-.62 .1 V-.45 A.24 .24 0 0 1 -.14 -.45 V.1z", paint.BROWN)
    window = box(0.15, -0.72, 0.5, 0.46, paint.LIGHT_BLUE, 0.04) + line("M.4 -.72 V-.26 M.15 -.49 H.65")
    deck = box(-1.3, 0.1, 2.6, 0.26, paint.BROWN, 0.05)
    ladder = polygon([(-1.2, 0.3), (-0.68, 0.3), (-0.86, 2), (-1.38, 2)], paint.WOOD)
    rungs = line("M-1.24 .75 H-.73 M-1.28 1.15 H-.77 M-1.32 1.55 H-.81")
    swing = line("M.82 .36 V1.3 M1.2 .36 V1.3") + box(0.66, 1.3, 0.7, 0.2, paint.YELLOW, 0.05)
    return swing + trunk + leaves + ladder + rungs + wall + door + window + roof + deck


def _pyramid() -> str:
    """Two faces in rows of stone, with an entrance."""
    shade = polygon([(0.35, -1.35), (2.1, 1.2), (0.95, 1.2)], paint.SAND)
    front = polygon([(0.35, -1.35), (0.95, 1.2), (-2.1, 1.2)], paint.DUNE)
    rows = line("M-.51 -.45 H.55 L1.0 -.45 M-1.26 .38 H.76 L1.53 .38")
    joints = line("M0 -.45 V.38 M-.75 .38 V1.2")
    door = path("M-.2 1.2 V.8 L0 .62 H.35 L.55 .8 V1.2z", paint.BROWN)
    return shade + front + rows + joints + door


def _soccer_ball() -> str:
    """A dark patch in the middle, five at the rim, seams between."""
    patches, seams = "", ""
    for step in range(5):
        turn = 2 * math.pi * step / 5
        patches += _rim_patch(turn)
        seams += _seam(turn, 0.42, turn, 0.74)
        between = turn + math.pi / 5
        seams += _seam(turn + 0.24, 0.86, between, 0.8) + _seam(
            turn + 2 * math.pi / 5 - 0.24, 0.86, between, 0.8
        )
    return disc(0, 0, 1, paint.WHITE) + line(seams) + patches + polygon(paint.around(5, 0.42), _PATCH)


def _rim_patch(turn: float) -> str:
    """A patch cut off by the rim of the ball, its point towards the middle."""
    corners = [(-0.26, 1.0), (-0.24, 0.86), (0.0, 0.74), (0.24, 0.86), (0.26, 1.0)]
    points = [_on_ball(turn + off, reach) for off, reach in corners]
    return path(f"M{' L'.join(points)} A1 1 0 0 0 {points[0]}z", _PATCH)


def _seam(turn: float, reach: float, to_turn: float, to_reach: float) -> str:
    return f"M{_on_ball(turn, reach)} L{_on_ball(to_turn, to_reach)} "


def _on_ball(turn: float, reach: float) -> str:
    """A point by its angle (radians, clockwise from the top) and distance from the middle."""
    return f"{math.sin(turn) * reach:.3f} {-math.cos(turn) * reach:.3f}"


def _fruit_basket() -> str:
    """Heaped with an apple, a pear, bananas, an orange and grapes."""
    handle = path("M-1.25 .35 A1.25 1.75 0 0 1 1.25 .35 H1.02 A1.02 1.5 0 0 0 -1.02 .35z", paint.TRUNK)
    pear = path(
        "M-.55 .3 C-1.15 .3 -1.1 -.3 -.85 -.45 C-.7 -.6 -.75 -.95 -.5 -.95 "
        "C-.25 -.95 -.3 -.6 -.18 -.45 C.05 -.25 .05 .3 -.55 .3z",
        paint.GREEN,
    )
    bananas = path("M.2 -.85 Q.2 -1 .32 -1 Q.95 -.7 .85 .2 L.5 .3 Q.6 -.45 .2 -.85z", paint.YELLOW)
    apple = path("M0 .5 C-.6 .6 -.65 -.35 0 -.2 C.65 -.35 .6 .6 0 .5z", paint.RED)
    orange = disc(0.68, 0.22, 0.42, paint.ORANGE)
    grapes = "".join(
        disc(x, y, 0.21, paint.PURPLE)
        for x, y in ((-1.05, -0.02), (-0.72, 0.02), (-0.88, 0.3), (-0.55, 0.34))
    )
    stems = line("M-.5 -.95 Q-.5 -1.1 -.4 -1.18 M0 -.12 Q0 -.35 .1 -.42")
    body = path("M-1.3 .35 H1.3 L1.0 1.4 H-1.0z", paint.WOOD)
    weave = line("M-1.16 .85 H1.16 M-.4 .55 V.85 M.4 .55 V.85 M0 .85 V1.4 M-.68 .85 V1.4 M.68 .85 V1.4")
    rim = box(-1.42, 0.3, 2.84, 0.28, paint.TRUNK, 0.12)
    return handle + pear + bananas + grapes + orange + apple + stems + body + weave + rim


def _sea_horse() -> str:
    """It looks to the left, its tail rolled up."""
    fin = path("M.45 -.35 Q1.15 -.55 1.1 .05 Q1.1 .5 .5 .45z", paint.YELLOW)
    crest = path("M-.25 -1.6 L-.1 -2.05 L.2 -1.75 L.5 -2 L.55 -1.6 L.9 -1.6 L.72 -1.2z", paint.YELLOW)
    body = path(
        "M-1.25 -1.05 Q-1.3 -1.25 -1.1 -1.28 Q-.75 -1.3 -.6 -1.45 Q-.2 -1.85 .35 -1.6 Q.85 -1.3 .7 -.8 "
        "Q.75 -.4 .75 .1 Q.72 .7 .35 1.05 Q.1 1.3 .2 1.5 Q.4 1.65 .55 1.45 Q.6 1.2 .85 1.3 "
        "Q1.05 1.6 .75 1.85 Q.3 2.1 -.1 1.8 Q-.45 1.4 -.1 .9 "
        "Q-.65 .6 -.6 .0 Q-.55 -.4 -.15 -.75 Q-.5 -.75 -.7 -.92 Q-1.1 -.85 -1.25 -1.05z",
        paint.ORANGE,
    )
    belly = path("M-.15 -.72 Q.2 -.1 .0 .88 Q-.65 .6 -.6 0 Q-.55 -.4 -.15 -.72z", paint.CREAM)
    rings = line("M-.5 -.22 Q-.2 -.1 .06 -.12 M-.6 .12 Q-.25 .26 .08 .2 M-.5 .5 Q-.2 .6 .04 .55")
    face = dot(-0.05, -1.22, 0.11) + line("M-.35 -.98 Q-.2 -.86 -.05 -.98")
    return fin + crest + body + belly + rings + face


def _sandcastle() -> str:
    """Three towers with flags, a gate and a shell over it."""
    top = "M{a} 1.1 V{t} H{a} V{u} H{b} V{t} H{c} V{u} H{d} V{t} H{e} V{u} H{f} V1.1z"
    towers = "".join(
        path(
            top.format(a=x - 0.42, b=x - 0.22, c=x - 0.1, d=x + 0.1, e=x + 0.22, f=x + 0.42, t=y, u=y - 0.2),
            color,
        )
        for x, y, color in ((0, -0.5, paint.SAND), (-1.05, -0.05, paint.DUNE), (1.05, -0.05, paint.DUNE))
    )
    wall = path("M-.75 1.1 V.3 H.75 V1.1z", paint.SAND)
    door = path("M-.28 1.1 V.75 A.28 .28 0 0 1 .28 .75 V1.1z", paint.BROWN)
    window = path("M-.15 .1 V-.18 A.15 .15 0 0 1 .15 -.18 V.1z", paint.BROWN)
    poles = line("M0 -.7 V-1.5 M-1.05 -.25 V-.95 M1.05 -.25 V-.95")
    flags = "".join(
        polygon([(x, y), (x + 0.5, y + 0.18), (x, y + 0.36)], color)
        for x, y, color in ((0, -1.5, paint.RED), (-1.05, -0.95, paint.BLUE), (1.05, -0.95, paint.GREEN))
    )
    heap = path("M-1.85 1.35 Q-1.6 1 -1 1.1 H1 Q1.6 1 1.85 1.35z", paint.DUNE)
    return poles + flags + towers + wall + door + window + heap


MARKUP: dict[str, str] = {
    "kennel": _kennel(),
    "treehouse": _treehouse(),
    "pyramid": _pyramid(),
    "soccer-ball": _soccer_ball(),
    "fruit-basket": _fruit_basket(),
    "sea-horse": _sea_horse(),
    "sandcastle": _sandcastle(),
}
