"""Turns the French and English labels and tags of emojibase into an index from phrases to drawings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drawings import tarballs

LANGUAGES = ("fr", "en")
FRENCH_FIRST = 0.25  # a French meaning goes before an English one of the same weight
LABEL, LABEL_WORD, TAG, OTHER_WORD = 3.0, 2.0, 1.0, 0.9
LINKS = frozenset(("with", "of", "in", "on", "behind", "over", "at"))
SHORT_LABEL = 3  # words; a single word of a longer label says little about the drawing
MOST_NAMES = 8  # drawings kept for a phrase
VARIATION = "-fe0f"


@dataclass(slots=True)
class Concept:
    """One emoji: its drawing, its group, its place in the standard order, and (language, label, tags)."""

    name: str
    group: int | None
    order: int
    said: list[tuple[str, str, list[str]]] = field(default_factory=list)


def concepts(noto: Path, emojibase: Path) -> list[Concept]:
    names = tarballs.read_json(noto, "chars.json")
    icons = tarballs.read_json(noto, "icons.json")
    found: dict[str, Concept] = {}
    for language in LANGUAGES:
        for entry in tarballs.read_json(emojibase, f"{language}/data.json"):
            code = entry["hexcode"].lower()
            name = names.get(code) or names.get(code.replace(VARIATION, ""))
            if name is None:
                continue
            name = icons["aliases"].get(name, {}).get("parent", name)
            concept = found.setdefault(name, Concept(name, entry.get("group"), entry.get("order", 9999)))
            concept.said.append((language, entry["label"], entry.get("tags", [])))
    return list(found.values())


def index(concepts: list[Concept], kept: Collection[str]) -> dict[str, Any]:
    """Phrases to names, best first: "exact", and without accents "plain"; "known": words we cannot draw."""
    exact, plain = _Weights(), _Weights()
    known: set[str] = set()
    for concept in concepts:
        for phrase, weight in _phrases(concept):
            if concept.name in kept:
                exact.add(phrase, concept, weight)
                plain.add(without_accents(phrase), concept, weight)
            elif " " not in phrase:
                known.add(without_accents(phrase))
    return {
        "exact": exact.ranked(),
        "plain": {p: n for p, n in plain.ranked().items() if p not in exact.by_phrase},
        "known": sorted(known - plain.by_phrase.keys()),
    }


class _Weights:
    """The best weight of every drawing for every phrase."""

    def __init__(self) -> None:
        self.by_phrase: dict[str, dict[str, tuple[float, int]]] = {}

    def add(self, phrase: str, concept: Concept, weight: float) -> None:
        weights = self.by_phrase.setdefault(phrase, {})
        best = max(weight, weights.get(concept.name, (0.0, 0))[0])
        weights[concept.name] = (best, concept.order)

    def ranked(self) -> dict[str, list[str]]:
        return {
            phrase: sorted(weights, key=lambda n: (-weights[n][0], weights[n][1]))[:MOST_NAMES]
            for phrase, weights in self.by_phrase.items()
        }


def _phrases(concept: Concept) -> Iterator[tuple[str, float]]:
    for language, label, tags in concept.said:
        more = FRENCH_FIRST if language == "fr" else 0.0
        spoken = folded(label)
        yield spoken, LABEL + more
        parts = spoken.split()
        if 1 < len(parts) <= SHORT_LABEL:
            head = _head(parts, language)
            for part in parts:
                if len(part) > 2:
                    yield part, (LABEL_WORD if part == head else OTHER_WORD) + more
        yield from ((folded(tag), TAG + more) for tag in tags if folded(tag))


def _head(parts: list[str], language: str) -> str:
    """The word that says what it is: "poisson lune" is a fish, "moon cake" is a cake."""
    if language == "fr":
        return parts[0]
    linked = next((i for i, part in enumerate(parts) if part in LINKS), len(parts))
    return parts[max(0, linked - 1)]


def folded(text: str) -> str:
    """Lower case, letters and digits only, accents kept."""
    composed = unicodedata.normalize("NFC", text.lower()).replace("œ", "oe")
    return re.sub(r"[^0-9a-zß-öø-ÿ]+", " ", composed).strip()


def without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))
