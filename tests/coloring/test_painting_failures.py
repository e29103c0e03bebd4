"""What becomes of a program's picture that cannot be drawn now, or not at all: never paid for twice."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from coloring import leases, painting, policy
from coloring.engines.base import (
    EngineBusy,
    EngineError,
    EngineForbidden,
    EngineLost,
    EngineOverBudget,
    EngineRefused,
    EngineRejected,
    EngineRetired,
    EngineUnchecked,
    EngineUnknown,
    EngineUnpaid,
    Look,
)
from coloring.models import Attempt, DailyCount, Image, Pace, Partial, Reference, ServiceFact, Spending
from coloring.models.patience import AWAY
from tests import factories
from tests.painters import COST

pytestmark = pytest.mark.django_db


def drawn(image):
    painting.draw_image(image.pk)
    image.refresh_from_db()
    return image


@pytest.mark.parametrize(
    ("error", "problem", "cost"),
    [
        (EngineRefused("no", told={"code": "moderation_blocked"}), "refused", 0),
        (EngineRejected("no such size", told={"param": "size"}), "rejected", 0),
        (EngineRetired("gone"), "retired", 0),
        (EngineForbidden("not for this account"), "forbidden", 0),
        (EngineUnpaid("no credit"), "unpaid", 0),
        (EngineLost("no answer", cost_micro_usd=COST), "lost", COST),
        (EngineError("half a picture", cost_micro_usd=COST), "broken", COST),
        (EngineUnchecked("nobody knows"), "broken", 0),
        (EngineUnknown("nothing known"), "unknown_theme", 0),
        (EngineOverBudget("spent"), "budget", 0),
        (ZeroDivisionError("surprise"), "crashed", 0),
    ],
)
def test_error_ends_the_picture_as_what_it_is_and_nobody_pays_again(painter, error, problem, cost):
    DailyCount.objects.take("user:1", 5)
    painter.script.append(error)
    image = drawn(factories.image(charged_to="user:1"))
    assert (image.state, image.problem, image.cost_micro_usd) == ("failed", problem, cost)
    assert image.told == getattr(error, "told", {})
    assert (Spending.objects.today(), DailyCount.objects.get().used) == (cost, 0) if cost else True
    assert drawn(image).problem == problem
    assert len(painter.requests) == 1


def test_surprise_is_logged_with_its_place(painter, caplog):
    painter.script.append(ZeroDivisionError("surprise"))
    image = drawn(factories.image())
    assert image.problem == "crashed"
    assert "ZeroDivisionError" in caplog.text


def test_empty_account_is_remembered_until_a_picture_is_paid_again(painter):
    painter.script.append(EngineUnpaid("no credit"))
    drawn(factories.image())
    assert ServiceFact.objects.filter(kind=ServiceFact.Kind.UNPAID, engine="openai").exists()
    drawn(factories.image())
    assert not ServiceFact.objects.exists()


def test_refusal_with_a_time_closes_the_service_for_everybody(painter):
    painter.script.append(EngineBusy("slow down", retry_after=12, told={"status": 429}))
    image = drawn(factories.image())
    assert (image.state, image.busy_answers) == ("waiting", 1)
    assert (image.due_at - timezone.now()).total_seconds() > 11
    other = drawn(factories.image())
    assert (other.state, other.busy_answers) == ("waiting", 0)
    assert 10 < Pace.objects.outlook("openai", 0).seconds <= 12
    assert Pace.objects.outlook("xai", 0).free


def test_service_that_is_busy_for_an_hour_is_given_up(painter):
    painter.script.append(EngineBusy("busy"))
    old = timezone.now() - timedelta(hours=2)
    image = drawn(factories.image(created_at=old, busy_answers=policy.MAX_BUSY))
    assert (image.state, image.problem) == ("failed", "busy")


def test_picture_whose_turn_has_not_come_waits_for_it_and_nothing_is_asked(painter, settings):
    settings.IMAGES_PER_MINUTE = 1
    assert drawn(factories.image()).state == "ready"
    image = drawn(factories.image())
    assert (image.state, image.busy_answers, image.cost_micro_usd) == ("waiting", 0, 0)
    assert 55 < (image.due_at - timezone.now()).total_seconds() <= 61
    assert Attempt.objects.filter(image=image, outcome=Attempt.Outcome.WAITED).count() == 1
    assert Spending.objects.today() == COST


def test_looking_takes_no_turn(painter, settings):
    settings.IMAGES_PER_MINUTE = 1
    painter.script.append(lambda request: request.progress.reserve(400))
    assert drawn(factories.image()).state == "ready"


def test_picture_beyond_the_budget_ends_unpaid_and_takes_no_turn(painter, settings):
    settings.IMAGES_PER_MINUTE = 1
    settings.DAILY_BUDGET_MICRO_USD = COST - 1
    image = drawn(factories.image())
    assert (image.state, image.problem, Spending.objects.today()) == ("failed", "budget", 0)
    assert Pace.objects.outlook("openai", 1).free == 1


def test_whoever_paid_for_a_description_waits_on_the_spot(painter, settings, monkeypatch):
    waits = iter([7.0, 0.0, 0.0])
    slept = []
    monkeypatch.setattr(Pace.objects, "take", lambda *_: next(waits))
    monkeypatch.setattr("coloring.claims.time.sleep", slept.append)

    def describe(request, vision_models):
        request.progress.looked(Look(subject="", setting="", details=(), model="v", cost_micro_usd=400))
        return request

    monkeypatch.setattr("coloring.describing.into_words", describe)
    order = factories.order(kind="references", describes=True)
    Reference.objects.create(order=order, kind="image/png", content=b"0")
    image = drawn(factories.image(order))
    assert (image.state, image.cost_micro_usd, slept) == ("ready", COST + 400, [7.0])


def over(image):
    """Another worker, who took this one for dead, has finished it."""
    Image.objects.filter(pk=image.pk).update(state="failed", problem="cancelled", claim_token="")


def deleted(image):
    image.order.delete()


@pytest.mark.parametrize("end", [over, deleted])
def test_partial_picture_of_a_lost_claim_is_not_kept(painter, end):
    image = factories.image()

    def late(request):
        end(image)
        request.progress.partial(0, b"half")

    painter.script.append(late)
    painting.draw_image(image.pk)
    assert not Partial.objects.exists()


def test_partial_picture_that_cannot_be_kept_costs_nobody_the_whole_one(painter, monkeypatch):
    def away(*_, **__):
        raise AWAY[0]

    monkeypatch.setattr(Partial.objects, "update_or_create", away)
    painter.script.append(lambda request: request.progress.partial(0, b"half"))
    assert drawn(factories.image()).state == "ready"


def test_cancelled_picture_is_never_drawn(painter):
    image = drawn(factories.image(state="failed", problem="cancelled"))
    assert (image.problem, painter.requests) == ("cancelled", [])


def test_picture_that_is_cancelled_while_it_is_drawn_is_thrown_away_but_paid(painter, own_folders):
    def cancel(_request):
        Image.objects.update(state="failed", problem="cancelled", claim_token="")

    painter.script.append(cancel)
    image = drawn(factories.image())
    assert (image.state, image.picture, image.cost_micro_usd) == ("failed", "", COST)
    assert not list(own_folders.glob("*.png"))


def test_picture_of_which_too_many_workers_died_is_given_up(painter):
    image = factories.image(attempts=policy.MAX_DEATHS + 1)
    for number in range(policy.MAX_DEATHS + 1):
        Attempt.objects.create(
            image=image, token=f"{number}", outcome=Attempt.Outcome.DIED, problem="drawing"
        )
    assert (drawn(image).problem, painter.requests) == ("crashed", [])


def test_stopping_worker_begins_no_picture(painter, monkeypatch):
    monkeypatch.setattr(leases, "_closed", threading.Event())
    leases.close()
    assert (drawn(factories.image()).state, painter.requests) == ("waiting", [])
