"""The pieces of run.py: what it installs, what it tests, which pip it fetches."""

import ast
import hashlib
import subprocess
import sys

import pytest

import run
from scripts import first_pip


@pytest.fixture
def installs(monkeypatch):
    """Every lock file that was handed to an installer; the installers themselves do nothing."""
    handed = []
    monkeypatch.setattr(run, "with_uv", lambda requirements, python: False)
    monkeypatch.setattr(run, "with_pip", lambda requirements, python: not handed.append(requirements.name))
    return handed


@pytest.mark.parametrize("path", ["run.py", "scripts/first_pip.py"])
def test_old_python_can_at_least_read_the_sources_to_be_told_that_it_is_too_old(path):
    ast.parse((run.ROOT / path).read_text(), feature_version=(3, 7))


def test_old_python_is_told_which_one_is_needed():
    with pytest.raises(run.SetupError, match=r"needs Python 3\.11 or newer; this is 3\.9"):
        run.check_python((3, 9))
    run.check_python((3, 11))


def test_unknown_command_names_the_known_ones(capsys):
    assert run.main(["dance"]) == 1
    assert "run.py test" in capsys.readouterr().err


def test_lock_file_is_installed_once_and_again_when_it_changed(tmp_path, installs):
    lock, stamp = tmp_path / "requirements.txt", tmp_path / "stamp"
    for content, expected in (("a==1", 1), ("a==1", 1), ("a==2", 2)):
        lock.write_text(content)
        run.install(lock, tmp_path / "python", stamp)
        assert len(installs) == expected
    assert stamp.read_text() == hashlib.sha256(b"a==2").hexdigest()


def test_failed_install_leaves_no_stamp(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "with_uv", lambda requirements, python: False)
    monkeypatch.setattr(run, "with_pip", lambda requirements, python: False)
    (tmp_path / "requirements.txt").write_text("a==1")
    with pytest.raises(run.SetupError, match="could not be installed"):
        run.install(tmp_path / "requirements.txt", tmp_path / "python", tmp_path / "stamp")
    assert not (tmp_path / "stamp").exists()


def test_uv_that_does_not_run_is_no_uv(tmp_path, monkeypatch):
    broken = tmp_path / "uv"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)
    monkeypatch.setenv("UV", str(broken))
    assert not run.with_uv(tmp_path / "requirements.txt", tmp_path / "python")


def test_failed_check_fails_the_whole_although_the_tests_pass(monkeypatch, capfd):
    monkeypatch.setattr(run, "environment", lambda tests: sys.executable)
    monkeypatch.setattr(run, "CHECKS", {"good": ("-c", ""), "bad": ("-c", "raise SystemExit(3)")})
    monkeypatch.setattr(subprocess, "run", faked_pytest(subprocess.run))
    assert run.test(["-q"])
    lines = capfd.readouterr().out.splitlines()
    assert "Failed before the tests: bad." in lines
    assert lines[-1] == "1 passed"


def faked_pytest(real):
    def fake(command, **options):
        if "pytest" in command:
            command = [sys.executable, "-c", "print('1 passed')"]
        return real(command, **options)

    return fake


# --- the first pip


def test_pip_settings_come_from_the_files_and_the_environment_wins(tmp_path):
    weak, strong = tmp_path / "weak", tmp_path / "strong"
    weak.write_text("[global]\nindex-url = https://weak.example/simple\ncert = /weak.pem\nformat = %(x)s\n")
    strong.write_text("[install]\nindex-url = https://strong.example/simple\n")
    files = [weak, strong, tmp_path / "missing"]
    assert first_pip.pip_settings(files, {}) == {
        "index-url": "https://strong.example/simple",
        "cert": "/weak.pem",
    }
    environ = {"PIP_INDEX_URL": "https://mine.example/simple"}
    assert first_pip.pip_settings(files, environ)["index-url"] == "https://mine.example/simple"
    assert first_pip.pip_settings([], {}) == {}


def test_pip_settings_are_looked_for_where_pip_looks(tmp_path):
    files = first_pip.config_files({"XDG_CONFIG_HOME": "/x", "PIP_CONFIG_FILE": "/mine.conf"}, tmp_path)
    assert [str(file) for file in files] == [
        "/etc/pip.conf",
        f"{tmp_path}/.pip/pip.conf",
        "/x/pip/pip.conf",
        "/mine.conf",
    ]


@pytest.mark.parametrize(
    "href",
    [
        f"https://files.example/packages/{first_pip.WHEEL}#sha256=aa",
        f"../../packages/{first_pip.WHEEL}#sha256=aa",
        f"/packages/{first_pip.WHEEL}",
    ],
)
def test_wheel_is_found_on_pages_with_full_and_with_relative_links(href):
    page = f'<a href="../pip-1.0.tar.gz">old</a> <a href="{href}" data-requires-python="&gt;=3.9">new</a>'
    found = first_pip.link(page, "https://files.example/simple/pip/")
    assert found == f"https://files.example/packages/{first_pip.WHEEL}"


def test_index_without_the_wheel_is_an_error():
    with pytest.raises(OSError, match="not in the package index"):
        first_pip.link('<a href="pip-1.0.tar.gz">old</a>', "https://files.example/simple/pip/")


def test_other_bytes_than_the_pinned_ones_are_refused(tmp_path):
    folder = tmp_path / "simple" / "pip"
    folder.mkdir(parents=True)
    (folder / first_pip.WHEEL).write_bytes(b"something else")
    (folder / "index.html").write_text(f'<a href="{first_pip.WHEEL}">pip</a>')
    command = [sys.executable, "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(tmp_path)]
    with subprocess.Popen([*command[:1], "-u", *command[1:]], stdout=subprocess.PIPE, text=True) as server:
        try:
            port = server.stdout.readline().split("port ")[1].split()[0]
            with pytest.raises(OSError, match="not the file that was pinned"):
                first_pip.download(f"http://127.0.0.1:{port}/simple")
        finally:
            server.kill()
