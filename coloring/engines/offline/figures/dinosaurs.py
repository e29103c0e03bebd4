"""Figures: dinosaurs that look to the left, and one that flies."""

from __future__ import annotations

import math

from coloring.engines.offline import paint
from coloring.engines.offline.paint import dot, line, oval, path, polygon

_GREEN, _MOSS, _SAND_GREEN, _RUST = "#8ccf6b", "#63ad52", "#d9e8a0", "#f0a35e"


_PLATE = [(-0.3, 0.15), (-0.36, -0.26), (0.0, -0.78), (0.36, -0.26), (0.3, 0.15)]
_PLATES = (  # where each stands: x, y, degrees, size
    (-1.2, -0.02, -38.0, 0.62),
    (-0.72, -0.42, -26.0, 0.85),
    (-0.1, -0.68, -8.0, 1.0),
    (0.58, -0.62, 10.0, 1.0),
    (1.12, -0.3, 30.0, 0.82),
    (1.5, 0.08, 42.0, 0.55),
)


def _leg(x: float, top: float, foot: float, color: str, half: float = 0.27) -> str:
    """A thick leg with two toes."""
    outline = (
        f"M{x - half:.3f} {top:.3f} L{x - half * 0.95:.3f} {foot - 0.2:.3f} "
        f"Q{x - half * 1.5:.3f} {foot:.3f} {x - half:.3f} {foot:.3f} "
        f"H{x + half:.3f} L{x + half * 1.1:.3f} {top:.3f}z"
    )
    toe = f"M{x - half * 0.35:.3f} {foot:.3f} A.1 .12 0 0 1 {x - half * 0.35 + 0.2:.3f} {foot:.3f}"
    return path(outline, color) + line(toe)


def _triceratops() -> str:
    """Three horns and a scalloped collar."""
    far = _leg(-0.15, 0.2, 1.15, _MOSS) + _leg(1.2, 0.2, 1.15, _MOSS)
    near = _leg(-0.62, 0.3, 1.3, _GREEN) + _leg(0.75, 0.3, 1.3, _GREEN)
    body = path(
        "M-.75 -.3 Q-.1 -.95 .7 -.8 Q1.35 -.68 1.6 -.2 Q1.8 .2 2.1 .55 Q1.6 .62 1.25 .42 Q.9 .72 .1 .72 "
        "Q-.7 .75 -.95 .35z",
        _GREEN,
    )
    belly = path("M-.72 .62 Q.2 .3 1.05 .52 Q.7 .74 .1 .73 Q-.4 .76 -.72 .62z", _SAND_GREEN)
    spots = (
        oval(0.2, -0.45, 0.2, 0.16, _MOSS)
        + oval(0.72, -0.3, 0.24, 0.18, _MOSS)
        + oval(1.2, -0.12, 0.16, 0.13, _MOSS)
    )
    rim = [(x * 0.84 - 0.78, y * 0.86 - 0.42) for x, y in paint.around(9, 1)]
    collar = paint.scallops(rim, _RUST, 0.55)
    shield = oval(-0.82, -0.38, 0.6, 0.62, paint.YELLOW)
    horns = polygon([(-1.2, -0.5), (-1.7, -1.2), (-1.45, -0.35)], paint.CREAM) + polygon(
        [(-0.82, -0.55), (-1.0, -1.32), (-0.52, -0.45)], paint.CREAM
    )
    nose = polygon([(-1.72, -0.1), (-1.98, -0.5), (-1.5, -0.22)], paint.CREAM)
    head = path(
        "M-.42 -.1 Q-.5 -.62 -1 -.6 Q-1.35 -.55 -1.5 -.28 Q-1.95 -.1 -2 .18 Q-2.02 .5 -1.72 .48 "
        "Q-1.4 .58 -1 .5 Q-.5 .4 -.42 -.1z",
        _GREEN,
    )
    face = dot(-1.1, -0.18, 0.1) + line("M-1.8 .26 Q-1.4 .4 -1.05 .2") + dot(-1.78, 0.02, 0.045)
    return far + near + body + belly + spots + collar + shield + horns + nose + head + face


