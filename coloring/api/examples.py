"""Examples of what is sent and answered, for the manual; tests hold each of them against its schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

ID = "5f0c1d3b9a7e4c62b8d1f0a35e6c7d89"
SITE = "https://herbbie.example"
REQUEST_ID = "0b9f6e1c52d84a7f93c1d20e4b6a8f75"
# The smallest PNG there is.
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP6DwABBQECz6AuzQAAAABJRU5ErkJggg=="
FILE = f"coloring_openai_{ID}.png"

PICTURE: dict[str, Any] = {
    "index": 0,
    "b64_json": PNG,
    "url": f"{SITE}/api/v1/images/{ID}/0/bytes",
    "filename": FILE,
    "file_path": f"static/coloring/{FILE}",
    "revised_prompt": None,
    "format": "png",
    "size": "1024x1024",
    "quality": "low",
    "background": "opaque",
    "model": "gpt-image-1-mini",
    "engine": "openai",
    "bytes": 69,
    "seconds": 9.4,
    "cost_usd": 0.002234,
}
ANSWER: dict[str, Any] = {
    "success": True,
    "message": "The pictures are ready.",
    "id": ID,
    "status": "ready",
    "status_url": f"{SITE}/api/v1/images/{ID}?response_format=b64_json",
    "created": 1795292700,
    "model": "gpt-image-1-mini",
    "engine": "openai",
    "repeated": False,
    "note": None,
    "images": [PICTURE],
    "problems": [],
    "request_params": {
        "prompt": "A cat on a flying carpet, black outlines on white, for a coloring book",
        "n": 1,
        "size": "1024x1024",
        "quality": "low",
        "output_format": "png",
    },
    "usage": {"input_tokens": 29, "output_tokens": 272, "total_tokens": 301},
    "cost_usd": 0.002234,
}
UNDER_WAY: dict[str, Any] = ANSWER | {
    "message": "The pictures are on their way: ask status_url.",
    "status": "waiting",
    "model": None,
    "images": [],
    "usage": None,
    "cost_usd": 0.0,
}
LISTED: dict[str, Any] = {
    "success": True,
    "orders": [
        ANSWER | {"status_url": f"{SITE}/api/v1/images/{ID}", "images": [PICTURE | {"b64_json": None}]}
    ],
    "next_cursor": None,
}
DELETED = {"success": True, "id": ID, "message": "The order and its pictures are deleted."}
BATCH_ID = "c81d4e2e6b5f4a0f9d3c7a1b2e4f6081"
BATCH: dict[str, Any] = {
    "success": True,
    "message": "The pictures are on their way: ask status_url.",
    "id": BATCH_ID,
    "status": "waiting",
    "status_url": f"{SITE}/api/v1/batches/{BATCH_ID}",
    "total": 2,
    "ready": 0,
    "failed": 0,
    "cancelled": 0,
    "waiting": 2,
    "drawing": 0,
    "cost_usd": 0.0,
    "created": ANSWER["created"],
    "seconds_left": 20,
    "request_params": {"n": 1, "size": "1024x1024", "quality": "low", "output_format": "png"},
}
HALF_BATCH = BATCH | {"status": "drawing", "ready": 1, "waiting": 0, "drawing": 1, "cost_usd": 0.002234}
CANCELLED_BATCH = HALF_BATCH | {
    "message": "The batch was cancelled: what had not been begun is neither drawn nor counted.",
    "status": "cancelled",
    "cancelled": 1,
    "drawing": 0,
    "seconds_left": 0,
}
WHOLE_BATCH = HALF_BATCH | {
    "items": [
        {
            "index": 0,
            "prompt": ANSWER["request_params"]["prompt"],
            "id": ID,
            "status": "ready",
            "status_url": f"{SITE}/api/v1/images/{ID}",
            "images": [PICTURE | {"b64_json": None}],
            "problems": [],
        },
        {
            "index": 1,
            "prompt": "A dog on a flying carpet",
            "id": ID[::-1],
            "status": "drawing",
            "status_url": f"{SITE}/api/v1/images/{ID[::-1]}",
            "images": [],
            "problems": [],
        },
    ]
}
BATCHES = {"success": True, "batches": [HALF_BATCH], "next_cursor": None}
BATCH_DELETED = {"success": True, "id": BATCH_ID, "message": "The batch and its pictures are deleted."}
MODELS = {
    "success": True,
    "models": [
        {
            "model": "offline",
            "family": "offline",
            "engine": "offline",
            "max_prompt": 200,
            "max_references": 0,
            "sizes": ["1024x1024", "1024x1536", "1536x1024"],
            "free_sizes": False,
            "variations": False,
            "parameters": {"size": None, "output_format": ["png"]},
            "edit_parameters": {},
        }
    ],
    "object": "list",
    "data": [{"id": "offline", "object": "model", "created": 0, "owned_by": "offline"}],
}
GENERATED: dict[str, Any] = {
    "created": ANSWER["created"],
    "data": [{"b64_json": PNG, "revised_prompt": None}],
    "background": "opaque",
    "output_format": "png",
    "quality": "low",
    "size": "1024x1024",
    "usage": ANSWER["usage"],
}
_EVENT = {
    "created_at": ANSWER["created"],
    "b64_json": PNG,
    "background": "opaque",
    "output_format": "png",
    "quality": "low",
    "size": "1024x1024",
    "id": ID,
}


def refusal(error: str, message: str, **told: Any) -> dict[str, Any]:
    return {"success": False, "error": error, "message": message, "request_id": REQUEST_ID, **told}


REFUSALS: dict[int, dict[str, Any]] = {
    400: refusal("malformed", "This request cannot be read: its JSON or its form is broken."),
    401: refusal("key_unknown", "This key is not valid."),
    402: refusal("budget", "Our drawing service rests until tomorrow. Please try again then."),
    403: refusal("cross_site", "Requests from another site are not accepted."),
    404: refusal("not_found", "There is nothing here that you may see."),
    405: refusal("method_not_allowed", "This address does not answer to this method."),
    409: refusal("key_reused", "This Idempotency-Key came before, with another request."),
    411: refusal("length_required", "Please say how long the request is: send Content-Length."),
    413: refusal("body_too_large", "The request is too large."),
    415: refusal("unsupported_media", "Send JSON or a form."),
    422: refusal("invalid", "n is at most 10.", parameter="n"),
    429: refusal("rate_limited", "That was quick! Please wait a moment before the next page."),
    503: refusal(
        "busy", "Our drawing service has too much to do just now. Please try again in a few minutes."
    ),
}


def as_compatible(told: Mapping[str, Any]) -> dict[str, Any]:
    """A refusal in the form of OpenAI's API."""
    names = {"message": told["message"], "code": told["error"], "param": told.get("parameter")}
    kind = "service_unavailable_error" if told["error"] == "busy" else "invalid_request_error"
    return {"error": names | {"type": kind, "request_id": REQUEST_ID}}


