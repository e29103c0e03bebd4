"""What parents read on each screen, in its languages and states."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coloring.models import Page
from tests import factories


def text_of(client, name, *args, **headers):
    return client.get(reverse(f"coloring:{name}", args=args), headers=headers).content.decode()


def test_free_studio_sends_no_photo_anywhere_and_asks_for_no_consent(visitor):
    text = text_of(visitor, "studio")
    assert 'name="consent"' not in text
    assert 'name="mode"' not in text
    assert "ne quitte jamais ce serveur" in text


def test_paid_studio_explains_three_ways_and_asks_for_consent(visitor, paid):
    text = text_of(visitor, "studio")
    ways = re.findall(r'name="mode" value="(\w+)"', text)
    assert ways == ["home", "faithful", "imagined"]
    assert text.count('class="way"') == 3
    assert 'name="consent"' in text
    assert f"Encore {settings.ANONYMOUS_PAGES_PER_DAY} pages" in text


def test_wish_of_a_failed_page_stands_in_the_studio_again(owner):
    page = factories.page(
        user=owner.user, theme="un dragon & un chat", state=Page.State.FAILED, problem="crashed"
    )
    text = text_of(owner, "page", page.public_id)
    link = re.search(r'href="(/\?theme=[^"]+)"', text)[1]
    assert 'value="un dragon &amp; un chat"' in owner.get(link).content.decode()


class ThemeForm(HTMLParser):
    """What a browser sends of the form for themes, in the order of its fields, when a button is pressed."""

    def __init__(self, text):
        super().__init__()
        self.inside, self.fields = False, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.inside |= told.get("class") == "studio-theme"
        if self.inside and (tag == "button" or (tag == "input" and self._is_sent(told))):
            self.fields.append((tag, told.get("name"), told.get("value", "")))

    def handle_endtag(self, tag):
        self.inside &= tag != "form"

    def _is_sent(self, told):
        return told["type"] not in {"radio", "checkbox"} or "checked" in told

    def pressed(self, button):
        sent = {}
        for tag, name, value in self.fields:
            if tag == "input" or value == button:
                sent.setdefault(name, []).append(value)
        return sent


NEIGHBOUR = "a little yellow mouse with lightning"
CHOICES = {"detail": "simple", "orientation": "portrait", "colored_model": "on", "name": "Zoé"}


def asked_for_a_brand(visitor):
    answer = visitor.post("/pages/theme/", {"theme": "Pikachu", **CHOICES}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    return ThemeForm(answer.content.decode())


def test_neighbour_of_a_brand_is_drawn_by_one_tap_with_all_that_was_chosen(visitor):
    form = asked_for_a_brand(visitor)
    sent = form.pressed(NEIGHBOUR)
    assert sent["theme"] == ["Pikachu", NEIGHBOUR]
    assert visitor.post("/pages/theme/", sent).status_code == 302
    page = Page.objects.get()
    chosen = (page.theme, page.detail, page.orientation, page.colored_model, page.child_name)
    assert chosen == (NEIGHBOUR, "simple", "portrait", True, "Zoé")


def test_enter_key_still_sends_what_was_typed(visitor):
    """It presses the first button of a form."""
    buttons = [(name, value) for tag, name, value in asked_for_a_brand(visitor).fields if tag == "button"]
    assert buttons[:2] == [(None, ""), ("theme", NEIGHBOUR)]


def test_studio_offers_no_neighbour_before_a_brand_was_asked_for(visitor):
    assert "theme-offer" not in text_of(visitor, "studio")


@pytest.mark.parametrize(("state", "refreshes"), [("waiting", True), ("ready", False)])
def test_page_refreshes_itself_without_javascript_only_while_unfinished(owner, state, refreshes):
    made = factories.page(user=owner.user) if state == "waiting" else factories.ready_page(user=owner.user)
    assert ('<noscript><meta http-equiv="refresh"' in text_of(owner, "page", made.public_id)) is refreshes


@pytest.mark.parametrize("step", ["looking", "drawing", "cleaning", "storing"])
def test_exactly_one_step_is_the_current_one(owner, step):
    page = factories.photo_page(user=owner.user, mode="faithful")
    Page.objects.filter(pk=page.pk).update(state=Page.State.DRAWING, step=step)
    assert text_of(owner, "picture", page.public_id).count('aria-current="step"') == 1


def test_ready_photo_tells_when_the_photo_was_deleted_and_who_drew(owner):
    page = factories.ready_page(
        user=owner.user, kind=Page.Kind.PHOTO, theme="", mode="home", photo_deleted_at=timezone.now()
    )
    text = text_of(owner, "picture", page.public_id)
    assert "Votre photo a été effacée de ce serveur le" in text
    assert "l’artiste de Herbbie" in text


def test_page_of_a_paid_model_names_it(owner):
    page = factories.ready_page(user=owner.user, engine="openai", model="gpt-image-1-mini")
    assert "gpt-image-1-mini d’OpenAI" in text_of(owner, "picture", page.public_id)


def test_theme_cannot_smuggle_markup_into_any_screen(owner):
    page = factories.ready_page(user=owner.user, theme='<script>alert(1)</script>"')
    for name, args in (("page", [page.public_id]), ("printed", [page.public_id]), ("gallery", [])):
        assert "<script>alert" not in text_of(owner, name, *args)


def test_gallery_invites_a_visitor_to_keep_the_pages_and_an_owner_not(owner, visitor):
    session = visitor.session
    session["studio"] = "1" * 32
    session.save()
    factories.ready_page(session="1" * 32)
    factories.ready_page(user=owner.user)
    assert "Garder mes coloriages" in text_of(visitor, "gallery")
    assert "Garder mes coloriages" not in text_of(owner, "gallery")


def test_empty_gallery_has_one_way_on(visitor):
    assert "Dessiner un premier coloriage" in text_of(visitor, "gallery")


@pytest.mark.parametrize(("language", "sentence"), [("fr", "pas là"), ("en", "is not here")])
def test_missing_page_answers_in_the_language_of_the_reader(visitor, language, sentence):
    answer = visitor.get("/nowhere/", headers={"accept-language": language})
    assert answer.status_code == 404
    assert sentence in answer.content.decode()


def test_form_without_its_token_gets_a_kind_page(db):
    answer = Client(enforce_csrf_checks=True).post(reverse("coloring:ask_theme"), {"theme": "chat"})
    assert answer.status_code == 403
    assert "Encore une petite fois" in answer.content.decode()


def test_form_that_cannot_be_read_gets_a_kind_page(visitor):
    answer = visitor.post(reverse("coloring:ask_photo"), "x", content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "arrivé abîmé" in answer.content.decode()
    assert "Back to the studio" in answer.content.decode()


def colours():
    text = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


TINTS = ["tint-red", "tint-yellow", "tint-green", "tint-blue", "tint-violet", "tint-pink"]
PAIRS = [("ink", ground) for ground in ("paper", "sheet", *TINTS)]
PAIRS += [(colour, ground) for colour in ("ink-soft", "blue", "red-dark") for ground in ("paper", "sheet")]
PAIRS += [("sheet", "red"), ("sheet", "red-dark"), ("green", "tint-green")]


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text, ground):
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    light, dark = sorted((luminance(colours()[text]), luminance(colours()[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
