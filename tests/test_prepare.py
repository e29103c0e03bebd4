"""What happens before anything serves."""

import os
import stat
import subprocess
import sys

import pytest
from django.core.management.base import SystemCheckError
from django.db import OperationalError

from herbbie import checks, prepare
from herbbie.settings import PRINTED_KEY

LONG_KEY = "a-key-that-is-long-enough-and-known-to-these-tests-alone"


def prepared(environ):
    """The preparation in a process of its own, as the supervisor runs it."""
    command = [sys.executable, "-m", "herbbie.prepare"]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=100, check=False)


@pytest.fixture
def sources(settings, tmp_path):
    """One static file of our own, and nothing collected yet."""
    folder = tmp_path / "css"
    folder.mkdir()
    (folder / "site.css").write_text("body { color: black }")
    settings.STATICFILES_DIRS = [("css", folder)]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.WHITENOISE_USE_FINDERS = False
    settings.ROLE = "all"
    return folder


def test_static_files_are_collected_once_and_again_when_one_changed(sources, settings, monkeypatch):
    calls = []
    real = prepare.call_command
    monkeypatch.setattr(prepare, "call_command", lambda *args, **kw: (calls.append(args), real(*args, **kw)))
    prepare.collect_static()
    prepare.collect_static()
    assert len(calls) == 1
    (sources / "site.css").write_text("body { color: white }")
    prepare.collect_static()
    assert len(calls) == 2
    assert (settings.STATIC_ROOT / "css" / "site.css").read_text() == "body { color: white }"


@pytest.mark.parametrize(("name", "value"), [("ROLE", "worker"), ("WHITENOISE_USE_FINDERS", True)])
def test_nothing_is_collected_where_nothing_collected_is_served(sources, settings, name, value):
    setattr(settings, name, value)
    prepare.collect_static()
    assert not settings.STATIC_ROOT.exists()


def test_pictures_of_children_are_never_collected():
    found = [name for finder in prepare.get_finders() for name, _ in finder.list([])]
    assert found
    assert not [name for name in found if "coloring_" in name]


@pytest.mark.django_db
def test_database_that_is_up_to_date_is_left_alone(monkeypatch, capsys):
    monkeypatch.setattr(prepare, "call_command", lambda *args, **kw: pytest.fail("migrated again"))
    prepare.migrate()
    assert capsys.readouterr().out == ""


def test_lock_is_held_by_one_at_a_time(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(prepare, "LOCK_SECONDS", 0)
    with prepare.on_this_machine(), pytest.raises(BlockingIOError), prepare.on_this_machine():
        pass
    with prepare.on_this_machine():
        pass


def test_database_that_never_answers_is_waited_for_and_then_told(monkeypatch):
    class Away:
        vendor = "postgresql"

        def ensure_connection(self):
            raise OperationalError("connection refused")

    monkeypatch.setattr(prepare, "connection", Away())
    monkeypatch.setattr(prepare, "DATABASE_SECONDS", -1)
    with pytest.raises(OperationalError):
        prepare.wait_for_database()


def test_failed_check_is_one_message_and_exit_code_1(monkeypatch, capsys):
    def fail():
        raise SystemCheckError("pictures would be lost: set S3_BUCKET")

    monkeypatch.setattr(prepare, "check", fail)
    assert prepare.main() == 1
    assert capsys.readouterr().err == "herbbie: cannot start: pictures would be lost: set S3_BUCKET\n"


def test_production_without_a_secret_key_says_so_without_a_traceback(tmp_path):
    environ = {"ENVIRONMENT": "production", "DATA_DIR": str(tmp_path), "SECRET_KEY": ""}
    done = prepared(environ)
    assert done.returncode == 1
    assert "SECRET_KEY is not set" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["prod", "Production", ""])
def test_unknown_environment_is_refused_instead_of_being_development(tmp_path, name):
    done = prepared({"ENVIRONMENT": name, "DATA_DIR": str(tmp_path)})
    assert done.returncode == 1
    assert f"ENVIRONMENT is {name!r}; it can be development or production" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def keyless(settings, tmp_path):
    """Settings that found no key; where the first start writes one."""
    settings.DATA_DIR = tmp_path
    settings.SECRET_KEY = PRINTED_KEY
    return tmp_path / "secret_key"


