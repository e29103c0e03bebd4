"""What counts as a trouble that the owner should hear of, and from where on."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from coloring import facts, pictures, troubles
from coloring.engines.base import EngineUnpaid
from coloring.models import ServiceFact, Spending
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_settings(settings):
    settings.DAILY_BUDGET_MICRO_USD = None
    settings.OPENAI_IMAGE_MODELS, settings.OPENAI_VISION_MODELS = ("model-a", "model-b"), ("model-v",)


def ago(**time):
    return timezone.now() - timedelta(**time)


def kinds():
    return [trouble.kind for trouble in troubles.standing()]


def test_quiet_site_has_no_troubles():
    factories.page()
    factories.ready_page()
    assert kinds() == []


def test_account_without_money(paid):
    facts.note("openai", EngineUnpaid("no credit"))
    assert kinds() == ["unpaid"]
    facts.clear_unpaid("openai")
    assert kinds() == []


def test_account_of_another_service_without_money_names_its_key(settings):
    settings.XAI_API_KEY = "xai-key"
    facts.note("xai", EngineUnpaid("no credit"))
    [trouble] = troubles.standing()
    assert (trouble.kind, trouble.about, trouble.facts["key"]) == ("unpaid", "xai", "XAI_API_KEY")
    settings.XAI_API_KEY = ""
    assert kinds() == []


def test_account_that_is_not_used_any_more_troubles_nobody():
    facts.note("openai", EngineUnpaid("no credit"))
    assert kinds() == []


@pytest.mark.parametrize(("days", "found"), [(31, []), (30, ["ending"]), (0, ["ending"])])
def test_model_that_will_be_shut_down_within_thirty_days(days, found):
    facts.ending("openai", {"model-a": timezone.localdate() + timedelta(days=days)})
    assert kinds() == found


def test_model_that_is_gone_is_no_longer_about_to_go():
    facts.ending("openai", {"model-a": timezone.localdate()})
    facts.retired("openai", "model-a")
    assert kinds() == ["retired"]


def test_models_that_the_settings_do_not_name_any_more_trouble_nobody(settings):
    settings.OPENAI_IMAGE_MODELS = ("model-y",)
    facts.ending("openai", {"model-z": timezone.localdate()})
    facts.retired("openai", "model-y")
    settings.OPENAI_IMAGE_MODELS = ("model-a",)
    assert kinds() == []


def test_model_that_a_caller_made_up_is_nothing_for_the_owner(client, caplog):
    facts.retired("openai", "dall-e-9")
    assert kinds() == []
    assert client.get("/health").json()["models"]["retired"] == []
    assert not ServiceFact.objects.exists()
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


@pytest.mark.parametrize(("minutes", "found"), [(4.9, []), (5.1, ["late"])])
def test_page_that_waits_for_more_than_five_minutes(minutes, found):
    factories.page(created_at=ago(minutes=minutes))
    factories.page(state="drawing", created_at=ago(hours=1))
    assert kinds() == found


def test_images_of_a_batch_may_wait_for_hours():
    factories.image(created_at=ago(hours=5), batch=factories.batch())
    assert kinds() == []


def test_model_of_another_service_troubles_whoever_has_its_key(settings):
    settings.XAI_IMAGE_MODELS = ("model-x",)
    facts.retired("xai", "model-x")
    assert kinds() == []
    settings.XAI_API_KEY = "xai-key"
    assert kinds() == ["retired"]


def test_images_that_crashed_count_as_well():
    for number in range(10):
        make = factories.page if number % 2 else factories.image
        make(state="failed", problem="crashed", finished_at=timezone.now())
    assert kinds() == ["crashed"]


@pytest.mark.parametrize(
    ("spent", "found"), [(799_999, []), (800_000, ["budget"]), (1_000_000, ["budget", "spent"])]
)
def test_budget_at_eighty_percent_and_spent(settings, spent, found):
    settings.DAILY_BUDGET_MICRO_USD = 1_000_000
    Spending.objects.create(day=timezone.localdate(), micro_usd=spent)
    assert kinds() == found


@pytest.mark.parametrize(("count", "found"), [(9, []), (10, ["crashed"])])
def test_ten_pages_that_crashed_within_an_hour(count, found):
    for minutes in range(count):
        factories.page(state="failed", problem="crashed", finished_at=ago(minutes=minutes))
    for _ in range(10):
        factories.page(state="failed", problem="crashed", finished_at=ago(minutes=61))
        factories.page(state="failed", problem="refused", finished_at=timezone.now())
    assert kinds() == found


def test_storage_that_does_not_work(monkeypatch):
    monkeypatch.setattr(type(pictures.store()), "works", lambda self: False)
    assert kinds() == ["storage"]


def test_page_that_was_reported():
    factories.ready_page(hidden_at=ago(minutes=1))
    factories.ready_page(hidden_at=ago(days=8))
    assert kinds() == ["reported"]
