"""The JSON endpoints: ask for a page from a theme or a photo, send a photo, see how a page is doing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from coloring import asking, callers, limiting, refusals, sentences
from coloring.api import waiting_rooms
from coloring.api.requests import (
    RefusedError,
    endpoint,
    fields_of,
    seconds_to_wait,
)
from coloring.forms import PhotoForm, ThemeForm, open_photo
from coloring.models import Page, Photo


@endpoint("POST")
def generate(request: HttpRequest) -> JsonResponse:
    """POST /generate_coloring/: a page from a theme."""
    fields = fields_of(request)
    form = ThemeForm(fields)
    _check(form)
    limiting.hit(request)
    return _accepted(request, asking.for_theme(request, form))


@endpoint("POST")
def convert(request: HttpRequest) -> JsonResponse:
    """POST /convert_photo_to_coloring/: a page from a photo in the request or one that was sent before."""
    fields = fields_of(request)
    limiting.hit(request)  # before the photo is decoded: one that is refused makes as much work
    uploaded = _uploaded(request, str(fields.get("photo_path") or ""))
    form = PhotoForm(fields, request.FILES, uploaded=bytes(uploaded.jpeg) if uploaded else None)
    _check(form)
    try:
        return _accepted(request, asking.for_photo(request, form, uploaded))
    except asking.PhotoTakenError as taken:
        raise RefusedError("photo_unknown") from taken


@endpoint("POST")
def upload(request: HttpRequest) -> JsonResponse:
    """POST /upload_photo/: keep a photo for an hour at most, for a later page of the same caller."""
    fields_of(request)
    file = request.FILES.get("photo")
    if file is None:
        raise RefusedError("photo_missing")
    limiting.hit(request)
    try:
        jpeg = open_photo(file)
    except ValidationError as refused:
        raise RefusedError(refused.code or "invalid", refused.messages[0]) from refused
    who = callers.counted_as(request)
    photo = Photo.objects.create(jpeg=jpeg, who=who, **callers.asking_owner(request).as_fields())
    Photo.objects.keep_newest(who)
    return JsonResponse({"success": True, "photo_path": photo.name}, status=201)


@endpoint("GET", "HEAD")
def status(request: HttpRequest, public_id: str) -> JsonResponse:
    """GET /pages/ID/status/: how the caller's page is doing."""
    try:
        page = get_object_or_404(Page.objects.of(callers.owner_of(request)), public_id=public_id)
    except (Http404, ValueError) as missing:  # ValueError: Postgres is not asked about NUL
        raise RefusedError("not_found") from missing
    return JsonResponse(describe(request, page))


def describe(request: HttpRequest, page: Page) -> dict[str, Any]:
    """A page as JSON; what is not known yet is null."""
    answer = {
        "success": page.state != Page.State.FAILED,
        "id": page.public_id,
        "status": page.state,
        "step": page.step,
        "status_url": request.build_absolute_uri(reverse("coloring:status", args=[page.public_id])),
        "image_url": None,
    }
    if page.is_shown:
        picture = reverse("coloring:picture_file", args=[page.picture])
        answer |= {
            "image_url": request.build_absolute_uri(picture),
            "engine": page.engine,
            "model": page.model,
            "quality": page.quality,
            "size": f"{page.width}x{page.height}",
            "seconds": round(page.seconds or 0, 2),
            "cost_usd": page.cost_micro_usd / 1_000_000,
            "measures": page.measures,
            "colourable": page.colourable,
        }
    if page.hidden_at:
        answer |= {"problem": "hidden", "message": sentences.problem("hidden")}
    elif page.problem:
        ready = page.state == Page.State.READY
        answer |= {"problem": page.problem, "message": sentences.problem(page.problem, ready=ready)}
    return answer


def _check(form: ThemeForm | PhotoForm) -> None:
    if not form.is_valid():
        _field, code, message = refusals.first_of(form)
        raise RefusedError(code, message, refusals.suggestion(form) if code == "brand" else "")


def _uploaded(request: HttpRequest, name: str) -> Photo | None:
    """The caller's photo of this name that no page has used yet; None when none is named."""
    if not name:
        return None
    photo: Photo | None = Photo.objects.unused().of(callers.owner_of(request)).filter(name=name).first()
    if photo is None:
        raise RefusedError("photo_unknown")
    return photo


def _accepted(request: HttpRequest, page: Page) -> JsonResponse:
    """202 at once, or 200 with the page when the caller preferred to wait and it was over in time."""
    seconds = seconds_to_wait(request)
    if not seconds or not waiting_rooms.wait(seconds, lambda: _is_over(page)):
        return JsonResponse(describe(request, page), status=202)
    response = JsonResponse(describe(request, page), status=200 if page.is_over else 202)
    response["Preference-Applied"] = f"wait={seconds}"
    return response


def _is_over(page: Page) -> bool:
    try:
        page.refresh_from_db()
    except Page.DoesNotExist as deleted:
        raise RefusedError("not_found") from deleted
    return page.is_over
