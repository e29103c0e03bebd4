"""The calls for coloring pages and /health, for the manual; what they do is in coloring.api.views."""

from __future__ import annotations

from typing import Any

from coloring.api.pages import operations, schemas

TAGS = {
    "coloring pages": "Pages for children. Answered 202 at once, or after the seconds of `Prefer: wait=N`.",
    "health": "Open to everybody.",
}
PATHS: dict[str, dict[str, Any]] = {
    "/generate_coloring/": {"post": operations.GENERATE},
    "/convert_photo_to_coloring/": {"post": operations.CONVERT},
    "/upload_photo/": {"post": operations.UPLOAD},
    "/pages/{id}/status/": {"get": operations.STATUS_OF_PAGE},
    "/static/coloring/{name}": {"get": operations.PICTURE},
    "/health": {"get": operations.HEALTH},
}


def merged(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema of OpenAPI together with these calls."""
    components = schema["components"]
    calls = [call for path in schema["paths"].values() for call in path.values()]
    pages, health = ({"name": name, "description": told} for name, told in TAGS.items())
    others = dict.fromkeys(tag for call in calls for tag in call["tags"])
    return schema | {
        "paths": schema["paths"] | PATHS,
        "tags": [pages, *({"name": name} for name in others), health],
        "components": components | {"schemas": components["schemas"] | schemas.components()},
    }
