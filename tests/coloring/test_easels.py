"""Programs' pictures are handed to threads of their own: as many as are free, in a fair order, none twice."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from coloring import easels, leases, painting
from coloring.easels import Easels
from coloring.models import Image, Pace
from coloring.reconciler import Reconciler
from tests import factories

pytestmark = pytest.mark.django_db


class Held:
    """Pictures that are handed out and stay on their easels until the test lets them go."""

    def __init__(self):
        self.ids, self.open = [], threading.Event()

    def draw(self, pk):
        self.ids.append(pk)
        self.open.wait(20)


@pytest.fixture
def held(monkeypatch):
    made = Held()
    monkeypatch.setattr(easels, "draw", made.draw)
    yield made
    made.open.set()


@pytest.fixture
def four(settings):
    settings.IMAGES_AT_ONCE = 4


def handed(held, one):
    """What is on these easels after one look at the rows, in the order in which it was begun."""
    one.hand_out()
    begun = list(one.at_work)
    held.open.set()
    one.hands.shutdown(wait=True)
    return begun


def images(count, **fields):
    return [factories.image(**fields) for _ in range(count)]


def pks(*rows):
    return [row.pk for row in rows]


def test_no_more_are_begun_than_there_are_threads(held, four):
    first = images(6)[:4]
    assert handed(held, Easels()) == pks(*first)


def test_what_is_at_work_here_is_not_begun_again_and_makes_room_when_done(held, settings):
    settings.IMAGES_AT_ONCE = 1
    rows, one = images(2), Easels()
    one.hand_out()
    one.hand_out()
    assert list(one.at_work) == pks(rows[0])
    held.open.set()
    one.at_work[rows[0].pk].result(20)
    Image.objects.filter(pk=rows[0].pk).update(state="failed", problem="busy")
    assert handed(held, one) == pks(rows[1])
    assert held.ids == pks(*rows)


def test_what_is_at_work_here_is_begun_once_however_many_threads_are_free(held, four):
    [image], one = images(1), Easels()
    one.hand_out()
    assert handed(held, one) == [image.pk]
    assert held.ids == [image.pk]


def test_only_what_is_due_is_begun(held, four):
    later = timezone.now() + timedelta(seconds=30)
    factories.image(due_at=later)
    factories.image(state="failed", problem="cancelled")
    factories.ready_image()
    claimed = Image.objects.claim(factories.image().pk)
    Image.objects.filter(pk=claimed.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    orphan = Image.objects.claim(factories.image().pk)
    Image.objects.filter(pk=orphan.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    with leases.held(claimed.claim_token):
        assert handed(held, Easels()) == [orphan.pk]


def test_no_more_are_begun_than_there_are_turns(held, four, settings):
    settings.IMAGES_PER_MINUTE = 3
    Pace.objects.take("openai", 3)
    first = images(4)[:2]
    assert handed(held, Easels()) == pks(*first)


def test_nothing_is_begun_while_its_service_is_closed_and_the_next_look_comes_when_it_opens(
    held, four, settings
):
    settings.RECONCILE_SECONDS = 20.0
    images(2)
    Pace.objects.close("openai", 5)
    one = Easels()
    assert handed(held, one) == []
    assert 4 < one.pause <= 5


def test_closed_service_keeps_no_other_from_drawing(held, four):
    Pace.objects.close("openai", 5)
    images(5)
    offline = factories.image(factories.order(engine="offline", asked_models=["offline"]))
    assert handed(held, Easels()) == [offline.pk]


def test_services_come_by_turns(held, four):
    paid = images(5)
    others = [factories.image(factories.order(engine="xai")) for _ in range(5)]
    assert sorted(handed(held, Easels())) == sorted(pks(*paid[:2], *others[:2]))


def test_single_orders_go_first_but_batches_have_their_share(held, settings):
    settings.IMAGES_AT_ONCE = 10
    batch = factories.batch()
    theirs = [factories.image(factories.order(batch=batch)) for _ in range(10)]
    single = images(20)
    expected = [*single[:4], theirs[0], *single[4:8], theirs[1]]
    assert handed(held, Easels()) == pks(*expected)


def test_batch_alone_has_all_turns(held, four):
    batch = factories.batch()
    theirs = [factories.image(factories.order(batch=batch)) for _ in range(5)]
    assert handed(held, Easels()) == pks(*theirs[:4])


def test_stopping_worker_begins_nothing_that_waits_for_a_thread(held, four):
    images(2)
    one = Easels()
    one.stop()
    assert handed(held, one) == []


def test_easels_are_counted_while_one_more_is_taken():
    one = Easels()

    class Work:
        def done(self):
            one.at_work[2] = self
            return False

    one.at_work[1] = Work()
    assert one.busy() == 1


def test_bell_ends_the_wait(settings):
    settings.RECONCILE_SECONDS = 60.0
    painting.hand_images()
    Easels().wait()
    assert not painting.bell.is_set()


def test_picture_is_drawn_to_its_end_by_the_easels(painter, transactional_db):
    image, one = factories.image(), Easels()
    one.hand_out()
    one.hands.shutdown(wait=True)
    image.refresh_from_db()
    assert image.state == "ready"
    assert painting.bell.is_set()


def test_leases_of_pictures_are_renewed():
    claimed = Image.objects.claim(factories.image().pk)
    Image.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    with leases.held(claimed.claim_token):
        Reconciler().renew_leases()
    assert Image.objects.get().lease_until > timezone.now()


def test_pictures_of_a_dead_worker_of_this_machine_are_due_at_once():
    image = factories.image()
    Image.objects.claim(image.pk, "d" * 12 + "1" * 20)
    Reconciler().release("d" * 12)
    assert Image.objects.due().filter(pk=image.pk).exists()


def test_pictures_on_easels_keep_no_page_from_the_workers_own_hands(held, four, monkeypatch):
    drawn = []
    monkeypatch.setattr("coloring.tasks.publish", lambda pk: True)
    monkeypatch.setattr("coloring.reconciler.draw_here", drawn.append)
    page = factories.page(due_at=timezone.now() - timedelta(seconds=20))
    reconciler = Reconciler()
    images(4)
    reconciler.easels.hand_out()
    with leases.held("a"), leases.held("b"), leases.held("c"), leases.held("d"):
        reconciler.hand_out()
    reconciler.hands.shutdown(wait=True)
    assert drawn == [page.pk]
