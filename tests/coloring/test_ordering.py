"""A wish becomes rows once: what is written, what was asked before, and who may be answered from it."""

import pytest
from django.conf import settings as site
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from coloring import capabilities, charging, ordering, painting, retention
from coloring.engines.painting import Reference
from coloring.models import DailyCount, IdempotencyKey, Image, Order, Spending
from coloring.models import Reference as Row
from coloring.ordering import repeats
from coloring.wishes import Wish
from tests import factories

PNG = Reference(name="cat", content=factories.line_art(), kind="image/png")
JPEG = Reference(name="house", content=factories.photo(), kind="image/jpeg")


def wish(prompt="a cat", **fields):
    return Wish(**({"kind": "generate", "prompt": prompt} | fields))


@pytest.fixture
def calls(rf, db, paid):
    """Requests of users; of one visitor when there is no user."""
    session = {}

    def call(client=None):
        request = rf.post("/api/v1/images/generate")
        request.user = client.user if client else AnonymousUser()
        request.session = {} if client else session
        return request

    return call


def used(client):
    count = DailyCount.objects.filter(who=f"user:{client.user.pk}").first()
    return count.used if count else 0


def ready(order):
    """All images of an order drawn."""
    for image in order.images.all():
        image.delete()
    for _ in range(order.n):
        factories.ready_image(order)


def spend(settings, micro_usd, budget):
    settings.DAILY_BUDGET_MICRO_USD = budget
    assert Spending.objects.reserve(timezone.localdate(), micro_usd)


# --- the rows


def test_wish_becomes_an_order_with_its_images_and_pictures(calls, owner):
    asked = wish(kind="edit", references=(PNG, JPEG), mask=PNG, n=3, is_kept=False)
    order, is_repeat = vars(ordering.accept(calls(owner), asked)).values()
    assert not is_repeat
    assert (order.user_id, order.session, order.engine) == (owner.user.pk, "", "openai")
    assert order.asked_models == list(site.OPENAI_IMAGE_MODELS)
    assert order.parameters == {"size": "1024x1024", "quality": "high", "output_format": "png"}
    assert (order.kind, order.prompt, order.n, order.is_kept) == ("edit", "a cat", 3, False)
    images = order.images.order_by("index")
    assert [(image.index, image.state) for image in images] == [
        (0, "waiting"),
        (1, "waiting"),
        (2, "waiting"),
    ]
    assert {image.charged_to for image in images} == {f"user:{owner.user.pk}"}
    kept = [(row.role, row.index, row.kind, bytes(row.content)) for row in order.references.all()]
    pictures = [("image", 0, PNG), ("image", 1, JPEG), ("mask", 0, PNG)]
    assert kept == [(role, index, picture.kind, picture.content) for role, index, picture in pictures]
    assert used(owner) == 3


def test_workers_are_woken_once_the_rows_are_there(
    calls, owner, monkeypatch, django_capture_on_commit_callbacks
):
    seen = []
    monkeypatch.setattr(painting, "wake", lambda *_: seen.append(Image.objects.count()))
    with django_capture_on_commit_callbacks(execute=True):
        ordering.accept(calls(owner), wish(n=2))
        assert seen == []
    assert seen == [2]


def test_visitor_pays_by_address_and_owns_by_session(calls):
    request = calls()
    order = ordering.accept(request, wish()).order
    assert (order.user_id, order.session) == (None, request.session["studio"])
    assert order.images.get().charged_to.startswith("address:")


def test_drawing_at_home_counts_nothing(calls, owner, settings):
    settings.IMAGE_ENGINE, settings.PAGES_PER_DAY, settings.DAILY_BUDGET_MICRO_USD = "offline", 0, 0
    order = ordering.accept(calls(owner), wish(n=10)).order
    assert {image.charged_to for image in order.images.all()} == {""}
    assert used(owner) == 0


def test_references_that_a_paid_model_looks_at_count_whoever_draws(calls, owner):
    described = wish("fusée", kind="references", model="offline", references=(PNG,), describes=True, n=2)
    order = ordering.accept(calls(owner), described).order
    assert {image.charged_to for image in order.images.all()} == {f"user:{owner.user.pk}"}
    assert used(owner) == 2


def test_end_users_of_the_caller_are_told_apart_and_not_named(calls, owner, stranger):
    asked = [
        wish(parameters={"user": name}, is_fresh=True) for name in ("lea@example.org", "tom@example.org")
    ]
    orders = [ordering.accept(calls(who), each).order for who in (owner, stranger) for each in asked]
    hashes = [order.parameters["user"] for order in orders]
    assert len(set(hashes)) == 4
    assert all(len(name) == 32 and int(name, 16) for name in hashes)
    again = ordering.accept(calls(owner), asked[0]).order
    assert again.parameters["user"] == hashes[0]


# --- refused


def test_what_is_refused_leaves_nothing(calls, owner):
    with pytest.raises(capabilities.NotTakenError):
        ordering.accept(calls(owner), wish(n=11), key="k", sent="{}")
    assert (Order.objects.count(), IdempotencyKey.objects.count(), used(owner)) == (0, 0, 0)


