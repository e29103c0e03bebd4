"""What is ours of an account, to take home: asked for, watched, fetched, and deleted again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coloring import exporting, limiting, parcels, retention
from coloring.models import Export


@never_cache
@require_safe
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """The screen of the last export."""
    return _shown(request, "coloring/data/export.html")


@never_cache
@require_safe
@login_required
def state(request: HttpRequest) -> HttpResponse:
    """The fragment that asks again until the export is over."""
    return _shown(request, "coloring/data/_export.html")


@require_POST
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """Have everything packed."""
    limiting.hit(request)
    exporting.ask(_user_id(request))
    return redirect("coloring:export")


@require_POST
@login_required
def drop(request: HttpRequest) -> HttpResponse:
    """Delete what was packed."""
    exporting.forget(_user_id(request))
    return redirect("coloring:export")


@never_cache
@require_safe
@login_required
def file(request: HttpRequest, public_id: str, number: int) -> FileResponse:
    """One part of an export, for the user who asked for it alone."""
    mine = get_object_or_404(Export, user=_user_id(request), public_id=public_id, state=Export.State.READY)
    if not 1 <= number <= len(mine.files):
        raise Http404
    try:
        parcel = parcels.open_file(mine.files[number - 1]["name"])
    except FileNotFoundError as missing:
        raise Http404 from missing
    name = f"herbbie-{mine.created_at:%Y-%m-%d}-{number}.zip"
    return FileResponse(parcel, as_attachment=True, filename=name, content_type="application/zip")


def _shown(request: HttpRequest, template: str) -> HttpResponse:
    last = Export.objects.filter(user=_user_id(request)).order_by("-created_at", "-pk").first()
    kept_until = last.finished_at + retention.EXPORT_LIFE if last and last.finished_at else None
    return render(request, template, {"export": last, "kept_until": kept_until})


def _user_id(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
