"""Figures: people of tales, from head to foot, seen from the front."""

from __future__ import annotations

from coloring.engines.offline import paint
from coloring.engines.offline.paint import box, disc, dot, line, oval, path, polygon, spikes

SKIN, TAN, HAIR, DARK_HAIR, GREY_HAIR = "#ffd2a6", "#d9a074", "#a8663a", "#6b4a3a", "#e4e1dc"


def _face(y: float, size: float) -> str:
    """Two eyes and a smile; `size` is the half width of the face."""
    eyes = "".join(dot(side * 0.4 * size, y, 0.1 * size + 0.02) for side in (-1, 1))
    mouth, lowest = y + 0.38 * size, y + 0.72 * size
    return eyes + line(f"M{-0.32 * size:.3f} {mouth:.3f} Q0 {lowest:.3f} {0.32 * size:.3f} {mouth:.3f}")


def _crown(y: float, half: float, color: str) -> str:
    """Three points above a band that stands on `y`; a jewel in the middle."""
    top, dent = y - 0.62, y - 0.32
    tips = [(-half, y), (-1.12 * half, top + 0.1), (-0.5 * half, dent), (0, top - 0.08)]
    tips += [(0.5 * half, dent), (1.12 * half, top + 0.1), (half, y)]
    return polygon(tips, color) + disc(0, y - 0.22, 0.12, paint.RED)


def _boots(gap: float, y: float, color: str) -> str:
    """A pair of shoes whose soles are at `y`, toes outward."""
    shoe = "M{0:.3f} {3:.3f} H{1:.3f} A.22 .3 0 0 {5} {2:.3f} {4:.3f} H{0:.3f}z"
    pair = ((1, 0), (-1, 1))
    return "".join(
        path(
            shoe.format(side * (gap - 0.2), side * (gap + 0.36), side * (gap + 0.16), y, y - 0.34, sweep),
            color,
        )
        for side, sweep in pair
    )


def _knight() -> str:
    """In armour, a shield before him and his sword held up."""
    plume = path(
        "M0 -1.62 C-.1 -2.1 .5 -2.2 .75 -1.85 C1.1 -1.75 1.15 -1.2 .9 -.95 C.8 -1.4 .4 -1.5 0 -1.62z",
        paint.RED,
    )
    legs = box(-0.5, 0.85, 0.42, 0.8, paint.STEEL, 0.08) + box(0.08, 0.85, 0.42, 0.8, paint.STEEL, 0.08)
    sword = path("M-1.39 -.2 V-1.5 L-1.22 -1.8 L-1.05 -1.5 V-.2z", paint.SNOW) + box(
        -1.3, -0.2, 0.16, 0.75, paint.BROWN
    )
    guard = box(-1.6, -0.3, 0.76, 0.2, paint.YELLOW, 0.08)
    arm = path("M-.55 -.25 Q-.75 .05 -1.1 .02 L-1.1 .42 Q-.6 .5 -.35 .2z", paint.STEEL)
    hand = disc(-1.22, 0.2, 0.24, paint.STONE)
    far_arm = path("M.5 -.25 Q1.05 -.1 1.05 .6 H.6z", paint.STEEL)
    tunic = path("M-.58 -.3 H.58 L.72 1.05 H-.72z", paint.BLUE)
    belt = box(-0.68, 0.42, 1.36, 0.22, paint.BROWN, 0.06)
    helmet = path("M-.78 -.3 V-.95 A.78 .78 0 0 1 .78 -.95 V-.3 Q0 -.02 -.78 -.3z", paint.STEEL)
    face = box(-0.54, -1.02, 1.08, 0.7, SKIN, 0.22) + _face(-0.76, 0.48)
    visor = path("M-.84 -.98 Q0 -.8 .84 -.98 L.74 -1.28 Q0 -1.12 -.74 -1.28z", paint.SNOW)
    shield = path("M.2 .02 Q.8 .14 1.4 .02 V.62 Q1.35 1.2 .8 1.5 Q.25 1.2 .2 .62z", paint.RED)
    star = polygon([(0.8 + 0.36 * x, 0.66 + 0.36 * y) for x, y in spikes(5, 1, 0.5)], paint.YELLOW)
    return (
        plume
        + legs
        + _boots(0.29, 1.85, paint.STONE)
        + far_arm
        + tunic
        + belt
        + sword
        + guard
        + arm
        + hand
        + helmet
        + face
        + visor
        + shield
        + star
    )


