"""Right words stay as they are, and slips beside them are still understood."""

import pytest

from coloring.engines.offline import words
from coloring.engines.offline.grammar import folded, without_accents

RIGHT = """
    grotte trafic truc pharmacie urgent griffon oursin tatouer promener vendeur garnir photographier
    harbour ceiling grant widow carpet butcher battle marry towers leather courage career
    charlotte marius martin camille heidi colin harris carter
"""
LISTED = words.ORDINARY.read_text(encoding="utf-8").split()


def test_ordinary_words_are_sorted_and_folded_and_stand_there_once():
    assert sorted(set(LISTED)) == LISTED
    assert [word for word in LISTED if without_accents(folded(word)) != word] == []


@pytest.mark.parametrize("word", RIGHT.split())
def test_an_ordinary_word_is_not_taken_for_a_slip(word):
    assert words.read(word).words == (word,)


@pytest.mark.parametrize(
    ("word", "name"),
    [("salmon", "fish"), ("souri", "mouse"), ("iguanas", "lizard"), ("snowmen", "snowman")],
)
def test_the_same_thing_in_another_form_is_drawn(word, name):
    assert words.read(word).matches[0].names[0] == name
