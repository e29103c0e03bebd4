"""Among plants: woods, jungle, gardens, the grass as ants see it, a branch for birds."""

from __future__ import annotations

import numpy as np

from coloring.engines.offline import paint
from coloring.engines.offline.backdrops import country
from coloring.engines.offline.backdrops.view import Backdrop, Sheet, crests, rolling


def forest(sheet: Sheet, crown: str = paint.LEAF) -> Backdrop:
    """Thick trunks left and right whose crowns close above."""
    view = country.hills(sheet)
    width, height = sheet.width, sheet.height
    foot = sheet.line(0.60) + 30
    trunks = "".join(_trunk(x * width, foot + drop, 0.05 * (width + height) / 2) for x, drop in _stems(sheet))
    leaves = 0.13 * height
    edge = crests(sheet, leaves, 0.06 * height, width / (7 if sheet.wide else 5))
    canopy = sheet.hanging(edge, crown)
    return Backdrop(
        view.markup + trunks + canopy,
        skyline=view.skyline,
        ground=view.ground,
        ceiling=float(edge.max()) - 10,
    )


def _stems(sheet: Sheet) -> list[tuple[float, float]]:
    """Where trunks stand (share of the width) and how much nearer than the horizon (px)."""
    inner = sheet.rng.choice((0.27, 0.73))
    return (
        [(inner, -0.06 * sheet.height), (0.07, 30), (0.93, 10)] if not sheet.tall else [(0.08, 20), (0.92, 0)]
    )


def _trunk(x: float, foot: float, half: float) -> str:
    outline = (
        f"M{x - half:.0f} -20 L{x - 0.9 * half:.0f} {foot - 70:.0f} Q{x - half:.0f} {foot - 20:.0f} "
        f"{x - 1.6 * half:.0f} {foot:.0f} H{x + 1.6 * half:.0f} Q{x + half:.0f} {foot - 20:.0f} "
        f"{x + 0.9 * half:.0f} {foot - 70:.0f} L{x + half:.0f} -20z"
    )
    return paint.path(outline, paint.TRUNK)


def jungle(sheet: Sheet) -> Backdrop:
    """Hills seen through great leaves that hang in from above."""
    view = country.hills(sheet, paint.LEAF, paint.GRASS)
    size = 0.30 * min(sheet.width, 0.9 * sheet.height)
    vein = paint.line(f"M{0.3 * size if sheet.simple else 0:.0f} 0 H{0.82 * size:.0f}")
    leaf = paint.path(_leaf(size), paint.GREEN) + vein
    left = [(-10, 60, 62), (-10, -10, 28), (90, -20, 75)][: sheet.few(3, 3, 2)]
    leaves = "".join(paint.turned(leaf, x, y, turn) for x, y, turn in left)
    right = "".join(paint.turned(leaf, sheet.width - x, y, 180 - turn) for x, y, turn in left)
    vine = "".join(_vine(sheet, share, size) for share in ((0.36, 0.62) if sheet.wide else (0.5,)))
    vine *= not sheet.plain
    return Backdrop(
        view.markup + vine + leaves + right, skyline=view.skyline, ground=view.ground, ceiling=0.75 * size
    )


def _leaf(size: float) -> str:
    return f"M0 0 Q{0.3 * size:.0f} {-0.38 * size:.0f} {size:.0f} 0 Q{0.3 * size:.0f} {0.38 * size:.0f} 0 0z"


def _vine(sheet: Sheet, share: float, size: float) -> str:
    x, low = share * sheet.width, 0.62 * size
    stem = paint.line(f"M{x:.0f} -20 Q{x - 18:.0f} {0.5 * low:.0f} {x:.0f} {low:.0f}")
    leaf = paint.path(_leaf(0.36 * size), paint.LEAF)
    return stem + paint.turned(leaf, x - 6, 0.42 * low, 25) + paint.turned(leaf, x, low, 150)


def garden(sheet: Sheet) -> Backdrop:
    """A picket fence along the lawn, hills behind it."""
    far = rolling(sheet, sheet.line(0.42), 0.03 * sheet.height, 1.1)
    lawn = sheet.line(0.60)
    count = max(5, round(sheet.width / (140 if sheet.simple else 100)))
    step = sheet.width / count
    top = lawn - 0.15 * sheet.height
    rail = sheet.band(top + 44, top + 74, paint.CREAM)
    pickets = rail + "".join(
        _picket((number + 0.14) * step, top, 0.72 * step, lawn + 20) for number in range(count)
    )
    fence = _boards(sheet, count, top, lawn + 20) if sheet.simple else pickets
    near = sheet.level(lawn)
    markup = sheet.sky() + sheet.area(far, paint.MEADOW) + fence + sheet.area(near, paint.GRASS)
    return Backdrop(
        markup, skyline=sheet.level(lawn - 4), ground=near, depth=20.0, roofs=sheet.level(top - 40)
    )


