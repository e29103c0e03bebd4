"""Figures: a whole unicorn."""

from __future__ import annotations

from coloring.engines.offline import paint
from coloring.engines.offline.figures.outline import eye, kept
from coloring.engines.offline.paint import fitted, line, oval, path, polygon

_COAT, _SHADE = "#fffafc", "#f3e4f4"
_HOOF = "M-.25 0 C-.28 .1 -.36 .28 -.26 .3 H.26 C.36 .28 .28 .1 .25 0z"


def _unicorn() -> str:
    """Stepping to the left, one foreleg raised, mane and tail in several colours."""
    far = path("M-.3 .8 C-.32 1.1 -.36 1.3 -.38 1.62 L.02 1.62 C.02 1.35 .1 1.1 .15 .9z", _SHADE) + path(
        "M.65 .8 C.62 1.1 .52 1.3 .48 1.62 L.88 1.62 C.92 1.35 1 1.15 1.1 .9z", _SHADE
    )
    far_hooves = _hoof(-0.18, 1.4, 0.85) + _hoof(0.69, 1.4, 0.85)
    body = path(
        "M-.98 -.1 C-1.05 .3 -1.02 .65 -.78 .85 C-.78 1.15 -.8 1.45 -.82 1.76 L-.36 1.76 "
        "C-.34 1.5 -.3 1.25 -.22 1.02 C0 1.1 .5 1.1 .76 .98 C.86 1.25 .82 1.5 .82 1.76 L1.28 1.76 "
        "C1.26 1.45 1.32 1.2 1.4 .9 C1.55 .25 1.25 -.1 .7 -.1 C.3 -.1 .05 -.2 -.1 -.6 L-.6 -1z",
        _COAT,
    )
    raised = path(
        "M-.98 .22 C-1.35 .25 -1.66 .45 -1.7 .7 C-1.72 .95 -1.66 1.15 -1.63 1.36 L-1.21 1.36 "
        "C-1.23 1.2 -1.24 1.08 -1.18 .98 C-1 1 -.7 .96 -.6 .7 C-.55 .5 -.68 .25 -.98 .22z",
        _COAT,
    )
    hooves = _hoof(-0.59, 1.54) + _hoof(1.05, 1.54) + _hoof(-1.42, 1.16)
    star = polygon([(0.24 * x + 1.05, 0.24 * y + 0.38) for x, y in paint.spikes(5, 1, 0.55)], paint.YELLOW)
    return kept(_tail(), far, far_hooves, body, raised, hooves) + star + kept(_mane()) + _head()


def _hoof(x: float, y: float, size: float = 1.0) -> str:
    """It widens downward from (x, y), the middle of its upper edge."""
    return path(fitted(_HOOF, x, y, size, size), paint.PURPLE)


def _tail() -> str:
    return (
        path(
            "M1.15 .3 C1.4 -.6 2.2 -.45 2.12 .3 C2.08 .75 1.85 .95 2.15 1.45 C1.6 1.45 1.45 1.1 1.5 .7 "
            "C1.5 .5 1.4 .45 1.2 .5z",
            paint.PURPLE,
        )
        + path(
            "M1.15 .3 C1.4 -.3 1.98 -.25 1.9 .35 C1.86 .8 1.6 1.05 1.85 1.6 C1.35 1.55 1.25 1.1 1.35 .75z",
            paint.LIGHT_BLUE,
        )
        + path(
            "M1.15 .3 C1.35 -.05 1.72 .0 1.66 .45 C1.62 .9 1.4 1.1 1.55 1.68 C1.05 1.5 1.15 .9 1.3 .6z",
            paint.PINK,
        )
    )


