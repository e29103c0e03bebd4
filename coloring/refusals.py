"""Which HTTP status goes with which refusal, and which errors mean only: come back."""

from __future__ import annotations

from django.forms import BaseForm

from coloring.models import patience
from coloring.pictures import StoreAway

# What is away for a moment and loses nothing; a database that was restarted is back within seconds.
AWAY = (StoreAway, *patience.AWAY)
RETRY_SECONDS = 10

STATUS = {
    "theme_missing": 400,
    "theme_too_long": 400,
    "photo_missing": 400,
    "empty": 400,
    "invalid": 400,
    "malformed": 400,
    "too_large": 413,
    "body_too_large": 413,
    "url_too_large": 413,
    "not_a_picture": 415,
    "unsupported": 415,
    "unsupported_media": 415,
    "theme_wordless": 422,
    "unknown_theme": 422,
    "refused": 422,
    "brand": 422,
    "truncated": 422,
    "too_many_pixels": 422,
    "too_small": 422,
    "base64": 422,
    "url_refused": 422,
    "url_failed": 422,
    "too_many_references": 422,
    "mask_size": 422,
    "mask_alpha": 422,
    "not_square": 422,
    "consent_missing": 422,
    "mode_unavailable": 422,
    "name_too_long": 422,
    "name_letters": 422,
    "name_refused": 422,
    "key_unknown": 401,
    "cross_site": 403,
    "not_found": 404,
    "photo_unknown": 404,
    "method_not_allowed": 405,
    "length_required": 411,
    "rate_limited": 429,
    "quota": 429,
    "away": 503,
    "crowded": 503,
    # What only programs are told apart: the form of a call, and what became of a picture.
    "key_malformed": 400,
    "budget": 402,
    "unpaid": 402,
    "cancelled": 409,
    "key_reused": 409,
    "unknown_parameter": 422,
    "invalid_value": 422,
    "missing": 422,
    "too_long": 422,
    "too_many": 422,
    "model_gone": 422,
    "model_unknown": 422,
    "rejected": 422,
    "service_rate": 429,
    "service_key": 503,
    "no_service": 503,
    "busy": 503,
    "retired": 503,
    "forbidden": 503,
    "lost": 503,
    "still_drawing": 503,
    "broken": 503,
    "crashed": 503,
}


def first_of(form: BaseForm) -> tuple[str, str, str]:
    """The first refusal of an invalid form: field, code, sentence."""
    field, errors = next(iter(form.errors.as_data().items()))
    code = errors[0].code or "invalid"
    return field, code if code in STATUS else "invalid", " ".join(errors[0].messages)


def suggestion(form: BaseForm) -> str:
    """The theme that is offered in place of a refused one, empty when there is none."""
    errors = form.errors.as_data().get("theme", [])
    return str((errors[0].params or {}).get("suggestion", "")) if errors else ""


def status_of(form: BaseForm) -> int:
    """200 for a valid form, else the status of its first refusal."""
    return STATUS[first_of(form)[1]] if form.errors else 200
