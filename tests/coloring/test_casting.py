"""Who is on the page when a place is asked for."""

import pytest

from coloring.engines.offline import casting, compose, words

SEEDS = [str(number) for number in range(12)]


def casts(theme):
    reading = words.read(theme)
    return [casting.cast(reading, compose.dice(theme, seed)) for seed in SEEDS]


@pytest.mark.parametrize("theme", ["château", "castle"])
def test_castle_is_seen_whoever_its_hero_is(theme):
    assert all("castle" in cast.figures for cast in casts(theme))
    assert len({cast.figures[0] for cast in casts(theme)}) > 1


def test_kinds_of_a_thing_take_turns_alone():
    assert all(len(cast.figures) == 1 for cast in casts("dinosaure"))
    assert len({cast.figures for cast in casts("dinosaure")}) > 1
