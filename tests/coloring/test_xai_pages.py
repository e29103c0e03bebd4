"""Pages drawn with xAI, from the form to the finished page, and what parents are told of it."""

import base64
import json
import re

import httpx2
import pytest
from django.urls import reverse
from django.utils import timezone

from coloring import engines, tasks
from coloring.engines.base import EngineRefused, EngineUnpaid, Look
from coloring.engines.openai.engine import OpenAIEngine
from coloring.engines.xai.engine import XaiEngine
from coloring.models import Page, ServiceFact
from tests import factories

pytestmark = pytest.mark.django_db

OLD, IMAGINE = "grok-2-image", "grok-imagine-image"


@pytest.fixture
def drawn_by_xai(settings):
    settings.IMAGE_ENGINE, settings.XAI_API_KEY = "xai", "xai-test"
    settings.XAI_BASE_URL = "https://api.x.ai/v1"
    settings.XAI_IMAGE_MODELS = (OLD, IMAGINE)
    return settings


@pytest.fixture
def wire(drawn_by_xai, monkeypatch):
    """xAI as it is today: the oldest model is dead, the next one draws; OpenAI's engine is scripted."""
    asked = []

    def answer(request):
        body = json.loads(request.content)
        asked.append((request.url.path, body))
        if body["model"] == OLD:
            return httpx2.Response(500, json={"code": "internal", "error": "It has been fully deprecated."})
        size = {"1:1": (1024, 1024), "2:3": (832, 1248), "3:2": (1248, 832)}[body["aspect_ratio"]]
        item = {"b64_json": base64.b64encode(factories.line_art(size)).decode()}
        return httpx2.Response(200, json={"data": [item], "usage": {"cost_in_usd_ticks": 200_000_000}})

    load = engines.load
    xai = XaiEngine(httpx2.MockTransport(answer))
    monkeypatch.setattr(engines, "load", lambda name: xai if name == "xai" else load(name))
    return asked


@pytest.fixture
def openai_sees(drawn_by_xai, monkeypatch):
    """OpenAI's key is there as well; what is asked of it is remembered."""
    drawn_by_xai.OPENAI_API_KEY = "sk-test"
    asked = []

    def look(self, commission):
        asked.append("look")
        return Look(subject="a cat", setting="a sofa", details=(), model="eyes", cost_micro_usd=400)

    def check(self, commission, *, words="", picture=None):
        asked.append(("check", words, picture is not None))

    monkeypatch.setattr(OpenAIEngine, "look", look)
    monkeypatch.setattr(OpenAIEngine, "check", check)
    return asked


def made(client, view="ask_theme", **wish) -> Page:
    client.post(reverse(f"coloring:{view}"), wish)
    page = Page.objects.get()
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    return page


def photo(client, **wish) -> Page:
    return made(client, "ask_photo", photo=factories.saved_upload(), consent="on", **wish)


def test_page_of_the_default_list_is_drawn_by_the_model_that_lives(owner, wire):
    page = made(owner, theme="dragon")
    assert (page.state, page.problem, page.engine, page.model) == ("ready", "", "xai", IMAGINE)
    assert page.cost_micro_usd == 20_000
    assert [body["model"] for _, body in wire] == [OLD, IMAGINE]
    assert page.picture.startswith("coloring_xai_")
    assert "xAI" in owner.get(reverse("coloring:picture", args=[page.public_id])).content.decode()


def test_dead_model_is_remembered_for_a_day_and_asked_again_then(owner, wire):
    made(owner, theme="dragon")
    fact = ServiceFact.objects.get(kind=ServiceFact.Kind.RETIRED)
    assert (fact.engine, fact.model) == ("xai", OLD)
    Page.objects.all().delete()
    made(owner, theme="castle")
    assert [body["model"] for _, body in wire[2:]] == [IMAGINE]
    yesterday = timezone.now() - timezone.timedelta(days=1, seconds=1)
    ServiceFact.objects.update(seen_at=yesterday)
    Page.objects.all().delete()
    made(owner, theme="pirate")
    assert [body["model"] for _, body in wire[3:]] == [OLD, IMAGINE]


@pytest.mark.parametrize(
    ("orientation", "size"),
    [("square", (2048, 2048)), ("portrait", (1365, 2048)), ("landscape", (2048, 1365))],
)
def test_sheet_is_drawn_in_its_own_shape(owner, wire, orientation, size):
    page = made(owner, theme="dragon", orientation=orientation)
    assert (page.state, page.colourable) == ("ready", True)
    assert (page.width, page.height) == size


