"""The worker's side of a picture that a program ordered: claim it, have it drawn, record how it ended."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import nullcontext
from typing import cast

from celery import shared_task
from django.conf import settings
from django.db.models import Sum
from django.db.models.functions import Coalesce, Length
from django.utils import timezone

from coloring import artist, claims, describing, engines, facts, pictures, policy, waking
from coloring.engines.base import EngineError, Progress, Step
from coloring.engines.painting import ImageRequest, Painter, Painting
from coloring.engines.painting import Reference as Given
from coloring.models import Image, Order, Reference
from coloring.models.patience import patient
from coloring.photos.memory import Memory

log = logging.getLogger("herbbie.image")

# References are in memory as the row, as what is sent, and as its copy on the wire. Who needs more than the
# others left waits for them: a worker with forty easels would else hold gigabytes.
COPIES = 3
MOST_BYTES = 400_000_000
MEMORY = Memory(MOST_BYTES)

# Rung when a program ordered something: the worker's easels need not wait for their next look at the rows.
bell = threading.Event()


def wake() -> None:
    """Tell a worker that pictures are due, a moment later and without being waited for. May fail."""
    waking.later(hand_images)


@shared_task(name="coloring.hand_images", ignore_result=True)
def hand_images() -> None:
    """Let this worker's easels look at the rows now."""
    bell.set()


def draw_image(pk: int) -> None:
    """Draw one picture if it is due and nobody else draws it."""
    claims.do_once(Image.objects.all(), pk, _work, log)


def _work(image: Image) -> None:
    order = image.order
    if order.is_cancelled():  # while another attempt at it was under way
        image.fail(Image.Problem.CANCELLED)
        return
    if order.kind != Order.Kind.GENERATE and not order.references.exists():
        log.error("has lost its references", extra={"image": image})
        image.fail(Image.Problem.CRASHED)
        return
    try:
        _draw(image)
    except EngineError as error:
        _after(image, error)


def _after(image: Image, error: EngineError) -> None:
    """Do what the policy says about an engine's error."""
    image.add_cost(error.cost_micro_usd)
    facts.note(image.drawn_by, error)
    waited = (timezone.now() - image.created_at).total_seconds()
    decision = policy.after_image(error, busy_answers=image.busy_answers, waited=waited)
    told = {
        "image": image,
        "engine": image.drawn_by,
        "problem": error.problem,
        "cost": error.cost_micro_usd,
        "decision": type(decision).__name__,
    }
    log.warning("not drawn: %s", error, extra=told)
    match decision:
        case policy.WaitAgain() if image.order.is_cancelled():
            image.fail(Image.Problem.CANCELLED)
        case policy.WaitAgain(seconds, was_busy):
            image.wait_again(seconds, was_busy=was_busy)
        case policy.GiveUp():
            image.fail(_problem(error), told=error.told)


def _problem(error: EngineError) -> str:
    """The code that a picture stores of an error; what only pages know is a broken answer here."""
    return error.problem if error.problem in Image.Problem.values else Image.Problem.BROKEN


def _draw(image: Image) -> None:
    began = time.monotonic()
    progress = claims.RowProgress(image, image.drawn_by, log)
    with MEMORY.held(_held(image.order)):
        painting = _painted(image, progress)
    image.add_cost(painting.cost_micro_usd)
    progress.step(Step.STORING)
    kept = _keep(image, painting, progress.seconds())
    told = {
        "image": image,
        "engine": painting.engine,
        "model": painting.model,
        "seconds": round(time.monotonic() - began, 3),
        "cost": painting.cost_micro_usd,
        "bytes": len(painting.image),
    }
    log.info("ready" if kept else "lost its claim", extra=told)


def _painted(image: Image, progress: Progress) -> Painting:
    """What the service draws; after that its account is known to pay."""
    engine = engines.load(image.drawn_by)
    request = _understood(image.order, request_of(image, progress))
    progress.step(Step.DRAWING)
    with artist.HANDS if engine.draws_here else nullcontext():
        painting = cast(Painter, engine).paint(request)
    if not engine.draws_here:
        facts.clear_unpaid(image.drawn_by)
    return painting


def _held(order: Order) -> int:
    """Bytes that the references take while a service draws from them; never more than there are."""
    size = order.references.aggregate(size=Coalesce(Sum(Length("content")), 0))["size"]
    return min(COPIES * int(size), MOST_BYTES)


def _understood(order: Order, request: ImageRequest) -> ImageRequest:
    """The request, its references put into words where the caller wants that."""
    if not order.describes:
        return request
    request.progress.step(Step.LOOKING)
    return describing.into_words(request, facts.alive("openai", settings.OPENAI_VISION_MODELS))


@patient
def _keep(image: Image, painting: Painting, steps: dict[str, float]) -> bool:
    """The picture and the end of its row, together; False when the claim was lost meanwhile."""
    return pictures.keep(
        painting.image,
        painting.engine,
        lambda name: image.finish(
            steps,
            engine=painting.engine,
            model=_fitting("model", painting.model),
            quality=_fitting("quality", painting.quality),
            background=_fitting("background", painting.background),
            format=painting.format,
            size_bytes=len(painting.image),
            revised_prompt=_fitting("revised_prompt", painting.revised_prompt),
            usage=dict(painting.usage),
            picture=name,
            sha256=pictures.sha256(painting.image),
            width=painting.width,
            height=painting.height,
            told={},
        ),
        painting.format,
    )


def _fitting(column: str, words: str) -> str:
    """As much of a service's words as a column holds: for more, or a NUL, Postgres refuses the whole row."""
    most = Image._meta.get_field(column).max_length  # type: ignore[union-attr]
    return words.replace("\x00", "")[:most]


def request_of(image: Image, progress: Progress) -> ImageRequest:
    """The order as plain values, for the engine that draws one picture of it.

    Of a site's list of models those that are gone are left out; a model that the caller named is asked.
    """
    order, parameters = image.order, dict(image.order.parameters)
    user, streams = parameters.pop("user", ""), parameters.pop("stream", False)
    partials = parameters.pop("partial_images", 0)
    masks = _given(order, Reference.Role.MASK)
    return ImageRequest(
        models=facts.alive(order.engine, order.asked_models),
        prompt=order.prompt,
        parameters=parameters,
        user=user or "",
        references=_given(order, Reference.Role.IMAGE),
        mask=masks[0] if masks else None,
        variation=order.kind == Order.Kind.VARIATION,
        partial_images=int(partials or 0),
        streams=bool(streams),
        seed=image.public_id,
        progress=progress,
    )


def _given(order: Order, role: str) -> tuple[Given, ...]:
    """The order's references of one role, named as files: services refuse what has no name."""
    rows = order.references.filter(role=role).order_by("index")
    word = "mask" if role == Reference.Role.MASK else "reference"
    return tuple(
        Given(name=f"{word}_{number}.{_ending(row.kind)}", content=bytes(row.content), kind=row.kind)
        for number, row in enumerate(rows, 1)
    )


def _ending(kind: str) -> str:
    """Of a file of this type, such as "image/jpeg"."""
    ending = kind.removeprefix("image/")
    return pictures.ENDINGS.get(ending, ending)
