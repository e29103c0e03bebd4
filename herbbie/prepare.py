"""What must be true before anything serves: sound settings, a key, a migrated database, collected files."""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import register
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from herbbie.checks import mails_are_sent, nothing_is_exposed
from herbbie.losses import nothing_is_lost

# A platform may start the database after us.
DATABASE_SECONDS = 30
# Another replica may be migrating.
LOCK_SECONDS = 300
# Any number, the same in every replica.
LOCK_NUMBER = 4370_2262


def main() -> int:
    """Prepare, or say in one sentence why not. The exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herbbie.settings")
    try:
        django.setup()
        check()
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        wait_for_database()
        with one_at_a_time():
            keep_secret_key()
            migrate()
            collect_static()
    except (ImproperlyConfigured, CommandError, DatabaseError, OSError) as error:
        sys.stderr.write(f"herbbie: cannot start: {error}\n")
        return 1
    return 0


def say(sentence: str) -> None:
    sys.stdout.write(f"herbbie: {sentence}\n")
    sys.stdout.flush()


def check() -> None:
    """Django's own checks; those for a deployment too in production. Raises CommandError."""
    for ours in (nothing_is_lost, nothing_is_exposed, mails_are_sent):
        register(ours)
    call_command("check", deploy=settings.PRODUCTION, fail_level="ERROR", stdout=io.StringIO())


def wait_for_database() -> None:
    """Raises OperationalError when the database does not answer in time."""
    deadline = time.monotonic() + DATABASE_SECONDS
    while True:
        try:
            connection.ensure_connection()
        except OperationalError:
            if connection.vendor == "sqlite" or time.monotonic() > deadline:
                raise
            time.sleep(1)
        else:
            return


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Who starts at the same time prepares in turn. Raises OSError or OperationalError after a while."""
    with on_postgres() if connection.vendor == "postgresql" else on_this_machine():
        yield


@contextmanager
def on_postgres() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{LOCK_SECONDS}s"])
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
        cursor.execute("SELECT set_config('lock_timeout', '0', false)")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])


@contextmanager
def on_this_machine() -> Iterator[None]:
    with (settings.DATA_DIR / "prepare.lock").open("w") as file:
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
            else:
                break
        yield


def keep_secret_key() -> None:
    """Write a key where the settings look for one, if they found none; readable by its owner alone.

    Nothing is signed in this process, and the ones that sign start after it.
    """
    file = settings.DATA_DIR / "secret_key"
    if settings.SECRET_KEY != settings.PRINTED_KEY or (file.exists() and file.read_text().strip()):
        return
    # A disk that was full leaves an empty one.
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as written:
        written.write(secrets.token_urlsafe(50))


def migrate() -> None:
    """Bring the database up to date, if it is not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"updating the database ({len(plan)} steps)")
        call_command("migrate", interactive=False, verbosity=0)


def collect_static() -> None:
    """Collect, hash and compress the static files, if they changed since the last time.

    A stamp beside them tells: on a volume the files of the last release are still there, and may be younger
    than the ones that replace them, which collectstatic alone would leave out.
    """
    if settings.WHITENOISE_USE_FINDERS or settings.ROLE == "worker":
        return
    stamp = settings.STATIC_ROOT / ".collected"
    digest = fingerprint()
    if stamp.is_file() and stamp.read_text() == digest:
        return
    say("collecting the static files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest)


def fingerprint() -> str:
    """The sha256 of every static file's name and content."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            with storage.open(name) as file:
                content = hashlib.sha256(file.read()).hexdigest()
            digest.update(f"{getattr(storage, 'prefix', '')}/{name} {content}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
