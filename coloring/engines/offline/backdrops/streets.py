"""Where things drive, roll and are built: roads, towns, rails, runways, building sites."""

from __future__ import annotations

from coloring.engines.offline import paint
from coloring.engines.offline.backdrops import country, view
from coloring.engines.offline.backdrops.view import Backdrop, Sheet, rolling
from coloring.engines.offline.placement import Floats


def road(sheet: Sheet) -> Backdrop:
    """A wide road before hills."""
    far = rolling(sheet, sheet.line(0.47), 0.04 * sheet.height, 1.2)
    return _street(sheet, sheet.sky() + sheet.area(far, paint.MEADOW), paint.GRASS, far)


def _street(sheet: Sheet, behind: str, verge: str, roofs: Floats | None = None) -> Backdrop:
    """A road across the foot of the page before whatever is behind."""
    kerb, top, low = sheet.line(0.59), sheet.line(0.62), 0.93 * sheet.height
    middle = 0.775 * sheet.height
    bands = sheet.below(kerb, verge) + sheet.below(top, paint.ROAD) + sheet.below(low, paint.STONE)
    count = max(4, round(sheet.width / 170)) - sheet.simple
    step = sheet.width / count
    dashes = "".join(
        paint.line(f"M{x:.0f} {middle + 15:.0f} h{step / 2:.0f}")
        if sheet.plain
        else paint.box(x, middle, step / 2, 30, paint.WHITE, 6)
        for x in ((number + 0.25) * step for number in range(count))
    )
    ground = sheet.level(kerb)
    return Backdrop(
        behind + bands + dashes,
        skyline=ground,
        ground=ground,
        level=0.89 * sheet.height,
        depth=4.0,
        near=paint.STONE,
        roofs=roofs,
    )


def town(sheet: Sheet) -> Backdrop:
    """A row of houses of different heights along a road."""
    kerb = sheet.line(0.59)
    count = 6 if sheet.wide else 4 if sheet.tall else 5
    count -= sheet.few(0, 1, 2)
    step = sheet.width / count
    colors = sheet.rng.sample(
        (paint.RED, paint.YELLOW, paint.BLUE, paint.ORANGE, paint.PINK, paint.GREEN, paint.PURPLE), count
    )
    houses, roofs = "", sheet.level(kerb)
    for number, color in enumerate(colors):
        top = kerb - sheet.rng.uniform(0.20, 0.34) * sheet.height
        houses += _house(sheet, number * step, top, step, kerb, color)
        roofs = view.raised(roofs, number * step, (number + 1) * step, top - 0.45 * step)
    return _street(sheet, sheet.sky() + houses, paint.STONE, roofs)


def _house(sheet: Sheet, x: float, top: float, wide: float, foot: float, color: str) -> str:
    """A house with two large windows, its roof flat or pointed."""
    wall = paint.box(x, top, wide, foot - top + 20, color)
    pane = 0.30 * wide
    panes = "".join(
        paint.box(x + share * wide, top + 0.22 * wide, pane, 1.25 * pane, paint.LIGHT_BLUE)
        for share in ((0.35,) if sheet.simple else (0.14, 0.56))
    )
    if sheet.rng.random() < 0.5:
        roof = paint.polygon([(x, top), (x + wide / 2, top - 0.45 * wide), (x + wide, top)], paint.BROWN)
    else:
        roof = paint.box(x - 6, top - 30, wide + 12, 30, paint.STONE)
    return wall + panes + roof


def station_house(sheet: Sheet) -> Backdrop:
    """A fire station with its two great doors."""
    kerb, wide = sheet.line(0.59), min(0.62 * sheet.width, 0.9 * sheet.height)
    x = sheet.rng.choice((0.04, 0.96)) * sheet.width
    x = x if x < 0.5 * sheet.width else x - wide
    high = 0.30 * sheet.height
    far = rolling(sheet, sheet.line(0.47), 0.04 * sheet.height, 1.2)
    wall = paint.box(x, kerb - high, wide, high + 20, paint.RED)
    doors = "".join(
        _gate(sheet, x + share * wide, kerb - 0.72 * high, 0.38 * wide, 0.72 * high) for share in (0.07, 0.55)
    )
    sign = paint.box(x + 0.2 * wide, kerb - 0.95 * high, 0.6 * wide, 0.17 * high, paint.YELLOW, 8)
    tower = _hose_tower(
        x + (0.78 if x < 0.3 * sheet.width else 0.02) * wide, kerb - high, 0.2 * wide, 0.13 * sheet.height
    )
    behind = sheet.sky() + sheet.area(far, paint.MEADOW)
    behind += tower * (not sheet.plain) + wall + doors + sign * (not sheet.simple)
    roofs = view.raised(far, x, x + wide, kerb - 1.6 * high)
    return _street(sheet, behind, paint.STONE, roofs)