def _lady(*, crown: str, dress: str, panel: str, hair: str) -> str:
    """In a wide dress, a crown on her long hair."""
    back = path(
        "M-.78 -1 C-.9 -1.9 .9 -1.9 .78 -1 C.8 -.5 .95 -.2 .85 .1 H-.85 C-.95 -.2 -.8 -.5 -.78 -1z", hair
    )
    skirt = path(
        "M-.36 .32 Q-.5 .9 -1.3 1.62 A.26 .26 0 0 0 -.78 1.78 A.3 .3 0 0 0 -.27 1.82 A.3 .3 0 0 0 .27 1.82 "
        "A.3 .3 0 0 0 .78 1.78 A.26 .26 0 0 0 1.3 1.62 Q.5 .9 .36 .32z",
        dress,
    )
    front = path("M-.16 .34 Q-.2 1 -.45 1.66 A.45 .3 0 0 0 .45 1.66 Q.2 1 .16 .34z", panel)
    arms = path("M-.4 -.12 L-1.18 .52 L-.98 .76 L-.3 .3z", SKIN) + path(
        "M.4 -.12 L1.18 .52 L.98 .76 L.3 .3z", SKIN
    )
    hands = disc(-1.12, 0.68, 0.18, SKIN) + disc(1.12, 0.68, 0.18, SKIN)
    bodice = path("M-.34 -.3 Q0 -.1 .34 -.3 L.42 .05 L.36 .36 H-.36 L-.42 .05z", dress)
    sleeves = oval(-0.48, -0.1, 0.28, 0.24, panel, -30) + oval(0.48, -0.1, 0.28, 0.24, panel, 30)
    head = disc(0, -0.92, 0.64, SKIN)
    fringe = path("M-.68 -.8 C-.75 -1.85 .75 -1.85 .68 -.8 Q.5 -1.2 .12 -1.3 Q-.4 -1.25 -.68 -.8z", hair)
    return (
        back
        + skirt
        + front
        + arms
        + hands
        + bodice
        + sleeves
        + box(-0.38, 0.28, 0.76, 0.18, panel, 0.08)
        + head
        + _face(-0.86, 0.55)
        + fringe
        + _crown(-1.42, 0.5, crown)
    )


def _king() -> str:
    """With a white beard, a cloak and a sceptre."""
    cloak = path("M-.55 -.35 H.55 Q1.05 .6 1.2 1.75 H-1.2 Q-1.05 .6 -.55 -.35z", paint.RED)
    rim = box(-1.28, 1.5, 2.56, 0.28, paint.WHITE, 0.12)
    robe = path("M-.48 -.2 H.48 L.62 1.5 H-.62z", paint.BLUE)
    belt = box(-0.56, 0.62, 1.12, 0.22, paint.YELLOW, 0.06)
    sceptre = box(1.1, -0.45, 0.16, 1.7, paint.YELLOW, 0.06) + disc(1.18, -0.6, 0.25, paint.PURPLE)
    arms = path("M-.45 -.1 Q-1.05 .15 -1.05 .6 L-.62 .72 Q-.6 .4 -.4 .3z", paint.RED) + path(
        "M.45 -.1 Q1.05 .0 1.3 .28 L1.02 .66 Q.7 .4 .4 .35z", paint.RED
    )
    hands = disc(-0.84, 0.76, 0.21, SKIN) + disc(1.18, 0.5, 0.21, SKIN)
    hair = path("M-.76 -.75 V-1.1 A.76 .7 0 0 1 .76 -1.1 V-.75z", GREY_HAIR)
    head = disc(0, -0.9, 0.64, SKIN)
    beard = path(
        "M-.66 -.95 Q-.75 .1 0 .35 Q.75 .1 .66 -.95 Q.45 -.55 0 -.72 Q-.45 -.55 -.66 -.95z", GREY_HAIR
    )
    eyes = dot(-0.25, -1, 0.08) + dot(0.25, -1, 0.08)
    smile = line("M-.2 -.42 Q0 -.22 .2 -.42") + oval(0, -0.78, 0.13, 0.11, SKIN)
    return (
        cloak
        + robe
        + belt
        + rim
        + _boots(0.3, 1.98, paint.BROWN)
        + arms
        + sceptre
        + hands
        + hair
        + head
        + beard
        + eyes
        + smile
        + _crown(-1.38, 0.62, paint.YELLOW)
    )


