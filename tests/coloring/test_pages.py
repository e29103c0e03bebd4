"""The row is the truth: claimed once, fenced by its token, ended together with its photo."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from coloring.models import DailyCount, Page, Photo
from tests import factories

pytestmark = pytest.mark.django_db


def expire(page):
    Page.objects.filter(pk=page.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def finish(page):
    return page.finish(picture="coloring_offline_x.png", engine="offline")


def test_waiting_page_is_claimed_once():
    page = factories.page()
    assert Page.objects.claim(page.pk).state == Page.State.DRAWING
    assert Page.objects.claim(page.pk) is None


def test_page_due_later_is_not_claimed_yet():
    page = factories.page(due_at=timezone.now() + timedelta(minutes=1))
    assert Page.objects.claim(page.pk) is None


def test_page_whose_lease_ran_out_is_claimed_again():
    page = factories.page()
    Page.objects.claim(page.pk)
    expire(page)
    assert Page.objects.claim(page.pk).attempts == 2


def test_heartbeat_keeps_the_lease():
    claimed = Page.objects.claim(factories.page().pk)
    expire(claimed)
    assert Page.objects.renew([claimed.claim_token]) == 1
    assert Page.objects.claim(claimed.pk) is None


def test_finish_of_a_lost_claim_changes_nothing():
    page = factories.page()
    slow = Page.objects.claim(page.pk)
    expire(page)
    quick = Page.objects.claim(page.pk)
    assert finish(quick)
    assert not slow.finish(picture="coloring_offline_late.png", engine="offline")
    page.refresh_from_db()
    assert page.picture == "coloring_offline_x.png"


def test_finished_page_is_never_claimed_again():
    claimed = Page.objects.claim(factories.page().pk)
    assert finish(claimed)
    expire(claimed)
    assert Page.objects.claim(claimed.pk) is None


@pytest.mark.parametrize("end", [finish, lambda page: page.fail("broken")])
def test_photo_goes_when_its_page_ends(end):
    claimed = Page.objects.claim(factories.photo_page().pk)
    assert end(claimed)
    assert not Photo.objects.exists()
    claimed.refresh_from_db()
    assert claimed.photo_deleted_at


def test_photo_stays_while_its_page_waits_again():
    claimed = Page.objects.claim(factories.photo_page().pk)
    assert claimed.wait_again(5)
    assert Photo.objects.count() == 1


def test_lost_claim_does_not_take_the_photo_away():
    page = factories.photo_page()
    slow = Page.objects.claim(page.pk)
    expire(page)
    Page.objects.claim(page.pk)
    assert not slow.fail("broken")
    assert Photo.objects.count() == 1


@pytest.mark.parametrize(
    ("end", "left"),
    [
        (finish, 1),
        (lambda page: page.fail("refused"), 0),
        (lambda page: page.finish(free=True, picture="x.png"), 0),
    ],
)
def test_only_a_good_page_counts_against_the_quota(end, left):
    assert DailyCount.objects.take("user:1", 5)
    claimed = Page.objects.claim(factories.page(charged_to="user:1").pk)
    assert end(claimed)
    assert DailyCount.objects.get().used == left


def test_pages_given_back_are_not_asked_for_without_end():
    taken = []
    for _ in range(5):
        taken.append(DailyCount.objects.take("user:1", 1))
        DailyCount.objects.give_back("user:1", timezone.localdate())
    assert taken == [True, True, True, False, False]


def test_uploaded_photo_is_given_to_one_page():
    photo = Photo.objects.create(session="s", jpeg=b"x")
    first, second = factories.page(), factories.page()
    assert Photo.objects.give_to(first, photo.pk)
    assert not Photo.objects.give_to(second, photo.pk)
    photo.refresh_from_db()
    assert photo.page == first


def test_only_the_newest_unused_photos_of_a_caller_are_kept():
    mine = [Photo.objects.create(session="s", who="address:1", jpeg=b"x") for _ in range(12)]
    other = Photo.objects.create(session="t", who="address:2", jpeg=b"x")
    used = factories.photo_page().photo
    Photo.objects.keep_newest("address:1")
    assert set(Photo.objects.all()) == {*mine[2:], other, used}


def test_quota_stops_at_its_limit():
    assert [DailyCount.objects.take("user:1", 2) for _ in range(3)] == [True, True, False]
    assert DailyCount.objects.get().used == 2


def test_ready_page_without_picture_is_impossible():
    with pytest.raises(IntegrityError):
        factories.page(state=Page.State.READY)


def test_page_of_nobody_is_impossible():
    with pytest.raises(IntegrityError):
        factories.page(user=None, session="")


def test_public_ids_are_random_128_bits():
    ids = {factories.page().public_id for _ in range(20)}
    assert len(ids) == 20
    assert {len(bytes.fromhex(public_id)) for public_id in ids} == {16}
