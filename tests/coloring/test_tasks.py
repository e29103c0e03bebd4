"""A page from the claim to its end: drawn once, paid once, never stuck."""

import io
import threading

import pytest
from PIL import Image

from coloring import lineart, pictures, prompts, tasks, vitals, waking
from coloring.engines.base import (
    EngineBusy,
    EngineError,
    EngineForbidden,
    EngineLost,
    EngineRefused,
    EngineRejected,
    EngineRetired,
    EngineUnknown,
    EngineUnpaid,
)
from coloring.models import DailyCount, Page, ServiceFact
from tests import factories
from tests.rehearsal import Rehearsal

pytestmark = pytest.mark.django_db


def drawn(page):
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    return page


def test_theme_becomes_a_ready_page(drawers):
    page = drawn(factories.page())
    assert (page.state, page.problem, page.step) == ("ready", "", "")
    assert page.engine == "offline"
    assert page.colourable
    assert page.measures["ink"] > 0
    assert page.picture.startswith("coloring_offline_")
    assert pictures.sha256(pictures.read(page.picture)) == page.sha256


def test_task_delivered_twice_draws_once(drawers):
    page = factories.page()
    drawn(page)
    name = page.picture
    drawn(page)
    assert len(drawers["offline"].commissions) == 1
    assert page.picture == name


def test_seed_is_the_page(drawers):
    page = drawn(factories.page())
    assert drawers["offline"].commissions[0].seed == page.public_id


def test_steps_are_told_in_order(drawers, monkeypatch):
    told = []
    monkeypatch.setattr(Page, "at_step", lambda self, step: told.append(str(step)))
    drawn(factories.photo_page(asked_engine="openai", mode="imagined"))
    assert told == ["looking", "drawing", "checking", "cleaning", "storing"]


def test_cost_of_looking_and_drawing_is_kept(drawers):
    assert drawn(factories.photo_page(asked_engine="openai", mode="faithful")).cost_micro_usd == 36_400


def test_busy_service_sends_the_page_back_into_the_queue(drawers):
    drawers["openai"].script.append(EngineBusy("slow down", retry_after=3))
    page = drawn(factories.page(asked_engine="openai"))
    assert (page.state, page.busy_answers, page.cost_micro_usd) == ("waiting", 1, 0)
    assert (page.due_at - page.started_at).total_seconds() > 3


@pytest.mark.parametrize(
    ("error", "problem", "cost"),
    [
        (EngineLost("no answer", cost_micro_usd=36_000), "lost", 36_000),
        (EngineError("half a picture", cost_micro_usd=36_000), "broken", 36_000),
        (EngineUnpaid("no credit"), "unpaid", 0),
        (EngineRetired("all gone"), "retired", 0),
        (EngineForbidden("not for this account"), "retired", 0),
        (EngineRejected("no such size"), "broken", 0),
    ],
)
def test_offline_artist_steps_in_and_says_why(drawers, error, problem, cost):
    drawers["openai"].script.append(error)
    page = drawn(factories.page(asked_engine="openai", charged_to="user:1"))
    assert (page.state, page.engine, page.problem) == ("ready", "offline", problem)
    assert page.cost_micro_usd == cost
    assert len(drawers["openai"].commissions) == 1


def test_photo_is_looked_at_once_however_often_the_service_is_busy(drawers):
    drawers["openai"].script.extend([EngineBusy("busy"), EngineBusy("busy")])
    page = factories.photo_page(asked_engine="openai", mode="imagined")
    for _ in range(3):
        Page.objects.filter(state="waiting").update(due_at=page.created_at)
        drawn(page)
    assert (page.state, drawers["openai"].looks, page.cost_micro_usd) == ("ready", 1, 36_400)
    assert page.look is None