def test_secret_key_is_written_once_for_its_owner_alone(keyless):
    prepare.keep_secret_key()
    first = keyless.read_text()
    assert not checks.is_guessable(first)
    assert stat.S_IMODE(keyless.stat().st_mode) == 0o600
    prepare.keep_secret_key()
    assert keyless.read_text() == first


def test_empty_secret_key_is_replaced(keyless):
    keyless.touch(mode=0o644)
    prepare.keep_secret_key()
    assert not checks.is_guessable(keyless.read_text())
    assert stat.S_IMODE(keyless.stat().st_mode) == 0o600


def test_no_secret_key_is_written_where_one_is_set(keyless, settings):
    settings.SECRET_KEY = "mine"
    prepare.keep_secret_key()
    assert not keyless.exists()


def test_what_serves_after_a_first_start_signs_with_its_own_key(tmp_path):
    environ = {"DATA_DIR": str(tmp_path), "SECRET_KEY": "", "DJANGO_SETTINGS_MODULE": "herbbie.settings"}
    assert prepared(environ).returncode == 0
    command = [sys.executable, "-c", "from django.conf import settings; print(settings.SECRET_KEY)"]
    served = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=True)
    assert served.stdout.strip() == (tmp_path / "secret_key").read_text()


@pytest.fixture
def in_production(settings):
    """What docs/deploy.md sets on a machine of one's own."""
    settings.PRODUCTION = True
    settings.DEBUG = False
    settings.SECRET_KEY = LONG_KEY
    settings.ALLOWED_HOSTS = ["herbbie.example"]
    return settings


def exposed():
    return [error.id for error in checks.nothing_is_exposed(None)]


def test_production_as_documented_is_accepted(in_production):
    assert exposed() == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DEBUG", True, "herbbie.E004"),
        ("SECRET_KEY", "x", "herbbie.E005"),
        ("SECRET_KEY", "abcd" * 20, "herbbie.E005"),
        ("SECRET_KEY", PRINTED_KEY, "herbbie.E005"),
        ("ALLOWED_HOSTS", [], "herbbie.E006"),
        ("ALLOWED_HOSTS", [""], "herbbie.E006"),
    ],
)
def test_production_that_anybody_could_look_into_is_refused(in_production, name, value, expected):
    setattr(in_production, name, value)
    assert exposed() == [expected]
    in_production.PRODUCTION = in_production.RAILWAY = False
    assert exposed() == []


def test_platform_that_everybody_can_reach_is_production(in_production):
    in_production.PRODUCTION, in_production.RAILWAY = False, True
    assert exposed() == ["herbbie.E001"]


def test_unsafe_production_is_told_everything_at_once_and_serves_nothing(tmp_path):
    environ = {"ENVIRONMENT": "production", "SECRET_KEY": "x", "DEBUG": "true", "ALLOWED_HOSTS": ""}
    done = prepared({**environ, "DATA_DIR": str(tmp_path)})
    assert done.returncode == 1
    assert all(f"herbbie.{code}" in done.stderr for code in ("E004", "E005", "E006"))
    assert not list(tmp_path.iterdir())


def test_reset_links_in_the_log_are_warned_of_and_refuse_nothing(tmp_path):
    environ = {"ENVIRONMENT": "production", "SECRET_KEY": LONG_KEY, "ALLOWED_HOSTS": "herbbie.example"}
    done = prepared({**environ, "EMAIL_URL": "console:", "DATA_DIR": str(tmp_path)})
    assert done.returncode == 0
    assert "herbbie.W001" in done.stderr
    assert "Set EMAIL_URL" in done.stderr


def test_mail_server_is_nothing_to_warn_of(in_production):
    in_production.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert checks.mails_are_sent(None) == []


def test_log_at_home_may_hold_reset_links(settings):
    settings.PRODUCTION = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert checks.mails_are_sent(None) == []


def test_first_start_makes_the_database_and_the_second_is_silent(tmp_path):
    folder = tmp_path / "new"
    environ = {**os.environ, "DATA_DIR": str(folder), "HERBBIE_ROLE": "worker"}
    environ.pop("DATABASE_URL", None)
    outputs = [prepared(environ).stdout for _ in range(2)]
    assert "updating the database" in outputs[0]
    assert outputs[1] == ""
    assert (folder / "herbbie.sqlite3").exists()
