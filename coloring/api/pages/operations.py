"""Each call for coloring pages as OpenAPI tells it; its refusals come from the table of all refusals."""

from __future__ import annotations

from typing import Any

from coloring.api import operations
from coloring.api.examples import ID as EXAMPLE_ID
from coloring.api.pages import asked, examples, schemas
from coloring.api.pages.schemas import (
    OVER,
    Health,
    HealthWithoutDatabase,
    PageUnderWay,
    SentPhoto,
)
from coloring.api.schemas import Exact, Refusal
from coloring.refusals import STATUS
from coloring.stores import base

PREFER = operations.PREFER | {
    "description": "RFC 7240. `wait=N`: wait N seconds, at most 100. Without it the answer is 202 at once."
}
# The codes of refusals: of every call, of those with a body, and of what is asked for.
EVERYWHERE = ("key_unknown", "cross_site", "method_not_allowed", "rate_limited", "away")
BODY = ("malformed", "invalid", "length_required", "body_too_large", "unsupported_media")
THEME = ("brand", "unknown_theme", "refused", "theme_missing", "theme_too_long", "theme_wordless")
FILE = (
    "photo_missing",
    "empty",
    "not_a_picture",
    "unsupported",
    "too_large",
    "truncated",
    "too_many_pixels",
    "too_small",
)
WISH = ("name_too_long", "name_letters", "name_refused", "not_found", "quota")
SENT = ("consent_missing", "mode_unavailable", "photo_unknown")
# What one call may be refused with, by its operationId.
REFUSED = {
    "generateColoring": (*EVERYWHERE, *BODY, *THEME, *WISH),
    "convertPhoto": (*EVERYWHERE, *BODY, *FILE, *SENT, *WISH),
    "uploadPhoto": (*EVERYWHERE, *BODY, *FILE),
    "getPage": (*EVERYWHERE, "not_found"),
}
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[0-9a-f]{32}$"}}
NAMES = rf"coloring_[a-z]+_[0-9a-f]{{32}}\.({'|'.join(base.MEDIA_TYPES)})"
NAME = {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "pattern": f"^{NAMES}$"}}
WORDS = {"schema": {"type": "string"}}
SCREEN = {"text/html": WORDS}


def _header(name: str, told: str) -> dict[str, Any]:
    return {name: {"schema": {"type": "string"}, "description": told}}


AGAIN = _header("Retry-After", "Seconds.")
HEADERS = {
    401: _header("WWW-Authenticate", "RFC 6750."),
    405: _header("Allow", "The methods of this address."),
    429: AGAIN,
    503: AGAIN,
}


def _answer(told: str, example: dict[str, Any], *answers: type[Exact], **extra: Any) -> dict[str, Any]:
    """An answer in JSON of one of these shapes."""
    content = {"application/json": {"schema": schemas.named(*answers), "example": example}}
    return {"description": told, "content": content, **extra}


def _refusals(name: str) -> dict[int, dict[str, Any]]:
    """What a call may be refused with, by status; the first code is the example."""
    codes: dict[int, list[str]] = {}
    for code in REFUSED[name]:
        codes.setdefault(STATUS[code], []).append(code)
    return {
        status: _answer(
            ", ".join(f"`{code}`" for code in of_status),
            examples.refused(of_status[0]),
            Refusal,
            **({"headers": HEADERS[status]} if status in HEADERS else {}),
        )
        for status, of_status in sorted(codes.items())
    }


def _call(
    name: str,
    summary: str,
    told: str,
    good: dict[int, Any],
    bodies: dict[str, Any] | None = None,
    **extra: Any,
) -> dict[str, Any]:
    """A call that answers in JSON whatever happens."""
    content = {
        kind: {"schema": body, "examples": examples.asked(name, kind)}
        for kind, body in (bodies or {}).items()
    }
    sent = {"requestBody": {"required": True, "content": content}} if content else {}
    return {
        "operationId": name,
        "summary": summary,
        "description": told,
        "tags": ["coloring pages"],
        **extra,
        **sent,
        "responses": good | _refusals(name),
    }


LATER = {"status": {"operationId": "getPage", "parameters": {"id": "$response.body#/id"}}}
PAGE = {
    200: _answer(
        "Over within the time that `Prefer` gave.",
        examples.READY,
        *OVER,
        headers=_header("Preference-Applied", "The preference that was obeyed."),
        links=LATER,
    ),
    202: _answer("Accepted: `status_url` tells the rest.", examples.UNDER_WAY, PageUnderWay, links=LATER),
}
GENERATE = _call(
    "generateColoring",
    "A coloring page from a theme",
    "Have a page drawn that prints well and can be coloured by children of 6 to 9.",
    PAGE,
    asked.GENERATE,
    parameters=[PREFER],
)
CONVERT = _call(
    "convertPhoto",
    "A coloring page from a photo",
    "From a photo in the form, or from one that was sent before. It is deleted as soon as the page is over.",
    PAGE,
    asked.CONVERT,
    parameters=[PREFER],
)
UPLOAD = _call(
    "uploadPhoto",
    "Send a photo",
    "Keep a photo for an hour at most, for one page of the same caller. Nothing is drawn yet.",
    {
        201: _answer(
            "Kept.",
            examples.SENT,
            SentPhoto,
            links={
                "page": {
                    "operationId": "convertPhoto",
                    "requestBody": {"photo_path": "$response.body#/photo_path"},
                }
            },
        )
    },
    asked.UPLOAD,
)
STATUS_OF_PAGE = _call(
    "getPage",
    "How a page is doing",
    "Only for the caller who asked for it. What is not known yet is null or left out.",
    {200: _answer("One page.", examples.READY, PageUnderWay, *OVER)},
    parameters=[ID | {"example": EXAMPLE_ID}],
)
PICTURE = {
    "operationId": "getPicture",
    "summary": "A picture",
    "description": "What `image_url` shows to the caller who asked for it. Its refusals are no JSON.",
    "tags": ["coloring pages"],
    "parameters": [NAME | {"example": examples.NAME}],
    "responses": {
        200: {
            "description": "The picture.",
            "headers": _header("ETag", "For If-None-Match."),
            "content": dict.fromkeys(base.MEDIA_TYPES.values(), operations.PICTURE),
        },
        302: {
            "description": "Where pictures are kept in a bucket: its address, for ten minutes.",
            "headers": _header("Location", "An address that needs neither key nor cookie."),
        },
        304: {"description": "It is the one that If-None-Match names."},
        401: {
            "description": "`key_unknown`",
            "headers": HEADERS[401],
            "content": {"text/plain": WORDS},
        },
        404: {"description": "There is none that the caller may see.", "content": SCREEN},
        405: {"description": "It is only read.", "headers": HEADERS[405]},
        429: {"description": "Too many wrong keys.", "headers": AGAIN, "content": SCREEN},
        503: {"description": "Away for a moment: nothing is lost.", "headers": AGAIN, "content": SCREEN},
    },
}
HEALTH = {
    "operationId": "getHealth",
    "summary": "What works right now",
    "description": "For monitors, and for the owner's eyes: words and counts, no name, no amount of money.",
    "tags": ["health"],
    "security": [],
    "responses": {
        200: _answer("Pages can be asked for and kept.", examples.HEALTH, Health),
        405: {"description": "It is only read.", "headers": HEADERS[405]},
        503: _answer(
            "The database or the storage is away.",
            examples.WITHOUT_DATABASE,
            HealthWithoutDatabase,
            Health,
        ),
    },
}
