"""GET /health: what works right now, for Railway's probe and for the owner's eyes."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coloring import facts
from coloring.models import Page, ServiceFact, WorkerBeat

# Workers beat every 5 s; three missed beats are a dead worker.
BEAT_LIFE = timedelta(seconds=15)


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 while pages can be asked for and kept; 503 when the database or the storage is away."""
    answer: dict[str, Any] = {
        "status": "ok",
        "timestamp": timezone.now().isoformat(timespec="seconds"),
        "version": settings.VERSION,
        "engine": settings.IMAGE_ENGINE,
        "storage": storage(),
    }
    try:
        answer |= from_database()
    except DatabaseError:
        answer |= {"database": "away", "status": "error"}
    if answer["storage"] != "ok":
        answer["status"] = "error"
    elif answer["status"] == "ok" and (answer["worker"] != "ok" or answer["openai_status"] == "unpaid"):
        answer["status"] = "degraded"
    response = JsonResponse(answer, status=503 if answer["status"] == "error" else 200)
    response["Cache-Control"] = "no-store"
    return response


def from_database() -> dict[str, Any]:
    """Everything that the rows tell. Raises DatabaseError."""
    alive = WorkerBeat.objects.filter(seen_at__gte=timezone.now() - BEAT_LIFE).count()
    waiting = Page.objects.filter(state=Page.State.WAITING).count()
    drawing = Page.objects.filter(state=Page.State.DRAWING).count()
    return {
        "database": connection.vendor,
        "queue": {
            "transport": "embedded" if settings.EMBEDDED else "redis",
            "waiting": waiting,
            "drawing": drawing,
        },
        "worker": "ok" if alive else "none",
        "workers": alive,
        "openai_status": openai_status(),
        "models": models(),
    }


def openai_status() -> str:
    return facts.status("openai") if settings.OPENAI_API_KEY else "no_key"


def models() -> dict[str, Any]:
    """The models in the order in which they are asked, those to be shut down, and those that are gone."""
    gone = ServiceFact.objects.filter(kind=ServiceFact.Kind.RETIRED)
    ending = ServiceFact.objects.filter(kind=ServiceFact.Kind.ENDING).order_by("on")
    return {
        "image": list(settings.OPENAI_IMAGE_MODELS),
        "vision": list(settings.OPENAI_VISION_MODELS),
        "moderation": settings.OPENAI_MODERATION_MODEL,
        "ending": {model: str(day) for model, day in ending.values_list("model", "on")},
        "retired": sorted(gone.values_list("model", flat=True)),
    }


def storage() -> str:
    """Whether pictures can be written where they are kept."""
    try:
        settings.PICTURES_DIR.mkdir(parents=True, exist_ok=True)
    except OSError:
        return "not writable"
    return "ok" if os.access(settings.PICTURES_DIR, os.W_OK) else "not writable"
