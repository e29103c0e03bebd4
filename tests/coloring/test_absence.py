"""A database that is away for a moment: a kind answer that says when to come back, and never a crash."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError
from django.urls import reverse

from coloring import callers
from coloring.models import Page

pytestmark = pytest.mark.django_db


def goes_away(monkeypatch, error):
    def away(*_args, **_kwargs):
        raise error("connection refused: host=secret-host")

    monkeypatch.setattr(callers, "asking_owner", away)
    monkeypatch.setattr(callers, "owner_of", away)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize(("language", "word"), [("fr", "tiroir"), ("en", "drawer")])
def test_browser_is_asked_to_come_back(owner, monkeypatch, error, language, word):
    goes_away(monkeypatch, error)
    response = owner.get(reverse("coloring:gallery"), headers={"Accept-Language": language})
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert response["Cache-Control"] == "no-store"
    assert word in response.content.decode()
    assert "secret-host" not in response.content.decode()


def test_program_is_asked_to_come_back(owner, monkeypatch):
    goes_away(monkeypatch, OperationalError)
    response = owner.post(reverse("coloring:generate"), {"theme": "espace"}, "application/json")
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert (response.json()["success"], response.json()["error"]) == (False, "away")
    assert Page.objects.count() == 0


def test_other_errors_of_a_database_are_still_errors(owner, monkeypatch):
    goes_away(monkeypatch, IntegrityError)
    with pytest.raises(IntegrityError):
        owner.get(reverse("coloring:gallery"))
