"""Reads a theme in French or English: which drawings it asks for, how many, and what we cannot draw.

The longest phrase wins (five words to one), as it is written before its singular, with its accents before
without: "ferme" is a farm and not "fermé". Before that, unknown words are put into their right spelling.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from coloring.engines.offline import carrying, grammar, refusals, rewording, spelling, synonyms, vague
from coloring.engines.offline.carrying import Way
from coloring.engines.offline.grammar import without_accents

DATA = Path(__file__).parent / "data" / "words.json.gz"
# Common French and English words one slip away from a drawing or a brand: they are right as they are.
ORDINARY = Path(__file__).parent / "data" / "ordinary.txt"
LONGEST = 5  # words of a phrase
LONGEST_THEME = 400  # letters that are looked at

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of the theme and the drawings for it, best first; `count` is how many the theme asks for."""

    phrase: str
    names: Names
    count: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """`words`: the theme as it was understood, in right spelling.

    `riding`: the second of two matches carries the first, as in "a cat on a bicycle".
    """

    matches: tuple[Match, ...] = ()
    unknown: tuple[str, ...] = ()
    refused: bool = False
    riding: bool = False
    words: tuple[str, ...] = ()


def read(theme: str) -> Reading:
    words = [said for word in rewording.words(theme[:LONGEST_THEME]) for said in _spelt(word)]
    reader = _Reader(words, grammar.PASSED_OVER)
    reader.read()
    if not reader.matches:  # "swimming" alone is a thing to draw
        reader = _Reader(words, grammar.PASSED_OVER - grammar.DOINGS)
        reader.read()
    refused = refusals.refuses(theme)
    return Reading(tuple(reader.matches), tuple(reader.unknown), refused, reader.riding, tuple(words))


class _Reader:
    """Goes through the words once, from left to right."""

    def __init__(self, words: list[str], passed_over: frozenset[str]) -> None:
        self.words = words
        self.passed_over = passed_over
        self.matches: list[Match] = []
        self.unknown: list[str] = []
        self.riding = False
        self.count = 1
        self.carried: Way | None = None  # how something is carried by what is named next
        self.after_match = False

    def read(self) -> None:
        at = 0
        while at < len(self.words):
            at += (
                self._riding(at) or self._phrase(at) or self._number(at) or self._single(at) or self._word(at)
            )

    def _riding(self, at: int) -> int:
        """How many words from `at` on mean that something is ridden."""
        for size in (4, 3, 2, 1):
            way = carrying.WAYS.get(" ".join(self.words[at : at + size]))
            if way is None and size == 1 and self.words[at] == "a":
                way = Way.IN if carrying.BARE.intersection(self.words[at + 1 : at + 2]) else None
            if way is not None:
                self.carried = way if self.matches else None
                self.after_match = False
                return size if way is Way.RIDING or self.words[at] not in _drawn_words() else 0
        return 0

    def _number(self, at: int) -> int:
        count = grammar.number(self.words[at])
        if count is None:
            return 0
        self.count, self.after_match = count, False
        return 1

    def _phrase(self, at: int) -> int:
        for size in range(min(LONGEST, len(self.words) - at), 1, -1):
            words = self.words[at : at + size]
            names = _lookup(words)
            if names:
                self._found(" ".join(words), names)
                return size
        return 0

    def _single(self, at: int) -> int:
        names = () if self._is_passed_over(at) else _lookup(self.words[at : at + 1])
        if names:
            self._found(self.words[at], names)
        return len(names[:1])

    def _is_passed_over(self, at: int) -> bool:
        word = self.words[at]
        if word in grammar.PARTS:
            return bool(self.matches)
        return word in self.passed_over or (word in grammar.THING_OR_QUALITY and self._is_quality(at))

    def _is_quality(self, at: int) -> bool:
        """Behind a thing, as the French say it, or before one, as the English do."""
        return self.after_match or bool(_lookup(self.words[at + 1 : at + 2]))

    def _word(self, at: int) -> int:
        word = self.words[at]
        if word in grammar.PARTS:
            self.carried = None
        if not (self._is_passed_over(at) or len(word) == 1):
            self.unknown.append(word)
            self.carried, self.after_match = None, False
        elif word not in grammar.COLORS | grammar.QUALITIES:
            self.after_match = False
        return 1

    def _found(self, phrase: str, names: Names) -> None:
        self.matches.append(Match(phrase, names, self.count))
        if self.carried and len(self.matches) == 2 and names != self.matches[0].names:
            self.riding = carrying.carries(self.carried, names[0])
        self.count, self.carried, self.after_match = 1, None, True


def _spelt(word: str) -> list[str]:
    """The word as it is, the words that were written as one, or the one that was meant."""
    if len(word) < spelling.SHORTEST_SOUND or is_right(word):
        return [word]
    apart = _glued().get(without_accents(word))
    if apart:
        return apart.split()
    return [spelling.nearest(word, _spellings()) or word]


def _lookup(words: list[str]) -> Names:
    """The drawings for a phrase, () when it says nothing."""
    phrases = list(_forms(words)) if words else []
    plain = [without_accents(phrase) for phrase in phrases]
    return _first(synonyms.NAMES, plain) or _indexed(words, phrases, plain)


def _indexed(words: list[str], phrases: list[str], plain: list[str]) -> Names:
    """What the index has; there stop words neither open nor close a phrase."""
    if not words or words[0] in grammar.STOP or words[-1] in grammar.STOP:
        return ()
    if len(words) == 1 and not vague.WORDS.isdisjoint(plain):
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


def is_right(word: str) -> bool:
    """Whether this is a right word of either language, whether there is a drawing for it or not."""
    return any(form in _known() for form in map(without_accents, _forms([word])))


@cache
def _raw() -> dict[str, object]:
    return cast(dict[str, object], json.loads(gzip.decompress(DATA.read_bytes())))


def _index(part: str) -> dict[str, list[str]]:
    return cast(dict[str, list[str]], _raw()[part])


@cache
def _phrases() -> tuple[str, ...]:
    """Every phrase for which there is a drawing, without accents, those of children first."""
    return tuple(map(without_accents, (*synonyms.NAMES, *_index("exact"), *_index("plain"))))


@cache
def _drawn_words() -> frozenset[str]:
    return frozenset(phrase for phrase in synonyms.NAMES if " " not in phrase)


@cache
def _known() -> frozenset[str]:
    """Words that are right as they are: of phrases, of grammar, and those that a slip could lead astray."""
    of_phrases = {word for phrase in _phrases() for word in phrase.split()}
    of_language = map(
        without_accents,
        (*grammar.PASSED_OVER, *grammar.PARTS, *grammar.THING_OR_QUALITY, *grammar.NUMBERS),
    )
    undrawn = cast(list[str], _raw()["known"])
    return frozenset({*of_phrases, *of_language, *undrawn, *vague.WORDS, *ORDINARY.read_text().split()})


@cache
def _glued() -> dict[str, str]:
    """Phrases written as one word."""
    return {phrase.replace(" ", ""): phrase for phrase in reversed(_phrases()) if " " in phrase}


@cache
def _spellings() -> spelling.Spellings:
    ours = (word for phrase in synonyms.NAMES for word in phrase.split())
    single = (phrase for phrase in _phrases() if " " not in phrase)
    aimed_at = (word for word in (*ours, *single) if word not in vague.WORDS)
    return spelling.spellings(word for word in aimed_at if word not in grammar.PASSED_OVER)
