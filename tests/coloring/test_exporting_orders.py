"""What an account's programs ordered is part of what it takes home."""

import json

import pytest
from django.core.files.base import ContentFile

from coloring import exporting, pictures, readable
from coloring.models import Export, Partial, Reference
from coloring.models.owners import random_id
from tests import factories
from tests.coloring.test_exporting import all_parts, ask, fetch, opened, packed

pytestmark = pytest.mark.django_db


def orders_of(parts):
    return [order for part in parts for order in json.loads(part.read("orders.json"))]


def test_orders_are_told_with_their_images_and_pictures(owner, stranger):
    batch = factories.batch(user=owner.user)
    first = factories.ready_image(user=owner.user, batch=batch, prompt="Un phare à Brest", is_kept=False)
    refused = factories.image(
        first.order, state="failed", problem="refused", told={"code": "moderation_blocked"}
    )
    waiting = factories.image(user=owner.user, prompt="a whale")
    factories.ready_image(user=stranger.user, prompt="not mine")
    [parcel] = all_parts(owner, packed(owner))
    one, other = orders_of([parcel])
    assert (one["id"], one["batch"]) == (first.order.public_id, batch.public_id)
    assert (one["prompt"], one["kind"], one["is_kept"]) == ("Un phare à Brest", "generate", False)
    assert one["parameters"] == {"size": "1024x1024"}
    assert one["created_at"]
    assert [image["id"] for image in one["images"]] == [first.public_id, refused.public_id]
    drawn, not_drawn = one["images"]
    assert (drawn["model"], drawn["cost_micro_usd"]) == ("gpt-image-2.5-flare", 53_000)
    assert drawn["picture"].endswith(f"_un-phare-a-brest_{first.public_id}.png")
    assert parcel.read(drawn["picture"]) == pictures.read(first.picture)
    assert (not_drawn["picture"], not_drawn["told"]) == (None, {"code": "moderation_blocked"})
    assert (other["batch"], [image["id"] for image in other["images"]]) == (None, [waiting.public_id])
    assert json.loads(parcel.read("account.json"))["images"] == {"failed": 1, "ready": 1, "waiting": 1}
    assert "not mine" not in "".join(parcel.read(name).decode("latin-1") for name in parcel.namelist())


def test_family_without_programs_finds_no_list_of_orders(owner):
    factories.ready_page(user=owner.user)
    [parcel] = all_parts(owner, packed(owner))
    assert "orders.json" not in parcel.namelist()


def test_picture_keeps_the_ending_that_says_what_it_is(owner):
    name = f"coloring_xai_{random_id()}.jpg"
    pictures.store().save(name, ContentFile(b"jpeg"))
    factories.ready_image(user=owner.user, picture=name, prompt="?!")
    [parcel] = all_parts(owner, packed(owner))
    [order] = orders_of([parcel])
    assert order["images"][0]["picture"].endswith(".jpg")
    assert "_image_" in order["images"][0]["picture"]
    assert parcel.read(order["images"][0]["picture"]) == b"jpeg"


def test_nothing_unfinished_and_no_secret_is_told(owner):
    image = factories.image(user=owner.user, charged_to="user:1", claim_token="t" * 32)
    Reference.objects.create(order=image.order, kind="image/png", content=b"what a program sent")
    Partial.objects.create(image=image, index=0, content=b"half a picture")
    [parcel] = all_parts(owner, packed(owner))
    [order] = orders_of([parcel])
    for told in (order, order["images"][0]):
        assert not readable.MACHINERY & set(told) - {"id"}
    whole = b"".join(parcel.read(name) for name in parcel.namelist())
    assert [secret for secret in (b"what a program sent", b"half a picture") if secret in whole] == []


def test_large_export_comes_in_parts_and_no_image_is_left_out_or_twice(owner, monkeypatch):
    monkeypatch.setattr(exporting, "PART_BYTES", 2 * len(factories.line_art()) + 6000)
    page = factories.ready_page(user=owner.user)
    order = factories.order(user=owner.user)
    images = [factories.ready_image(order) for _ in range(4)]
    export = packed(owner)
    parts = all_parts(owner, export)
    assert len(parts) == 3
    assert [page["id"] for part in parts for page in json.loads(part.read("pages.json"))] == [page.public_id]
    told = orders_of(parts)
    assert {one["id"] for one in told} == {order.public_id}
    assert [image["id"] for one in told for image in one["images"]] == [image.public_id for image in images]
    assert [(file["pages"], file["images"]) for file in export.files] == [(1, 1), (0, 2), (0, 1)]


def test_export_that_was_begun_before_there_were_orders_goes_on(owner):
    pages = [factories.ready_page(user=owner.user) for _ in range(2)]
    image = factories.ready_image(user=owner.user)
    ask(owner)
    begun = {"pages": 1, "last": pages[0].pk, "more": True, "bytes": 1, "name": factories.stored(b"zip")}
    Export.objects.update(files=[begun])
    exporting.pack_due()
    parcel = opened(fetch(owner, Export.objects.get(), 2))
    assert [page["id"] for page in json.loads(parcel.read("pages.json"))] == [pages[1].public_id]
    assert orders_of([parcel])[0]["images"][0]["id"] == image.public_id
