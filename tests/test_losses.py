"""Settings that would lose pages or pictures refuse to start, each with a sentence that says what to set."""

import os
import subprocess
import sys

import pytest
from django.core.files.storage import storages

from herbbie import losses
from scripts.live import free_port

KEY = "a-key-that-is-long-enough-and-known-to-these-tests-alone"
S3 = {"S3_BUCKET": "pages", "S3_ACCESS_KEY_ID": "a-key", "S3_SECRET_ACCESS_KEY": "a-secret"}
POSTGRES = {"ON_SQLITE": False, "SQLITE_FILE": "", "STORAGE": "database"}
# Railway with a volume, as docs/deploy.md sets it up.
RAILWAY = {
    "RAILWAY": True,
    "VOLUME": "/data",
    "SQLITE_FILE": "/data/herbbie.sqlite3",
    "PICTURES_DIR": "/data/coloring",
}
DISK = {"RAILWAY": True, "VOLUME": "", "SQLITE_FILE": "/app/var/herbbie.sqlite3"}
WORKER = {"ROLE": "worker"}
BUCKET = {"STORAGE": "bucket", **S3}

SOUND = {
    "one machine": {},
    "one machine, two units": WORKER,
    "one machine, rows in SQLite and pictures too": {"STORAGE": "database", **WORKER},
    "one machine, a bucket": BUCKET,
    "one machine, a bucket by plain HTTP": {**BUCKET, "S3_ENDPOINT_URL": "http://minio:9000"},
    "files on the way into a bucket": {"STORAGE": "files", **S3},
    "two machines, Postgres": {**POSTGRES, **WORKER},
    "two machines, Postgres and a bucket": {**POSTGRES, **BUCKET, **WORKER},
    "one machine, Postgres and files": {**POSTGRES, "STORAGE": "files"},
    "Railway, a volume": RAILWAY,
    "Railway, a volume, a folder of one's own on it": {**RAILWAY, "PICTURES_DIR": "/data/deep/down"},
    "Railway, a volume and a bucket": {**RAILWAY, **BUCKET},
    "Railway, Postgres": {**DISK, **POSTGRES},
    "Railway, Postgres, two services": {**DISK, **POSTGRES, **WORKER},
    "Railway, Postgres and a bucket, two services": {**DISK, **POSTGRES, **BUCKET, **WORKER},
    "Railway, Postgres, files on a volume": {**RAILWAY, **POSTGRES, "STORAGE": "files"},
}

LOSING = {
    "Railway, nothing attached": (DISK, "E002"),
    "Railway, nothing attached, a bucket": ({**DISK, **BUCKET}, "E002"),
    "Railway, nothing attached, pictures in rows": ({**DISK, "STORAGE": "database"}, "E002"),
    "Railway, nothing attached, two services": ({**DISK, **WORKER}, "E002"),
    "Railway, database beside the volume": ({**RAILWAY, "SQLITE_FILE": "/app/herbbie.sqlite3"}, "E002"),
    "Railway, database out of the volume": ({**RAILWAY, "SQLITE_FILE": "/data/../app/x.sqlite3"}, "E002"),
    "Railway, volume of a like name": ({**RAILWAY, "SQLITE_FILE": "/database/x.sqlite3"}, "E002"),
    "Railway, a volume, two services": ({**RAILWAY, **WORKER}, "E011"),
    "Railway, a volume and a bucket, two services": ({**RAILWAY, **BUCKET, "ROLE": "web"}, "E011"),
    "Railway, a volume, pictures in rows, two services": (
        {**RAILWAY, **WORKER, "STORAGE": "database"},
        "E011",
    ),
    "Railway, pictures beside the volume": ({**RAILWAY, "PICTURES_DIR": "/app/static/coloring"}, "E010"),
    "Railway, Postgres and files": ({**DISK, **POSTGRES, "STORAGE": "files"}, "E010"),
    "two machines, files": ({**POSTGRES, "STORAGE": "files", **WORKER}, "E003"),
    "two machines, files, the other one": ({**POSTGRES, "STORAGE": "files", "ROLE": "web"}, "E003"),
    "Railway, two services, files on a volume": (
        {**RAILWAY, **POSTGRES, "STORAGE": "files", **WORKER},
        "E003",
    ),
    "a bucket without a name": ({"STORAGE": "bucket"}, "E012"),
    "a bucket's key without a bucket": ({"S3_ACCESS_KEY_ID": "a-key"}, "E014"),
    "a bucket's secret without a bucket": ({"S3_SECRET_ACCESS_KEY": "a-secret"}, "E014"),
    "a bucket's key without a bucket on Postgres": ({**POSTGRES, "S3_ACCESS_KEY_ID": "a-key"}, "E014"),
    "a bucket without a key": ({"STORAGE": "bucket", "S3_BUCKET": "pages"}, "E013"),
    "a bucket with half a key": ({**BUCKET, "S3_SECRET_ACCESS_KEY": ""}, "E013"),
    "a bucket without an address": ({**BUCKET, "S3_ENDPOINT_URL": "storage.railway.app"}, "E015"),
    "a bucket with half an address": ({**BUCKET, "S3_ENDPOINT_URL": "https://"}, "E015"),
}


