"""Laid tables and market stalls: the main thing stands on them."""

from __future__ import annotations

import math

from coloring.engines.offline import paint
from coloring.engines.offline.backdrops import furniture
from coloring.engines.offline.backdrops.view import Backdrop, Sheet


def table(sheet: Sheet) -> Backdrop:
    """A laid table under a garland."""
    return _set(sheet, sheet.sky(paint.LILAC) + _garland(sheet), paint.PINK, ceiling=165.0)


def kitchen(sheet: Sheet) -> Backdrop:
    """A table in a kitchen: window, shelf and lamp behind it."""
    top, width = 62.0, sheet.width
    low = sheet.height * (0.36 if sheet.tall else 0.34)
    left = sheet.rng.random() < 0.5
    wide = (0.34 if sheet.wide else 0.42) * width
    pane = furniture.window(
        0.09 * width if left else 0.91 * width - wide,
        top,
        wide,
        low - top,
        curtains=paint.YELLOW,
        fuss=sheet.fuss,
    )
    x, across = (0.66 if left else 0.06) * width, 0.28 * width
    jars = _jars(x, 0.5 * (top + low) + 50, across)
    lamp = furniture.lamp((0.57 if left else 0.43) * width, 0.10 * sheet.height, 0.06 * width + 14)
    return _set(
        sheet,
        sheet.sky(paint.MINT) + pane + lamp * (not sheet.plain) + jars * (not sheet.simple),
        paint.RED,
        ceiling=low + 30,
    )


def _jars(x: float, y: float, wide: float) -> str:
    """A shelf with three jars."""
    size = 0.25 * wide
    jars = "".join(
        paint.box(x + share * wide, y - 1.1 * size, size, 1.1 * size, color, 12)
        + paint.box(x + share * wide - 3, y - 1.1 * size - 28, size + 6, 32, paint.STEEL, 6)
        for share, color in ((0.06, paint.RED), (0.38, paint.ORANGE), (0.70, paint.PURPLE))
    )
    return jars + paint.box(x, y, wide, furniture.RIM, paint.WOOD, 4)


def _set(sheet: Sheet, behind: str, cloth: str, *, ceiling: float) -> Backdrop:
    """A table across the page with a scalloped cloth."""
    edge, hem = sheet.line(0.60), 0.90 * sheet.height
    count = max(5, round(sheet.width / (190 if sheet.simple else 130)))
    width = (sheet.width + 40) / count
    arcs = " ".join(f"q{-width / 2:.1f} 52 {-width:.1f} 0" for _ in range(count))
    spread = paint.path(f"M-20 {edge:.0f} H{sheet.width + 20} V{hem:.0f} {arcs}z", cloth)
    top = sheet.level(edge)
    return Backdrop(
        behind + sheet.below(edge, paint.FLOOR) + spread,
        skyline=top,
        ground=top,
        level=0.85 * sheet.height,
        lowest=0.875 * sheet.height,
        ceiling=ceiling,
        near=cloth,
    )


def _garland(sheet: Sheet) -> str:
    """Pennants on a string along the top."""
    count = max(sheet.few(6, 5, 4), round(sheet.width / sheet.few(105, 150, 230)))
    step = (sheet.width - 44) / count
    sag = [32 + 46 * math.sin(math.pi * (number / count * 2 % 1)) for number in range(count + 1)]
    flags = []
    for number in range(count):
        left, right = 22 + number * step, 22 + (number + 1) * step
        tip = (sag[number] + sag[number + 1]) / 2 + 78
        corners = [(left + 8, sag[number] + 4), (right - 8, sag[number + 1] + 4), ((left + right) / 2, tip)]
        flags.append(paint.polygon(corners, paint.BRIGHT[number % len(paint.BRIGHT)]))
    string = " ".join(f"L{22 + number * step:.0f} {drop:.0f}" for number, drop in enumerate(sag))
    return paint.line(f"M22 {sag[0]:.0f} {string}") + "".join(flags)


def market(sheet: Sheet) -> Backdrop:
    """A stall: a striped awning on posts over a counter of boards."""
    width, height = sheet.width, sheet.height
    low = 0.17 * height
    count = sheet.few(9 if sheet.wide else 6, 6, 4)
    step = (width + 40) / count
    awning = "".join(
        paint.path(
            paint.fitted("M0 0 V1 A.5 .4 0 0 0 1 1 V0z", -20 + number * step, -20, step, low + 20),
            (paint.RED, paint.CREAM)[number % 2],
        )
        for number in range(count)
    )
    edge = sheet.line(0.60)
    posts = "".join(paint.box(share * width - 20, 0, 40, edge, paint.TRUNK) for share in (0.07, 0.93))
    counter = sheet.below(edge, paint.WOOD)
    front = sheet.below(0.895 * height, paint.BROWN)
    top = sheet.level(edge)
    return Backdrop(
        sheet.sky() + posts + awning + counter + front,
        skyline=top,
        ground=top,
        level=0.85 * height,
        lowest=0.87 * height,
        ceiling=low + 0.4 * step,
        near=paint.WOOD,
    )


def picnic(sheet: Sheet) -> Backdrop:
    """A checked cloth spread on a meadow."""
    far_edge, lawn = sheet.line(0.44), sheet.line(0.54)
    hill = paint.path(
        f"M-20 {lawn:.0f} Q{0.28 * sheet.width:.0f} {far_edge - 60:.0f} {0.6 * sheet.width:.0f} {lawn:.0f} "
        f"Q{0.85 * sheet.width:.0f} {far_edge - 20:.0f} {sheet.width + 20} {lawn:.0f}z",
        paint.MEADOW,
    )
    back, front = 0.72 * sheet.height, 0.97 * sheet.height
    columns, rows = (6, 2) if sheet.wide else (4, 2)
    columns -= 2 * sheet.plain
    cloth = "".join(
        _check(
            sheet,
            column / columns,
            (column + 1) / columns,
            back + row * (front - back) / rows,
            back + (row + 1) * (front - back) / rows,
            (back, front),
            (column + row) % 2 == 0,
        )
        for row in range(rows)
        for column in range(columns)
    )
    markup = sheet.sky() + hill + sheet.below(lawn, paint.GRASS) + cloth
    edge = sheet.level(lawn)
    return Backdrop(markup, skyline=edge, ground=sheet.level(sheet.line(0.58)), level=0.89 * sheet.height)


def _check(
    sheet: Sheet, left: float, right: float, top: float, low: float, span: tuple[float, float], red: bool
) -> str:
    """One square of a cloth that widens towards the reader; left and right are shares of its width."""

    def at(share: float, y: float) -> tuple[float, float]:
        half = (0.34 + 0.14 * (y - span[0]) / (span[1] - span[0])) * sheet.width
        return sheet.width / 2 + (2 * share - 1) * half, y

    corners = [at(left, top), at(right, top), at(right, low), at(left, low)]
    return paint.polygon(corners, paint.RED if red else paint.CREAM)
