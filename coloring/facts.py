"""What is known about the paid services beyond one page: dead models, an empty account."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from coloring.engines.base import EngineBusy, EngineError, EnginePaced, EngineUnpaid
from coloring.models import Pace, ServiceFact
from coloring.models.patience import patient

log = logging.getLogger("herbbie.service")

# A model that was gone is asked again once a day, in case the answer was the service's mistake.
RETIRED_FOR = timedelta(days=1)


@patient
def retired(engine: str, model: str) -> None:
    """Remember that a model of the site's own lists is gone, and tell the owner in the log.

    What looks and checks is OpenAI's, whoever draws. Whoever names a model of another list, or one made up,
    is told so, and nobody else: the owner can do nothing about it.
    """
    looking = {*settings.OPENAI_VISION_MODELS, settings.OPENAI_MODERATION_MODEL}
    if model in looking:
        engine = "openai"
    if model not in {*looking, *settings.OPENAI_IMAGE_MODELS, *settings.XAI_IMAGE_MODELS}:
        log.info("model that a caller named is gone", extra={"engine": engine, "model": model})
        return
    log.error("model is gone; pages go on without it", extra={"engine": engine, "model": model})
    ServiceFact.objects.update_or_create(engine=engine, kind=ServiceFact.Kind.RETIRED, model=model)


def gone(engine: str) -> set[str]:
    """The models of a service that were gone when they were asked last."""
    since = timezone.now() - RETIRED_FOR
    known = ServiceFact.objects.filter(engine=engine, kind=ServiceFact.Kind.RETIRED, seen_at__gte=since)
    return set(known.values_list("model", flat=True))


def left(engine: str, models: Iterable[str]) -> tuple[str, ...]:
    """The models of a list that are not known to be gone; all of them if that would leave none."""
    listed, dead = tuple(models), gone(engine)
    return tuple(model for model in listed if model not in dead) or listed


# For workers, who wait for a database that is away.
alive = patient(left)


def image_models(engine: str) -> tuple[str, ...]:
    """The models that the settings name for an engine's pictures, as far as they are alive."""
    lists = {"openai": settings.OPENAI_IMAGE_MODELS, "xai": settings.XAI_IMAGE_MODELS}
    return alive(engine, lists.get(engine, ()))


def openai_looks(engine: str) -> bool:
    """Whether OpenAI looks at the wishes, photos and pictures of an engine's pages.

    What xAI draws is looked at as well, where there is a key for OpenAI; what is drawn here is by nobody.
    """
    return engine == "openai" or (engine == "xai" and bool(settings.OPENAI_API_KEY))


def ending(engine: str, dates: Mapping[str, date | None]) -> None:
    """Remember the announced last days of models, and warn the owner of each."""
    for model, day in dates.items():
        known = ServiceFact.objects.filter(engine=engine, kind=ServiceFact.Kind.ENDING, model=model)
        if day is None:
            known.delete()
            continue
        log.warning("model will be shut down on %s", day, extra={"engine": engine, "model": model})
        ServiceFact.objects.update_or_create(
            engine=engine, kind=ServiceFact.Kind.ENDING, model=model, defaults={"on": day}
        )


@patient
def note(engine: str, error: EngineError) -> None:
    """Remember what an error says about the account, and until when nobody is to ask."""
    if isinstance(error, EngineBusy) and error.retry_after and not isinstance(error, EnginePaced):
        Pace.objects.close(engine, error.retry_after)
    if isinstance(error, EngineUnpaid):
        log.critical(
            "no credit or no valid key: pages are drawn offline until it is mended", extra={"engine": engine}
        )
        ServiceFact.objects.update_or_create(engine=engine, kind=ServiceFact.Kind.UNPAID, model="")


@patient
def clear_unpaid(engine: str) -> None:
    """The account pays again."""
    ServiceFact.objects.filter(engine=engine, kind=ServiceFact.Kind.UNPAID).delete()
