"""Figures: a mermaid, a fairy and Santa Claus, from head to foot."""

from __future__ import annotations

from coloring.engines.offline import paint
from coloring.engines.offline.figures.outline import cheeks, eyes, halved, kept, pair
from coloring.engines.offline.figures.people import HAIR, SKIN
from coloring.engines.offline.paint import box, disc, line, oval, path, polygon

_SCALES = "#6fd0b0"


def _face(y: float) -> str:
    """Eyes at that height and a smile."""
    smile = line(f"M-.14 {y + 0.26:.3g} Q0 {y + 0.42:.3g} .14 {y + 0.26:.3g}")
    return eyes(0.28, y, 0.15) + smile


def _mermaid() -> str:
    """Waving, her tail curled up beside her, a starfish in her hair."""
    hair = path(
        "M0 -1.85 C.7 -1.85 .95 -1.3 .92 -.8 C.9 -.4 1.15 -.2 1.1 .2 C1.08 .5 .8 .6 .5 .5 L-.5 .5 "
        "C-.8 .65 -1.15 .5 -1.15 .15 C-1.15 -.2 -.9 -.4 -.92 -.8 C-.95 -1.3 -.7 -1.85 0 -1.85z",
        HAIR,
    )
    torso = path("M-.3 -.4 H.3 C.34 -.1 .3 .1 .44 .45 H-.44 C-.3 .1 -.34 -.1 -.3 -.4z", SKIN)
    belt = path(
        "M-.52 .2 C-.2 .34 .2 .34 .52 .2 C.6 .35 .6 .48 .54 .6 C.4 .72 .28 .68 .18 .56 "
        "C.08 .72 -.08 .72 -.18 .56 C-.28 .7 -.42 .72 -.54 .6 C-.6 .48 -.6 .35 -.52 .2z",
        paint.YELLOW,
    )
    top = path(
        "M-.36 -.22 C-.2 -.34 -.08 -.26 0 -.14 C.08 -.26 .2 -.34 .36 -.22 C.4 .02 .24 .14 0 .08 "
        "C-.24 .14 -.4 .02 -.36 -.22z",
        paint.PINK,
    )
    arms = path(
        "M.28 -.38 C.5 -.3 .72 -.42 .95 -.72 C1.05 -.95 1.35 -.88 1.32 -.62 C1.15 -.2 .8 .08 .36 .02z", SKIN
    ) + path(
        "M-.28 -.38 C-.55 -.35 -.85 .0 -.82 .3 C-.78 .52 -.58 .58 -.42 .5 C-.36 .4 -.42 .32 -.52 .28 "
        "C-.5 .15 -.42 .08 -.32 .02z",
        SKIN,
    )
    head = oval(0, -0.98, 0.7, 0.64, SKIN)
    fringe = path(
        "M-.92 -.8 C-.95 -1.3 -.7 -1.85 0 -1.85 C.7 -1.85 .95 -1.3 .92 -.8 C.75 -.85 .62 -1.1 .25 -1.42 "
        "C.1 -1.12 -.6 -1.2 -.92 -.8z",
        HAIR,
    )
    star = polygon([(0.26 * x + 0.5, 0.26 * y - 1.52) for x, y in paint.spikes(5, 1, 0.55)], paint.YELLOW)
    body = hair + kept(torso, _fish_tail(), belt, top, arms)
    return body + kept(head, _face(-0.92), fringe) + cheeks(0.46, -0.68, 0.12) + star


def _fish_tail() -> str:
    """From the waist to the fin."""
    fin = path(
        "M1.36 .95 C.9 .75 .75 .35 .85 -.02 C1.15 .02 1.35 .2 1.42 .42 C1.55 .2 1.85 .05 2.15 .12 "
        "C2.15 .55 1.85 .95 1.36 .95z",
        paint.LILAC,
    ) + line("M1.3 .7 C1.15 .55 1.05 .4 1.03 .25 M1.5 .72 C1.7 .6 1.82 .48 1.9 .35")
    tail = path(
        "M-.5 .3 C-.72 .95 -.55 1.55 .0 1.78 C.65 2.02 1.3 1.65 1.52 .98 L1.2 .8 "
        "C1.05 1.25 .75 1.4 .58 1.2 C.42 1.0 .5 .6 .5 .3z",
        _SCALES,
    )
    scales = line(
        "M-.42 .85 Q-.25 1.05 -.1 .85 Q.05 1.05 .22 .85 M-.3 1.2 Q-.12 1.42 .05 1.2 Q.2 1.4 .38 1.25 M.1 "
        "1.55 Q.3 1.7 .45 1.5 Q.65 1.68 .8 1.45"
    )
    return fin + tail + scales


