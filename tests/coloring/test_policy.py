"""What follows an error, and that nobody pays twice for silence."""

import pytest

from coloring import policy
from coloring.engines.base import (
    EngineBusy,
    EngineError,
    EngineLost,
    EnginePaced,
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


@pytest.mark.parametrize("busy_answers", [0, policy.MAX_BUSY])
def test_page_comes_back_exactly_when_its_turn_comes(busy_answers):
    decision = policy.after(EnginePaced(12.5), busy_answers=busy_answers, engine="openai")
    assert decision == policy.WaitAgain(12.5, was_busy=False)


def test_no_child_waits_for_a_turn_that_is_more_than_a_minute_away():
    assert isinstance(policy.after(EnginePaced(60.5), busy_answers=0, engine="openai"), policy.StepIn)


@pytest.mark.parametrize("waited", [0, 100_000])
def test_picture_for_a_program_waits_for_its_turn_however_long(waited):
    decision = policy.after_image(EnginePaced(90), busy_answers=9, waited=waited)
    assert decision == policy.WaitAgain(90, was_busy=False)


@pytest.mark.parametrize(
    ("busy_answers", "waited", "retry_after", "waits"),
    [
        (0, 0, 3000, True),
        (9, 3000, 500, True),
        (9, 3590, 20, False),
        (2000, 3000, None, True),
        (9, 3600, None, False),
        (0, 3590, 3000, False),
        (policy.MAX_BUSY - 1, 9000, 20, True),
        (policy.MAX_BUSY, 9000, 20, False),
    ],
)
def test_program_waits_for_a_busy_service_for_an_hour_and_a_few_answers(
    busy_answers, waited, retry_after, waits
):
    error = EngineBusy("", retry_after=retry_after)
    decision = policy.after_image(error, busy_answers=busy_answers, waited=waited)
    assert isinstance(decision, policy.WaitAgain if waits else policy.GiveUp)
    assert not waits or decision.seconds > (retry_after or 59)


def test_service_that_is_busy_again_whenever_it_said_so_is_asked_ever_more_rarely():
    error, waits = EngineBusy("", retry_after=0.5), []
    while waits[-1:] != [None]:
        decision = policy.after_image(error, busy_answers=len(waits), waited=sum(waits))
        waits.append(decision.seconds if isinstance(decision, policy.WaitAgain) else None)
    assert sum(waits[:-1]) > policy.PATIENCE - 80
    assert len(waits) < 80


@pytest.mark.parametrize("kind", [EngineError, EngineLost, EngineUnpaid, EngineRetired, EngineRejected])
def test_picture_for_a_program_that_may_have_been_paid_is_drawn_by_nobody_else(kind):
    assert isinstance(policy.after_image(kind(""), busy_answers=0, waited=0), policy.GiveUp)
