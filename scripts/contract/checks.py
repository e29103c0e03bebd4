"""What schemathesis cannot know by itself: real pictures to send, and which answers are about the form."""

from __future__ import annotations

import io
from itertools import count
from typing import Any

import schemathesis
from hypothesis import strategies
from PIL import Image
from schemathesis import Case, CheckContext, GenerationMode, HookContext, Response

# Errors about how a call is written, not about what it asks for.
ABOUT_FORM = {"invalid", "malformed", "unsupported_media", "length_required", "key_malformed"}
WRONG_KEY = "Bearer hb_" + "x" * 43
asked_with_wrong_key: set[str] = set()
numbers = count()


def picture(kind: str, side: int) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((side, side)).save(out, kind)
    return out.getvalue()


PICTURES = [picture("PNG", 256), picture("JPEG", 512), picture("WEBP", 300), picture("PNG", 8)]
schemathesis.openapi.format("binary", strategies.sampled_from([*PICTURES, b"no picture"]))


@schemathesis.hook
def before_call(ctx: HookContext, case: Case, kwargs: dict[str, Any]) -> None:
    """A key for each call but every tenth: most would end as that of another call (409), and tell nothing."""
    number = next(numbers)
    is_valid = case.meta and case.meta.generation.mode == GenerationMode.POSITIVE
    if number % 10 and is_valid and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = f"contract-{number}"


@schemathesis.check
def form_is_as_the_schema_says(ctx: CheckContext, response: Response, case: Case) -> None:
    """What the schema allows is never refused for its form."""
    is_valid = case.meta and case.meta.generation.mode == GenerationMode.POSITIVE
    if is_valid and response.status_code >= 400 and "json" in response.headers["content-type"][0]:
        told = response.json()["error"]
        error = told["code"] if isinstance(told, dict) else told  # as OpenAI has it
        if error in ABOUT_FORM:
            raise AssertionError(f"refused as {error}: {response.text}")


@schemathesis.check
def wrong_key_opens_nothing(ctx: CheckContext, response: Response, case: Case) -> None:
    """A wrong key is refused. Callers without any are answered, so this is asked apart."""
    label = case.operation.label
    if case.operation.path == "/health":  # it knows no keys
        return
    if 200 <= response.status_code < 300 and label not in asked_with_wrong_key:
        asked_with_wrong_key.add(label)
        again = case.call(headers={"Authorization": WRONG_KEY})
        if again.status_code != 401:
            raise AssertionError(f"a wrong key is answered {again.status_code}")
