"""A program's picture from the claim to its end: drawn once, paid once, by the service that was asked for."""

import pytest

from coloring import painting, pictures, waking
from coloring.engines.base import (
    EngineBusy,
    EngineError,
    EnginePaced,
)
from coloring.models import Attempt, Partial, Reference, ServiceFact
from coloring.photos import memory
from tests import factories
from tests.painters import COST

pytestmark = pytest.mark.django_db


def drawn(image):
    painting.draw_image(image.pk)
    image.refresh_from_db()
    return image


def test_order_becomes_a_picture_with_all_that_the_service_said(painter):
    said = {"quality": "high", "background": "opaque", "revised_prompt": "a tall one", "usage": {"total": 3}}
    painter.script.append(said)
    image = drawn(factories.image())
    assert (image.state, image.problem, image.step, image.told) == ("ready", "", "", {})
    assert (image.engine, image.model) == ("openai", "gpt-image-2.5-flare")
    assert (image.quality, image.background, image.revised_prompt) == ("high", "opaque", "a tall one")
    assert (image.usage, image.format, image.size_bytes) == ({"total": 3}, "png", len(factories.line_art()))
    assert (image.width, image.height, image.cost_micro_usd) == (1024, 1024, COST)
    assert pictures.sha256(pictures.read(image.picture)) == image.sha256


def test_odd_words_of_a_service_cost_nobody_the_picture(painter):
    painter.script.append({"quality": "q" * 40, "model": "m" * 99, "revised_prompt": "a\x00 tall one" * 9})
    image = drawn(factories.image())
    assert (image.state, image.quality, image.model) == ("ready", "q" * 16, "m" * 64)
    assert image.revised_prompt == "a tall one" * 9


def test_model_that_is_gone_is_remembered_of_the_service_that_has_it(painter, settings):
    settings.OPENAI_VISION_MODELS = ("eyes",)

    def both_are_gone(request):
        request.progress.retired("eyes")
        request.progress.retired("grok-2-image")

    painter.script.append(both_are_gone)
    drawn(factories.image(factories.order(engine="xai")))
    assert set(ServiceFact.objects.values_list("engine", "model")) == {
        ("openai", "eyes"),
        ("xai", "grok-2-image"),
    }


@pytest.mark.parametrize(("kind", "ending"), [("png", "png"), ("jpeg", "jpg"), ("webp", "webp")])
def test_picture_is_named_as_what_it_is(painter, kind, ending):
    painter.script.append({"format": kind})
    image = drawn(factories.image())
    assert image.picture.startswith("coloring_openai_")
    assert image.picture.endswith(f".{ending}")
    assert image.format == kind


def test_image_handed_out_twice_is_drawn_once(painter):
    image = drawn(factories.image())
    name = image.picture
    assert drawn(image).picture == name
    assert len(painter.requests) == 1


def test_request_says_what_was_ordered(painter):
    parameters = {"size": "1536x1024", "quality": "low", "user": "0f", "stream": True, "partial_images": 2}
    image = drawn(factories.image(parameters=parameters))
    [request] = painter.requests
    assert (request.prompt, request.models) == ("a lighthouse", ("gpt-image-2.5-flare",))
    assert request.parameters == {"size": "1536x1024", "quality": "low"}
    assert (request.user, request.streams, request.partial_images) == ("0f", True, 2)
    assert (request.seed, request.references, request.mask) == (image.public_id, (), None)


def test_references_and_mask_go_along_as_named_files(painter):
    order = factories.order(kind="edit")
    for index, kind in enumerate(["image/png", "image/jpeg"]):
        Reference.objects.create(order=order, index=index, kind=kind, content=b"%d" % index)
    Reference.objects.create(order=order, role="mask", kind="image/png", content=b"m")
    drawn(factories.image(order))
    [request] = painter.requests
    assert [(one.name, one.kind, one.content) for one in request.references] == [
        ("reference_1.png", "image/png", b"0"),
        ("reference_2.jpg", "image/jpeg", b"1"),
    ]
    assert (request.mask.name, request.mask.content, request.variation) == ("mask_1.png", b"m", False)
    assert not Reference.objects.exists()


def test_variation_is_asked_for_as_one(painter):
    order = factories.order(kind="variation")
    Reference.objects.create(order=order, kind="image/png", content=b"0")
    drawn(factories.image(order))
    assert painter.requests[0].variation


