"""Water and what surrounds it, and the sky beyond: sea, beach, ice, a town on the sea bed, space."""

from __future__ import annotations

import numpy as np

from coloring.engines.offline import paint
from coloring.engines.offline.backdrops.view import Backdrop, Sheet, crests, raised, rolling


def sea(sheet: Sheet) -> Backdrop:
    """Under water: a sandy bottom, sometimes with a second bank behind it."""
    sand = rolling(sheet, sheet.height * 0.87, 0.014 * sheet.height, 1.1)
    bank = rolling(sheet, sheet.height * 0.79, 0.03 * sheet.height, 0.9)
    layers = sheet.area(bank, paint.DUNE) + sheet.area(sand, paint.SAND)
    if sheet.rng.random() < 0.5:
        return Backdrop(sheet.sky(paint.WATER) + layers, skyline=bank, ground=sand, near=paint.SAND)
    markup = sheet.sky(paint.WATER) + _surface(sheet) + layers
    return Backdrop(markup, skyline=bank, ground=sand, ceiling=0.075 * sheet.height + 36, near=paint.SAND)


def _surface(sheet: Sheet) -> str:
    """Waves along the top, seen from below."""
    count = max(4, round(sheet.width / 150))
    width = (sheet.width + 40) / count
    arcs = " ".join(f"q{width / 2:.1f} 40 {width:.1f} 0" for _ in range(count))
    return paint.path(f"M-20 -20 V{0.075 * sheet.height:.1f} {arcs} V-20z", paint.SKY)


def atlantis(sheet: Sheet) -> Backdrop:
    """A town of domes and towers on the sea bed."""
    sand = rolling(sheet, 0.88 * sheet.height, 0.012 * sheet.height, 1.1)
    bank = rolling(sheet, 0.80 * sheet.height, 0.015 * sheet.height, 0.8)
    foot = 0.82 * sheet.height
    high = [0.12, 0.88] if sheet.plain else [0.17, 0.5, 0.83] if sheet.tall else [0.12, 0.37, 0.63, 0.88]
    kinds = sheet.rng.sample((_tower, _dome, _tower, _dome), 4)
    size = 0.17 * min(sheet.width, sheet.height)
    houses = "".join(
        kind(share * sheet.width, foot, size, sheet) for share, kind in zip(high, kinds, strict=False)
    )
    tube = sheet.band(foot - 0.42 * size, foot - 0.16 * size, paint.STEEL)
    markup = (
        sheet.sky(paint.WATER) + tube + houses + sheet.area(bank, paint.DUNE) + sheet.area(sand, paint.SAND)
    )
    return Backdrop(markup, skyline=bank, ground=sand, near=paint.SAND)


def _dome(x: float, foot: float, size: float, sheet: Sheet) -> str:
    radius = 0.92 * size
    color = sheet.rng.choice((paint.PINK, paint.YELLOW, paint.GREEN))
    shell = paint.path(
        f"M{x - radius:.0f} {foot + 30:.0f} V{foot - 0.3 * size:.0f} a{radius:.0f} {1.15 * radius:.0f} 0 0 1 "
        f"{2 * radius:.0f} 0 V{foot + 30:.0f}z",
        color,
    )
    panes = "".join(
        paint.disc(x + side * 0.42 * size, foot - 0.72 * size, 0.2 * size, paint.CREAM) for side in (-1, 1)
    )
    return shell + panes


def _tower(x: float, foot: float, size: float, sheet: Sheet) -> str:
    top, half = foot - sheet.rng.uniform(2.3, 3.1) * size, 0.46 * size
    body = paint.box(x - half, top, 2 * half, foot - top + 30, paint.LIGHT_BLUE)
    panes = "".join(paint.disc(x, top + step * size, 0.22 * size, paint.YELLOW) for step in (0.5, 1.15))
    cap = paint.fitted(
        "M0 1 Q.1 .42 .5 0 Q.9 .42 1 1z", x - 1.25 * half, top - 0.95 * size, 2.5 * half, 0.95 * size
    )
    color = sheet.rng.choice((paint.PURPLE, paint.RED, paint.ORANGE))
    return body + panes + paint.path(cap, color)