def _gate(sheet: Sheet, x: float, top: float, wide: float, high: float) -> str:
    panel = high / 3
    glass = paint.box(x + 0.14 * wide, top + 0.2 * panel, 0.72 * wide, 0.7 * panel, paint.LIGHT_BLUE)
    seam = paint.line(f"M{x:.0f} {top + 1.6 * panel:.0f} h{wide:.0f}")
    return paint.box(x, top, wide, high + 20, paint.CREAM) + glass + seam * (not sheet.simple)


def _hose_tower(x: float, foot: float, wide: float, high: float) -> str:
    roof = paint.polygon(
        [(x - 10, foot - high), (x + wide / 2, foot - 1.5 * high), (x + wide + 10, foot - high)], paint.BROWN
    )
    bell = paint.disc(x + wide / 2, foot - 0.5 * high, 0.22 * wide, paint.YELLOW)
    return paint.box(x, foot - high, wide, high + 10, paint.ORANGE) + bell + roof


def clinic(sheet: Sheet) -> Backdrop:
    """A hospital with a cross, along a road."""
    kerb, wide = sheet.line(0.59), 0.72 * sheet.width
    x, high = 0.14 * sheet.width, 0.30 * sheet.height
    wings = paint.box(x, kerb - 0.7 * high, wide, high, paint.CREAM)
    panes = "".join(
        paint.box(x + share * wide, kerb - 0.52 * high, 0.11 * wide, 0.26 * high, paint.LIGHT_BLUE)
        for share in ((0.11, 0.77) if sheet.simple else (0.04, 0.19, 0.70, 0.85))
    )
    middle = paint.box(x + 0.34 * wide, kerb - 1.25 * high, 0.32 * wide, 1.5 * high, paint.WHITE)
    arm, cx, cy = 0.05 * wide, 0.5 * sheet.width, kerb - 0.92 * high
    cross = paint.path(paint.fitted(paint.CROSS, cx - 1.5 * arm, cy - 1.5 * arm, 3 * arm, 3 * arm), paint.RED)
    door = paint.box(cx - 0.08 * wide, kerb - 0.45 * high, 0.16 * wide, 0.6 * high, paint.BLUE)
    far = rolling(sheet, sheet.line(0.44), 0.03 * sheet.height, 1.2)
    behind = (
        sheet.sky()
        + sheet.area(far, paint.MEADOW)
        + wings
        + panes * (not sheet.plain)
        + middle
        + cross
        + door
    )
    roofs = view.raised(far, x, x + wide, kerb - 0.75 * high)
    roofs = view.raised(roofs, x + 0.34 * wide, x + 0.66 * wide, kerb - 1.3 * high)
    return _street(sheet, behind, paint.STONE, roofs)


def rails(sheet: Sheet) -> Backdrop:
    """A railway before hills; trains stand on it."""
    open_land = country.hills(sheet)
    return _railway(sheet, open_land.markup, open_land.skyline, open_land.ground)


def _railway(sheet: Sheet, behind: str, skyline: Floats | None, ground: Floats | None) -> Backdrop:
    top = 0.855 * sheet.height
    count = max(4, round(sheet.width / 150))
    step = sheet.width / count
    sleepers = "".join(
        paint.line(f"M{(number + 0.5) * step:.0f} {top + 30:.0f} v30")
        if sheet.simple
        else paint.box((number + 0.22) * step, top + 28, step * 0.56, 34, paint.TRUNK)
        for number in range(count)
    )
    markup = behind + sleepers + sheet.band(top, top + 30, paint.STEEL)
    return Backdrop(markup, skyline=skyline, ground=ground, level=top + 2, lowest=top - 6, depth=10.0)


def platform(sheet: Sheet) -> Backdrop:
    """The same rails at a station: a roof on posts, a clock, a house with an arched door."""
    kerb, width = sheet.line(0.58), sheet.width
    roof = 0.07 * sheet.height
    count = 3 if sheet.plain else 4 if sheet.simple or sheet.tall else 7 if sheet.wide else 5
    step = (width + 40) / count
    awning = "".join(
        paint.path(
            f"M{-20 + number * step:.0f} {roof:.0f} h{step:.0f} v60 a{step / 2:.0f} 34 0 0 1 {-step:.0f} 0z",
            (paint.RED, paint.CREAM)[number % 2],
        )
        for number in range(count)
    )
    posts = "".join(paint.box(share * width - 18, roof, 36, kerb - roof, paint.GREEN) for share in (0.1, 0.9))
    wall = sheet.band(roof, kerb, paint.WALL)
    radius = 0.055 * (width + sheet.height) / 2
    clock = paint.disc(0.5 * width, roof + 100 + radius, radius, paint.WHITE) + paint.line(
        f"M{0.5 * width:.0f} {roof + 100 + 0.45 * radius:.0f} v{0.55 * radius:.0f} h{0.4 * radius:.0f}"
    )
    markup = sheet.sky() + wall + posts + clock + awning + sheet.below(kerb, paint.STONE)
    return _railway(sheet, markup, sheet.level(kerb), sheet.level(kerb))


