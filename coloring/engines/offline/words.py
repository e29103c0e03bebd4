"""Reads a theme in French or English: which drawings it asks for, how many, and what we cannot draw.

The longest phrase wins (three words, two, one), as it is written before its singular, with its accents before
without: "ferme" is a farm and not "fermé". Words in the wrong spelling are tried last, and only unknown ones.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from coloring.engines.offline import grammar, refusals, spelling, synonyms
from coloring.engines.offline.grammar import folded, without_accents

DATA = Path(__file__).parent / "data" / "words.json.gz"
LONGEST = 3  # words of a phrase

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of the theme and the drawings for it, best first; `count` is how many the theme asks for."""

    phrase: str
    names: Names
    count: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """`riding`: the second of two matches carries the first, as in "a cat on a bicycle"."""

    matches: tuple[Match, ...] = ()
    unknown: tuple[str, ...] = ()
    refused: bool = False
    riding: bool = False


def read(theme: str) -> Reading:
    words = folded(theme).split()
    reader = _Reader(words)
    reader.read()
    return Reading(tuple(reader.matches), tuple(reader.unknown), refusals.refuses(theme), reader.riding)


class _Reader:
    """Goes through the words once, from left to right."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.matches: list[Match] = []
        self.unknown: list[str] = []
        self.riding = False
        self.count = 1
        self.carried = False  # a riding word was said and nothing to ride on yet
        self.after_match = False

    def read(self) -> None:
        at = 0
        while at < len(self.words):
            at += self._riding(at) or self._number(at) or self._phrase(at) or self._word(at)

    def _riding(self, at: int) -> int:
        """How many words from `at` on mean that something is ridden."""
        for size in (LONGEST, 2, 1):
            if " ".join(self.words[at : at + size]) in grammar.RIDING:
                self.carried = bool(self.matches)
                self.after_match = False
                return size
        return 0

    def _number(self, at: int) -> int:
        count = grammar.number(self.words[at])
        if count is None:
            return 0
        self.count, self.after_match = count, False
        return 1

    def _phrase(self, at: int) -> int:
        for size in range(min(LONGEST, len(self.words) - at), 0, -1):
            words = self.words[at : at + size]
            if size == 1 and self._is_passed_over(at):
                return 0
            names = _lookup(words)
            if names:
                self._found(" ".join(words), names)
                return size
        return 0

    def _is_passed_over(self, at: int) -> bool:
        word = self.words[at]
        return word in grammar.PASSED_OVER or (word in grammar.THING_OR_QUALITY and self._is_quality(at))

    def _is_quality(self, at: int) -> bool:
        """Behind a thing, as the French say it, or before one, as the English do."""
        return self.after_match or bool(_lookup(self.words[at + 1 : at + 2]))

    def _word(self, at: int) -> int:
        word = self.words[at]
        if not (self._is_passed_over(at) or len(word) == 1):
            self._misspelt(word)
        elif word not in grammar.COLORS | grammar.QUALITIES:
            self.after_match = False
        return 1

    def _misspelt(self, word: str) -> None:
        guess = None if _is_known(word) else spelling.nearest(word, _spellings())
        names = _lookup([guess]) if guess else ()
        if names:
            self._found(word, names)
            return
        self.unknown.append(word)
        self.carried = self.after_match = False

    def _found(self, phrase: str, names: Names) -> None:
        self.matches.append(Match(phrase, names, self.count))
        self.riding = self.riding or self.carried
        self.count, self.carried, self.after_match = 1, False, True


def _lookup(words: list[str]) -> Names:
    """The drawings for a phrase, () when it says nothing."""
    phrases = list(_forms(words)) if words else []
    plain = [without_accents(phrase) for phrase in phrases]
    return _first(synonyms.NAMES, plain) or _indexed(words, phrases, plain)


def _indexed(words: list[str], phrases: list[str], plain: list[str]) -> Names:
    """What the index has; there stop words neither open nor close a phrase."""
    if not words or words[0] in grammar.STOP or words[-1] in grammar.STOP:
        return ()
    exact = _index("exact")
    return _first(exact, phrases) or _first(_index("plain"), plain) or _first(exact, plain)


def _first(index: Mapping[str, Sequence[str]], phrases: list[str]) -> Names:
    return next((tuple(index[phrase]) for phrase in phrases if phrase in index), ())


def _forms(words: list[str]) -> Iterator[str]:
    """The phrase as written, then with its words in the singular."""
    yield " ".join(words)
    if len(words) == 1:
        yield from grammar.singulars(words[0])
    else:
        yield " ".join(next(iter(grammar.singulars(word)), word) for word in words)


def _is_known(word: str) -> bool:
    return any(without_accents(form) in _undrawn() for form in _forms([word]))


@cache
def _raw() -> dict[str, object]:
    return cast(dict[str, object], json.loads(gzip.decompress(DATA.read_bytes())))


def _index(part: str) -> dict[str, list[str]]:
    return cast(dict[str, list[str]], _raw()[part])


@cache
def _undrawn() -> frozenset[str]:
    """Right words for which there is no drawing: they are unknown, not misspelt."""
    return frozenset(cast(list[str], _raw()["known"]))


@cache
def _spellings() -> spelling.Spellings:
    phrases = (*synonyms.NAMES, *_index("exact"), *_index("plain"))
    return spelling.spellings(without_accents(phrase) for phrase in phrases if " " not in phrase)
