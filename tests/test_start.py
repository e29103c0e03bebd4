"""The supervisor, with short-lived children in the place of gunicorn and the worker."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from environs import Env

from coloring.api.requests import LONGEST_WAIT
from herbbie import ports, start

SUPERVISE = """
import logging, sys
from herbbie.children import Child, Patience, Program
from herbbie.start import Stop, Supervisor

logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
drain_seconds, *sources = sys.argv[1:]
patience = Patience(first=0.05, longest=0.1, deaths=4, leftovers=0.2)
programs = [Program(f"child{n}", (sys.executable, "-c", source)) for n, source in enumerate(sources)]
stop = Stop()
stop.listen()
sys.exit(Supervisor([Child(program, patience) for program in programs], stop, float(drain_seconds)).run())
"""
# FILE stands for the path of a file into which a child writes its pid.
SLEEP = """
import os, pathlib, time
pathlib.Path(FILE).write_text(str(os.getpid()))
time.sleep(60)
"""
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)" + SLEEP
FINISHING = f"""
import pathlib, signal, time
def finish(*_):
    time.sleep(0.3)
    pathlib.Path(FILE + ".finished").touch()
    raise SystemExit
signal.signal(signal.SIGTERM, finish)
{SLEEP}"""
LEAVING = f"""
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", {SLEEP.replace("FILE", "sys.argv[1]")!r}, FILE])
time.sleep(60)
""".replace("import os", "import os, sys")
LEAVING_STUBBORN = LEAVING.replace(
    "import os, sys", "import signal; signal.signal(15, signal.SIG_IGN); import os, sys"
)


@pytest.fixture
def supervise(tmp_path):
    """Start a supervisor over children made from these sources; whatever is left of it ends with the test."""
    started = []

    def begin(*sources, drain_seconds=20):
        sources = [
            source.replace("FILE", repr(str(tmp_path / f"pid{n}"))) for n, source in enumerate(sources)
        ]
        command = [sys.executable, "-c", SUPERVISE, str(drain_seconds), *sources]
        process = subprocess.Popen(command, cwd=start.ROOT, stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait(10)
        process.stdout.close()
    for file in tmp_path.glob("pid?"):
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(file.read_text()), signal.SIGKILL)


def eventually(condition, seconds=20):
    """The first true answer of `condition`; fails when none comes in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.02)
    pytest.fail("it did not happen in time")


def pid_in(file):
    return eventually(lambda: file.is_file() and int(file.read_text() or 0))


