"""Whatever the broker lost or a crash left behind is handed out again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coloring import leases, tasks
from coloring.models import Page, WorkerBeat
from coloring.reconciler import Reconciler
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed(monkeypatch):
    """The ids that were put into the worker's queue."""
    ids = []
    monkeypatch.setattr(tasks.draw_page, "apply_async", lambda args, **options: ids.append(args[0]))
    return ids


def long_ago(**ago):
    return timezone.now() - timedelta(**ago)


def test_waiting_page_is_handed_out_once(handed):
    page = factories.page(due_at=long_ago(seconds=10))
    reconciler = Reconciler()
    reconciler.tick()
    reconciler.tick()
    assert handed == [page.pk]


def test_page_of_a_dead_worker_is_handed_out_again(handed):
    page = factories.page(due_at=long_ago(minutes=5))
    reconciler = Reconciler()
    reconciler.tick()
    Page.objects.claim(page.pk)
    Page.objects.update(lease_until=long_ago(seconds=1))
    reconciler.tick()
    assert handed == [page.pk, page.pk]


def test_page_that_waits_again_is_handed_out_when_due(handed):
    page = factories.page(due_at=long_ago(minutes=5))
    reconciler = Reconciler()
    reconciler.tick()
    Page.objects.claim(page.pk).wait_again(-10)
    reconciler.tick()
    assert handed == [page.pk, page.pk]


def test_page_is_drawn_by_the_workers_own_hands_while_the_broker_is_away(monkeypatch):
    page = factories.page(due_at=long_ago(seconds=10))
    drawn = []
    monkeypatch.setattr(tasks, "publish", lambda pk: False)
    monkeypatch.setattr("coloring.reconciler.draw_here", drawn.append)
    reconciler = Reconciler()
    reconciler.tick()
    reconciler.hands.shutdown(wait=True)
    assert drawn == [page.pk]


def test_page_under_a_living_lease_is_left_alone(handed):
    page = factories.page(due_at=long_ago(minutes=5))
    Page.objects.claim(page.pk)
    Reconciler().tick()
    assert handed == []


def test_finished_pages_are_left_alone(handed):
    factories.ready_page()
    factories.page(state="failed", problem="busy")
    Reconciler().tick()
    assert handed == []


def test_draining_worker_hands_out_nothing(handed):
    factories.page(due_at=long_ago(minutes=5))
    reconciler = Reconciler()
    reconciler.draining = True
    reconciler.tick()
    assert handed == []


def test_held_claims_are_renewed():
    page = factories.page()
    claimed = Page.objects.claim(page.pk)
    Page.objects.update(lease_until=long_ago(seconds=1))
    with leases.held(claimed.claim_token):
        Reconciler().renew_leases()
    assert Page.objects.get().lease_until > timezone.now()


def test_worker_is_seen():
    Reconciler().tick()
    assert WorkerBeat.objects.filter(seen_at__gte=long_ago(seconds=5)).count() == 1


def test_database_that_is_away_does_not_end_the_reconciler(monkeypatch, caplog):
    def away():
        raise ConnectionError("away")

    reconciler = Reconciler()
    monkeypatch.setattr(reconciler, "renew_leases", away)
    monkeypatch.setattr("coloring.reconciler.connection.close", lambda: None)
    reconciler.tick()
    assert "away" in caplog.text


def test_models_are_watched_once_a_day_and_only_with_a_key(paid, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.watch_models, "apply_async", lambda **options: asked.append(options))
    reconciler = Reconciler()
    reconciler.watch()
    reconciler.watch()
    assert len(asked) == 1
    paid.OPENAI_API_KEY = ""
    Reconciler().watch()
    assert len(asked) == 1
