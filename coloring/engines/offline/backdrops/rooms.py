"""Indoors: rooms with walls, windows and a floor."""

from __future__ import annotations

from coloring.engines.offline import paint
from coloring.engines.offline.backdrops import furniture
from coloring.engines.offline.backdrops.view import Backdrop, Sheet


def _room(sheet: Sheet, markup: str, wall: str, ceiling: float, floor: str = paint.FLOOR) -> Backdrop:
    """A wall with what hangs on it, a skirting board, a floor of broad planks."""
    top = sheet.line(0.60)
    board = sheet.band(top - 36, top, paint.CREAM) * (not sheet.plain)
    middle, apex = 0.5 * sheet.width, top - 0.5 * sheet.height
    low = sheet.height + 30
    count = sheet.few(5 if sheet.wide else 4, 2, 0)
    seams = "".join(
        _seam(middle, apex, (share / count * 1.9 - 0.45) * sheet.width, top, low)
        for share in range(count + (count > 0))
    )
    edge = sheet.level(top)
    return Backdrop(
        sheet.sky(wall) + markup + board + sheet.below(top, floor) + seams,
        skyline=edge,
        ground=edge,
        ceiling=ceiling,
        depth=10.0,
        near=floor,
    )


def _seam(middle: float, apex: float, foot: float, top: float, low: float) -> str:
    """The part below `top` of the line from a vanishing point to the page's foot."""
    share = (top - apex) / (low - apex)
    return paint.line(f"M{middle + share * (foot - middle):.0f} {top:.0f} L{foot:.0f} {low:.0f}")


def _wall_foot(sheet: Sheet) -> float:
    """How far down a wall things may hang: above most heroes' heads."""
    return sheet.height * (0.40 if sheet.tall else 0.34 if sheet.wide else 0.36)


def classroom(sheet: Sheet) -> Backdrop:
    """A blackboard, a window and a clock."""
    top, low, width = 58.0, _wall_foot(sheet), sheet.width
    left = sheet.rng.random() < 0.5
    board_wide, pane_wide = 0.58 * width, 0.23 * width
    board_x, pane_x = (0.06 * width, 0.71 * width) if left else (0.36 * width, 0.06 * width)
    board = furniture.blackboard(board_x, top, board_wide, low - top, sheet.rng, sheet.fuss)
    pane = furniture.window(pane_x, top + 10, pane_wide, low - top - 30, fuss=sheet.fuss)
    return _room(sheet, board + pane, paint.WALL, low + 10)


def bedroom(sheet: Sheet) -> Backdrop:
    """A curtained window with the moon in it, a shelf of toys, a rug."""
    top, low, width = 62.0, _wall_foot(sheet), sheet.width
    left = sheet.rng.random() < 0.5
    wide = (0.40 if sheet.wide else 0.48) * width
    x = 0.09 * width if left else 0.91 * width - wide
    pane = furniture.window(
        x, top, wide, low - top, paint.NIGHT, curtains=paint.PINK, moon=True, fuss=sheet.fuss
    )
    other = 0.64 * width if left else 0.06 * width
    shelf = furniture.shelf(other, 0.5 * (top + low) + 46, 0.30 * width, sheet.rng)
    view = _room(sheet, pane + shelf * (not sheet.simple), paint.PALE, low + 10)
    return _with(view, furniture.rug(sheet))


def living(sheet: Sheet) -> Backdrop:
    """A window by day, pictures in frames, a hanging lamp, a rug."""
    top, low, width = 62.0, _wall_foot(sheet), sheet.width
    left = sheet.rng.random() < 0.5
    wide = (0.34 if sheet.wide else 0.42) * width
    x = 0.08 * width if left else 0.92 * width - wide
    pane = furniture.window(x, top, wide, low - top, curtains=paint.GREEN, fuss=sheet.fuss)
    picture_x, picture_wide = (0.70 if left else 0.06) * width, 0.24 * width
    pictures = furniture.picture(picture_x, top + 14, picture_wide, 0.62 * (low - top), sheet.rng)
    lamp = furniture.lamp((0.58 if left else 0.42) * width, 0.13 * sheet.height, 0.075 * width + 14)
    return _with(
        _room(sheet, pane + lamp + pictures * (not sheet.simple), paint.WALL, low + 10), furniture.rug(sheet)
    )


