"""What programs may send, field by field: strict about types, and nothing that is not written down here."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from coloring.api import requests

# Fields that are ours; all others are parameters of the image API.
OURS = {
    "prompt",
    "prompts",
    "model",
    "n",
    "response_format",
    "save_to_disk",
    "fresh",
    "image_urls",
    "images_base64",
    "references",
}
# Of older clients: the format of the picture, which comes in base64 as ever.
FORMATS = {"png", "jpeg", "webp"}
# What the SDK, curl and browsers call the pictures of a form.
IMAGES = frozenset({"image", "image[]", "images", "images[]"})


def kept(text: str) -> str:
    """Text that a database can keep. Raises ValueError."""
    if requests.UNKEPT.search(text):
        raise ValueError("a character that cannot be kept")
    return text


def always(fresh: bool | None) -> bool | None:
    """What may be said but not be denied. Raises ValueError."""
    if fresh is False:
        raise PydanticCustomError("literal_error", "{expected}", {"expected": "true"})
    return fresh


KEPT = AfterValidator(kept)
# The same as far as a schema can say it: JSON without half characters.
TEXT = r"^[^\x00]*$"
Name = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:/-]+$")]
Prompt = Annotated[
    str,
    Field(
        min_length=1,
        max_length=32_000,
        pattern=r"^[^\x00]*[^\s\x00][^\x00]*$",
        description="dall-e-2 reads 1,000, dall-e-3 4,000",
    ),
    KEPT,
]
Word = Annotated[str, Field(min_length=1, max_length=32, pattern=TEXT), KEPT]
Size = Annotated[str, Field(pattern=r"^(auto|[1-9][0-9]{1,4}x[1-9][0-9]{1,4})$")]
User = Annotated[str, Field(min_length=1, max_length=256, pattern=TEXT), KEPT]
Address = Annotated[str, Field(min_length=1, max_length=4096, pattern=TEXT), KEPT]
Base64 = Annotated[str, Field(min_length=1, pattern=TEXT), KEPT]


class Choices(Schema):
    """How pictures are to be, which all calls take. null counts as left out."""

    model_config = ConfigDict(extra="forbid")
    # Fields that a form may repeat, the files that it may hold, and whether JSON will do as well.
    lists: ClassVar[frozenset[str]] = frozenset()
    files: ClassVar[frozenset[str]] = frozenset()
    in_json: ClassVar[bool] = True

    model: Annotated[
        Name | None, Field(description="Left out: the site's own choice. See /api/v1/models.")
    ] = None
    n: Annotated[int | None, Field(ge=1, le=10, description="Pictures; 1 when left out.")] = None
    size: Annotated[
        Size | None, Field(description="WIDTHxHEIGHT or auto; which ones depends on the model.")
    ] = None
    quality: Annotated[
        Word | None, Field(description="low, medium, high, auto; xhigh and max from 2.5 on; standard and hd.")
    ] = None
    background: Annotated[
        Literal["transparent", "opaque", "auto"] | None, Field(description="transparent needs png or webp.")
    ] = None
    output_format: Literal["png", "jpeg", "webp"] | None = None
    output_compression: Annotated[
        int | None, Field(ge=0, le=100, description="Percent, for jpeg and webp.")
    ] = None
    moderation: Literal["auto", "low"] | None = None
    input_fidelity: Literal["low", "high"] | None = None
    style: Annotated[Literal["vivid", "natural"] | None, Field(description="dall-e-3 alone.")] = None
    aspect_ratio: Annotated[Word | None, Field(description="Models of xAI, such as 3:4.")] = None
    resolution: Annotated[Word | None, Field(description="Models of xAI: 1k or 2k.")] = None
    user: Annotated[
        User | None,
        Field(description="Who asks you; the service gets a hash of it."),
    ] = None
    response_format: Annotated[
        Literal["b64_json", "url", "png", "jpeg", "webp"] | None,
        Field(description="b64_json when left out. png, jpeg and webp are output_format, with b64_json."),
    ] = None
    save_to_disk: Annotated[
        bool | None, Field(description="false: the pictures are deleted an hour after they were drawn.")
    ] = None
    fresh: Annotated[
        bool | None, Field(description="true: drawn again, although the same was drawn before.")
    ] = None

    def given(self) -> dict[str, Any]:
        """What was sent, by name; neither what was left out nor what is null."""
        return self.model_dump(exclude_unset=True, exclude_none=True)

    def parameters(self) -> dict[str, Any]:
        """The parameters of the image API that were sent."""
        given = self.given()
        chosen = {name: value for name, value in given.items() if name not in OURS}
        return chosen | ({"output_format": self.response_format} if self.response_format in FORMATS else {})

    @property
    def contradicts_itself(self) -> bool:
        """Whether two formats are asked for."""
        return self.response_format in FORMATS and self.output_format not in {None, self.response_format}

    @property
    def is_inline(self) -> bool:
        """Whether the pictures are in the answer itself."""
        return self.response_format != "url"


class Wanted(Choices):
    """What all calls take that may wait for their pictures."""

    stream: Annotated[bool | None, Field(description="Server-sent events instead of one answer.")] = None
    partial_images: Annotated[int | None, Field(ge=0, le=3, description="With stream; they cost money.")] = (
        None
    )


class Prompts(Choices):
    """Many pictures from words, all with the same choices."""

    lists: ClassVar[frozenset[str]] = frozenset({"prompts"})

    prompts: Annotated[list[Prompt], Field(min_length=1, max_length=100)]
    response_format: Annotated[
        Literal["url"] | None, Field(description="The pictures come by their addresses.")
    ] = None
    fresh: Annotated[
        bool | None,
        Field(
            description="Each prompt is drawn, also one that was drawn before.",
            json_schema_extra={"enum": [True, None]},
        ),
        AfterValidator(always),
    ] = None


class FromWords(Wanted):
    """A picture from words."""

    prompt: Prompt


class FromReferences(FromWords):
    """A picture from words and pictures, which are fetched, sent in base64 or, in a form, uploaded."""

    lists: ClassVar[frozenset[str]] = frozenset({"image_urls", "images_base64"})
    files: ClassVar[frozenset[str]] = IMAGES

    image_urls: Annotated[
        Annotated[list[Address], Field(max_length=16)] | None,
        Field(description="Public addresses of pictures; with the others at most 16."),
    ] = None
    images_base64: Annotated[
        Annotated[list[Base64], Field(max_length=16)] | None,
        Field(description="Pictures as data URLs or plain base64; with the others at most 16."),
    ] = None
    references: Annotated[
        Literal["send", "describe"] | None,
        Field(description="describe: put into words, for models that take no pictures. Else send."),
    ] = None


class Edit(FromWords):
    """A picture from uploaded ones; the clear part of a mask is where the first is drawn anew."""

    files: ClassVar[frozenset[str]] = IMAGES | {"mask"}
    in_json: ClassVar[bool] = False


class Variation(Wanted):
    """A picture like an uploaded one."""

    files: ClassVar[frozenset[str]] = IMAGES
    in_json: ClassVar[bool] = False

    prompt: Annotated[Prompt | None, Field(description="What the variation shall look like.")] = None
