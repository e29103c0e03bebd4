"""Nothing is kept longer than was promised, and nothing shorter."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from coloring import retention
from coloring.models import Alert, Attempt, DailyCount, Export, Page, Photo
from coloring.reconciler import Reconciler
from tests import factories

pytestmark = pytest.mark.django_db


def ago(**time):
    return timezone.now() - timedelta(**time)


@pytest.fixture
def user():
    return factories.user()


def late(page):
    Photo.objects.filter(page=page).update(created_at=ago(minutes=61))
    return page


@pytest.mark.django_db(transaction=True)
def test_visitors_pages_go_after_their_days_with_their_pictures(settings, own_folders):
    settings.VISITOR_PAGES_DAYS = 30
    user = factories.user()
    old = factories.ready_page(created_at=ago(days=30, minutes=1))
    young = factories.ready_page(created_at=ago(days=29, hours=23))
    kept = factories.ready_page(user=user, created_at=ago(days=900))
    retention.run()
    assert set(Page.objects.all()) == {young, kept}
    assert {file.name for file in own_folders.iterdir()} == {young.picture, kept.picture}
    assert old.picture not in {young.picture, kept.picture}


def test_pages_of_accounts_go_when_the_owner_says_so(settings, user):
    settings.ACCOUNT_PAGES_DAYS, settings.VISITOR_PAGES_DAYS = 100, 0
    factories.ready_page(user=user, created_at=ago(days=101))
    young = factories.ready_page(user=user, created_at=ago(days=99))
    visitors = factories.ready_page(created_at=ago(days=900))
    retention.run()
    assert set(Page.objects.all()) == {young, visitors}


def test_failed_pages_go_after_a_week(user):
    failed = {"state": "failed", "problem": "lost", "user": user}
    factories.page(finished_at=ago(days=7, minutes=1), **failed)
    young = factories.page(finished_at=ago(days=6, hours=23), **failed)
    retention.run()
    assert list(Page.objects.all()) == [young]


def test_records_go_in_their_time(user, admin_user):
    for days in (399, 401):
        Attempt.objects.create(token=f"t{days}", started_at=ago(days=days))
        Alert.objects.create(kind=f"k{days}", sent_at=ago(days=days))
        entry = LogEntry.objects.create(user=admin_user, action_flag=1, object_repr=f"o{days}")
        LogEntry.objects.filter(pk=entry.pk).update(action_time=ago(days=days))
    for days in (30, 32):
        DailyCount.objects.create(day=timezone.localdate(ago(days=days)), who=f"w{days}")
    for hours in (23, 25):
        guess = AccessAttempt.objects.create(username=f"n{hours}", failures_since_start=1)
        AccessAttempt.objects.filter(pk=guess.pk).update(attempt_time=ago(hours=hours))
    retention.run()
    assert [row.token for row in Attempt.objects.all()] == ["t399"]
    assert [row.kind for row in Alert.objects.all()] == ["k399"]
    assert [row.object_repr for row in LogEntry.objects.all()] == ["o399"]
    assert [row.who for row in DailyCount.objects.all()] == ["w30"]
    assert [row.username for row in AccessAttempt.objects.all()] == ["n23"]


def test_export_goes_after_two_days_and_one_that_is_packed_does_not(user):
    for state, finished in (("ready", ago(days=2, minutes=1)), ("failed", ago(days=3))):
        Export.objects.create(user=user, state=state, finished_at=finished)
    young = Export.objects.create(user=user, state="ready", finished_at=ago(days=1))
    packed = Export.objects.create(user=user, state="packing", created_at=ago(days=9))
    retention.run()
    assert set(Export.objects.all()) == {young, packed}


def test_rows_go_in_batches(settings, monkeypatch):
    settings.VISITOR_PAGES_DAYS = 1
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(3):
        factories.page(created_at=ago(days=2))
    retention.run()
    assert Page.objects.count() == 1
    retention.run()
    assert not Page.objects.exists()


def test_reconciler_does_it_every_minute(settings):
    settings.VISITOR_PAGES_DAYS = 1
    factories.ready_page(created_at=ago(days=2))
    Reconciler().sweep()
    assert not Page.objects.exists()


def test_photo_that_never_became_a_page_goes_after_an_hour():
    Photo.objects.create(session="s", jpeg=b"x", created_at=ago(minutes=61))
    fresh = Photo.objects.create(session="s", jpeg=b"x")
    waiting = factories.photo_page().photo
    Reconciler().sweep()
    assert set(Photo.objects.all()) == {fresh, waiting}


@pytest.mark.parametrize(
    "stuck",
    [
        {"due_at": ago(hours=-5)},
        {"due_at": ago(hours=1)},
        {"state": "drawing", "lease_until": ago(minutes=5), "claim_token": "dead"},
    ],
    ids=["waits for a busy service", "nobody draws it", "its worker died"],
)
def test_page_that_still_waits_after_an_hour_loses_its_photo_and_ends_kindly(stuck):
    page = late(factories.photo_page(**stuck))
    retention.run()
    page.refresh_from_db()
    assert (page.state, page.problem) == ("failed", "lost")
    assert not Photo.objects.exists()
    assert page.photo_deleted_at > ago(minutes=1)


def test_page_that_ends_for_want_of_its_photo_is_given_back_to_the_day():
    DailyCount.objects.take("user:1", 5)
    late(factories.photo_page(mode="faithful", asked_engine="openai", charged_to="user:1"))
    retention.run()
    assert DailyCount.objects.get().used == 0


def test_page_that_is_drawn_just_now_loses_its_photo_on_disk_and_is_drawn_to_its_end():
    page = factories.photo_page()
    claimed = Page.objects.claim(page.pk)
    retention.run()
    assert Photo.objects.exists()
    late(page)
    retention.run()
    assert not Photo.objects.exists()
    page.refresh_from_db()
    deleted = page.photo_deleted_at
    assert deleted
    assert claimed.finish(picture="coloring_offline_x.png")
    page.refresh_from_db()
    assert (page.state, page.photo_deleted_at) == ("ready", deleted)


def test_photo_of_a_page_that_waits_less_is_kept():
    page = factories.photo_page()
    retention.run()
    page.refresh_from_db()
    assert page.state == "waiting"
    assert page.photo


def test_says_until_when_a_page_is_kept(settings, user):
    settings.VISITOR_PAGES_DAYS, settings.ACCOUNT_PAGES_DAYS = 30, 0
    visitors, accounts = factories.page(), factories.page(user=user)
    assert retention.kept_until(visitors) == visitors.created_at + timedelta(days=30)
    assert retention.kept_until(accounts) is None
    settings.VISITOR_PAGES_DAYS, settings.ACCOUNT_PAGES_DAYS = 0, 3
    assert retention.kept_until(visitors) is None
    assert retention.kept_until(accounts) == accounts.created_at + timedelta(days=3)
