"""Only what surely died is declared dead."""

import subprocess
import sys
from contextlib import contextmanager

import pytest

from coloring import leases, lifelines
from scripts.live import ROOT, wait_until

pytestmark = pytest.mark.skipif(not lifelines.kernel(), reason="only Linux names its runs")

HOLD = """
import sys, time
from pathlib import Path
from coloring import lifelines
lifelines.hold(Path(sys.argv[1]), sys.argv[2])
time.sleep(60)
"""


@contextmanager
def living(folder, life):
    """A process that holds a life until it is killed."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder), life], cwd=ROOT)
    try:
        wait_until(lambda: list(folder.glob(f"*.{life}")), 20, "the life is held")
        yield process
    finally:
        process.kill()
        process.wait(10)


def buried(folder):
    lives = []
    lifelines.bury(folder, lives.append)
    return lives


def test_process_is_dead_once_it_was_killed_and_not_before(tmp_path):
    with living(tmp_path, "abc") as process:
        assert buried(tmp_path) == []
        process.kill()
        process.wait(10)
        assert buried(tmp_path) == ["abc"]
        assert buried(tmp_path) == []


def test_own_life_is_never_buried(tmp_path):
    lifelines.hold(tmp_path, "me")
    assert buried(tmp_path) == []


def test_dead_is_not_forgotten_until_its_pages_are_released(tmp_path):
    def away(life):
        raise ConnectionError("the database is away")

    (tmp_path / f"{lifelines.kernel()}.abc").touch()
    with pytest.raises(ConnectionError):
        lifelines.bury(tmp_path, away)
    assert buried(tmp_path) == ["abc"]


def test_life_on_another_machine_is_not_judged(tmp_path):
    (tmp_path / "another-kernel.abc").touch()
    assert buried(tmp_path) == []


def test_nobody_is_judged_where_no_kernel_names_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(lifelines, "BOOT", tmp_path / "none")
    (tmp_path / ".abc").touch()
    assert buried(tmp_path) == []


def test_claims_carry_the_life_of_their_process():
    first, second = leases.new_token(), leases.new_token()
    assert first != second
    assert len(first) == 32
    assert first.startswith(leases.LIFE)
