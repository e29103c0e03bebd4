"""A drawing that a parent calls not right is out of sight at once, at every address."""

import logging

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from coloring import pictures
from coloring.models import DailyCount, Page
from tests import factories

pytestmark = pytest.mark.django_db

WHO = "user:1"
URLS = get_resolver("coloring.urls").reverse_dict
FILES = ["picture_file", "printed", "pdf", "numbers", "svg", "png"]
# Addresses with parts that are of no page; any other new one is judged, or fails for want of its part.
NO_PAGE = {"export_file"}
ENGLISH = {"accept-language": "en"}


def report(client, page):
    return client.post(reverse("coloring:report", args=[page.public_id]), headers=ENGLISH)


@pytest.fixture
def page(owner):
    return factories.ready_page(user=owner.user)


@pytest.fixture
def hidden(owner, page):
    assert page.hide()
    page.refresh_from_db()
    return page


@pytest.fixture
def administrator(db):
    client = Client()
    client.user = factories.user(is_staff=True, is_superuser=True)
    client.force_login(client.user)
    return client


def addresses(page):
    """Every address of the coloring app that speaks of one page, by its name."""
    said = {"public_id": page.public_id, "paper": "a4", "name": page.picture, "number": 0}
    found = {}
    for name in filter(lambda key: isinstance(key, str), URLS):
        [(_, parts), *_] = URLS.getlist(name)[0][0]
        if parts and name not in NO_PAGE:
            found[name] = reverse(f"coloring:{name}", kwargs={part: said[part] for part in parts})
    return found


def shows(response, page):
    """Whether an answer holds the picture, its address, or a sheet made from it."""
    content = b"".join(response) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return page.picture.encode() in content or (
        response.status_code == 200 and kind not in {"text/html", "application/json"}
    )


def test_there_are_addresses_to_judge_and_they_show_a_ready_page(owner, page):
    found = addresses(page)
    assert {*FILES, "page", "picture", "status"} <= set(found)
    assert shows(owner.get(found["page"]), page)
    assert shows(owner.get(found["pdf"]), page)
    assert shows(owner.get(found["picture_file"]), page)


def test_hidden_drawing_is_shown_at_no_address(owner, hidden):
    etag = {"if-none-match": f'"{hidden.sha256}"'}
    shown = {}
    for name, address in addresses(hidden).items():
        for headers in ({}, etag, {"hx-request": "true"}):
            response = owner.get(address, headers=headers)
            shown[name] = shows(response, hidden) or response.status_code == 304
    assert [name for name, is_shown in shown.items() if is_shown] == []


@pytest.mark.parametrize("name", FILES)
def test_files_of_a_hidden_page_are_not_there(owner, hidden, name):
    assert owner.get(addresses(hidden)[name]).status_code == 404


def test_hidden_page_is_one_card_without_a_picture(owner, hidden):
    text = owner.get("/gallery/", headers=ENGLISH).content.decode()
    assert "Hidden: we look at it." in text
    assert hidden.picture not in text


def test_button_hides_the_page_and_says_so(owner, page):
    answer = report(owner, page)
    assert (answer.status_code, answer.url) == (302, reverse("coloring:page", args=[page.public_id]))
    page.refresh_from_db()
    assert page.hidden_at
    text = owner.get(answer.url, headers=ENGLISH).content.decode()
    assert "Thank you. The drawing is hidden" in text
    assert "because you told us that it is not right" in text
    assert reverse("coloring:delete", args=[page.public_id]) in text
    assert reverse("coloring:report", args=[page.public_id]) not in text


def test_ready_page_has_the_button_behind_a_question_without_any_script(owner, page):
    text = owner.get(reverse("coloring:page", args=[page.public_id]), headers=ENGLISH).content.decode()
    form = text[text.index("This drawing is not right") :]
    assert f'action="{reverse("coloring:report", args=[page.public_id])}"' in form[:300]
    assert "Yes, hide it" in form[:900]


def test_program_hears_that_the_page_is_hidden(owner, hidden):
    answer = owner.get(reverse("coloring:status", args=[hidden.public_id]), headers=ENGLISH).json()
    assert (answer["status"], answer["image_url"], answer["problem"]) == ("ready", None, "hidden")
    assert "hidden" in answer["message"]


def test_looking_at_the_button_changes_nothing(owner, page):
    assert owner.get(reverse("coloring:report", args=[page.public_id])).status_code == 405
    page.refresh_from_db()
    assert page.is_shown


def test_nobody_else_hides_a_page(stranger, visitor, page):
    assert report(stranger, page).status_code == report(visitor, page).status_code == 404
    page.refresh_from_db()
    assert page.is_shown


