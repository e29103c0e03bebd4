"""What a program is told on a machine without any key: what draws here, and what to set for the rest."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coloring.api import faults
from tests import factories

pytestmark = pytest.mark.django_db

IMAGES = "/api/v1/images"


@pytest.fixture(autouse=True)
def no_key(settings):
    settings.IMAGE_ENGINE, settings.OPENAI_API_KEY, settings.XAI_API_KEY = "offline", "", ""


def ask(client, call, **fields):
    if call == "generate":
        return client.post(f"{IMAGES}/{call}", json.dumps(fields), "application/json")
    picture = SimpleUploadedFile("a.png", factories.line_art(), "image/png")
    return client.post(f"{IMAGES}/{call}", {"image": picture, "prompt": "a hat", **fields})


@pytest.mark.parametrize("call", ["edit", "variations", "generate-from-references"])
def test_call_with_pictures_names_what_to_set(visitor, call):
    answer = ask(visitor, call).json()
    assert answer["error"] == "unknown_parameter"
    assert "OPENAI_API_KEY" in answer["message"]
    assert "XAI_API_KEY" in answer["suggestion"]
    assert "describe" not in answer["suggestion"]


def test_parameter_of_services_names_what_to_set(visitor):
    answer = ask(visitor, "generate", prompt="a cat", quality="high").json()
    assert (answer["error"], answer["parameter"]) == ("unknown_parameter", "quality")
    assert "OPENAI_API_KEY" in answer["suggestion"]


@pytest.mark.parametrize(
    ("call", "fields", "variable"),
    [
        ("generate", {"prompt": "a cat", "model": "gpt-image-2"}, "OPENAI_API_KEY"),
        ("generate", {"prompt": "a cat", "model": "grok-imagine-image"}, "XAI_API_KEY"),
        ("generate-from-references", {"references": "describe"}, "OPENAI_API_KEY"),
    ],
)
def test_model_of_a_service_names_its_variable(visitor, call, fields, variable):
    response = ask(visitor, call, **fields)
    assert (response.status_code, response.json()["error"]) == (503, "no_service")
    assert variable in response.json()["message"]


def test_word_that_nobody_knows_is_one_of_the_prompt():
    assert faults.of_picture("unknown_theme", {}, named=False).told["parameter"] == "prompt"


def test_sdk_is_told_once_what_to_set(visitor):
    body = json.dumps({"prompt": "a cat", "quality": "high"})
    answer = visitor.post(f"{IMAGES}/generations", body, "application/json").json()["error"]
    assert (answer["code"], answer["param"]) == ("unknown_parameter", "quality")
    assert answer["message"].count("OPENAI_API_KEY") == 1
