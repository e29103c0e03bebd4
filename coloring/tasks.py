"""The worker's side of a page: claim it, have it drawn, record how it ended."""

from __future__ import annotations

import logging
import time
from dataclasses import replace

from celery import shared_task
from django.conf import settings

from coloring import artist, claims, engines, facts, pictures, policy, waking
from coloring.engines.base import Commission, EngineError, Look, Progress, Step
from coloring.models import Page
from coloring.models.patience import patient

log = logging.getLogger("herbbie.page")


def wake(pk: int) -> None:
    """Tell a worker that a page is due, a moment later and without being waited for. May fail."""
    waking.later(draw_page, pk)


def publish(pk: int) -> bool:
    """Put a page into the queue; False while the broker is away."""
    return waking.publish(draw_page, pk)


@shared_task(name="coloring.draw_page", acks_late=True, ignore_result=True)
def draw_page(pk: int) -> None:
    """Draw one page if it is due and nobody else draws it."""
    claims.do_once(Page.objects.all(), pk, _work, log)


@shared_task(name="coloring.watch_models", ignore_result=True)
def watch_models() -> None:
    """Ask the service for the last days of our models, so that the owner hears of them before they come."""
    models = (
        *settings.OPENAI_IMAGE_MODELS,
        *settings.OPENAI_VISION_MODELS,
        *filter(None, [settings.OPENAI_MODERATION_MODEL]),
    )
    facts.ending("openai", engines.shutdown_dates("openai", models))


def _work(page: Page) -> None:
    if page.kind == Page.Kind.PHOTO and not hasattr(page, "photo"):
        log.error("has lost its photo", extra={"page": page})
        page.fail(Page.Problem.CRASHED)
        return
    try:
        _draw(page, page.asked_engine)
    except EngineError as error:
        _after(page, error)


def _after(page: Page, error: EngineError) -> None:
    """Do what the policy says about an engine's error."""
    page.add_cost(error.cost_micro_usd)
    facts.note(page.asked_engine, error)
    decision = policy.after(error, busy_answers=page.busy_answers, engine=page.asked_engine)
    told = {
        "page": page,
        "engine": page.asked_engine,
        "problem": error.problem,
        "cost": error.cost_micro_usd,
        "decision": type(decision).__name__,
    }
    log.warning("not drawn: %s", error, extra=told)
    match decision:
        case policy.WaitAgain(seconds, was_busy):
            page.wait_again(seconds, was_busy=was_busy)
        case policy.StepIn():
            _step_in(page, policy.problem(error))
        case policy.GiveUp():
            page.fail(policy.problem(error))


def _step_in(page: Page, problem: str) -> None:
    """The offline artist draws what the service could not; its page says so and is free."""
    try:
        _draw(page, "offline", problem=problem)
    except EngineError as error:
        log.warning(
            "not drawn: %s", error, extra={"page": page, "engine": "offline", "problem": error.problem}
        )
        page.fail(problem)


def _draw(page: Page, engine: str, problem: str = "") -> None:
    progress = claims.RowProgress(page, engine, log)
    commission = commission_of(page, engine, progress)
    if engine == "offline":
        commission = replace(commission, mode="home" if commission.photo else "")
    began = time.monotonic()
    picture = artist.draw(commission, engine)
    page.add_cost(picture.cost_micro_usd)
    if engine != "offline":
        facts.clear_unpaid(engine)
    progress.step(Step.STORING)
    kept = _keep(page, picture, progress.seconds(), problem)
    told = {
        "page": page,
        "engine": picture.engine,
        "model": picture.model,
        "seconds": round(time.monotonic() - began, 3),
        "cost": picture.cost_micro_usd,
        "bytes": len(picture.png),
        "faults": ",".join(picture.measures.faults) or "none",
    }
    log.info("ready" if kept else "lost its claim", extra=told)


@patient
def _keep(page: Page, picture: artist.Picture, steps: dict[str, float], problem: str) -> bool:
    """The picture and the end of its page, together; False when the claim was lost meanwhile."""
    return pictures.keep(
        picture.png,
        picture.engine,
        lambda name: page.finish(
            steps,
            free=bool(problem) or not picture.measures.passes,
            problem=problem,
            engine=picture.engine,
            model=picture.model,
            quality=picture.quality,
            picture=name,
            sha256=pictures.sha256(picture.png),
            width=picture.width,
            height=picture.height,
            measures=picture.measures.as_dict(),
            areas=[area.as_list() for area in picture.areas],
            colourable=picture.measures.passes,
        ),
    )


def commission_of(page: Page, engine: str, progress: Progress) -> Commission:
    """The page's wish as plain values, for the engine that draws it now."""
    photo = getattr(page, "photo", None)
    is_seen = facts.openai_looks(engine)
    return Commission(
        theme=page.theme,
        photo=bytes(photo.jpeg) if photo else None,
        mode=page.mode,
        detail=page.detail,
        orientation=page.orientation,
        colored_model=page.colored_model,
        child_name=page.child_name,
        seed=page.public_id,
        image_models=facts.image_models(engine),
        vision_models=facts.alive("openai", settings.OPENAI_VISION_MODELS) if is_seen else (),
        moderation_model=settings.OPENAI_MODERATION_MODEL if is_seen else "",
        size=settings.DEFAULT_IMAGE_SIZE,
        quality=settings.DEFAULT_IMAGE_QUALITY,
        partial_images=settings.PARTIAL_IMAGES,
        look=Look(**page.look) if page.look else None,
        progress=progress,
    )
