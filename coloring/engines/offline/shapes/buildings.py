"""Shapes of what people build: barns, towers, domes, machines of a construction site."""

from __future__ import annotations

from coloring.engines.offline import paint
from coloring.engines.offline.paint import box, disc, line, path, polygon


def _barn() -> str:
    wall = polygon(
        [(-1, 1.1), (-1, -0.2), (-0.62, -0.85), (0, -1.15), (0.62, -0.85), (1, -0.2), (1, 1.1)], paint.RED
    )
    roof = path(
        "M-1.15 -.12 L-.7 -.95 L0 -1.3 L.7 -.95 L1.15 -.12 L.95 -.05 L.58 -.72 L0 -1 L-.58 -.72 L-.95 -.05z",
        paint.BROWN,
    )
    door = box(-0.42, 0.25, 0.84, 0.85, paint.CREAM) + line("M-.42 .25 L.42 1.1 M.42 .25 L-.42 1.1")
    return wall + roof + door + disc(0, -0.32, 0.26, paint.YELLOW)


def _windmill() -> str:
    tower = polygon([(-0.42, -0.3), (0.42, -0.3), (0.62, 1.5), (-0.62, 1.5)], paint.CREAM)
    cap = path("M-.5 -.3 A.5 .5 0 0 1 .5 -.3z", paint.RED)
    door = path("M-.2 1.5 V1.05 A.2 .2 0 0 1 .2 1.05 V1.5z", paint.BROWN)
    sail = path("M-.06 -.1 V-1.2 H.36 V-.34 L.06 -.2z", paint.YELLOW)
    sails = "".join(paint.turned(sail, 0, -0.42, turn) for turn in (40, 130, 220, 310))
    return tower + door + cap + sails + disc(0, -0.42, 0.13, paint.BROWN)


def _lighthouse() -> str:
    bands = [(-0.7, 0.0), (0.0, 0.75), (0.75, 1.5)]
    tower = "".join(
        polygon(
            [
                (-0.4 - 0.1 * top, top),
                (0.4 + 0.1 * top, top),
                (0.4 + 0.1 * low, low),
                (-0.4 - 0.1 * low, low),
            ],
            color,
        )
        for (top, low), color in zip(bands, (paint.RED, paint.WHITE, paint.RED), strict=True)
    )
    rock = path("M-1.1 1.75 Q-1 1.25 -.5 1.3 Q0 1.15 .5 1.3 Q1 1.25 1.1 1.75z", paint.STONE)
    lamp = box(-0.27, -1.15, 0.54, 0.35, paint.YELLOW)
    return (
        tower
        + rock
        + lamp
        + box(-0.46, -0.84, 0.92, 0.16, paint.STONE)
        + polygon([(-0.38, -1.15), (0.38, -1.15), (0, -1.6)], paint.RED)
    )


def _control_tower() -> str:
    shaft = polygon([(-0.24, -0.2), (0.24, -0.2), (0.34, 1.6), (-0.34, 1.6)], paint.STONE)
    cabin = polygon([(-0.72, -0.95), (0.72, -0.95), (0.5, -0.2), (-0.5, -0.2)], paint.LIGHT_BLUE)
    panes = line("M-.24 -.95 L-.17 -.2 M.24 -.95 L.17 -.2")
    return (
        shaft
        + cabin
        + panes
        + box(-0.82, -1.2, 1.64, 0.25, paint.RED)
        + line("M0 -1.2 V-1.65")
        + disc(0, -1.7, 0.11, paint.RED)
    )


def _dome(color: str) -> str:
    """A house on the sea bed."""
    shell = path("M-1.1 .8 V.5 A1.1 1.15 0 0 1 1.1 .5 V.8z", color)
    windows = disc(-0.5, 0.05, 0.22, paint.YELLOW) + disc(0.5, 0.05, 0.22, paint.YELLOW)
    door = path("M-.24 .8 V.45 A.24 .24 0 0 1 .24 .45 V.8z", paint.BLUE)
    return shell + windows + door + box(-1.3, 0.8, 2.6, 0.28, paint.STEEL, 0.1)


def _sea_tower() -> str:
    """A round tower of glass with a cap like a shell."""
    body = path("M-.6 1.5 V-.55 H.6 V1.5z", paint.WATER)
    rooms = "".join(disc(0, y, 0.27, paint.YELLOW) for y in (-0.15, 0.5))
    cap = path("M-.8 -.55 A.8 .8 0 0 1 .8 -.55z", paint.PURPLE)
    door = path("M-.26 1.5 V1.22 A.26 .26 0 0 1 .26 1.22 V1.5z", paint.BLUE)
    return body + rooms + door + cap + line("M0 -1.35 V-1.5") + disc(0, -1.62, 0.16, paint.PINK)