def _stegosaurus() -> str:
    """Plates along the back and four spikes on the tail."""
    plates = "".join(
        polygon(_moved(_PLATE, *place), _RUST if number % 2 else paint.YELLOW)
        for number, place in enumerate(_PLATES)
    )
    spikes = polygon([(1.6, 0.4), (1.68, -0.12), (1.86, 0.42)], paint.CREAM) + polygon(
        [(1.82, 0.45), (2.06, 0.0), (2.08, 0.52)], paint.CREAM
    )
    far = _leg(-0.35, 0.3, 1.15, _MOSS) + _leg(1.1, 0.3, 1.15, _MOSS)
    near = _leg(-0.75, 0.4, 1.3, _GREEN) + _leg(0.72, 0.4, 1.3, _GREEN, 0.32)
    body = path(
        "M-1.3 -.02 Q-.9 -.35 -.5 -.55 Q.3 -1 1 -.4 Q1.5 .15 2.1 .35 Q2.2 .5 2 .6 "
        "Q1.5 .62 1.15 .55 Q.6 .85 -.1 .8 Q-.8 .78 -1.15 .62 "
        "Q-1.6 .85 -2 .6 Q-2.2 .38 -1.95 .2 Q-1.6 .2 -1.3 -.02z",
        _GREEN,
    )
    belly = path("M-.95 .7 Q0 .32 1.05 .58 Q.5 .86 -.1 .8 Q-.6 .8 -.95 .7z", _SAND_GREEN)
    spots = (
        oval(-0.3, -0.15, 0.2, 0.16, _MOSS)
        + oval(0.3, -0.3, 0.22, 0.17, _MOSS)
        + oval(0.85, 0, 0.18, 0.15, _MOSS)
    )
    face = dot(-1.6, 0.3, 0.085) + line("M-1.98 .5 Q-1.75 .62 -1.55 .52")
    return spikes + plates + far + near + body + belly + spots + face


def _moved(points: list[paint.Point], x: float, y: float, turn: float, size: float) -> list[paint.Point]:
    """Points turned by degrees and scaled about the origin, which goes to (x, y)."""
    spin = complex(math.cos(math.radians(turn)), math.sin(math.radians(turn))) * size
    placed = [complex(*point) * spin + complex(x, y) for point in points]
    return [(point.real, point.imag) for point in placed]


def _pterodactyl() -> str:
    """In flight, its wings spread."""
    wing = "M{0} -.05 Q{1} -.6 {2} -.58 Q{3} -.52 {4} -.15 Q{5} -.1 {6} .3 Q{7} .15 {8} .5 Q{9} .3 {0} .65z"
    across = (0.3, 0.9, 1.5, 1.95, 2.12, 1.75, 1.6, 1.3, 1.1, 0.8)
    wings = "".join(path(wing.format(*(side * x for x in across)), _RUST) for side in (-1, 1))
    fingers = line("M1.5 -.55 L1.6 .3 M1.35 -.55 L1.1 .5 M-1.5 -.55 L-1.6 .3 M-1.35 -.55 L-1.1 .5")
    tail = polygon([(-0.22, 1.0), (0.22, 1.0), (0, 1.75)], _RUST)
    feet = oval(-0.26, 1.28, 0.17, 0.22, paint.YELLOW) + oval(0.26, 1.28, 0.17, 0.22, paint.YELLOW)
    body = path(
        "M0 -.4 Q.52 -.1 .48 .55 Q.36 1.1 0 1.25 Q-.36 1.1 -.48 .55 Q-.52 -.1 0 -.4z", paint.ORANGE
    ) + oval(0, 0.55, 0.28, 0.48, paint.CREAM)
    crest = path("M-.1 -1.2 Q.4 -1.75 1.05 -1.7 Q.75 -1.1 .25 -.75z", paint.RED)
    head = path(
        "M.32 -.75 Q.32 -1.28 -.15 -1.3 Q-.5 -1.3 -.65 -1 L-1.5 -.7 Q-1.56 -.58 -1.45 -.52 "
        "L-.5 -.42 Q.1 -.2 .32 -.75z",
        paint.ORANGE,
    )
    face = dot(-0.18, -0.95, 0.11) + line("M-1.5 -.6 L-.65 -.66 Q-.4 -.68 -.32 -.86")
    return tail + feet + wings + fingers + body + crest + head + face


MARKUP: dict[str, str] = {
    "triceratops": _triceratops(),
    "stegosaurus": _stegosaurus(),
    "pterodactyl": _pterodactyl(),
}