def _prince() -> str:
    """In a short cloak, waving."""
    cloak = path("M-.5 -.35 H.5 Q.95 .5 1 1.25 H-1 Q-.95 .5 -.5 -.35z", paint.RED)
    legs = box(-0.48, 0.95, 0.4, 0.7, paint.CREAM) + box(0.08, 0.95, 0.4, 0.7, paint.CREAM)
    tunic = path("M-.5 -.3 H.5 L.66 1.1 H-.66z", paint.BLUE) + box(-0.6, 0.5, 1.2, 0.22, paint.YELLOW, 0.06)
    left = path("M-.46 -.2 Q-.95 .1 -1 .5 L-.64 .64 Q-.6 .4 -.42 .3z", paint.BLUE) + disc(
        -0.86, 0.72, 0.21, SKIN
    )
    right = path("M.42 -.22 L1.02 -.75 L1.28 -.48 L.48 .3z", paint.BLUE) + disc(1.24, -0.74, 0.22, SKIN)
    collar = path("M-.5 -.34 Q0 -.05 .5 -.34 L.34 .1 L0 -.02 L-.34 .1z", paint.WHITE)
    ears = disc(-0.64, -0.82, 0.16, SKIN) + disc(0.64, -0.82, 0.16, SKIN)
    head = disc(0, -0.9, 0.65, SKIN) + _face(-0.82, 0.55)
    hair = path("M-.7 -.92 C-.75 -1.85 .75 -1.85 .7 -.92 Q.5 -1.2 .3 -1.22 Q-.2 -1.1 -.7 -.92z", DARK_HAIR)
    crown = _crown(-1.42, 0.54, paint.YELLOW)
    boots = _boots(0.28, 1.85, paint.BROWN)
    return cloak + legs + boots + tunic + left + right + collar + ears + head + hair + crown


def _cowboy() -> str:
    """In boots, a waistcoat and a broad hat, a rope on his arm."""
    legs = box(-0.5, 0.8, 0.44, 0.85, paint.BLUE) + box(0.06, 0.8, 0.44, 0.85, paint.BLUE)
    shirt = path("M-.5 -.3 H.5 L.56 .9 H-.56z", paint.RED)
    waistcoat = path("M-.5 -.3 H-.22 Q-.08 .3 -.14 .72 H-.6z", paint.WOOD) + path(
        "M.5 -.3 H.22 Q.08 .3 .14 .72 H.6z", paint.WOOD
    )
    belt = box(-0.58, 0.7, 1.16, 0.22, paint.BROWN) + box(-0.16, 0.66, 0.32, 0.32, paint.YELLOW, 0.06)
    left = path("M-.48 -.22 Q-1 .1 -1.04 .55 L-.68 .68 Q-.64 .42 -.44 .3z", paint.RED) + disc(
        -0.9, 0.76, 0.22, SKIN
    )
    right = path("M.48 -.22 Q1 .1 1.04 .55 L.68 .68 Q.64 .42 .44 .3z", paint.RED)
    rope = path("M.96 .35 A.52 .6 0 1 1 .95 .35z M.96 .57 A.31 .38 0 1 0 .97 .57z", paint.SAND)
    hand = disc(0.9, 0.62, 0.22, SKIN)
    ears = disc(-0.64, -0.72, 0.16, SKIN) + disc(0.64, -0.72, 0.16, SKIN)
    head = disc(0, -0.78, 0.65, SKIN) + _face(-0.76, 0.55)
    scarf = path("M-.46 -.28 Q0 -.1 .46 -.28 L.4 -.02 L0 .3 L-.4 -.02z", paint.YELLOW)
    brim = path(
        "M-1.3 -1.42 Q-.9 -1.2 0 -1.2 Q.9 -1.2 1.3 -1.42 Q1.15 -.98 0 -.96 Q-1.15 -.98 -1.3 -1.42z",
        paint.BROWN,
    )
    top = path("M-.62 -1.2 Q-.62 -1.95 -.3 -1.95 Q0 -1.78 .3 -1.95 Q.62 -1.95 .62 -1.2z", paint.BROWN)
    boots = _boots(0.28, 1.85, paint.BROWN)
    body = legs + boots + shirt + waistcoat + belt + left + right + rope + hand
    return body + ears + head + scarf + top + brim


