"""Takes off what hides a word: letters of other alphabets, digits, signs, spaces and repeated letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from coloring.engines.offline import grammar

SHORTEST = 4  # letters of a word that may have had a vowel doubled
LAST_LATIN_1 = "ÿ"  # up to here accents are kept: they tell "râpé" from "rape"
# Letters that look like Latin ones; the wide, bold and ringed ones of Unicode fall to NFKC.
_TWINS = str.maketrans(
    dict(
        zip(
            "аеорсхуіїјѕԁԛԝһкмтвнгпѵλαεορτυνικβγηχμɑɡðþ",
            "aeopcxyiijsdqwhkmtbhrnvlaeoptuvikbynxuagdp",
            strict=True,
        ),
        æ="ae",
        œ="oe",
    )
)
# How Unicode names a Latin letter with a stroke, a hook or a tail: "ƒ", "đ", "ł", "ħ", "ı", "ʀ".
_CHANGED = re.compile(
    r"LATIN (?:SMALL )?LETTER (?:SMALL CAPITAL |DOTLESS |OPEN |TURNED |REVERSED )?([A-Z])(?: WITH .+)?"
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
    """Lower case letters of Latin-1, their accents kept, nothing invisible."""
    text = unicodedata.normalize("NFKC", _CAPITAL_I.sub("l", unicodedata.normalize("NFKC", theme)).casefold())
    return "".join(map(_base, text)).translate(_TWINS)


def _base(sign: str) -> str:
    """A sign of Latin-1 as it is, any other letter without what was put on it, nothing for the invisible."""
    if unicodedata.category(sign) in {"Cf", "Mn", "Me", "Cc"}:
        return ""
    if sign <= LAST_LATIN_1:
        return sign
    letter = grammar.without_accents(sign)
    changed = _CHANGED.fullmatch(unicodedata.name(letter, "")) if len(letter) == 1 else None
    return changed[1].lower() if changed else letter


def plain(text: str) -> str:
    """A bare text in words of a to z and digits."""
    return _stroked(grammar.folded(text))


def _stroked(text: str) -> str:
    """Without accents; of "ø", which stays when accents go, the letter that it stands for at home."""
    return grammar.without_accents(text).replace("ø", "o")


def readings(text: str, words: str) -> Iterator[str]:
    """What a bare text may hide: one word or several with spaces between, without accents.

    `words`: its plain words, those left out that are innocent beside each other.
    """
    for token in text.split():
        joined = _INNER.sub("", token)
        for spelt in dict.fromkeys((token, joined)):
            if _HIDDEN.search(spelt):
                yield from (plain(spelt.translate(digits)) for digits in _DIGITS)
                yield from (plain(spelt.translate(digits)).replace(" ", "") for digits in _DIGITS)
        if joined != token:
            yield plain(joined)
    yield from (found[0].replace(" ", "") for found in _SPACED.finditer(words))
    for found in _ONE_APART.finditer(words):
        yield _joined(words, found.start(), found.end())
    if "ø" in text:
        yield plain(text.replace("ø", "u"))
    yield from map(_stroked, _unrepeated(grammar.folded(text)))


def masks(text: str) -> Iterator[re.Pattern[str]]:
    """Patterns of words with letters starred out, like "f*ck"."""
    for found in _MASKED.finditer(_stroked(text)):
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
