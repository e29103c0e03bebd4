"""Herbbie itself fails: programs get JSON in the form that they know, people a page, nobody a reason."""

import pytest
from django.test import Client

from coloring import capabilities, limiting
from coloring.views import gallery

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(monkeypatch):
    def fail(*_args, **_named):
        raise ValueError("a secret")

    for module, name in (
        (limiting, "hit"),
        (capabilities, "models_here"),
        (gallery, "render"),
    ):
        monkeypatch.setattr(module, name, fail)
    return Client(raise_request_exception=False, headers={"Accept-Language": "en"})


@pytest.mark.parametrize("path", ["/api/v1/images/generate", "/api/v1/models", "/generate_coloring/"])
def test_program_gets_json_when_something_breaks(broken, path):
    ask = broken.get if path.endswith("models") else broken.post
    response = ask(path, {"theme": "a cat"})
    answer = response.json()
    assert (response.status_code, answer["error"]) == (500, "crashed")
    assert answer["request_id"] == response["X-Request-ID"]
    assert answer["message"] == "Something went wrong on our side. Please try again."
    assert b"secret" not in response.content


def test_sdk_gets_the_form_of_its_own_service(broken):
    response = broken.post("/api/v1/images/generations", {"prompt": "a cat"})
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "crashed"


def test_parent_gets_a_page(broken):
    response = broken.get("/gallery/")
    assert (response.status_code, response["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert b"secret" not in response.content
