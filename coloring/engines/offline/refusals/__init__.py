"""Says what is never drawn for a child, whatever disguise its name wears.

The lists are our own: the public ones we know hold English only, or refuse half of what children love.
"""

from __future__ import annotations

from itertools import combinations

from coloring.engines.offline.refusals import disguises, innocent, lists, names

LONGEST_THEME = 400  # letters that are looked at
_NO_NAMES = lists.WORDS.union(lists.GLUED, names.NO_NAMES)


def refuses(theme: str) -> bool:
    """Whether the theme names something that no child gets, in any plural and behind common letter tricks."""
    text = innocent.ACCENTED.sub(" ", disguises.bare(theme[:LONGEST_THEME]))
    words = innocent.PATTERN.sub(" ", disguises.plain(text))
    if _names_any(words) or any(_names_any(hidden) for hidden in disguises.readings(text, words)):
        return True
    return any(mask.fullmatch(word) for mask in disguises.masks(text) for word in lists.WORDS)


def refuses_name(name: str) -> bool:
    """Whether this is no first name for a page: a word that is refused, even with a space within it.

    Real first names that happen to be such words are not refused.
    """
    if names.is_first_name(name):
        return False
    parts = disguises.plain(disguises.bare(name)).split()
    runs = ("".join(parts[start:end]) for start, end in combinations(range(len(parts) + 1), 2))
    return refuses(name) or any(map(_is_no_name, runs))


def _is_no_name(word: str) -> bool:
    """Whether parts put together are a refused word; one inside them is where two names meet."""
    return word in _NO_NAMES or (word[-1] in "sx" and word[:-1] in _NO_NAMES) or word.startswith(lists.STEMS)


def _names_any(text: str) -> bool:
    text = f" {innocent.PATTERN.sub(' ', text)} "
    return any(map(_is_refused, text.split())) or any(f" {phrase} " in text for phrase in lists.PHRASES)


def _is_refused(word: str) -> bool:
    return (
        word in lists.WORDS
        or (word[-1] in "sx" and word[:-1] in lists.WORDS)
        or word.startswith(lists.STEMS)
        or any(part in word for part in lists.GLUED)
    )
