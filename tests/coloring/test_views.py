"""The browser's side: asking, watching, taking home, deleting."""

import io
import re

import pytest
from django.urls import Resolver404, resolve, reverse
from PIL import Image

from coloring import pictures
from coloring.models import Page, Photo
from tests import factories

pytestmark = pytest.mark.django_db


def url(name, page, *more):
    return reverse(f"coloring:{name}", args=[page.public_id, *more])


def test_studio_opens(visitor):
    assert visitor.get("/").status_code == 200


def test_studio_fills_in_the_theme_of_the_address(visitor):
    assert 'value="un dragon"' in visitor.get("/?theme=un dragon").content.decode()


def test_theme_becomes_a_waiting_page_of_the_session(visitor):
    response = visitor.post("/pages/theme/", {"theme": "  espace  "})
    page = Page.objects.get()
    assert response.status_code == 302
    assert response.url == url("page", page)
    assert (page.theme, page.state, page.detail, page.asked_engine) == (
        "espace",
        "waiting",
        "normal",
        "offline",
    )
    assert page.user is None
    assert visitor.get(response.url).status_code == 200


@pytest.mark.parametrize("theme", ["کتاب\u200cخانه", "क\u200dष", "famille 👨\u200d👩\u200d👧"])
def test_joiners_that_belong_to_the_spelling_stay(visitor, paid, theme):
    visitor.post("/pages/theme/", {"theme": theme})
    assert Page.objects.get().theme == theme


def test_joiners_hide_no_unsuitable_word(visitor, paid):
    assert visitor.post("/pages/theme/", {"theme": "un pis\u200dtolet"}).status_code == 422


@pytest.mark.parametrize("sign", ["\x07", "\u200b", "\u200e", "\u200f", "\u202e", "\ufeff"])
def test_signs_that_nobody_sees_are_left_out_of_a_theme(visitor, paid, sign):
    visitor.post("/pages/theme/", {"theme": f"un{sign} chat{sign}"})
    assert Page.objects.get().theme == "un chat"


def test_photo_becomes_a_waiting_page_with_a_clean_photo(owner):
    response = owner.post("/pages/photo/", {"photo": factories.saved_upload(), "mode": "home"})
    page = Page.objects.get()
    assert response.url == url("page", page)
    assert (page.kind, page.mode, page.user) == ("photo", "home", owner.user)
    assert Image.open(io.BytesIO(bytes(page.photo.jpeg))).size == (640, 480)


@pytest.mark.parametrize("path", ["/pages/theme/", "/pages/photo/"])
def test_asking_by_get_is_refused(visitor, path):
    assert visitor.get(path).status_code == 405


def test_refused_theme_keeps_what_was_typed_and_stores_nothing(visitor):
    response = visitor.post("/pages/theme/", {"theme": "!!! 123"})
    assert response.status_code == 422
    assert "!!! 123" in response.content.decode()
    assert not Page.objects.exists()


def test_asking_page_by_form_needs_the_csrf_token(visitor):
    visitor.handler.enforce_csrf_checks = True
    assert visitor.post("/pages/theme/", {"theme": "espace"}).status_code == 403


def test_waiting_fragment_asks_again_and_finished_ones_do_not(owner):
    waiting = factories.page(user=owner.user)
    fragment = owner.get(url("picture", waiting)).content.decode()
    assert f'hx-get="{url("picture", waiting)}?' in fragment
    assert 'hx-trigger="every ' in fragment
    for page in (
        factories.ready_page(user=owner.user),
        factories.page(user=owner.user, state="failed", problem="busy"),
    ):
        assert "hx-trigger" not in owner.get(url("picture", page)).content.decode()


def test_page_refreshes_itself_without_javascript_until_it_is_over(owner):
    refresh = re.compile(r'<noscript>\s*<meta http-equiv="refresh"')
    assert refresh.search(owner.get(url("page", factories.page(user=owner.user))).content.decode())
    assert not refresh.search(owner.get(url("page", factories.ready_page(user=owner.user))).content.decode())


