"""After an account is deleted nothing of it is left, in no table, those of tomorrow included, and no file."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import Session, User
from accounts.sessions import SessionStore
from coloring import exporting, pictures
from coloring.models import Attempt, Batch, Image, Order, Page, Partial, Reference
from herbbie import addresses
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "un-crayon-bien-taille"
# Where the words and names of a family stand before it leaves.
EVERYWHERE = {
    "accounts.Session",
    "accounts.User",
    "axes.AccessAttempt",
    "coloring.Batch",
    "coloring.DailyCount",
    "coloring.Export",
    "coloring.Image",
    "coloring.Order",
    "coloring.Page",
    "coloring.Partial",
    "coloring.Photo",
    "coloring.Reference",
}
# What a family has; rows of other models may lead to it.
OWNED = (User, Page, Batch, Order, Image)


def tables():
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def rows() -> Iterator[models.Model]:
    for model in tables():
        yield from model._base_manager.all()


def words_of(row):
    """All that a row says, a session's sealed data opened."""
    said = [str(getattr(row, field.attname)) for field in row._meta.concrete_fields]
    if isinstance(row, Session):
        said.append(str(SessionStore().decode(row.session_data)))
    return "\n".join(said).casefold()


def found(traces):
    """Where one of some words stands, as model: word."""
    said = [(row._meta.label, words_of(row)) for row in rows()]
    return {f"{label}: {trace}" for label, words in said for trace in traces if trace.casefold() in words}


def leading_to(target, keys):
    """The models of rows whose key leads to one of some rows of a model."""
    return {
        row._meta.label
        for row in rows()
        for field in row._meta.concrete_fields
        if field.is_relation and field.related_model is target and getattr(row, field.attname) in keys
    }


def with_a_key_to(target):
    """The models of which a row may lead there."""
    return {
        model._meta.label
        for model in tables()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is target
    }


class Family:
    """A parent who used everything there is, under words that nobody else uses."""

    def __init__(self, tag):
        self.tag, self.client, self.phone = tag, Client(), Client()
        self.email = f"camille.{tag}@example.org"
        self.live()
        self.user = User.objects.get(email=self.email)
        self.order_something()
        pages, images = list(self.user.pages.all()), list(Image.objects.filter(order__user=self.user))
        orders = list(self.user.orders.all())
        batch = self.user.batches.get()
        order = batch.orders.get()
        hang_something_on(
            dict(zip(OWNED, (self.user, pages[0], batch, order, order.images.get()), strict=True))
        )
        self.keys = {
            User: {self.user.pk},
            Page: {page.pk for page in pages},
            Batch: set(self.user.batches.values_list("pk", flat=True)),
            Order: {order.pk for order in orders},
            Image: {image.pk for image in images},
        }
        self.files = {row.picture for row in (*pages, *images) if row.picture} | {
            file["name"] for export in self.user.exports.all() for file in export.files
        }
        self.traces = {
            tag,
            addresses.mailbox(self.email),
            f"user:{self.user.pk}\n",
            *(row.public_id for row in (*pages, *images, *orders)),
            *self.user.batches.values_list("public_id", flat=True),
            *self.user.exports.values_list("public_id", flat=True),
            *self.user.photos.values_list("name", flat=True),
            *self.user.sessions.values_list("pk", flat=True),
            *self.files,
        } - {""}

    def live(self):
        account = {"email": self.email, "password": PASSWORD}
        self.client.post(reverse("coloring:ask_theme"), {"theme": f"licorne {self.tag}"})
        self.secret = self.client.session["studio"]
        factories.ready_image(session=self.secret, prompt=f"a boat of {self.tag}")
        self.client.post(reverse("accounts:signup"), account)
        self.phone.post(reverse("accounts:login"), {"username": self.email, "password": "wrong"})
        self.phone.post(reverse("accounts:login"), {"username": self.email, "password": PASSWORD})
        Client().post(reverse("accounts:login"), {"username": self.email, "password": "wrong"})
        wish = {"theme": f"dragon {self.tag}", "name": self.tag.upper()[:20]}
        self.client.post(reverse("coloring:ask_theme"), wish)
        upload = {"photo": factories.saved_upload(name=f"{self.tag}.jpg")}
        self.client.post(reverse("coloring:ask_photo"), upload | {"mode": "faithful", "consent": "on"})
        for page in Page.objects.filter(state="waiting"):
            draw(page)
        self.client.post(reverse("coloring:upload"), {"photo": factories.saved_upload()})
        self.client.post(reverse("coloring:ask_theme"), {"theme": f"still waiting {self.tag}"})
        self.client.post(reverse("coloring:ask_export"))
        exporting.pack_due()

    def order_something(self):
        """What programs with its key left."""
        batch = factories.batch(user=self.user)
        words = {"user": self.user, "prompt": f"a lighthouse for {self.tag}"}
        factories.ready_image(**words, batch=batch, revised_prompt=f"{self.tag} by the sea")
        waiting = factories.image(**words, kind="edit")
        sent = self.tag.encode()
        Reference.objects.create(order=waiting.order, kind="image/png", content=sent)
        Partial.objects.create(image=waiting, index=0, content=sent)


