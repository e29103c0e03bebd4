"""Draws a list of themes and a folder of photos offline into one picture, with the measures under each."""

from __future__ import annotations

import io
import multiprocessing
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from font_fredoka_one import FredokaOne
from PIL import Image, ImageDraw, ImageFont

from coloring import artist, photos
from coloring.engines.base import Commission, EngineError

ENGINE = "offline"
GAP = 8  # px around each cell
LINE = 17  # px from one line of a caption to the next; there are three
BLACK, GRAY, RED = "#000000", "#707070", "#d01010"
# Grays for lines with soft edges, and colours for faults and colored models.
_STEPS = range(0, 256, 51)
PALETTE = [
    *(level for gray in range(0, 256, 17) for level in (gray, gray, gray)),
    *(level for r in _STEPS for g in _STEPS for b in _STEPS for level in (r, g, b)),
]


@dataclass(frozen=True)
class Cell:
    """One page of the sheet: what was asked for, its picture, what was measured and what is wrong with it."""

    caption: str
    picture: Image.Image | None
    measures: str
    faults: tuple[str, ...]
    milliseconds: float


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path, help="the PNG to write")
        parser.add_argument("--themes", type=Path, help="a file of themes, one a line; # begins a comment")
        parser.add_argument("--photos", type=Path, help="a folder of photos")
        parser.add_argument("--detail", default="normal", choices=["simple", "normal", "fine"])
        parser.add_argument("--orientation", default="square", choices=["square", "portrait", "landscape"])
        parser.add_argument("--colored-model", action="store_true")
        parser.add_argument("--name", default="", help="a child's first name")
        parser.add_argument("--seed", default="1")
        parser.add_argument("--columns", type=int, default=10)
        parser.add_argument("--cell", type=int, default=300, help="px of a page's long side")
        parser.add_argument("--processes", type=int, default=2)
        parser.add_argument("--strict", action="store_true", help="exit with 1 when a page fails")

    def handle(self, *args: Any, **options: Any) -> None:
        check(options)
        asked = list(wishes(options))
        if not asked:
            raise CommandError("nothing to draw: give --themes or --photos")
        cells: list[Cell] = []
        for cell in pages(asked, options["cell"], options["processes"]):
            cells.append(cell)
            if len(cells) % options["columns"] == 0 or len(cells) == len(asked):
                self.stdout.write(f"{len(cells)} of {len(asked)} drawn")
        painted(cells, options["columns"], options["cell"]).save(options["out"], "PNG", optimize=True)
        self.summarise(cells)
        if options["strict"] and any(cell.faults for cell in cells):
            raise SystemExit(1)

    def summarise(self, cells: Sequence[Cell]) -> None:
        failing = [cell for cell in cells if cell.faults]
        for cell in failing:
            self.stdout.write(f"{cell.caption}: {', '.join(cell.faults)}")
        usual = median(cell.milliseconds for cell in cells)
        self.stdout.write(f"{len(cells) - len(failing)} of {len(cells)} pass the gate, median {usual:.0f} ms")


def check(options: dict[str, Any]) -> None:
    """Raises CommandError for options that make no sheet."""
    for name in ("columns", "cell"):
        if options[name] < 1:
            raise CommandError(f"--{name} must be at least 1")
    out, themes, folder = options["out"], options["themes"], options["photos"]
    if out.is_dir() or not out.parent.is_dir():
        raise CommandError(f"cannot write {out}")
    if themes and (themes.is_dir() or not themes.exists()):  # a pipe is welcome
        raise CommandError(f"no file {themes}")
    if folder and not folder.is_dir():
        raise CommandError(f"no folder {folder}")


def wishes(options: dict[str, Any]) -> Iterator[tuple[str, Commission]]:
    """Captions and commissions, themes before photos."""
    common = Commission(
        detail=options["detail"],
        orientation=options["orientation"],
        colored_model=options["colored_model"],
        child_name=options["name"],
        seed=options["seed"],
    )
    if options["themes"]:
        lines = options["themes"].read_text(encoding="utf-8").splitlines()
        for theme in filter(None, (line.partition("#")[0].strip() for line in lines)):
            yield theme, replace(common, theme=theme)
    if options["photos"]:
        for path in sorted(options["photos"].iterdir()):
            if path.suffix[1:].lower() in settings.ALLOWED_IMAGE_FORMATS:
                yield path.name, replace(common, photo=_jpeg(path), mode="home")


def _jpeg(path: Path) -> bytes:
    try:
        opened = photos.open_photo(
            path.read_bytes(), max_bytes=settings.MAX_FILE_SIZE, formats=tuple(settings.ALLOWED_IMAGE_FORMATS)
        )
    except photos.PhotoRefused as refused:
        raise CommandError(f"{path}: {refused}") from refused
    return opened.jpeg


def pages(asked: Sequence[tuple[str, Commission]], side: int, processes: int) -> Iterator[Cell]:
    """The cells in the order asked for; in processes of their own when there is more than one."""
    captions, commissions = zip(*asked, strict=True)
    sides = [side] * len(asked)
    if processes < 2:
        yield from map(page, captions, commissions, sides)
        return
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(page, captions, commissions, sides)


def page(caption: str, commission: Commission, side: int) -> Cell:
    """Draw one page and shrink it to `side` px; what the artist refuses is a fault without a picture."""
    began = time.process_time()
    try:
        drawn = artist.draw(commission, ENGINE)
    except EngineError as error:
        return Cell(caption, None, "", (error.problem,), (time.process_time() - began) * 1000)
    milliseconds = (time.process_time() - began) * 1000
    told = drawn.measures
    picture = Image.open(io.BytesIO(drawn.png)).convert("RGB")
    picture.thumbnail((side, side), Image.Resampling.BOX)
    measures = (
        f"{told.areas} areas · {told.ink:.1%} ink · {told.reachable:.0%} reached · {milliseconds:.0f} ms"
    )
    return Cell(caption, picture, measures, told.faults, milliseconds)


def painted(cells: Sequence[Cell], columns: int, side: int) -> Image.Image:
    """The whole sheet, with a palette."""
    columns = min(columns, len(cells))
    rows = -(-len(cells) // columns)
    across, down = side + GAP, side + 3 * LINE + GAP
    sheet = Image.new("RGB", (columns * across + GAP, rows * down + GAP), "white")
    for index, cell in enumerate(cells):
        row, column = divmod(index, columns)
        _put(sheet, cell, (GAP + column * across, GAP + row * down), side)
    palette = Image.new("P", (1, 1))
    palette.putpalette(PALETTE)
    return sheet.quantize(palette=palette, dither=Image.Dither.NONE)


def _put(sheet: Image.Image, cell: Cell, at: tuple[int, int], side: int) -> None:
    x, y = at
    if cell.picture:
        middle = x + (side - cell.picture.width) // 2, y + (side - cell.picture.height) // 2
        sheet.paste(cell.picture, middle)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((x - 1, y - 1, x + side, y + side), outline="#cccccc")
    lines = ((cell.caption, BLACK), (cell.measures, GRAY), (", ".join(cell.faults), RED))
    for number, (text, colour) in enumerate(lines):
        pen.text((x, y + side + number * LINE), _cut(text, side), colour, _font())


def _cut(text: str, width: int) -> str:
    """The beginning of a text that fits."""
    while text and _font().getlength(text) > width:
        text = text.rstrip("…")[:-1] + "…" if len(text) > 1 else ""
    return text


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FredokaOne, 12)