def _santa() -> str:
    """Waving, his sack over his shoulder."""
    sack = path(
        "M.45 -.15 C.7 -.45 1.2 -.5 1.55 -.15 C2.05 .3 2.15 1.1 1.75 1.5 C1.4 1.75 .8 1.6 .6 1.3z", paint.SAND
    )
    patch = paint.turned(box(-0.22, -0.22, 0.44, 0.44, paint.ORANGE, 0.06), 1.62, 0.85, 12)
    legs = box(-0.62, 1.2, 0.56, 0.5, paint.RED) + box(0.06, 1.2, 0.56, 0.5, paint.RED)
    boots = pair("M.04 1.9 C.0 1.7 .04 1.55 .08 1.5 H.6 C.62 1.6 .95 1.6 .98 1.9z", paint.ROAD)
    left = path("M-.55 -.2 C-.85 -.2 -1.05 -.4 -1.2 -.65 L-1.62 -.4 C-1.5 .1 -1.1 .4 -.7 .4z", paint.RED)
    mitten = path(
        "M-1.28 -.78 C-1.1 -1.0 -1.15 -1.45 -1.45 -1.5 C-1.8 -1.52 -1.95 -1.15 -1.8 -.72 L-1.62 -.55z",
        paint.GREEN,
    ) + path(
        "M-1.17 -.86 C-1.02 -.74 -1.02 -.62 -1.12 -.54 L-1.58 -.3 C-1.72 -.26 -1.82 -.4 -1.76 -.54z",
        paint.SNOW,
    )
    right = path("M.6 -.15 C.95 -.1 1.15 .15 1.1 .45 C.95 .55 .75 .5 .6 .4z", paint.RED) + oval(
        0.98, 0.0, 0.24, 0.22, paint.GREEN
    )
    return sack + patch + kept(legs, boots, left, mitten, _coat(), right) + _santa_head()


def _coat() -> str:
    """With hems of fur and a belt."""
    coat = halved("0 -.35 .3 -.35 .6 -.2 .75 .1 .95 .5 1.02 .9 1.0 1.28 .7 1.38 .3 1.4 0 1.4", paint.RED)
    strip = box(-0.15, 0.2, 0.3, 1.05, paint.SNOW)
    hem = path(
        "M-1.05 1.12 C-.5 1.28 .5 1.28 1.05 1.12 C1.2 1.15 1.2 1.4 1.06 1.44 C.5 1.58 -.5 1.58 -1.06 1.44 "
        "C-1.2 1.4 -1.2 1.15 -1.05 1.12z",
        paint.SNOW,
    )
    belt = path("M-.92 .62 C-.4 .78 .4 .78 .92 .62 L.98 .86 C.4 1.02 -.4 1.02 -.98 .86z", paint.BROWN) + box(
        -0.24, 0.66, 0.48, 0.38, paint.YELLOW, 0.08
    )
    return coat + strip + hem + belt


def _santa_head() -> str:
    """With a beard, and a cap that falls to one side."""
    beard = path(
        "M-.66 -.95 C-.95 -.8 -.95 -.5 -.8 -.4 C-.88 -.1 -.65 .1 -.45 .08 C-.35 .35 -.1 .4 0 .3 "
        "C.1 .4 .35 .35 .45 .08 C.65 .1 .88 -.1 .8 -.4 C.95 -.5 .95 -.8 .66 -.95 C.55 -.7 .3 -.62 0 -.62 "
        "C-.3 -.62 -.55 -.7 -.66 -.95z",
        paint.SNOW,
    )
    lip = path("M-.2 -.36 Q0 -.14 .2 -.36z", paint.PINK)
    whiskers = pair("M0 -.62 C.15 -.75 .4 -.72 .56 -.5 C.5 -.34 .15 -.3 0 -.46z", paint.SNOW)
    nose = oval(0, -0.7, 0.16, 0.13, paint.PEACH)
    hat = path(
        "M-.7 -1.3 C-.65 -1.85 -.2 -2.1 .3 -2.05 C.8 -2 1.1 -1.65 1.15 -1.25 "
        "C.9 -1.4 .8 -1.5 .62 -1.5 L.7 -1.3z",
        paint.RED,
    )
    band = path(
        "M-.74 -1.46 C-.3 -1.6 .3 -1.6 .74 -1.46 C.92 -1.42 .92 -1.14 .76 -1.12 "
        "C.3 -1.24 -.3 -1.24 -.76 -1.12 C-.92 -1.14 -.92 -1.42 -.74 -1.46z",
        paint.SNOW,
    )
    pompom = disc(1.16, -1.12, 0.24, paint.SNOW)
    face = disc(0, -0.9, 0.64, SKIN) + eyes(0.26, -0.95, 0.12)
    return kept(face, beard, lip, whiskers, nose, hat, band, pompom)