def _igloo() -> str:
    shell = path("M-1.2 .75 A1.2 1.25 0 0 1 1.2 .75z", paint.SNOW)
    blocks = line("M-1.03 .1 H.2 M0 .1 V-.5 M-.55 .1 V.75")
    porch = path("M.2 .75 V.3 A.45 .45 0 0 1 1.1 .3 V.75z", paint.ICE)
    return shell + blocks + porch + path("M.42 .75 V.38 A.24 .24 0 0 1 .9 .38 V.75z", paint.BLUE)


def _mushroom_house() -> str:
    stem = path("M-.55 .1 Q-.5 .8 -.75 1.3 H.75 Q.5 .8 .55 .1z", paint.CREAM)
    door = path("M-.24 1.3 V.75 A.24 .24 0 0 1 .24 .75 V1.3z", paint.BROWN)
    cap = path("M-1.25 .15 A1.25 1.3 0 0 1 1.25 .15 Q0 .4 -1.25 .15z", paint.RED)
    spots = (
        disc(-0.6, -0.3, 0.22, paint.WHITE)
        + disc(0.1, -0.72, 0.22, paint.WHITE)
        + disc(0.65, -0.2, 0.2, paint.WHITE)
    )
    return stem + door + cap + spots


def _crane() -> str:
    mast = box(-0.8, -1.2, 0.5, 2.9, paint.YELLOW) + line("M-.8 .9 H-.3 M-.8 .1 H-.3")
    arm = polygon([(-1.5, -1.45), (1.6, -1.45), (1.6, -1.2), (-1.5, -1.2)], paint.YELLOW)
    cabin = box(-0.9, -1.2, 0.7, 0.5, paint.LIGHT_BLUE)
    weight = box(-1.5, -1.2, 0.4, 0.42, paint.STONE)
    top = polygon([(-0.8, -1.45), (-0.3, -1.45), (-0.55, -1.95)], paint.YELLOW)
    load = line("M1.2 -1.2 V-.55 M1.2 -.55 L.85 -.2 M1.2 -.55 L1.55 -.2") + box(
        0.75, -0.2, 0.9, 0.42, paint.BROWN
    )
    return mast + arm + top + weight + cabin + load


def _dump_truck() -> str:
    bed = polygon([(-0.35, -0.6), (1.5, -0.75), (1.25, 0.35), (-0.15, 0.35)], paint.YELLOW)
    load = path("M-.25 -.6 Q.1 -1.15 .55 -.98 Q1.05 -1.2 1.4 -.74z", paint.EARTH)
    cabin = path("M-1.35 .62 V-.02 L-1.1 -.62 H-.42 V.62z", paint.ORANGE) + polygon(
        [(-1.15, -0.02), (-0.98, -0.45), (-0.62, -0.45), (-0.62, -0.02)], paint.LIGHT_BLUE
    )
    frame = box(-1.45, 0.4, 2.75, 0.28, paint.STEEL, 0.08)
    wheels = "".join(disc(x, 0.75, 0.4, paint.ROAD) + disc(x, 0.75, 0.17, paint.STONE) for x in (-0.85, 0.75))
    return load + bed + cabin + frame + wheels


def _steam_engine() -> str:
    """A steam engine that rolls to the left."""
    boiler = box(-1.3, -0.45, 1.75, 0.95, paint.BLUE, 0.2) + line("M-.75 -.45 V.5")
    chimney = polygon([(-1.15, -0.45), (-1.25, -1.05), (-0.65, -1.05), (-0.75, -0.45)], paint.RED)
    dome = path("M-.4 -.45 V-.6 A.26 .26 0 0 1 .12 -.6 V-.45z", paint.YELLOW)
    cabin = box(0.45, -1.0, 1.0, 1.5, paint.RED) + box(0.66, -0.78, 0.58, 0.58, paint.LIGHT_BLUE, 0.06)
    roof = box(0.28, -1.28, 1.34, 0.3, paint.YELLOW, 0.12)
    frame = polygon([(-1.75, 0.95), (-1.4, 0.5), (1.5, 0.5), (1.5, 0.8), (-1.3, 0.8)], paint.STEEL)
    wheels = "".join(
        disc(x, 0.85, radius, paint.ORANGE) + disc(x, 0.85, 0.42 * radius, paint.YELLOW)
        for x, radius in ((-0.85, 0.36), (0.0, 0.36), (0.98, 0.46))
    )
    return chimney + dome + boiler + cabin + roof + frame + wheels


MARKUP: dict[str, str] = {
    "barn": _barn(),
    "windmill": _windmill(),
    "lighthouse": _lighthouse(),
    "control-tower": _control_tower(),
    "dome": _dome(paint.PINK),
    "green-dome": _dome(paint.GREEN),
    "sea-tower": _sea_tower(),
    "igloo": _igloo(),
    "mushroom-house": _mushroom_house(),
    "crane": _crane(),
    "steam-engine": _steam_engine(),
    "dump-truck": _dump_truck(),
}
