"""Parents see how far the drawing is: theirs alone, anew when there is something new, and gone at the end."""

import html
import logging
import re

import pytest

from coloring import claims, tasks
from coloring.engines.base import Commission, EngineBusy, EngineRefused, EngineUnchecked
from coloring.engines.openai import moderation
from coloring.models import Attempt, Page, Partial
from tests import factories
from tests.coloring import streaming

pytestmark = pytest.mark.django_db

SKETCH = b"\x89PNG\r\n\x1a\n a sketch"


@pytest.fixture(autouse=True)
def unfinished(paid):
    paid.PARTIAL_IMAGES = 2
    return paid


def drawing(client, **fields):
    """A page of this caller that OpenAI is drawing."""
    state = {"state": Page.State.DRAWING, "asked_engine": "openai", "claim_token": "t"}
    return factories.page(user=client.user, **(state | fields))


def sketched(page, index=0, content=SKETCH):
    return Partial.objects.create(page=page, index=index, content=content)


def fragment(client, page):
    return html.unescape(client.get(f"/pages/{page.public_id}/picture/").content.decode())


def shown(client, page):
    """The addresses of the unfinished pictures in the fragment."""
    return re.findall(r'<img src="(/pages/\w+/partial/\d+/)"', fragment(client, page))


def test_newest_unfinished_picture_is_shown(owner):
    page = drawing(owner)
    assert shown(owner, page) == []
    sketched(page)
    sketched(page, 1, b"\xff\xd8\xff another sketch")
    [address] = shown(owner, page)
    response = owner.get(address)
    assert (response.content, response["Content-Type"]) == (b"\xff\xd8\xff another sketch", "image/jpeg")
    assert "no-store" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "kind"), [(SKETCH, "png"), (b"\xff\xd8\xff\xe0", "jpeg"), (b"RIFF1234WEBPVP8 ", "webp")]
)
def test_type_is_told_from_the_bytes(owner, content, kind):
    page = drawing(owner)
    sketched(page, content=content)
    assert owner.get(f"/pages/{page.public_id}/partial/0/")["Content-Type"] == f"image/{kind}"


def test_unfinished_picture_is_the_owners_alone(owner, stranger, visitor):
    page = drawing(owner)
    sketched(page)
    address = f"/pages/{page.public_id}/partial/0/"
    assert [client.get(address).status_code for client in (owner, stranger, visitor)] == [200, 404, 404]
    assert owner.get(f"/pages/{page.public_id}/partial/1/").status_code == 404


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The drawing so far: espace"), ("fr", "espace")], ids=["en", "fr"]
)
def test_unfinished_picture_is_told_to_who_cannot_see_it(owner, language, words):
    page = drawing(owner)
    sketched(page)
    response = owner.get(f"/pages/{page.public_id}/", headers={"accept-language": language})
    [alt] = re.findall(r'partial/0/" alt="([^"]+)"', response.content.decode())
    assert words in alt


def test_photos_have_theirs_too(owner):
    fields = {"state": Page.State.DRAWING, "asked_engine": "openai", "mode": "faithful"}
    page = factories.photo_page(user=owner.user, **fields)
    sketched(page)
    assert len(shown(owner, page)) == 1


@pytest.mark.parametrize(
    "fields", [{"asked_engine": "offline"}, {"kind": "photo", "mode": "home"}], ids=["offline", "at home"]
)
def test_what_is_drawn_here_keeps_no_place_for_them(owner, fields):
    assert "making-sheet" not in fragment(owner, drawing(owner, **fields))


def test_place_is_kept_from_the_beginning_and_not_without_the_setting(owner, unfinished):
    page = drawing(owner, state=Page.State.WAITING)
    assert "making-sheet" in fragment(owner, page)
    unfinished.PARTIAL_IMAGES = 0
    assert "making-sheet" not in fragment(owner, page)


def test_browser_is_told_of_each_new_one_and_of_nothing_else(owner):
    page = drawing(owner)
    for index in range(2):
        again = re.search(r'hx-get="([^"]+)"', fragment(owner, page))[1]
        assert owner.get(again).status_code == 204
        sketched(page, index)
        assert f"partial/{index}/" in owner.get(again).content.decode()


def test_sketch_of_an_earlier_attempt_is_not_shown_while_the_page_waits(owner):
    page = drawing(owner, state=Page.State.WAITING)
    sketched(page)
    assert shown(owner, page) == []


@pytest.mark.parametrize("verdict", [EngineRefused("violence"), EngineUnchecked("no answer")], ids=type)
def test_sketch_that_nobody_found_fit_for_children_is_not_kept(owner, monkeypatch, verdict):
    """The second one and the whole picture are fit."""
    page, verdicts = drawing(owner), [verdict, None]
    Attempt.objects.begin(page.as_attempted(), page.claim_token, 1, "")
    told = claims.RowProgress(page, "openai", logging.getLogger("herbbie.page"))

    def check(commission, *, words, picture, transport):
        if error := verdicts.pop(0):
            raise error

    monkeypatch.setattr(moderation, "check", check)
    whole = streaming.picture((1024, 1024))
    service = streaming.Service(streaming.partial(0), streaming.partial(1), streaming.completed(whole))
    wish = {"image_models": (streaming.MINI,), "prompt": "x", "partial_images": 2, "progress": told}
    assert service.engine.draw(Commission(**wish, moderation_model="omni")).image == whole
    assert [row.index for row in Partial.objects.all()] == [1]
    assert bytes(Partial.objects.get().content) == streaming.DRAFTS[1]


@pytest.mark.django_db(transaction=True)
def test_worker_keeps_them_until_the_page_is_over(owner, drawers):
    page, seen = drawing(owner, state=Page.State.WAITING), []

    def draw(commission):
        commission.progress.partial(0, SKETCH)
        seen.extend(shown(owner, page))
        return factories.line_art()

    drawers["openai"].script += [EngineBusy("later", retry_after=0), draw]
    tasks.draw_page(page.pk)
    Page.objects.update(due_at=page.created_at)
    tasks.draw_page(page.pk)
    assert drawers["openai"].commissions[0].partial_images == 2
    assert seen == [f"/pages/{page.public_id}/partial/0/"]
    assert owner.get(seen[0]).status_code == 404
    assert not Partial.objects.exists()
    assert Page.objects.get().state == Page.State.READY
