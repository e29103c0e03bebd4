"""Each operation of the image API as its schema tells it: what is sent, what is answered, with examples."""

from __future__ import annotations

from typing import Any

from coloring.api import examples
from coloring.api.schemas import (
    Answer,
    Batches,
    CompatibleRefusal,
    Deleted,
    Generated,
    Listed,
    Models,
    Progress,
    Refusal,
    Whole,
)
from coloring.api.wanted import Choices, Edit, FromReferences, FromWords, Prompts, Variation, Wanted
from coloring.stores import base

PREFER = {
    "in": "header",
    "name": "Prefer",
    "required": False,
    "schema": {"type": "string"},
    "description": (
        "RFC 7240. `wait=N`: wait N seconds, at most 100; that is also what happens without it. "
        "`respond-async`: answer 202 at once, with status_url."
    ),
    "example": "wait=60",
}
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "pattern": "^[ -~]{1,255}$"},
    "description": "The same call with the same key is answered from the same order, for a day: paid once.",
    "example": "3f1c0a5e-order-17",
}
PICTURE = {"schema": {"type": "string", "format": "binary"}}
# What every call may end in, and what a call for pictures may besides.
EVERYWHERE = (401, 403, 404, 405, 422, 429, 503)
ORDERED = (*EVERYWHERE, 400, 402, 409, 411, 413, 415)


def _described(
    name: str, url_name: str, summary: str, good: dict[int, Any], refused: tuple[int, ...], **extra: Any
) -> dict[str, Any]:
    """The arguments of one of ninja's decorators."""
    told = {status: examples.REFUSALS[status] for status in refused} | extra.pop("told", {})
    return {
        "operation_id": name,
        "url_name": url_name,
        "summary": summary,
        "response": good | dict.fromkeys(sorted(refused), Refusal),
        "openapi_extra": {"responses": examples.answered(told), **extra},
    }


def _ordering(name: str, url_name: str, summary: str, kind: type[Wanted]) -> dict[str, Any]:
    """A call that asks for pictures."""
    described = _described(
        name,
        url_name,
        summary,
        {200: Answer, 202: Answer},
        ORDERED,
        told={200: examples.ANSWER, 202: examples.UNDER_WAY},
        parameters=[PREFER, KEY],
        requestBody=_body(name, kind),
    )
    verb = "image_edit" if issubclass(kind, Edit | Variation) else "image_generation"
    streamed = {"schema": _event(verb), "example": examples.events(verb)}
    described["openapi_extra"]["responses"][200]["content"]["text/event-stream"] = streamed
    return described


def _event(verb: str) -> dict[str, Any]:
    """One event of a stream: before OpenAPI 3.2 the schema of a stream is that of each event."""
    kinds = [f"{verb}.partial_image", f"{verb}.completed", "error"]
    data = {"type": "string", "contentMediaType": "application/json", "pattern": r"^\{"}
    told = {"event": {"enum": kinds}, "data": data}
    return {"type": "object", "properties": told, "required": list(told), "additionalProperties": False}


def _compatible(name: str, url_name: str, summary: str, kind: type[Wanted]) -> dict[str, Any]:
    """The same call with the answers of OpenAI's API; it has no answer for what is still under way."""
    described = _ordering(name, url_name, summary, kind)
    described["response"] = {200: Generated} | dict.fromkeys(sorted(ORDERED), CompatibleRefusal)
    responses = described["openapi_extra"]["responses"]
    del responses[202]
    responses[200]["content"]["application/json"]["example"] = examples.GENERATED
    for status in ORDERED:
        told = examples.as_compatible(examples.REFUSALS[status])
        responses[status]["content"]["application/json"]["example"] = told
    return described


def _body(name: str, kind: type[Choices]) -> dict[str, Any]:
    """What is sent, in each form that will do."""
    schema = kind.model_json_schema()
    content: dict[str, Any] = {}
    if kind.in_json:
        content["application/json"] = {"schema": schema, "examples": examples.asked(name)}
    content["multipart/form-data"] = {"schema": _form(kind, schema), "examples": examples.form(name)}
    return {"required": True, "content": content}


def _form(kind: type[Choices], schema: dict[str, Any]) -> dict[str, Any]:
    """The same fields in a form, with its files; the text of a field is read as what it stands for."""
    file = {"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"}
    several = {"type": "array", "items": file, "minItems": 1, "maxItems": 16}
    image = {**several, "maxItems": 1} if kind is Variation else several
    files = ({"image": image} if kind.files else {}) | ({"mask": file} if "mask" in kind.files else {})
    required = [*schema.get("required", []), *([] if kind.in_json else ["image"])]
    fields = {name: _without_null(field) for name, field in schema["properties"].items()}
    return {**schema, "properties": {**fields, **files}, "required": required}


def _without_null(field: dict[str, Any]) -> dict[str, Any]:
    """No text of a form stands for null."""
    kinds = [kind for kind in field.get("anyOf", []) if kind != {"type": "null"}]
    return {**field, "anyOf": kinds} if kinds else field


GENERATE = _ordering("generateImages", "generate", "Pictures from words", FromWords)
REFERENCES = _ordering(
    "generateImagesFromReferences", "references", "Pictures from words and pictures", FromReferences
)
EDIT = _ordering("editImages", "edit", "Edit pictures", Edit)
VARIATIONS = _ordering("varyImage", "variations", "Variations of a picture", Variation)
GENERATIONS = _compatible("createImage", "generations", "Pictures from words, as OpenAI has it", FromWords)
EDITS = _compatible("createImageEdit", "edits", "Edit pictures, as OpenAI has it", Edit)
LIST = _described("listImages", "images", "My orders", {200: Listed}, EVERYWHERE, told={200: examples.LISTED})
ONE = _described(
    "getImages",
    "image",
    "One order",
    {200: Answer},
    EVERYWHERE,
    told={200: examples.ANSWER},
    parameters=[PREFER],
)
BYTES = _described("getImageBytes", "image_bytes", "One picture", {200: None, 304: None}, EVERYWHERE)
BYTES["openapi_extra"]["responses"][200] = {"content": dict.fromkeys(base.MEDIA_TYPES.values(), PICTURE)}
MODELS = _described(
    "listModels",
    "models",
    "What each model takes",
    {200: Models},
    (401, 403, 405, 429, 503),
    told={200: examples.MODELS},
)
DELETE = _described(
    "deleteImages", "image", "Delete an order", {200: Deleted}, EVERYWHERE, told={200: examples.DELETED}
)
BATCH = _described(
    "createBatch",
    "batches",
    "Many prompts at once",
    {202: Progress},
    ORDERED,
    told={202: examples.BATCH},
    parameters=[KEY],
    requestBody=_body("createBatch", Prompts),
)
BATCHES = _described(
    "listBatches", "batches", "My batches", {200: Batches}, EVERYWHERE, told={200: examples.BATCHES}
)
BATCH_STATUS = _described(
    "getBatch",
    "batch",
    "One batch",
    {200: Whole},
    EVERYWHERE,
    told={200: examples.WHOLE_BATCH},
    parameters=[PREFER],
)
CANCEL = _described(
    "cancelBatch",
    "cancel_batch",
    "Cancel a batch",
    {200: Progress},
    EVERYWHERE,
    told={200: examples.CANCELLED_BATCH},
)
DELETE_BATCH = _described(
    "deleteBatch",
    "batch",
    "Delete a batch",
    {200: Deleted},
    EVERYWHERE,
    told={200: examples.BATCH_DELETED},
)
