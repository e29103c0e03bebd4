"""A page to take home: the sheet for the printer, and files of every kind."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coloring import printing
from coloring.views.pages import bytes_of, ready_page_of


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
    content = printing.pdf(bytes_of(page), paper)
    return _download(content, "application/pdf", f"herbbie-{paper}.pdf")


@require_safe
def png(request: HttpRequest, public_id: str) -> HttpResponse:
    """The picture as a file to keep."""
    return _download(bytes_of(ready_page_of(request, public_id)), "image/png", "herbbie.png")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
