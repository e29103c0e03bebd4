"""Recognises a theme that asks for an ornament: a mandala, a letter or number, the alphabet, a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coloring import lettering
from coloring.engines.offline.grammar import folded, without_accents

LONGEST_NAME = 24  # letters, as the form takes them
_ASKING = (
    r"(?:(?:dessine|dessin|coloriage|colorier|coloring|colouring|page|draw|moi|me|de|d|du|of|a|an|the|une?|la|"
    r"le|l|les|grande?|gros|grosse|big|belle|beau|s il te plait|please) )*"
)
_MANDALAS = re.compile(r"\bmandalas?\b")
_FLAVOURS = {
    "flower": r"fleurs?|fleuri|flowers?|floral|roses?|tulipes?|tulips?|marguerites?|daisy|daisies|lotus",
    "star": r"etoiles?|etoile|stars?|starry|soleils?|suns?|lunes?|moons?|espace|space|ciel|sky",
    "butterfly": r"papillons?|butterfly|butterflies",
    "heart": r"coeurs?|cœurs?|hearts?|amour|love|saint valentin|valentine",
}
_LETTER = re.compile(
    _ASKING + r"(?:lettres?|letters?|majuscule|initiale|initial) (?P<sign>\w)"
    r"(?: (?:majuscule|minuscule|capital|comme|avec|with|is|for|as|en|de l alphabet|a motifs?|decoree?)"
    r"\b.*)?"
)
_LIKE = re.compile(r"(?P<sign>\w) (?:comme|is for|for|as in|like) .+")
_NUMBER = re.compile(
    _ASKING + r"(?:chiffres?|nombres?|numeros?|numbers?|digits?) (?P<sign>\d{1,3})(?: \D.*)?"
)
_ALPHABET = re.compile(
    _ASKING + r"(?:alphabet|abc|abcd|abecedaire|lettres(?: de l alphabet)?|letters(?: of the alphabet)?)"
)
_DIGITS = re.compile(
    _ASKING + r"(?:chiffres|nombres|numbers|digits)(?: de [01] a (?:9|10)| [01] to (?:9|10))?"
)
_OWN_NAME = re.compile(r"(?:(?:mon|le|son|my|the|his|her|child s|de|l enfant|first) )*(?:prenom|name)")
_THE_NAME = re.compile(
    r"\s*(?:(?:(?:mon|le|son|my|the|his|her|first)\s+)*(?:pr[ée]nom|name)(?:\s+(?:est|is))?|je m['’]appelle|"
    r"i am called)\s*:?\s+[«\"“]?\s*"
    r"(?P<name>[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'’ -])*?)\s*[»\"”]?\s*[.!]?\s*",
    re.IGNORECASE,
)
# After "name" these begin a sentence, not a name.
_NO_NAME = re.compile(
    r"(?:de|du|des|d|of|pour|for|in|en|avec|with|and|et|the|an?|my|your|this|that|la|les?|l|une?|mon|ma)\b"
)


@dataclass(frozen=True)
class Wish:
    """What is asked for: `kind` is mandala, letter, several or name; `text` what is to be written.

    `flavour` of a mandala; `theme` is what was asked, for what a letter stands for.
    """

    kind: str
    text: str = ""
    flavour: str = ""
    theme: str = ""


def of(theme: str, child_name: str = "") -> Wish | None:
    """The ornament that a theme asks for; None when it asks for something else."""
    words = folded(theme)
    plain = without_accents(words)
    whole = _whole(theme)
    if is_own_name(theme, child_name):
        return _name(child_name)
    if _MANDALAS.search(plain):
        return Wish("mandala", flavour=_flavour(plain), theme=theme)
    if _ALPHABET.fullmatch(plain):
        return Wish("several", text="ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if _DIGITS.fullmatch(plain):
        return Wish("several", text="1234567890")
    if _OWN_NAME.fullmatch(whole):
        return _name(child_name) or Wish("several", text="ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return _sign(theme, words, plain) or _named(theme)


def is_own_name(theme: str, child_name: str) -> bool:
    """Whether a theme is the child's first name and nothing else, in any case, with or without accents."""
    return bool(child_name) and _whole(theme) == _whole(child_name)


def _whole(text: str) -> str:
    """Without case, accents and signs, letters of all alphabets kept."""
    return " ".join(re.findall(r"\w+", without_accents(text.casefold())))


def _flavour(plain: str) -> str:
    return next((name for name, words in _FLAVOURS.items() if re.search(rf"\b(?:{words})\b", plain)), "")


def _sign(theme: str, words: str, plain: str) -> Wish | None:
    """A letter, with its accent as it was typed, or a number."""
    number = _NUMBER.fullmatch(plain)
    if number:
        return Wish("letter", text=number["sign"], theme=theme)
    if len(words) == 1 and words.isalpha():
        return _letter(words, theme)
    for pattern in (_LETTER, _LIKE):
        found = pattern.fullmatch(plain)
        if found and len(plain) == len(words):
            return _letter(words[found.start("sign")], theme)
    return None


def _letter(sign: str, theme: str) -> Wish | None:
    small = re.search(r"\bminuscule|\blower ?case|\bsmall\b", theme, re.IGNORECASE)
    text = sign if small or len(sign.upper()) > 1 else sign.upper()
    return None if lettering.missing(text) else Wish("letter", text=text, theme=theme)


def _named(theme: str) -> Wish | None:
    found = _THE_NAME.fullmatch(theme)
    if not found or _NO_NAME.match(_whole(found["name"])):
        return None
    return _name(found["name"])


def _name(name: str) -> Wish | None:
    """A name with its first letter large; None when not one letter of it can be drawn."""
    text = " ".join(name.split())
    if not text or len(text) > LONGEST_NAME or not lettering.outline(text).contours:
        return None
    return Wish("name", text=text.title() if text.islower() else text)
