"""What the moderation model is asked, what is made of its answers, and that silence is no yes."""

import contextlib
import io
import json
import time

import httpx2
import pytest
from PIL import Image

from coloring.engines.base import Commission, EngineRefused, EngineUnchecked, EngineUnpaid
from coloring.engines.openai import moderation, shrinking
from tests import factories
from tests.rehearsal import Rehearsal

MODEL = "omni-moderation-latest"


@pytest.fixture
def service(settings, monkeypatch):
    monkeypatch.setattr(moderation, "FIRST_PAUSE", 0.01)
    with Rehearsal() as service:
        settings.OPENAI_API_KEY = "sk-test-secret"
        settings.OPENAI_BASE_URL = service.url
        yield service


def commission() -> Commission:
    return Commission(theme="pirate", moderation_model=MODEL, seed="page1", progress=factories.Told())


def check(words="a pirate", picture=None, about=None):
    moderation.check(about or commission(), words=words, picture=picture)


def test_words_and_one_picture_are_one_exact_request(service):
    check(words="a pirate", picture=factories.photo((1536, 1024)))
    [request] = service.moderator.journal
    assert request.path == "/v1/moderations"
    assert set(request.fields) == {"model", "input"}
    assert request.fields["model"] == MODEL
    assert [part["type"] for part in request.fields["input"]] == ["text", "image_url"]
    assert service.journal == []


@pytest.mark.parametrize(
    "picture",
    [
        factories.photo((1536, 1024)),
        factories.line_art(),
        factories.png(Image.new("RGBA", (1024, 1536))),
        factories.saved(Image.new("RGB", (900, 900)), "WEBP"),
    ],
    ids=["jpeg", "png", "transparent", "webp"],
)
def test_picture_travels_small_as_a_jpeg_on_white(service, picture):
    check(words="", picture=picture)
    [sent] = service.moderator.journal[0].images
    with Image.open(io.BytesIO(sent)) as image:
        assert image.format == "JPEG"
        assert max(image.size) == shrinking.SIDE
        with Image.open(io.BytesIO(picture)) as original:
            assert image.width / image.height == pytest.approx(original.width / original.height, abs=0.01)
            if original.mode == "RGBA":
                assert image.getextrema() == ((255, 255),) * 3


def test_what_is_flagged_is_refused_and_the_log_holds_its_category_alone(service, caplog):
    service.moderator.unfit = "pirate"
    with caplog.at_level("INFO", "herbbie"), pytest.raises(EngineRefused) as refused:
        check()
    assert refused.value.cost_micro_usd == 0
    assert "check failed: flagged: violence" in caplog.text
    assert "pirate" not in caplog.text


def test_what_is_calm_passes_with_a_line_in_the_log(service, caplog):
    with caplog.at_level("INFO", "herbbie"):
        check()
    assert "check done" in caplog.text


@pytest.mark.parametrize("category", moderation.STRICTER)
def test_three_subjects_end_earlier_for_children(service, category):
    service.moderator.scores = {category: moderation.STRICTER[category] - 0.01}
    check()
    service.moderator.scores = {category: moderation.STRICTER[category]}
    with pytest.raises(EngineRefused):
        check()


@pytest.mark.parametrize("category", ["violence", "illicit", "sexual", "harassment", "hate"])
def test_sword_that_is_not_flagged_is_no_reason(service, category):
    service.moderator.scores = {category: 0.45}
    check(words="un pirate avec une épée; Blanche-Neige et le poison; chasse aux œufs")


@pytest.mark.parametrize("fault", ["rate_limit", "server_error", "overloaded", "bad_gateway", "invalid_json"])
@pytest.mark.parametrize("times", [1, 2])
def test_short_trouble_is_outlasted(service, fault, times):
    service.moderator.fail(fault, times, **({"retry_after": 0.01} if fault == "rate_limit" else {}))
    check()
    assert len(service.moderator.journal) == times + 1


@pytest.mark.parametrize("fault", ["server_error", "overloaded", "invalid_json", "reset", "truncated"])
def test_lasting_trouble_is_no_verdict(service, fault):
    service.moderator.fail(fault, 9)
    with pytest.raises(EngineUnchecked):
        check()
    assert len(service.moderator.journal) == moderation.TRIES


def test_verdict_after_trouble_still_counts(service):
    service.moderator.fail("server_error")
    service.moderator.unfit = "pirate"
    with pytest.raises(EngineRefused):
        check()


