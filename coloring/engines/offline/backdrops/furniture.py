"""What hangs on walls and stands in rooms, drawn from its upper left corner in page px."""

from __future__ import annotations

import random

from coloring.engines.offline import paint
from coloring.engines.offline.backdrops.view import PLAIN, RICH, Sheet
from coloring.engines.offline.paint import box, disc, fitted, line, oval, path, polygon

RIM = 30.0  # px: the narrowest strip that a crayon finds room in between the thickest lines


def window(
    x: float,
    y: float,
    wide: float,
    high: float,
    sky: str = paint.SKY,
    *,
    curtains: str = "",
    moon: bool = False,
    snow: bool = False,
    fuss: int = RICH,
) -> str:
    """A window of two panes with a frame and a sill, of one when simple; on request with curtains."""
    rim = RIM if fuss == RICH else 0.0
    frame = box(x, y, wide, high, paint.WHITE) * (fuss == RICH)
    frame += box(x + rim, y + rim, wide - 2 * rim, high - 2 * rim, sky)
    cross = line(f"M{x + wide / 2:.0f} {y + rim:.0f} v{high - 2 * rim:.0f}") * (fuss == RICH)
    view = ""
    inner_wide, inner_high = wide - 2 * rim, high - 2 * rim
    if moon:
        size = 0.26 * min(wide, high) + 16
        view = path(fitted(paint.CRESCENT, x + 0.58 * wide, y + 0.3 * high, size, size), paint.YELLOW)
    if snow:
        drift = fitted("M0 1 V.72 Q.25 .5 .5 .72 T1 .72 V1z", x + rim, y + rim, inner_wide, inner_high)
        view = path(drift, paint.SNOW)
    sill = box(x - 14, y + high, wide + 28, RIM, paint.WOOD, 6)
    drapes = _curtains(x, y, wide, high, curtains) if curtains else ""
    return frame + cross + view + sill * (fuss != PLAIN or not curtains) + drapes


def _curtains(x: float, y: float, wide: float, high: float, color: str) -> str:
    drape = "M0 0 H1 Q1 .6 .07 .72 L.5 1 H0z"
    across, down = 0.24 * wide + 18, high + 46
    left = path(fitted(drape, x - 18, y - 6, across, down), color)
    right = path(fitted(drape, x + wide + 18, y - 6, -across, down), color)
    return left + right + box(x - 34, y - 26, wide + 68, RIM, paint.WOOD, 10)


def blackboard(x: float, y: float, wide: float, high: float, rng: random.Random, fuss: int = RICH) -> str:
    """A board with a drawing in chalk and a ledge; a frame around it on rich pages."""
    rim = RIM if fuss == RICH else 0.0
    frame = box(x, y, wide, high, paint.WOOD, 6) * (fuss == RICH)
    face = box(x + rim, y + rim, wide - 2 * rim, high - 2 * rim, paint.PINE)
    size = 0.5 * min(high, 0.5 * wide)
    left, top = x + wide / 2 - size, y + (high - size) / 2
    doodle = rng.choice((_SUM, _HOUSE, _CAT))
    chalk = line(fitted(doodle, left, top, 2 * size, size))
    return frame + face + chalk + box(x + 0.1 * wide, y + high, 0.8 * wide, RIM, paint.WOOD)


# Drawings in chalk, twice as wide as high.
_SUM = (
    "M.02 .25 L.1 .1 V.95 M.2 .55 H.36 M.28 .38 V.72 M.44 .3 A.09 .18 0 0 1 .62 .3 Q.62 .55 .44 .95 H.63 "
    "M.7 .45 H.82 M.7 .65 H.82 M.89 .2 Q1 0 1.04 .25 Q1.04 .45 .94 .48 Q1.08 .5 1.06 .75 Q1 1.05 .88 .85"
)
_HOUSE = (
    "M.15 .45 V1 H.6 V.45 L.375 .02z M.15 .45 H.6 M.31 1 V.68 H.44 V1 "
    "M.92 .3 A.09 .18 0 1 1 .74 .3 A.09 .18 0 1 1 .92 .3z M.7 1 Q.82 .75 .95 1"
)
_CAT = (
    "M.2 0 L.36 .2 H.64 L.8 0 V.62 A.3 .38 0 0 1 .2 .62z M.38 .42 V.52 M.62 .42 V.52 "
    "M.42 .7 Q.46 .82 .5 .7 Q.54 .82 .58 .7"
)