def runway(sheet: Sheet) -> Backdrop:
    """A runway, and a terminal with large panes far behind it."""
    horizon = sheet.line(0.50)
    wide, high = 0.5 * sheet.width, 0.10 * sheet.height
    x = sheet.rng.choice((0.03, 0.47)) * sheet.width
    count = sheet.few(4, 2, 1)
    pane = 0.84 * wide / count
    hall = paint.path(
        f"M{x:.0f} {horizon + 40:.0f} V{horizon - high:.0f} Q{x + wide / 2:.0f} {horizon - 1.7 * high:.0f} "
        f"{x + wide:.0f} {horizon - high:.0f} V{horizon + 40:.0f}z",
        paint.CREAM,
    )
    panes = "".join(
        paint.box(x + 0.08 * wide + number * pane, horizon - 0.75 * high, pane, 0.62 * high, paint.LIGHT_BLUE)
        for number in range(count)
    )
    far = rolling(sheet, horizon, 0.01 * sheet.height, 1.2)
    roofs = view.raised(far, x, x + wide, horizon - 1.4 * high)
    return _street(sheet, sheet.sky() + hall + panes + sheet.area(far, paint.MEADOW), paint.GRASS, roofs)


def site(sheet: Sheet) -> Backdrop:
    """A building site: the shell of a house, heaps of earth."""
    far = rolling(sheet, sheet.line(0.50), 0.02 * sheet.height, 1.1)
    near = rolling(sheet, sheet.line(0.60), 0.012 * sheet.height, 0.8)
    wide, storeys = 0.40 * sheet.width, sheet.few(3, 2, 1)
    high = 0.125 * sheet.height
    left = sheet.rng.random() < 0.5
    x, foot = (0.05 if left else 0.55) * sheet.width, sheet.line(0.55)
    cells = "".join(
        _cell(x + column * wide / 2, foot - (storey + 1) * high, wide / 2, high)
        for storey in range(storeys)
        for column in range(2 if storey < storeys - 1 else 1)
    )
    start = (0.58 if left else 0.08) * sheet.width
    mound = paint.fitted(
        "M0 1 Q.45 0 1 1z", start, foot - 0.2 * sheet.height, 0.34 * sheet.width, 0.24 * sheet.height
    )
    heap = paint.path(mound, paint.BROWN)
    mast, reach = x + (0.75 if left else 0.25) * wide, (0.44 if left else -0.44) * sheet.width
    crane = _crane(sheet, mast, 0.13 * sheet.height, foot, reach)
    markup = sheet.sky() + crane + cells + sheet.area(far, paint.DUNE) + heap + sheet.area(near, paint.EARTH)
    start, end = sorted((x + (0 if left else wide), mast + reach))
    roofs = view.raised(far, start, end, 0.1 * sheet.height)
    return Backdrop(markup, skyline=far, ground=near, near=paint.EARTH, roofs=roofs)


def _crane(sheet: Sheet, x: float, top: float, foot: float, reach: float) -> str:
    """A mast with an arm that reaches `reach` px to one side, a weight behind and a load on its hook."""
    back, hook, beam = x - 0.3 * reach, x + 0.82 * reach, 34.0
    mast = paint.box(x - 24, top, 48, foot - top + 40, paint.YELLOW)
    arm = paint.box(min(back, x + reach), top, abs(1.3 * reach), beam, paint.YELLOW)
    weight = paint.box(min(back, back + 0.14 * reach), top + beam, abs(0.14 * reach), 54, paint.STONE)
    low = top + beam + 0.25 * (foot - top - beam)
    rope = paint.line(f"M{hook:.0f} {top + beam:.0f} V{low:.0f}")
    cabin = paint.box(x - 34, top - 8, 68, 74, paint.LIGHT_BLUE, 8)
    return (
        mast
        + arm
        + weight * (not sheet.simple)
        + cabin * (not sheet.plain)
        + rope
        + paint.box(hook - 54, low, 108, 44, paint.BROWN)
    )


def _cell(x: float, y: float, wide: float, high: float) -> str:
    """One room without a wall between its beams."""
    beam = 0.16 * high
    return paint.box(x, y, wide, high, paint.STONE) + paint.box(
        x + beam, y + beam, wide - 2 * beam, high - 1.4 * beam, paint.LIGHT_BLUE
    )
