"""What /health tells."""

from datetime import date

import pytest
from django.db import DatabaseError
from django.utils import timezone

from coloring import facts, health
from coloring.engines.base import EngineUnpaid
from coloring.models import WorkerBeat
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
    monkeypatch.setattr(health.os, "access", lambda path, mode: False)
    assert client.get("/health").status_code == 503
