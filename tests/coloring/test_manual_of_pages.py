"""The manual of coloring pages: every status that it names can come, and every answer is as it says."""

import io

import jsonschema_rs
import pytest
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import resolve
from limits import RateLimitItemPerMinute
from PIL import Image

from accounts import trying
from coloring import photos, refusals, tasks
from coloring.api import pages, views, waiting_rooms, workshop
from coloring.api.pages import asked, operations, schemas
from coloring.models import Page
from coloring.urls import PictureName
from tests import factories
from tests.coloring.test_api import at_once  # noqa: F401

pytestmark = pytest.mark.django_db

SCHEMA = workshop.schema()
PATHS = {
    told["operationId"]: (method, path)
    for path, methods in pages.PATHS.items()
    for method, told in methods.items()
}
GENERATE = PATHS["generateColoring"][1]
SPACE = {"theme": "espace"}
JSON = "application/json"


def answered(response, operation):
    """Hold a real answer against the manual; its status and, of a refusal, its code."""
    method, path = PATHS[operation]
    told = SCHEMA["paths"][path][method]["responses"][response.status_code]
    if JSON not in told.get("content", {}):
        return response.status_code, None
    schema = told["content"][JSON]["schema"] | {"components": SCHEMA["components"]}
    jsonschema_rs.Draft202012Validator(schema, validate_formats=True).validate(response.json())
    code = response.json().get("error")
    if code:
        assert (f"`{code}`" in told["description"], response.status_code) == (True, refusals.STATUS[code])
    return response.status_code, code


def sent_to(operation, body=SPACE, kind=JSON, client=None, **headers):
    method, path = PATHS[operation]
    client = client or Client()
    send = client.generic if isinstance(body, str) else getattr(client, method)
    first = (method.upper(),) if isinstance(body, str) else ()
    return send(*first, path.replace("{id}", "0" * 32), body, kind, headers=headers)


def photo(content=None, **fields):
    return {"photo": factories.saved_upload(content), **fields}


def form(operation, body, client=None, **headers):
    return (client or Client()).post(PATHS[operation][1], body, headers=headers)


def saved(kind, size):
    file = io.BytesIO()
    Image.new("RGB", size).save(file, kind)
    return file.getvalue()


def away(*_args, **_named):
    raise OperationalError


def everywhere(operation, monkeypatch):
    """The refusals of every call."""
    yield sent_to(operation, authorization="Bearer something")
    yield sent_to(operation, origin="https://elsewhere.example")
    yield Client().put(PATHS[operation][1].replace("{id}", "0" * 32))
    with monkeypatch.context() as patch:
        patch.setattr(trying, "WRONG_KEYS", RateLimitItemPerMinute(1))
        yield [sent_to(operation, authorization="Bearer something") for _ in range(2)][1]
    with monkeypatch.context() as patch:
        patch.setattr(views, "get_object_or_404" if operation == "getPage" else "fields_of", away)
        yield sent_to(operation)


def of_bodies(operation):
    yield sent_to(operation, "{")
    yield sent_to(operation, {"detail": 1})
    yield sent_to(operation, **{"transfer-encoding": "chunked"})
    yield sent_to(operation, {"theme": "x" * 1_100_000})
    yield sent_to(operation, "theme=espace", "text/plain")


def of_files(operation, monkeypatch):
    yield form(operation, {})
    yield form(operation, photo(b""))
    yield form(operation, photo(b"no picture"))
    yield form(operation, photo(saved("GIF", (99, 99))))
    yield form(operation, photo(factories.photo()[:2000]))
    yield form(operation, photo(saved("PNG", (9, 9))))
    with monkeypatch.context() as patch:
        patch.setattr(photos, "MOST_PIXELS", 100)
        yield form(operation, photo())
    with override_settings(MAX_FILE_SIZE=100):
        yield form(operation, photo())


def of_wishes(operation, wish, monkeypatch):
    for name in ("A" * 25, "Zoé7", "connard"):
        yield form(operation, wish() | {"name": name})
    with monkeypatch.context() as patch:
        patch.setattr(waiting_rooms.time, "sleep", lambda _: Page.objects.all().delete())
        yield form(operation, wish(), prefer="wait=60")
    with override_settings(IMAGE_ENGINE="openai", ANONYMOUS_PAGES_PER_DAY=0):
        yield form(operation, wish() | {"mode": "faithful", "consent": "on"})
        yield form(operation, wish() | {"mode": "faithful"})


