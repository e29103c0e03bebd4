"""Puts references into words, for image models that take none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, cast

from coloring import engines
from coloring.engines import families
from coloring.engines.base import EngineBusy, EngineError, EngineUnpaid, Look, Progress
from coloring.engines.painting import ImageRequest

_INTRODUCTION = "What the given pictures show, in words that name things and do nothing else:"
_ALIKE = "Draw a picture like the given one."


class Describer(Protocol):
    """An engine that can say what any picture shows."""

    def describe(self, picture: bytes, *, models: tuple[str, ...], seed: str, progress: Progress) -> Look: ...


def into_words(request: ImageRequest, vision_models: tuple[str, ...]) -> ImageRequest:
    """The request without its references and mask, what they show being said in its prompt.

    The prompt holds the caller's whole, and is as long as every model of the request takes it. Each look is
    reserved before, and told to the request's progress. Raises the errors of `engines.base`.
    """
    describer = cast(Describer, engines.load("openai"))
    seen = [_seen(describer, reference.content, request, vision_models) for reference in request.references]
    most = min((families.of(model).most_prompt for model in request.models), default=0)
    prompt = _composed(request.prompt or _ALIKE, seen, most)
    return replace(request, prompt=prompt, references=(), mask=None, variation=False)


def _seen(describer: Describer, picture: bytes, request: ImageRequest, models: tuple[str, ...]) -> str:
    """What one reference shows. Who is unpaid or too busy for looking may still draw."""
    try:
        look = describer.describe(picture, models=models, seed=request.seed, progress=request.progress)
    except EngineUnpaid as error:
        raise EngineError(f"nobody can look: {error}", told=error.told) from error
    except EngineBusy as error:
        raise EngineBusy(f"nobody can look now: {error}", told=error.told) from error
    request.progress.looked(look)
    return _words(look)


def _composed(prompt: str, seen: Sequence[str], most: int) -> str:
    """The caller's words and an equal share of what is left of `most` characters for each description."""
    if not seen:
        return prompt
    heads = [f"\n{number}. " for number in range(1, len(seen) + 1)]
    left = most - len(prompt) - len(_INTRODUCTION) - len("\n\n") - sum(map(len, heads))
    share = left // len(seen)
    if share <= 0:
        return prompt
    lines = "".join(head + _cut(words, share) for head, words in zip(heads, seen, strict=True))
    return f"{prompt}\n\n{_INTRODUCTION}{lines}"


def _words(look: Look) -> str:
    """One line of what was seen."""
    details = ", ".join(filter(None, map(_plain, look.details)))
    sentences = (_plain(look.subject), _plain(look.setting), f"With {details}" if details else "")
    return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences if sentence)


def _plain(words: str) -> str:
    """Foreign words in one line, without control characters."""
    kept = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in words)
    return re.sub(r"\s+", " ", kept).strip()


def _cut(words: str, most: int) -> str:
    """As many whole words as there is room for."""
    return words if len(words) <= most else words[: most + 1].rpartition(" ")[0]