def waves(sheet: Sheet) -> Backdrop:
    """Open water; what sails stands at `level` with its keel behind the nearest wave."""
    horizon, middle, nearest = (sheet.line(level) for level in (0.5, 0.58, 0.72))
    far = sheet.level(horizon)
    second = crests(sheet, middle, 15, 128)
    third = crests(sheet, nearest, 20, 170)
    return Backdrop(
        sheet.sky() + sheet.area(far, paint.WATER) + sheet.area(second, paint.SEA),
        front=sheet.area(third, paint.DEEP),
        skyline=far,
        ground=third,
        level=nearest + 26,
        depth=0.0,
    )


def beach(sheet: Sheet) -> Backdrop:
    """Sand before the sea."""
    far = sheet.level(sheet.line(0.44))
    swell = crests(sheet, sheet.line(0.51), 10, 120)
    sand = rolling(sheet, sheet.line(0.60), 0.02 * sheet.height, 0.8)
    layers = sheet.area(far, paint.WATER) + sheet.area(swell, paint.SEA) + sheet.area(sand, paint.SAND)
    return Backdrop(sheet.sky() + layers, skyline=sand, ground=sand, near=paint.SAND)


def ice(sheet: Sheet) -> Backdrop:
    """Icebergs in a cold sea, a floe in front."""
    horizon, edge = sheet.line(0.44), sheet.line(0.60)
    shares = (0.15, 0.5, 0.84) if not (sheet.tall or sheet.plain) else (0.22, 0.76)
    bergs, roofs, half = "", sheet.level(horizon), 0.17 * sheet.width
    for x in (share * sheet.width for share in shares):
        high = sheet.rng.uniform(0.13, 0.22) * sheet.height
        bergs += _berg(sheet, x, horizon + 24, half, high)
        roofs = raised(roofs, x - half, x + half, horizon + 14 - high)
    floe = np.asarray(edge + 10 * np.sign(np.sin(np.arange(sheet.width + 1) / sheet.width * 21)))
    side = floe + 0.05 * sheet.height
    markup = (
        sheet.sky()
        + bergs
        + sheet.area(crests(sheet, horizon + 24, 9, 130), paint.SEA)
        + sheet.area(floe, paint.SNOW)
        + sheet.area(side, paint.WHITE)
    )
    return Backdrop(
        markup,
        skyline=floe,
        ground=floe,
        depth=40.0,
        near=paint.SNOW,
        roofs=roofs,
    )


def _berg(sheet: Sheet, x: float, foot: float, half: float, high: float) -> str:
    tip = x + sheet.rng.uniform(-0.3, 0.3) * half
    points = [(x - half, foot + 30), (x - 0.6 * half, foot - 0.5 * high), (tip, foot - high)]
    points += [(x + 0.5 * half, foot - 0.62 * high), (x + half, foot + 30)]
    shade = paint.line(
        f"M{tip:.0f} {foot - high:.0f} l{0.12 * half:.0f} {0.6 * high:.0f} L{x:.0f} {foot + 30:.0f}"
    )
    return paint.polygon(points, paint.ICE) + shade * (not sheet.simple)


def moon(sheet: Sheet) -> Backdrop:
    """The edge of a moon at the foot of the page."""
    ground = rolling(sheet, sheet.height * 0.85, 0.012 * sheet.height, 1.0)
    markup = sheet.sky(paint.SPACE) + sheet.area(ground, paint.STONE)
    return Backdrop(markup, skyline=ground, ground=ground, firm=True, near=paint.STONE)


def plain(sheet: Sheet) -> Backdrop:
    """Nothing: the page is a sheet of stickers."""
    return Backdrop(sheet.sky(paint.CREAM))


def staff(sheet: Sheet) -> Backdrop:
    """Waving lines of written music."""
    middle = rolling(sheet, sheet.height * 0.5, 0.09 * sheet.height, 1.0)
    gap = 0.15 * sheet.height
    colors = (paint.PINK, paint.YELLOW, paint.GREEN, paint.LIGHT_BLUE, paint.PURPLE)
    rows = zip((-2, -1, 0, 1, 2), colors, strict=True)
    return Backdrop(
        sheet.sky(paint.CREAM) + "".join(sheet.area(middle + gap * n, color) for n, color in rows)
    )
