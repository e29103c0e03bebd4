"""Who is asking: the user of a key or of a session, or the secret that a browser's session carries."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import keys, trying
from accounts.models import ApiKey
from coloring.models import Batch, Order, Owner, Page, Photo
from coloring.models.owners import random_id
from herbbie import addresses

SESSION_KEY = "studio"
# RFC 6750: what is said to a key that opens nothing.
CHALLENGE = 'Bearer error="invalid_token"'


def recognize(request: HttpRequest) -> None:
    """From now on this is the user of the Bearer key that came along; nothing changes without one.

    Raises UnknownKeyError, and TooOftenError to a line that sends many wrong ones.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return
    key = keys.user_by(token.strip())
    if key is None:
        trying.use_wrong_key(request)
        raise keys.UnknownKeyError
    request.user = key.user
    request.api_key = key  # type: ignore[attr-defined]


def key_of(request: HttpRequest) -> ApiKey | None:
    """The key by which this caller was recognized."""
    return getattr(request, "api_key", None)


def owner_of(request: HttpRequest) -> Owner:
    """Who this is, without making a session for somebody who has none; whoever shows a key has none."""
    if key_of(request):
        return Owner(request.user.pk)
    return Owner(request.user.pk, request.session.get(SESSION_KEY, ""))


def asking_owner(request: HttpRequest) -> Owner:
    """Who this is, with a session from now on: what is asked for has to belong to somebody."""
    if request.user.is_anonymous and SESSION_KEY not in request.session:
        request.session[SESSION_KEY] = random_id()
    return owner_of(request)


def counted_as(request: HttpRequest) -> str:
    """Under which name this caller's pages are counted; an address is kept only as a keyed hash."""
    return f"user:{request.user.pk}" if request.user.pk else addresses.counted_as(request)


@receiver([user_logged_in, user_logged_out])
def join_gallery(sender: object, request: HttpRequest, user: Any, **_: object) -> None:
    """Pages and orders of the session join the account, also those that were asked for while logging in."""
    session = request.session.get(SESSION_KEY, "") if hasattr(request, "session") else ""
    if not session or user is None:
        return
    with transaction.atomic():
        for rows in (Page.objects, Photo.objects, Order.objects, Batch.objects):
            rows.filter(user=None, session=session).update(user=user, session="")
