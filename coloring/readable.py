"""All that Herbbie knows about an account and its wishes, in words that a parent and a program can read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Model, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify

from accounts.models import ApiKey, Session
from coloring.models import DailyCount, Export, Image, Page
from coloring.stores import base

# What a row says to our own machinery and to nobody else: keys, leases and secrets.
MACHINERY = {
    "id",
    "user",
    "session",
    "charged_to",
    "once",
    "claim_token",
    "lease_until",
    "due_at",
    "request_id",
    "fingerprint",
}
# Rows that hang on an account or a page and are no part of an export, each with its reason.
LEFT_OUT = {
    "accounts.ApiKey": "only names and dates: a hash of it is the site's",
    "accounts.Session": "only when each began: its key opens the account",
    "accounts.User_groups": "rights of administrators",
    "accounts.User_user_permissions": "rights of administrators",
    "admin.LogEntry": "what an administrator did is the site's",
    "coloring.Attempt": "names nobody, and the page or the image tells its cost",
    "coloring.Batch": "each order tells which one it was part of",
    "coloring.Export": "the export itself",
    "coloring.IdempotencyKey": "a hash of what a program sent, deleted after a day",
    "coloring.Partial": "a stage of a picture, deleted with its end",
    "coloring.Photo": "is deleted before an export could hold it",
    "coloring.Reference": "is deleted with the end of its order",
}


def page(row: Page, picture: str | None) -> dict[str, Any]:
    """A page, and the name of its picture in the file."""
    return _columns(row) | {"picture": picture}


def orders(images: Iterable[tuple[Image, str | None]]) -> list[dict[str, Any]]:
    """The orders of some images, each with those of its images; with every image goes its picture's name."""
    told: dict[int, dict[str, Any]] = {}
    for row, picture in images:
        order = row.order
        batch = {"batch": order.batch.public_id if order.batch else None}
        told.setdefault(order.pk, _columns(order, "batch") | batch | {"images": []})
        told[order.pk]["images"].append(_columns(row, "order") | {"picture": picture})
    return list(told.values())


def _columns(row: Model, *but: str) -> dict[str, Any]:
    """Every column of a row, but for the machinery's."""
    names = [field.attname for field in row._meta.concrete_fields if field.name not in MACHINERY.union(but)]
    columns = {name: getattr(row, name) for name in names}
    return {"id": columns.pop("public_id")} | columns


def file_name(row: Page | Image) -> str:
    """A name for the picture that says what and when, and that no two rows share."""
    words, folder, nothing = (
        (row.theme, "pages", "photo") if isinstance(row, Page) else (row.order.prompt, "images", "image")
    )
    what = slugify(words)[:40].strip("-") or nothing
    return f"{folder}/{row.created_at:%Y-%m-%d}_{what}_{row.public_id}.{base.ending(row.picture)}"


def account(user_id: int) -> dict[str, Any]:
    """The account, when it was used, and how much there is of it."""
    user = get_user_model().objects.get(pk=user_id)
    sessions = Session.objects.filter(user=user_id).order_by("expire_date")
    counts = DailyCount.objects.filter(who=f"user:{user_id}").order_by("day")
    return {
        "email": user.email,
        "joined_at": user.joined_at,
        "last_login": user.last_login,
        "is_staff": user.is_staff,
        "pages": _by_state(Page.objects.filter(user=user_id)),
        "images": _by_state(Image.objects.filter(order__user=user_id)),
        "api_keys": list(
            ApiKey.objects.filter(user=user_id)
            .order_by("created_at")
            .values("name", "created_at", "last_used_at", "revoked_at")
        ),
        "logged_in_at": [session.logged_in_at for session in sessions],
        "pages_that_cost_money": {str(count.day): count.used for count in counts},
        "exports_asked_for_at": list(
            Export.objects.filter(user=user_id).values_list("created_at", flat=True)
        ),
    }


def _by_state(rows: QuerySet[Any]) -> dict[str, int]:
    return dict(rows.values_list("state").annotate(Count("pk")).order_by("state"))


def explanation() -> str:
    """What is in the files, in every language: the account does not tell which one is read at home."""
    texts = []
    for language in ("fr", "en"):
        with translation.override(language):
            texts.append(render_to_string("coloring/data/readme.txt"))
    return "\n".join(texts)
