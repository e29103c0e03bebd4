"""A site with something of everybody's in it, and those who come to look at it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts import keys
from coloring import parcels
from coloring.models import Export, Image, Order, Page, Partial, Photo
from coloring.models.owners import random_id
from tests import factories

# Tables that anybody's visit may write: whose browser this is, and how often somebody asked.
WRITTEN_BY_EVERY_VISIT = {"accounts.Session"}
STATES = ("ready", "hidden", "waiting", "drawing", "failed")


@dataclass
class Actor:
    """Somebody with a browser."""

    name: str
    client: Client
    user: Any = None
    session: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        return {"user": self.user} if self.user else {"session": self.session}


def browser(name: str, user: Any = None, session: str = "") -> Actor:
    actor = Actor(name, Client(), user, session)
    if user:
        actor.client.force_login(user)
    if session:
        store = actor.client.session
        store["studio"] = session
        store.save()
    return actor


def account_owner() -> Actor:
    return browser("owner", factories.user(email="owner@example.org"))


def session_owner() -> Actor:
    return browser("owner by session", session=random_id())


# Everybody else: staff and the administrator have no more right to a family's pages than others.
STRANGERS = {
    "visitor": lambda: browser("visitor"),
    "other session": lambda: browser("other session", session=random_id()),
    "stranger": lambda: browser("stranger", factories.user()),
    "staff": lambda: browser("staff", factories.user(is_staff=True)),
    "administrator": lambda: browser("administrator", factories.user(is_staff=True, is_superuser=True)),
}


class World:
    """What the owner has: a page in every state, a photo that waits for its page, an export."""

    def __init__(self, owner: Actor) -> None:
        self.owner = owner
        now = timezone.now()
        self.pages = {
            "ready": factories.ready_page(**owner.fields, theme="secret wish"),
            "hidden": factories.ready_page(**owner.fields, theme="secret wish", hidden_at=now),
            "waiting": factories.photo_page(**owner.fields),
            "drawing": factories.page(**owner.fields, state=Page.State.DRAWING, theme="secret wish"),
            "failed": factories.page(**owner.fields, state=Page.State.FAILED, problem="crashed"),
        }
        self.images = self.ordered()
        self.batched = self.ordered(in_batches=True)
        Partial.objects.create(page=self.pages["drawing"], index=0, content=b"secret sketch")
        self.token_of_another = default_token_generator.make_token(factories.user())
        self.photo = Photo.objects.create(jpeg=factories.photo(), **owner.fields)
        self.export = self.pack() if owner.user else None
        self.api_key = keys.make(owner.user.pk, "secret program")[0] if owner.user else None

    def ordered(self, *, in_batches: bool = False) -> dict[str, Image]:
        """A picture in every state, each of an order of its own, which is the only one of its batch."""
        fields = {"prompt": "secret wish", **self.owner.fields}
        states: dict[str, dict[str, Any]] = {
            "waiting": {},
            "drawing": {"state": Page.State.DRAWING},
            "failed": {"state": Page.State.FAILED, "problem": "crashed"},
        }

        def order() -> Order:
            batch = factories.batch(**self.owner.fields) if in_batches else None
            return factories.order(**fields, batch=batch)

        made = {state: factories.image(order(), **told) for state, told in states.items()}
        return {"ready": factories.ready_image(order()), **made}

    def page(self, state: str) -> tuple[str, ...]:
        return (self.pages[state].public_id,)

    def order(self, state: str) -> tuple[str, ...]:
        return (self.images[state].order.public_id,)

    def batch(self, state: str) -> tuple[str, ...]:
        return (self.batched[state].order.batch.public_id,)

    def picture(self, state: str) -> tuple[str, ...]:
        return (self.pages[state].picture,)

    def pack(self) -> Export:
        """An export that is ready to be fetched."""
        file = {"name": parcels.save(io.BytesIO(b"all that is the owner's")), "bytes": 22}
        ready = {"state": Export.State.READY, "finished_at": timezone.now(), "files": [file]}
        return Export.objects.create(user=self.owner.user, **ready)

    def packed(self, state: str) -> tuple[str, ...]:
        return self.export.public_id, "1"

    def key(self, state: str) -> tuple[int, ...]:
        return (self.api_key.pk,)

    def reset_link(self, state: str) -> tuple[str, ...]:
        """A link of the right form for the owner's account, that was never sent."""
        return urlsafe_base64_encode(force_bytes(self.owner.user.pk)), self.token_of_another

    def secrets(self) -> list[str]:
        """What must be in no answer to anybody else."""
        told = [page.public_id for page in self.pages.values()]
        told += [page.picture for page in self.pages.values() if page.picture]
        told += [image.order.public_id for image in self.images.values()]
        told += [image.order.batch.public_id for image in self.batched.values()]
        told += [image.picture for image in self.images.values() if image.picture]
        told += [
            self.photo.name,
            "secret wish",
            "secret program",
            "secret sketch",
            *([self.owner.user.email] if self.owner.user else []),
        ]
        return [*told, *([self.export.public_id, "all that is the owner's"] if self.export else [])]


def rows() -> dict[tuple[str, Any], Any]:
    """Every row of ours, with all its values."""
    return {(model._meta.label, row["pk"]): row for model in _models() for row in _values(model)}


def _models() -> Iterator[Any]:
    for app in ("accounts", "auth", "coloring"):
        for model in apps.get_app_config(app).get_models():
            if model._meta.label not in WRITTEN_BY_EVERY_VISIT:
                yield model


def _values(model: Any) -> Iterator[dict[str, Any]]:
    for row in model._default_manager.values():
        yield {
            name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()
        } | {"pk": row[model._meta.pk.attname]}
