"""The calls for coloring pages and /health, for the manual; what they do is in coloring.api.views."""

from __future__ import annotations

from typing import Any

from coloring.api.pages import operations, schemas

TAGS = [
    {
        "name": "coloring pages",
        "description": "Pages for children, as the site's own screens ask for them. The answer is 202 at "
        "once, unless `Prefer: wait=N` says how long the caller waits.",
    },
    {"name": "health", "description": "Open to everybody."},
]
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
    return schema | {
        "paths": schema["paths"] | PATHS,
        "tags": [*schema.get("tags", []), *TAGS],
        "components": components | {"schemas": components["schemas"] | schemas.components()},
    }
