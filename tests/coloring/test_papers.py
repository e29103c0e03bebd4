"""A finished page to take home: PDF with or without a title, colour-by-number, SVG."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from coloring import lineart, printing, sentences
from coloring.printing.crayons import CRAYONS
from tests import factories

pytestmark = pytest.mark.django_db

HOUSES = factories.line_art()


@pytest.fixture
def page(owner):
    areas = [area.as_list() for area in lineart.coloured_areas(HOUSES)]
    return factories.ready_page(user=owner.user, theme="Seize maisons", areas=areas)


def get(client, name, page, *more, query=""):
    return client.get(reverse(f"coloring:{name}", args=[page.public_id, *more]) + query)


def painted(response):
    return PdfReader(io.BytesIO(response.content)).pages[0].get_contents().get_data()


def test_title_is_printed_only_when_it_is_asked_for(owner, page):
    plain, titled = get(owner, "pdf", page, "a4"), get(owner, "pdf", page, "a4", query="?title")
    assert plain.content == printing.pdf(HOUSES, "a4")
    assert titled.content == printing.pdf(HOUSES, "a4", title="Seize maisons")
    assert painted(plain) != painted(titled)


@pytest.mark.parametrize("paper", printing.PAPERS)
def test_colour_by_number_is_a_download_of_its_paper(owner, page, paper):
    response = get(owner, "numbers", page, paper)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="herbbie-numbers-{paper}.pdf"'
    box = PdfReader(io.BytesIO(response.content)).pages[0].mediabox
    width, height = printing.PAPERS[paper].points
    assert sorted((float(box.width), float(box.height))) == pytest.approx(sorted((width, height)), abs=0.01)


def test_colour_by_number_speaks_the_language_of_its_reader(owner, page):
    french = owner.get(
        reverse("coloring:numbers", args=[page.public_id, "a4"]), headers={"Accept-Language": "fr"}
    )
    english = owner.get(
        reverse("coloring:numbers", args=[page.public_id, "a4"]), headers={"Accept-Language": "en"}
    )
    assert painted(french) != painted(english)


def test_every_crayon_has_a_name_to_translate():
    assert [crayon.name for crayon in CRAYONS] == list(sentences.CRAYONS)


@pytest.mark.parametrize("name", ["pdf", "numbers"])
def test_paper_that_does_not_exist_is_not_found(owner, page, name):
    assert get(owner, name, page, "a0").status_code == 404


def test_svg_is_a_download_of_the_lines(owner, page):
    response = get(owner, "svg", page)
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Disposition"] == 'attachment; filename="herbbie.svg"'
    assert response.content.decode() == lineart.trace(HOUSES)


def test_page_without_known_areas_offers_no_colour_by_number(owner):
    page = factories.ready_page(user=owner.user)
    address = reverse("coloring:numbers", args=[page.public_id, "a4"])
    assert address not in get(owner, "page", page).content.decode()


def test_photo_without_a_name_offers_no_title(owner, page):
    photo = factories.ready_page(user=owner.user, kind="photo", theme="", mode="home")
    assert "?title" in get(owner, "page", page).content.decode()
    assert "?title" not in get(owner, "page", photo).content.decode()


def test_ink_is_told_beside_the_print_button(owner):
    page = factories.ready_page(user=owner.user, measures={"ink": 0.16})
    shown = owner.get(reverse("coloring:page", args=[page.public_id]), headers={"Accept-Language": "en"})
    assert "as much ink as 2 pages of text" in shown.content.decode()


@pytest.mark.parametrize(
    ("theme", "name"),
    [("", "Zoé"), ("Zoé", "zoé"), ("گربه", ""), ("🦄🦄", "")],
    ids=["photo", "name", "script", "emoji"],
)
def test_title_is_the_theme_and_nothing_else(owner, theme, name):
    page = factories.ready_page(user=owner.user, theme=theme, child_name=name)
    assert "?title" not in get(owner, "page", page).content.decode()
    assert get(owner, "pdf", page, "a4", query="?title").content == printing.pdf(HOUSES, "a4")


@pytest.mark.parametrize(("name", "more"), [("pdf", ["a4"]), ("numbers", ["a4"]), ("svg", [])])
def test_papers_are_made_as_often_as_other_work(owner, page, settings, name, more):
    settings.RATE_LIMIT_PER_MINUTE = 1
    assert get(owner, name, page, *more).status_code == 200
    response = get(owner, name, page, *more)
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
