"""How many of 60 spoiled pages cleaning saves, and how near their lines are to the known clean ones.

    python -m bench.spoiled [--count 60] [--sheet FOLDER]

The pages are drawn offline from 22 themes and twice by code, and spoiled in twelve ways (bench.spoiling). A
page is saved when it passes the gate. Its likeness is the ink in both over the ink in either (intersection
over union), at 1024 px, with the clean original cleaned in the same way. Pages are black and white at
2048 px, so a pixel of 1024 px is compared by how much of it is ink (0 to 4 quarters). It is not cut to black
or white first: a line with an odd number of px at 2048 has half covered pixels all along one side, which a
cut makes ink or paper by chance, up to a quarter of a thin line.

Hairlines come back wider, but not as wide as they were: there the hairlines, before they were cut or tinted,
are widened evenly, by Euclidean distance and parts of a px, until they have as much ink as the cleaned page,
and that is compared; eyes and dots, which were never thin, stay as they are. Exits with 1 below 95 % saved,
or when any page is less alike than 0.9.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bench import spoiling
from bench.spoiling import Page
from coloring import lineart
from coloring.engines.base import Commission
from coloring.engines.offline import artist as offline
from coloring.lineart.binary import Ink

THEMES = (
    *("espace", "dinosaures", "licorne", "a cat on a bicycle", "mer", "château", "ferme", "jardin"),
    *("voitures", "noël", "ours", "pirate", "halloween", "jungle", "chat", "robot", "musique"),
    *("football", "papillon", "train", "lion", "hibou"),
)
SAVED = 0.95
LIKENESS = 0.9
MOST_WIDENED = 20.0  # px at 2048 on either side
HALVINGS = 14  # of the interval in which the widening is looked for: to a thousandth of a px


@dataclass(frozen=True)
class Result:
    """What cleaning made of one page."""

    kind: str
    page: str
    measures: lineart.Measures
    likeness: float
    seconds: float


def originals() -> dict[str, Page]:
    """Clean pages of 2048 px by name."""
    engine = offline.OfflineEngine()
    pages = {"balls": spoiling.draw_balls(), "flowers": spoiling.draw_flowers()}
    for theme in THEMES:
        drawing = engine.draw(Commission(theme=theme, seed="spoiled"))
        pages[theme] = decoded(drawing.image)
    return pages


def decoded(image: bytes) -> Page:
    return np.asarray(cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_GRAYSCALE), np.uint8)


def ink_of(page: Page) -> NDArray[np.float64]:
    """The share of ink, 0 to 1, in every pixel at 1024 px of a page at 2048 px."""
    return np.asarray(1 - spoiling.small(page) / 255, np.float64)


def likeness(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Intersection over union of shares of ink."""
    return float(np.minimum(first, second).sum() / max(1.0, np.maximum(first, second).sum()))


def as_wide(lines: Ink, dots: Ink, ink: int) -> Page:
    """A page on which the lines are widened alike until with the dots there are so many px of ink."""
    away = cv2.distanceTransform(1 - lines, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    narrow, wide = 0.0, MOST_WIDENED
    for _ in range(HALVINGS):
        reach = (narrow + wide) / 2
        # A pixel beside the ink is 1 px away from it: it is covered once the reach is 1.
        covered = np.maximum(dots, (reach + 1 - away).clip(0, 1))
        narrow, wide = (reach, wide) if covered.sum() < ink else (narrow, reach)
    return np.asarray(np.rint(255 * (1 - covered)), np.uint8)


def truth(original: Page, kind: str, seed: int, clean: Page) -> Page:
    """What the cleaned page should look like."""
    if spoiling.hairlines not in spoiling.KINDS[kind]:
        return decoded(lineart.clean(spoiling.png(original)))
    dots = spoiling.dots((original < 128).astype(np.uint8))
    lines = (spoiling.hairlines(original, np.random.default_rng(seed)) < 128).astype(np.uint8)
    return as_wide(lines & (1 - dots), dots, int((clean < 128).sum()))


def judge(name: str, original: Page, kind: str, seed: int) -> tuple[Result, bytes, bytes]:
    """The result of one page, the page as it was spoiled, and as it was cleaned."""
    image = spoiling.spoil(original, kind, seed)
    began = time.process_time()
    clean = lineart.clean(image)
    measures = lineart.measure(clean)
    seconds = time.process_time() - began
    page = decoded(clean)
    alike = likeness(ink_of(page), ink_of(truth(original, kind, seed, page)))
    return Result(kind, name, measures, alike, seconds), image, clean


def report(results: list[Result]) -> bool:
    """Print what was reached, by kind; whether it is enough."""
    kinds = defaultdict(list)
    for result in results:
        kinds[result.kind].append(result)
    print(f"{'kind':28}{'pages':>6}{'pass':>6}{'likeness min':>14}{'mean':>7}{'cpu ms':>8}")
    for kind, rows in [*kinds.items(), ("all", results)]:
        alike = [row.likeness for row in rows]
        passed = sum(row.measures.passes for row in rows)
        spent = 1000 * sum(row.seconds for row in rows) / len(rows)
        print(f"{kind:28}{len(rows):6}{passed:6}{min(alike):14.3f}{np.mean(alike):7.3f}{spent:8.0f}")
    for row in results:
        if row.measures.faults or row.likeness < LIKENESS:
            print(f"  {row.kind} / {row.page}: {row.likeness:.3f} {', '.join(row.measures.faults)}")
    saved = sum(row.measures.passes for row in results)
    return saved >= SAVED * len(results) and min(row.likeness for row in results) >= LIKENESS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--sheet", type=Path, help="a folder for the spoiled and the cleaned pages")
    args = parser.parse_args()
    pages = list(originals().items())
    kinds = list(spoiling.KINDS)
    results = []
    for i in range(args.count):
        name, original = pages[i % len(pages)]
        # Every round of the kinds starts one further, so that each kind meets other pages.
        kind = kinds[(i + i // len(pages)) % len(kinds)]
        result, image, clean = judge(name, original, kind, seed=i)
        results.append(result)
        if args.sheet:
            args.sheet.mkdir(parents=True, exist_ok=True)
            (args.sheet / f"{i:02d} spoiled").write_bytes(image)
            (args.sheet / f"{i:02d} cleaned.png").write_bytes(clean)
    return 0 if report(results) else 1


if __name__ == "__main__":
    sys.exit(main())
