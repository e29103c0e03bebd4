"""A commission in, a clean and measured picture out; knows nothing of HTTP, rows or queues."""

from __future__ import annotations

import io
import logging
import os
import threading
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import cast

from PIL import Image

from coloring import engines, lettering, lineart, prompts
from coloring.engines.base import Checker, Commission, Drawing, Engine, EngineError, Looker, Step

log = logging.getLogger("herbbie.page")

# Pages that wait for a service wait side by side; pages that need this machine's cores take turns.
HANDS = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A finished page: PNG bytes, its size in px, what measuring said, and who drew it for how much.

    The PNG has 1 bit, or a palette when a coloured model is in its corner. `areas` are its white areas, each
    with its real colour.
    """

    png: bytes
    width: int
    height: int
    measures: lineart.Measures
    areas: tuple[lineart.Area, ...]
    engine: str
    model: str
    quality: str
    cost_micro_usd: int


def draw(commission: Commission, engine_name: str) -> Picture:
    """Draw a commission with one engine, clean it and measure it.

    A picture of a paid engine that misses the gate is asked for once more with its fault named; the better of
    the two is kept. Raises the errors of `engines.base`. What looking at a photo cost is told to the
    commission's progress at once; what drawing cost is in the picture or in the error.
    """
    engine = engines.load(engine_name)
    commission = _understood(engine, commission)
    first = _attempt(engine, commission)
    if first.measures.passes or first.engine == "offline":
        return first
    return _better_of(first, engine, commission)


def _understood(engine: Engine, commission: Commission) -> Commission:
    """The wish, found to be for children, with what was seen on its photo if that leaves this server.

    A child's name is never asked about: no prompt holds it.
    """
    photo = commission.photo if commission.mode != "home" else None
    if not photo and not commission.moderation_model:
        return commission
    commission.progress.step(Step.LOOKING if photo else Step.READING)
    _check(engine, commission, words=_words(commission), picture=photo)
    looks = commission.mode == "imagined" or commission.vision_models
    if photo and commission.look is None and looks:
        look = cast(Looker, engine).look(commission)
        commission.progress.looked(look)
        commission = replace(commission, look=look)
        _check(engine, commission, words=_words(commission))
    return commission


def _check(engine: Engine, commission: Commission, *, words: str = "", picture: bytes | None = None) -> None:
    """Raises EngineRefused for what is not for children; nothing is sent where no model is named."""
    if commission.moderation_model and (words or picture):
        cast(Checker, engine).check(commission, words=words, picture=picture)


def _words(commission: Commission) -> str:
    """What a prompt takes from the parent and from the photo, a line each."""
    look = commission.look
    seen = (look.subject, look.setting, *look.details) if look else ()
    return "\n".join(filter(None, (commission.theme, *seen)))


def _attempt(engine: Engine, commission: Commission, fault: str = "") -> Picture:
    """One drawing, from the words to the measures; unchecked it goes to nobody, but it was paid for."""
    commission.progress.step(Step.DRAWING)
    with HANDS if engine.draws_here else nullcontext():
        drawing = engine.draw(replace(commission, prompt=_prompt(commission, fault)))
    try:
        return _taken(engine, drawing, commission)
    except EngineError as error:
        error.cost_micro_usd += drawing.cost_micro_usd
        raise
    except Exception as surprise:
        told = {"page": commission.seed, "engine": drawing.engine, "model": drawing.model}
        log.exception("drawing cannot be cleaned", extra=told)
        raise EngineError(
            "the drawing cannot be cleaned", cost_micro_usd=drawing.cost_micro_usd
        ) from surprise


def _taken(engine: Engine, drawing: Drawing, commission: Commission) -> Picture:
    """What was drawn, found to be for children, as a page."""
    if commission.moderation_model:
        commission.progress.step(Step.CHECKING)
        _check(engine, commission, picture=drawing.image)
    commission.progress.step(Step.CLEANING)
    with HANDS:
        return finish(drawing, commission)


def _prompt(commission: Commission, fault: str) -> str:
    return prompts.compose(
        theme=commission.theme,
        look=commission.look,
        mode=commission.mode,
        detail=commission.detail,
        orientation=commission.orientation,
        colored_model=commission.colored_model,
        fault=fault,
    )


def _better_of(first: Picture, engine: Engine, commission: Commission) -> Picture:
    """Ask once more, naming the fault, and keep the better picture; what both cost is counted."""
    models = commission.image_models
    if first.model in models:
        commission = replace(commission, image_models=models[models.index(first.model) :])
    try:
        second = _attempt(engine, commission, fault=first.measures.faults[0])
    except EngineError as error:
        return replace(first, cost_micro_usd=first.cost_micro_usd + error.cost_micro_usd)
    cost = first.cost_micro_usd + second.cost_micro_usd
    kept = second if lineart.better(first.measures, second.measures) is second.measures else first
    return replace(kept, cost_micro_usd=cost)


def finish(drawing: Drawing, commission: Commission) -> Picture:
    """What an engine drew, as a page for paper: clean, with its coloured model, measured, and named.

    The name counts for nothing in the measures, so that it saves no poor drawing.
    """
    png = lineart.clean(drawing.image, colored_model=commission.colored_model)
    areas = lineart.coloured_areas(png, drawing.colours, model=commission.colored_model)
    if commission.colored_model:
        png = lineart.add_model(png, areas, drawing.colours)
    measures, size = lineart.measure(png), _size(png)
    if commission.child_name and not drawing.is_named:
        png = lettering.add_band(png, commission.child_name)
        areas = lineart.lowered(areas, size, _size(png))
    width, height = _size(png)
    return Picture(
        png=png,
        width=width,
        height=height,
        measures=measures,
        areas=areas,
        engine=drawing.engine,
        model=drawing.model,
        quality=drawing.quality,
        cost_micro_usd=drawing.cost_micro_usd,
    )


def _size(png: bytes) -> tuple[int, int]:
    """Width and height in px."""
    with Image.open(io.BytesIO(png)) as image:
        return image.size