def test_quota_holds_all_images_of_an_order_or_none(calls, owner, settings):
    settings.PAGES_PER_DAY = 5
    ordering.accept(calls(owner), wish(n=3))
    with pytest.raises(charging.OutOfPagesError):
        ordering.accept(calls(owner), wish("a dog", n=3), key="k", sent="{}")
    assert (Image.objects.count(), IdempotencyKey.objects.count(), used(owner)) == (3, 0, 3)
    ordering.accept(calls(owner), wish("a dog", n=2))
    assert used(owner) == 5


def test_failed_image_is_given_back(calls, owner):
    order = ordering.accept(calls(owner), wish(n=2)).order
    Image.objects.claim(order.images.first().pk).fail(Image.Problem.REFUSED)
    assert used(owner) == 1


def test_order_beyond_the_budget_is_refused_at_once(calls, owner, settings):
    spend(settings, 900_000, budget=1_000_000)
    ordering.accept(calls(owner), wish(n=2))  # $0.033 each at high quality
    with pytest.raises(charging.OverBudgetError):
        ordering.accept(calls(owner), wish("a dog", n=4), key="k", sent="{}")
    assert (Order.objects.count(), IdempotencyKey.objects.count(), used(owner)) == (1, 0, 2)


def test_spent_budget_still_answers_what_was_drawn(calls, owner, settings):
    order = ordering.accept(calls(owner), wish()).order
    spend(settings, 1_000_000, budget=1_000_000)
    assert ordering.accept(calls(owner), wish()).order == order


# --- repeats


def test_same_wish_is_answered_from_what_was_drawn_or_is_under_way(calls, owner):
    asked = wish(kind="references", references=(PNG, JPEG), parameters={"quality": "hd"}, n=2)
    order = ordering.accept(calls(owner), asked).order
    assert ordering.accept(calls(owner), asked) == ordering.Accepted(order, is_repeat=True)
    ready(order)
    assert ordering.accept(calls(owner), asked) == ordering.Accepted(order, is_repeat=True)
    assert (Order.objects.count(), used(owner), Row.objects.count()) == (1, 2, 2)


@pytest.mark.parametrize(
    "other",
    [
        {"prompt": "a dog"},
        {"n": 2},
        {"parameters": {"quality": "low"}},
        {"references": (JPEG,)},
        {"references": (PNG, PNG)},
        {"references": (PNG,), "mask": PNG},
        {"model": "gpt-image-2.5-flare"},
        {"kind": "references"},
        {"is_fresh": True},
    ],
)
def test_another_wish_is_drawn(calls, owner, other):
    first = {"kind": "edit", "references": (PNG,)}
    order = ordering.accept(calls(owner), wish(**first)).order
    made = ordering.accept(calls(owner), wish(**(first | other)))
    assert (made.is_repeat, made.order == order) == (False, False)


def test_mask_is_not_taken_for_another_picture(calls, owner):
    order = ordering.accept(calls(owner), wish(kind="edit", references=(PNG, PNG))).order
    assert ordering.accept(calls(owner), wish(kind="edit", references=(PNG,), mask=PNG)).order != order


def test_how_a_picture_is_sent_and_for_whom_makes_no_other_wish(calls, owner):
    order = ordering.accept(calls(owner), wish(parameters={"user": "lea"})).order
    streamed = {"stream": True, "partial_images": 2, "quality": "high"}
    assert ordering.accept(calls(owner), wish(parameters=streamed)).order == order


def test_strangers_are_never_answered_from_my_order(calls, owner, stranger):
    order = ordering.accept(calls(owner), wish(), key="k", sent="{}").order
    others = [calls(stranger), calls()]
    for request in others:
        made = ordering.accept(request, wish(), key="k", sent="{}")
        assert (made.is_repeat, made.order == order) == (False, False)


def test_order_with_a_failed_image_is_no_answer(calls, owner):
    order = ordering.accept(calls(owner), wish(n=2)).order
    Image.objects.claim(order.images.first().pk).fail(Image.Problem.BUSY)
    assert not ordering.accept(calls(owner), wish(n=2)).is_repeat


def test_order_without_one_of_its_pictures_is_no_answer(calls, owner):
    order = ordering.accept(calls(owner), wish(n=2)).order
    ready(order)
    order.images.first().delete()
    assert not ordering.accept(calls(owner), wish(n=2)).is_repeat


def test_deleted_order_is_no_answer(calls, owner):
    order = ordering.accept(calls(owner), wish()).order
    ready(order)
    ordering.delete(order)
    assert not ordering.accept(calls(owner), wish()).is_repeat


def test_pictures_that_go_soon_answer_only_who_fetches_them_at_once(calls, owner):
    order = ordering.accept(calls(owner), wish(is_kept=False)).order
    ready(order)
    assert ordering.accept(calls(owner), wish(is_kept=False)).order == order
    late = timezone.now() - retention.UNKEPT_LIFE + repeats.TIME_TO_FETCH
    order.images.update(finished_at=late)
    assert not ordering.accept(calls(owner), wish(is_kept=False)).is_repeat


def test_who_keeps_pictures_is_not_answered_from_those_that_go(calls, owner):
    ordering.accept(calls(owner), wish(is_kept=False))
    kept = ordering.accept(calls(owner), wish())
    assert not kept.is_repeat
    assert ordering.accept(calls(owner), wish(is_kept=False)).order == kept.order
