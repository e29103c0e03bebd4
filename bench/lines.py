"""Time, peak memory and bytes of drawing by kind and size, beside OpenCV's own line drawings.

    python -m bench.lines [--pages 12]

Each row is a process of its own, so that its peak memory is its own. Times are CPU time of all cores
together, after one job to warm up, so that other work on the machine shows little; wall time is shorter.
Baselines are cv2.Canny and cv2.pencilSketch on the same photos in the same run.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bench import samples
from coloring import artist, lineart, printing
from coloring.engines.base import Commission
from coloring.engines.offline import photo

Job = Callable[[], int]  # does the work once and tells the bytes of what came out
Pixels = NDArray[np.uint8]

PHOTO_SIDES = (512, 1024, 1536)  # px
DRAWN = 1024  # px; what engines draw, which cleaning gets
PAPER = "a4"
TIMEOUT = 100  # s for one row

# What we aim at on two cores, ms a page, or a megapixel for photos.
AIMS = {"theme page": 500, "photo": 1000, "clean + measure": 200, "PDF": 150}


@dataclass(frozen=True)
class Row:
    """What one process measured: CPU ms of its jobs, megapixels and bytes of the usual one, MB at most."""

    median: float
    worst: float
    megapixels: float
    bytes: float
    peak: float


def themes(folder: Path) -> list[Job]:
    wishes = [json.loads(path.read_text())["theme"] for path in sorted(folder.glob("*.json"))]
    return [partial(theme_page, theme) for theme in wishes]


def theme_page(theme: str) -> int:
    """Composed, rendered, cleaned, measured."""
    return len(artist.draw(Commission(theme=theme, seed="bench"), "offline").png)


def photos(side: int, _: Path) -> list[Job]:
    return [partial(photo_lines, samples.jpeg(image)) for image in samples.photos(side)]


def photo_lines(jpeg: bytes) -> int:
    """Drawn, but neither cleaned nor measured."""
    return len(photo.draw(jpeg, detail="normal").image)


def baseline(draw: Callable[[Pixels], Pixels], side: int, _: Path) -> list[Job]:
    return [partial(sketched, draw, np.asarray(image)) for image in samples.photos(side)]


def sketched(draw: Callable[[Pixels], Pixels], pixels: Pixels) -> int:
    return len(png(draw(pixels)))


def canny(pixels: Pixels) -> Pixels:
    return np.asarray(255 - cv2.Canny(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), 100, 200), np.uint8)


def pencil(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.pencilSketch(pixels, sigma_s=60, sigma_r=0.07, shade_factor=0.05)[0], np.uint8)


def on_pages(work: Callable[[bytes, tuple[lineart.Area, ...]], int], folder: Path) -> list[Job]:
    """Work on finished pages with their areas."""
    jobs: list[Job] = []
    for path in sorted(folder.glob("*.png")):
        stored = json.loads(path.with_suffix(".json").read_text())["areas"]
        areas = tuple(lineart.Area.from_list(area) for area in stored)
        jobs.append(partial(work, path.read_bytes(), areas))
    return jobs


def cleaning(folder: Path) -> list[Job]:
    return [partial(clean_and_measure, drawn(path)) for path in sorted(folder.glob("*.png"))]


def drawn(path: Path) -> bytes:
    """A page as an engine draws it: smaller, and with soft edges."""
    page = Image.open(path).convert("L")
    page.thumbnail((DRAWN, DRAWN), Image.Resampling.LANCZOS)
    return png(np.asarray(page))


def clean_and_measure(image: bytes) -> int:
    cleaned = lineart.clean(image)
    lineart.measure(cleaned)
    return len(cleaned)


def png(pixels: Pixels) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def megapixels(side: int) -> float:
    """Of the usual photo with this long side."""
    return statistics.median(image.width * image.height / 1e6 for image in samples.photos(side))


KINDS: dict[str, Callable[[Path], list[Job]]] = {
    "nothing": lambda _: [lambda: 0],
    "theme page": themes,
    **{f"photo {side} px": partial(photos, side) for side in PHOTO_SIDES},
    **{f"Canny {side} px": partial(baseline, canny, side) for side in PHOTO_SIDES},
    **{f"pencilSketch {side} px": partial(baseline, pencil, side) for side in PHOTO_SIDES},
    "clean + measure": cleaning,
    "areas": partial(on_pages, lambda page, _: len(str(lineart.coloured_areas(page)))),
    "colored model": partial(on_pages, lambda page, areas: len(lineart.add_model(page, areas))),
    "trace": partial(on_pages, lambda page, _: len(lineart.trace(page))),
    "PDF": partial(on_pages, lambda page, _: len(printing.pdf(page, PAPER))),
    "by number": partial(on_pages, lambda page, areas: len(printing.by_number(page, areas, PAPER))),
}


def row(kind: str, folder: Path) -> Row:
    """Measure one kind in this process."""
    jobs = KINDS[kind](folder)
    jobs[0]()
    milliseconds, sizes = [], []
    for job in jobs:
        began = time.process_time()
        sizes.append(job())
        milliseconds.append((time.process_time() - began) * 1000)
    side = re.search(r"(\d+) px", kind)
    return Row(
        median=statistics.median(milliseconds),
        worst=max(milliseconds),
        megapixels=megapixels(int(side[1])) if side else 0.0,
        bytes=statistics.median(sizes),
        peak=peak(),
    )


def peak() -> float:
    """The most memory that this process had, MB; getrusage() would tell its parent's when that was larger."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(told[1]) / 1024 if told else 0.0


def prepare(count: int, folder: Path) -> None:
    """Draw the pages that other rows work on."""
    for number, theme in enumerate(samples.THEMES[:count]):
        page = artist.draw(Commission(theme=theme, seed="bench"), "offline")
        (folder / f"{number:03}.png").write_bytes(page.png)
        stored = {"theme": theme, "areas": [area.as_list() for area in page.areas]}
        (folder / f"{number:03}.json").write_text(json.dumps(stored))


def measured(kind: str, folder: Path) -> Row:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "bench.lines", "--row", kind, "--folder", str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=TIMEOUT)
    return Row(**json.loads(told.stdout.splitlines()[-1]))


def line(kind: str, one: Row, canny_ms: float) -> str:
    by_size = one.median / one.megapixels if one.megapixels else 0.0
    aim = AIMS.get(kind.split(" ")[0] if one.megapixels else kind, 0)
    reached = (by_size or one.median) <= aim
    cells = (
        f"{kind:22}{one.median:10.0f}{one.worst:9.0f}",
        f"{by_size:9.0f}" if by_size else f"{'':9}",
        f"{one.median / canny_ms:10.0f} x" if canny_ms else f"{'':12}",
        f"{one.bytes / 1000:9.0f}{one.peak:9.0f}",
        f"{aim:8} {'yes' if reached else 'no'}" if aim else "",
    )
    return "".join(cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--row", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.row:
        print(json.dumps(asdict(row(args.row, args.folder))))
        return
    with tempfile.TemporaryDirectory() as name:
        prepare(args.pages, Path(name))
        rows = {kind: measured(kind, Path(name)) for kind in KINDS}
    titles = f"{'median ms':>10}{'max ms':>9}{'ms/MP':>9}{'to Canny':>12}{'KB':>9}{'peak MB':>9}{'aim':>8}"
    print(f"{'kind':22}{titles}")
    for kind, one in rows.items():
        side = kind.partition(" ")[2]
        print(line(kind, one, rows[f"Canny {side}"].median if side.endswith("px") else 0.0))


if __name__ == "__main__":
    main()
