"""Stores and backups on a Postgres of our own: what SQLite and files kept comes back as rows there."""

import json
import os
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

# One process for all commands: each start costs more than the command.
SCRIPT = """
import sys, django
from django.core.management import call_command
django.setup()
from django.db import connection
from coloring.backups import writing
first, second = sys.argv[1:]
call_command("migrate", verbosity=0)
call_command("restore", first)
call_command("backup", second)
call_command("tidy_pictures", "--dry-run")
with writing.snapshot(), connection.cursor() as cursor:
    cursor.execute("SHOW transaction_isolation")
    print(cursor.fetchone())
call_command("move_pictures", "--from", "database", "--to", "files")
"""


@pytest.fixture(scope="module")
def postgres():
    try:
        server = servers.Postgres()
    except servers.MissingError as error:
        pytest.skip(str(error))
    with server:
        yield server


def run(server, *arguments):
    """The commands with that database; what they told."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    folders = {"DATA_DIR": str(server.folder), "PICTURES_DIR": str(server.folder / "coloring")}
    environ = {**clean, **folders, "DATABASE_URL": server.url, "DJANGO_SETTINGS_MODULE": "herbbie.settings"}
    command = [sys.executable, "-c", SCRIPT, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=110)
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
def test_files_and_sqlite_come_back_as_rows_of_postgres_and_go_on_into_files(postgres, tmp_path):
    ready = test_backup.fill()
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    call_command("backup", first)
    told = run(postgres, first, second)
    assert content(second) == content(first)
    assert "('repeatable read',)" in told
    assert "0 named by no row" in told
    assert "2 pictures: 2 copied" in told
    with psycopg.connect(postgres.url) as database:
        stored = database.execute("SELECT name, content FROM coloring_storedpicture").fetchall()
        numbers = database.execute("SELECT nextval('coloring_page_id_seq'), max(id) FROM coloring_page")
        following, largest = numbers.fetchone()
    assert dict(stored).keys() == {page.picture for page in ready}
    for name, picture in stored:
        assert (postgres.folder / "coloring" / name).read_bytes() == picture
    assert following > largest