def test_without_a_key_for_openai_nobody_checks_and_nothing_breaks(owner, wire):
    page = made(owner, theme="dragon")
    assert page.state == "ready"
    text = owner.get(reverse("coloring:picture", args=[page.public_id])).content.decode()
    assert "OpenAI" not in text


def test_with_a_key_for_openai_it_checks_words_and_drawing(owner, wire, openai_sees):
    page = made(owner, theme="dragon")
    assert page.state == "ready"
    assert openai_sees == [("check", "dragon", False), ("check", "", True)]


@pytest.mark.parametrize(
    ("raised", "problem"), [(EngineRefused("no"), "refused"), (EngineUnpaid("no"), "unchecked")]
)
def test_what_openai_says_decides_and_its_empty_account_is_not_xais(
    owner, wire, openai_sees, monkeypatch, raised, problem
):
    def check(*args, **kwargs):
        raise raised

    monkeypatch.setattr(OpenAIEngine, "check", check)
    page = made(owner, theme="dragon")
    assert page.problem == problem
    assert wire == []
    assert not ServiceFact.objects.filter(kind=ServiceFact.Kind.UNPAID).exists()


def test_faithful_photo_goes_to_xai_alone_without_a_key_for_openai(owner, wire):
    page = photo(owner, mode="faithful")
    assert (page.state, page.model) == ("ready", IMAGINE)
    [(path, body)] = wire
    assert path == "/v1/images/edits"
    assert body["image"]["url"].startswith("data:image/jpeg;base64,")


def test_faithful_photo_is_looked_at_and_checked_with_one(owner, wire, openai_sees):
    page = photo(owner, mode="faithful")
    assert page.state == "ready"
    assert "a cat" in wire[0][1]["prompt"]
    assert openai_sees == [
        ("check", "", True),
        "look",
        ("check", "a cat\na sofa", False),
        ("check", "", True),
    ]
    assert page.cost_micro_usd == 20_400


def test_imagined_photo_is_told_in_words_only(owner, wire, openai_sees):
    page = photo(owner, mode="imagined")
    assert page.state == "ready"
    assert {path for path, _ in wire} == {"/v1/images/generations"}
    assert "a cat" in wire[-1][1]["prompt"]


@pytest.mark.parametrize(
    ("models", "key", "offered"),
    [
        ((OLD, IMAGINE), "", ["home", "faithful"]),
        ((OLD, IMAGINE), "sk-test", ["home", "faithful", "imagined"]),
        ((OLD,), "sk-test", ["home", "imagined"]),
        ((OLD,), "", []),
    ],
)
def test_studio_offers_the_ways_that_can_be_gone(visitor, drawn_by_xai, models, key, offered):
    drawn_by_xai.XAI_IMAGE_MODELS, drawn_by_xai.OPENAI_API_KEY = models, key
    text = visitor.get(reverse("coloring:studio")).content.decode()
    assert re.findall(r'name="mode" value="(\w+)"', text) == offered
    assert ("xAI" in text) == bool(offered)
    assert ("OpenAI" in text) == bool(key)


def test_way_that_cannot_be_gone_is_refused(visitor, drawn_by_xai):
    wish = {"photo": factories.saved_upload(), "mode": "imagined", "consent": "on"}
    answer = visitor.post(reverse("coloring:ask_photo"), wish)
    assert answer.status_code in {400, 409, 422}
    assert not Page.objects.exists()


def test_page_that_xai_could_not_draw_is_drawn_at_home(owner, drawn_by_xai, drawers):
    drawers["xai"].script.append(EngineUnpaid("no"))
    page = made(owner, theme="dragon")
    assert (page.state, page.engine, page.problem) == ("ready", "offline", "unpaid")
    assert ServiceFact.objects.get(kind=ServiceFact.Kind.UNPAID).engine == "xai"


def test_picture_of_xai_is_a_strangers_no_more_than_others(owner, stranger, wire):
    page = made(owner, theme="dragon")
    assert stranger.get(reverse("coloring:page", args=[page.public_id])).status_code == 404
    assert stranger.get(reverse("coloring:picture_file", args=[page.picture])).status_code == 404
