"""GET /health: what works right now, for Railway's probe and for the owner's eyes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from coloring import facts, pictures, vitals
from coloring.models import Image, Page
from coloring.models.work import Work


@csrf_exempt  # a probe of another method is told which one to use, not about tokens
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
    elif answer["status"] == "ok" and is_degraded(answer):
        answer["status"] = "degraded"
    response = JsonResponse(answer, status=503 if answer["status"] == "error" else 200)
    response["Cache-Control"] = "no-store"
    return response


def is_degraded(answer: dict[str, Any]) -> bool:
    """Whether a hand is needed although pages can be asked for: nobody draws, or an account has no credit."""
    unpaid = any(service["status"] == "unpaid" for service in answer["services"].values())
    return answer["worker"] != "ok" or unpaid


def moderation() -> str:
    """Who looks at words and pictures: our own list, and OpenAI's model of what services draw."""
    asked = facts.openai_looks(settings.IMAGE_ENGINE) and settings.OPENAI_MODERATION_MODEL
    return "list and service" if asked else "list"


def from_database() -> dict[str, Any]:
    """Everything that the rows tell, in a handful of queries. Raises DatabaseError."""
    known, workers = vitals.services(), vitals.workers_alive()
    return {
        "database": connection.vendor,
        "queue": {
            "transport": "embedded" if settings.EMBEDDED else "redis",
            **queue(Page),
            "images": queue(Image),
        },
        "worker": "ok" if workers else "none",
        "workers": workers,
        "budget": vitals.budget(),
        "openai_status": vitals.state_of("openai", known),
        "services": services(known),
        "images_per_minute": settings.IMAGES_PER_MINUTE,
        "models": models(known),
    }


def queue(kind: type[Work]) -> dict[str, int]:
    """How many pages or images wait and are drawn, and how old the oldest is that waits."""
    found = vitals.queue(kind)
    seconds = round(found.oldest_seconds)
    return {"waiting": found.waiting, "drawing": found.drawing, "oldest_seconds": seconds}


def services(known: vitals.Services) -> dict[str, dict[str, Any]]:
    """Each paid service as it was last met; nobody asks it for this.

    Besides the words of `vitals.state_of`, "closed" for as long as its own refusal said that it will refuse.
    """
    tempos = vitals.tempos()
    told = {}
    for engine in vitals.service_keys():
        tempo = tempos.get(engine, vitals.Tempo(0.0, 0))
        status = vitals.state_of(engine, known)
        told[engine] = {
            "status": "closed" if status == "ok" and tempo.closed_seconds else status,
            "closed_seconds": round(tempo.closed_seconds),
            "asked_last_minute": tempo.turns,
        }
    return told


def models(known: vitals.Services) -> dict[str, Any]:
    """The models in the order in which they are asked, those to be shut down, and those that are gone."""
    return {
        "image": list(settings.OPENAI_IMAGE_MODELS),
        "vision": list(settings.OPENAI_VISION_MODELS),
        "moderation": settings.OPENAI_MODERATION_MODEL,
        "xai": list(settings.XAI_IMAGE_MODELS),
        "ending": {model: str(day) for model, day in known.ending.items()},
        "retired": list(known.retired),
    }


def storage() -> str:
    """Whether pictures can be kept where the settings say."""
    return "ok" if pictures.store().works() else "away"
