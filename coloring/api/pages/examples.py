"""Examples of what is sent and answered about coloring pages; tests hold each of them against its schema."""

from __future__ import annotations

from typing import Any

from coloring import sentences
from coloring.api import examples
from coloring.api.examples import ID, SITE

PHOTO_ID = "9c2e4b7a1d3f5e60718293a4b5c6d7e8"
NAME = f"coloring_offline_{ID}.png"

UNDER_WAY: dict[str, Any] = {
    "success": True,
    "id": ID,
    "status": "waiting",
    "step": "",
    "status_url": f"{SITE}/pages/{ID}/status/",
    "image_url": None,
}
READY: dict[str, Any] = UNDER_WAY | {
    "status": "ready",
    "image_url": f"{SITE}/static/coloring/{NAME}",
    "engine": "offline",
    "model": "herbbie-scenes-1",
    "quality": "",
    "size": "1024x1024",
    "seconds": 1.62,
    "cost_usd": 0.0,
    "measures": {
        "pure": 1.0,
        "ink": 0.0934,
        "areas": 67,
        "largest": 0.4218,
        "specks": 0,
        "stroke_p10": 5.0,
        "reachable": 0.9941,
        "solid": 0.0,
        "faults": [],
    },
    "colourable": True,
}
SENT = {"success": True, "photo_path": PHOTO_ID}
QUEUE = {"waiting": 0, "drawing": 1, "oldest_seconds": 0}
WITHOUT_DATABASE: dict[str, Any] = {
    "status": "error",
    "timestamp": "2026-11-21T20:15:00+00:00",
    "version": "0.1.0",
    "engine": "openai",
    "storage": "ok",
    "storage_kind": "database",
    "moderation": "list and service",
    "database": "away",
}
HEALTH: dict[str, Any] = WITHOUT_DATABASE | {
    "status": "ok",
    "database": "postgresql",
    "queue": {"transport": "redis", **QUEUE, "images": QUEUE},
    "worker": "ok",
    "workers": 2,
    "budget": "ok",
    "openai_status": "ok",
    "services": {"openai": {"status": "ok", "closed_seconds": 0, "asked_last_minute": 7}},
    "images_per_minute": 50,
    "models": {
        "image": ["gpt-image-1-mini"],
        "vision": ["gpt-5.4-mini"],
        "moderation": "omni-moderation-latest",
        "xai": [],
        "ending": {"gpt-image-1-mini": "2026-12-01"},
        "retired": [],
    },
}

SPACE = {"theme": "a rocket between the stars"}
CHOSEN = {"detail": "simple", "orientation": "portrait", "name": "Zoé"}
AGREED = {"mode": "faithful", "consent": "on"}
# What is sent, by operation and type.
ASKED: dict[str, dict[str, dict[str, Any]]] = {
    "generateColoring": {
        "application/json": {"theme": SPACE, "choices": SPACE | CHOSEN | {"colored_model": True}},
        "application/x-www-form-urlencoded": {"theme": SPACE},
        "multipart/form-data": {"choices": SPACE | CHOSEN},
    },
    "convertPhoto": {
        "multipart/form-data": {"home": {"photo": "dog.jpg"}, "away": {"photo": "dog.jpg"} | AGREED},
        "application/json": {"sent": {"photo_path": PHOTO_ID}, "away": {"photo_path": PHOTO_ID} | AGREED},
        "application/x-www-form-urlencoded": {"sent": {"photo_path": PHOTO_ID}},
    },
    "uploadPhoto": {"multipart/form-data": {"photo": {"photo": "dog.jpg"}}},
}


def asked(operation: str, kind: str) -> dict[str, Any]:
    """Its examples by name, as OpenAPI writes them; files are named."""
    return {name: {"value": value} for name, value in ASKED[operation][kind].items()}


def refused(code: str) -> dict[str, Any]:
    """A refusal in English: a schema is the same for everybody."""
    values = {"megabytes": 50, "brand": "Pikachu", "suggestion": "a yellow mouse"}
    told = {"suggestion": values["suggestion"]} if code == "brand" else {}
    return examples.refusal(code, sentences.REQUESTS[code] % values, **told)
