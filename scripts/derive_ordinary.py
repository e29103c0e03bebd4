"""Derives the committed list of ordinary words, which the speller never corrects, always to the same bytes.

    python -m scripts.derive_ordinary --out coloring/engines/offline/data [--sources FOLDER]

Without FOLDER the lists are brought anew; either way their SHA-512 is checked. What leads a word astray are
the words that we draw and the brands that we know: run it again when these have changed.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import textwrap
from pathlib import Path

from coloring.engines.offline import brands, words
from scripts.ordinary import sources

WIDTH = 110  # letters of a line


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.sources or Path(scratch)
        right = sources.french(folder) | sources.english(folder) | sources.ours()
    # Every word is new to the speller, whatever the list said before.
    words.ORDINARY = Path(os.devnull)
    kept = sorted(word for word in right - sources.LEFT if _is_led_astray(word))
    (options.out / "ordinary.txt").write_text(textwrap.fill(" ".join(kept), WIDTH) + "\n", encoding="utf-8")
    print(f"{len(kept)} words")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sources", type=Path)
    return parser.parse_args()


def _is_led_astray(word: str) -> bool:
    """Whether it would be taken for a slip of another word or of a brand."""
    if words.is_right(word):
        return False
    return words.read(word).words != (word,) or brands.find(word) is not None


if __name__ == "__main__":
    main()