def draw(page):
    """As a worker would, without the pains of drawing."""
    claimed = Page.objects.claim(page.pk)
    claimed.add_cost(36_000)
    picture = factories.stored(factories.line_art((600, 600)), "openai")
    claimed.finish(picture=picture, engine="openai", model="gpt-image-1-mini", measures={"ink": 0.1})


def hang_something_on(theirs):
    """A row of every model with a key to what they have, those that nobody has thought of yet included."""
    for model in tables():
        found = leads(model, theirs)
        if found and not model._base_manager.filter(**found).exists():
            made_up(model, theirs)


def leads(model, theirs):
    return {
        field.name: theirs[field.related_model]
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in theirs
    }


def made_up(model, theirs):
    """A row with as little as its columns demand."""
    values = leads(model, theirs)
    for field in model._meta.concrete_fields:
        given = field.name in values or field.null or field.has_default()
        if not given and not (field.primary_key and field.auto_created):
            values[field.name] = filling(field, theirs)
    return model._base_manager.create(**values)


def filling(field, theirs):
    if field.is_relation:
        other = field.related_model._base_manager.first()
        return other or made_up(field.related_model, theirs)
    if isinstance(field, models.BinaryField):
        return b"x"
    if isinstance(field, models.DateTimeField | models.DateField):
        return theirs[Page].created_at
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.IntegerField | models.FloatField | models.DecimalField):
        return 1
    return f"x{field.model._base_manager.count()}"[: field.max_length]


@pytest.fixture
def family(paid):
    return Family("quetzalcoatl")


@pytest.fixture
def neighbour(stranger):
    return factories.ready_page(user=stranger.user, theme="popocatepetl", child_name="Nahua")


def by_herself(user, family, admin_client):
    family.client.post(reverse("accounts:delete"), {"old_password": PASSWORD})


def by_the_administrator(user, family, admin_client):
    admin_client.post(reverse("admin:accounts_user_change", args=[user.pk]), {"email": user.email})
    admin_client.get(reverse("admin:accounts_user_delete", args=[user.pk]))
    admin_client.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"}, follow=True)


def by_the_administrators_list(user, family, admin_client):
    form = {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"}
    admin_client.post(reverse("admin:accounts_user_changelist"), form, follow=True)


@pytest.mark.parametrize("leave", [by_herself, by_the_administrator, by_the_administrators_list])
def test_nothing_of_an_account_is_left(family, neighbour, admin_client, own_folders, leave):
    theirs = {neighbour.theme, neighbour.user.email, neighbour.public_id, neighbour.picture}
    before = found(theirs)
    assert {place.partition(":")[0] for place in found(family.traces)} >= EVERYWHERE
    for model, keys in family.keys.items():
        assert leading_to(model, keys) == with_a_key_to(model)
    leave(family.user, family, admin_client)
    assert not User.objects.filter(email=family.email).exists()
    assert found(family.traces | {family.secret}) == set()
    assert not any(leading_to(model, keys) for model, keys in family.keys.items())
    assert found(theirs) == before
    assert {file.name for file in own_folders.iterdir()} == {neighbour.picture}


def test_cost_of_a_deleted_page_stays_without_the_page(family):
    paid = Attempt.objects.exclude(page=None).filter(cost_micro_usd=36_000)
    cost = sum(attempt.cost_micro_usd for attempt in paid)
    assert cost
    family.user.delete()
    left = Attempt.objects.filter(cost_micro_usd=36_000)
    assert sum(attempt.cost_micro_usd for attempt in left) == cost
    assert {attempt.page_id for attempt in left} == {None}


def test_log_of_the_administration_forgets_what_things_were_called(family, admin_user):
    page, order, batch = family.user.pages.first(), family.user.orders.first(), family.user.batches.get()
    for row in (page, order, batch, order.images.first()):
        kind = ContentType.objects.get_for_model(row)
        deletion = {"user": admin_user, "action_flag": DELETION, "content_type": kind}
        LogEntry.objects.create(**deletion, object_id=row.pk, object_repr=str(row))
    family.user.delete()
    assert list(LogEntry.objects.filter(user=admin_user).values_list("object_repr", flat=True)) == [""] * 4


def test_image_that_is_drawn_while_its_account_goes_leaves_nothing(family, own_folders):
    image = Image.objects.filter(state="waiting").first()
    claimed = Image.objects.claim(image.pk)
    family.user.delete()
    assert not pictures.keep(b"png", "openai", lambda name: claimed.finish(picture=name))
    assert not list(own_folders.iterdir())
    assert not Image.objects.exists()


def test_page_that_is_drawn_while_its_account_goes_leaves_nothing(family, own_folders):
    page = Page.objects.filter(state="waiting").first()
    claimed = Page.objects.claim(page.pk)
    family.user.delete()
    assert not pictures.keep(b"png", "openai", lambda name: claimed.finish(picture=name))
    assert not list(own_folders.iterdir())
    assert not Page.objects.exists()
