"""Figures: whole animals that sit and look at whoever colours them."""

from __future__ import annotations

from coloring.engines.offline import paint
from coloring.engines.offline.figures.outline import cheeks, eyes, halved, kept, pair
from coloring.engines.offline.paint import box, disc, line, oval, path

_RUST, _SOCK, _GREY, _SLATE, _HONEY, _SMOKE, _INK = (
    "#f08a3c",
    "#8a5a3c",
    "#aab8d4",
    "#8794b8",
    "#b98252",
    "#b3bccf",
    "#5b5f6b",
)

_MOUTH = "M0 {0} V{1} M-.26 {2} C-.24 {3} -.04 {3} 0 {1} C.04 {3} .24 {3} .26 {2}"
_SITTING = "0 -.1 .35 -.1 .65 0 .73 .3 .83 .65 1.15 .85 1.15 1.35 1.15 1.7 .9 1.8 .6 1.8 .4 1.8 .2 1.8 0 1.8"
_HAUNCHES = "M.7 1.5 C.66 1.1 .85 .95 1.04 1.06 M-.7 1.5 C-.66 1.1 -.85 .95 -1.04 1.06"
_FORELEGS = (
    "M.09 1.6 V1.15 M-.09 1.6 V1.15 M.58 1.6 C.54 1.3 .54 1.1 .58 .85 M-.58 1.6 C-.54 1.3 -.54 1.1 -.58 .85"
)


def _mouth(y: float) -> str:
    """A smile in two bows beneath a nose that ends at `y`."""
    return line(_MOUTH.format(*(f"{y + down:.3g}" for down in (0, 0.1, 0.08, 0.23))))


def _paws(color: str) -> str:
    """Hind feet that look out, and forefeet before them."""
    hind = pair("M.62 1.8 C.55 1.5 1.25 1.45 1.25 1.8z", color)
    return hind + oval(-0.34, 1.65, 0.3, 0.2, color) + oval(0.34, 1.65, 0.3, 0.2, color)


def _fox() -> str:
    """With white cheeks and a bushy tail."""
    tail = path(
        "M.7 1.6 C1.2 1.75 2.15 1.6 2.05 .85 C2 .45 1.75 .3 1.7 -.05 C1.3 .15 1.1 .6 1.25 .95 "
        "C1.3 1.2 1 1.3 .7 1.2z",
        _RUST,
    )
    tip = path(
        "M1.16 .62 C1.2 .35 1.4 .1 1.7 -.05 C1.74 .25 1.95 .42 2.03 .72 C1.85 .55 1.75 .75 1.6 .58 "
        "C1.5 .78 1.3 .5 1.16 .62z",
        paint.CREAM,
    )
    bib = halved("0 -.1 .3 -.1 .5 0 .5 .3 .45 .6 .2 .75 0 1", paint.CREAM)
    feet = pair("M.62 1.8 C.55 1.5 1.2 1.45 1.22 1.8z", _SOCK)
    socks = pair(
        "M.05 1.2 C.2 1.26 .42 1.24 .54 1.14 C.56 1.35 .62 1.5 .62 1.66 C.62 1.9 .05 1.9 .05 1.66z", _SOCK
    )
    legs = line("M.54 1.14 C.52 .95 .5 .85 .52 .7 M-.54 1.14 C-.52 .95 -.5 .85 -.52 .7")
    body = kept(halved(_SITTING, _RUST), bib, line(_HAUNCHES), feet, socks, legs)
    return tail + tip + body + _fox_head()


def _fox_head() -> str:
    ears = pair("M.22 -1.4 C.45 -1.8 .7 -2.1 .92 -2.15 C1.12 -1.9 1.15 -1.4 1.02 -.95z", _RUST) + pair(
        "M.5 -1.4 C.6 -1.62 .74 -1.78 .86 -1.84 C.95 -1.65 .96 -1.4 .9 -1.18z", _SOCK
    )
    head = halved(
        "0 -1.5 .55 -1.52 .95 -1.2 1.05 -.8 1.1 -.6 1.2 -.5 1.4 -.38 1.25 -.15 1.05 -.05 .85 0 .6 .18 .3 "
        ".3 0 .3",
        _RUST,
    )
    white = halved(
        "0 -.5 .3 -.25 .45 -.45 .8 -.48 1 -.5 1.1 -.35 1.4 -.38 1.25 -.15 1.05 -.05 .85 0 .6 .18 .3 .3 0 .3",
        paint.CREAM,
    )
    nose = halved("0 -.34 .12 -.36 .2 -.3 .17 -.22 .13 -.14 .05 -.1 0 -.09", _INK)
    return kept(ears, head, white, nose, _mouth(-0.09), eyes(0.45, -0.72, 0.19))