def _with(view: Backdrop, more: str) -> Backdrop:
    return Backdrop(
        view.markup + more,
        skyline=view.skyline,
        ground=view.ground,
        ceiling=view.ceiling,
        depth=view.depth,
        near=view.near,
    )


def fireside(sheet: Sheet) -> Backdrop:
    """A fireplace with stockings, a window full of snow, a garland."""
    top, width = 64.0, sheet.width
    floor = sheet.line(0.60)
    left = sheet.rng.random() < 0.5
    wide = 0.44 * width
    x = 0.04 * width if left else 0.96 * width - wide
    hearth = furniture.fireplace(x, floor - 0.44 * sheet.height, wide, 0.44 * sheet.height, sheet.fuss)
    low = _wall_foot(sheet)
    pane_x = (0.56 if left else 0.08) * width
    pane = furniture.window(pane_x, top, 0.36 * width, low - top, paint.NIGHT, snow=True, fuss=sheet.fuss)
    room = _room(sheet, pane * (not sheet.plain), paint.PEACH, low + 10)
    return _with(room, hearth)


def library(sheet: Sheet) -> Backdrop:
    """Shelves of books from wall to wall."""
    top, low = 40.0, sheet.line(0.60) - 60
    rows = 2
    high = (low - top) / rows
    shelves = "".join(furniture.books(sheet, top + number * high, high) for number in range(rows))
    return _with(_room(sheet, shelves, paint.WOOD, 0.34 * sheet.height), furniture.rug(sheet))


def surgery(sheet: Sheet) -> Backdrop:
    """At the doctor's: a chart, a cabinet with a cross, a window."""
    top, low, width = 62.0, _wall_foot(sheet), sheet.width
    chart = furniture.chart(0.07 * width, top, 0.22 * width, low - top)
    pane = furniture.window(0.36 * width, top, 0.28 * width, 0.86 * (low - top))
    box = furniture.cabinet(0.71 * width, top + 10, 0.22 * width, 0.8 * (low - top))
    wall = chart * (not sheet.plain) + box + pane * (not sheet.simple)
    return _room(sheet, wall, paint.MINT, low + 10, paint.LIGHT_BLUE)


def workshop(sheet: Sheet) -> Backdrop:
    """Where robots are built: a screen, dials, pipes."""
    top, low, width = 56.0, _wall_foot(sheet), sheet.width
    left = sheet.rng.random() < 0.5
    x = (0.06 if left else 0.52) * width
    screen = furniture.screen(x, top, 0.42 * width, low - top)
    knobs = sheet.few(2, 2, 1)
    radius = 0.062 * width + 12
    start = 0.60 if left else 0.08
    dials = "".join(
        furniture.dial(start * width + radius + number * (2 * radius + 26), top + radius + 10, radius)
        for number in range(knobs)
    )
    panel = furniture.switches(
        start * width, top + 2 * radius + 46, 4 * radius + 26, max(60.0, low - top - 2 * radius - 56)
    )
    pipe = sheet.band(low + 26, low + 66, paint.ORANGE)
    return _room(
        sheet,
        screen + dials + panel * (not (sheet.simple or sheet.wide)) + pipe,
        paint.PALE,
        low + 10,
        paint.STONE,
    )


# One scallop of a curtain: its straight sides end at 1.
VALANCE = "M0 0 V1 Q.5 1.6 1 1 V0z"


