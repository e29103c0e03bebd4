"""What programs ordered is kept as long as was promised: orders, pictures, references, keys."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import ApiKey
from coloring import retention
from coloring.models import (
    Attempt,
    Batch,
    DailyCount,
    IdempotencyKey,
    Image,
    Order,
    Pace,
    Partial,
    Reference,
    Turn,
)
from tests import factories

pytestmark = pytest.mark.django_db

FAILED = {"state": "failed", "problem": "lost"}


def ago(**time):
    return timezone.now() - timedelta(**time)


def ended(**time):
    """An image's columns when it ended so long ago, a minute after its order."""
    return {"finished_at": ago(**time), "created_at": ago(**time) - timedelta(minutes=1)}


def reference(order, **time):
    return Reference.objects.create(order=order, kind="image/png", content=b"x", created_at=ago(**time))


@pytest.mark.django_db(transaction=True)
def test_order_that_is_not_kept_goes_an_hour_after_its_last_image_with_its_pictures(own_folders):
    over = factories.ready_image(is_kept=False, **ended(minutes=61))
    Attempt.objects.create(token="t", image=over)
    young = factories.ready_image(is_kept=False, **ended(minutes=59))
    kept = factories.ready_image(**ended(days=3))
    half = factories.ready_image(is_kept=False, **ended(hours=3))
    waiting = factories.image(half.order)
    retention.run()
    assert set(Image.objects.all()) == {young, kept, half, waiting}
    assert not Order.objects.filter(pk=over.order_id).exists()
    assert {file.name for file in own_folders.iterdir()} == {young.picture, kept.picture, half.picture}
    assert Attempt.objects.get().image is None


def test_orders_of_visitors_and_accounts_go_after_their_days(settings):
    settings.VISITOR_PAGES_DAYS, settings.ACCOUNT_PAGES_DAYS = 30, 100
    user = factories.user()
    for whose, days in (({}, 31), ({"user": user}, 101)):
        factories.ready_image(**whose, **ended(days=days))
    young = [
        factories.ready_image(**whose, **ended(days=days)) for whose, days in (({}, 29), ({"user": user}, 99))
    ]
    retention.run()
    assert list(Image.objects.order_by("pk")) == young
    settings.VISITOR_PAGES_DAYS = settings.ACCOUNT_PAGES_DAYS = 0
    Order.objects.update(created_at=ago(days=900))
    retention.run()
    assert Order.objects.count() == 2


def test_orders_that_came_to_nothing_go_after_a_week(settings):
    factories.image(**FAILED, **ended(days=8))
    young = factories.image(**FAILED, **ended(days=6, hours=23))
    half = factories.image(**FAILED, **ended(days=8))
    drawn = factories.ready_image(half.order, **ended(days=8))
    retention.run()
    assert set(Image.objects.all()) == {young, half, drawn}


def test_orders_go_in_batches(settings, monkeypatch):
    settings.VISITOR_PAGES_DAYS = 1
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(3):
        factories.image(created_at=ago(days=2))
    retention.run()
    assert Order.objects.count() == 1


def test_batch_goes_with_its_last_order_and_one_that_is_being_filled_does_not():
    Batch.objects.create(session="s", created_at=ago(hours=2))
    fresh = Batch.objects.create(session="s")
    filled = factories.batch(created_at=ago(hours=2))
    factories.image(batch=filled)
    retention.run()
    assert set(Batch.objects.all()) == {fresh, filled}


def test_reference_that_nobody_waits_for_goes_within_the_hour():
    over, waiting = factories.ready_image().order, factories.image().order
    reference(over, minutes=61)
    fresh, needed = reference(over, minutes=59), reference(waiting, hours=23)
    retention.run()
    assert set(Reference.objects.all()) == {fresh, needed}


@pytest.mark.parametrize(
    "stuck",
    [
        {"due_at": ago(hours=-5)},
        {"due_at": ago(hours=1)},
        {"state": "drawing", "lease_until": ago(minutes=5), "claim_token": "dead"},
    ],
    ids=["waits for its turn", "nobody draws it", "its worker died"],
)
def test_image_that_still_waits_after_a_day_loses_its_references_and_ends_kindly(stuck):
    DailyCount.objects.take("user:1", 5)
    image = factories.image(charged_to="user:1", **stuck)
    reference(image.order, hours=25)
    retention.run()
    image.refresh_from_db()
    assert (image.state, image.problem) == ("failed", "lost")
    assert not Reference.objects.exists()
    assert DailyCount.objects.get().used == 0


def test_image_that_is_drawn_just_now_is_drawn_to_its_end_and_then_its_references_go():
    image = factories.image()
    reference(image.order, hours=25)
    claimed = Image.objects.claim(image.pk)
    retention.run()
    assert Reference.objects.exists()
    assert claimed.finish(picture="coloring_openai_x.png")
    assert not Reference.objects.exists()


def test_image_from_words_waits_as_long_as_it_takes():
    image = factories.image(due_at=ago(hours=-5), created_at=ago(days=3))
    retention.run()
    image.refresh_from_db()
    assert image.state == "waiting"


def test_what_is_of_use_for_a_moment_only_goes():
    image, page, pace = factories.image(), factories.page(), Pace.objects.create(engine="openai")
    for minutes in (59, 61):
        Partial.objects.create(image=image, index=minutes, content=b"x", created_at=ago(minutes=minutes))
        Partial.objects.create(page=page, index=minutes, content=b"x", created_at=ago(minutes=minutes))
        Turn.objects.create(pace=pace, at=ago(minutes=minutes), holder=f"t{minutes}")
    for hours in (23, 25):
        IdempotencyKey.objects.create(
            digest=f"k{hours}", body="b", order=image.order, created_at=ago(hours=hours)
        )
    retention.run()
    assert [row.index for row in Partial.objects.all()] == [59, 59]
    assert [row.holder for row in Turn.objects.all()] == ["t59"]
    assert [row.digest for row in IdempotencyKey.objects.all()] == ["k23"]


def test_revoked_key_is_forgotten_in_its_time_and_a_living_one_never():
    user = factories.user()
    for days, name in ((31, "old"), (29, "young"), (None, "living")):
        revoked = ago(days=days) if days else None
        ApiKey.objects.create(user=user, name=name, prefix=name, digest=name, revoked_at=revoked)
    retention.run()
    assert {key.name for key in ApiKey.objects.all()} == {"young", "living"}
