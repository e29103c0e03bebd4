"""Whatever the broker lost or a crash left behind is handed out again."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from coloring import leases, tasks
from coloring.models import Page, WorkerBeat
from coloring.reconciler import OWN_HANDS, Reconciler, stop_handing_out
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
    page = factories.page(due_at=long_ago(seconds=5))
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
    Reconciler().beat()
    assert WorkerBeat.objects.filter(seen_at__gte=long_ago(seconds=5)).count() == 1


def fail_once(monkeypatch, reconciler, duty):
    """Let a duty find the database away."""

    def away():
        raise ConnectionError("away")

    with monkeypatch.context() as patch:
        patch.setattr(reconciler, duty, away)
        patch.setattr("coloring.reconciler.connection.close", lambda: None)
        reconciler.try_to(getattr(reconciler, duty))


def test_database_that_is_away_does_not_end_the_reconciler(monkeypatch, caplog):
    fail_once(monkeypatch, Reconciler(), "sweep")
    assert "away" in caplog.text


def test_pages_are_handed_out_anew_once_the_database_is_back(handed, monkeypatch):
    page = factories.page(due_at=long_ago(seconds=5))
    reconciler = Reconciler()
    reconciler.tick()
    fail_once(monkeypatch, reconciler, "sweep")
    reconciler.tick()
    assert handed == [page.pk, page.pk]


def test_leases_are_renewed_at_once_when_the_database_is_back(monkeypatch):
    reconciler = Reconciler()
    reconciler.renew_leases()
    fail_once(monkeypatch, reconciler, "beat")
    claimed = Page.objects.claim(factories.page().pk)
    Page.objects.update(lease_until=long_ago(seconds=1))
    with leases.held(claimed.claim_token):
        reconciler.renew_leases()
    assert Page.objects.get().lease_until > timezone.now()


def test_page_that_is_drawn_here_is_not_handed_out_though_its_lease_ran_out(handed):
    claimed = Page.objects.claim(factories.page(due_at=long_ago(minutes=5)).pk)
    Page.objects.update(lease_until=long_ago(seconds=1))
    with leases.held(claimed.claim_token):
        Reconciler().tick()
    assert handed == []


@pytest.fixture
def drawn_here(monkeypatch):
    """The ids that this worker drew past its broker."""
    ids = []
    monkeypatch.setattr("coloring.reconciler.draw_here", ids.append)
    return ids


def test_idle_worker_draws_what_its_broker_does_not_bring(handed, drawn_here):
    overdue = factories.page(due_at=long_ago(seconds=11))
    factories.page(due_at=long_ago(seconds=5))
    reconciler = Reconciler()
    reconciler.tick()
    reconciler.hands.shutdown(wait=True)
    assert drawn_here == [overdue.pk]


def test_busy_worker_takes_no_more_than_its_queue_brings(handed, drawn_here):
    factories.page(due_at=long_ago(seconds=11))
    reconciler = Reconciler()
    with leases.held("a"), leases.held("b"), leases.held("c"), leases.held("d"):
        reconciler.tick()
    reconciler.hands.shutdown(wait=True)
    assert drawn_here == []


@pytest.fixture
def open_leases(monkeypatch):
    """What a test closes is closed for that test alone."""
    monkeypatch.setattr(leases, "_closed", threading.Event())


def test_page_that_reaches_a_stopping_worker_is_left_to_the_next_one(open_leases, drawers):
    page = factories.page()
    stop_handing_out()
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    assert (page.state, page.attempts) == (Page.State.WAITING, 0)


def test_stopping_worker_begins_nothing_that_waits_for_its_hands(monkeypatch, open_leases):
    reconciler = Reconciler()
    monkeypatch.setattr("coloring.reconciler._running", [reconciler])
    busy, begun = threading.Event(), []
    for _ in range(OWN_HANDS):
        reconciler.hands.submit(busy.wait, 20)
    reconciler.hands.submit(begun.append, "late")
    stop_handing_out()
    busy.set()
    reconciler.hands.shutdown(wait=True)
    assert reconciler.draining
    assert begun == []


def test_pages_of_a_dead_worker_of_this_machine_are_due_at_once(handed):
    dead, living = "d" * 12, "a" * 12
    first, second = factories.page(due_at=long_ago(minutes=5)), factories.page()
    Page.objects.claim(first.pk, dead + "1" * 20)
    Page.objects.claim(second.pk, living + "2" * 20)
    reconciler = Reconciler()
    reconciler.release(dead)
    reconciler.tick()
    assert handed == [first.pk]


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
