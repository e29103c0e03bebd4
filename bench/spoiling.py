"""Spoils clean pages the way image models do: washes, casts, grain, hairlines, gaps, black areas, shadows.

A page is a height x width uint8 array, 0 black to 255 white, or height x width x 3 once it has colours.
Lengths are px of the 1024 px page that comes out; the same dice always spoil alike.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from coloring.lineart import binary

Page = NDArray[np.uint8]
Dice = np.random.Generator
Spoiler = Callable[[Page, Dice], Page]

SIDE = 1024  # px, long side, as image models draw
THINNEST, WIDEST = 2, 4  # px at 2048, so hairlines of 1 to 2 px
EYE = 37  # px at 2048; black thicker than this is an eye and no line
DOT = 60  # px at 2048, across
CUTS = 14
NARROWEST_CUT, WIDEST_CUT = 5, 12
APART = 40  # px between cuts, so that two of them do not make one wider gap
FILLED = (3000, 60_000)  # px; areas of this size are washed or blackened


def small(page: Page) -> Page:
    """The page at the size of image models, antialiased."""
    factor = SIDE / max(page.shape[:2])
    size = [round(side * factor) for side in page.shape[1::-1]]
    return np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), np.uint8)


def hairlines(page: Page, dice: Dice) -> Page:
    """A page at 2048 px with every line 2 to 4 px wide, at its old middle; eyes and dots stay."""
    ink = (page < 128).astype(np.uint8)
    width = int(dice.integers(THINNEST, WIDEST + 1))
    pen = np.ones((width, width), np.uint8)
    return np.asarray(255 * (1 - (cv2.dilate(binary.thin(ink), pen) | dots(ink))), np.uint8)


def dots(ink: Page) -> Page:
    """The ink at 2048 px that is no line: wide, or small."""
    wide = cv2.morphologyEx(ink, cv2.MORPH_OPEN, binary.disk(EYE // 2))
    return np.asarray(wide | (ink - binary.drop_small(ink, length=DOT)), np.uint8)


def gaps(page: Page, dice: Dice) -> Page:
    """Lines cut through at random places: round holes and square cuts, 5 to 12 px."""
    cut = page.copy()
    middles = np.argwhere(binary.thin((page < 128).astype(np.uint8)))[:, ::-1]
    done: list[NDArray[np.int64]] = []
    for middle in dice.permutation(middles):
        if len(done) == CUTS:
            break
        if all(np.hypot(*(middle - other)) > APART for other in done):
            done.append(middle)
            width = int(dice.integers(NARROWEST_CUT, WIDEST_CUT + 1))
            near = middles[np.hypot(*(middles - middle).T) < 10]
            _cut(cut, middle, width, None if len(done) % 2 else near)
    return cut


def _cut(page: Page, middle: NDArray[np.int64], width: int, line: NDArray[np.int64] | None) -> None:
    """Erase a disk, or a box squarely across the line whose points are given."""
    if line is None:
        cv2.circle(page, [int(v) * 16 for v in middle], width * 8, 255, -1, cv2.LINE_AA, 4)
        return
    along = np.linalg.svd(line - line.mean(axis=0), full_matrices=False)[2][0]
    across = np.array([-along[1], along[0]])
    corners = [
        middle + a * along * width / 2 + b * across * 8 for a, b in ((-1, -1), (-1, 1), (1, 1), (1, -1))
    ]
    cv2.fillConvexPoly(page, np.round(np.array(corners) * 16).astype(np.int32), 255, cv2.LINE_AA, 4)


def _some_areas(page: Page, dice: Dice, count: int) -> list[NDArray[np.bool_]]:
    """Masks of some white areas of middle size, lines' soft edges included."""
    paper = (page > 128).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(paper, connectivity=4)
    sizes = stats[:, cv2.CC_STAT_AREA]
    fitting = [i for i in range(1, len(sizes)) if FILLED[0] < sizes[i] < FILLED[1]]
    chosen = dice.permutation(fitting)[:count]
    return [cv2.dilate((labels == i).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0 for i in chosen]


def black_areas(page: Page, dice: Dice) -> Page:
    """Three areas filled with black."""
    filled = page.copy()
    for area in _some_areas(page, dice, 3):
        filled[area] = 0
    return filled


def wash(page: Page, dice: Dice) -> Page:
    """Five areas in flat gray, and a soft gray shadow across the page."""
    washed = page.astype(np.float32)
    for area in _some_areas(page, dice, 5):
        washed[area] *= dice.uniform(0.5, 0.85)
    shadow = np.ones(page.shape, np.float32)
    height, width = page.shape
    middle = (int(dice.uniform(0.3, 0.7) * width), int(dice.uniform(0.6, 0.9) * height))
    cv2.ellipse(shadow, middle, (width // 4, height // 10), 0, 0, 360, 0.75, -1)
    return _levels(washed * cv2.GaussianBlur(shadow, (0, 0), 12))


def cast(page: Page, dice: Dice) -> Page:
    """The whole page in a tint, its black washed out to dark gray."""
    tint = np.array([1.0, dice.uniform(0.88, 0.97), dice.uniform(0.7, 0.9)])
    lifted = dice.uniform(10, 60) + page * dice.uniform(0.72, 0.8)
    return _levels(lifted[..., None] * dice.permutation(tint))


def noise(page: Page, dice: Dice) -> Page:
    return _levels(page + dice.normal(0, dice.uniform(8, 22), page.shape))


def soft(page: Page, dice: Dice) -> Page:
    return np.asarray(cv2.GaussianBlur(page, (0, 0), dice.uniform(1, 1.8)), np.uint8)


def uneven(page: Page, dice: Dice) -> Page:
    """Paper that darkens to one side and has a shadow in one corner, as photographed."""
    height, width = page.shape[:2]
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    angle, (left, top) = dice.uniform(0, 2 * np.pi), dice.integers(0, 2, 2)
    slope = 0.5 + (np.cos(angle) * (x - 0.5) + np.sin(angle) * (y - 0.5)) / 1.5
    away = np.hypot(x - left, y - top)
    light = (1 - dice.uniform(0.15, 0.4) * slope) * (
        1 - dice.uniform(0.2, 0.45) * np.exp(-((away / 0.25) ** 2))
    )
    return _levels(page * (light if page.ndim == 2 else light[..., None]))


def _levels(page: NDArray[np.floating]) -> Page:
    return np.clip(page, 0, 255).astype(np.uint8)


def png(page: Page) -> bytes:
    return _encoded(page, "PNG", compress_level=1)


def jpeg(page: Page) -> bytes:
    """At quality 60, where blocks and rings around the lines show."""
    return _encoded(page, "JPEG", quality=60)


def _encoded(page: Page, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(page).save(out, kind, **options)
    return out.getvalue()


# What is done to a page, in this order: lines first, then the paper, the camera last.
KINDS: dict[str, tuple[Spoiler, ...]] = {
    "wash": (wash,),
    "cast": (cast,),
    "noise": (noise,),
    "soft": (soft,),
    "hairlines": (hairlines,),
    "gaps": (gaps,),
    "black areas": (black_areas,),
    "uneven": (uneven,),
    "jpeg": (),
    "cast, gaps, noise": (gaps, cast, noise),
    "black, soft, uneven, jpeg": (black_areas, soft, uneven),
    "hairlines, gaps, cast": (hairlines, gaps, cast),
}


def spoil(page: Page, kind: str, seed: int) -> bytes:
    """A clean page at 2048 px as an image model would have drawn it: a PNG or JPEG of 1024 px."""
    dice = np.random.default_rng(seed)
    spoilers = list(KINDS[kind])
    if hairlines in spoilers:
        page = hairlines(page, dice)
        spoilers.remove(hairlines)
    page = small(page)
    for spoiler in spoilers:
        page = spoiler(page, dice)
    return jpeg(page) if "jpeg" in kind else png(page)


def draw_balls(side: int = 2 * SIDE) -> Page:
    """A page drawn by code: balls, a house and a hill, lines 6 px wide at 1024."""
    k = side / SIDE
    page = np.full((side, side), 255, np.uint8)
    pen = round(6 * k)

    def points(*places: tuple[int, int]) -> NDArray[np.int32]:
        return np.round(np.array(places) * k).astype(np.int32)

    for column in range(4):
        for radius in (30, 60, 90, 110):
            cv2.circle(page, points((150 + 240 * column, 180))[0], round(radius * k), 0, pen, cv2.LINE_AA)
    house = points((300, 800), (300, 500), (500, 350), (700, 500), (700, 800))
    cv2.polylines(page, [house, points((300, 500), (700, 500))], False, 0, pen, cv2.LINE_AA)
    cv2.rectangle(page, points((440, 600))[0], points((540, 800))[0], 0, pen, cv2.LINE_AA)
    cv2.line(page, points((0, 800))[0], points((1024, 800))[0], 0, pen, cv2.LINE_AA)
    return page


def draw_flowers(side: int = 2 * SIDE) -> Page:
    """Another one: nine flowers of overlapping petals, lines 7 px wide at 1024."""
    k = side / SIDE
    page = np.full((side, side), 255, np.uint8)
    for i in range(9):
        middle = np.array([180 + 330 * (i % 3), 180 + 330 * (i // 3)])
        for petal in range(6 + i % 3):
            angle = 2 * np.pi * petal / (6 + i % 3)
            place = np.round((middle + 85 * np.array([np.cos(angle), np.sin(angle)])) * k).astype(int)
            cv2.circle(page, place, round(52 * k), 255, -1)
            cv2.circle(page, place, round(52 * k), 0, round(7 * k), cv2.LINE_AA)
        cv2.circle(page, np.round(middle * k).astype(int), round(50 * k), 255, -1)
        cv2.circle(page, np.round(middle * k).astype(int), round(50 * k), 0, round(7 * k), cv2.LINE_AA)
    return page
