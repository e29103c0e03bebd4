"""What a parent may choose for a page besides its theme: a name in letters, a coloured model."""

import unicodedata

import pytest
from django.urls import reverse

from coloring import tasks
from coloring.engines.base import Silent
from coloring.forms import ThemeForm
from coloring.models import Page
from tests import factories

pytestmark = pytest.mark.django_db


def name_of(text):
    form = ThemeForm({"theme": "espace", "name": text})
    return form.cleaned_data["child_name"] if form.is_valid() else form.errors.as_data()["name"][0].code


@pytest.mark.parametrize(
    "name", ["Zoé", "François", "Jean-Baptiste", "Maëlys", "D'Artagnan", "Anne Lou", "Cœur"]
)
def test_first_name_is_written_as_it_was_typed(name):
    assert name_of(name) == name


def test_name_is_tidied_to_one_line_of_composed_letters():
    assert name_of(f"  {unicodedata.normalize('NFD', 'Zoé')} \u200b\n Lou ") == "Zoé Lou"


def test_no_name_is_no_fault():
    assert name_of("   ") == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("A" * 25, "name_too_long"),
        ("Zoé7", "name_letters"),
        ("<b>", "name_letters"),
        ("李", "name_letters"),
        ("'", "name_letters"),
        ("’’’’", "name_letters"),
        ("---", "name_letters"),
        ("- - -", "name_letters"),
        ("merde", "name_refused"),
    ],
)
def test_what_is_no_name_for_a_page_is_refused(name, code):
    assert name_of(name) == code


def test_choices_of_the_studio_reach_the_one_who_draws(owner):
    wish = {"theme": "espace", "name": "Zoé", "colored_model": "on", "orientation": "portrait"}
    owner.post(reverse("coloring:ask_theme"), wish)
    commission = tasks.commission_of(Page.objects.get(), "offline", Silent())
    assert (commission.child_name, commission.colored_model) == ("Zoé", True)


def test_another_one_like_this_keeps_the_name_and_the_model(owner):
    page = factories.ready_page(user=owner.user, child_name="Zoé", colored_model=True, detail="fine")
    owner.post(reverse("coloring:again", args=[page.public_id]))
    again = Page.objects.exclude(pk=page.pk).get()
    assert (again.child_name, again.colored_model, again.detail) == ("Zoé", True, "fine")


def test_name_that_cannot_be_written_comes_back_with_its_reason(owner):
    response = owner.post(reverse("coloring:ask_theme"), {"theme": "espace", "name": "Zoé7"})
    assert response.status_code == 422
    assert 'value="Zoé7"' in response.content.decode()
    assert not Page.objects.exists()


def test_name_alone_is_a_theme_even_when_a_brand_has_it_too(owner):
    owner.post(reverse("coloring:ask_theme"), {"theme": "elsa", "name": "Elsa"})
    tasks.draw_page(Page.objects.get().pk)
    page = Page.objects.get()
    assert (page.state, page.colourable, len(page.areas) > 8) == ("ready", True, True)


@pytest.mark.parametrize(("theme", "name"), [("Straße", "STRASSE"), ("zoe", "Zoé"), ("VIN", "Vin")])
def test_own_name_in_another_spelling_is_a_page_of_letters(owner, theme, name):
    owner.post(reverse("coloring:ask_theme"), {"theme": theme, "name": name})
    tasks.draw_page(Page.objects.get().pk)
    assert (Page.objects.get().state, Page.objects.get().problem) == ("ready", "")


@pytest.mark.parametrize(
    ("theme", "name"),
    [("Pikachu", "Pikachu"), ("mon prénom", "Zoé"), ("prénom Zoé", ""), ("lettre A", ""), ("chiffre 7", "")],
)
def test_letters_are_drawn_at_home_at_no_cost(owner, paid, drawers, theme, name):
    paid.PAGES_PER_DAY = 0
    assert owner.post(reverse("coloring:ask_theme"), {"theme": theme, "name": name}).status_code == 302
    page = Page.objects.get()
    tasks.draw_page(page.pk)
    assert (page.asked_engine, page.charged_to) == ("offline", "")
    assert (len(drawers["offline"].commissions), drawers["openai"].commissions) == (1, [])


def test_another_page_of_letters_is_drawn_at_home_too(owner, paid):
    paid.PAGES_PER_DAY = 0
    page = factories.ready_page(user=owner.user, theme="Elsa", child_name="Elsa", asked_engine="openai")
    owner.post(reverse("coloring:again", args=[page.public_id]))
    again = Page.objects.exclude(pk=page.pk).get()
    assert (again.asked_engine, again.charged_to) == ("offline", "")


@pytest.mark.parametrize("theme", ["mandala", "un chat", "Zoé à la plage"])
def test_other_themes_are_drawn_by_the_service(owner, paid, theme):
    owner.post(reverse("coloring:ask_theme"), {"theme": theme, "name": "Zoé"})
    assert Page.objects.get().asked_engine == "openai"


@pytest.mark.parametrize("theme", ["Pikachu", "prénom Pikachu", "Pikachu et Zoé"])
def test_brand_beside_another_name_is_still_refused(owner, paid, theme):
    assert owner.post(reverse("coloring:ask_theme"), {"theme": theme, "name": "Zoé"}).status_code == 422


def test_name_that_nobody_gave_is_no_theme(owner):
    assert owner.post(reverse("coloring:ask_theme"), {"theme": "Maëlys"}).status_code == 422
