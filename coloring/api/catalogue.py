"""GET /api/v1/models: what each model that this site can ask takes, from the table of families."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Router

from coloring import capabilities
from coloring.api import operations
from coloring.engines import families

router = Router(tags=["models"])


@router.get("", **operations.MODELS)
def models(request: HttpRequest) -> JsonResponse:
    """The models that this site may ask, the default one first, with the parameters that each takes."""
    models = capabilities.models_here()
    told = {"success": True, "models": [_told(model) for model in models]}
    return JsonResponse(told | {"object": "list", "data": [_named(model) for model in models]})


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


def _named(model: str) -> dict[str, Any]:
    return {"id": model, "object": "model", "created": 0, "owned_by": families.of(model).engine}


def _values(values: Mapping[str, tuple[object, ...] | None]) -> dict[str, list[object] | None]:
    return {name: None if allowed is None else list(allowed) for name, allowed in values.items()}
