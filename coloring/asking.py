"""A valid form becomes a Page that will be drawn: counted, committed, and only then told to a worker."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from coloring import callers, charging, engines, tasks
from coloring.forms import PhotoForm, ThemeForm
from coloring.models import Owner, Page, Photo
from herbbie import request_ids

# What another page of the same wish keeps.
AGAIN = ("theme", "detail", "orientation", "colored_model", "child_name")
# The same form sent again within this time is a double click or a repeat after a broken line: one page.
ONE_CLICK = timedelta(minutes=2)


class PhotoTakenError(Exception):
    """Another page took this uploaded photo a moment ago."""


def for_theme(request: HttpRequest, form: ThemeForm) -> Page:
    """A page from a theme. Raises charging.OutOfPagesError; then nothing is stored."""
    return _ask_theme(request, form.cleaned_data)


def for_photo(request: HttpRequest, form: PhotoForm, uploaded: Photo | None = None) -> Page:
    """A page from a photo, sent now or uploaded before.

    Raises charging.OutOfPagesError, or PhotoTakenError for an uploaded photo that has its page already.
    """
    wish = dict(form.cleaned_data)
    jpeg, consent = wish.pop("photo"), wish.pop("consent")
    engine = "offline" if wish["mode"] == Page.Mode.HOME else settings.IMAGE_ENGINE
    wish |= {"kind": Page.Kind.PHOTO, "asked_engine": engine}
    with transaction.atomic():
        page, is_new = _ask(request, wish, jpeg, consented_at=timezone.now() if consent else None)
        if not is_new:
            return page
        if uploaded is None:
            Photo.objects.create(page=page, jpeg=jpeg, **callers.asking_owner(request).as_fields())
        elif not Photo.objects.give_to(page, uploaded.pk):
            raise PhotoTakenError
    return page


def again(request: HttpRequest, page: Page) -> Page:
    """Another page from the same wish; its new id makes it another drawing."""
    wish = {name: getattr(page, name) for name in AGAIN}
    return _ask_theme(request, wish)


def _ask_theme(request: HttpRequest, wish: dict[str, Any]) -> Page:
    spelt = engines.spells(wish["theme"], wish["child_name"])
    engine = "offline" if spelt else settings.IMAGE_ENGINE
    page, _is_new = _ask(request, wish | {"kind": Page.Kind.THEME, "asked_engine": engine})
    return page


def _ask(request: HttpRequest, wish: dict[str, Any], jpeg: bytes = b"", **unsaid: Any) -> tuple[Page, bool]:
    """The page of a wish, and whether it is new; `unsaid` are fields that no form holds."""
    owner = callers.asking_owner(request)
    once = _click(request, owner, wish, jpeg)
    if once and (earlier := Page.objects.asked_before(once, timezone.now() - ONE_CLICK)):
        return earlier, False
    page = Page(**wish, **unsaid, once=once, request_id=request_ids.current(), **owner.as_fields())
    try:
        _enter(request, page)
    except IntegrityError:
        # The other half of a double click was quicker by a hair.
        if once and (earlier := Page.objects.filter(once=once).first()):
            return earlier, False
        raise
    return page, True


def _enter(request: HttpRequest, page: Page) -> None:
    """Count the page, keep it, and wake a worker once that is for good. Raises charging.OutOfPagesError."""
    with transaction.atomic():
        if page.costs_money:
            page.charged_to = charging.take(request)
        page.save()
        transaction.on_commit(lambda: tasks.wake(page.pk), robust=True)


def _click(request: HttpRequest, owner: Owner, wish: dict[str, Any], jpeg: bytes) -> str:
    """What tells this click from all others: whose it is, the form's own number, and all that it asks for.

    Empty for a form without a number and for programs.
    """
    number = request.POST.get("once", "")
    if not re.fullmatch(r"[0-9a-f]{32}", number):
        return ""
    asked = json.dumps([str(owner), number, sorted(wish.items())], default=str)
    return hashlib.sha256(asked.encode() + jpeg).hexdigest()
