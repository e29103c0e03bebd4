"""All that Herbbie knows about an account and its pages, in words that a parent and a program can read."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify

from accounts.models import ApiKey, Session
from coloring.models import DailyCount, Export, Page

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


def page(row: Page) -> dict[str, Any]:
    """Every column of a page, but for the machinery's."""
    columns = [field.attname for field in Page._meta.concrete_fields if field.name not in MACHINERY]
    return {"id": row.public_id} | {name: getattr(row, name) for name in columns if name != "public_id"}


def file_name(row: Page) -> str:
    """A name for the picture that says what and when, and that no two pages share."""
    what = slugify(row.theme)[:40].strip("-") or "photo"
    return f"pages/{row.created_at:%Y-%m-%d}_{what}_{row.public_id}.png"


def account(user_id: int) -> dict[str, Any]:
    """The account, when it was used, and how much there is of it."""
    user = get_user_model().objects.get(pk=user_id)
    states = Page.objects.filter(user=user_id).values_list("state").annotate(Count("pk"))
    sessions = Session.objects.filter(user=user_id).order_by("expire_date")
    counts = DailyCount.objects.filter(who=f"user:{user_id}").order_by("day")
    return {
        "email": user.email,
        "joined_at": user.joined_at,
        "last_login": user.last_login,
        "is_staff": user.is_staff,
        "pages": dict(states.order_by("state")),
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


def explanation() -> str:
    """What is in the files, in every language: the account does not tell which one is read at home."""
    texts = []
    for language in ("fr", "en"):
        with translation.override(language):
            texts.append(render_to_string("coloring/data/readme.txt"))
    return "\n".join(texts)
