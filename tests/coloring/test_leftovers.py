"""A picture goes with its page, whoever deleted the row; what a crash left goes after an hour."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from coloring import leftovers, pictures, works
from coloring.models import Batch, Image, Order, Page, StoredPicture
from coloring.reconciler import forget_deleted
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_picture_goes_with_its_row(own_folders):
    factories.ready_page()
    Page.objects.all().delete()
    assert not list(own_folders.iterdir())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Image, Order, Batch])
def test_picture_of_an_image_goes_with_its_row_order_or_batch(own_folders, model):
    kept = factories.ready_page()
    factories.ready_image(batch=factories.batch())
    assert len(list(own_folders.iterdir())) == 2
    model.objects.all().delete()
    assert [file.name for file in own_folders.iterdir()] == [kept.picture]


@pytest.mark.django_db(transaction=True)
def test_pictures_go_with_their_user(own_folders):
    user = factories.user()
    factories.ready_page(user=user)
    factories.ready_image(user=user)
    user.delete()
    assert not list(own_folders.iterdir())


@pytest.mark.django_db(transaction=True)
def test_administrator_deletes_page_and_picture(own_folders, admin_client):
    page = factories.ready_page()
    admin_client.post(f"/admin/coloring/page/{page.pk}/delete/", {"post": "yes"})
    assert not Page.objects.exists()
    assert not list(own_folders.iterdir())


@pytest.fixture
def all_old(monkeypatch):
    """Whatever was written until now was written long ago."""
    monkeypatch.setattr(leftovers, "ORPHAN_SECONDS", -60.0)


def test_old_picture_without_a_row_is_swept_and_others_stay(store, all_old):
    named = {factories.ready_page().picture, factories.ready_image().picture}
    factories.stored(b"png")
    export = store.save("export_1.zip", ContentFile(b"zip"))
    leftovers.sweep()
    assert {name for name, _ in store.names("")} == named | {export}


def test_fresh_picture_without_a_row_may_still_get_one(store):
    fresh = factories.stored(b"png")
    leftovers.sweep()
    assert pictures.exists(fresh)


def test_half_a_file_that_a_crash_left_is_swept(own_folders, all_old, db):
    named = own_folders / factories.ready_page().picture
    named.with_name(f"{named.name}.0123456789abcdef.part").write_bytes(b"half")
    leftovers.sweep()
    assert list(own_folders.iterdir()) == [named]


def test_more_pictures_than_one_batch_are_swept(store, all_old, monkeypatch):
    monkeypatch.setattr(works, "BATCH", 2)
    for _ in range(5):
        factories.stored(b"png")
    leftovers.sweep()
    assert list(store.names("")) == []


def test_bucket_that_goes_away_during_a_sweep_loses_nothing(outage, all_old, db):
    named = factories.ready_page().picture
    orphan = factories.stored(b"png")
    outage.begin()
    with pytest.raises(pictures.StoreAway):
        leftovers.sweep()
    outage.end()
    assert {name for name, _ in outage.store.names("")} == {named, orphan}


# --- manage.py tidy_pictures


def test_dry_run_tells_everything_and_deletes_nothing(store, all_old, capsys):
    lost, lost_image = factories.ready_page(), factories.ready_image()
    kept, kept_image = factories.ready_page(), factories.ready_image()
    orphan = factories.stored(b"png")
    pictures.delete(lost.picture)
    pictures.delete(lost_image.picture)
    with pytest.raises(CommandError, match="2 rows have lost their picture"):
        call_command("tidy_pictures", "--dry-run")
    told = capsys.readouterr().out
    assert f"named by no row: {orphan}" in told
    assert f"lost by its row: {lost.picture} (page {lost})" in told
    assert f"lost by its row: {lost_image.picture} (image {lost_image})" in told
    assert kept.picture not in told
    assert kept_image.picture not in told
    assert pictures.exists(orphan)
    assert Page.objects.count() == 2


def test_tidying_sweeps_and_keeps_pages_that_lost_their_picture(store, all_old, capsys):
    lost = factories.ready_page()
    pictures.delete(lost.picture)
    orphan = factories.stored(b"png")
    with pytest.raises(CommandError):
        call_command("tidy_pictures")
    assert not pictures.exists(orphan)
    assert Page.objects.get() == lost


def test_tidying_tells_and_brings_home_what_is_parked(outage, capsys, db):
    outage.begin()
    pictures.keep(b"png", "offline", lambda name: bool(factories.page(picture=name)))
    outage.end()
    call_command("tidy_pictures", "--dry-run")
    assert "1 parked in the database" in capsys.readouterr().out
    call_command("tidy_pictures")
    call_command("tidy_pictures", "--dry-run")
    assert "0 parked in the database" in capsys.readouterr().out
    assert not StoredPicture.objects.exists()


def test_page_that_ends_while_the_store_is_listed_has_lost_nothing(keep_in, monkeypatch, db):
    keep_in("files")
    listed = pictures.names

    def late():
        yield from listed()
        factories.ready_page()

    monkeypatch.setattr(leftovers.pictures, "names", late)
    assert list(leftovers.lost()) == []


@pytest.mark.django_db
def test_sweep_without_a_folder_is_no_error():
    leftovers.sweep()


@pytest.mark.django_db(transaction=True)
def test_deleted_photo_cannot_be_read_on_disk():
    photo = os.urandom(200_000)
    page = factories.photo_page()
    page.photo.jpeg = photo
    page.photo.save()
    claimed = Page.objects.claim(page.pk)
    assert claimed.fail("broken")
    forget_deleted()
    file = Path(connection.settings_dict["NAME"])
    on_disk = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
    assert b"SQLite format" in on_disk
    assert photo[100_000:100_200] not in on_disk