def test_drawing_that_cannot_be_cleaned_was_paid_and_the_offline_artist_steps_in(drawers, caplog):
    drawers["openai"].script.append(b"no picture at all")
    page = drawn(factories.page(asked_engine="openai"))
    assert (page.state, page.engine, page.problem) == ("ready", "offline", "broken")
    assert page.cost_micro_usd == 36_000
    assert "cannot be cleaned" in caplog.text


def test_second_drawing_that_cannot_be_cleaned_keeps_the_first(drawers):
    blank = factories.png(Image.new("L", (1024, 1024), 255))
    drawers["openai"].script.extend([blank, b"no picture at all"])
    page = drawn(factories.page(asked_engine="openai"))
    assert (page.state, page.engine, page.cost_micro_usd) == ("ready", "openai", 72_000)


def test_photo_page_without_its_photo_is_not_drawn_from_nothing(drawers):
    page = drawn(factories.page(kind="photo", theme="", mode="imagined", asked_engine="openai"))
    assert (page.state, page.problem) == ("failed", "crashed")
    assert not drawers["openai"].commissions


def test_refused_idea_fails_and_is_not_tried_elsewhere(drawers):
    drawers["openai"].script.append(EngineRefused("moderation"))
    page = drawn(factories.page(asked_engine="openai"))
    assert (page.state, page.problem) == ("failed", "refused")
    assert not drawers["offline"].commissions


def test_what_nobody_can_draw_fails_with_the_first_problem(drawers):
    drawers["openai"].script.append(EngineLost("no answer"))
    drawers["offline"].script.append(EngineUnknown("no such drawing"))
    page = drawn(factories.page(asked_engine="openai"))
    assert (page.state, page.problem) == ("failed", "lost")


def test_surprise_ends_the_page_and_is_logged(drawers, caplog):
    drawers["offline"].script.append(ZeroDivisionError("surprise"))
    page = drawn(factories.page())
    assert (page.state, page.problem) == ("failed", "crashed")
    assert "ZeroDivisionError" in caplog.text


def test_picture_of_a_lost_claim_leaves_no_file(drawers, own_folders):
    def lose(commission):
        Page.objects.update(claim_token="somebody else")
        return factories.line_art()

    drawers["offline"].script.append(lose)
    page = drawn(factories.page())
    assert page.state == "drawing"
    assert not list(own_folders.glob("*.png"))


def test_picture_that_misses_the_gate_is_asked_for_once_more_with_its_fault_named(drawers):
    drawers["openai"].script.append(factories.png(Image.new("L", (1024, 1024), 255)))
    page = drawn(factories.page(asked_engine="openai"))
    first, second = drawers["openai"].commissions
    assert first.prompt != second.prompt
    assert page.colourable
    assert page.cost_micro_usd == 72_000


def test_second_picture_that_misses_too_is_marked_and_the_better_one_kept(drawers):
    blank = factories.png(Image.new("L", (1024, 1024), 255))
    drawers["openai"].script.extend([blank, blank])
    page = drawn(factories.page(asked_engine="openai"))
    assert page.state == "ready"
    assert not page.colourable
    assert len(drawers["openai"].commissions) == 2


@pytest.mark.parametrize(("second", "left"), [("blank", 0), ("good", 1)])
def test_only_the_page_that_missed_twice_is_given_back(drawers, second, left):
    blank = factories.png(Image.new("L", (1024, 1024), 255))
    drawers["openai"].script.extend([blank, blank if second == "blank" else factories.line_art()])
    assert DailyCount.objects.take("user:1", 5)
    drawn(factories.page(asked_engine="openai", charged_to="user:1"))
    assert DailyCount.objects.get().used == left


def test_second_try_is_told_the_first_fault_of_the_gate(drawers):
    blank = factories.png(Image.new("L", (1024, 1024), 255))
    drawers["openai"].script.append(blank)
    drawn(factories.page(asked_engine="openai"))
    first, second = drawers["openai"].commissions
    fault = lineart.measure(lineart.clean(blank)).faults[0]
    assert second.prompt == prompts.compose(theme=first.theme, fault=fault)


