"""One page: on its way, ready, another one like it, gone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from coloring import callers, facts, pictures, printing, retention, sentences, waiting, works
from coloring.models import Page, Partial
from coloring.models.owners import random_id
from coloring.models.work import Work
from coloring.stores import base
from coloring.views import keyed


def page_of(request: HttpRequest, public_id: str) -> Page:
    """The caller's own page; anybody else's does not exist."""
    return get_object_or_404(Page.objects.of(callers.owner_of(request)), public_id=public_id)


def ready_page_of(request: HttpRequest, public_id: str) -> Page:
    """The caller's own page, drawn and not hidden."""
    mine = Page.objects.of(callers.owner_of(request)).ready()
    return get_object_or_404(mine, public_id=public_id)


def bytes_of(row: Work) -> bytes:
    """The picture of what is ready; one whose file is lost does not exist."""
    try:
        return pictures.read(row.picture)
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
    return render(request, "coloring/page.html", _picture_context(request, page_of(request, public_id)))


@never_cache
@require_safe
def picture(request: HttpRequest, public_id: str) -> HttpResponse:
    """The fragment that asks again until the page is over; 204 while the browser shows it as it is."""
    if waiting.is_unchanged(public_id, _session_of(request), request.GET.get("shown", "")):
        return HttpResponse(status=204)
    return render(request, "coloring/_picture.html", _picture_context(request, page_of(request, public_id)))


@never_cache
@require_safe
def partial(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """An unfinished picture, for the owner who waits for the page; gone with the end."""
    rows = Partial.objects.filter(page=page_of(request, public_id))
    row = get_object_or_404(rows, index=number)
    response = HttpResponse(bytes(row.content), content_type=row.media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@csrf_exempt  # programs that use another method are told which one to use, not about tokens
@require_safe
@keyed.or_by_key
def picture_file(request: HttpRequest, name: str) -> HttpResponse:
    """The picture for the screen: only for its owner, kept by the owner's browser alone."""
    row = works.shown_to(callers.owner_of(request), name)
    if row is None:
        raise Http404
    if address := pictures.address(row.picture):
        return _elsewhere(address)
    etag = f'"{row.sha256}"'
    response = get_conditional_response(request, etag) or _inline(row)
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


def _session_of(request: HttpRequest) -> str:
    """What the browser calls its session; whether there is such a one is not looked up."""
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")


def _picture_context(request: HttpRequest, page: Page) -> dict[str, Any]:
    looks = facts.openai_looks(page.asked_engine)
    shared = {
        "page": page,
        "openai_looks": looks,
        "is_checked": looks and bool(settings.OPENAI_MODERATION_MODEL),
    }
    return shared | (_ended(page) if page.is_over else _under_way(request, page))


def _under_way(request: HttpRequest, page: Page) -> dict[str, Any]:
    newest = waiting.newest_partial(page)
    return {
        "usual_seconds": waiting.usual_seconds(page),
        "pace": waiting.pace(page),
        "has_sheet": waiting.has_sheet(page),
        "partial": newest,
        "shown": waiting.ticket(page, _session_of(request), newest),
    }


def _ended(page: Page) -> dict[str, Any]:
    papers = ["a4", "letter"] if get_language() == "fr" else ["letter", "a4"]
    return {
        "sentence": sentences.problem(page.problem, ready=page.state == Page.State.READY),
        "papers": papers,
        "once": random_id(),
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


def _inline(row: Work) -> HttpResponse:
    response = HttpResponse(bytes_of(row), content_type=base.media_type(row.picture))
    response["Content-Disposition"] = f'inline; filename="herbbie.{base.ending(row.picture)}"'
    return response
