"""A picture goes with its page, whoever deleted the row; what a crash left goes after an hour."""

import os
import time
from pathlib import Path

import pytest
from django.db import connection

from coloring import leftovers, pictures
from coloring.models import Page
from coloring.reconciler import forget_deleted
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_picture_goes_with_its_row(own_folders):
    factories.ready_page()
    Page.objects.all().delete()
    assert not list(own_folders.iterdir())


@pytest.mark.django_db(transaction=True)
def test_pictures_go_with_their_user(own_folders):
    user = factories.user()
    factories.ready_page(user=user)
    user.delete()
    assert not list(own_folders.iterdir())


@pytest.mark.django_db(transaction=True)
def test_administrator_deletes_page_and_picture(own_folders, admin_client):
    page = factories.ready_page()
    admin_client.post(f"/admin/coloring/page/{page.pk}/delete/", {"post": "yes"})
    assert not Page.objects.exists()
    assert not list(own_folders.iterdir())


@pytest.mark.django_db
def test_old_picture_without_a_row_is_swept_and_others_stay(own_folders):
    named = factories.ready_page().picture
    fresh, orphan = (pictures.save(b"png", "offline") for _ in range(2))
    long_ago = time.time() - 2 * leftovers.ORPHAN_SECONDS
    for name in (named, orphan):
        os.utime(own_folders / name, (long_ago, long_ago))
    leftovers.sweep()
    assert {file.name for file in own_folders.iterdir()} == {named, fresh}


@pytest.mark.django_db
def test_more_pictures_than_one_batch_are_swept(own_folders, monkeypatch):
    monkeypatch.setattr(leftovers, "BATCH", 2)
    names = [pictures.save(b"png", "offline") for _ in range(5)]
    for name in names:
        os.utime(own_folders / name, (0, 0))
    leftovers.sweep()
    assert not list(own_folders.iterdir())


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
