"""How many of 60 spoiled pages cleaning saves, and how near their lines are to the known clean ones.

    python -m bench.spoiled [--count 60] [--sheet FOLDER]

The pages are drawn offline from 22 themes and twice by code, and spoiled in twelve ways (bench.spoiling). A
page is saved when it passes the gate. Its likeness is the ink in both over the ink in either (intersection
over union), at 1024 px, with the clean original cleaned in the same way. Hairlines come back wider, but not
as wide as they were: there the hairlines, before they were cut or tinted, are widened evenly until they
have as much ink as the cleaned page, and that is compared. Exits with 1 below 95 % saved or a mean likeness
of 0.9.
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


def ink_of(image: bytes) -> Ink:
    """The ink of a page at 1024 px."""
    return (spoiling.small(decoded(image)) < 128).astype(np.uint8)


def likeness(first: Ink, second: Ink) -> float:
    return float((first & second).sum() / max(1, int((first | second).sum())))


def as_wide(lines: Ink, ink: int) -> Page:
    """Hairlines, as dark levels, all widened alike until they have so many px of ink; the last px partly."""
    away = cv2.distanceTransform(1 - lines, cv2.DIST_L2, 5)
    reach = np.partition(away.ravel(), ink)[ink]
    inner, last = away < reach, away == reach
    missing = (ink - np.count_nonzero(inner)) / np.count_nonzero(last)
    return np.where(inner, 255, np.where(last, 255 * missing, 0)).astype(np.uint8)


def truth(original: Page, kind: str, seed: int, clean: bytes) -> Ink:
    """What the cleaned page should look like at 1024 px."""
    if spoiling.hairlines not in spoiling.KINDS[kind]:
        return ink_of(lineart.clean(spoiling.png(original)))
    lines = (spoiling.hairlines(original, np.random.default_rng(seed)) < 128).astype(np.uint8)
    wide = as_wide(lines, int((decoded(clean) < 128).sum()))
    return (spoiling.small(wide) > 127).astype(np.uint8)


def judge(name: str, original: Page, kind: str, seed: int) -> tuple[Result, bytes, bytes]:
    """The result of one page, the page as it was spoiled, and as it was cleaned."""
    image = spoiling.spoil(original, kind, seed)
    began = time.process_time()
    clean = lineart.clean(image)
    measures = lineart.measure(clean)
    seconds = time.process_time() - began
    alike = likeness(ink_of(clean), truth(original, kind, seed, clean))
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
    return saved >= SAVED * len(results) and float(np.mean([row.likeness for row in results])) >= LIKENESS


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