def is_running(pid):
    """Zombies do not count: whoever adopted them has only not looked yet."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or ") Z " not in status.read_text()


def test_killed_child_is_started_again_and_the_other_is_left_alone(supervise, tmp_path):
    supervise(SLEEP, SLEEP)
    first, other = pid_in(tmp_path / "pid0"), pid_in(tmp_path / "pid1")
    os.kill(first, signal.SIGKILL)
    eventually(lambda: pid_in(tmp_path / "pid0") != first)
    assert is_running(other)
    assert pid_in(tmp_path / "pid1") == other


@pytest.mark.parametrize("source", [LEAVING, LEAVING_STUBBORN])
def test_what_a_dead_child_left_running_is_ended_before_the_next_one_starts(supervise, tmp_path, source):
    supervise(source)
    grandchild = pid_in(tmp_path / "pid0")
    os.kill(os.getpgid(grandchild), signal.SIGKILL)
    eventually(lambda: pid_in(tmp_path / "pid0") != grandchild)
    assert not is_running(grandchild)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signal_lets_every_child_finish_what_it_does(supervise, tmp_path, number):
    supervisor = supervise(FINISHING, FINISHING)
    pids = [pid_in(tmp_path / "pid0"), pid_in(tmp_path / "pid1")]
    supervisor.send_signal(number)
    assert supervisor.wait(20) == 0
    assert len(list(tmp_path.glob("*.finished"))) == 2
    assert not any(is_running(pid) for pid in pids)


def test_second_signal_ends_at_once(supervise, tmp_path):
    supervisor = supervise(STUBBORN, drain_seconds=60)
    child = pid_in(tmp_path / "pid0")
    supervisor.send_signal(signal.SIGTERM)
    eventually(lambda: "stopping" in supervisor.stdout.readline())
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(20) == 1
    assert not is_running(child)


def test_child_that_does_not_finish_in_time_is_killed(supervise, tmp_path):
    supervisor = supervise(STUBBORN, drain_seconds=0.3)
    child = pid_in(tmp_path / "pid0")
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(20) == 1
    assert not is_running(child)


def test_child_that_always_crashes_ends_everything_with_its_reason(supervise, tmp_path):
    supervisor = supervise(SLEEP, "raise SystemExit(3)")
    assert supervisor.wait(30) == 1
    assert "child1 ended with exit code 3, 4 times within 5 minutes; giving up" in supervisor.stdout.read()
    assert not is_running(pid_in(tmp_path / "pid0"))


def test_ctrl_c_in_a_terminal_reaches_the_supervisor_alone(supervise, tmp_path):
    supervisor = supervise(SLEEP)
    child = pid_in(tmp_path / "pid0")
    assert os.getpgid(child) == child != os.getpgid(supervisor.pid)


def test_signal_that_came_before_anybody_listened_is_not_lost():
    """run.py blocks signals until the supervisor listens."""
    command = [sys.executable, "-m", "herbbie.start"]
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        supervisor = subprocess.Popen(command, cwd=start.ROOT, stdout=subprocess.PIPE, text=True)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    supervisor.send_signal(signal.SIGINT)
    with supervisor:
        assert supervisor.wait(30) == 130


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties children to their parent")
def test_killed_supervisor_takes_its_children_along(supervise, tmp_path):
    supervisor = supervise(SLEEP, SLEEP)
    pids = [pid_in(tmp_path / "pid0"), pid_in(tmp_path / "pid1")]
    supervisor.kill()
    eventually(lambda: not any(is_running(pid) for pid in pids))


# --- what is run


@pytest.fixture
def bare(monkeypatch):
    """No variable of this machine is seen."""
    for name in (
        "ENVIRONMENT",
        "RAILWAY_ENVIRONMENT_ID",
        "HOST",
        "PORT",
        "WEB_CONCURRENCY",
        "WORKER_THREADS",
    ):
        monkeypatch.delenv(name, raising=False)
    return Env()


@pytest.mark.parametrize(
    ("role", "names"), [("all", ["web", "worker"]), ("web", ["web"]), ("worker", ["worker"])]
)
def test_role_decides_what_is_run(bare, role, names):
    assert [program.name for program in start.programs(bare, role)] == names


@pytest.mark.parametrize("variable", ["ENVIRONMENT", "RAILWAY_ENVIRONMENT_ID"])
def test_server_listens_to_everybody_and_a_home_computer_to_itself(bare, monkeypatch, variable):
    assert start.listening_address(bare) == ("127.0.0.1", 8000)
    monkeypatch.setenv(variable, "production")
    monkeypatch.setenv("PORT", "9000")
    assert start.listening_address(bare) == ("0.0.0.0", 9000)  # noqa: S104
    monkeypatch.setenv("HOST", "::1")
    assert start.listening_address(bare) == ("::1", 9000)
    assert "[::1]:9000" in start.programs(bare, "web")[0].command


def test_stopping_web_server_lets_the_longest_wait_end_within_the_drain(bare):
    command = start.programs(bare, "web")[0].command
    seconds = float(command[command.index("--graceful-timeout") + 1])
    assert LONGEST_WAIT < seconds < start.DRAIN_SECONDS


def test_unknown_role_is_refused_before_anything_starts(capfd):
    assert start.main(["dance"]) == 2


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "80 80"])
def test_impossible_port_is_refused(bare, monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(ports.PortError, match=f"PORT is '{port}'; it must be a number"):
        start.listening_address(bare)


def test_empty_port_is_the_usual_one(bare, monkeypatch):
    monkeypatch.setenv("PORT", "")
    assert start.listening_address(bare)[1] == 8000


def test_port_of_another_program_is_refused_before_anything_is_touched(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        environ = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "DATA_DIR": str(tmp_path)}
        command = [sys.executable, "-m", "herbbie.start", "all"]
        with subprocess.Popen(command, cwd=start.ROOT, env=environ, stdout=subprocess.PIPE, text=True) as us:
            try:
                said = us.communicate(timeout=30)[0]
            finally:
                us.terminate()
    assert us.returncode == 1
    assert f"Port {port} cannot be used (Address already in use)" in said
    assert f"PORT={port + 1} make run" in said
    assert "is ready" not in said
    assert not list(tmp_path.iterdir())


def test_port_is_open_only_while_somebody_listens():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert ports.is_open("127.0.0.1", port)
        with pytest.raises(ports.PortError):
            ports.check("127.0.0.1", port)
    assert not ports.is_open("127.0.0.1", port)
    ports.check("127.0.0.1", port)
