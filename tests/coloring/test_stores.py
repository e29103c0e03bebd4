"""Files, rows and a bucket keep the same promises."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from coloring import pictures
from coloring.models import StoredPicture
from coloring.stores import base, bucket, files, rows

NAME = f"coloring_offline_{'0' * 32}.png"


def put(store, name=NAME, content=b"a picture"):
    return store.save(name, ContentFile(content))


def test_what_was_saved_is_read_again(store):
    assert put(store) == NAME
    assert base.read(store, NAME) == b"a picture"
    assert (store.exists(NAME), store.size(NAME)) == (True, 9)


def test_saving_again_replaces_and_keeps_the_name(store):
    put(store)
    assert put(store, content=b"another") == NAME
    assert base.read(store, NAME) == b"another"
    assert [name for name, _ in store.names("")] == [NAME]


def test_what_is_not_there_is_said_to_be_missing(store):
    for ask in (store.open, store.size):
        with pytest.raises(FileNotFoundError):
            ask(NAME)
    assert not store.exists(NAME)


def test_deleting_twice_is_no_error(store):
    put(store)
    store.delete(NAME)
    store.delete(NAME)
    assert not store.exists(NAME)


def test_names_are_listed_by_how_they_begin_with_the_moment_of_writing(store):
    put(store)
    put(store, "export_1.zip")
    [(name, written)] = store.names("coloring_")
    assert name == NAME
    # A bucket knows whole seconds.
    assert abs(written - time.time()) < 60
    assert {name for name, _ in store.names("")} == {NAME, "export_1.zip"}


def test_empty_store_lists_nothing(store):
    assert list(store.names("coloring_")) == []


def test_probe_leaves_nothing_behind(store):
    base.probe(store)
    assert list(store.names("")) == []


def test_probe_notices_a_store_that_gives_back_something_else(store, monkeypatch):
    monkeypatch.setattr(base, "read", lambda store, name: b"something else")
    with pytest.raises(OSError, match="reads otherwise"):
        base.probe(store)
    assert list(store.names("")) == []


@pytest.mark.django_db
def test_more_rows_than_one_page_are_listed_once_each(monkeypatch):
    monkeypatch.setattr(rows, "BATCH", 2)
    now = timezone.now()
    made = [f"coloring_offline_{number}.png" for number in range(5)]
    StoredPicture.objects.bulk_create(
        StoredPicture(name=name, content=b"x", size=1, written_at=now) for name in made
    )
    assert [name for name, _ in rows.RowStore().names("coloring_")] == made


def test_more_objects_than_one_answer_holds_are_listed_once_each(keep_in, monkeypatch):
    store = keep_in("bucket")
    monkeypatch.setattr(bucket, "PAGING", {"PageSize": 2})
    made = [f"coloring_offline_{number}.png" for number in range(5)]
    client = store.connection.meta.client
    for name in made:
        client.put_object(Bucket="pages", Key=f"herbbie/{name}", Body=b"x")
    client.put_object(Bucket="pages", Key="coloring_of_somebody_else.png", Body=b"x")
    assert [name for name, _ in store.names("coloring_")] == made


# --- files


def test_disk_that_is_full_leaves_the_old_picture_and_no_half_one(own_folders, keep_in, monkeypatch):
    store = keep_in("files")
    put(store)

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        put(store, content=b"another")
    assert base.read(store, NAME) == b"a picture"
    assert [file.name for file in own_folders.iterdir()] == [NAME]


def test_file_is_for_its_owner_alone_and_on_the_disk_before_its_name_is(own_folders, keep_in, monkeypatch):
    store, synced = keep_in("files"), []
    real = os.fsync

    def fsync(descriptor):
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        return real(descriptor)

    monkeypatch.setattr(files.os, "fsync", fsync)
    put(store)
    assert (own_folders / NAME).stat().st_mode & 0o777 == 0o600
    assert [path.endswith(".part") for path in synced] == [True, False]
    assert synced[1] == str(own_folders)


def test_file_that_goes_while_the_folder_is_listed_is_passed_over(own_folders, keep_in, monkeypatch):
    store = keep_in("files")
    put(store)
    put(store, f"coloring_offline_{'1' * 32}.png")
    listed = store.names("coloring_")
    first, _ = next(listed)
    for file in own_folders.iterdir():
        file.unlink()
    assert list(listed) == []
    assert first.startswith("coloring_")


# --- bucket


def test_bucket_that_is_away_is_asked_once_and_then_left_alone_for_a_while(outage, monkeypatch):
    put(outage.store)
    outage.begin()
    for _ in range(3):
        with pytest.raises(pictures.StoreAway):
            base.read(outage.store, NAME)
    assert outage.asked == 1
    monkeypatch.setattr(bucket.time, "monotonic", lambda: float("inf"))
    with pytest.raises(pictures.StoreAway):
        outage.store.exists(NAME)
    assert outage.asked == 2


def test_bucket_that_refuses_is_no_missing_picture(bucket, settings):
    options = {**settings.PICTURE_STORAGES["bucket"]["OPTIONS"], "bucket_name": "somebody-elses"}
    store = storages.create_storage({**settings.PICTURE_STORAGES["bucket"], "OPTIONS": options})
    for ask in (put, lambda store: base.read(store, NAME), lambda store: list(store.names(""))):
        with pytest.raises(pictures.StoreAway, match="'somebody-elses' answers NoSuchBucket"):
            ask(store)


def test_bucket_is_waited_for_a_bounded_time(keep_in):
    config = keep_in("bucket").connection.meta.client.meta.config
    assert (config.connect_timeout, config.read_timeout) == (2, 8)
    assert config.retries["total_max_attempts"] == 2


def test_threads_share_one_session(settings):
    store = storages.create_storage({**settings.PICTURE_STORAGES["bucket"]})
    assert store._create_session() is store._create_session()


def test_boto_is_loaded_only_where_a_bucket_is_used():
    code = "import django, sys; django.setup(); import coloring.pictures as p; p.store(); print(*sys.modules)"
    environ = {"DJANGO_SETTINGS_MODULE": "herbbie.settings", "STORAGE": "files", "PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=True)
    assert "coloring.stores.files" in done.stdout.split()
    assert not {"boto3", "botocore", "storages"} & set(done.stdout.split())
