"""What is not for children is neither drawn nor shown, and what could not be checked is not either."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.html import escape

from coloring import tasks, vitals
from coloring.engines.base import EngineRefused, EngineUnchecked, EngineUnknown, EngineUnpaid
from coloring.models import Attempt, DailyCount, Page
from tests import factories
from tests.rehearsal import Rehearsal

pytestmark = pytest.mark.django_db

PICTURE, LOOK = 36_000, 400
WHO = "user:1"
BLANK = factories.png(factories.Image.new("L", (1024, 1024), 255))


def paid_page(**fields):
    DailyCount.objects.take(WHO, 5)
    return factories.page(asked_engine="openai", charged_to=WHO, **fields)


def paid_photo(mode="imagined", **fields):
    DailyCount.objects.take(WHO, 5)
    return factories.photo_page(asked_engine="openai", charged_to=WHO, mode=mode, **fields)


def drawn(page):
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    return page


def used():
    return DailyCount.objects.get().used


def test_theme_is_checked_before_and_the_drawing_after_it_is_paid_for(drawers):
    page = drawn(paid_page(theme="un pirate"))
    (words, nothing), (no_words, picture) = drawers["openai"].checked
    assert (words, nothing, no_words) == ("un pirate", None, "")
    assert picture == factories.line_art()
    assert (page.state, page.problem, used()) == ("ready", "", 1)


def test_childs_name_is_never_asked_about(drawers):
    drawn(paid_page(theme="un pirate", child_name="Zoé"))
    assert all("Zo" not in words for words, _ in drawers["openai"].checked)
    assert "Zo" not in drawers["openai"].commissions[0].prompt


def test_unfit_theme_costs_nothing_and_is_drawn_by_nobody(drawers):
    drawers["openai"].verdicts.append(EngineRefused("flagged"))
    page = drawn(paid_page())
    assert (page.state, page.problem, page.cost_micro_usd, used()) == ("failed", "refused", 0, 0)
    assert drawers["openai"].commissions == drawers["offline"].commissions == []


@pytest.mark.parametrize("mode", ["imagined", "faithful"])
def test_photo_is_checked_before_anybody_looks_and_its_description_before_it_is_drawn(drawers, mode):
    page = paid_photo(mode)
    photo = bytes(page.photo.jpeg)
    drawn(page)
    seen = "a cat\na sofa\ntail"
    assert drawers["openai"].checked == [("", photo), (seen, None), ("", factories.line_art())]


def test_unfit_photo_is_looked_at_by_no_model_and_deleted(drawers):
    drawers["openai"].verdicts.append(EngineRefused("flagged"))
    page = drawn(paid_photo())
    assert (page.state, page.problem, page.cost_micro_usd, used()) == ("failed", "refused", 0, 0)
    assert drawers["openai"].looks == 0
    assert page.photo_deleted_at
    assert not hasattr(Page.objects.get(), "photo")


def test_unfit_description_is_not_drawn_but_looking_was_paid_for(drawers):
    drawers["openai"].verdicts.extend([None, EngineRefused("flagged")])
    page = drawn(paid_photo())
    assert (page.state, page.problem, page.cost_micro_usd, used()) == ("failed", "refused", LOOK, 0)
    assert drawers["openai"].commissions == []


def test_photo_drawn_at_home_is_sent_nowhere(drawers, paid):
    drawn(factories.photo_page(asked_engine="offline", mode="home"))
    assert drawers["openai"].checked == drawers["offline"].checked == []


def test_offline_site_asks_nobody(drawers):
    page = drawn(factories.page())
    assert page.state == "ready"
    assert drawers["offline"].checked == []


def test_site_without_a_moderation_model_asks_nobody(drawers, settings):
    settings.OPENAI_MODERATION_MODEL = ""
    assert drawn(paid_page()).engine == "openai"
    assert drawn(paid_photo()).engine == "openai"
    assert drawers["openai"].checked == []
    assert not {"reading", "checking"} & set(Attempt.objects.first().steps)


def test_unfit_drawing_is_thrown_away_paid_by_the_owner_and_free_for_the_parent(drawers, own_folders):
    drawers["openai"].verdicts.extend([None, EngineRefused("flagged")])
    page = drawn(paid_page())
    assert (page.state, page.problem, page.picture) == ("failed", "refused", "")
    assert page.cost_micro_usd == Attempt.objects.get().cost_micro_usd == PICTURE
    assert used() == 0
    assert not list(own_folders.glob("*.png"))
    assert drawers["offline"].commissions == []


def test_second_drawing_is_checked_as_well(drawers):
    drawers["openai"].script.append(BLANK)
    drawn(paid_page())
    assert [picture for _, picture in drawers["openai"].checked] == [None, BLANK, factories.line_art()]


@pytest.mark.parametrize("verdict", [EngineRefused("flagged"), EngineUnchecked("silence")])
def test_second_drawing_that_is_not_known_to_be_fit_leaves_the_first(drawers, verdict):
    drawers["openai"].script.append(BLANK)
    drawers["openai"].verdicts.extend([None, None, verdict])
    page = drawn(paid_page())
    assert (page.state, page.engine, page.colourable) == ("ready", "openai", False)
    assert page.cost_micro_usd == 2 * PICTURE
    assert used() == 0


@pytest.mark.parametrize(("checks_before", "cost"), [(0, 0), (1, PICTURE)])
def test_page_that_cannot_be_checked_is_drawn_at_home_says_so_and_is_free(drawers, checks_before, cost):
    drawers["openai"].verdicts.extend([None] * checks_before + [EngineUnchecked("silence")])
    page = drawn(paid_page())
    assert (page.state, page.engine, page.problem) == ("ready", "offline", "unchecked")
    assert (page.cost_micro_usd, used()) == (cost, 0)
    assert len(drawers["openai"].commissions) == checks_before


def test_photo_that_cannot_be_checked_is_drawn_on_this_server(drawers):
    drawers["openai"].verdicts.append(EngineUnchecked("silence"))
    page = drawn(paid_photo("faithful"))
    assert (page.state, page.engine, page.problem) == ("ready", "offline", "unchecked")
    assert drawers["offline"].commissions[0].mode == "home"
    assert drawers["openai"].looks == 0


def test_unchecked_page_that_nobody_can_draw_at_home_fails_kindly(drawers):
    drawers["openai"].verdicts.append(EngineUnchecked("silence"))
    drawers["offline"].script.append(EngineUnknown("no such drawing"))
    page = drawn(paid_page())
    assert (page.state, page.problem, used()) == ("failed", "unchecked", 0)


@pytest.mark.parametrize("checks_before", [0, 1])
def test_account_that_is_not_served_is_remembered(drawers, checks_before):
    drawers["openai"].verdicts.extend([None] * checks_before + [EngineUnpaid("bad key")])
    page = drawn(paid_page())
    assert (page.engine, page.problem, page.cost_micro_usd) == ("offline", "unpaid", PICTURE * checks_before)
    assert vitals.services().unpaid == ("openai",)


@pytest.mark.parametrize("state", ["ready", "failed"])
def test_page_says_kindly_that_it_could_not_be_checked(owner, state):
    made = factories.ready_page(user=owner.user, state=state, problem="unchecked")
    english = {"accept-language": "en"}
    answer = owner.get(reverse("coloring:status", args=[made.public_id]), headers=english)
    assert "check" in answer.json()["message"]
    shown = owner.get(reverse("coloring:picture", args=[made.public_id]), headers=english)
    assert escape(answer.json()["message"]) in shown.content.decode()


@pytest.mark.parametrize("step", ["reading", "drawing", "checking", "cleaning", "storing"])
def test_exactly_one_step_is_the_current_one_and_checking_is_one(owner, step):
    page = factories.page(user=owner.user, asked_engine="openai", state="drawing", step=step)
    text = owner.get(reverse("coloring:picture", args=[page.public_id])).content.decode()
    assert text.count('aria-current="step"') == 1
    assert text.count("<li") == 6


def test_page_drawn_at_home_promises_no_check(owner):
    page = factories.page(user=owner.user, state="drawing", step="drawing")
    text = owner.get(reverse("coloring:picture", args=[page.public_id])).content.decode()
    assert text.count("<li") == 4


@pytest.mark.django_db(transaction=True)
def test_waiting_for_a_verdict_holds_no_connection(drawers, monkeypatch):
    held = []
    monkeypatch.setattr(
        drawers["openai"], "check", lambda *_, **__: held.append(connection.connection is not None)
    )
    drawn(paid_photo())
    assert held == [False, False, False]


@pytest.fixture
def service(paid):
    with Rehearsal() as service:
        paid.OPENAI_BASE_URL = service.url
        yield service


MODERATION, DRAWING = "/v1/moderations", "/v1/images/generations"


def test_on_the_wire_words_are_checked_first_and_the_drawing_last(service):
    page = drawn(paid_page(theme="un pirate avec une épée"))
    assert service.paths == [MODERATION, DRAWING, MODERATION]
    assert service.moderator.words == ["un pirate avec une épée", ""]
    assert (page.state, page.engine, page.problem) == ("ready", "openai", "")


def test_on_the_wire_a_photo_its_description_and_its_drawing_are_checked(service):
    page = drawn(paid_photo("faithful"))
    kinds = [path.rpartition("/")[2] for path in service.paths]
    assert kinds == ["moderations", "completions", "moderations", "edits", "moderations"]
    assert service.moderator.words == ["", "a cat on a sofa\na living room\nthe cushion\nthe lamp", ""]
    assert (page.state, page.engine) == ("ready", "openai")


def test_on_the_wire_flagged_words_are_not_paid_for(service):
    service.moderator.unfit = "pirate"
    page = drawn(paid_page(theme="un pirate"))
    assert (page.problem, page.cost_micro_usd, service.journal) == ("refused", 0, [])


def test_on_the_wire_a_flagged_drawing_is_seen_by_nobody(service):
    service.moderator.pictures = [True]
    page = drawn(paid_page(theme="un pirate"))
    assert (page.state, page.problem, page.picture, len(service.journal)) == ("failed", "refused", "", 1)
    assert page.cost_micro_usd > 0


def test_on_the_wire_a_model_that_is_gone_is_told_in_health(service, client):
    service.retired.add("omni-moderation-latest")
    page = drawn(paid_page(theme="un chat"))
    assert (page.state, page.engine, page.problem, service.journal) == ("ready", "offline", "unchecked", [])
    models = client.get("/health").json()["models"]
    assert models["moderation"] == "omni-moderation-latest"
    assert "omni-moderation-latest" in models["retired"]
