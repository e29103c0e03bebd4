"""The caller's pages, side by side."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coloring import callers
from coloring.models import Page

PAGES_A_SCREEN = 24


@never_cache
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """The caller's pages, newest first."""
    mine = Page.objects.of(callers.owner_of(request)).exclude(state=Page.State.FAILED).newest_first()
    pages = Paginator(mine, PAGES_A_SCREEN).get_page(request.GET.get("page"))
    context = {
        "pages": pages,
        "is_anonymous": request.user.is_anonymous,
        "kept_days": settings.VISITOR_PAGES_DAYS
        if request.user.is_anonymous
        else settings.ACCOUNT_PAGES_DAYS,
    }
    return render(request, "coloring/gallery.html", context)
