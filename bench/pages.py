"""Time of a page by step, and peak memory: 50 themes and 5 photos, drawn offline.

    python -m bench.pages [--themes 50] [--photos 5]

Each step is a share of the whole page of the same run, so that a slow machine shows in the milliseconds
and a slow step in the share.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import tempfile
import time
from typing import Any

import django
from PIL import Image, ImageFilter

os.environ["DJANGO_SETTINGS_MODULE"] = "herbbie.settings"
os.environ["PICTURES_DIR"] = tempfile.mkdtemp(prefix="herbbie-bench-")
django.setup()

from bench import samples  # noqa: E402
from coloring import artist, lineart, pictures  # noqa: E402
from coloring.engines.base import Commission  # noqa: E402
from coloring.engines.offline import artist as offline  # noqa: E402
from coloring.engines.offline import compose, photo  # noqa: E402

# Where each step is called through its module; the rest of a page is words, casting and unpacking.
STEPS = {
    "compose": (compose, "canvas"),
    "render": (offline, "printed"),
    "draw photo": (photo, "draw"),
    "clean": (lineart, "clean"),
    "areas": (lineart, "coloured_areas"),
    "measure": (lineart, "measure"),
    "store": (pictures, "keep"),
}
Row = dict[str, float]


class Stopwatch:
    """Stands before the steps while it is entered, and adds up the milliseconds of each page."""

    def __init__(self) -> None:
        self.row: Row = {}
        self.real = {step: getattr(module, name) for step, (module, name) in STEPS.items()}

    def __enter__(self) -> Stopwatch:
        for step, (module, name) in STEPS.items():
            setattr(module, name, self.timed(step))
        return self

    def __exit__(self, *_: object) -> None:
        for step, (module, name) in STEPS.items():
            setattr(module, name, self.real[step])

    def timed(self, step: str) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            try:
                return self.real[step](*args, **kwargs)
            finally:
                self.row[step] = self.row.get(step, 0) + (time.perf_counter() - began) * 1000

        return call

    def page(self, commission: Commission) -> Row:
        """The milliseconds of one whole page by step, and whether it passed the gate."""
        self.row = {}
        began = time.perf_counter()
        picture = artist.draw(commission, "offline")
        pictures.keep(picture.png, "offline", lambda name: True)
        self.row["page"] = (time.perf_counter() - began) * 1000
        return self.row | {"passes": float(picture.measures.passes)}


def five_photos() -> list[bytes]:
    """The test photos, and variants of them to make five: mirrored, blurred."""
    images = samples.photos()
    mirrored = images[0].transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    images += [mirrored, images[-1].filter(ImageFilter.BoxBlur(1))]
    return [samples.jpeg(image) for image in images[:5]]


def table(title: str, rows: list[Row]) -> None:
    """Median and worst of each step, its share of all pages, and how many pages passed the gate."""
    passed = sum(row.pop("passes") for row in rows)
    whole = sum(row["page"] for row in rows)
    print(f"\n{title}: {len(rows)} pages, {passed:.0f} pass the gate")
    print(f"{'step':12}{'median ms':>12}{'max ms':>10}{'share':>9}")
    for step in [step for step in (*STEPS, "page") if step in rows[0]]:
        values = [row.get(step, 0.0) for row in rows]
        print(f"{step:12}{statistics.median(values):12.0f}{max(values):10.0f}{sum(values) / whole:9.0%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--themes", type=int, default=50)
    parser.add_argument("--photos", type=int, default=5)
    args = parser.parse_args()
    themes = [Commission(theme=theme, seed=f"bench-{theme}") for theme in samples.THEMES[: args.themes]]
    photos = [Commission(photo=content, mode="home") for content in five_photos()[: args.photos]]
    with Stopwatch() as watch:
        watch.page(themes[0])
        table("themes", [watch.page(commission) for commission in themes])
        table("photos", [watch.page(commission) for commission in photos])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of the process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
