"""The browser's side: each view reads its form, calls one thing and answers."""

from __future__ import annotations

import functools
import statistics
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coloring import asking, callers, limiting, pictures, printing, refusals, sentences, tiles
from coloring.forms import PhotoForm, ThemeForm
from coloring.models import Page

PAGES_A_SCREEN = 24
# The usual time is the median of this many recent pages of the same engine and kind.
RECENT = 20


def page_of(request: HttpRequest, public_id: str) -> Page:
    """The caller's own page; anybody else's does not exist."""
    return get_object_or_404(Page.objects.of(callers.owner_of(request)), public_id=public_id)


def ready_page_of(request: HttpRequest, public_id: str) -> Page:
    page = page_of(request, public_id)
    if page.state != Page.State.READY:
        raise Http404
    return page


def usual_seconds(page: Page) -> int | None:
    """How long such pages took lately; None until there are some."""
    alike = Page.objects.ready().filter(asked_engine=page.asked_engine, kind=page.kind)
    lately = alike.exclude(seconds=None).newest_first().values_list("seconds", flat=True)[:RECENT]
    seconds = [took for took in lately if took is not None]
    return max(1, round(statistics.median(seconds))) if seconds else None


def pausing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that makes work: who asked for too much of it is told to pause."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except limiting.TooOftenError as wait:
            response = _pause(request, "rate_limited")
            response["Retry-After"] = str(wait.seconds)
            return response
        except asking.OutOfPagesError:
            return _pause(request, "quota")

    return wrapped


@require_safe
def studio(request: HttpRequest) -> HttpResponse:
    """The first screen: tiles, a theme, a photo."""
    wish = {"theme": request.GET.get("theme", "")[:200]}
    return _studio(request, ThemeForm(initial=wish), PhotoForm())


@require_POST
@pausing
def ask_theme(request: HttpRequest) -> HttpResponse:
    """A page from a theme."""
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return _studio(request, form, PhotoForm())
    limiting.hit(request)
    return _watch(asking.for_theme(request, form))


@require_POST
@pausing
def ask_photo(request: HttpRequest) -> HttpResponse:
    """A page from a photo."""
    limiting.hit(request)  # before the photo is decoded: one that is refused makes as much work
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _studio(request, ThemeForm(), form)
    return _watch(asking.for_photo(request, form))


@require_POST
@pausing
def again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another drawing of the same theme."""
    page = page_of(request, public_id)
    if page.kind != Page.Kind.THEME:
        raise Http404
    limiting.hit(request)
    return _watch(asking.again(request, page))


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


@never_cache
@require_safe
def printed(request: HttpRequest, public_id: str) -> HttpResponse:
    """The sheet alone, for the printer."""
    return render(request, "coloring/print.html", {"page": ready_page_of(request, public_id)})


@require_safe
def pdf(request: HttpRequest, public_id: str, paper: str) -> HttpResponse:
    """The sheet as a PDF of the paper's size."""
    if paper not in printing.PAPERS:
        raise Http404
    page = ready_page_of(request, public_id)
    content = printing.pdf(_bytes_of(page), paper)
    return _download(content, "application/pdf", f"herbbie-{paper}.pdf")


@require_safe
def png(request: HttpRequest, public_id: str) -> HttpResponse:
    """The picture as a file to keep."""
    return _download(_bytes_of(ready_page_of(request, public_id)), "image/png", "herbbie.png")


@require_safe
def picture_file(request: HttpRequest, name: str) -> HttpResponse:
    """The picture for the screen: only for its owner, kept by the owner's browser alone."""
    page = get_object_or_404(Page.objects.of(callers.owner_of(request)).ready(), picture=name)
    etag = f'"{page.sha256}"'
    response = get_conditional_response(request, etag) or _inline(_bytes_of(page))
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@never_cache
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """The caller's pages, newest first."""
    mine = Page.objects.of(callers.owner_of(request)).exclude(state=Page.State.FAILED).newest_first()
    pages = Paginator(mine, PAGES_A_SCREEN).get_page(request.GET.get("page"))
    context = {"pages": pages, "is_anonymous": request.user.is_anonymous}
    return render(request, "coloring/gallery.html", context)


@require_POST
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Remove a page and its picture for good."""
    with transaction.atomic():
        mine = Page.objects.of(callers.owner_of(request)).select_for_update(of=("self",))
        get_object_or_404(mine, public_id=public_id).delete()
    messages.success(request, gettext("The page is deleted."))
    return redirect("coloring:gallery")


def _studio(request: HttpRequest, theme_form: ThemeForm, photo_form: PhotoForm) -> HttpResponse:
    context = {
        "theme_form": theme_form,
        "photo_form": photo_form,
        "tiles": tiles.tiles(),
        "paid": settings.IMAGE_ENGINE != "offline",
        "pages_left": asking.pages_left(request),
    }
    refused = theme_form if theme_form.is_bound else photo_form
    status = refusals.status_of(refused) if refused.is_bound else 200
    return render(request, "coloring/studio.html", context, status=status)


def _pause(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "429.html", {"sentence": sentences.request(code)}, status=429)


def _watch(page: Page) -> HttpResponse:
    return redirect(reverse("coloring:page", args=[page.public_id]))


def _picture_context(page: Page) -> dict[str, Any]:
    papers = ["a4", "letter"] if get_language() == "fr" else ["letter", "a4"]
    return {
        "page": page,
        "sentence": sentences.problem(page.problem, ready=page.state == Page.State.READY),
        "usual_seconds": None if page.is_over else usual_seconds(page),
        "papers": papers,
    }


def _bytes_of(page: Page) -> bytes:
    try:
        return pictures.read(page.picture)
    except FileNotFoundError as missing:
        raise Http404 from missing


def _inline(png: bytes) -> HttpResponse:
    response = HttpResponse(png, content_type="image/png")
    response["Content-Disposition"] = 'inline; filename="herbbie.png"'
    return response


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