def _boards(sheet: Sheet, count: int, top: float, foot: float) -> str:
    """A fence that is one area: pointed boards side by side, whose seams end above the ground."""
    step = sheet.width / count
    tips = " ".join(f"l{step / 2:.1f} {-step / 3:.1f} l{step / 2:.1f} {step / 3:.1f}" for _ in range(count))
    seams = " ".join(
        f"M{number * step:.1f} {top:.1f} v{0.6 * (foot - top):.1f}" for number in range(1, count)
    )
    return paint.path(f"M0 {foot:.1f} V{top:.1f} {tips} V{foot:.1f}z", paint.WHITE) + paint.line(seams)


def _picket(x: float, top: float, wide: float, foot: float) -> str:
    tip = top - 0.5 * wide
    return paint.polygon(
        [(x, foot), (x, top), (x + wide / 2, tip), (x + wide, top), (x + wide, foot)], paint.WHITE
    )


def grass(sheet: Sheet) -> Backdrop:
    """The world of insects: blades of grass as tall as trees."""
    ground = rolling(sheet, sheet.line(0.66), 0.02 * sheet.height, 0.9)
    far = rolling(sheet, sheet.line(0.56), 0.03 * sheet.height, 1.2)
    shares = [0.04, 0.17, 0.83, 0.96] if sheet.tall else [0.03, 0.12, 0.22, 0.76, 0.88, 0.97]
    shares = [0.06, 0.2, 0.9] if sheet.plain else shares
    blades = "".join(_blade(sheet, share, float(far[int(share * sheet.width)]) + 30) for share in shares)
    markup = sheet.sky() + blades + sheet.area(far, paint.LEAF) + sheet.area(ground, paint.EARTH)
    return Backdrop(markup, skyline=far, ground=ground, near=paint.EARTH)


def _blade(sheet: Sheet, share: float, foot: float) -> str:
    x, half = share * sheet.width, 0.042 * sheet.width + 10
    lean = (1 if share < 0.5 else -1) * sheet.rng.uniform(0.05, 0.13) * sheet.width
    tip = sheet.rng.uniform(0.06, 0.24) * sheet.height
    outline = (
        f"M{x - half:.0f} {foot:.0f} Q{x - half:.0f} {0.5 * (foot + tip):.0f} {x + lean:.0f} {tip:.0f} "
        f"Q{x + half:.0f} {0.55 * (foot + tip):.0f} {x + half:.0f} {foot:.0f}z"
    )
    return paint.path(outline, sheet.rng.choice((paint.GREEN, paint.LEAF, paint.GRASS)))


def branch(sheet: Sheet) -> Backdrop:
    """A long branch to sit on, leaves below it, hills far away."""
    width, height = sheet.width, sheet.height
    top = np.asarray(rolling(sheet, 0.70 * height, 0.01 * height, 0.6))
    hill = rolling(sheet, 0.86 * height, 0.03 * height, 1.0)
    low = top + 0.075 * height
    upper = " ".join(f"L{x} {top[x]:.0f}" for x in range(0, width + 1, 8))
    lower = " ".join(f"L{x} {low[x]:.0f}" for x in range(width, -1, -8))
    wood = paint.path(
        f"M-20 {top[0]:.0f} {upper} L{width + 20} {top[-1]:.0f} V{low[-1]:.0f} {lower} L-20 {low[0]:.0f}z",
        paint.TRUNK,
    )
    leaf = paint.path(_leaf(0.17 * height), paint.LEAF)
    shares = (0.1, 0.3, 0.52, 0.74, 0.93) if not sheet.tall else (0.12, 0.5, 0.86)
    leaves = "".join(
        paint.turned(leaf, share * width, float(low[int(share * width)]) - 8, turn)
        for share, turn in zip(shares, (60, 115, 70, 120, 75), strict=False)
    )
    markup = sheet.sky() + sheet.area(hill, paint.MEADOW) + leaves + wood
    return Backdrop(markup, skyline=top, ground=top, level=0.70 * height + 18, lowest=0.70 * height + 34)
