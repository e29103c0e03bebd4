"""How long a batch still takes: rounds of the workers, the pace of the service, and what goes before it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coloring import forecast
from coloring.models import Image, Pace, WorkerBeat
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def usual(settings, db):
    """Pictures take 20 s; one worker has ten under way at a time; the service allows 50 a minute."""
    settings.IMAGES_PER_MINUTE, settings.IMAGES_AT_ONCE = 50, 10
    WorkerBeat.objects.create(worker="w:1", seen_at=timezone.now())
    now = timezone.now()
    for seconds in (5, 20, 300):
        factories.ready_image(started_at=now - timedelta(seconds=seconds), finished_at=now)
    return settings


def seconds_left(pictures, ahead=0):
    for _ in range(ahead):
        factories.image()
    batch = factories.batch()
    for _ in range(pictures):
        factories.image(batch=batch, session=batch.session)
    return forecast.Forecast().seconds(batch.pk)


@pytest.mark.parametrize(
    ("pictures", "ahead", "seconds"), [(1, 0, 20), (10, 0, 20), (11, 0, 40), (5, 10, 40)]
)
def test_rounds_of_the_worker_are_counted_with_what_goes_before(usual, pictures, ahead, seconds):
    assert seconds_left(pictures, ahead) == seconds


def test_pace_of_the_service_is_waited_for(usual):
    usual.IMAGES_AT_ONCE, usual.IMAGES_PER_MINUTE = 100, 10
    assert seconds_left(30) == 2 * 61 + 20


def test_turns_that_were_taken_are_waited_for_and_a_closed_service_too(usual):
    usual.IMAGES_AT_ONCE, usual.IMAGES_PER_MINUTE = 100, 10
    pace = Pace.objects.create(engine="openai")
    for _ in range(10):
        pace.turns.create(at=timezone.now(), taken=True)
    assert seconds_left(10) == 61 + 20
    Pace.objects.close("openai", 100)
    assert 61 + 20 + 98 <= seconds_left(10) <= 61 + 20 + 162


def test_younger_batches_are_not_waited_for(usual):
    batch = factories.batch()
    factories.image(batch=batch, session=batch.session)
    assert seconds_left(30) == 80
    assert forecast.Forecast().seconds(batch.pk) == 20


def test_nobody_guesses_without_a_worker_or_a_picture_to_judge_by(usual):
    WorkerBeat.objects.all().delete()
    assert seconds_left(1) is None
    WorkerBeat.objects.create(worker="w:2", seen_at=timezone.now())
    Image.objects.filter(state="ready").delete()
    assert seconds_left(1) is None
    assert forecast.Forecast().seconds(factories.batch().pk) == 0