def _fairy() -> str:
    """In a dress of petals, with the wings of a butterfly and a wand."""
    legs = pair("M.08 1.0 C.08 1.3 .1 1.5 .1 1.7 L.36 1.7 C.38 1.5 .42 1.3 .44 1.0z", SKIN)
    shoes = pair(
        "M.06 1.62 C.15 1.72 .3 1.72 .4 1.62 C.5 1.75 .5 1.98 .25 1.98 C.0 1.98 .0 1.75 .06 1.62z", paint.PINK
    )
    arms = path(
        "M-.26 -.3 C-.6 -.26 -.95 .0 -1.1 .36 C-1.15 .58 -.9 .68 -.76 .52 C-.65 .32 -.5 .15 -.28 .08z", SKIN
    ) + path("M.26 -.3 C.45 -.1 .7 -.02 .9 -.18 C1.0 -.42 1.32 -.36 1.3 -.1 C1.2 .25 .65 .4 .28 .1z", SKIN)
    wand = paint.turned(box(-0.05, -1.0, 0.1, 1.2, paint.BROWN), 1.12, 0.1, 10)
    star = polygon([(0.36 * x + 1.3, 0.36 * y - 1.08) for x, y in paint.spikes(5, 1, 0.5)], paint.YELLOW)
    bodice = halved(
        "0 -.35 .15 -.35 .25 -.3 .34 -.34 .38 -.1 .34 .2 .34 .4 .2 .45 .1 .45 0 .45", paint.PURPLE
    )
    petals = pair("M.1 .35 C.5 .4 .95 .7 1.0 1.05 C.75 1.25 .45 1.2 .3 1.0z", paint.PURPLE) + halved(
        "0 .3 .3 .4 .45 .9 .38 1.1 .25 1.3 .1 1.32 0 1.32", paint.LILAC
    )
    belt = box(-0.36, 0.26, 0.72, 0.2, paint.YELLOW, 0.08)
    return _wings() + kept(legs, shoes, petals, bodice, belt, wand, star, arms) + _fairy_head()


def _wings() -> str:
    """Two on either side, the upper ones with a spot."""
    upper = pair(
        "M.2 -.1 C.5 -.9 1.2 -1.5 1.75 -1.4 C2.3 -1.25 2.1 -.5 1.7 -.1 C1.3 .2 .8 .3 .3 .2z", paint.LIGHT_BLUE
    )
    lower = pair("M.25 .15 C.9 .0 1.6 .3 1.6 .8 C1.5 1.3 .8 1.1 .25 .45z", paint.MINT)
    return (
        upper
        + lower
        + oval(-1.5, -0.72, 0.34, 0.2, paint.PINK, 38)
        + oval(1.5, -0.72, 0.34, 0.2, paint.PINK, -38)
    )


def _fairy_head() -> str:
    """With a bun, pointed ears and a flower in the hair."""
    bun = disc(0, -1.85, 0.29, HAIR)
    ears = pair("M.6 -1.05 C.75 -1.15 .95 -1.2 1.02 -1.15 C1.0 -.95 .85 -.8 .66 -.8z", SKIN)
    head = oval(0, -0.92, 0.7, 0.62, SKIN)
    fringe = path(
        "M-.8 -1.0 C-.8 -1.5 -.45 -1.8 0 -1.8 C.45 -1.8 .8 -1.5 .8 -1.0 C.6 -1.0 .35 -1.15 .1 -1.35 "
        "C-.15 -1.12 -.55 -1.0 -.8 -1.0z",
        HAIR,
    )
    flower = "".join(
        disc(0.15 * x + 0.5, 0.15 * y - 1.45, 0.13, paint.PINK) for x, y in paint.around(5, 1)
    ) + disc(0.5, -1.45, 0.12, paint.YELLOW)
    return kept(bun, ears, head, _face(-0.86), fringe) + cheeks(0.46, -0.62, 0.12) + flower


MARKUP: dict[str, str] = {"mermaid": _mermaid(), "santa": _santa(), "fairy": _fairy()}
