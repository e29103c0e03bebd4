"""A short run of the fuzzer (`make fuzz` is the long one), and proof that it notices what it looks for."""

import itertools
import sys
from dataclasses import replace

import pytest
from PIL import Image

from scripts.fuzzing import bodies, uploads
from scripts.fuzzing.__main__ import attack
from scripts.fuzzing.attacked import Attacked, Request, TakerDied, kept
from scripts.fuzzing.mutations import mended, parts
from scripts.fuzzing.outcome import Outcome
from scripts.fuzzing.seeds import all_seeds, saved, scene
from scripts.fuzzing.taker import wrong_with

REQUEST = Request(name="one", path="/", type="", body=b"body", headers={}, whole=True)
READY = "import os, sys, time; print('{}', flush=True); sys.stdin.buffer.readline(); "


@pytest.mark.timeout(300)
def test_damaged_uploads_and_odd_bodies_do_no_harm(tmp_path, capsys):
    requests = itertools.chain(uploads.requests(150, seed=11), bodies.requests(100, seed=11))
    well = attack("both", requests, tmp_path / "keep")
    report = capsys.readouterr().out
    assert well, report
    assert "422 truncated" in report
    assert "accepted" in report


def test_the_same_seed_makes_the_same_requests():
    one, two = (list(uploads.requests(30, seed=3)) for _ in range(2))
    assert one == two != list(uploads.requests(30, seed=4))
    assert list(bodies.requests(30, seed=3)) == list(bodies.requests(30, seed=3))


@pytest.mark.parametrize("name", all_seeds())
def test_parts_are_the_file_and_mending_leaves_whole_files_alone(name):
    data = all_seeds()[name]
    assert b"".join(parts(data)) == data == mended(data)
    assert len(parts(data)) >= 2


@pytest.mark.parametrize(
    ("program", "what"),
    [("os.kill(os.getpid(), 11)", "crashed, exit code -11"), ("time.sleep(60)", "no answer within")],
)
def test_a_crash_and_a_hang_are_noticed_and_the_file_is_kept(tmp_path, program, what):
    command = (sys.executable, "-c", READY + program)
    outcome = Outcome(tmp_path / "keep")
    with Attacked(tmp_path, seconds=0.5, command=command) as attacked:
        outcome.add(REQUEST, attacked)
        with pytest.raises(TakerDied):  # a new process, for the next file
            attacked.ask(REQUEST)
    [failure] = outcome.failures
    assert what in failure
    assert replace(kept(tmp_path / "keep" / "one"), whole=True) == REQUEST


class Answering:
    """Stands in for the attacked side with one answer."""

    def __init__(self, **answer):
        self.answer = {"status": 201, "code": None, "seconds": 0.1, "wrong": "", "megabytes": 1} | answer

    def ask(self, _request):
        return self.answer


@pytest.mark.parametrize(
    "answer", [{"status": 500}, {"status": 422, "code": "truncated"}, {"wrong": "holds hidden bytes"}]
)
def test_server_errors_whole_photos_refused_and_photos_not_plain_are_failures(tmp_path, answer):
    outcome = Outcome(tmp_path)
    outcome.add(REQUEST, Answering())
    assert outcome.failures == []
    outcome.add(REQUEST, Answering(**answer))
    assert len(outcome.failures) == 1


@pytest.mark.parametrize(
    ("jpeg", "wrong"),
    [
        (saved(scene(), "JPEG"), ""),
        (saved(scene(), "PNG"), "is PNG RGB"),
        (saved(scene("L"), "JPEG"), "is JPEG L"),
        (saved(Image.new("RGB", (1600, 100)), "JPEG"), "has (1600, 100) px"),
        (saved(scene(), "JPEG", comment="x"), "tells more than pixels"),
        (saved(scene(), "JPEG") + b"PK\x03\x04", "holds hidden bytes, goes on behind its end"),
    ],
)
def test_a_kept_photo_is_judged_by_its_bytes(jpeg, wrong):
    assert wrong in wrong_with(jpeg)
    assert bool(wrong) == bool(wrong_with(jpeg))
