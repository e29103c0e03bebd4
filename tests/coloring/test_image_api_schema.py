"""The schema of the image API: valid, complete, and kept by its own examples and by real answers."""

import jsonschema_rs
import pytest

from coloring.api import workshop
from coloring.engines.base import EngineRefused
from tests import factories
from tests.coloring.test_image_api import CAT, IMAGES, ask, at_once  # noqa: F401

SCHEMA = workshop.schema()
OPERATIONS = [
    (path, method, operation)
    for path, methods in SCHEMA["paths"].items()
    for method, operation in methods.items()
]
IDS = [operation["operationId"] for _, _, operation in OPERATIONS]


def check(instance, schema):
    """Hold something against a schema that may refer to components."""
    jsonschema_rs.Draft202012Validator({**schema, "components": SCHEMA["components"]}).validate(instance)


def test_schema_is_served_and_its_components_are_schemas(client):
    served = client.get("/openapi.json").json()
    assert served["openapi"].startswith("3.1")
    for schema in served["components"]["schemas"].values():
        jsonschema_rs.meta.validate(schema)
    assert len(set(IDS)) == len(IDS) >= 9
    assert served["security"] == [{"key": []}, {"session": []}, {}]


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS, ids=IDS)
def test_operation_says_what_it_is_and_shows_examples_that_hold(path, method, operation):
    assert operation["summary"]
    assert operation["description"]
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        jsonschema_rs.meta.validate(content["schema"])
        assert content["examples"], kind
        for example in content["examples"].values():
            check(example["value"], content["schema"])
    for status, response in operation["responses"].items():
        told = response.get("content", {}).get("application/json")
        if told:
            assert "example" in told, (path, method, status)
            check(told["example"], told["schema"])


def test_examples_are_really_checked():
    schema = SCHEMA["components"]["schemas"]["Refusal"]
    with pytest.raises(jsonschema_rs.ValidationError):
        check({"success": True, "error": "x"}, schema)


def answered(response, path, method="post"):
    """Hold a real answer against what the schema says of its status."""
    responses = SCHEMA["paths"][path][method]["responses"]
    check(response.json(), responses[response.status_code]["content"]["application/json"]["schema"])
    return response.status_code


@pytest.mark.django_db
def test_real_answers_are_as_the_schema_says(visitor, at_once):  # noqa: F811
    generate = f"{IMAGES}/generate"
    at_once.script += [{"usage": {"total_tokens": 3}, "revised_prompt": "a big cat"}, EngineRefused("no")]
    assert answered(ask(visitor, CAT | {"n": 2}), generate) == 200
    assert answered(ask(visitor, {"prompt": "later"}, prefer="respond-async"), generate) == 202
    at_once.script += [EngineRefused("no", told={"categories": ["violence"]})] * 2
    assert answered(ask(visitor, CAT | {"fresh": True}), generate) == 422
    assert answered(ask(visitor, {"prompt": 1}), generate) == 422
    assert answered(ask(visitor, CAT | {"sise": "1024x1024"}), generate) == 422
    assert answered(visitor.get(IMAGES), IMAGES, "get") == 200
    assert answered(visitor.get("/api/v1/models"), "/api/v1/models", "get") == 200
    image = factories.ready_image()
    one = f"{IMAGES}/{{public_id}}"
    assert answered(visitor.get(f"{IMAGES}/{image.order.public_id}"), one, "get") == 404


@pytest.mark.django_db
def test_whole_number_may_be_written_with_a_point_as_json_schema_has_it(visitor, at_once):  # noqa: F811
    response = ask(visitor, CAT | {"n": 2.0})
    assert answered(response, f"{IMAGES}/generate") == 200
    assert len(response.json()["images"]) == 2
