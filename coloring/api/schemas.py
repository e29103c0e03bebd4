"""The shapes of what the image API answers; what programs may send is in `wanted`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

Id = Annotated[str, Field(pattern="^[0-9a-f]{32}$", description="32 hexadecimal digits.")]
Link = Annotated[str, Field(pattern="^https?://", description="An absolute address.")]
Dollars = Annotated[float, Field(ge=0, description="US dollars.")]
Status = Literal["waiting", "drawing", "ready", "failed"]


class Exact(Schema):
    """Nothing that is not written down here."""

    model_config = ConfigDict(extra="forbid")


class Problem(Exact):
    """A picture that could not be drawn."""

    index: Annotated[int, Field(ge=0, le=9)]
    error: Annotated[str, Field(description="A code, as in a refusal.")]
    message: str


class Refusal(Exact):
    """Every answer that is no success."""

    success: Literal[False]
    error: Annotated[str, Field(description="A code that stays the same in every language.")]
    message: Annotated[str, Field(description="A sentence in the language of Accept-Language.")]
    request_id: Annotated[str, Field(description="To be quoted when asking for help; also X-Request-ID.")]
    suggestion: Annotated[str | None, Field(description="What may be asked for instead.")] = None
    parameter: Annotated[str | None, Field(description="The parameter that is meant.")] = None
    models: Annotated[list[str] | None, Field(description="Models that do take the parameter.")] = None
    index: Annotated[int | None, Field(description="The place of the picture or prompt, from 0.")] = None
    moderation_stage: Annotated[str | None, Field(description="input or output")] = None
    categories: Annotated[list[str] | None, Field(description="What the moderation named.")] = None
    id: Annotated[Id | None, Field(description="The order, when there was one.")] = None
    status_url: Link | None = None
    problems: list[Problem] | None = None


class Picture(Exact):
    """One picture that is ready."""

    index: Annotated[int, Field(ge=0, le=9)]
    b64_json: Annotated[str | None, Field(description="In base64; null with response_format url.")]
    url: Link
    filename: str
    file_path: Annotated[str | None, Field(description="null for what is not kept (save_to_disk false).")]
    revised_prompt: Annotated[str | None, Field(description="As the service rewrote the prompt, if it did.")]
    format: Literal["png", "jpeg", "webp"]
    size: Annotated[str, Field(pattern="^[0-9]+x[0-9]+$")]
    quality: str | None
    background: str | None
    model: str
    engine: str
    bytes: Annotated[int, Field(ge=0)]
    seconds: Annotated[float | None, Field(ge=0, description="From the order to the picture.")]
    cost_usd: Dollars


class Answer(Exact):
    """An order, and its pictures as far as they are ready."""

    success: bool
    message: str
    id: Id
    status: Status
    status_url: Link
    created: Annotated[int, Field(ge=0, description="Seconds since 1970.")]
    model: Annotated[str | None, Field(description="Who drew; until then null.")]
    engine: str
    repeated: Annotated[bool, Field(description="Whether this answers what was asked before, at no cost.")]
    note: Annotated[str | None, Field(description="What was done otherwise than asked, and why.")]
    images: Annotated[list[Picture], Field(max_length=10)]
    problems: Annotated[list[Problem], Field(max_length=10)]
    request_params: dict[str, Any]
    usage: Annotated[dict[str, Any] | None, Field(description="As the service told it, added up.")]
    cost_usd: Dollars


class Listed(Exact):
    """Orders, newest first."""

    success: Literal[True]
    orders: Annotated[list[Answer], Field(max_length=100)]
    next_cursor: Annotated[Id | None, Field(description="`cursor` of the next page; null on the last.")]


class Deleted(Exact):
    """What is gone."""

    success: Literal[True]
    id: Id
    message: str


class Progress(Exact):
    """A batch, and how many of its pictures have come how far."""

    success: bool
    message: str
    id: Id
    status: Annotated[
        Literal["waiting", "drawing", "ready", "failed", "cancelled"],
        Field(description="ready: at least one picture is, and none is under way. failed: none is."),
    ]
    status_url: Link
    total: Annotated[int, Field(ge=1, le=1000, description="Pictures; the sum of the following.")]
    ready: Annotated[int, Field(ge=0)]
    failed: Annotated[int, Field(ge=0)]
    cancelled: Annotated[int, Field(ge=0)]
    waiting: Annotated[int, Field(ge=0)]
    drawing: Annotated[int, Field(ge=0)]
    cost_usd: Dollars
    created: Annotated[int, Field(ge=0, description="Seconds since 1970.")]
    seconds_left: Annotated[
        int | None, Field(ge=0, description="An estimate, by what is waiting; null when there is none.")
    ]
    request_params: dict[str, Any]


class Item(Exact):
    """What became of one prompt so far; status_url tells its order."""

    index: Annotated[int, Field(ge=0, le=99, description="The place of the prompt in the batch.")]
    prompt: str
    id: Id
    status: Status
    status_url: Link
    images: Annotated[list[Picture], Field(max_length=10, description="By their addresses.")]
    problems: Annotated[list[Problem], Field(max_length=10)]


class Whole(Progress):
    """A batch with its prompts in their order, those that were not deleted."""

    items: Annotated[list[Item], Field(max_length=100)]


class Batches(Exact):
    """Batches, newest first."""

    success: Literal[True]
    batches: Annotated[list[Progress], Field(max_length=100)]
    next_cursor: Annotated[Id | None, Field(description="`cursor` of the next page; null on the last.")]


class Model(Exact):
    """What a model takes: of each parameter the values, or null where any of its kind will do."""

    model: str
    family: str
    engine: Literal["openai", "xai", "offline"]
    max_prompt: Annotated[int, Field(ge=1, description="Characters.")]
    max_references: Annotated[int, Field(ge=0, le=16)]
    sizes: list[str]
    free_sizes: Annotated[bool, Field(description="Any size in multiples of 16, from 1:3 to 3:1.")]
    variations: bool
    parameters: dict[str, list[Any] | None]
    edit_parameters: Annotated[dict[str, list[Any] | None], Field(description="Empty: it makes no edits.")]


class Named(Exact):
    """A model as OpenAI's API lists it."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: Literal["openai", "xai", "offline"]


class Models(Exact):
    """The models that this site can ask; `data` holds their names in the form of OpenAI's API."""

    success: Literal[True]
    models: list[Model]
    object: Literal["list"]
    data: list[Named]


class Drawn(Exact):
    """One picture in the form of OpenAI's API; `url` is there with response_format url alone."""

    b64_json: str | None
    url: Link | None = None
    revised_prompt: str | None


class Generated(Exact):
    """Pictures in the form of OpenAI's API."""

    created: Annotated[int, Field(ge=0, description="Seconds since 1970.")]
    data: Annotated[list[Drawn], Field(min_length=1, max_length=10)]
    background: str | None
    output_format: Literal["png", "jpeg", "webp"]
    quality: str | None
    size: Annotated[str, Field(pattern="^[0-9]+x[0-9]+$")]
    usage: Annotated[dict[str, Any] | None, Field(description="As the service told it, added up.")]


class Fault(Schema):
    """What is wrong, in the form of OpenAI's API, and what a refusal of ours tells besides."""

    model_config = ConfigDict(extra="allow")

    message: Annotated[str, Field(description="A sentence in the language of Accept-Language.")]
    type: str
    param: Annotated[str | None, Field(description="The parameter that is meant.")]
    code: Annotated[str, Field(description="A code that stays the same in every language.")]


class CompatibleRefusal(Exact):
    """Every answer that is no success, in the form of OpenAI's API."""

    error: Fault
