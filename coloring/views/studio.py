"""The studio: a theme or a photo is asked for, and becomes a page."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coloring import asking, charging, facts, limiting, refusals, sentences, tiles
from coloring.forms import PhotoForm, ThemeForm
from coloring.models import Page
from coloring.models.owners import random_id
from coloring.views.pages import page_of


def pausing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that asks for pages: who has used up those of today is told so."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except charging.OutOfPagesError:
            return render(request, "429.html", {"sentence": sentences.request("quota")}, status=429)

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


def _studio(request: HttpRequest, theme_form: ThemeForm, photo_form: PhotoForm) -> HttpResponse:
    context = {
        "theme_form": theme_form,
        "photo_form": photo_form,
        "tiles": tiles.tiles(),
        "engine": settings.IMAGE_ENGINE,
        "openai_looks": facts.openai_looks(settings.IMAGE_ENGINE),
        "suggestion": refusals.suggestion(theme_form) if theme_form.is_bound else "",
        "pages_left": charging.pages_left(request),
        "once": random_id(),
    }
    refused = theme_form if theme_form.is_bound else photo_form
    status = refusals.status_of(refused) if refused.is_bound else 200
    return render(request, "coloring/studio.html", context, status=status)


def _watch(page: Page) -> HttpResponse:
    return redirect(reverse("coloring:page", args=[page.public_id]))
