"""The open country: hills, fields, mountains, deserts, snow."""

from __future__ import annotations

import itertools

import numpy as np

from coloring.engines.offline import paint
from coloring.engines.offline.backdrops.view import Backdrop, Sheet, clipped, crests, raised, rolling
from coloring.engines.offline.placement import Floats


def hills(
    sheet: Sheet, far_color: str = paint.MEADOW, near_color: str = paint.GRASS, sky: str = paint.SKY
) -> Backdrop:
    """Two rows of hills under an open sky."""
    far, near = _rows(sheet)
    markup = sheet.sky(sky) + sheet.area(far, far_color) + sheet.area(near, near_color)
    return Backdrop(markup, skyline=far, ground=near, near=near_color)


def _rows(sheet: Sheet) -> tuple[Floats, Floats]:
    far = rolling(sheet, sheet.line(0.46), 0.045 * sheet.height, 1.3)
    near = np.maximum(rolling(sheet, sheet.line(0.60), 0.022 * sheet.height, 1.0), far + 24)
    return far, near


def autumn(sheet: Sheet) -> Backdrop:
    return hills(sheet, paint.YELLOW, paint.DUNE, paint.CREAM)


def night(sheet: Sheet) -> Backdrop:
    """Hills at night, before a wood of round crowns."""
    far, near = _rows(sheet)
    wood = crests(sheet, sheet.line(0.40), -0.05 * sheet.height, sheet.width / 6)
    wood = np.minimum(wood, far - 30)
    markup = (
        sheet.sky(paint.NIGHT)
        + sheet.area(wood, paint.PINE)
        + sheet.area(far, paint.LEAF)
        + sheet.area(near, paint.GRASS)
    )
    return Backdrop(markup, skyline=far, ground=near, roofs=wood)


def fields(sheet: Sheet) -> Backdrop:
    """Ploughed land in broad stripes behind a meadow."""
    far = rolling(sheet, sheet.line(0.43), 0.03 * sheet.height, 0.8)
    near = rolling(sheet, sheet.line(0.60), 0.018 * sheet.height, 1.0)
    middle, apex = sheet.width * sheet.rng.uniform(0.3, 0.7), sheet.line(0.43) - 0.30 * sheet.height
    count = sheet.few(7 if sheet.wide else 5, 5, 3)
    foot = sheet.line(0.66)
    ends = np.linspace(-0.35, 1.35, count + 1) * sheet.width
    colors = (paint.YELLOW, paint.MEADOW, paint.DUNE)
    rows = "".join(
        paint.polygon([(middle, apex), (left, foot), (right, foot)], colors[number % 3])
        for number, (left, right) in enumerate(itertools.pairwise(ends))
    )
    hill = sheet.area(far, paint.MEADOW)
    markup = sheet.sky() + hill + clipped("fields", hill, rows) + sheet.edge(far)
    return Backdrop(markup + sheet.area(near, paint.GRASS), skyline=far, ground=near)


def kingdom(sheet: Sheet) -> Backdrop:
    """Hills with a winding path between them."""
    far, near = _rows(sheet)
    top, low = float(near[int(0.5 * sheet.width)]) - 2, sheet.height + 30
    middle, swing = 0.5 * sheet.width, sheet.rng.choice((-1, 1)) * 0.16 * sheet.width
    half = (low - top) / 2
    bend = f"C{middle - swing:.0f} {top + 0.35 * half:.0f} {middle + swing:.0f} {top + 0.7 * half:.0f}"
    back = f"C{middle + 1.6 * swing + 190:.0f} {top + 0.75 * half:.0f} {middle - 0.6 * swing + 30:.0f}"
    path = paint.path(
        f"M{middle - 24:.0f} {top:.0f} {bend} {middle - 150:.0f} {low} H{middle + 150:.0f} "
        f"{back} {top + 0.4 * half:.0f} {middle + 24:.0f} {top:.0f}z",
        paint.SAND,
    )
    hill = sheet.area(near, paint.GRASS)
    markup = sheet.sky() + sheet.area(far, paint.MEADOW) + hill + clipped("path", hill, path)
    return Backdrop(markup, skyline=far, ground=near)


def flat(sheet: Sheet) -> Backdrop:
    """A level field before one row of hills."""
    far = rolling(sheet, sheet.line(0.48), 0.035 * sheet.height, 1.2)
    near = sheet.level(sheet.line(0.60))
    markup = sheet.sky() + sheet.area(far, paint.MEADOW) + sheet.area(near, paint.GRASS)
    return Backdrop(markup, skyline=far, ground=near)


