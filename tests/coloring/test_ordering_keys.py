"""Idempotency keys: a request that is sent again is paid once, and a key is never another request's."""

import pytest
from django.utils import timezone

from coloring import ordering, retention
from coloring.models import Batch, IdempotencyKey, Order
from coloring.ordering import keys
from tests.coloring.test_ordering import calls, used, wish

__all__ = ["calls"]


def fresh(prompt="a cat", **fields):
    """A wish that only its key tells from a new one."""
    return wish(prompt, is_fresh=True, **fields)


def test_same_key_and_body_is_the_same_order(calls, owner):
    order = ordering.accept(calls(owner), fresh(), key="k", sent="{}").order
    assert ordering.accept(calls(owner), fresh(), key="k", sent="{}") == ordering.Accepted(order, True)
    assert (Order.objects.count(), used(owner)) == (1, 1)


def test_same_key_and_another_body_is_refused(calls, owner):
    ordering.accept(calls(owner), fresh(), key="k", sent="{}")
    with pytest.raises(ordering.KeyReusedError):
        ordering.accept(calls(owner), fresh("a dog"), key="k", sent='{"a": 1}')
    assert used(owner) == 1


def test_another_key_is_another_order(calls, owner):
    first, second = (ordering.accept(calls(owner), fresh(), key=key, sent="{}").order for key in "kl")
    assert first != second


def test_key_of_somebody_else_is_another_key(calls, owner, stranger):
    mine = ordering.accept(calls(owner), fresh(), key="k", sent="{}").order
    theirs = ordering.accept(calls(stranger), fresh(), key="k", sent='{"other": 1}').order
    visitors = ordering.accept(calls(), fresh(), key="k", sent='{"third": 1}').order
    assert len({mine, theirs, visitors}) == 3


def test_key_means_the_same_whether_a_session_comes_along_or_not(calls, owner):
    request = calls(owner)
    request.session["studio"] = "a" * 32
    order = ordering.accept(request, fresh(), key="k", sent="{}").order
    assert ordering.accept(calls(owner), fresh(), key="k", sent="{}").order == order


def test_key_lives_for_a_day(calls, owner):
    order = ordering.accept(calls(owner), fresh(), key="k", sent="{}").order
    IdempotencyKey.objects.update(created_at=timezone.now() - retention.KEYS_LIFE)
    again = ordering.accept(calls(owner), fresh("a dog"), key="k", sent='{"a": 1}').order
    assert again != order
    assert IdempotencyKey.objects.get().order == again


def test_answer_from_an_earlier_order_holds_for_its_key_too(calls, owner):
    order = ordering.accept(calls(owner), wish()).order
    assert ordering.accept(calls(owner), wish(), key="k", sent="{}").order == order
    order.images.all().delete()
    assert ordering.accept(calls(owner), wish(), key="k", sent="{}").order == order


def test_key_and_body_are_kept_as_hashes(calls, owner):
    ordering.accept(calls(owner), fresh(), key="secret-key", sent="a prompt")
    row = IdempotencyKey.objects.get()
    assert {len(row.digest), len(row.body)} == {64}
    assert "secret" not in row.digest + row.body


def test_requests_without_a_key_are_each_their_own(calls, owner):
    first, second = (ordering.accept(calls(owner), fresh(), sent="{}").order for _ in range(2))
    assert first != second
    assert not IdempotencyKey.objects.exists()


def test_other_half_of_a_request_sent_twice_is_answered_from_the_first(calls, owner, monkeypatch):
    """As on Postgres, where both looked for the key before either had written it."""
    first = ordering.accept(calls(owner), fresh(), key="k", sent="{}").order
    known, looks = keys.Key.known, []

    def late(key):
        looks.append(key)
        return known(key) if len(looks) > 1 else None

    monkeypatch.setattr(keys.Key, "known", late)
    assert ordering.accept(calls(owner), fresh(), key="k", sent="{}") == ordering.Accepted(first, True)
    assert (Order.objects.count(), used(owner)) == (1, 1)


def test_key_of_a_batch_is_the_same_batch(calls, owner):
    wishes = [wish(), wish("a dog")]
    batch = ordering.batch(calls(owner), wishes, key="k", sent="{}")
    assert ordering.batch(calls(owner), wishes, key="k", sent="{}") == batch
    assert (Batch.objects.count(), used(owner)) == (1, 2)
    with pytest.raises(ordering.KeyReusedError):
        ordering.batch(calls(owner), wishes, key="k", sent="{ }")


def test_key_of_a_batch_is_none_of_an_order(calls, owner):
    ordering.batch(calls(owner), [wish()], key="k", sent="{}")
    with pytest.raises(ordering.KeyReusedError):
        ordering.accept(calls(owner), wish(), key="k", sent="{}")
    ordering.accept(calls(owner), wish(), key="l", sent="{}")
    with pytest.raises(ordering.KeyReusedError):
        ordering.batch(calls(owner), [wish()], key="l", sent="{}")
    assert used(owner) == 1  # the order of the batch answers the single wish