@pytest.fixture
def given(settings, monkeypatch, tmp_path):
    """Settings of a machine of one's own, with those of a test on top; nothing is written anywhere."""
    probed = []

    def give(changes):
        for name, value in changes.items():
            setattr(settings, name, type(settings.PICTURES_DIR)(value) if name == "PICTURES_DIR" else value)
        return [error.id.removeprefix("herbbie.") for error in losses.nothing_is_lost(None)], probed

    settings.PICTURES_DIR = tmp_path / "coloring"
    settings.RAILWAY, settings.VOLUME, settings.ROLE = False, "", "all"
    settings.S3_BUCKET = settings.S3_ACCESS_KEY_ID = settings.S3_SECRET_ACCESS_KEY = ""
    settings.S3_ENDPOINT_URL = "https://s3.us-east-1.amazonaws.com"
    settings.ON_SQLITE, settings.SQLITE_FILE = True, "/srv/herbbie.sqlite3"
    monkeypatch.setattr(losses.base, "probe", probed.append)
    return give


@pytest.mark.parametrize("name", SOUND)
def test_sound_settings_start(given, name):
    assert given(SOUND[name])[0] == []


@pytest.mark.parametrize("name", LOSING)
def test_losing_settings_are_refused_with_one_sentence_and_nothing_is_tried(given, name):
    changes, expected = LOSING[name]
    found, probed = given(changes)
    assert found == [expected]
    assert probed == []


@pytest.mark.parametrize("folder", ["collected/coloring", "collected", "css/deep"])
def test_pictures_are_never_kept_among_static_files(given, settings, tmp_path, folder):
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_DIRS = [("css", tmp_path / "css")]
    assert given({"PICTURES_DIR": tmp_path / folder})[0] == ["E016"]


def test_database_as_a_store_is_not_tried_before_it_is_migrated(given):
    assert given({**POSTGRES})[1] == []


def test_every_refusal_says_what_to_set():
    errors = [value for value in vars(losses).values() if isinstance(value, losses.Error)]
    assert len(errors) == 9
    for error in errors:
        assert error.msg.count(".") == 1
        assert any(word in error.hint for word in ("Set ", "Take ", "Attach ", "Add ", "Begin "))


def test_folder_that_cannot_be_written_is_refused(own_folders):
    own_folders.write_text("a file where a folder should be")
    [error] = losses.nothing_is_lost(None)
    assert "Pictures cannot be kept" in error.msg
    assert "PICTURES_DIR" in error.hint


def test_folder_is_tried_and_left_empty(own_folders):
    assert losses.nothing_is_lost(None) == []
    assert list(own_folders.iterdir()) == []


# --- through the preparation that every start begins with


def started(folder, **variables):
    environ = {"PATH": os.environ["PATH"], "ENVIRONMENT": "production", "ALLOWED_HOSTS": "herbbie.example"}
    paths = {"SECRET_KEY": KEY, "DATA_DIR": str(folder), "PICTURES_DIR": str(folder / "coloring")}
    command = [sys.executable, "-m", "herbbie.prepare"]
    environ = {**environ, **paths, **variables}
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=100, check=False)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"RAILWAY_ENVIRONMENT_ID": "x"}, "Attach a volume to this service, or add a Postgres"),
        (
            {"DATABASE_URL": "postgres://nowhere.invalid/x", "STORAGE": "files", "HERBBIE_ROLE": "worker"},
            "Take STORAGE away, so that pictures are kept in Postgres",
        ),
    ],
)
def test_start_that_would_lose_pictures_ends_with_one_sentence(tmp_path, variables, expected):
    done = started(tmp_path, **variables)
    assert done.returncode == 1
    assert expected in done.stderr
    assert done.stderr.count("herbbie.E") == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "herbbie.sqlite3").exists()


def test_bucket_that_nobody_answers_for_refuses_to_start(tmp_path):
    address = f"http://127.0.0.1:{free_port()}"
    done = started(tmp_path, **S3, S3_ENDPOINT_URL=address, S3_ADDRESSING_STYLE="path")
    assert done.returncode == 1
    assert "the bucket 'pages' does not answer" in done.stderr
    assert "a-secret" not in done.stderr
    assert "Traceback" not in done.stderr


def test_bucket_is_tried_and_left_empty(settings, monkeypatch):
    class Kept:
        def __init__(self):
            self.files = {}

        def save(self, name, content):
            self.files[name] = content

        def open(self, name):
            return self.files[name]

        def delete(self, name):
            del self.files[name]

    kept = Kept()
    monkeypatch.setitem(storages._storages, "pictures", kept)
    for name, value in BUCKET.items():
        setattr(settings, name, value)
    assert losses.nothing_is_lost(None) == []
    assert kept.files == {}
