"""One page: on its way, ready, another one like it, gone."""

from __future__ import annotations

import statistics
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coloring import callers, pictures, printing, retention, sentences
from coloring.models import Page

# The usual time is the median of this many recent pages of the same engine and kind.
RECENT = 20


def page_of(request: HttpRequest, public_id: str) -> Page:
    """The caller's own page; anybody else's does not exist."""
    return get_object_or_404(Page.objects.of(callers.owner_of(request)), public_id=public_id)


def ready_page_of(request: HttpRequest, public_id: str) -> Page:
    """The caller's own page, drawn and not hidden."""
    mine = Page.objects.of(callers.owner_of(request)).ready()
    return get_object_or_404(mine, public_id=public_id)


def usual_seconds(page: Page) -> int | None:
    """How long such pages took lately; None until there are some."""
    alike = Page.objects.ready().filter(asked_engine=page.asked_engine, kind=page.kind)
    lately = alike.exclude(seconds=None).newest_first().values_list("seconds", flat=True)[:RECENT]
    seconds = [took for took in lately if took is not None]
    return max(1, round(statistics.median(seconds))) if seconds else None


def bytes_of(page: Page) -> bytes:
    """The picture of a ready page; one whose file is lost does not exist."""
    try:
        return pictures.read(page.picture)
    except FileNotFoundError as missing:
        raise Http404 from missing


def title_of(page: Page) -> str:
    """What may be printed above a page: its theme, unless that is the name or has no letter of ours."""
    theme = page.theme
    return theme if theme.casefold() != page.child_name.casefold() and printing.is_drawable(theme) else ""


@never_cache
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One page, on its way or ready."""
    return render(request, "coloring/page.html", _picture_context(page_of(request, public_id)))


@never_cache
@require_safe
def picture(request: HttpRequest, public_id: str) -> HttpResponse:
    """The fragment that asks again every second until the page is over."""
    return render(request, "coloring/_picture.html", _picture_context(page_of(request, public_id)))


@require_safe
def picture_file(request: HttpRequest, name: str) -> HttpResponse:
    """The picture for the screen: only for its owner, kept by the owner's browser alone."""
    page = get_object_or_404(Page.objects.of(callers.owner_of(request)).ready(), picture=name)
    if address := pictures.address(page.picture):
        return _elsewhere(address)
    etag = f'"{page.sha256}"'
    response = get_conditional_response(request, etag) or _inline(bytes_of(page))
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_POST
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Remove a page and its picture for good."""
    with transaction.atomic():
        mine = Page.objects.of(callers.owner_of(request)).select_for_update(of=("self",))
        get_object_or_404(mine, public_id=public_id).delete()
    messages.success(request, gettext("The page is deleted."))
    return redirect("coloring:gallery")


def _picture_context(page: Page) -> dict[str, Any]:
    papers = ["a4", "letter"] if get_language() == "fr" else ["letter", "a4"]
    return {
        "page": page,
        "sentence": sentences.problem(page.problem, ready=page.state == Page.State.READY),
        "is_checked": page.costs_money and bool(settings.OPENAI_MODERATION_MODEL),
        "usual_seconds": None if page.is_over else usual_seconds(page),
        "papers": papers,
        "title": title_of(page),
        "kept_until": retention.kept_until(page),
        "text_pages": _text_pages(page, papers[0]) if page.measures else None,
    }


def _text_pages(page: Page, paper: str) -> int:
    """How many pages of text take as much ink as this page."""
    return printing.ink(page.measures["ink"], page.width, page.height, paper).text_pages


def _elsewhere(address: str) -> HttpResponse:
    """The bucket shows it; the browser asks us again well before the address ends."""
    response = redirect(address)
    response["Cache-Control"] = "private, max-age=300"
    return response


def _inline(png: bytes) -> HttpResponse:
    response = HttpResponse(png, content_type="image/png")
    response["Content-Disposition"] = 'inline; filename="herbbie.png"'
    return response
