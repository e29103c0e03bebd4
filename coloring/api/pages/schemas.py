"""The shapes of what the calls for coloring pages answer, and /health."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.json_schema import models_json_schema

from coloring import engines, lineart, sentences
from coloring.api.schemas import Dollars, Exact, Id, Link, Status
from coloring.engines.base import Step
from coloring.models import Page

WHERE = "#/components/schemas/{model}"


def one_of(codes: list[str]) -> Any:
    """A word out of these."""
    return Field(json_schema_extra={"enum": list[Any](codes)})


# What lineart.Measures counts or measures, and the faults of a page that does not pass its gate.
MEASURES: dict[str, Any] = {
    "type": "object",
    "description": "Lengths and areas are those of the page at 1024 px on its long side.",
    "properties": {
        **{
            field.name: {"type": "integer" if field.type == "int" else "number", "minimum": 0}
            for field in fields(lineart.Measures)
        },
        "faults": {"type": "array", "items": {"type": "string"}},
    },
    "required": [*(field.name for field in fields(lineart.Measures)), "faults"],
    "additionalProperties": False,
}

Sentence = Annotated[str, Field(description="What happened, in the language of Accept-Language.")]
Count = Annotated[int, Field(ge=0)]


class OfPage(Exact):
    """What every answer about a page begins with."""

    success: bool
    id: Id
    status: Status
    step: Annotated[str, one_of([*Step, ""]), Field(description="What is being done for it right now.")]
    status_url: Link
    image_url: Annotated[Link | None, Field(description="The picture, a PNG; null for none.")]


class PageUnderWay(OfPage):
    """Not over yet: ask status_url again in a few seconds."""

    success: Literal[True]
    status: Literal["waiting", "drawing"]
    image_url: None


class PageReady(OfPage):
    """A page with its picture."""

    success: Literal[True]
    status: Literal["ready"]
    image_url: Link
    engine: Annotated[str, one_of([*engines.ENGINES])]
    model: str
    quality: str
    size: Annotated[str, Field(pattern="^[0-9]+x[0-9]+$")]
    seconds: Annotated[float, Field(ge=0, description="From the wish to the picture.")]
    cost_usd: Dollars
    measures: Annotated[dict[str, Any], Field(json_schema_extra=MEASURES)]
    colourable: Annotated[bool, Field(description="Whether the measures pass our gate for children.")]


class PageSteppedIn(PageReady):
    """A page that Herbbie's own artist drew, because the drawing service did not."""

    problem: Annotated[str, one_of([*sentences.STEPPED_IN])]
    message: Sentence


class PageFailed(OfPage):
    """Nothing could be drawn; it counts against no quota."""

    success: Literal[False]
    status: Literal["failed"]
    image_url: None
    problem: Annotated[str, one_of([*Page.Problem.values])]
    message: Sentence


class PageHidden(OfPage):
    """A page that was reported as not right for a child."""

    success: Literal[True]
    status: Literal["ready"]
    image_url: None
    problem: Literal["hidden"]
    message: Sentence


class SentPhoto(Exact):
    """A photo that is kept for an hour at most, for one page of the same caller."""

    success: Literal[True]
    photo_path: Annotated[Id, Field(description="To be sent to /convert_photo_to_coloring/.")]


class HealthOfImages(Exact):
    """Pictures that programs ordered."""

    waiting: Count
    drawing: Count
    oldest_seconds: Count


class HealthOfQueue(HealthOfImages):
    """Pages that are not over yet."""

    transport: Literal["embedded", "redis"]
    images: HealthOfImages


class HealthOfService(Exact):
    """A paid service as it was last met; nobody asks it for this."""

    status: Literal["ok", "no_key", "unpaid", "closed"]
    closed_seconds: Annotated[int, Field(ge=0, description="For how long it will refuse, by its own word.")]
    asked_last_minute: Count


class HealthOfModels(Exact):
    """The models in the order in which they are asked, and what is known of their ends."""

    image: list[str]
    vision: list[str]
    moderation: str
    xai: list[str]
    ending: Annotated[dict[str, str], Field(description="The last day of each model that will be shut down.")]
    retired: list[str]


class HealthOfSite(Exact):
    """What every answer of /health begins with."""

    status: Literal["ok", "degraded", "error"]
    timestamp: Annotated[str, Field(json_schema_extra={"format": "date-time"})]
    version: str
    engine: Annotated[str, one_of([*engines.ENGINES])]
    storage: Literal["ok", "away"]
    storage_kind: Literal["files", "database", "bucket"]
    moderation: Literal["list", "list and service"]
    database: Literal["sqlite", "postgresql", "away"]


class HealthWithoutDatabase(HealthOfSite):
    """What is known while the database is away."""

    status: Literal["error"]
    database: Literal["away"]


class Health(HealthOfSite):
    """degraded: pages can be asked for, but nobody draws, or a service has no credit."""

    database: Literal["sqlite", "postgresql"]
    queue: HealthOfQueue
    worker: Literal["ok", "none"]
    workers: Count
    budget: Literal["none", "ok", "near", "spent"]
    openai_status: Literal["ok", "no_key", "unpaid"]
    services: dict[str, HealthOfService]
    images_per_minute: Annotated[int, Field(ge=0, description="What the account allows; 0: not known.")]
    models: HealthOfModels


OVER = (PageReady, PageSteppedIn, PageFailed, PageHidden)
ANSWERS = (PageUnderWay, *OVER, SentPhoto, HealthWithoutDatabase, Health)


def components() -> dict[str, Any]:
    """Each shape by its name, as OpenAPI writes them."""
    told = models_json_schema([(answer, "validation") for answer in ANSWERS], ref_template=WHERE)[1]
    return dict(told["$defs"])


def named(*answers: type[Exact]) -> dict[str, Any]:
    """One of these shapes, by its name."""
    names = [{"$ref": WHERE.format(model=answer.__name__)} for answer in answers]
    return names[0] if len(names) == 1 else {"oneOf": names}
