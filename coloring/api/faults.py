"""One table of what a program is told when a picture, or a whole order, comes to nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from coloring import capabilities, charging, ordering, references, sentences
from coloring.api.requests import RefusedError
from coloring.models import Image

# Seconds after which a service that was busy, or allows no more a minute, is worth another try.
BUSY_SECONDS, RATE_SECONDS = 30, 20
# The service counts; it is not down.
_RATES = {"rate_limit_exceeded", "slow_down"}
_RATE_TYPES = {"input-images", "requests", "tokens", "rate_limit_error"}
# The owner's key, not the owner's money.
_KEYS = {"invalid_api_key", "account_deactivated"}

# Where the owner of the site writes the key of a service.
_VARIABLES = {"openai": "OPENAI_API_KEY", "xai": "XAI_API_KEY"}

# What the modules below end a call with.
FAULTS = (
    capabilities.NotTakenError,
    capabilities.NoServiceError,
    charging.OverBudgetError,
    ordering.KeyReusedError,
    references.ReferenceRefusedError,
)


def of_picture(problem: str, told: Mapping[str, Any], *, named: bool) -> RefusedError:
    """What a failed picture means to the program; `told` are the service's codes.

    `named` says that the caller named the model: a model that is gone is then theirs to change.
    """
    match problem:
        case Image.Problem.BUSY if _is_rate(told):
            return RefusedError("service_rate", Retry_After=str(RATE_SECONDS))
        case Image.Problem.BUSY:
            return RefusedError("busy", sentences.problem("busy"), Retry_After=str(BUSY_SECONDS))
        case Image.Problem.UNPAID if _is_key(told):
            return RefusedError("service_key")
        case Image.Problem.RETIRED if named:
            models = list(capabilities.models_here())
            return RefusedError("model_gone", told={"parameter": "model", "models": models})
        case Image.Problem.REFUSED:
            words = {name: told.get(name) for name in ("moderation_stage", "categories")}
            return RefusedError("refused", told=words)
        case Image.Problem.REJECTED:
            return RefusedError("rejected", told={"parameter": told.get("param")})
        case Image.Problem.UNKNOWN_THEME:
            return RefusedError("unknown_theme", told={"parameter": "prompt"})
    return RefusedError(problem, sentences.problem(problem))


def of_call(error: Exception) -> RefusedError:
    """What one of FAULTS means to the program."""
    match error:
        case capabilities.NotTakenError():
            told = {"parameter": error.parameter, "models": list(error.models)}
            index = error.position if error.parameter == "prompt" else None
            return RefusedError(error.code, error.sentence(), error.hint, told=told | {"index": index})
        case capabilities.NoServiceError():
            variable = _VARIABLES[error.engine]
            return RefusedError("no_service", sentences.request("no_service", variable=variable))
        case charging.OverBudgetError():
            return RefusedError("budget", sentences.problem("budget"))
        case ordering.KeyReusedError():
            return RefusedError("key_reused")
        case references.ReferenceRefusedError():
            return of_reference(error)
    raise error


def of_reference(error: references.ReferenceRefusedError) -> RefusedError:
    heavy = error.code in {"too_large", "url_too_large"}
    limits = {"megabytes": settings.MAX_FILE_SIZE // 1_000_000} if heavy else {}
    return RefusedError(error.code, sentences.request(error.code, **limits), told={"index": error.index})


def _is_rate(told: Mapping[str, Any]) -> bool:
    return told.get("code") in _RATES or told.get("type") in _RATE_TYPES or told.get("status") == 429


def _is_key(told: Mapping[str, Any]) -> bool:
    """xAI refuses a key with a 400 that has no code; an empty account has one there, or another status."""
    code = str(told.get("code", ""))
    return code in _KEYS or told.get("status") == 401 or (told.get("status") == 400 and "billing" not in code)
