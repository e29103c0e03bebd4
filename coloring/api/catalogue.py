"""GET /api/v1/models: what each model that this site can ask takes, from the table of families."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from ninja import Router

from coloring.api import examples, schemas
from coloring.engines import families

router = Router(tags=["models"])


@router.get(
    "",
    response={200: schemas.Models, **schemas.refusals(401, 403, 405, 429, 503)},
    operation_id="listModels",
    summary="What each model takes",
    url_name="models",
    openapi_extra=examples.answered(s200=examples.MODELS),
)
def models(request: HttpRequest) -> JsonResponse:
    """The models that this site may ask, the default one first, with the parameters that each takes."""
    return JsonResponse({"success": True, "models": [_told(model) for model in configured()]})


def configured() -> list[str]:
    """Every model that can be asked here: those of the site's own engine first."""
    keyed = {
        "openai": settings.OPENAI_IMAGE_MODELS if settings.OPENAI_API_KEY else (),
        "xai": settings.XAI_IMAGE_MODELS if settings.XAI_API_KEY else (),
        "offline": ("offline",),
    }
    own = keyed.pop(settings.IMAGE_ENGINE)
    return [*own, *(model for models in keyed.values() for model in models)]


def _told(model: str) -> dict[str, Any]:
    family = families.of(model)
    return {
        "model": model,
        "family": family.name,
        "engine": family.engine,
        "max_prompt": family.most_prompt,
        "max_references": family.most_images,
        "sizes": list(family.sizes),
        "free_sizes": family.free_sizes,
        "variations": family.makes_variations or bool(family.edit_values),
        "parameters": _values(family.values),
        "edit_parameters": _values(family.edit_values),
    }


def _values(values: Mapping[str, tuple[object, ...] | None]) -> dict[str, list[object] | None]:
    return {name: None if allowed is None else list(allowed) for name, allowed in values.items()}
