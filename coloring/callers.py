"""Who is asking: the user, or the secret that a browser's session carries."""

from __future__ import annotations

import hmac
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from coloring.models import Owner, Page, Photo
from coloring.models.owners import random_id

SESSION_KEY = "studio"


def owner_of(request: HttpRequest) -> Owner:
    """Who this is, without making a session for somebody who has none."""
    return Owner(request.user.pk, request.session.get(SESSION_KEY, ""))


def asking_owner(request: HttpRequest) -> Owner:
    """Who this is, with a session from now on: what is asked for has to belong to somebody."""
    if request.user.is_anonymous and SESSION_KEY not in request.session:
        request.session[SESSION_KEY] = random_id()
    return owner_of(request)


def address_of(request: HttpRequest) -> str:
    """The caller's address; a header is believed only where a proxy of ours sets it."""
    return str(request.META.get(settings.CLIENT_ADDRESS_HEADER) or request.META.get("REMOTE_ADDR", ""))


def counted_as(request: HttpRequest) -> str:
    """Under which name this caller's pages are counted; an address is kept only as a keyed hash."""
    if request.user.pk:
        return f"user:{request.user.pk}"
    digest = hmac.new(settings.SECRET_KEY.encode(), address_of(request).encode(), "sha256").hexdigest()
    return f"address:{digest}"


@receiver([user_logged_in, user_logged_out])
def join_gallery(sender: object, request: HttpRequest, user: Any, **_: object) -> None:
    """Pages of the session join the gallery, also those that were asked for while logging in."""
    session = request.session.get(SESSION_KEY, "") if hasattr(request, "session") else ""
    if not session or user is None:
        return
    with transaction.atomic():
        for rows in (Page.objects, Photo.objects):
            rows.filter(user=None, session=session).update(user=user, session="")
