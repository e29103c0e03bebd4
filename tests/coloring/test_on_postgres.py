"""On a Postgres of our own: what SQLite and files kept comes back as rows, and workers share one pace."""

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
call_command("restore", first)
call_command("backup", second)
call_command("tidy_pictures", "--dry-run")
with writing.snapshot(), connection.cursor() as cursor:
    cursor.execute("SHOW transaction_isolation")
    print(cursor.fetchone())
call_command("move_pictures", "--from", "database", "--to", "files")
"""

MIGRATE = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
"""
# Four threads that ask for five turns a minute, ten times each.
PACE = """
import threading, django
django.setup()
from django.db import connection
from coloring.models import Pace
waits = []
def work():
    waits.extend(Pace.objects.take("openai", 5) for _ in range(10))
    connection.close()
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(waits.count(0.0), len(waits))
"""
# What is due is looked for among 8,000 pictures that are over, and each statement's plan told.
DUE = """
import django
django.setup()
from django.db import connection
from django.test.utils import CaptureQueriesContext
from coloring.easels import Easels
from coloring.models import Image, Order
wish = {"session": "program", "kind": "generate", "engine": "openai", "asked_models": ["model-a"], "n": 10}
order = Order.objects.create(**wish)
others = Order.objects.bulk_create(Order(**wish) for _ in range(200))
over = {"state": "ready", "picture": "a.png"}
Image.objects.bulk_create(
    [Image(order=order, index=index, **over) for index in range(8_000)]
    + [Image(order=other, index=index) for other in others for index in range(10)]
)
with connection.cursor() as cursor:
    cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as queries:
        chosen = list(Easels()._chosen())
    for query in queries:
        cursor.execute("EXPLAIN " + query["sql"])
        print(*(line for line, in cursor.fetchall()), sep="\\n")
print(len(chosen), "begun after", len(queries), "queries")
"""


@pytest.fixture(scope="module")
def postgres():
    try:
        server = servers.Postgres()
    except servers.MissingError as error:
        pytest.skip(str(error))
    with server:
        run(server, script=MIGRATE)
        yield server


def run(server, *arguments, script=SCRIPT):
    """The commands with that database; what they told."""
    started = start(server, *arguments, script=script)
    told, complaint = started.communicate(timeout=110)
    assert started.returncode == 0, told[-3000:] + complaint[-3000:]
    return told


def start(server, *arguments, script):
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    folders = {"DATA_DIR": str(server.folder), "PICTURES_DIR": str(server.folder / "coloring")}
    environ = {**clean, **folders, "DATABASE_URL": server.url, "DJANGO_SETTINGS_MODULE": "herbbie.settings"}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env=environ, **pipes)


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
    assert "3 pictures: 3 copied" in told
    with psycopg.connect(postgres.url) as database:
        stored = database.execute("SELECT name, content FROM coloring_storedpicture").fetchall()
        numbers = database.execute("SELECT nextval('coloring_page_id_seq'), max(id) FROM coloring_page")
        following, largest = numbers.fetchone()
    assert {page.picture for page in ready} < dict(stored).keys()
    for name, picture in stored:
        assert (postgres.folder / "coloring" / name).read_bytes() == picture
    assert following > largest


def test_two_programs_of_four_threads_share_one_pace(postgres):
    programs = [start(postgres, script=PACE) for _ in range(2)]
    told = [program.communicate(timeout=110) for program in programs]
    assert [program.returncode for program in programs] == [0, 0], told
    counts = [[int(word) for word in out.split()[-2:]] for out, _ in told]
    assert [asked for _, asked in counts] == [40, 40]
    assert sum(taken for taken, _ in counts) == 5


def test_full_queue_is_looked_at_by_its_index(postgres):
    told = run(postgres, script=DUE)
    assert "16 begun after 4 queries" in told
    assert "Scan on coloring_image " in told
    assert "Seq Scan on coloring_image " not in told
    assert "coloring_image_pkey" not in told
    assert "image_due" in told
