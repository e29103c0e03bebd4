"""Who is asking: the user, or the secret that a browser's session carries."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from coloring.models import Batch, Order, Owner, Page, Photo
from coloring.models.owners import random_id
from herbbie import addresses

SESSION_KEY = "studio"


def owner_of(request: HttpRequest) -> Owner:
    """Who this is, without making a session for somebody who has none."""
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
