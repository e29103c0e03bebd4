"""Takes off what hides a word: letters of other alphabets, digits, signs, spaces and repeated letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from coloring.engines.offline import grammar

SHORTEST = 4  # letters of a word that may have had a vowel doubled
# Letters that look like Latin ones; the wide, bold and ringed ones of Unicode fall to NFKC.
_TWINS = str.maketrans(
    "аеорсхуіїјѕԁԛԝһкмтвнгпѵλαεορτυνικβγηχøđłıɑɡ",
    "aeopcxyiijsdqwhkmtbhrnvlaeoptuvikbynxodliag",
)
_DIGITS = (
    str.maketrans("0134578@$!|€+", "oieastbasiiet"),
    str.maketrans("013456789@$!|€+(", "oleasgtbgaslletc"),
)
_CAPITAL_I = re.compile(r"(?<=[a-z])I(?=[a-z])")  # looks like the letter before m
_HIDDEN = re.compile(r"(?<=[^\W_])[\d@$!|€+(]|[\d@$€](?=[^\W\d_])")
_INNER = re.compile(r"(?<=[^\W_])[^\w\s'’]+(?=[^\W_])|(?<=[^\W_])_+(?=[^\W_])")
_MASKED = re.compile(r"[^\W\d_]+[*#%]+[^\W\d_]*")
_SPACED = re.compile(r"(?<!\w)\w(?: \w)+(?!\w)")
_ONE_APART = re.compile(r"(?<!\w)\w(?!\w)")
_RUN = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"([aeiouy])\1")
_LONG_RUN = re.compile(r"(.)\1{2,}")


def bare(theme: str) -> str:
    """Lower case Latin letters, accents kept, nothing invisible."""
    text = _CAPITAL_I.sub("l", unicodedata.normalize("NFKC", theme)).casefold()
    text = "".join(letter for letter in text if unicodedata.category(letter) not in {"Cf", "Mn", "Me", "Cc"})
    return text.translate(_TWINS)


def plain(text: str) -> str:
    return grammar.without_accents(grammar.folded(text))


def readings(text: str, words: str) -> Iterator[str]:
    """What a bare text may hide: one word or several with spaces between, without accents.

    `words`: its plain words, those left out that are innocent beside each other.
    """
    for token in text.split():
        if _HIDDEN.search(token):
            yield from (plain(token.translate(digits)) for digits in _DIGITS)
            yield from (plain(token.translate(digits)).replace(" ", "") for digits in _DIGITS)
        if _INNER.search(token):
            yield plain(_INNER.sub("", token))
    yield from (found[0].replace(" ", "") for found in _SPACED.finditer(words))
    for found in _ONE_APART.finditer(words):
        yield _joined(words, found.start(), found.end())
    yield from map(grammar.without_accents, _unrepeated(grammar.folded(text)))


def masks(text: str) -> Iterator[re.Pattern[str]]:
    """Patterns of words with letters starred out, like "f*ck"."""
    for found in _MASKED.finditer(grammar.without_accents(text)):
        yield re.compile(re.sub(r"[*#%]", "[a-z]", found[0]))


def _joined(words: str, start: int, end: int) -> str:
    """A letter that stands alone, put to the word behind it and to the word before it: "s exe", "sex e"."""
    letter = words[start:end]
    before, after = words[:start].split(), words[end:].split()
    return " ".join([*(word + letter for word in before[-1:]), *(letter + word for word in after[:1])])


def _unrepeated(words: str) -> Iterator[str]:
    """Words without letters that were held down; two of a consonant are no more than right spelling."""
    for word in words.split():
        if _LONG_RUN.search(word):
            yield from (_LONG_RUN.sub(r"\1\1", word), _LONG_RUN.sub(r"\1", word), _RUN.sub(r"\1", word))
        short = _VOWELS.sub(r"\1", word)
        if short != word and len(short) >= SHORTEST:
            yield short