def test_order_that_has_lost_its_references_is_not_drawn_from_nothing(painter):
    image = drawn(factories.image(factories.order(kind="edit")))
    assert (image.state, image.problem, painter.requests) == ("failed", "crashed", [])


def test_model_that_is_gone_is_left_out_of_a_list_but_asked_where_the_caller_named_it(painter):
    ServiceFact.objects.create(engine="openai", kind=ServiceFact.Kind.RETIRED, model="old")
    drawn(factories.image(asked_models=["old", "new"]))
    drawn(factories.image(asked_models=["old"]))
    assert [request.models for request in painter.requests] == [("new",), ("old",)]


def test_partial_pictures_are_shown_and_go_with_the_end(painter):
    seen = []

    def stream(request):
        request.progress.partial(0, b"half")
        request.progress.partial(0, b"half again")
        seen.extend(Partial.objects.values_list("image__public_id", "index", "content"))

    painter.script.append(stream)
    image = drawn(factories.image())
    assert [(name, index, bytes(content)) for name, index, content in seen] == [
        (image.public_id, 0, b"half again")
    ]
    assert not Partial.objects.exists()


def test_log_never_holds_the_prompt(painter, caplog):
    caplog.set_level("INFO")
    painter.script.append(EngineError("broken"))
    drawn(factories.image(prompt="a very private wish"))
    drawn(factories.image(prompt="a very private wish"))
    assert "ready" in caplog.text
    assert "private" not in caplog.text


@pytest.mark.parametrize(
    ("asked", "size"),
    [("1024x1024", (1024, 1024)), ("1024x1536", (1024, 1536)), ("1536x1024", (1536, 1024)), (None, None)],
)
def test_offline_artist_paints_coloring_pages_of_the_size_asked_for(asked, size):
    parameters = {"size": asked} if asked else {}
    wish = {"engine": "offline", "asked_models": ["offline"], "prompt": "un chat"}
    image = drawn(factories.image(factories.order(parameters=parameters, **wish)))
    assert (image.state, image.engine, image.format) == ("ready", "offline", "png")
    assert (image.width, image.height) == (size or (1024, 1024))
    assert not Attempt.objects.filter(at_risk_micro_usd__gt=0).exists()


@pytest.mark.parametrize(("prompt", "problem"), [("xyzzyq", "unknown_theme"), ("un fusil", "refused")])
def test_offline_artist_says_what_it_does_not_paint(prompt, problem):
    image = drawn(factories.image(factories.order(engine="offline", asked_models=["offline"], prompt=prompt)))
    assert (image.state, image.problem) == ("failed", problem)


def test_wake_up_rings_at_the_worker_and_fails_silently(settings, monkeypatch):
    settings.EMBEDDED = False
    sent = []
    monkeypatch.setattr(
        waking, "_messenger", type("Now", (), {"submit": lambda self, go, *args: go(*args)})()
    )
    monkeypatch.setattr(waking, "_broken_until", 0.0)
    monkeypatch.setattr(painting.hand_images, "apply_async", lambda args, **options: sent.append(args))
    painting.wake()
    assert sent == [()]
    painting.bell.clear()
    painting.hand_images()
    assert painting.bell.is_set()
    painting.bell.clear()


def test_paced_is_told_from_busy():
    assert isinstance(EnginePaced(3), EngineBusy)
    assert EnginePaced(3).retry_after == 3


def test_references_are_held_within_bounds_while_a_service_draws_from_them(painter, monkeypatch):
    order = factories.order(kind="edit")
    content = factories.line_art()
    Reference.objects.create(order=order, kind="image/png", content=content)
    left = []
    monkeypatch.setattr(painting, "MEMORY", memory.Memory(painting.MOST_BYTES))
    painter.script.append(lambda request: left.append(painting.MEMORY.left))
    drawn(factories.image(order))
    assert left == [painting.MOST_BYTES - painting.COPIES * len(content)]
    assert painting.MEMORY.left == painting.MOST_BYTES


def test_references_beyond_the_bound_wait_for_all_others_and_not_for_ever(painter, monkeypatch):
    order = factories.order(kind="edit")
    Reference.objects.create(order=order, kind="image/png", content=factories.line_art())
    monkeypatch.setattr(painting, "MOST_BYTES", 10)
    monkeypatch.setattr(painting, "MEMORY", memory.Memory(10))
    assert drawn(factories.image(order)).state == "ready"
