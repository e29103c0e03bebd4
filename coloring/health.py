"""GET /health: what works right now, for Railway's probe and for the owner's eyes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coloring import pictures, vitals


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 while pages can be asked for and kept; 503 when the database or the storage is away.

    Anybody may read it: words and counts, nobody's name, no address, no amount of money.
    """
    answer: dict[str, Any] = {
        "status": "ok",
        "timestamp": timezone.now().isoformat(timespec="seconds"),
        "version": settings.VERSION,
        "engine": settings.IMAGE_ENGINE,
        "storage": storage(),
        "storage_kind": settings.STORAGE,
        "moderation": moderation(),
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


def moderation() -> str:
    """Who looks at words and pictures: our own list, and the service's model where it draws."""
    asked = settings.IMAGE_ENGINE == "openai" and settings.OPENAI_MODERATION_MODEL
    return "list and service" if asked else "list"


def from_database() -> dict[str, Any]:
    """Everything that the rows tell, in a handful of queries. Raises DatabaseError."""
    queue, known, workers = vitals.queue(), vitals.services(), vitals.workers_alive()
    return {
        "database": connection.vendor,
        "queue": {
            "transport": "embedded" if settings.EMBEDDED else "redis",
            "waiting": queue.waiting,
            "drawing": queue.drawing,
            "oldest_seconds": round(queue.oldest_seconds),
        },
        "worker": "ok" if workers else "none",
        "workers": workers,
        "budget": vitals.budget(),
        "openai_status": openai_status(known),
        "models": models(known),
    }


def openai_status(known: vitals.Services) -> str:
    """One word: "unpaid" until a page is paid for again, "no_key" where OpenAI is not asked, else "ok"."""
    if not settings.OPENAI_API_KEY:
        return "no_key"
    return "unpaid" if "openai" in known.unpaid else "ok"


def models(known: vitals.Services) -> dict[str, Any]:
    """The models in the order in which they are asked, those to be shut down, and those that are gone."""
    return {
        "image": list(settings.OPENAI_IMAGE_MODELS),
        "vision": list(settings.OPENAI_VISION_MODELS),
        "moderation": settings.OPENAI_MODERATION_MODEL,
        "ending": {model: str(day) for model, day in known.ending.items()},
        "retired": list(known.retired),
    }


def storage() -> str:
    """Whether pictures can be kept where the settings say."""
    return "ok" if pictures.store().works() else "away"
