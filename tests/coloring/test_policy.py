"""What follows an error, and that nobody pays twice for silence."""

import pytest

from coloring import policy
from coloring.engines.base import (
    EngineBusy,
    EngineError,
    EngineLost,
    EngineRefused,
    EngineRejected,
    EngineRetired,
    EngineUnknown,
    EngineUnpaid,
)


def test_busy_service_is_asked_again_after_its_own_time_with_jitter():
    waits = {
        policy.after(EngineBusy("", retry_after=12), busy_answers=0, engine="openai").seconds
        for _ in range(20)
    }
    assert len(waits) > 1
    assert all(12 < seconds < 17 for seconds in waits)


def test_busy_service_that_names_no_time_is_waited_for_longer_each_time():
    waits = [policy.after(EngineBusy(""), busy_answers=n, engine="openai").seconds for n in range(4)]
    assert all(low < seconds for low, seconds in zip((2, 4, 8, 16), waits, strict=True))


def test_after_enough_busy_answers_the_offline_artist_steps_in():
    decision = policy.after(EngineBusy(""), busy_answers=policy.MAX_BUSY, engine="openai")
    assert isinstance(decision, policy.StepIn)


def test_no_child_waits_for_a_very_late_service():
    assert isinstance(
        policy.after(EngineBusy("", retry_after=600), busy_answers=0, engine="openai"), policy.StepIn
    )


@pytest.mark.parametrize("kind", [EngineError, EngineLost, EngineUnpaid, EngineRetired, EngineRejected])
def test_what_may_have_been_paid_or_cannot_be_is_not_asked_again(kind):
    assert isinstance(policy.after(kind(""), busy_answers=0, engine="openai"), policy.StepIn)


@pytest.mark.parametrize("kind", [EngineRefused, EngineUnknown])
def test_refused_idea_is_drawn_by_nobody(kind):
    assert isinstance(policy.after(kind(""), busy_answers=0, engine="openai"), policy.GiveUp)


def test_offline_artist_has_nobody_to_step_in():
    assert isinstance(policy.after(EngineError(""), busy_answers=0, engine="offline"), policy.GiveUp)


@pytest.mark.parametrize(
    ("deaths", "drawn_here", "given_up"),
    [
        ([], True, False),
        (["cleaning"] * 4, False, False),
        (["cleaning"] * 5, False, True),
        (["drawing"] * 5, True, True),
        (["drawing"] * 8, False, False),
        (["drawing"] * 9, False, True),
        (["", "looking", "drawing", "checking", "cleaning"], False, False),
    ],
)
def test_page_is_given_up_when_more_workers_died_of_it_than_chance_explains(deaths, drawn_here, given_up):
    assert policy.crashed_too_often(deaths, drawn_here=drawn_here) is given_up
