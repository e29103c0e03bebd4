"""What begins with a letter, in French and in English, and what is counted beside a number."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

from coloring.engines.offline import pieces, words
from coloring.engines.offline.grammar import folded, without_accents

_FRENCH = """
    abeille avion ananas arbre|baleine banane bateau ballon|chat cheval chien cochon|dauphin dragon dinosaure|
    éléphant étoile escargot|fleur fraise fusée fourmi|girafe gâteau gorille|hibou hérisson hippopotame|
    île igloo|jardin jus judo|kangourou koala kiwi|lapin lion lune licorne|maison mouton moto|nuage nounours|
    oiseau orange ours|papillon poisson poule pomme|quille quatre|renard robot raisin|soleil souris sapin|
    tortue train tigre tulipe|uniforme usine|vache vélo voiture|wagon|xylophone|yoyo yaourt|zèbre zéro
"""
_ENGLISH = """
    apple airplane ant|banana bee butterfly bear|cat cow car cake|dog dolphin dinosaur duck|elephant egg|
    fish flower fox frog|giraffe goat grapes|horse heart house hedgehog|igloo ice cream|jellyfish jar|
    kangaroo koala kite|lion lemon ladybug|monkey moon mouse|nest nut|owl octopus orange|pig penguin pizza|
    queen|rabbit robot rocket rainbow|sun snail sheep star|tiger tree turtle train|umbrella unicorn|
    volcano violin|whale watermelon wolf|xylophone|yo-yo yarn|zebra
"""
_COUNTED = "pomme papillon poisson canard fleur étoile escargot fraise"
_IN_ENGLISH = re.compile(r"\b(?:letters?|is for|as in|for|like|initial|capital)\b")
_MOST = 3  # drawings around a letter
_MOST_COUNTED = 6


def _lists(text: str) -> dict[str, list[str]]:
    parts = [part.split() for part in text.split("|")]
    return {chr(ord("a") + number): part for number, part in enumerate(parts)}


_BEGINNING = {"fr": _lists(_FRENCH), "en": _lists(_ENGLISH)}


def drawings(text: str, theme: str, rng: random.Random) -> list[str]:
    """Names of pieces to stand around a letter or, as many as it says, a number; none when there are none."""
    if text.isdigit():
        one = _known(rng.sample(_COUNTED.split(), 3))[:1]
        return one * int(text) if int(text) <= _MOST_COUNTED else []
    language = "en" if _IN_ENGLISH.search(theme.lower()) else "fr"
    begins = _BEGINNING[language].get(without_accents(folded(text))[:1], [])
    named = _said(theme)
    others = [name for name in _known(rng.sample(begins, len(begins))) if name not in named]
    return [*named, *others][:_MOST]


def _said(theme: str) -> list[str]:
    """The drawing for what the theme says that the letter is for: "A comme arbre"."""
    after = re.split(r"\b(?:comme|is for|for|as in|like)\b", theme, maxsplit=1, flags=re.IGNORECASE)[1:]
    return _known(after)


def _known(things: Iterable[str]) -> list[str]:
    """The first drawing of each thing that is known."""
    readings = [words.read(thing) for thing in things]
    names = [reading.matches[0].names[0] for reading in readings if reading.matches and not reading.refused]
    return list(dict.fromkeys(name for name in names if pieces.known(name)))
