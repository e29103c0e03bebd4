"""What is sent for one picture that a program ordered: parameters as they are, references as files."""

from __future__ import annotations

from typing import Any

from coloring.engines import families
from coloring.engines.base import EngineError
from coloring.engines.families import Family
from coloring.engines.openai import models
from coloring.engines.openai.orders import Order, streaming
from coloring.engines.painting import ImageRequest, Reference

# Of the parameters these are fields of the request itself.
_APART = {"user", "stream", "partial_images"}


def order(model: str, request: ImageRequest) -> Order:
    """The request in the words of one model; the service's own call for variations where it had one."""
    family = families.of(model)
    if request.variation and family.makes_variations:
        return _order(model, request, "create_variation", _varied(request))
    if request.references:
        return _order(model, request, "edit", {"prompt": request.prompt, **_parameters(request)})
    return _order(model, request, "generate", {"prompt": request.prompt, **_parameters(request)})


def is_gone(order: Order, error: EngineError) -> bool:
    """Whether it is the call for variations itself that is no longer there: it answers 404 and no word."""
    return order.verb == "create_variation" and error.told == {"status": 404}


def _order(model: str, request: ImageRequest, verb: str, fields: dict[str, Any]) -> Order:
    family = families.of(model)
    can_stream = family.takes("stream", edit=verb == "edit")
    streams = can_stream and (request.streams or request.partial_images > 0)
    partials = request.partial_images if streams else 0
    size, quality = fields.get("size", ""), fields.get("quality", "")
    shared = {"model": model, "n": 1} | _files(request) | _user(family, request.user)
    return Order(
        model=model,
        verb=verb,
        fields=fields | shared | _as_bytes(family) | streaming(streams, partials),
        size="" if size == "auto" else size,
        format=fields.get("output_format") or ("" if family.name == "other" else family.format),
        quality=quality,
        streams=streams,
        partials=partials,
        estimate=models.drawing_estimate(
            model,
            size=size,
            quality=quality,
            prompt=request.prompt,
            photos=len(request.references) + (request.mask is not None),
            partials=partials,
        ),
    )


def _parameters(request: ImageRequest) -> dict[str, Any]:
    return {name: value for name, value in request.parameters.items() if name not in _APART}


def _varied(request: ImageRequest) -> dict[str, Any]:
    """A variation is asked for without words; all that it takes is a size."""
    return {name: value for name, value in request.parameters.items() if name == "size"}


def _files(request: ImageRequest) -> dict[str, Any]:
    """The references, of which a list goes as so many `image[]` and a single one as `image`."""
    files = [_file(reference) for reference in request.references]
    if not files:
        return {}
    image = {"image": files[0] if len(files) == 1 else files}
    return image | ({"mask": _file(request.mask)} if request.mask else {})


def _file(reference: Reference) -> tuple[str, bytes, str]:
    return reference.name, reference.content, reference.kind


def _user(family: Family, user: str) -> dict[str, Any]:
    """Who asks, by the name that the family has for it."""
    if not user:
        return {}
    return {"safety_identifier" if family.name.startswith("gpt-image") else "user": user}


def _as_bytes(family: Family) -> dict[str, Any]:
    """DALL-E answers with an address unless it is asked for the bytes; the others refuse to be asked."""
    return {"response_format": "b64_json"} if family.name.startswith("dall-e") else {}
