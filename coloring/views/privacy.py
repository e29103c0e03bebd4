"""What Herbbie knows, for how long, and who else sees any of it: told from the settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.keys import REVOKED_LIFE
from accounts.sessions import LOGGED_IN_FOR
from coloring import callers, retention
from coloring.models import Batch, Order, Page, Photo

SENDS_MAIL = "django.core.mail.backends.smtp.EmailBackend"
DAY = 60 * 60 * 24


@never_cache
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The whole truth on one page, in the words of a parent."""
    context = {
        "parties": parties(),
        "kept": kept(),
        "cookies": cookies(),
        "owner_name": settings.OWNER_NAME,
        "owner_email": settings.OWNER_EMAIL,
        "visitors_pages": visitors(Page, request).count(),
        "visitors_orders": visitors(Order, request).count(),
    }
    return render(request, "coloring/privacy/privacy.html", context)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Delete what a visitor made on this device, and the session that knew it."""
    if request.user.is_authenticated:
        return redirect("accounts:delete")
    with transaction.atomic():
        for model in (Page, Photo, Order, Batch):
            visitors(model, request).delete()
        request.session.flush()
    return redirect("coloring:forgotten")


@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    """Said on a screen of its own: a message would need a session again."""
    return render(request, "coloring/privacy/forgotten.html")


def visitors(model: Any, request: HttpRequest) -> Any:
    """The rows of a model that belong to this browser and to no account."""
    return model.objects.filter(user=None).of(callers.owner_of(request))


def parties() -> dict[str, Any]:
    """Everybody else who gets to see something here, by what they do; nobody who does not."""
    found = {
        "openai": openai(),
        "xai": xai(),
        "bucket": host(settings.PICTURE_STORAGES["bucket"]["OPTIONS"]["endpoint_url"] or "s3.amazonaws.com")
        if settings.STORAGE == "bucket"
        else None,
        "mail": settings.EMAIL_HOST if settings.EMAIL_BACKEND == SENDS_MAIL else None,
        "sentry": host(settings.SENTRY_DSN) if settings.SENTRY_DSN else None,
        "railway": settings.RAILWAY or None,
    }
    return {name: what for name, what in found.items() if what}


def openai() -> dict[str, Any] | None:
    """Which models do what for parents, and where; None without a key. Programs may ask it then anyhow."""
    if not settings.OPENAI_API_KEY:
        return None
    drawn_here = settings.IMAGE_ENGINE == "offline"
    return {
        "host": host(settings.OPENAI_BASE_URL),
        "image": settings.OPENAI_IMAGE_MODELS if settings.IMAGE_ENGINE == "openai" else (),
        # xAI neither describes photos nor checks anything.
        "vision": () if drawn_here else settings.OPENAI_VISION_MODELS,
        "moderation": "" if drawn_here else settings.OPENAI_MODERATION_MODEL,
    }


def xai() -> dict[str, Any] | None:
    """Which models draw for parents, and where; None without a key."""
    if not settings.XAI_API_KEY:
        return None
    drawn_there = settings.IMAGE_ENGINE == "xai"
    return {
        "host": host(settings.XAI_BASE_URL),
        "image": settings.XAI_IMAGE_MODELS if drawn_there else (),
    }


def host(address: str) -> str:
    """The name of the machine in an address, without keys that may stand before it."""
    return urlsplit(address if "//" in address else f"//{address}").hostname or address


def kept() -> dict[str, int]:
    """For how many days each thing is kept; 0 for as long as its owner wants."""
    return {
        "visitors": settings.VISITOR_PAGES_DAYS,
        "accounts": settings.ACCOUNT_PAGES_DAYS,
        "failed": retention.FAILED_LIFE.days,
        "records": retention.RECORDS_LIFE.days,
        "counts": retention.COUNTS_LIFE.days,
        "exports": retention.EXPORT_LIFE.days,
        "guesses": retention.GUESSES_LIFE.days,
        "references": retention.REFERENCE_LIFE.days,
        "repeats": retention.KEYS_LIFE.days,
        "revoked": REVOKED_LIFE.days,
    }


def cookies() -> list[dict[str, Any]]:
    """Each cookie that may be set, what it is for, and for how many days."""
    lives = {
        "session": (settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_AGE // DAY),
        "csrf": (settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_AGE // DAY),
        "language": (settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_AGE // DAY),
    }
    return [
        {"what": what, "name": name, "days": days, "logged_in": LOGGED_IN_FOR.days}
        for what, (name, days) in lives.items()
    ]
