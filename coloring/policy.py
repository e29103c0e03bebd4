"""What to do after an engine's error: wait, let the offline artist step in, or give up.

The rule behind the rules: never pay twice for one page unless the service said that nothing was drawn.
For a parent's page:

    paced          nothing was asked: again when its turn comes, if that is within a minute
    busy           nothing was drawn: the same again after retry-after with jitter, MAX_BUSY times
    lost, broken   perhaps or surely paid: the offline artist draws at once
    unpaid         never again by itself: the offline artist draws, log and /health say so
    retired        the next model was tried already; none is left: the offline artist draws
    rejected       nothing was paid, and the same again is in vain: the offline artist draws
    unchecked      nobody could say whether it is for children: the offline artist draws, who knows no other
    refused        never the same again, by nobody
    unknown_theme  the offline artist has no drawing for it

For a program's picture, which nobody but the service that was asked for may draw:

    paced          nothing was asked: again when its turn comes, however late that is
    busy           nothing was drawn: the same again after retry-after with jitter, for an hour, and after
                   MAX_BUSY such answers ever more rarely; later than an hour only while it had fewer of
                   them, for it may have waited for its turn
    anything else  it has failed: lost and broken may have been paid, the others will never be drawn
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from coloring.engines.base import EngineBusy, EngineError, EnginePaced, EngineRefused, EngineUnknown, Step

# A child waits: four answers of "busy", each waited for at most a minute, are as long as we ask of anybody.
MAX_BUSY = 4
LONGEST_WAIT = 60.0
# A program waits longer: seconds from its order on.
PATIENCE = 3600.0
# Workers that died while this machine's own code was at work on a page, perhaps because of this very page;
# and workers that died with it in hand at any step, each of which may have paid for it.
MAX_CRASHES = 4
MAX_DEATHS = 8
OWN_STEPS = frozenset({Step.CLEANING, Step.STORING})
# What only programs are told apart: no parent has chosen a model or a parameter.
_SAME_FOR_PARENTS = {"forbidden": "retired", "rejected": "broken"}


@dataclass(frozen=True)
class WaitAgain:
    """Back into the queue for so many seconds; `was_busy`: because of the service's answer."""

    seconds: float
    was_busy: bool = True


@dataclass(frozen=True)
class StepIn:
    """The offline artist draws it instead."""


@dataclass(frozen=True)
class GiveUp:
    """The page has failed."""


def after(error: EngineError, *, busy_answers: int, engine: str) -> WaitAgain | StepIn | GiveUp:
    """Decide, given how often the service has been busy for this page before."""
    if isinstance(error, EngineRefused | EngineUnknown) or engine == "offline":
        return GiveUp()
    if isinstance(error, EngineBusy):
        seconds = _wait(error, busy_answers)
        if isinstance(error, EnginePaced) and seconds <= LONGEST_WAIT:
            return WaitAgain(seconds, was_busy=False)
        if busy_answers < MAX_BUSY and seconds <= LONGEST_WAIT:
            return WaitAgain(_jittered(seconds))
    return StepIn()


def after_image(error: EngineError, *, busy_answers: int, waited: float) -> WaitAgain | GiveUp:
    """Decide about a program's picture, ordered `waited` seconds ago."""
    if not isinstance(error, EngineBusy):
        return GiveUp()
    seconds = _wait(error, busy_answers)
    if isinstance(error, EnginePaced):
        return WaitAgain(seconds, was_busy=False)
    if busy_answers >= MAX_BUSY:  # an hour of half seconds would be thousands of calls
        seconds = max(seconds, _backoff(busy_answers - MAX_BUSY))
    if waited + seconds <= PATIENCE or (busy_answers < MAX_BUSY and seconds <= LONGEST_WAIT):
        return WaitAgain(_jittered(seconds))
    return GiveUp()


def _wait(error: EngineBusy, busy_answers: int) -> float:
    """What the service asked for; else twice as long each time, a minute at most."""
    if error.retry_after is not None:
        return error.retry_after
    return _backoff(busy_answers)


def _backoff(answers: int) -> float:
    return min(2.0 ** min(answers + 1, 6), LONGEST_WAIT)


def _jittered(seconds: float) -> float:
    return seconds + random.uniform(0.1, 1.0 + seconds / 4)


def problem(error: EngineError) -> str:
    """The code that a page stores of an error."""
    return _SAME_FOR_PARENTS.get(error.problem, error.problem)


def crashed_too_often(deaths: Sequence[str], *, drawn_here: bool) -> bool:
    """Whether more workers died of a page than chance explains, told by the step of each death."""
    own = OWN_STEPS | ({Step.DRAWING} if drawn_here else set())
    return len(deaths) > MAX_DEATHS or sum(step in own for step in deaths) > MAX_CRASHES
