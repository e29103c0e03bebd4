"""The owner's screens of orders and records: to be read, without secrets, and never to be written."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from coloring.models import Attempt, Image, Order, Reference, Spending
from tests import factories

pytestmark = pytest.mark.django_db

MODELS = ("batch", "order", "image", "attempt", "spending")


@pytest.fixture
def made():
    """A row of everything that programs leave."""
    batch = factories.batch(session="5e55" * 8)
    first = factories.ready_image(session="5e55" * 8, batch=batch, prompt="a secret lighthouse")
    factories.image(first.order, state="failed", problem="refused", claim_token="c1a1" * 8)
    Reference.objects.create(order=first.order, kind="image/png", content=b"x")
    attempt = Attempt.objects.create(token="70ce" * 8, image=first, engine="openai", outcome="ready")
    spent = Spending.objects.create(day=timezone.localdate(), micro_usd=53_000)
    return {"batch": batch, "order": first.order, "image": first, "attempt": attempt, "spending": spent}


def shown(client, model, row=None):
    name = "change" if row else "changelist"
    answer = client.get(reverse(f"admin:coloring_{model}_{name}", args=[row.pk] if row else []))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_row_opens_and_tells_no_secret(admin_client, made, model):
    for text in (shown(admin_client, model), shown(admin_client, model, made[model])):
        assert [secret for secret in ("5e55" * 8, "c1a1" * 8, "70ce" * 8) if secret in text] == []


def test_lists_tell_what_came_of_it_and_not_the_words(admin_client, made):
    orders, images = shown(admin_client, "order"), shown(admin_client, "image")
    for text in (orders, images):
        assert "0.0530" in text
        assert "a secret lighthouse" not in text
    assert '<td class="field-ready">1</td>' in orders
    assert '<td class="field-failed">1</td>' in orders
    assert '<td class="field-model">gpt-image-2.5-flare</td>' in images
    assert '<td class="field-count">1</td>' in shown(admin_client, "batch")
    assert "0.0530" in shown(admin_client, "spending")
    assert "a secret lighthouse" in shown(admin_client, "order", made["order"])


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_added_or_changed_by_hand(admin_client, made, model):
    before = type(made[model]).objects.values().get(pk=made[model].pk)
    change = reverse(f"admin:coloring_{model}_change", args=[made[model].pk])
    assert admin_client.get(reverse(f"admin:coloring_{model}_add")).status_code == 403
    assert admin_client.post(change, {"prompt": "x", "engine": "x", "micro_usd": 0}).status_code == 403
    assert type(made[model]).objects.values().get(pk=made[model].pk) == before


@pytest.mark.parametrize("model", ["attempt", "spending"])
def test_records_of_money_are_not_deleted_by_hand(admin_client, made, model):
    address = reverse(f"admin:coloring_{model}_delete", args=[made[model].pk])
    assert admin_client.post(address, {"post": "yes"}).status_code == 403
    assert type(made[model]).objects.filter(pk=made[model].pk).exists()


def test_order_goes_with_its_images_and_the_record_of_their_cost_stays(admin_client, made):
    address = reverse("admin:coloring_order_delete", args=[made["order"].pk])
    admin_client.post(address, {"post": "yes"})
    assert [model.objects.count() for model in (Order, Image, Reference)] == [0, 0, 0]
    assert Attempt.objects.get().image is None


def test_account_with_orders_can_be_deleted(admin_client):
    user = factories.user()
    image = factories.ready_image(user=user, batch=factories.batch(user=user))
    Attempt.objects.create(token="t", image=image)
    admin_client.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"})
    assert not User.objects.filter(pk=user.pk).exists()
    assert Attempt.objects.count() == 1


def test_nobody_but_administrators_reads_them(owner, visitor, made):
    for client, status in ((owner, 302), (visitor, 302)):
        for model in MODELS:
            assert client.get(reverse(f"admin:coloring_{model}_changelist")).status_code == status