def test_ready_page_shows_its_picture_and_ways_to_paper(owner):
    page = factories.ready_page(user=owner.user)
    html = owner.get(url("page", page)).content.decode()
    for address in (
        reverse("coloring:picture_file", args=[page.picture]),
        url("pdf", page, "a4"),
        url("png", page),
        url("printed", page),
        url("delete", page),
    ):
        assert address in html


def test_failed_page_says_why_in_the_readers_language(owner):
    page = factories.page(user=owner.user, state="failed", problem="refused")
    french = owner.get(url("page", page), headers={"accept-language": "fr"}).content.decode()
    english = owner.get(url("page", page), headers={"accept-language": "en"}).content.decode()
    assert "We would rather not draw this one." in english
    assert "We would rather not draw this one." not in french


def test_ready_page_says_that_the_offline_artist_stepped_in(owner):
    page = factories.ready_page(user=owner.user, asked_engine="openai", problem="lost")
    html = owner.get(url("page", page), headers={"accept-language": "en"}).content.decode()
    assert "did not answer in time, so Herbbie" in html.replace("&#x27;", "'")


def test_picture_is_private_and_immutable(owner):
    page = factories.ready_page(user=owner.user)
    response = owner.get(reverse("coloring:picture_file", args=[page.picture]))
    assert response.content == pictures.read(page.picture)
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    assert response["ETag"] == f'"{page.sha256}"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("known", ['"{}"', 'W/"{}"', '"other", "{}"', 'W/"other", W/"{}"', "*"])
def test_known_picture_is_neither_read_nor_sent_again(owner, known):
    page = factories.ready_page(user=owner.user)
    pictures.delete(page.picture)
    headers = {"if-none-match": known.format(page.sha256)}
    response = owner.get(reverse("coloring:picture_file", args=[page.picture]), headers=headers)
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == f'"{page.sha256}"'
    assert response["Cache-Control"].startswith("private")


@pytest.mark.parametrize("known", ['"other"', "{}", 'W/"other", "more"', ""])
def test_picture_that_nobody_has_is_sent(owner, known):
    page = factories.ready_page(user=owner.user)
    headers = {"if-none-match": known.format(page.sha256)}
    response = owner.get(reverse("coloring:picture_file", args=[page.picture]), headers=headers)
    assert (response.status_code, response.content[:4]) == (200, b"\x89PNG")


@pytest.mark.parametrize("address", ["pdf/a4/", "png/", "print/", "picture/", ""])
def test_whatever_is_read_answers_head_too(owner, address):
    page = factories.ready_page(user=owner.user)
    response = owner.head(f"/pages/{page.public_id}/{address}")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("name", ["\0" * 32, "A" * 32, "0" * 31, "0" * 33, "0" * 32 + "\n", "x"])
@pytest.mark.parametrize("address", ["", "picture/", "print/", "pdf/a4/", "png/", "again/", "delete/"])
def test_what_is_no_id_leads_nowhere(name, address):
    with pytest.raises(Resolver404):
        resolve(f"/pages/{name}/{address}")


@pytest.mark.parametrize("name", ["coloring_offline_\0.png", "\0", "coloring_offline_x.png", "a.css"])
def test_what_is_no_name_of_a_picture_leads_nowhere(name):
    with pytest.raises(Resolver404):
        resolve(f"/static/coloring/{name}")


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_pdf_is_a_download(owner, paper):
    response = owner.get(url("pdf", factories.ready_page(user=owner.user), paper))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_unknown_paper_is_not_found(owner):
    assert owner.get(url("pdf", factories.ready_page(user=owner.user), "a0")).status_code == 404


@pytest.mark.parametrize("name", ["printed", "png"])
def test_unfinished_page_has_nothing_to_print(owner, name):
    assert owner.get(url(name, factories.page(user=owner.user))).status_code == 404


def test_another_one_is_a_new_page_of_the_same_wish(owner):
    page = factories.ready_page(user=owner.user, theme="un dragon", detail="fine")
    owner.post(url("again", page))
    other = Page.objects.exclude(pk=page.pk).get()
    assert (other.theme, other.detail, other.user) == ("un dragon", "fine", owner.user)
    assert other.public_id != page.public_id


