"""A picture and the row that names it come and go together, wherever pictures are kept."""

import pytest
from django.db import DatabaseError, connection, transaction

from coloring import leftovers, pictures, tasks
from coloring.models import Page, StoredPicture
from tests import factories

pytestmark = pytest.mark.django_db


def names():
    return [name for name, _ in pictures.names()]


def rows():
    return list(StoredPicture.objects.values_list("name", flat=True))


def kept(finish):
    """Keep a picture for a row that does what `finish` answers; the name it was given."""
    given = []
    answer = pictures.keep(b"a picture", "offline", lambda name: (given.append(name), finish(name))[1])
    return given[0], answer


def test_kept_picture_is_where_its_row_says(store):
    name, answer = kept(lambda name: True)
    assert answer
    assert pictures.read(name) == b"a picture"
    assert (names(), pictures.exists(name)) == ([name], True)


def test_picture_of_a_claim_that_was_lost_is_not_kept(store):
    name, answer = kept(lambda name: False)
    assert not answer
    assert (names(), rows(), pictures.exists(name)) == ([], [], False)


def test_files_and_objects_are_written_before_the_row_and_outside_its_transaction(keep_in, transactional_db):
    for place in ("files", "bucket"):
        store, seen = keep_in(place), []
        real = type(store)._save

        def save(self, name, content, real=real, seen=seen):
            seen.append(connection.in_atomic_block)
            return real(self, name, content)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(store), "_save", save)
            kept(lambda name, seen=seen: seen.append(connection.in_atomic_block) or True)
        assert seen == [False, True]


def test_row_and_its_page_commit_together_or_not_at_all(keep_in, transactional_db):
    keep_in("database")

    def breaks(name):
        factories.page()
        raise DatabaseError("the connection broke")

    with pytest.raises(DatabaseError):
        kept(breaks)
    assert (Page.objects.count(), rows()) == (0, [])


def test_page_is_drawn_and_read_back(store, drawers, django_capture_on_commit_callbacks):
    page = factories.page()
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    assert page.state == "ready"
    assert pictures.sha256(pictures.read(page.picture)) == page.sha256
    assert names() == [page.picture]


def test_picture_goes_with_its_page(store, django_capture_on_commit_callbacks):
    page = factories.ready_page()
    other = factories.ready_page().picture
    with django_capture_on_commit_callbacks(execute=True):
        page.delete()
    assert names() == [other]


def test_picture_stays_when_the_deletion_is_taken_back(store, transactional_db):
    page = factories.ready_page()
    with transaction.atomic():
        Page.objects.all().delete()
        transaction.set_rollback(True)
    assert pictures.exists(page.picture)


# --- a bucket that is away


def test_picture_is_parked_while_the_bucket_is_away_and_paid_for_once(outage, drawers, paid):
    page = factories.page(asked_engine="openai")
    outage.begin()
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    assert (page.state, page.attempts) == ("ready", 1)
    assert len(drawers["openai"].commissions) == 1
    assert rows() == [page.picture]
    assert pictures.sha256(pictures.read(page.picture)) == page.sha256
    assert pictures.address(page.picture) == ""


def test_parked_picture_comes_home_when_the_bucket_is_back(outage):
    outage.begin()
    name, _ = kept(lambda name: bool(factories.page(picture=name)))
    with pytest.raises(pictures.StoreAway):
        leftovers.sweep()
    assert name in rows()
    outage.end()
    leftovers.sweep()
    assert rows() == []
    assert name in names()
    assert pictures.read(name) == b"a picture"


def test_picture_of_a_lost_claim_is_not_parked(outage):
    outage.begin()
    _, answer = kept(lambda name: False)
    assert (answer, rows()) == (False, [])


def test_bucket_that_goes_away_before_a_lost_picture_is_deleted_leaves_it_to_the_sweep(outage):
    name, answer = kept(lambda name: bool(outage.begin()))
    outage.end()
    assert not answer
    assert names() == [name]


def test_parked_picture_that_arrives_damaged_stays_in_the_database_and_others_come_home(outage, monkeypatch):
    outage.begin()
    bad, good = (kept(lambda name: True)[0] for _ in range(2))
    outage.end()
    real = type(outage.store)._open

    def damaged(self, name, mode="rb"):
        return real(self, name) if name == good else factories.saved_upload(b"damaged")

    monkeypatch.setattr(type(outage.store), "_open", damaged)
    leftovers.sweep()
    assert rows() == [bad]
    assert pictures.read(bad) == b"a picture"


def test_parked_picture_goes_with_its_page(outage, django_capture_on_commit_callbacks):
    outage.begin()
    pictures.keep(b"a picture", "offline", lambda name: bool(factories.page(picture=name)))
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.all().delete()
    assert rows() == []


def test_disk_that_is_full_parks_as_well(keep_in, monkeypatch):
    store = keep_in("files")

    def full(self, name, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(store), "_save", full)
    name, answer = kept(lambda name: True)
    assert answer
    assert rows() == [name]
    assert pictures.read(name) == b"a picture"
