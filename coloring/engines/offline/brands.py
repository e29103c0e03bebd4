"""Finds the brand or character that a theme names, and the neighbour that we offer in its place.

First names and words of every day ("Elsa", "frozen") count only alone or beside words of their brand:
"anniversaire d'Elsa" is a birthday.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coloring.engines.offline import grammar, spelling, words
from coloring.engines.offline.refusals import disguises

DATA = Path(__file__).parent / "data" / "brands.txt"
LONGEST = 6  # words of a name
LONGEST_THEME = 400  # letters that are looked at
SHORTEST_SLIP = 6  # letters of a name that may be misspelt


@dataclass(frozen=True, slots=True)
class Brand:
    """`title`: how it is told; `neighbours`: a theme in its place, by language."""

    title: str
    neighbours: dict[str, str]


def find(theme: str) -> Brand | None:
    """The first brand that a theme names."""
    text = disguises.plain(disguises.bare(theme[:LONGEST_THEME]))
    said = text.split()
    named = (_named(said[at : at + size]) for at in range(len(said)) for size in range(LONGEST, 0, -1))
    return next((brand for brand in named if brand), None) or _alone(said) or _misspelt(said)


def neighbour(theme: str, language: str) -> tuple[str, str]:
    """The title of the brand that a theme names and what we offer in its place; empty when it names none."""
    brand = find(theme)
    return (brand.title, brand.neighbours.get(language, brand.neighbours["en"])) if brand else ("", "")


def every() -> list[Brand]:
    """All brands that are known."""
    return [brand for _names, brand, _company in _rows()]


def _named(said: list[str]) -> Brand | None:
    return _names().get("".join(said)) if said else None


def _alone(said: list[str]) -> Brand | None:
    """The brand of an everyday word that nothing but its company stands beside."""
    telling = [word for word in said if word not in grammar.PASSED_OVER and not word.isdecimal()]
    for word in telling:
        brand, company = _ambiguous().get(word, (None, frozenset()))
        if brand and company.issuperset(other for other in telling if other != word):
            return brand
    return None


def _misspelt(said: list[str]) -> Brand | None:
    """A brand one slip away from a word that is in no dictionary, or from two words that are no phrase."""
    for at, word in enumerate(said):
        if words.is_right(word):
            continue
        typed = (word, "".join(said[at : at + 2]), "".join(said[max(0, at - 1) : at + 1]))
        brand = next(filter(None, map(_near, typed)), None)
        if brand:
            return brand
    return None


def _near(typed: str) -> Brand | None:
    if not SHORTEST_SLIP <= len(typed) <= spelling.LONGEST:
        return None
    close = (name for name in _by_first().get(typed[0], ()) if spelling.is_one_slip(typed, name))
    return next((_names()[name] for name in close), None)


@cache
def _names() -> dict[str, Brand]:
    """Brands by each of their names, written as one word."""
    return {
        name.replace(" ", ""): brand for names, brand, company in _rows() if not company for name in names
    }


@cache
def _ambiguous() -> dict[str, tuple[Brand, frozenset[str]]]:
    """Brands by words that may mean something else, each with the words of its company."""
    return {name: (brand, company) for names, brand, company in _rows() if company for name in names}


@cache
def _by_first() -> dict[str, list[str]]:
    """Names that are long enough to be misspelt, by their first letter."""
    found: dict[str, list[str]] = {}
    for name in _names():
        if len(name) >= SHORTEST_SLIP:
            found.setdefault(name[0], []).append(name)
    return found


@cache
def _rows() -> tuple[tuple[list[str], Brand, frozenset[str]], ...]:
    """Names, brand and company of every line of the table."""
    lines = DATA.read_text(encoding="utf-8").splitlines()
    return tuple(_row(line) for line in lines if not line.startswith("#"))


def _row(line: str) -> tuple[list[str], Brand, frozenset[str]]:
    title, names, company, english, french = (part.strip() for part in line.split("|"))
    return names.split(", "), Brand(title, {"en": english, "fr": french}), frozenset(company.split())