def _pirate() -> str:
    """In a striped shirt and a coat, a telescope in his hand."""
    legs = box(-0.5, 0.9, 0.42, 0.7, paint.BROWN) + box(0.08, 0.9, 0.42, 0.7, paint.BROWN)
    shirt = path("M-.5 -.3 H.5 L.6 .95 H-.6z", paint.WHITE)
    stripes = path("M-.53 .02 H.53 L.55 .26 H-.55z", paint.RED) + path(
        "M-.57 .5 H.57 L.6 .76 H-.6z", paint.RED
    )
    coat = path("M-.55 -.36 L-.4 -.36 Q-.5 .5 -.46 1.25 H-.92 Q-.86 .3 -.55 -.36z", paint.BLUE) + path(
        "M.55 -.36 L.4 -.36 Q.5 .5 .46 1.25 H.92 Q.86 .3 .55 -.36z", paint.BLUE
    )
    belt = box(-0.56, 0.78, 1.12, 0.24, paint.BROWN) + box(-0.16, 0.73, 0.32, 0.34, paint.YELLOW, 0.05)
    left = path("M-.52 -.25 Q-1.05 .1 -1.12 .6 L-.74 .74 Q-.7 .45 -.5 .3z", paint.BLUE) + disc(
        -0.96, 0.82, 0.23, TAN
    )
    glass = paint.turned(
        box(-0.2, -0.16, 0.62, 0.32, paint.BROWN, 0.04) + box(0.42, -0.22, 0.42, 0.44, paint.YELLOW, 0.06),
        1.15,
        -0.35,
        -42,
    )
    right = path("M.5 -.25 L.98 -.42 L1.2 -.12 Q.95 .3 .6 .32z", paint.BLUE) + disc(1.18, -0.32, 0.23, TAN)
    shirt += stripes + belt
    return legs + _boots(0.29, 1.85, paint.ROAD) + shirt + coat + left + right + glass + _pirate_head()


def _pirate_head() -> str:
    """With an eye patch, a beard and a broad hat."""
    ears = disc(-0.66, -0.82, 0.17, TAN) + disc(0.66, -0.82, 0.17, TAN)
    head = disc(0, -0.88, 0.66, TAN)
    beard = path(
        "M-.62 -.68 Q-.6 -.12 0 -.08 Q.6 -.12 .62 -.68 Q.35 -.42 0 -.48 Q-.35 -.42 -.62 -.68z", DARK_HAIR
    )
    patch = line("M-.62 -1.14 L.6 -.78") + oval(-0.27, -0.9, 0.21, 0.2, paint.ROAD)
    face = dot(0.27, -0.93, 0.085) + line("M-.2 -.28 Q0 -.1 .2 -.28") + oval(0, -0.66, 0.14, 0.12, TAN)
    hat = path(
        "M-1.15 -1.12 Q-1.2 -1.5 -.85 -1.5 Q-.6 -2.08 0 -2.08 Q.6 -2.08 .85 -1.5 Q1.2 -1.5 1.15 -1.12 "
        "Q0 -1.42 -1.15 -1.12z",
        paint.ROAD,
    )
    star = polygon([(0.25 * x, 0.25 * y - 1.66) for x, y in spikes(5, 1, 0.5)], paint.YELLOW)
    return ears + head + beard + face + patch + hat + star


MARKUP: dict[str, str] = {
    "knight": _knight(),
    "princess": _lady(crown=paint.YELLOW, dress=paint.PINK, panel=paint.CREAM, hair=HAIR),
    "queen": _lady(crown=paint.ORANGE, dress=paint.PURPLE, panel=paint.YELLOW, hair=DARK_HAIR),
    "king": _king(),
    "prince": _prince(),
    "pirate": _pirate(),
    "cowboy": _cowboy(),
}