def mountains(sheet: Sheet) -> Backdrop:
    """Peaks with caps of snow behind green hills."""
    far, near = _rows(sheet)
    peaks = ((0.24, 0.10), (0.76, 0.16), (0.5, 0.22)) if not sheet.tall else ((0.3, 0.13), (0.78, 0.22))
    peaks = peaks[:2] if sheet.plain else peaks
    order = sheet.rng.sample(peaks, len(peaks))
    half = 0.30 * sheet.width
    rows = "".join(peak(x * sheet.width, y * sheet.height, far.max() + 40, half) for x, y in order)
    markup = sheet.sky() + rows + sheet.area(far, paint.MEADOW) + sheet.area(near, paint.GRASS)
    return Backdrop(markup, skyline=far, ground=near)


def peak(x: float, top: float, foot: float, half: float, color: str = paint.STONE) -> str:
    """A mountain whose upper third is white."""
    cap, share = top + 0.36 * (foot - top), 0.36 * half
    zigzag = [
        (x - share, cap),
        (x - 0.5 * share, cap - 0.06 * (foot - top)),
        (x - 0.1 * share, cap + 0.07 * (foot - top)),
        (x + 0.4 * share, cap - 0.05 * (foot - top)),
        (x + share, cap),
    ]
    rock = paint.polygon([(x, top), (x + half, foot), (x - half, foot)], color)
    return rock + paint.polygon([(x, top), *reversed(zigzag)], paint.SNOW)


def dunes(sheet: Sheet) -> Backdrop:
    """Waves of sand, one behind the other."""
    back = rolling(sheet, sheet.line(0.40), 0.04 * sheet.height, 1.0)
    far = np.maximum(rolling(sheet, sheet.line(0.50), 0.045 * sheet.height, 0.8), back + 30)
    near = np.maximum(rolling(sheet, sheet.line(0.62), 0.02 * sheet.height, 0.7), far + 30)
    colors = (paint.DUNE, paint.SAND, paint.DUNE)
    rows = "".join(sheet.area(curve, color) for curve, color in zip((back, far, near), colors, strict=True))
    return Backdrop(sheet.sky() + rows, skyline=far, ground=near, near=paint.DUNE)


def savanna(sheet: Sheet) -> Backdrop:
    """A yellow plain under a great sun that touches the horizon."""
    horizon = sheet.line(0.50)
    far = rolling(sheet, horizon, 0.012 * sheet.height, 0.9)
    near = rolling(sheet, sheet.line(0.61), 0.015 * sheet.height, 0.8)
    x, radius = sheet.rng.choice((0.3, 0.7)) * sheet.width, 0.15 * sheet.width + 0.06 * sheet.height
    sun = paint.disc(x, horizon - 0.35 * radius, radius, paint.ORANGE)
    sun += paint.disc(x, horizon - 0.35 * radius, 0.68 * radius, paint.YELLOW)
    markup = sheet.sky(paint.CREAM) + sun + sheet.area(far, paint.DUNE) + sheet.area(near, paint.SAND)
    roofs = raised(far, x - radius, x + radius, horizon - 1.35 * radius)
    return Backdrop(markup, skyline=far, ground=near, near=paint.SAND, roofs=roofs)


def snow(sheet: Sheet) -> Backdrop:
    """Soft hills of snow."""
    far = rolling(sheet, sheet.line(0.45), 0.05 * sheet.height, 1.6)
    middle = rolling(sheet, sheet.line(0.55), 0.03 * sheet.height, 1.1)
    near = np.maximum(rolling(sheet, sheet.line(0.64), 0.02 * sheet.height, 1.0), middle + 24)
    colors = (paint.ICE, paint.SNOW, paint.WHITE)
    layers = "".join(sheet.area(row, color) for row, color in zip((far, middle, near), colors, strict=True))
    return Backdrop(sheet.sky(paint.LIGHT_BLUE) + layers, skyline=far, ground=near, near=paint.SNOW)


def rainbow(sheet: Sheet) -> Backdrop:
    """Hills under a broad rainbow."""
    far, near = _rows(sheet)
    x, foot = 0.5 * sheet.width, sheet.line(0.5)
    reach = min(0.46 * sheet.width, 0.86 * foot)
    colors = (paint.RED, paint.ORANGE, paint.YELLOW, paint.GREEN, paint.BLUE)[: sheet.few(5, 5, 4)]
    step = max(34.0, 0.075 * reach)
    bows = "".join(paint.disc(x, foot, reach - step * number, color) for number, color in enumerate(colors))
    inside = paint.disc(x, foot, reach - step * len(colors), paint.SKY)
    markup = sheet.sky() + bows + inside + sheet.area(far, paint.MEADOW) + sheet.area(near, paint.GRASS)
    return Backdrop(markup, skyline=far, ground=near)
