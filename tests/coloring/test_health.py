"""What /health tells."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from coloring import facts, health
from coloring.engines.base import EngineUnpaid
from coloring.models import Pace, Spending, WorkerBeat
from coloring.stores import bucket, files
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def alive(db):
    WorkerBeat.objects.create(worker="here:1", seen_at=timezone.now())


def test_all_well(client, alive):
    response = client.get("/health")
    answer = response.json()
    assert response.status_code == 200
    assert (answer["status"], answer["worker"], answer["storage"]) == ("ok", "ok", "ok")
    assert (answer["openai_status"], answer["engine"]) == ("no_key", "offline")
    assert answer["queue"]["transport"] == "embedded"
    assert answer["timestamp"]
    assert answer["version"]


def test_site_without_worker_is_degraded_but_serves(client):
    response = client.get("/health")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")


def test_queue_is_counted(client, alive):
    factories.page()
    assert client.get("/health").json()["queue"]["waiting"] == 1


def test_images_are_counted_beside_pages(client, alive):
    factories.image(created_at=timezone.now() - timedelta(minutes=7))
    factories.image(state="drawing")
    queue = client.get("/health").json()["queue"]
    assert (queue["waiting"], queue["oldest_seconds"]) == (0, 0)
    assert (queue["images"]["waiting"], queue["images"]["drawing"]) == (1, 1)
    assert 420 <= queue["images"]["oldest_seconds"] < 440


def services(client):
    return {name: found["status"] for name, found in client.get("/health").json()["services"].items()}


def test_each_service_is_told_by_name(client, alive, paid):
    assert services(client) == {"openai": "ok", "xai": "no_key"}
    paid.XAI_API_KEY, paid.OPENAI_API_KEY = "xai-key", ""
    assert services(client) == {"openai": "no_key", "xai": "ok"}
    facts.note("xai", EngineUnpaid("no credit"))
    assert services(client)["xai"] == "unpaid"
    assert client.get("/health").json()["status"] == "degraded"


def test_service_that_refused_is_closed_for_as_long_as_it_said(client, alive, paid):
    Pace.objects.close("openai", 40.0)
    answer = client.get("/health").json()
    assert (answer["status"], answer["openai_status"], services(client)["openai"]) == ("ok", "ok", "closed")
    assert 35 < answer["services"]["openai"]["closed_seconds"] <= 40
    Pace.objects.update(closed_until=timezone.now())
    assert services(client)["openai"] == "ok"
    facts.note("openai", EngineUnpaid("no credit"))
    Pace.objects.close("openai", 40.0)
    assert services(client)["openai"] == "unpaid"


def test_turns_of_the_last_minute_show_beside_what_is_allowed(client, alive, paid):
    paid.IMAGES_PER_MINUTE = 2
    for _ in range(3):
        Pace.objects.take("openai", 2)
    answer = client.get("/health").json()
    assert (answer["images_per_minute"], answer["services"]["openai"]["asked_last_minute"]) == (2, 2)
    assert answer["services"]["xai"]["asked_last_minute"] == 0


def test_empty_account_shows(client, alive, paid):
    facts.note("openai", EngineUnpaid("no credit"))
    answer = client.get("/health").json()
    assert (answer["status"], answer["openai_status"]) == ("degraded", "unpaid")


def test_retired_model_shows(client, alive, paid):
    facts.retired("openai", "gpt-image-1-mini")
    assert client.get("/health").json()["models"]["retired"] == ["gpt-image-1-mini"]


def test_model_that_will_be_shut_down_shows_beforehand_and_is_logged(client, alive, paid, caplog):
    facts.ending("openai", {"gpt-image-1-mini": date(2026, 12, 1), "gpt-image-2.5-flare": None})
    assert client.get("/health").json()["models"]["ending"] == {"gpt-image-1-mini": "2026-12-01"}
    assert "2026-12-01" in caplog.text
    facts.ending("openai", {"gpt-image-1-mini": None})
    assert client.get("/health").json()["models"]["ending"] == {}


def test_database_that_is_away_is_an_error(client, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(health, "from_database", away)
    response = client.get("/health")
    assert (response.status_code, response.json()["database"]) == (503, "away")


def test_storage_that_cannot_be_written_is_an_error(client, alive, monkeypatch):
    monkeypatch.setattr(files.os, "access", lambda path, mode: False)
    response = client.get("/health")
    assert (response.status_code, response.json()["storage"]) == (503, "away")


def test_folder_that_cannot_be_made_is_an_error(client, alive, own_folders):
    own_folders.write_text("a file where a folder should be")
    assert client.get("/health").json()["storage"] == "away"


def test_bucket_is_tried_once_a_minute_whoever_asks(client, alive, outage, monkeypatch):
    outage.begin()
    assert [client.get("/health").json()["storage"] for _ in range(3)] == ["away"] * 3
    assert outage.asked == 1
    outage.end()
    assert client.get("/health").json()["storage"] == "away"
    monkeypatch.setattr(bucket, "PROBE_SECONDS", 0.0)
    outage.store._probe_due = 0.0
    assert client.get("/health").json()["storage"] == "ok"
    assert list(outage.store.names("")) == []


def test_database_needs_no_other_storage(client, alive, keep_in):
    keep_in("database")
    assert client.get("/health").json()["storage"] == "ok"


def test_age_of_the_queue_and_state_of_the_budget_show(client, alive, settings):
    settings.DAILY_BUDGET_MICRO_USD = 1_000_000
    factories.page(created_at=timezone.now() - timedelta(minutes=7))
    answer = client.get("/health").json()
    assert 420 <= answer["queue"]["oldest_seconds"] < 440
    assert answer["budget"] == "ok"


@pytest.mark.parametrize(
    ("spent", "word"),
    [(0, "ok"), (799_999, "ok"), (800_000, "near"), (999_999, "near"), (1_000_000, "spent")],
)
def test_budget_is_a_word_and_no_amount(client, alive, settings, spent, word):
    settings.DAILY_BUDGET_MICRO_USD = 1_000_000
    Spending.objects.create(day=timezone.localdate(), micro_usd=spent)
    response = client.get("/health")
    assert response.json()["budget"] == word
    assert str(settings.DAILY_BUDGET_MICRO_USD) not in response.content.decode()


def test_budget_that_held_no_further_page_is_spent_though_cents_are_left(client, alive, settings):
    settings.DAILY_BUDGET_MICRO_USD = 1_000_000
    factories.ready_page(problem="budget", due_at=timezone.now() - timedelta(days=2))
    assert client.get("/health").json()["budget"] == "ok"
    factories.ready_page(problem="budget")
    assert client.get("/health").json()["budget"] == "spent"


def test_site_without_a_budget_says_none(client, alive, settings):
    settings.DAILY_BUDGET_MICRO_USD = None
    assert client.get("/health").json()["budget"] == "none"


def test_who_looks_at_words_shows(client, alive, settings):
    assert client.get("/health").json()["moderation"] == "list"
    settings.IMAGE_ENGINE = "openai"
    assert client.get("/health").json()["moderation"] == "list and service"
    settings.OPENAI_MODERATION_MODEL = ""
    assert client.get("/health").json()["moderation"] == "list"


@pytest.mark.parametrize(("key", "told"), [("", "list"), ("sk-test", "list and service")])
def test_openai_looks_at_what_xai_draws_where_there_is_a_key(client, alive, settings, key, told):
    settings.IMAGE_ENGINE, settings.OPENAI_API_KEY = "xai", key
    assert client.get("/health").json()["moderation"] == told


def test_strangers_learn_no_secret(client, paid):
    WorkerBeat.objects.create(worker="secret-host:7", seen_at=timezone.now())
    paid.OWNER_EMAIL, paid.METRICS_TOKEN = "owner@example.org", "a-token"
    page = factories.ready_page(
        theme="une licorne", child_name="Léa", user=factories.user(email="p@example.org")
    )
    text = client.get("/health").content.decode()
    private = ("secret-host", "example.org", "a-token", "sk-test", "licorne", "Léa", page.public_id)
    assert [word for word in private if word in text] == []


def test_health_costs_a_handful_of_queries(client, alive, settings, django_assert_max_num_queries):
    settings.DAILY_BUDGET_MICRO_USD = 1_000_000
    for _ in range(10):
        factories.page()
    with django_assert_max_num_queries(7):
        client.get("/health")


@pytest.mark.parametrize("path", ["/health", "/static/coloring/coloring_openai_" + 32 * "0" + ".png"])
def test_what_is_only_read_says_so_to_programs_that_know_no_tokens(path):
    answer = Client(enforce_csrf_checks=True).post(path)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
