"""Finds the word that a child meant: one slip away in letters, or the same in sound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from coloring.engines.offline.grammar import without_accents

SHORTEST = 5  # letters; shorter words have too many neighbours
SHORTEST_SOUND = 4  # letters of a word that may be meant by its sound alone ("bato")
SWAPPABLE = 6  # letters; below it a replaced letter makes another word ("sable", "table")
FARTHEST = 2  # letters that are wrong in a word whose sound is not right either
LONGEST = 24  # letters of the longest word that is looked at

_SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^h(?=.{5})", ""),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"rh", "r"),
        (r"eau|au", "o"),
        (r"(?<=[aeiou])ill", "i"),
        (r"qu|ck", "k"),
        (r"c(?=[eiy])", "s"),
        (r"ch", "§"),
        (r"sh", "§"),
        (r"c", "k"),
        (r"g(?=[eiy])", "j"),
        (r"th", "t"),
        (r"y", "i"),
        (r"z", "s"),
        (r"ain|ein|aim", "in"),
        (r"ai|ei", "e"),
        (r"(.)\1", r"\1"),
        (r"(?<=..)(?:es?|[stdx])$", ""),
    )
)


@dataclass
class Spellings:
    """The known words by their sound, and by what is left of them, and of their sound, without one letter."""

    heard: dict[str, str] = field(default_factory=dict)
    rank: dict[str, int] = field(default_factory=dict)
    by_sound: dict[str, str] = field(default_factory=dict)
    by_letters: dict[str, list[str]] = field(default_factory=dict)
    by_sounds: dict[str, list[str]] = field(default_factory=dict)


def spellings(words: Iterable[str]) -> Spellings:
    """The known words, those that are meant more often first."""
    known = Spellings()
    for word in dict.fromkeys(words):
        if len(word) < SHORTEST_SOUND:
            continue
        known.rank[word] = len(known.rank)
        heard = known.heard[word] = sound(word)
        known.by_sound.setdefault(heard, word)
        if len(word) >= SHORTEST:
            _enter(known.by_letters, word, word)
        if len(heard) >= SHORTEST:
            _enter(known.by_sounds, heard, word)
    return known


def nearest(word: str, known: Spellings) -> str | None:
    """The known word that sounds the same or nearly, or is one slip away; None for short words."""
    plain = without_accents(word)
    if not SHORTEST_SOUND <= len(plain) <= LONGEST:
        return None
    heard = sound(plain)
    slip = _near(plain, known.by_letters, {}, known.rank) if len(plain) >= SHORTEST else None
    if slip and sorted(slip) == sorted(plain):  # two letters changed places: nothing is likelier
        return slip
    same = known.by_sound.get(heard)
    if same and _alike(plain, same):
        return same
    if slip or len(plain) < SHORTEST:
        return slip
    near = _near(heard, known.by_sounds, known.heard, known.rank)
    return near if near and distance(plain, near) <= FARTHEST else None


def _alike(typed: str, meant: str) -> bool:
    """Whether words that sound the same may be the same: English and French write one sound in many ways."""
    first = {typed[0], meant[0]}
    opens = len(first) == 1 or any(
        first <= set(letters) for letters in ("ckq", "cs", "fp", "gj", "sz", "hiaeou")
    )
    return opens and distance(typed, meant) <= len(typed) // 2 + 1


def _near(key: str, index: dict[str, list[str]], heard: dict[str, str], rank: dict[str, int]) -> str | None:
    """The first word with the same first letter that is one slip away; `heard` gives sounds for words."""
    rivals = {rival for part in _parts(key) for rival in index.get(part, ())}
    close = [rival for rival in rivals if _is_near(key, heard.get(rival, rival))]
    return min(close, key=rank.__getitem__, default=None)


def _is_near(key: str, meant: str) -> bool:
    return meant[0] == key[0] and is_one_slip(key, meant)


def _enter(index: dict[str, list[str]], key: str, word: str) -> None:
    for part in _parts(key):
        index.setdefault(part, []).append(word)


def _parts(key: str) -> list[str]:
    """A word, and it without each of its letters: words that are one slip apart share one of these."""
    return [key, *dict.fromkeys(key[:at] + key[at + 1 :] for at in range(len(key)))]


def sound(word: str) -> str:
    """Roughly how a word is heard: "éléphant" and "elefant" are the same."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word) or word
    return word


def is_one_slip(typed: str, meant: str) -> bool:
    """One letter too many, missing, replaced, or two neighbours swapped."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return typed == meant
    start = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if start is None:
        return True
    left, right = typed[start:], meant[start:]
    if left[1:] == right or left == right[1:]:
        return True
    if len(left) != len(right):
        return False
    swapped = left[1::-1] + left[2:] == right
    return swapped or (len(meant) >= SWAPPABLE and left[1:] == right[1:])


def distance(typed: str, meant: str) -> int:
    """How many letters have to be put in, taken out or replaced (Levenshtein)."""
    row = list(range(len(meant) + 1))
    for above, letter in enumerate(typed, 1):
        left, row[0] = row[0], above
        for at, other in enumerate(meant, 1):
            left, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, left + (letter != other))
    return row[-1]