def picture(x: float, y: float, wide: float, high: float, rng: random.Random) -> str:
    """A landscape or a flower in a frame."""
    rim = RIM
    frame = box(x, y, wide, high, paint.WOOD) + box(
        x + rim, y + rim, wide - 2 * rim, high - 2 * rim, paint.SKY
    )
    if rng.random() < 0.5:
        hill = fitted("M0 1 V.75 Q.5 .1 1 .75 V1z", x + rim, y + rim, wide - 2 * rim, high - 2 * rim)
        return frame + path(hill, paint.GRASS)
    size = 0.5 * min(wide, high)
    return frame + path(
        fitted(paint.HEART, x + (wide - size) / 2, y + (high - size) / 2, size, size), paint.RED
    )


def lamp(x: float, drop: float, size: float) -> str:
    """A lamp on a cord from the ceiling; its bulb shows below the shade."""
    bulb = disc(x, drop + 0.8 * size, 0.3 * size, paint.YELLOW)
    shade = path(fitted("M.3 0 H.7 L1 1 H0z", x - size, drop, 2 * size, 0.8 * size), paint.ORANGE)
    return line(f"M{x:.0f} 0 V{drop:.0f}") + bulb + shade


def shelf(x: float, y: float, wide: float, rng: random.Random) -> str:
    """A board with a ball, a block and books on it, in any order."""
    size = 0.26 * wide
    places = rng.sample([x + (0.07 + 0.31 * number) * wide for number in range(3)], 3)
    ball = disc(places[0] + size / 2, y - size / 2, size / 2, paint.RED)
    block = box(places[1], y - size, size, size, paint.BLUE, 4)
    block += disc(places[1] + size / 2, y - size / 2, 0.26 * size, paint.YELLOW)
    books = box(places[2], y - 1.2 * size, 0.48 * size, 1.2 * size, paint.GREEN, 4)
    books += box(places[2] + 0.48 * size, y - size, 0.48 * size, size, paint.PURPLE, 4)
    return ball + block + books + box(x, y, wide, RIM, paint.WOOD, 4)


def rug(sheet: Sheet) -> str:
    """An oval rug with a border."""
    x, y, across, down = 0.5 * sheet.width, 0.86 * sheet.height, 0.44 * sheet.width, 0.10 * sheet.height
    border = oval(x, y, across, down, paint.RED)
    return border * (not sheet.plain) + oval(x, y, across - 1.4 * RIM, down - 1.2 * RIM, paint.PINK)


def fireplace(x: float, y: float, wide: float, high: float, fuss: int = RICH) -> str:
    """Hearth, mantelpiece and three stockings, or two; `high` reaches to the floor."""
    stone = box(x + 0.06 * wide, y + 0.16 * high, 0.88 * wide, 0.84 * high, paint.RED)
    foot = y + high
    arch = fitted(
        "M0 1 V.4 A.5 .4 0 0 1 1 .4 V1z", x + 0.24 * wide, y + 0.52 * high, 0.52 * wide, 0.48 * high
    )
    flame = "M.12 1 Q0 .5 .35 .3 Q.4 .5 .5 .4 Q.5 .1 .68 0 Q1.05 .5 .9 1z"
    fire = path(fitted(flame, x + 0.36 * wide, foot - 0.34 * high, 0.28 * wide, 0.28 * high), paint.ORANGE)
    log = box(x + 0.3 * wide, foot - 36, 0.4 * wide, 32, paint.TRUNK, 14)
    mantel = box(x, y + 0.08 * high, wide, 0.09 * high, paint.WOOD, 6)
    colors = ((0.12, paint.GREEN), (0.42, paint.YELLOW), (0.72, paint.BLUE))
    socks = "".join(
        _stocking(x + share * wide, y + 0.17 * high, 0.22 * high, color, cuffed=fuss == RICH)
        for share, color in (colors[::2] if fuss == PLAIN else colors)
    )
    return stone + path(arch, paint.BROWN) + fire + log * (fuss == RICH) + mantel + socks