def stage(sheet: Sheet) -> Backdrop:
    """A stage between red curtains."""
    width, height = sheet.width, sheet.height
    floor = sheet.line(0.62)
    side = (0.15 if sheet.wide else 0.17) * width
    folds = 1 if sheet.plain else 2
    step = side / folds
    drapes = "".join(
        _drape(number * step, step, floor + 50, paint.RED)
        + _drape(width - (number + 1) * step, step, floor + 50, paint.RED)
        for number in range(folds)
    )
    count = sheet.few(7 if sheet.wide else 5, 4, 3)
    wide = (width + 40) / count
    drop = 0.12 * height
    valance = "".join(
        paint.path(
            paint.fitted(VALANCE, -20 + number * wide, -20, wide, drop + 20),
            paint.RED,
        )
        for number in range(count)
    )
    beams = "".join(
        paint.polygon(
            [
                (share * width - 20, 0),
                (share * width + 20, 0),
                ((share + lean + 0.12) * width, floor),
                ((share + lean - 0.12) * width, floor),
            ],
            paint.YELLOW,
        )
        for share, lean in ((0.32, 0.02), (0.68, -0.02))
    )
    view = _room(sheet, beams * (not sheet.simple), paint.LILAC, drop + 0.075 * height)
    return _with(view, drapes + valance)


def _drape(x: float, wide: float, low: float, color: str) -> str:
    return paint.path(f"M{x:.0f} -20 V{low:.0f} q{wide / 2:.0f} 26 {wide:.0f} 0 V-20z", color)


def ring(sheet: Sheet) -> Backdrop:
    """Inside a circus tent: a striped roof, the kerb of the ring, sand."""
    width, height = sheet.width, sheet.height
    low, apex = 0.27 * height, -0.22 * height
    count = sheet.few(7 if sheet.wide else 5, 5, 3)
    step = 1.5 * width / count
    hem = [width / 2 - 0.75 * width + number * step for number in range(count + 1)]
    roof = "".join(
        paint.path(
            f"M{width / 2:.0f} {apex:.0f} L{left:.0f} {low:.0f} q{step / 2:.0f} 66 {step:.0f} 0z",
            (paint.RED, paint.YELLOW)[number % 2],
        )
        for number, left in enumerate(hem[:-1])
    )
    kerb = sheet.line(0.60)
    blocks = sheet.few(max(5, round(width / 150)), 3, 1)
    wide = width / blocks
    curb = "".join(
        paint.box(number * wide, kerb, wide, 66, (paint.RED, paint.CREAM)[number % 2])
        for number in range(blocks)
    )
    markup = sheet.sky(paint.PEACH) + roof + sheet.below(kerb, paint.SAND) + curb
    edge = sheet.level(kerb + 40)
    return Backdrop(
        markup, skyline=sheet.level(kerb), ground=edge, depth=10.0, ceiling=low + 40, near=paint.SAND
    )


def stadium(sheet: Sheet) -> Backdrop:
    """A playing field with its lines before a stand with flags."""
    top, grass = sheet.line(0.34), sheet.line(0.58)
    tiers = 1 if sheet.plain else 2
    high = (grass - top) / (tiers + 0.5)
    rows = "".join(
        sheet.band(top + number * high, top + (number + 1) * high, color)
        for number, color in enumerate((paint.LIGHT_BLUE, paint.YELLOW))
    )
    hoarding = sheet.band(top + tiers * high, grass, paint.CREAM)
    count = sheet.few(5 if sheet.wide else 3, 3, 2)
    flags = "".join(
        _flag((number + 0.5) / count * sheet.width, top, 0.10 * sheet.height, paint.BRIGHT[number])
        for number in range(count)
    )
    x, y, across = 0.5 * sheet.width, 1.04 * sheet.height, 0.40 * sheet.width
    circle = paint.oval(x, y, across, 0.24 * sheet.height, paint.MEADOW)
    stripe = sheet.band(0.5 * (grass + 0.8 * sheet.height), 0.8 * sheet.height, paint.MEADOW)
    markup = (
        sheet.sky()
        + flags
        + rows
        + hoarding
        + sheet.below(grass, paint.GRASS)
        + stripe * (not sheet.simple)
        + circle
    )
    edge = sheet.level(grass)
    return Backdrop(
        markup, skyline=edge, ground=edge, depth=30.0, roofs=sheet.level(top - 0.11 * sheet.height)
    )


def _flag(x: float, foot: float, high: float, color: str) -> str:
    cloth = paint.fitted("M0 0 Q.5 -.12 1 .1 V.55 Q.5 .35 0 .5z", x, foot - high, 0.8 * high, high)
    return paint.line(f"M{x:.0f} {foot:.0f} v{-high:.0f}") + paint.path(cloth, color)
