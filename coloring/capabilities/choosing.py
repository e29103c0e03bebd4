"""Which models are asked for a wish, and with which parameters: the caller's, completed by the site's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from coloring import facts, references, sentences
from coloring.capabilities import filling, objections
from coloring.capabilities.objections import Objection
from coloring.capabilities.refusing import NoServiceError, NotTakenError
from coloring.engines import families
from coloring.engines.painting import Reference
from coloring.models import Order
from coloring.wishes import Wish

LONGEST_NAME = 64
VARIATION = (
    "Make a new variation of this picture: the same subject, mood and style, but another pose, composition"
    " and details, so that it is clearly a different picture."
)


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Who is asked for a wish and how.

    `models` are asked in turn; all of them take `parameters`, which are complete. `prompt` is what is sent,
    `references` and `mask` are as the models want them. `is_variation`: the service's own call for
    variations is used. `note` is a key of `sentences.NOTES`, "" where all is done as it was asked.
    """

    engine: str
    models: tuple[str, ...]
    prompt: str
    parameters: dict[str, Any] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    mask: Reference | None = None
    is_variation: bool = False
    note: str = ""


def choose(wish: Wish) -> Chosen:
    """The models that take this wish; nothing is spent yet.

    Raises NotTakenError, NoServiceError, or ReferenceRefusedError for a picture that has to be square.
    """
    engine, candidates = _named(wish.model) if wish.model else _listed()
    if wish.describes and not settings.OPENAI_API_KEY:
        raise NoServiceError("openai")
    against = {model: _objection(model, wish) for model in candidates}
    fitting = [model for model, objection in against.items() if objection is None]
    for model, objection in against.items():
        if objection and not fitting:
            raise _refusal(model, objection, wish)
    parameters = filling.filled(families.of(fitting[0]), wish)
    models = tuple(model for model in fitting if _takes_same(model, wish, parameters))
    return Chosen(
        engine=engine,
        models=models,
        prompt=_prompt(wish, models),
        parameters=parameters,
        references=_references(wish, models),
        mask=_mask(wish, models),
        is_variation=is_variation(wish.kind, models),
        note=note(wish.kind, models),
    )


def is_variation(kind: str, models: Iterable[str]) -> bool:
    """Whether pictures of this kind are made by the models' own call for variations."""
    return kind == Order.Kind.VARIATION and all(families.of(model).makes_variations for model in models)


def note(kind: str, models: Iterable[str]) -> str:
    """What the answer says of how it was drawn: a key of `sentences.NOTES`, or ""."""
    by_edit = kind == Order.Kind.VARIATION and not is_variation(kind, models)
    return "variation_by_edit" if by_edit else ""


def models_here() -> tuple[str, ...]:
    """The models that this site can ask as far as it knows, its own choice first."""
    own = settings.OPENAI_IMAGE_MODELS if settings.OPENAI_API_KEY else ()
    grok = settings.XAI_IMAGE_MODELS if settings.XAI_API_KEY else ()
    lists = {"openai": (*own, *grok), "xai": (*grok, *own), "offline": ("offline", *own, *grok)}
    listed = lists[settings.IMAGE_ENGINE]
    services = {"openai"} if settings.OPENAI_API_KEY and not _is_foreign() else set()
    services |= {"xai"} if settings.XAI_API_KEY else set()
    known = [
        model for family in families.FAMILIES.values() if family.engine in services for model in family.models
    ]
    gone = facts.gone("openai") | facts.gone("xai") | families.ended(timezone.localdate())
    return tuple(model for model in dict.fromkeys((*listed, *known)) if model not in gone) or ("offline",)


def edited_by(parameter: str) -> tuple[str, ...]:
    """The models here whose edits take a parameter."""
    return tuple(model for model in models_here() if families.of(model).takes(parameter, edit=True))


def _listed() -> tuple[str, tuple[str, ...]]:
    """The site's engine and those of its models that are not known to be gone."""
    engine = settings.IMAGE_ENGINE
    lists = {
        "openai": settings.OPENAI_IMAGE_MODELS,
        "xai": settings.XAI_IMAGE_MODELS,
        "offline": ("offline",),
    }
    return engine, facts.left(engine, lists[engine])


def _named(model: str) -> tuple[str, tuple[str, ...]]:
    """The engine of the one model that the caller names."""
    own = model in settings.OPENAI_IMAGE_MODELS
    engine = "openai" if own else families.of(model).engine
    unknown = not own and not families.is_known(model) and not _is_foreign()
    if unknown or len(model) > LONGEST_NAME:
        raise NotTakenError(code="model_unknown", parameter="model", model=model, models=models_here())
    if not _has_key(engine):
        raise NoServiceError(engine)
    if model in facts.gone(engine):
        raise NotTakenError(code="model_gone", parameter="model", model=model, models=models_here())
    return engine, (model,)


def _has_key(engine: str) -> bool:
    keys = {"openai": settings.OPENAI_API_KEY, "xai": settings.XAI_API_KEY, "offline": True}
    return bool(keys[engine])


def _is_foreign() -> bool:
    """Whether OpenAI's API is spoken to a service with models of its own."""
    return urlsplit(settings.OPENAI_BASE_URL).hostname != "api.openai.com"


def _objection(model: str, wish: Wish) -> Objection | None:
    return next(objections.of(families.of(model), wish), None)


def _takes_same(model: str, wish: Wish, parameters: dict[str, Any]) -> bool:
    """Whether a model can step in for the first with the very same call."""
    same = replace(wish, parameters=parameters)
    family = families.of(model)
    return _objection(model, same) is None and filling.filled(family, same) == parameters


def _refusal(model: str, first: Objection, wish: Wish) -> NotTakenError:
    takers = tuple(other for other in models_here() if not _objects(other, wish, first.parameter))
    if first.hint == "only_edits":
        takers = edited_by(first.parameter)
    at_home = first.code == "unknown_parameter" and models_here() == ("offline",)
    hint = "service" if at_home else first.hint
    return NotTakenError(
        code=first.code,
        parameter=first.parameter,
        model=model,
        values=first.values,
        models=() if first.code == "missing" else takers,
        hint=sentences.instead(hint) if hint else "",
    )


def _objects(model: str, wish: Wish, parameter: str) -> bool:
    return any(each.parameter == parameter for each in objections.of(families.of(model), wish))


def _references(wish: Wish, models: tuple[str, ...]) -> tuple[Reference, ...]:
    if not _wants_squares(wish, models):
        return wish.references
    return tuple(references.square_png(picture, index) for index, picture in enumerate(wish.references))


def _mask(wish: Wish, models: tuple[str, ...]) -> Reference | None:
    return references.square_png(wish.mask) if wish.mask and _wants_squares(wish, models) else wish.mask


def _wants_squares(wish: Wish, models: tuple[str, ...]) -> bool:
    return objections.is_edit(wish) and any(families.of(model).square_png for model in models)


def _prompt(wish: Wish, models: tuple[str, ...]) -> str:
    if not note(wish.kind, models):
        return wish.prompt
    return f"{VARIATION}\n\n{wish.prompt}".strip()
