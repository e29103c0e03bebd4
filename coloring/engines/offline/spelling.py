"""Finds the word that a child meant: one slip away in letters, or the same in sound."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coloring.engines.offline.grammar import without_accents

SHORTEST = 5  # letters; shorter words have too many neighbours
SWAPPABLE = 6  # letters; below it a replaced letter makes another word ("sable", "table")

Spellings = dict[str, list[tuple[str, str]]]

_SOUNDS = (
    (r"ph", "f"),
    (r"eau|au", "o"),
    (r"qu|ck", "k"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"th", "t"),
    (r"y", "i"),
    (r"z", "s"),
    (r"(.)\1", r"\1"),
)


def spellings(words: Iterable[str]) -> Spellings:
    """The known words by the first letter of their sound: (sound, word)."""
    found: Spellings = {}
    for word in dict.fromkeys(words):
        if len(word) >= SHORTEST:
            heard = sound(word)
            found.setdefault(heard[:1], []).append((heard, word))
    return found


def nearest(word: str, known: Spellings) -> str | None:
    """The known word that sounds the same, else one that is one slip away; None for short words."""
    plain = without_accents(word)
    if len(plain) < SHORTEST:
        return None
    heard = sound(plain)
    rivals = known.get(heard[:1], [])
    same = (word for sounds, word in rivals if sounds == heard)
    close = (word for sounds, word in rivals if is_one_slip(plain, word) or is_one_slip(heard, sounds))
    return next(same, None) or next(close, None)


def sound(word: str) -> str:
    """Roughly how a word is heard: "éléphant" and "elefant" are the same."""
    for pattern, replacement in _SOUNDS:
        word = re.sub(pattern, replacement, word)
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
