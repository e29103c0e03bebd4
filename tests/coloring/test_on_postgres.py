"""The same stores and backups on a Postgres of our own: rows of one database come back in another."""

import json
import os
import re
import subprocess
import sys
import zipfile

import psycopg
import pytest
from django.core.management import call_command

from coloring import backups
from scripts.chaos import servers
from scripts.live import ROOT
from tests.coloring import test_backup

# Tests of rows that SQLite passed already: bytes are bytea here, and a snapshot is another thing.
ALIKE = ("tests/coloring/test_stores.py", "tests/coloring/test_pictures.py", "tests/coloring/test_backup.py")
CHOSEN = "(database and not bucket) or more_rows or together or one_moment"


@pytest.fixture(scope="module")
def postgres():
    try:
        server = servers.Postgres()
    except servers.MissingError as error:
        pytest.skip(str(error))
    with server, psycopg.connect(server.url, autocommit=True) as database:
        # This one dies with the test: its disk may be slow.
        database.execute("ALTER SYSTEM SET fsync = off")
        database.execute("SELECT pg_reload_conf()")
        yield server


def run(server, *command, **variables):
    """A command of ours with that database; its output."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environ = {**clean, "DATABASE_URL": server.url, "DATA_DIR": str(server.folder), **variables}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=110
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def content(file):
    """Rows as values, because Postgres sorts the keys of JSON anew; pictures as bytes."""
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist() if name != backups.MANIFEST}
    return {
        name: [json.loads(line) for line in entry.splitlines()] if name.endswith("jsonl") else entry
        for name, entry in entries.items()
    }


@pytest.mark.django_db(transaction=True)
def test_files_and_sqlite_come_back_as_rows_of_postgres(postgres, tmp_path):
    ready = test_backup.fill()
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    call_command("backup", first)
    run(postgres, "manage.py", "migrate", "--verbosity", "0")
    assert "2 pictures" in run(postgres, "manage.py", "restore", str(first))
    run(postgres, "manage.py", "backup", str(second))
    assert content(second) == content(first)
    with psycopg.connect(postgres.url) as database:
        stored = database.execute("SELECT name FROM coloring_storedpicture").fetchall()
        following = database.execute("SELECT nextval('coloring_page_id_seq'), max(id) FROM coloring_page")
        number, largest = following.fetchone()
    assert {name for (name,) in stored} == {page.picture for page in ready}
    assert number > largest


def test_stores_and_backups_keep_their_promises_on_postgres(postgres):
    told = run(postgres, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", CHOSEN, *ALIKE)
    assert int(re.search(r"(\d+) passed", told)[1]) >= 15
    assert "skipped" not in told
