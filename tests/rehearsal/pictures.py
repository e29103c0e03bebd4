"""What the rehearsed service answers when a picture is ordered: whole in one piece, or in parts as events."""

from __future__ import annotations

import base64
import io
import json
import threading
import time
from collections.abc import Iterator
from functools import cache
from typing import Any

from PIL import Image

from tests.rehearsal import art

# Each scene is drawn once, however many ask for it at once.
DRAWING = threading.Lock()
TOKENS = {"low": 272, "medium": 1056, "high": 4160}
PARTIAL_TOKENS = 100


def encoded(width: int, height: int, variant: int, kind: str) -> bytes:
    """One of a few scenes of this size in px as "png", "jpeg" or "webp"."""
    with DRAWING:
        return _encoded(width, height, variant, kind)


@cache
def _encoded(width: int, height: int, variant: int, kind: str) -> bytes:
    png = art.png(width, height, variant)
    if kind == "png":
        return png
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.save(out, kind.upper())
    return out.getvalue()


def streams(fields: dict[str, Any]) -> bool:
    return fields.get("stream") in {True, "true"}


def drawn(fields: dict[str, Any], *, is_edit: bool, variant: int, fault: str) -> dict[str, Any]:
    """The answer to an order, spoiled by a fault; DALL-E counts no tokens and says nothing else."""
    size, quality, kind = _asked(fields)
    width, height = (512, 512) if fault == "wrong_size" else size
    image = encoded(width, height, variant % art.VARIANTS, kind)
    spoiled = {"not_png": b"<html>no picture</html>", "truncated_png": image[: len(image) // 2]}
    text = base64.b64encode(spoiled.get(fault, image)).decode() + ("!" if fault == "invalid_base64" else "")
    item = {"url": "/nowhere.png"} if fault == "url_only" else {"b64_json": text}
    answer = {"created": int(time.time()), "data": [] if fault == "empty_data" else [item]}
    if fields["model"].startswith("dall-e"):
        return answer
    partials = int(fields.get("partial_images") or 0) if streams(fields) else 0
    out = round(TOKENS.get(quality, TOKENS["high"]) * size[0] * size[1] / 1024**2) + PARTIAL_TOKENS * partials
    details = {"text_tokens": 300, "image_tokens": 400 if is_edit else 0}
    read = sum(details.values())
    usage = {"input_tokens": read, "input_tokens_details": details, "output_tokens": out}
    background = "transparent" if fields.get("background") == "transparent" else "opaque"
    said = {
        "size": f"{size[0]}x{size[1]}",
        "quality": quality,
        "output_format": kind,
        "background": background,
    }
    return answer | said | {"usage": usage | {"total_tokens": read + out}}


def events(answer: dict[str, Any], fields: dict[str, Any], *, is_edit: bool) -> Iterator[bytes]:
    """The answer as server-sent events: so many unfinished pictures as were asked for, then the whole one."""
    verb = "image_edit" if is_edit else "image_generation"
    said = {name: value for name, value in answer.items() if name not in {"created", "data", "usage"}}
    item = next(iter(answer["data"]), {})
    (width, height), _, _ = _asked(fields)
    draft = base64.b64encode(encoded(width, height, 0, "png")).decode()
    for index in range(int(fields.get("partial_images") or 0)):
        yield event(f"{verb}.partial_image", said | {"b64_json": draft, "partial_image_index": index})
    yield event(f"{verb}.completed", said | item | {"usage": answer["usage"]})


def event(kind: str, fields: dict[str, Any]) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind} | fields)}\n\n".encode()


def _asked(fields: dict[str, Any]) -> tuple[tuple[int, int], str, str]:
    """Size in px, quality and format; what is left to the service is square, high and PNG."""
    size, quality = fields.get("size", "auto"), fields.get("quality", "auto")
    width, height = (int(side) for side in ("1024x1024" if size == "auto" else size).split("x"))
    return (width, height), "high" if quality == "auto" else quality, fields.get("output_format") or "png"
