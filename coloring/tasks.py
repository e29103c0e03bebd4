"""The worker's side of a page: claim it, have it drawn, record how it ended."""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

from celery import shared_task
from django.conf import settings
from django.db import connection

from coloring import artist, engines, facts, leases, pictures, policy
from coloring.engines.base import Commission, EngineError, EngineOverBudget, Look, Progress, Step
from coloring.models import Attempt, Page, Partial
from coloring.models.patience import AWAY, patient
from herbbie import request_ids

log = logging.getLogger("herbbie.page")

# After a failed publish the broker is left alone for a while: the reconciler hands the page out anyway.
BREAK_SECONDS = 5.0
_broken_until = 0.0
# No parent waits for a broker: one that is away is given up after six seconds, one that hangs after ten.
_messenger = ThreadPoolExecutor(1, "wake-up")


def wake(pk: int) -> None:
    """Tell a worker that a page is due, a moment later and without being waited for.

    May fail: the row is the truth, and the reconciler reads it. Without Redis nothing is published: the
    worker feeds itself from the database.
    """
    if not settings.EMBEDDED:
        _messenger.submit(publish, pk)


def publish(pk: int) -> bool:
    """Put a page into the queue; False while the broker is away."""
    global _broken_until
    if time.monotonic() < _broken_until:
        return False
    try:
        draw_page.apply_async((pk,), retry=False, expires=600)
    except Exception as error:
        _broken_until = time.monotonic() + BREAK_SECONDS
        log.warning(
            "wake-up failed; the reconciler takes it", extra={"pk": pk, "error": type(error).__name__}
        )
        return False
    return True


@shared_task(name="coloring.draw_page", acks_late=True, ignore_result=True)
def draw_page(pk: int) -> None:
    """Draw one page if it is due and nobody else draws it: delivered twice, drawn once.

    What is still delivered to a worker that stops is left to its successor.
    """
    if leases.are_closed():
        return
    page = Page.objects.claim(pk, leases.new_token())
    if page is None:
        return
    with request_ids.under(page.request_id), leases.held(page.claim_token):
        try:
            _work(page)
        except AWAY:
            log.exception("left until its lease ends: the database is away", extra={"page": page})
        except Exception:
            log.exception("crashed", extra={"page": page})
            page.fail(Page.Problem.CRASHED)


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
    deaths = page.deaths() if page.attempts > 1 else []
    if policy.crashed_too_often(deaths, drawn_here=not page.costs_money):
        log.error("given up", extra={"page": page, "attempts": page.attempts})
        page.fail(Page.Problem.CRASHED)
        return
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
        case policy.WaitAgain(seconds):
            page.wait_again(seconds)
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
    progress = RowProgress(page, engine)
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
    return Commission(
        theme=page.theme,
        photo=bytes(photo.jpeg) if photo else None,
        mode=page.mode,
        detail=page.detail,
        orientation=page.orientation,
        colored_model=page.colored_model,
        child_name=page.child_name,
        seed=page.public_id,
        image_models=facts.alive("openai", settings.OPENAI_IMAGE_MODELS),
        vision_models=facts.alive("openai", settings.OPENAI_VISION_MODELS),
        moderation_model="" if engine == "offline" else settings.OPENAI_MODERATION_MODEL,
        size=settings.DEFAULT_IMAGE_SIZE,
        quality=settings.DEFAULT_IMAGE_QUALITY,
        look=Look(**page.look) if page.look else None,
        progress=progress,
    )


class RowProgress:
    """Writes each step into the row, then lets the connection go: drawing may wait for minutes."""

    def __init__(self, page: Page, engine: str) -> None:
        self.page, self.engine = page, engine
        self.laps: list[tuple[str, float]] = []

    def step(self, step: str) -> None:
        self.laps.append((step, time.monotonic()))
        self.page.at_step(step)
        log.info("begun", extra={"page": self.page, "step": step, "engine": self.engine})
        self._let_go()

    def seconds(self) -> dict[str, float]:
        """How long each step took, the last one until now; a step that was taken twice counts as one."""
        ends = [began for _, began in self.laps[1:]] + [time.monotonic()]
        took: dict[str, float] = {}
        for (step, began), end in zip(self.laps, ends, strict=True):
            took[step] = round(took.get(step, 0.0) + end - began, 3)
        return took

    def partial(self, index: int, picture: bytes) -> None:
        Partial.objects.create(page=self.page, index=index, content=picture)
        self._let_go()

    def reserve(self, micro_usd: int, *, pictures: int = 0) -> None:
        if not Attempt.objects.reserve(self.page.claim_token, micro_usd):
            raise EngineOverBudget("the day's budget is spent")
        self._let_go()

    def retired(self, model: str) -> None:
        facts.retired("openai", model)
        self._let_go()

    def looked(self, look: Look) -> None:
        self.page.add_cost(look.cost_micro_usd)
        self.page.remember_look(asdict(look))
        self._let_go()

    def _let_go(self) -> None:
        if not connection.in_atomic_block:
            connection.close()