def of_themes():
    for theme in ("pikachu", "zzqxw", "connard", "", "x" * 201, "12 !?"):
        yield sent_to("generateColoring", {"theme": theme})


def of_sent_photos():
    yield sent_to("convertPhoto", {"photo_path": "0" * 32})
    yield form("convertPhoto", photo(mode="imagined", consent="on"))


def all_of(operation, monkeypatch):
    """Every refusal that one call may end in, and answers that are none."""
    yield from everywhere(operation, monkeypatch)
    if operation != "getPage":
        yield from of_bodies(operation)
    match operation:
        case "generateColoring":
            yield from of_themes()
            yield from of_wishes(operation, SPACE.copy, monkeypatch)
        case "convertPhoto":
            yield from of_files(operation, monkeypatch)
            yield from of_sent_photos()
            yield from of_wishes(operation, photo, monkeypatch)
        case "uploadPhoto":
            yield from of_files(operation, monkeypatch)
        case "getPage":
            yield sent_to(operation)


@pytest.mark.parametrize("operation", operations.REFUSED)
def test_call_is_refused_with_each_code_of_the_manual_and_with_no_other(operation, monkeypatch):
    told = [answered(answer, operation) for answer in all_of(operation, monkeypatch)]
    codes = {code for status, code in told if status >= 400}
    assert codes == set(operations.REFUSED[operation])
    method, path = PATHS[operation]
    documented = {status for status in SCHEMA["paths"][path][method]["responses"] if status >= 400}
    assert documented == {refusals.STATUS[code] for code in codes}


def test_quick_callers_are_refused_as_the_manual_says(settings):
    settings.RATE_LIMIT_PER_MINUTE = 1
    answers = [sent_to("generateColoring", client=Client()) for _ in range(2)]
    assert [answered(answer, "generateColoring") for answer in answers] == [
        (202, None),
        (429, "rate_limited"),
    ]


def test_pages_in_all_states_are_as_the_manual_says(owner, drawers):
    drawn = factories.page(user=owner.user)
    tasks.draw_page(drawn.pk)
    measures = Page.objects.get(pk=drawn.pk).measures
    stepped_in = factories.ready_page(user=owner.user, problem="lost", measures=measures)
    hidden = factories.ready_page(user=owner.user, hidden_at=drawn.created_at)
    failed = factories.page(user=owner.user, state="failed", problem="unknown_theme")
    drawing = factories.page(user=owner.user, state="drawing", step="checking")
    rows = [drawn, stepped_in, hidden, failed, drawing, factories.page(user=owner.user)]
    answers = [owner.get(f"/pages/{row.public_id}/status/") for row in rows]
    assert [answered(answer, "getPage")[0] for answer in answers] == [200] * 6
    assert [answer.json().get("problem") for answer in answers[1:4]] == ["lost", "hidden", "unknown_theme"]
    union = SCHEMA["paths"]["/pages/{id}/status/"]["get"]["responses"][200]["content"][JSON]["schema"]
    assert len(union["oneOf"]) == 5


@pytest.mark.parametrize(
    "field", [{"image_url": None}, {"problem": "lost"}, {"more": 1}, {"status": "failed"}, {"measures": {}}]
)
def test_page_of_another_shape_would_be_noticed(field, owner, drawers):
    page = factories.page(user=owner.user)
    tasks.draw_page(page.pk)
    answer = owner.get(f"/pages/{page.public_id}/status/").json()
    schema = schemas.named(*schemas.ANSWERS[:5]) | {"components": SCHEMA["components"]}
    validator = jsonschema_rs.Draft202012Validator(schema)
    assert validator.is_valid(answer)
    assert not validator.is_valid(answer | field)


def test_page_that_was_waited_for_and_a_photo_are_as_the_manual_says(visitor, at_once):  # noqa: F811
    answer = sent_to("generateColoring", client=visitor, prefer="wait=60")
    assert answered(answer, "generateColoring") == (200, None)
    assert answered(form("uploadPhoto", photo()), "uploadPhoto") == (201, None)
    assert answered(form("convertPhoto", photo()), "convertPhoto") == (202, None)
    answer = form("convertPhoto", photo(), prefer="wait=60")
    assert answered(answer, "convertPhoto") == (200, None)


