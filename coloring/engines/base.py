"""The contract between the artist and whoever draws: one commission in, one drawing out, named ways to fail.

EngineError                 broken, or answered with something that is no picture
 +- EngineBusy              not now; the same again later is right
 |   +- EnginePaced          it was not asked: it is not this call's turn yet
 +- EngineRefused           not this idea; the same again is never right
 +- EngineRejected          it can never be drawn with these parameters; nothing was paid
 +- EngineRetired           this model is gone; the next one of the list is right
 |   +- EngineForbidden     it lives, but not for this account
 +- EngineUnpaid            no money or no valid key; nothing is right until the owner acts
 +- EngineOverBudget        the day's budget is spent; nothing that costs is right until tomorrow
 +- EngineUnchecked         nobody could say whether it is for children; it is shown to none
 +- EngineLost              no answer came back, perhaps paid; the same again may pay twice
 +- EngineUnknown           nothing in the theme means anything to this engine
     +- EngineBlank         there is nothing to draw on the photo
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class Step(StrEnum):
    """What is being done for a page right now, in the order in which it is done."""

    READING = "reading"
    LOOKING = "looking"
    DRAWING = "drawing"
    CHECKING = "checking"
    CLEANING = "cleaning"
    STORING = "storing"


class Progress(Protocol):
    """Who wants to know how the work goes."""

    def step(self, step: Step) -> None: ...

    def reserve(self, micro_usd: int, *, pictures: int = 0) -> None:
        """Said before each call that may cost so much and draws so many pictures.

        Raises EngineOverBudget, or EnginePaced when it is not this call's turn.
        """

    def partial(self, index: int, picture: bytes) -> None:
        """An unfinished picture, PNG, JPEG or WebP, on the way to the whole one; index 0 comes first."""

    def retired(self, model: str) -> None: ...

    def looked(self, look: Look) -> None: ...


class Silent:
    """Progress that nobody follows."""

    def step(self, step: Step) -> None:
        pass

    def reserve(self, micro_usd: int, *, pictures: int = 0) -> None:
        pass

    def partial(self, index: int, picture: bytes) -> None:
        pass

    def retired(self, model: str) -> None:
        pass

    def looked(self, look: Look) -> None:
        pass


@dataclass(frozen=True, kw_only=True)
class Look:
    """What the vision model saw in a photo; `cost_micro_usd` in millionths of a US dollar."""

    subject: str
    setting: str
    details: tuple[str, ...]
    model: str
    cost_micro_usd: int = 0


@dataclass(frozen=True, kw_only=True)
class Commission:
    """One page as it was asked for; plain values, so that it can be made anywhere.

    `photo` is an upright RGB JPEG or PNG without metadata, at most 1536 px on its long side, or None (theme).
    `mode` says how a photo becomes a page: "home" (image processing here), "faithful" (edited from the photo)
    or "imagined" (drawn from a description); "" for a theme. `seed`, the page's id, makes the offline artist
    repeatable and names the page in the log.
    `look` and `prompt` are filled in by the artist before an engine that reads prompts sees the commission.
    `moderation_model` says whether the wish and the drawing are for children; "": nobody is asked.
    `partial_images`, 0 to 3, are the unfinished pictures that the progress is to be told on the way.
    """

    theme: str = ""
    photo: bytes | None = None
    mode: str = ""
    detail: str = "normal"
    orientation: str = "square"
    colored_model: bool = False
    child_name: str = ""
    seed: str = ""
    look: Look | None = None
    prompt: str = ""
    image_models: tuple[str, ...] = ()
    vision_models: tuple[str, ...] = ()
    moderation_model: str = ""
    size: str = "1024x1024"
    quality: str = "high"
    partial_images: int = 0
    progress: Progress = field(default_factory=Silent, compare=False)


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What an engine drew: a whole PNG, JPEG or WebP, checked; its cost in millionths of a US dollar.

    `colours` is the same picture in real flat colours, a PNG of any size with the same framing, or empty.
    `is_named` says that the child's name is in the drawing already and needs no band above it.
    """

    image: bytes
    engine: str
    model: str
    colours: bytes = b""
    is_named: bool = False
    quality: str = ""
    cost_micro_usd: int = 0
    request_id: str = ""


class EngineError(Exception):
    """The engine is broken or its answer is no picture.

    `cost_micro_usd` was, or may have been, paid for nothing; `problem` is the code stored with the row.
    `told` are the service's own codes, never its sentences: "status" (int), "type", "param", "code" and, of
    a refusal, "moderation_stage" and "categories" (a list); each only where it was given.
    """

    problem = "broken"

    def __init__(
        self, message: str, *, cost_micro_usd: int = 0, told: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.cost_micro_usd = cost_micro_usd
        self.told = dict(told or {})


class EngineBusy(EngineError):
    """Ask again after `retry_after` seconds; None when the service did not say."""

    problem = "busy"

    def __init__(
        self, message: str, *, retry_after: float | None = None, told: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message, told=told)
        self.retry_after = retry_after


class EnginePaced(EngineBusy):
    """The call was not made: its turn comes after `retry_after` seconds, which are always said."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("another call's turn", retry_after=retry_after)


class EngineRefused(EngineError):
    """This idea will not be drawn."""

    problem = "refused"


class EngineRejected(EngineError):
    """The service does not take a parameter or a picture of the request; nothing was drawn or paid."""

    problem = "rejected"


class EngineRetired(EngineError):
    """No model of the list is alive any more."""

    problem = "retired"


class EngineForbidden(EngineRetired):
    """The model lives but this account may not use it; the next one of the list may do."""

    problem = "forbidden"


class EngineUnpaid(EngineError):
    """The account has no money left, or its key is not accepted."""

    problem = "unpaid"


class EngineOverBudget(EngineError):
    """The call was not made: what paid services may cost today is spent."""

    problem = "budget"


class EngineUnchecked(EngineError):
    """Whether it is for children could not be asked: what is not known to be fit is not shown."""

    problem = "unchecked"


class EngineLost(EngineError):
    """No answer came back, and it may have been paid for: a deadline passed or the line was cut."""

    problem = "lost"


class EngineUnknown(EngineError):
    """Nothing in the theme is known to this engine; the parent can say it in other words."""

    problem = "unknown_theme"


class EngineBlank(EngineUnknown):
    """There is nothing to draw on the photo."""

    problem = "blank_photo"


class Engine(Protocol):
    """Draws one commission or raises one of the errors above; `draws_here`: on this machine's cores."""

    draws_here: bool

    def draw(self, commission: Commission) -> Drawing: ...


class Looker(Protocol):
    """An engine that can also describe a photo."""

    def look(self, commission: Commission) -> Look: ...


class Checker(Protocol):
    """An engine that can also say whether words and a picture are for children."""

    def check(self, commission: Commission, *, words: str = "", picture: bytes | None = None) -> None:
        """Raises EngineRefused, or EngineUnchecked or EngineUnpaid when there is no verdict."""
