"""A short rage of kill -9 keeps every promise; the judge of the long ones sees each way of breaking one."""

import hashlib
from collections import Counter

import pytest

from scripts.chaos import __main__ as chaos
from scripts.chaos import rage, reckoning, servers
from scripts.chaos.clients import Submissions
from scripts.chaos.rage import Plan
from scripts.chaos.reckoning import Outcome
from tests.rehearsal import Recorded, Rehearsal

PNG = b"\x89PNG"


class Remains:
    """What a run leaves behind, in the place of a site."""

    def __init__(self, folder):
        self.folder, self.log = folder, folder / "site.log"
        self.pages, self.stored, self.attempts = [], [], []
        self.log.touch()
        (folder / "coloring").mkdir()

    def rows(self, query):
        tables = {"storedpicture": self.stored, "attempt": self.attempts}
        return next((rows for name, rows in tables.items() if name in query), self.pages)

    def page(self, name, state="ready", *, engine="openai", kind="theme", content=PNG, kept=PNG):
        """A page with its picture; `content` is what its row describes, `kept` what the folder holds."""
        public_id = name.replace("/", "")
        picture = f"coloring_{engine}_{public_id}.png" if state == "ready" else ""
        sha = hashlib.sha256(content).hexdigest()
        self.pages.append((public_id, name, state, engine, kind, picture, sha, 2.5))
        if picture and kept:
            (self.folder / "coloring" / picture).write_bytes(kept)


@pytest.fixture
def remains(tmp_path):
    return Remains(tmp_path)


def judged(remains, *accepted, calls=()):
    """What the judge finds, of pages that were accepted, and calls to these addresses."""
    outcome, service = Outcome(title="test"), Rehearsal()
    service.server.server_close()
    service.journal += [Recorded(path=path, fields={}) for path in calls]
    reckoning.reckon(outcome, remains, service, Submissions(accepted=list(accepted)))
    return outcome


def test_run_that_keeps_every_promise_breaks_none(remains):
    remains.page("a")
    remains.page("b", engine="offline")
    outcome = judged(remains, "a", "b", calls=["/v1/moderations", "/v1/images/generations"])
    assert outcome.broken_promises(orphans_allowed=False) == {}
    assert (outcome.calls, outcome.needed, outcome.unheard) == (1, 1, 0)


def test_accepted_page_without_a_row_is_lost(remains):
    assert judged(remains, "gone").broken_promises(orphans_allowed=False) == {"lost": ["gone"]}


def test_page_that_has_not_ended_is_stuck_and_lost(remains):
    remains.page("a", "drawing")
    assert judged(remains, "a").broken_promises(orphans_allowed=False) == {"lost": ["a"], "stuck": ["a"]}


def test_page_that_ended_without_a_picture_is_told(remains):
    remains.page("a", "failed")
    assert judged(remains, "a").failed == ["a"]


@pytest.mark.parametrize("kept", [b"", b"something else"])
def test_picture_that_is_not_what_its_row_says_is_spoiled(remains, kept):
    remains.page("a", kept=kept)
    assert "spoiled" in judged(remains, "a").broken_promises(orphans_allowed=True)


def test_picture_of_no_page_is_an_orphan_wherever_it_is_kept(remains):
    (remains.folder / "coloring" / "coloring_openai_x.png").write_bytes(PNG)
    remains.stored.append(("coloring_openai_y.png", PNG))
    outcome = judged(remains)
    assert outcome.orphans == ["coloring_openai_x.png", "coloring_openai_y.png"]
    assert outcome.broken_promises(orphans_allowed=True) == {}
    assert "orphans" in outcome.broken_promises(orphans_allowed=False)


def test_picture_for_a_program_is_known_by_its_order_and_place(remains):
    remains.page("order/0", kind="image")
    remains.page("order/1", "failed", kind="image")
    remains.page("order/2", "drawing", kind="image")
    lines = ["INFO herbbie.image ready image=order0 engine=openai", '{"message": "ready", "image": "order0"}']
    remains.log.write_text("\n".join(lines))
    outcome = judged(remains, "order/0", "order/1", "order/2", "order/3", calls=["/v1/images/generations"])
    assert outcome.lost == ["order/2", "order/3"]
    assert (outcome.failed, outcome.stuck, outcome.twice) == (["order/1"], ["order/2"], ["order/0"])
    assert (outcome.calls, outcome.needed, outcome.seconds, outcome.image_seconds) == (1, 1, [], [2.5])


def test_page_that_was_finished_twice_is_seen_in_the_log_and_in_its_attempts(remains):
    in_production = '{"message": "ready", "page": "%s", "seconds": 2.5}\n'
    remains.log.write_text("page=aa ready engine=openai\npage=bb ready\n" + in_production % "aa")
    remains.attempts.append(("cc",))
    assert judged(remains).twice == ["aa", "cc"]


def test_calls_beyond_need_are_counted(remains):
    remains.page("a", kind="photo")
    calls = ["/v1/chat/completions", "/v1/images/edits", "/v1/images/edits"]
    outcome = judged(remains, "a", calls=calls)
    assert outcome.calls - outcome.needed == 1


def test_table_tells_each_run_in_a_line():
    outcome = Outcome(
        title="embedded", kills=Counter({"worker": 3}), accepted=["a", "b/0"], seconds=[2.0, 4.0]
    )
    head, rule, line = reckoning.table([outcome]).splitlines()
    assert head.count("|") == rule.count("|") == line.count("|")
    assert "worker 3 | 1 + 1 | 0 + 0 |" in line
    assert "| 3.0 + - |" in line
    assert "never" in line


@pytest.mark.parametrize(("outcome", "code"), [({}, 0), ({"lost": ["a"]}, 1), ({"orphans": ["a"]}, 1)])
def test_exit_code_says_whether_every_promise_was_kept(monkeypatch, outcome, code):
    monkeypatch.setattr(rage, "run", lambda plan: Outcome(title=plan.mode, **outcome))
    monkeypatch.setattr("sys.argv", ["chaos", "--mode", "postgres"])
    assert chaos.main() == code


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--mode", "redis"], 1)])
def test_program_that_is_missing_fails_only_who_asked_for_it(monkeypatch, capsys, arguments, code):
    def missing(plan):
        raise servers.MissingError("redis-server is not installed")

    monkeypatch.setattr(rage, "run", missing)
    monkeypatch.setattr("sys.argv", ["chaos", *arguments])
    assert chaos.main() == code
    assert "redis: left out, redis-server is not installed" in capsys.readouterr().out


def test_program_that_is_not_installed_is_named():
    with pytest.raises(servers.MissingError, match="no-such-server is not installed"):
        servers.program("no-such-server")


@pytest.mark.skipif(not rage.IS_POSSIBLE, reason="only Linux tells in /proc who runs")
@pytest.mark.timeout(280)
def test_every_promise_is_kept_under_kill_9_with_the_lease_of_production():
    outcome = rage.run(Plan(seconds=15, seed=3, rate=1.5, latency=1, lease=90))
    assert outcome.broken_promises(orphans_allowed=True) == {}
    assert outcome.failed == []
    assert outcome.accepted
    assert sum(outcome.kills.values()) >= 2