def test_worse_second_picture_does_not_replace_the_first(drawers):
    empty = Image.new("L", (1024, 1024), 255)
    few = empty.copy()
    few.paste(Image.open(io.BytesIO(factories.line_art())).crop((0, 0, 512, 256)), (256, 384))
    drawers["openai"].script.extend([factories.png(few), factories.png(empty)])
    page = drawn(factories.page(asked_engine="openai"))
    assert not page.colourable
    assert page.measures["ink"] > 0


def test_failed_second_try_keeps_the_first_picture(drawers):
    blank = factories.png(Image.new("L", (1024, 1024), 255))
    drawers["openai"].script.extend([blank, EngineLost("no answer", cost_micro_usd=36_000)])
    page = drawn(factories.page(asked_engine="openai"))
    assert (page.state, page.engine, page.cost_micro_usd) == ("ready", "openai", 72_000)


def test_retired_model_is_remembered_and_no_longer_asked(drawers, settings):
    settings.OPENAI_IMAGE_MODELS = ("old", "new")

    def old_is_gone(commission):
        commission.progress.retired("old")
        return factories.line_art()

    drawers["openai"].script.append(old_is_gone)
    drawn(factories.page(asked_engine="openai"))
    drawn(factories.page(asked_engine="openai"))
    assert drawers["openai"].commissions[1].image_models == ("new",)


def test_empty_account_is_remembered_until_a_page_is_paid_again(drawers, caplog):
    drawers["openai"].script.append(EngineUnpaid("no credit"))
    drawn(factories.page(asked_engine="openai"))
    assert vitals.services().unpaid == ("openai",)
    assert "no credit" in caplog.text
    drawn(factories.page(asked_engine="openai"))
    assert not ServiceFact.objects.exists()


def test_wake_up_that_fails_is_no_error_and_the_broker_gets_a_rest(settings, monkeypatch):
    settings.EMBEDDED = False
    calls = []

    def refuse(*args, **kwargs):
        calls.append(args)
        raise ConnectionError

    monkeypatch.setattr(tasks.draw_page, "apply_async", refuse)
    monkeypatch.setattr(waking, "_broken_until", 0.0)
    assert not tasks.publish(1)
    assert not tasks.publish(2)
    assert len(calls) == 1


def test_nobody_waits_for_a_broker_that_hangs(settings, monkeypatch):
    settings.EMBEDDED = False
    answers, published = threading.Event(), []
    monkeypatch.setattr(waking, "publish", lambda task, pk: published.append(answers.wait(20)))
    tasks.wake(1)
    assert not published
    answers.set()
    waking._messenger.submit(int).result(20)
    assert published == [True]


def test_nothing_is_published_without_redis(monkeypatch):
    monkeypatch.setattr(waking._messenger, "submit", lambda *args: pytest.fail("published"))
    tasks.wake(1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_draw_one_page_once(drawers):
    page = factories.page()
    together = threading.Barrier(4)

    def work():
        together.wait(timeout=10)
        tasks.draw_page(page.pk)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(drawers["offline"].commissions) == 1
    assert drawn(page).state == "ready"


def test_announced_last_days_are_remembered(paid):
    with Rehearsal() as service:
        service.dates["gpt-image-1-mini"] = "2026-12-01"
        paid.OPENAI_BASE_URL = service.url
        tasks.watch_models()
    [fact] = ServiceFact.objects.filter(kind="ending")
    assert (fact.model, str(fact.on)) == ("gpt-image-1-mini", "2026-12-01")


def test_second_try_starts_with_the_model_that_drew_the_first(drawers, settings):
    settings.OPENAI_IMAGE_MODELS = ("gone", "openai-model", "last")
    drawers["openai"].script.append(factories.png(Image.new("L", (1024, 1024), 255)))
    drawn(factories.page(asked_engine="openai"))
    assert drawers["openai"].commissions[1].image_models == ("openai-model", "last")
