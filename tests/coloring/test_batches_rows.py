"""Batches: all wishes or none, each drawn; and what cancelling gives back while workers go on."""

import pytest

from coloring import capabilities, charging, ordering, painting
from coloring.engines.base import EngineBusy
from coloring.models import Attempt, Batch, Image, Order, Reference
from tests import factories
from tests.coloring.test_ordering import PNG, calls, spend, used, wish

__all__ = ["calls"]
CANCELLED = ("failed", "cancelled")


def states(batch):
    images = Image.objects.filter(order__batch=batch).order_by("pk")
    return [(image.state, image.problem) for image in images]


def test_batch_is_many_orders_in_their_places(calls, owner):
    batch = ordering.batch(calls(owner), [wish("a cat", n=2), wish("a dog", references=(), n=1)])
    orders = batch.orders.order_by("position")
    told = [(order.position, order.prompt, order.images.count(), order.user_id) for order in orders]
    assert told == [(0, "a cat", 2, owner.user.pk), (1, "a dog", 1, owner.user.pk)]
    assert (batch.user_id, batch.cancelled_at, used(owner)) == (owner.user.pk, None, 3)


def test_equal_wishes_of_a_batch_are_each_drawn(calls, owner):
    ordering.accept(calls(owner), wish())
    batch = ordering.batch(calls(owner), [wish()] * 3)
    assert batch.orders.count() == 3
    assert used(owner) == 4


def test_hundred_wishes_are_taken_and_no_more(calls, owner, settings):
    settings.PAGES_PER_DAY = 100
    for count in (0, 101):
        with pytest.raises(ValueError, match="1 to 100"):
            ordering.batch(calls(owner), [wish()] * count)
    assert ordering.batch(calls(owner), [wish()] * 100).orders.count() == 100


def test_one_wish_that_is_refused_refuses_the_batch_and_says_which(calls, owner):
    with pytest.raises(capabilities.NotTakenError) as refused:
        ordering.batch(calls(owner), [wish(), wish(), wish(parameters={"colour": "red"})], key="k")
    assert (refused.value.position, refused.value.parameter) == (2, "colour")
    assert (Order.objects.count(), Batch.objects.count(), used(owner)) == (0, 0, 0)


def test_quota_holds_a_whole_batch_or_nothing_of_it(calls, owner, settings):
    settings.PAGES_PER_DAY = 5
    with pytest.raises(charging.OutOfPagesError):
        ordering.batch(calls(owner), [wish(n=3)] * 2)
    assert (Image.objects.count(), Batch.objects.count(), used(owner)) == (0, 0, 0)


def test_only_what_costs_money_is_counted(calls, owner, settings):
    settings.PAGES_PER_DAY = 1
    batch = ordering.batch(calls(owner), [wish(), wish("espace", model="offline", n=4)])
    charged = Image.objects.filter(order__batch=batch).order_by("pk").values_list("charged_to", flat=True)
    assert list(charged) == [f"user:{owner.user.pk}", "", "", "", ""]
    assert used(owner) == 1


def test_budget_holds_a_whole_batch_or_nothing_of_it(calls, owner, settings):
    spend(settings, 900_000, budget=1_000_000)
    with pytest.raises(charging.OverBudgetError):
        ordering.batch(calls(owner), [wish()] * 4)
    assert not Batch.objects.exists()


def test_cancelling_ends_what_waits_and_gives_it_back(calls, owner):
    batch = ordering.batch(calls(owner), [wish(n=2), wish("a dog", kind="edit", references=(PNG,))])
    assert ordering.cancel(batch) == 3
    assert states(batch) == [CANCELLED] * 3
    assert batch.cancelled_at
    assert used(owner) == 0
    assert not Reference.objects.exists()
    assert all(image.finished_at for image in Image.objects.all())


def test_cancelling_twice_cancels_once(calls, owner):
    other = ordering.accept(calls(owner), wish("a dog")).order
    batch = ordering.batch(calls(owner), [wish()] * 2)
    ordering.cancel(batch)
    when = batch.cancelled_at
    assert ordering.cancel(batch) == 0
    assert (batch.cancelled_at, used(owner)) == (when, 1)
    assert other.images.get().state == "waiting"


def test_what_is_being_drawn_is_finished_and_kept(calls, owner):
    batch = ordering.batch(calls(owner), [wish(kind="edit", references=(PNG,), n=2)])
    drawn, _waits = Image.objects.order_by("pk")
    claimed = Image.objects.claim(drawn.pk)
    assert ordering.cancel(batch) == 1
    assert Reference.objects.count() == 1  # the worker may not have read it yet
    assert claimed.finish(picture=factories.stored(factories.line_art()))
    assert states(batch) == [("ready", ""), CANCELLED]
    assert used(owner) == 1
    assert not Reference.objects.exists()


def test_what_comes_back_unpaid_after_its_batch_was_cancelled_ends(calls, owner, painter):
    batch = ordering.batch(calls(owner), [wish(kind="edit", references=(PNG,))])
    painter.script.append(lambda _request: ordering.cancel(batch) or EngineBusy("later"))
    painting.draw_image(Image.objects.get().pk)
    assert (states(batch), used(owner)) == ([CANCELLED], 0)
    assert not Reference.objects.exists()


def test_what_a_dead_worker_leaves_of_a_cancelled_batch_is_not_drawn_again(calls, owner, painter):
    batch = ordering.batch(calls(owner), [wish()])
    pk = Image.objects.get().pk
    Image.objects.claim(pk, "d" * 32)
    ordering.cancel(batch)
    Image.objects.release("d" * 12)
    painting.draw_image(pk)
    assert (states(batch), used(owner), painter.requests) == ([CANCELLED], 0, [])


def test_nobody_is_answered_from_what_may_yet_be_cancelled(calls, owner):
    batch = ordering.batch(calls(owner), [wish()])
    claimed = Image.objects.claim(Image.objects.get().pk)
    ordering.cancel(batch)
    assert ordering.accept(calls(owner), wish()).order.batch is None
    Order.objects.filter(batch=None).delete()
    claimed.finish(picture=factories.stored(factories.line_art()))
    assert ordering.accept(calls(owner), wish()).order.batch == batch


def test_worker_takes_nothing_that_is_cancelled(calls, owner):
    order = ordering.accept(calls(owner), wish()).order
    assert ordering.cancel_order(order) == 1
    assert Image.objects.claim(order.images.get().pk) is None
    assert not Attempt.objects.exists()


def test_image_that_waits_for_a_busy_service_is_cancelled_too(calls, owner):
    order = ordering.accept(calls(owner), wish()).order
    Image.objects.claim(order.images.get().pk).wait_again(300)
    assert ordering.cancel_order(order) == 1
    assert used(owner) == 0


def test_deleted_order_goes_with_its_rows_and_is_given_back(calls, owner):
    order = ordering.accept(calls(owner), wish(kind="edit", references=(PNG,), n=2), key="k").order
    Image.objects.claim(order.images.first().pk)
    ordering.delete(order)
    assert not any(kind.objects.exists() for kind in (Order, Image, Reference))
    assert used(owner) == 1  # one was being drawn: it costs money


def test_worker_that_draws_for_a_deleted_order_has_lost_its_claim(calls, owner):
    order = ordering.accept(calls(owner), wish()).order
    claimed = Image.objects.claim(order.images.get().pk)
    ordering.delete(order)
    assert not claimed.finish(picture="coloring_openai_0.png")