def _stocking(x: float, y: float, size: float, color: str, *, cuffed: bool) -> str:
    leg = "M0 0 V.62 Q0 1 .3 1 H.7 Q.92 .8 .7 .64 H.48 V0z"
    cuff = box(x - 8, y - 4, 0.48 * size + 16, 0.24 * size, paint.WHITE, 8)
    return path(fitted(leg, x, y, size, size), color) + cuff * cuffed


def books(sheet: Sheet, y: float, high: float) -> str:
    """A row of upright books of different widths on a board across the page."""
    board, x, parts, spare = RIM, 10.0, [], high - RIM
    large = 2.4 if sheet.plain else 1.8 if sheet.simple else 1.35 if sheet.wide else 1.0
    while x < sheet.width:
        wide, tall = (
            sheet.rng.uniform(84, 124) * large,
            sheet.rng.uniform(0.66, 0.88) * spare,
        )
        parts.append(box(x, y + spare - tall, wide, tall, sheet.rng.choice(paint.BRIGHT), 5))
        x += wide if sheet.rng.random() < 0.7 else wide + sheet.rng.uniform(60, 130)
    return "".join(parts) + sheet.band(y + spare, y + spare + board, paint.TRUNK)


def chart(x: float, y: float, wide: float, high: float) -> str:
    """An eye chart whose signs are a ring, a square and a triangle."""
    sheet, cx, s = box(x, y, wide, high, paint.WHITE, 8), x + wide / 2, 0.13 * min(wide, 0.8 * high) + 4
    ring = disc(cx, y + 0.25 * high, 1.3 * s, paint.RED)
    squares = box(cx - 2.2 * s, y + 0.5 * high, 1.7 * s, 1.7 * s, paint.BLUE) + polygon(
        [
            (cx + 1.4 * s, y + 0.5 * high),
            (cx + 2.3 * s, y + 0.5 * high + 1.7 * s),
            (cx + 0.5 * s, y + 0.5 * high + 1.7 * s),
        ],
        paint.GREEN,
    )
    return sheet + ring + squares


def cabinet(x: float, y: float, wide: float, high: float) -> str:
    """A cupboard with a red cross."""
    size = 0.56 * min(wide, high)
    cross = fitted(paint.CROSS, x + (wide - size) / 2, y + (high - size) / 2, size, size)
    return box(x, y, wide, high, paint.WHITE, 10) + path(cross, paint.RED)


def screen(x: float, y: float, wide: float, high: float) -> str:
    """A large screen that shows a curve."""
    inner = (x + RIM, y + RIM, wide - 2 * RIM, high - 2 * RIM)
    frame = box(x, y, wide, high, paint.STEEL, 24) + box(*inner, paint.LIGHT_BLUE, 14)
    return frame + line(fitted("M0 .5 H.25 L.35 .2 L.55 .8 L.65 .5 H1", *inner))


def dial(x: float, y: float, radius: float) -> str:
    hand = line(f"M{x:.0f} {y:.0f} l{0.4 * radius:.0f} {-0.45 * radius:.0f}")
    return disc(x, y, radius, paint.STEEL) + disc(x, y, radius - RIM, paint.CREAM) + hand


def switches(x: float, y: float, wide: float, high: float) -> str:
    """A panel of three knobs."""
    radius = min(0.3 * high, 0.11 * wide)
    knobs = "".join(
        disc(x + share * wide, y + high / 2, radius, color)
        for share, color in zip((0.2, 0.5, 0.8), paint.BRIGHT, strict=False)
    )
    return box(x, y, wide, high, paint.STEEL, 12) + knobs
