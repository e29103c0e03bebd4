"""A page to take home: the sheet for the printer, and files of every kind."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coloring import limiting, lineart, printing, sentences
from coloring.views.pages import bytes_of, ready_page_of, title_of


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
    limiting.hit(request)
    content = printing.pdf(bytes_of(page), paper, title=title_of(page) if "title" in request.GET else "")
    return _download(content, "application/pdf", f"herbbie-{paper}.pdf")


@require_safe
def numbers(request: HttpRequest, public_id: str, paper: str) -> HttpResponse:
    """The sheet as a colour-by-number PDF of the paper's size."""
    if paper not in printing.PAPERS:
        raise Http404
    page = ready_page_of(request, public_id)
    limiting.hit(request)
    areas = [lineart.Area.from_list(area) for area in page.areas]
    content = printing.by_number(bytes_of(page), areas, paper, names=sentences.crayons())
    return _download(content, "application/pdf", f"herbbie-numbers-{paper}.pdf")


@require_safe
def svg(request: HttpRequest, public_id: str) -> HttpResponse:
    """The lines as outlines that stay sharp at any size."""
    page = ready_page_of(request, public_id)
    limiting.hit(request)
    content = lineart.trace(bytes_of(page))
    return _download(content.encode(), "image/svg+xml", "herbbie.svg")


@require_safe
def png(request: HttpRequest, public_id: str) -> HttpResponse:
    """The picture as a file to keep."""
    return _download(bytes_of(ready_page_of(request, public_id)), "image/png", "herbbie.png")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