def test_service_that_wants_a_long_pause_is_not_waited_for(service):
    service.moderator.fail("rate_limit", retry_after=30)
    with pytest.raises(EngineUnchecked):
        check()
    assert len(service.moderator.journal) == 1


def test_short_pause_that_the_service_wants_is_kept(service, monkeypatch):
    pauses = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    service.moderator.fail("rate_limit", retry_after=3)
    check()
    assert pauses == [3]


def test_silence_ends_after_all_the_seconds(service, monkeypatch):
    monkeypatch.setattr(moderation, "SECONDS", 0.2)
    monkeypatch.setattr(moderation, "ALL_SECONDS", 0.3)
    service.moderator.fail("hang", 9)
    with pytest.raises(EngineUnchecked):
        check()
    assert len(service.moderator.journal) < moderation.TRIES


@pytest.mark.parametrize("fault", ["bad_key", "no_credit"])
def test_account_that_is_not_served_is_no_question_of_the_wish(service, fault):
    service.moderator.fail(fault)
    with pytest.raises(EngineUnpaid):
        check()
    assert len(service.moderator.journal) == 1


def test_model_that_is_gone_is_told_and_lets_nothing_through(service):
    service.retired.add(MODEL)
    about = commission()
    with pytest.raises(EngineUnchecked):
        check(about=about)
    assert about.progress.gone == [MODEL]
    assert len(service.moderator.journal) == 1


def test_model_that_is_closed_to_the_account_is_told_too(service):
    service.forbidden.add(MODEL)
    about = commission()
    with pytest.raises(EngineUnchecked):
        check(about=about)
    assert about.progress.gone == [MODEL]


def answered(settings, status, body, about=None):
    """A check whose every answer is this; returns what was asked."""
    settings.OPENAI_API_KEY = "sk-test"
    asked = []

    def reply(request):
        asked.append(json.loads(request.content))
        return httpx2.Response(status, json=body)

    with contextlib.suppress(EngineUnchecked) if about else contextlib.nullcontext():
        moderation.check(about or commission(), words="a pirate", transport=httpx2.MockTransport(reply))
    return asked


CALM = dict.fromkeys(moderation.STRICTER, 0.0)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"results": None},
        {"results": []},
        {"results": ["yes"]},
        {"results": [{}]},
        {"results": [{"flagged": "no", "category_scores": CALM}]},
        {"results": [{"flagged": None, "category_scores": CALM}]},
        {"results": [{"flagged": False}]},
        {"results": [{"flagged": False, "category_scores": {}}]},
        {"results": [{"flagged": False, "category_scores": CALM | {"self-harm": "low"}}]},
        {"results": [{"flagged": False, "category_scores": CALM}, {"flagged": False}]},
        [],
        "fine",
        None,
    ],
    ids=str,
)
def test_answer_that_is_no_verdict_is_no_yes(settings, monkeypatch, body):
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with pytest.raises(EngineUnchecked):
        answered(settings, 200, body)


def test_whole_verdict_is_a_yes(settings):
    asked = answered(settings, 200, {"results": [{"flagged": False, "category_scores": CALM}]})
    assert asked[0]["input"] == [{"type": "text", "text": "a pirate"}]


@pytest.mark.parametrize("categories", [None, {}, {"<b>": True}, {"violence": True}])
def test_flag_refuses_whatever_its_categories_say(settings, categories):
    body = {"results": [{"flagged": True, "category_scores": CALM, "categories": categories}]}
    with pytest.raises(EngineRefused) as refused:
        answered(settings, 200, body)
    assert str(refused.value) in {"flagged: flagged", "flagged: violence"}


def test_one_flag_of_several_results_refuses(settings):
    calm = {"flagged": False, "category_scores": CALM}
    with pytest.raises(EngineRefused):
        answered(settings, 200, {"results": [calm, calm | {"flagged": True}]})


def test_address_without_moderation_is_told(settings):
    about = commission()
    asked = answered(settings, 404, {"detail": "Not Found"}, about)
    assert (about.progress.gone, len(asked)) == ([MODEL], 1)


def test_request_that_is_refused_as_such_is_not_repeated_and_the_model_lives(settings):
    about = commission()
    error = {"message": "no", "type": "invalid_request_error", "code": "too_many_images", "param": "input"}
    asked = answered(settings, 400, {"error": error}, about)
    assert (about.progress.gone, len(asked)) == ([], 1)