def _wolf() -> str:
    """With a white mask and a collar of fur."""
    tail = path(
        "M.8 1.7 C1.4 1.85 2.15 1.6 2.08 .95 C2.04 .6 1.8 .45 1.78 .1 C1.35 .3 1.2 .7 1.3 1 "
        "C1.3 1.2 1.1 1.3 .8 1.3z",
        _GREY,
    )
    tip = path(
        "M1.27 .68 C1.35 .4 1.5 .2 1.78 .1 C1.8 .4 2 .55 2.07 .82 C1.9 .68 1.8 .85 1.66 .68 "
        "C1.52 .86 1.4 .6 1.27 .68z",
        paint.SNOW,
    )
    ruff = halved(
        "0 -.1 .4 -.1 .75 0 .75 .35 .7 .3 .65 .35 .6 .62 .52 .52 .42 .52 .34 .82 .25 .7 .1 .72 0 1",
        paint.SNOW,
    )
    lines = line(_FORELEGS) + line(_HAUNCHES)
    return tail + tip + kept(halved(_SITTING, _GREY), ruff, lines, _paws(paint.SNOW)) + _wolf_head()


def _wolf_head() -> str:
    ears = pair("M.3 -1.35 C.45 -1.75 .65 -2 .85 -2.1 C1.05 -1.85 1.1 -1.4 1 -1z", _GREY) + pair(
        "M.55 -1.4 C.62 -1.6 .72 -1.75 .82 -1.82 C.92 -1.65 .94 -1.4 .88 -1.22z", _SLATE
    )
    head = halved(
        "0 -1.52 .5 -1.52 .9 -1.25 1 -.9 1.1 -.75 1.25 -.68 1.42 -.62 1.35 -.48 1.28 -.42 1.18 -.36 1.22 "
        "-.28 1.3 -.2 1.36 -.1 1.2 -.02 1.05 0 .9 .02 .6 .2 .3 .3 0 .3",
        _GREY,
    )
    mask = halved(
        "0 -.62 .1 -.85 .25 -1.1 .5 -1.1 .8 -1.1 .9 -.8 .82 -.55 .78 -.4 .85 -.2 .9 .02 .6 .2 .3 .3 0 .3",
        paint.SNOW,
    )
    nose = halved("0 -.36 .14 -.38 .22 -.32 .19 -.22 .15 -.14 .05 -.1 0 -.09", _INK)
    return kept(ears, head, mask, nose, _mouth(-0.09), eyes(0.45, -0.68, 0.19))


def _lion() -> str:
    """With a curly mane."""
    tail = path("M.8 1.5 C1.5 1.7 1.8 1.2 1.6 .8 L1.75 .72 C2.1 1.3 1.6 2 .8 1.75z", paint.YELLOW)
    tuft = path("M1.75 .95 C1.4 .85 1.35 .4 1.6 .1 C1.95 .3 2.1 .7 1.75 .95z", paint.BROWN)
    lines = line(_FORELEGS) + line(_HAUNCHES)
    mane = paint.scallops([(1.28 * x, 1.22 * y - 0.68) for x, y in paint.around(12, 1)], _RUST, 0.6)
    body = kept(tail, tuft, halved(_SITTING, paint.YELLOW), lines, _paws(paint.CREAM))
    ears = _round_ears(0.72, -1.32, 0.3, paint.YELLOW, paint.PEACH)
    head = halved("0 -1.42 .6 -1.42 .92 -1.1 .92 -.65 .92 -.15 .5 .08 0 .08", paint.YELLOW)
    muzzle = halved("0 -.5 .2 -.5 .5 -.45 .5 -.2 .5 0 .2 .08 0 .08", paint.CREAM)
    nose = halved("0 -.6 .15 -.62 .26 -.56 .22 -.45 .17 -.36 .05 -.3 0 -.3", paint.PINK)
    return body + kept(mane, ears, head, muzzle, nose, _mouth(-0.3), eyes(0.4, -0.78, 0.18))


