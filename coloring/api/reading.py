"""What a program sent to the image API: JSON or a form, read within bounds, with its pictures."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from pydantic import ValidationError

from coloring import capabilities, sentences
from coloring.api import faults, requests
from coloring.api.requests import RefusedError
from coloring.api.wanted import IMAGES, Choices
from coloring.references import ReferenceRefusedError

Kind = TypeVar("Kind", bound=Choices, covariant=True)

# Bytes of JSON: where pictures may be written out in it, and elsewhere.
MOST_WITH_PICTURES, MOST = 20_000_000, 1_000_000
# So many requests with pictures are read at a time; another one waits so many seconds for its turn.
TURNS, TURN_SECONDS = threading.BoundedSemaphore(2), 5
CHUNK = 64 * 1024
KEY = re.compile(r"[\x20-\x7e]{1,255}")


@dataclass(frozen=True)
class Sent(Generic[Kind]):
    """One call as it came; `digest` is a hash of everything in it."""

    fields: Kind
    images: list[UploadedFile] = field(default_factory=list)
    mask: UploadedFile | None = None
    digest: str = ""


def plain(request: HttpRequest, kind: type[Kind]) -> Sent[Kind]:
    """A call without pictures. Raises RefusedError."""
    return _sent(request, kind, MOST)


@contextmanager
def with_pictures(request: HttpRequest, kind: type[Kind]) -> Iterator[Sent[Kind]]:
    """A call with pictures or with many prompts, for as long as it has its turn. Raises RefusedError."""
    if not TURNS.acquire(timeout=TURN_SECONDS):
        raise RefusedError("crowded", Retry_After=str(TURN_SECONDS))
    try:
        yield _sent(request, kind, MOST_WITH_PICTURES)
    finally:
        TURNS.release()


def key_of(request: HttpRequest) -> str:
    """The Idempotency-Key; empty without one. Raises RefusedError for what is none."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not KEY.fullmatch(key):
        raise RefusedError("key_malformed")
    return key or ""


def _sent(request: HttpRequest, kind: type[Kind], most: int) -> Sent[Kind]:
    try:
        in_json = request.content_type == "application/json" and kind.in_json
        sent = _from_json(request, kind, most) if in_json else _from_form(request, kind)
    except ValidationError as wrong:
        raise invalid(wrong.errors(include_url=False, include_input=False)) from wrong
    except UnreadablePostError as cut:
        raise RefusedError("malformed") from cut
    if sent.fields.contradicts_itself:
        message = sentences.field("two_formats", "response_format")
        raise RefusedError("invalid_value", message, told={"parameter": "response_format"})
    return sent


def _from_json(request: HttpRequest, kind: type[Kind], most: int) -> Sent[Kind]:
    """Strictly: "2" is no number, but 2.0 is a whole one. null counts as left out."""
    body = {name: _whole(value) for name, value in _json(request, most).items() if value is not None}
    # Here at the first one: pydantic would describe each of thousands.
    if odd := next((name for name in body if name not in kind.model_fields), ""):
        raise _wrong("extra_forbidden", odd)
    fields = kind.model_validate(body, strict=True)
    return Sent(fields, digest=_digest(request, body))


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _json(request: HttpRequest, most: int) -> dict[str, Any]:
    """The JSON object of a body that may be larger than Django would read; it goes through a file."""
    if "Transfer-Encoding" in request.headers:
        raise RefusedError("length_required")
    with tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as whole:
        left = most
        while chunk := request.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise RefusedError("body_too_large")
            whole.write(chunk)
        whole.seek(0)
        return requests.json_object(whole.read())


def _from_form(request: HttpRequest, kind: type[Kind]) -> Sent[Kind]:
    """Text is read as numbers and ticks; an empty field counts as left out."""
    if request.content_type == "application/json":
        raise RefusedError("unsupported_media")
    requests.fields_of(request)
    body: dict[str, Any] = {}
    for name, values in request.POST.lists():
        listed = name.removesuffix("[]") in kind.lists
        if len(values) > 1 and not listed:
            raise _wrong("twice", name)
        if filled := [str(value) for value in values if value]:
            body[name.removesuffix("[]") if listed else name] = filled if listed else filled[0]
    images, mask = _files(request, kind)
    return Sent(kind.model_validate(body), images, mask, _digest(request, body, [*images, mask]))


def _files(request: HttpRequest, kind: type[Choices]) -> tuple[list[UploadedFile], UploadedFile | None]:
    images: list[UploadedFile] = []
    masks: list[UploadedFile] = []
    for name, files in request.FILES.lists():
        if name not in kind.files:
            raise _wrong("extra_forbidden", name)
        (images if name in IMAGES else masks).extend(files)
    for index, file in enumerate([*images, *masks]):
        if getattr(file, "over_limit", False):
            raise faults.of_reference(ReferenceRefusedError("too_large", index))
    if len(masks) > 1:
        raise _wrong("twice", "mask")
    return images, masks[0] if masks else None


def _digest(request: HttpRequest, body: Mapping[str, Any], files: Iterable[UploadedFile | None] = ()) -> str:
    whole = hashlib.sha256(json.dumps([request.path, body], sort_keys=True).encode())
    for file in files:
        whole.update(_file_digest(file) if file else b"none")
    return whole.hexdigest()


def _file_digest(file: UploadedFile) -> bytes:
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.digest()


def invalid(errors: Sequence[Mapping[str, Any]]) -> RefusedError:
    """The first of pydantic's errors, by its field."""
    first = errors[0]
    name = ".".join(str(part) for part in first["loc"])
    limits = {key: value for key, value in first.get("ctx", {}).items() if key != "error"}
    refused = _wrong(first["type"], name, **limits)
    refused.told |= {"index": next((part for part in first["loc"] if isinstance(part, int)), None)}
    return refused


def _wrong(kind: str, name: str, **limits: object) -> RefusedError:
    shown = requests.UNKEPT.sub("\N{REPLACEMENT CHARACTER}", name)[:80]
    models: list[str] = []
    if kind == "extra_forbidden" and name in capabilities.ONLY_EDITS:
        models = list(capabilities.edited_by(name))
        kind, limits = "only_edits", {"models": ", ".join(models)}
    message = sentences.field(kind, shown, **limits)
    return RefusedError("invalid", message, status=422, told={"parameter": shown, "models": models})