def test_photo_page_cannot_be_drawn_again_without_its_photo(owner):
    page = factories.ready_page(user=owner.user, kind="photo", mode="home")
    assert owner.post(url("again", page)).status_code == 404


def test_deleting_takes_the_picture_along(owner, own_folders, django_capture_on_commit_callbacks):
    page = factories.ready_page(user=owner.user)
    with django_capture_on_commit_callbacks(execute=True):
        assert owner.post(url("delete", page)).status_code == 302
    assert not Page.objects.exists()
    assert not list(own_folders.iterdir())


def test_failed_page_can_be_deleted_from_its_screen(owner):
    page = factories.page(user=owner.user, state="failed", problem="busy")
    assert f'action="{url("delete", page)}"' in owner.get(url("page", page)).content.decode()
    assert owner.post(url("delete", page)).status_code == 302
    assert not Page.objects.exists()


def test_page_deleted_by_get_stays(owner):
    assert owner.get(url("delete", factories.ready_page(user=owner.user))).status_code == 405
    assert Page.objects.exists()


def test_gallery_shows_mine_newest_first(owner):
    first, second = (factories.ready_page(user=owner.user) for _ in range(2))
    html = owner.get("/gallery/").content.decode()
    assert html.index(second.picture) < html.index(first.picture)


def test_gallery_is_paged_in_few_queries(owner, django_assert_max_num_queries):
    for _ in range(30):
        factories.page(user=owner.user)
    with django_assert_max_num_queries(5):
        assert len(owner.get("/gallery/").context["pages"]) == 24
    assert len(owner.get("/gallery/?page=2").context["pages"]) == 6


def test_logging_in_brings_the_pages_of_the_session_along(visitor, django_user_model):
    visitor.post("/pages/theme/", {"theme": "espace"})
    visitor.post("/pages/photo/", {"photo": factories.saved_upload()})
    user = factories.user()
    visitor.force_login(user)
    assert Page.objects.count() == Page.objects.filter(user=user, session="").count() == 2
    assert Photo.objects.get().user == user
    visitor.logout()
    assert visitor.get(url("page", Page.objects.first())).status_code == 404


def test_too_many_requests_are_told_when_to_come_back(visitor, settings):
    settings.RATE_LIMIT_PER_MINUTE = 2
    for _ in range(2):
        visitor.post("/pages/theme/", {"theme": "espace"})
    response = visitor.post("/pages/theme/", {"theme": "espace"})
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60
    assert Page.objects.count() == 2


def test_pages_that_cost_money_have_a_daily_quota(visitor, paid):
    paid.ANONYMOUS_PAGES_PER_DAY = 1
    assert visitor.post("/pages/theme/", {"theme": "espace"}).status_code == 302
    assert visitor.post("/pages/theme/", {"theme": "espace"}).status_code == 429
    assert Page.objects.count() == 1


def test_photo_drawn_at_home_costs_no_quota(visitor, paid):
    paid.ANONYMOUS_PAGES_PER_DAY = 0
    assert (
        visitor.post("/pages/photo/", {"photo": factories.saved_upload(), "mode": "home"}).status_code == 302
    )
    assert Page.objects.get().asked_engine == "offline"


def test_photo_is_sent_away_only_with_consent(visitor, paid):
    refused = visitor.post("/pages/photo/", {"photo": factories.saved_upload(), "mode": "faithful"})
    assert refused.status_code == 422
    assert not Page.objects.exists()
    visitor.post("/pages/photo/", {"photo": factories.saved_upload(), "mode": "faithful", "consent": "on"})
    assert Page.objects.get().consented_at


def test_free_site_sends_no_photo_away(visitor):
    response = visitor.post(
        "/pages/photo/", {"photo": factories.saved_upload(), "mode": "imagined", "consent": "on"}
    )
    assert response.status_code == 422
    assert not Page.objects.exists()