def _round_ears(x: float, y: float, size: float, fur: str, inside: str) -> str:
    outer, inner = (
        "".join(disc(side * x, y, radius, color) for side in (-1, 1))
        for radius, color in ((size, fur), (0.5 * size, inside))
    )
    return outer + inner


def _tiger() -> str:
    """With a few broad stripes."""
    tail = path(
        "M.8 1.45 C1.5 1.65 1.75 1.2 1.6 .75 C1.5 .4 1.7 .15 1.9 .2 C2.1 .25 2.1 .5 1.95 .6 "
        "C2.15 1.2 1.7 1.95 .8 1.75z",
        _RUST,
    )
    tip = path(
        "M1.55 .6 C1.5 .35 1.65 .1 1.88 .12 C2.12 .15 2.16 .5 1.96 .66 C1.85 .55 1.7 .5 1.55 .6z", paint.BROWN
    )
    bib = halved("0 -.1 .3 -.1 .5 0 .5 .3 .45 .7 .2 .95 0 1", paint.CREAM)
    stripes = pair(
        "M0.758 0.381 C0.787 0.454 0.824 0.521 0.865 0.587 C0.737 0.633 0.623 0.693 0.58 0.72 "
        "C0.607 0.652 0.678 0.429 0.758 0.381z",
        paint.BROWN,
    )
    body = kept(halved(_SITTING, _RUST), bib, line(_FORELEGS), line(_HAUNCHES), _paws(paint.CREAM))
    return tail + tip + body + stripes + _tiger_head()


def _tiger_head() -> str:
    ears = _round_ears(0.76, -1.38, 0.34, _RUST, paint.PEACH)
    head = halved("0 -1.55 .65 -1.55 1.12 -1.2 1.14 -.7 1.16 -.2 .65 .16 0 .16", _RUST)
    crown = halved("0 -1.55 0.078 -1.55 0.153 -1.54 0.226 -1.54 .24 -1.35 .08 -1.15 0 -1", paint.BROWN)
    brows = pair(
        "M0.482 -1.48 C0.588 -1.44 0.685 -1.4 0.769 -1.34 C0.749 -1.25 .52 -1.14 .42 -1.12 "
        "C.38 -1.2 0.422 -1.36 0.482 -1.48z",
        paint.BROWN,
    )
    sides = pair(
        "M1.14 -0.7 C1.14 -0.62 1.13 -0.544 1.11 -0.472 C0.971 -0.469 0.847 -0.542 0.8 -0.56 "
        "C0.851 -0.588 0.987 -0.692 1.14 -0.7z",
        paint.BROWN,
    ) + pair(
        "M1.05 -0.33 C1.01 -0.265 0.961 -0.204 0.903 -0.15 C0.821 -0.14 0.747 -0.19 0.72 -0.2 "
        "C0.769 -0.226 0.9 -0.324 1.05 -0.33z",
        paint.BROWN,
    )
    muzzle = halved("0 -.48 .25 -.52 .58 -.45 .58 -.16 .58 .05 .25 .16 0 .16", paint.CREAM)
    nose = halved("0 -.54 .15 -.56 .26 -.5 .22 -.39 .17 -.3 .05 -.24 0 -.24", paint.PINK)
    return kept(ears, head, crown, brows, sides, muzzle, nose, _mouth(-0.24), eyes(0.46, -0.82, 0.19))


