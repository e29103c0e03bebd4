"""One child, with a clock of our own: when it is started again, and when it is given up."""

import sys

import pytest

from herbbie import children
from herbbie.children import Child, HopelessError, Patience, Program


def dies(child, now):
    """Start the child at `now` if it is due, wait for its end, and let the death be noticed."""
    child.tend(now)
    child.process.wait(20)
    child.tend(now)


def test_pauses_between_restarts_double_up_to_a_longest():
    child = Child(Program("brief", (sys.executable, "-S", "-c", "")), Patience(first=1, longest=4))
    now = 1000.0
    pauses = []
    for _ in range(4):
        dies(child, now)
        pauses.append(child.due_at - now)
        now = child.due_at
    assert pauses == [1, 2, 4, 4]


def test_child_is_not_started_before_its_pause_is_over():
    child = Child(Program("brief", (sys.executable, "-S", "-c", "")), Patience(first=1))
    dies(child, 1000.0)
    child.tend(1000.9)
    assert child.process is None


def test_pause_is_short_again_after_a_healthy_time():
    child = Child(Program("brief", (sys.executable, "-S", "-c", "")), Patience(first=1, healthy_after=60))
    dies(child, 1000.0)
    dies(child, 1001.0)
    child.tend(1010.0)
    child.process.wait(20)
    child.tend(1070.0)
    assert child.due_at == 1071.0


def test_only_deaths_within_the_window_are_counted():
    child = Child(Program("brief", (sys.executable, "-S", "-c", "")), Patience(deaths=3, within=300))
    for now in (1000.0, 1200.0, 1400.0):
        dies(child, now)
    with pytest.raises(HopelessError, match="brief ended with exit code 0, 3 times within 5 minutes"):
        dies(child, 1450.0)


def live(child, times, seconds):
    """So many lives of so many seconds each, every one begun as soon as the child is due."""
    for _ in range(times):
        now = child.due_at
        child.tend(now)
        child.process.wait(20)
        child.tend(now + seconds)


@pytest.mark.parametrize("seconds", [0, 6, 15])
def test_child_that_never_lives_long_is_given_up_in_spite_of_its_pauses(seconds):
    """Gunicorn takes some six seconds to find that its port is taken; a worker may take longer to fail."""
    child = Child(Program("brief", (sys.executable, "-S", "-c", "")))
    with pytest.raises(HopelessError, match="10 times within 5 minutes"):
        live(child, times=30, seconds=seconds)


def test_child_that_lives_for_a_minute_each_time_is_never_given_up():
    child = Child(Program("brief", (sys.executable, "-S", "-c", "")))
    live(child, times=15, seconds=60)
    assert child.process is None


def test_program_that_cannot_be_started_is_a_death_like_another():
    child = Child(Program("absent", ("/no/such/program",)), Patience(first=1, deaths=2))
    child.tend(1000.0)
    assert child.due_at == 1001.0
    with pytest.raises(HopelessError, match="absent could not be started"):
        child.tend(1001.0)


def test_ending_is_told_in_words():
    assert children.ending_of(-9) == "was killed by SIGKILL"
    assert children.ending_of(3) == "ended with exit code 3"
