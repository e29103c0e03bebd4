"""Pictures of orders are shown to whoever ordered them, and to nobody else."""

import pytest
from django.core.files.base import ContentFile
from django.urls import Resolver404, resolve, reverse

from coloring import pictures
from coloring.models import Batch, Order
from coloring.models.owners import random_id
from tests import factories

pytestmark = pytest.mark.django_db

SENT = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


def address(image):
    return reverse("coloring:picture_file", args=[image.picture])


def ending_in(ending, **fields):
    """A ready image whose picture has a name of that ending."""
    name = f"coloring_xai_{random_id()}.{ending}"
    pictures.store().save(name, ContentFile(b"a picture"))
    return factories.ready_image(picture=name, **fields)


@pytest.fixture
def session(visitor):
    """The secret of the visitor's browser."""
    store = visitor.session
    store["studio"] = random_id()
    store.save()
    return store["studio"]


@pytest.mark.parametrize(("ending", "kind"), SENT.items())
def test_owner_gets_the_picture_as_what_it_is(owner, ending, kind):
    image = ending_in(ending, user=owner.user)
    response = owner.get(address(image))
    assert (response.status_code, response.content) == (200, b"a picture")
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'inline; filename="herbbie.{ending}"'
    assert response["ETag"] == f'"{image.sha256}"'
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_browser_that_ordered_without_an_account_gets_it(visitor, session):
    image = factories.ready_image(session=session)
    assert visitor.get(address(image)).content == pictures.read(image.picture)


def test_nobody_else_gets_it_even_with_its_etag(visitor, session, stranger, owner, admin_client):
    mine, theirs = factories.ready_image(user=owner.user), factories.ready_image()
    for image in (mine, theirs):
        for client in (visitor, stranger, admin_client):
            answer = client.get(address(image), headers={"if-none-match": f'"{image.sha256}"'})
            assert (answer.status_code, "ETag" in answer.headers) == (404, False)
    assert owner.get(address(theirs)).status_code == 404


def test_image_that_failed_shows_nothing(owner):
    image = factories.ready_image(user=owner.user, state="failed", problem="refused")
    assert owner.get(address(image)).status_code == 404


@pytest.mark.parametrize("ending", SENT)
def test_bucket_says_what_it_is_as_well(keep_in, ending):
    signed = keep_in("bucket").address(f"coloring_openai_{random_id()}.{ending}")
    assert f"response-content-type={SENT[ending].replace('/', '%2F')}" in signed
    assert f"herbbie.{ending}%22" in signed


@pytest.mark.parametrize("ending", ["gif", "svg", "png.html", "jpeg", ""])
def test_name_of_another_ending_leads_nowhere(ending):
    with pytest.raises(Resolver404):
        resolve(f"/static/coloring/coloring_openai_{'0' * 32}.{ending}")


def test_orders_and_batches_of_the_session_join_the_account(visitor, session):
    user = factories.user(email="parent@example.org")
    batch = factories.batch(session=session)
    image = factories.ready_image(session=session, batch=batch)
    others = factories.ready_image()
    visitor.force_login(user)
    assert (Order.objects.get(images=image).user, Order.objects.get(images=image).session) == (user, "")
    assert (Batch.objects.get().user, Batch.objects.get().session) == (user, "")
    assert Order.objects.get(images=others).user is None
    assert visitor.get(address(image)).status_code == 200


def test_gallery_shows_pages_only(owner):
    image = factories.ready_image(user=owner.user)
    assert image.picture not in owner.get(reverse("coloring:gallery")).content.decode()