def _toy(fur: str, limbs: str, pale: str, before: str = "") -> str:
    """A body that sits with its soles in front; `before` is held in the arm."""
    body = halved("0 -.2 .5 -.2 .8 .1 .9 .5 1 .9 1.05 1.2 .9 1.5 .75 1.75 .4 1.85 0 1.85", fur)
    belly = oval(0, 0.85, 0.58, 0.66, pale)
    feet = "".join(oval(side * 0.98, 1.4, 0.5, 0.46, limbs, -20 * side) for side in (-1, 1))
    soles = "".join(oval(side * 1.0, 1.48, 0.25, 0.22, pale, -20 * side) for side in (-1, 1))
    arms = pair("M.55 .05 C.95 .1 1.3 .5 1.28 .85 C1.26 1.1 .95 1.12 .8 .92 C.65 .7 .55 .5 .45 .4z", limbs)
    return kept(body, belly, feet, soles) + before + arms


def _bear(*, fur: str, limbs: str, pale: str, before: str = "", face: str) -> str:
    """`face` lies beneath the eyes."""
    head = halved("0 -1.72 .7 -1.72 1.12 -1.3 1.12 -.72 1.12 -.15 .6 .14 0 .14", fur)
    muzzle = oval(0, -0.38, 0.46, 0.36, pale) + oval(0, -0.55, 0.17, 0.12, _INK)
    look = eyes(0.46, -0.85, 0.18)
    smile = line("M0 -.43 V-.3 M-.2 -.3 C-.18 -.14 -.02 -.14 0 -.3 C.02 -.14 .18 -.14 .2 -.3")
    ears = _round_ears(0.83, -1.46, 0.4, limbs, pale)
    return _toy(fur, limbs, pale, before) + kept(ears, head, face, muzzle, smile, look)


def _koala() -> str:
    """With woolly ears and a long nose."""
    ears = "".join(
        paint.scallops([(side * 1.2 + 0.5 * x, 0.5 * y - 1.2) for x, y in paint.around(9, 1)], _SMOKE, 0.6)
        + oval(side * 1.2, -1.18, 0.27, 0.3, paint.PINK)
        for side in (-1, 1)
    )
    head = halved("0 -1.6 .65 -1.6 1.06 -1.2 1.06 -.68 1.06 -.15 .6 .14 0 .14", _SMOKE)
    face = oval(0, -0.58, 0.2, 0.32, _INK) + line("M-.24 -.14 Q0 .04 .24 -.14") + eyes(0.5, -0.74, 0.17)
    return _toy(_SMOKE, _SMOKE, paint.SNOW) + kept(ears, head, face) + cheeks(0.62, -0.3)


def _panda() -> str:
    """With a stalk of bamboo."""
    patches = pair(
        "M.28 -1.05 C.55 -1.25 .8 -1 .78 -.75 C.72 -.5 .4 -.5 .3 -.68 C.22 -.8 .18 -.95 .28 -1.05z", _INK
    )
    return _bear(fur=paint.WHITE, limbs=_INK, pale=paint.CREAM, before=_bamboo(), face=patches)


def _bamboo() -> str:
    leaves = (
        path("M0 -.95 C-.3 -1.1 -.5 -1.4 -.45 -1.7 C-.15 -1.65 .05 -1.35 0 -.95z", paint.LEAF)
        + path("M0 -.95 C0 -1.35 .25 -1.6 .55 -1.6 C.6 -1.3 .35 -1 0 -.95z", paint.LEAF)
        + path("M.1 -.35 C.25 -.65 .55 -.75 .8 -.65 C.75 -.4 .4 -.2 .1 -.3z", paint.LEAF)
    )
    joints = "".join(box(-0.14, top, 0.28, 0.6, paint.GREEN, 0.06) for top in (0.1, -0.4, -0.98))
    return paint.turned(leaves + joints, 1.2, 0.75, 10)


MARKUP: dict[str, str] = {
    "fox": _fox(),
    "wolf": _wolf(),
    "lion": _lion(),
    "bear": _bear(fur=_HONEY, limbs=_HONEY, pale="#f1d3a8", face=cheeks(0.74, -0.42)),
    "polar-bear": _bear(fur=paint.SNOW, limbs=paint.SNOW, pale=paint.PALE, face=cheeks(0.74, -0.42)),
    "panda": _panda(),
    "tiger": _tiger(),
    "koala": _koala(),
}