def _mane() -> str:
    return (
        path(
            "M-.75 -1.55 C-.15 -1.95 .3 -1.55 .2 -1 C.15 -.65 .3 -.45 .58 -.42 C.45 -.02 0 .02 -.18 -.35 "
            "C-.25 -.55 -.3 -.9 -.6 -1z",
            paint.PURPLE,
        )
        + path(
            "M-.75 -1.5 C-.28 -1.75 .05 -1.4 -.02 -.9 C-.06 -.5 .08 -.12 .36 -.05 C.12 .4 -.38 .28 -.45 -.2z",
            paint.LIGHT_BLUE,
        )
        + path(
            "M-.75 -1.45 C-.4 -1.55 -.18 -1.25 -.24 -.8 C-.28 -.35 -.14 .1 .06 .25 "
            "C-.22 .66 -.72 .48 -.7 -.1z",
            paint.PINK,
        )
    )


def _head() -> str:
    """Large, with a friendly eye, and a horn."""
    horn = path(
        "M-1.36 -1.25 C-1.42 -1.6 -1.45 -1.88 -1.48 -2.12 C-1.22 -1.95 -1.02 -1.7 -.9 -1.4z", paint.YELLOW
    )
    rings = line("M-1.4 -1.55 Q-1.15 -1.5 -1.06 -1.66 M-1.45 -1.85 Q-1.3 -1.8 -1.24 -1.93")
    head = path(
        "M-.3 -.65 C-.25 -1.2 -.6 -1.52 -1.02 -1.48 C-1.4 -1.45 -1.52 -1.15 -1.58 -.82 "
        "C-1.66 -.62 -1.92 -.55 -1.95 -.25 C-1.97 .08 -1.65 .18 -1.3 .1 C-1.1 .06 -1 .06 -.85 .06 "
        "C-.5 .06 -.33 -.25 -.3 -.65z",
        _COAT,
    )
    muzzle = path(
        "M-1.62 -.72 C-1.7 -.6 -1.92 -.52 -1.95 -.25 C-1.97 .08 -1.65 .18 -1.34 .11 "
        "C-1.2 -.1 -1.3 -.6 -1.62 -.72z",
        paint.PEACH,
    )
    face = (
        eye(-0.96, -0.6, 0.24)
        + line("M-.78 -.72 L-.62 -.8 M-.76 -.58 L-.6 -.58")
        + line("M-1.76 -.04 Q-1.62 .03 -1.5 -.06")
        + line("M-1.74 -.34 V-.28")
    )
    cheek = oval(-0.7, -0.24, 0.17, 0.12, paint.PINK)
    return kept(head, muzzle, horn, rings, face) + cheek + _locks()


def _locks() -> str:
    """Two over the forehead, and an ear."""
    ear = path(
        "M-.72 -1.35 C-.75 -1.75 -.6 -1.95 -.42 -2.05 C-.3 -1.8 -.22 -1.5 -.36 -1.24 "
        "C-.5 -1.16 -.68 -1.22 -.72 -1.35z",
        _COAT,
    )
    inside = path(
        "M-.6 -1.42 C-.6 -1.62 -.52 -1.75 -.44 -1.82 C-.38 -1.65 -.36 -1.5 -.42 -1.36 "
        "C-.48 -1.33 -.58 -1.36 -.6 -1.42z",
        paint.PINK,
    )
    forelock = path(
        "M-.55 -1.62 C-.8 -1.8 -1.2 -1.7 -1.32 -1.38 C-1.4 -1.15 -1.38 -1.0 -1.48 -.88 "
        "C-1.2 -.8 -1.0 -.95 -.98 -1.15 C-.75 -1.12 -.5 -1.3 -.55 -1.62z",
        paint.PINK,
    ) + path(
        "M-.55 -1.62 C-.9 -1.7 -1.12 -1.42 -.96 -1.12 C-.9 -.98 -.7 -.9 -.5 -.98 "
        "C-.58 -1.1 -.5 -1.3 -.42 -1.4z",
        paint.LIGHT_BLUE,
    )
    return kept(forelock, ear) + inside


MARKUP: dict[str, str] = {"unicorn": _unicorn()}