def test_calls_lead_where_the_manual_says():
    routes = {
        "generateColoring": "generate",
        "convertPhoto": "convert",
        "uploadPhoto": "upload",
        "getPage": "status",
        "getPicture": "picture_file",
        "getHealth": "health",
    }
    for operation, (_method, path) in PATHS.items():
        told = SCHEMA["paths"][path][PATHS[operation][0]].get("parameters", [{}])[0].get("example", "")
        found = resolve(path.replace("{id}", told).replace("{name}", told))
        assert found.view_name == f"coloring:{routes[operation]}"
    assert PictureName.regex == operations.NAMES
    assert set(pages.PATHS) < set(SCHEMA["paths"])


def test_every_call_stands_under_a_heading_pages_first_and_health_last():
    headings = [tag["name"] for tag in SCHEMA["tags"]]
    assert (headings[0], headings[-1]) == ("coloring pages", "health")
    calls = [call for path in SCHEMA["paths"].values() for call in path.values()]
    assert {tag for call in calls for tag in call["tags"]} == set(headings)
    assert len(set(headings)) == len(headings)


def test_shapes_have_names_of_their_own():
    ours = set(schemas.components())
    others = workshop.api.get_openapi_schema()["components"]["schemas"]
    assert ours.isdisjoint(others)
    assert ours <= set(SCHEMA["components"]["schemas"])


def body_of(path, kind=JSON):
    return SCHEMA["paths"][path]["post"]["requestBody"]["content"][kind]["schema"]


@pytest.mark.parametrize("name", ["detail", "orientation", "colored_model"])
def test_each_choice_of_the_manual_is_taken_and_no_other(visitor, name):
    for value in body_of(GENERATE)["properties"][name]["enum"]:
        response = sent_to("generateColoring", SPACE | {name: value}, client=visitor)
        assert response.status_code == 202, value
    for value in body_of(GENERATE, "multipart/form-data")["properties"][name]["enum"]:
        assert form("generateColoring", SPACE | {name: value}, visitor).status_code == 202, value
    refused = sent_to("generateColoring", SPACE | {name: "another"}, client=visitor)
    assert answered(refused, "generateColoring") == (400, "invalid")


@pytest.mark.parametrize("theme", [" ", "\u200b", "\x00espace", "\x85", "\ufeff \u2028"])
def test_theme_that_the_manual_forbids_is_refused(theme):
    schema = jsonschema_rs.Draft202012Validator(asked.THEME)
    assert not schema.is_valid(theme)
    assert schema.is_valid(" L'espace\n")
    assert schema.is_valid("Ω")
    assert sent_to("generateColoring", {"theme": theme}).status_code == 400


def test_picture_answers_only_what_the_manual_says(owner, stranger, visitor, monkeypatch):
    page = factories.ready_page(user=owner.user)
    path = f"/static/coloring/{page.picture}"
    monkeypatch.setattr(trying, "WRONG_KEYS", RateLimitItemPerMinute(1))
    wrong = {"authorization": "Bearer something"}
    shown = owner.get(path)
    answers = [
        shown,
        owner.get(path, headers={"if-none-match": shown["ETag"]}),
        stranger.get(path),
        visitor.get(path, headers=wrong),
        visitor.get(path, headers=wrong),
        owner.post(path),
    ]
    with monkeypatch.context() as patch:
        patch.setattr("coloring.works.shown_to", away)
        answers.append(owner.get(path))
    with monkeypatch.context() as patch:
        patch.setattr("coloring.pictures.address", lambda _name: "https://bucket.example/a")
        answers.append(owner.get(path))
    told = operations.PICTURE["responses"]
    assert {answer.status_code for answer in answers} == set(told)
    for answer in answers:
        content = told[answer.status_code].get("content", {})
        assert not content or answer["Content-Type"].partition(";")[0] in content
        assert set(told[answer.status_code].get("headers", {})) <= set(answer.headers)


def test_health_answers_only_what_the_manual_says(client, monkeypatch, paid):
    paid.DAILY_BUDGET_MICRO_USD = 1_000_000
    answers = [client.get("/health"), client.post("/health")]
    with monkeypatch.context() as patch:
        patch.setattr("coloring.health.storage", lambda: "away")
        answers.append(client.get("/health"))
    with monkeypatch.context() as patch:
        patch.setattr("coloring.health.from_database", away)
        answers.append(client.get("/health"))
    assert [answered(answer, "getHealth")[0] for answer in answers] == [200, 405, 503, 503]