def events(verb: str) -> str:
    """A stream of one picture, an unfinished one before it."""
    partial, whole = f"{verb}.partial_image", f"{verb}.completed"
    told = {
        partial: _EVENT | {"partial_image_index": 0},
        whole: _EVENT | {"url": PICTURE["url"], "revised_prompt": None, "usage": ANSWER["usage"]},
    }
    return "".join(
        f"event: {kind}\ndata: {json.dumps({'type': kind} | data)}\n\n" for kind, data in told.items()
    )


CAT = {"prompt": ANSWER["request_params"]["prompt"], "size": "1024x1024", "quality": "low"}
PROMPTS = {"prompts": [CAT["prompt"], "A dog on a flying carpet"], "size": "1024x1024", "quality": "low"}
# What is sent, by operation.
ASKED: dict[str, dict[str, Any]] = {
    "generateImages": {
        "one": CAT,
        "several": CAT
        | {"n": 3, "output_format": "jpeg", "output_compression": 80, "response_format": "url"},
    },
    "createImage": {"one": CAT, "streamed": CAT | {"stream": True, "partial_images": 1}},
    "createBatch": {"two": PROMPTS},
    "generateImagesFromReferences": {
        "fetched": {"prompt": "Our dog as an astronaut", "image_urls": [f"{SITE}/dog.jpg"]},
        "base64": {"prompt": "Our dog as an astronaut", "images_base64": [PNG], "references": "describe"},
    },
}
FORMS: dict[str, dict[str, Any]] = {
    "createBatch": {"two": PROMPTS},
    "generateImages": {"one": CAT},
    "createImage": {"one": CAT},
    "createImageEdit": {"several": {"prompt": "The cat with the hat", "image": ["cat.png", "hat.png"]}},
    "generateImagesFromReferences": {"uploaded": {"prompt": "Our dog at the sea", "image": ["dog.jpg"]}},
    "editImages": {"masked": {"prompt": "Put a hat on the cat", "image": ["cat.png"], "mask": "hat.png"}},
    "varyImage": {"one": {"image": ["cat.png"]}},
}


def asked(operation: str) -> dict[str, Any]:
    """Examples of its JSON, by name, as OpenAPI writes them."""
    return {name: {"value": value} for name, value in ASKED[operation].items()}


def form(operation: str) -> dict[str, Any]:
    """Examples of its form; the files are named."""
    return {name: {"value": value} for name, value in FORMS[operation].items()}


def answered(examples: Mapping[int, Any]) -> dict[int, Any]:
    """The example of each status, as OpenAPI writes it."""
    return {
        status: {"content": {"application/json": {"example": example}}}
        for status, example in examples.items()
    }