@pytest.mark.parametrize("state", ["waiting", "drawing", "failed"])
def test_page_without_a_drawing_cannot_be_reported(owner, state):
    page = factories.page(user=owner.user, state=state, problem="lost")
    assert report(owner, page).status_code == 404
    page.refresh_from_db()
    assert page.hidden_at is None


def test_administrator_is_told_once(owner, page, caplog):
    for _ in range(2):
        assert report(owner, page).status_code == 302
    told = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [record.getMessage().count("reported as not right") for record in told] == [1]


def counted(owner, **fields):
    DailyCount.objects.take(WHO, 5)
    page = factories.ready_page(user=owner.user, asked_engine="openai", charged_to=WHO, **fields)
    return page, lambda: DailyCount.objects.get().used


def test_reported_page_counts_for_nothing_once(owner):
    page, used = counted(owner)
    counted(owner)
    assert used() == 2
    for _ in range(2):
        report(owner, page)
        Page.objects.update(hidden_at=None)
    assert used() == 1


@pytest.mark.parametrize("free", [{"problem": "lost"}, {"colourable": False}])
def test_page_that_was_free_already_gives_nothing_back(owner, free):
    page, used = counted(owner, **free)
    report(owner, page)
    assert used() == 1


def test_owner_deletes_a_hidden_page_with_its_picture(owner, hidden, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(reverse("coloring:delete", args=[hidden.public_id]))
    assert not Page.objects.exists()
    with pytest.raises(FileNotFoundError):
        pictures.read(hidden.picture)


def test_owner_draws_another_one_of_a_hidden_page(owner, hidden):
    assert owner.post(reverse("coloring:again", args=[hidden.public_id])).status_code == 302
    assert Page.objects.count() == 2


def written(caplog):
    """The lines about pages and administrators."""
    lines = [vars(record) for record in caplog.records]
    return [(line["message"], line.get("page"), line.get("administrator")) for line in lines]


LIST = "admin:coloring_page_changelist"
DRAWING = "admin:coloring_page_drawing"


def test_administrator_finds_what_was_reported(administrator, hidden):
    other = factories.ready_page()
    text = administrator.get(reverse(LIST), {"hidden_at__isempty": "0"}).content.decode()
    assert hidden.public_id in text
    assert other.public_id not in text


def test_administrator_looks_at_a_reported_drawing_and_that_is_written_down(administrator, hidden, caplog):
    form = administrator.get(reverse("admin:coloring_page_change", args=[hidden.pk])).content.decode()
    address = reverse(DRAWING, args=[hidden.pk])
    assert address in form
    answer = administrator.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content == pictures.read(hidden.picture)
    assert "no-store" in answer["Cache-Control"]
    assert ("reported drawing looked at", str(hidden), administrator.user.pk) in written(caplog)


def test_drawing_that_nobody_reported_is_not_the_administrators_business(administrator, page):
    assert administrator.get(reverse(DRAWING, args=[page.pk])).status_code == 404
    form = administrator.get(reverse("admin:coloring_page_change", args=[page.pk])).content.decode()
    assert reverse(DRAWING, args=[page.pk]) not in form


def test_lost_drawing_is_not_found(administrator, hidden):
    pictures.delete(hidden.picture)
    assert administrator.get(reverse(DRAWING, args=[hidden.pk])).status_code == 404


def test_nobody_else_looks_at_a_reported_drawing(owner, stranger, visitor, hidden):
    address = reverse(DRAWING, args=[hidden.pk])
    assert [client.get(address).status_code for client in (owner, stranger, visitor)] == [302] * 3
    staff = Client()
    staff.force_login(factories.user(is_staff=True))
    assert staff.get(address).status_code == 403


def act(administrator, action, *pages, **sent):
    chosen = {"action": action, "_selected_action": [page.pk for page in pages], **sent}
    return administrator.post(reverse(LIST), chosen)


def test_administrator_shows_a_page_again(owner, administrator, hidden, caplog):
    assert act(administrator, "show_again", hidden).status_code == 302
    hidden.refresh_from_db()
    assert hidden.is_shown
    assert shows(owner.get(addresses(hidden)["page"]), hidden)
    assert ("shown again", str(hidden), administrator.user.pk) in written(caplog)


def test_administrator_deletes_a_page_with_its_picture(
    administrator, hidden, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        act(administrator, "delete_selected", hidden, post="yes")
    assert not Page.objects.exists()
    with pytest.raises(FileNotFoundError):
        pictures.read(hidden.picture)


def test_photo_of_a_child_is_nowhere_in_the_administration(administrator):
    page = factories.photo_page(user=factories.user())
    form = administrator.get(reverse("admin:coloring_page_change", args=[page.pk])).content.decode()
    assert "photo/" not in form
    assert page.photo.name not in form
