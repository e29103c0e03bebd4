"""What is told about data is true, and changes with the settings."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.keys import REVOKED_LIFE
from accounts.models import Session
from coloring import retention
from coloring.models import Batch, Image, Order, Page, Photo
from tests import factories

pytestmark = pytest.mark.django_db

PARTIES = ("OpenAI", "xAI", "Railway", "Sentry", "bucket.example.net", "mail.example.net")


@pytest.fixture
def nobody_else(settings):
    settings.IMAGE_ENGINE, settings.OPENAI_API_KEY, settings.XAI_API_KEY = "offline", "", ""
    settings.STORAGE, settings.SENTRY_DSN, settings.RAILWAY = "files", "", False
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = (
        "django.core.mail.backends.console.EmailBackend",
        "localhost",
    )
    settings.OWNER_NAME = settings.OWNER_EMAIL = ""
    return settings


def use_openai(settings):
    settings.IMAGE_ENGINE, settings.OPENAI_API_KEY = "openai", "sk-secret"
    settings.OPENAI_IMAGE_MODELS, settings.OPENAI_VISION_MODELS = ("draws-1", "draws-2"), ("looks-1",)


def use_xai(settings):
    settings.XAI_API_KEY, settings.XAI_IMAGE_MODELS = "xai-secret", ("draws-x",)


def use_bucket(settings):
    options = {"endpoint_url": "https://key:word@bucket.example.net/private"}
    settings.STORAGE = "bucket"
    settings.PICTURE_STORAGES = {"bucket": {"OPTIONS": options}}


def use_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "mail.example.net"


def use_sentry(settings):
    settings.SENTRY_DSN = "https://publickey@o1.ingest.example.net/42"


def use_railway(settings):
    settings.RAILWAY = True


USES = {
    "OpenAI": use_openai,
    "xAI": use_xai,
    "bucket.example.net": use_bucket,
    "mail.example.net": use_mail,
    "Sentry": use_sentry,
    "Railway": use_railway,
}


def text_of(client, language="en"):
    answer = client.get(reverse("coloring:privacy"), headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def named(client, language="en"):
    """The parties that the screen names among those who see something."""
    section = re.search(r'<section[^>]* id="parties">(.*?)</section>', text_of(client, language), re.DOTALL)[
        1
    ]
    return {party for party in PARTIES if party in section}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("party", USES)
def test_party_is_named_when_it_sees_something(visitor, nobody_else, party, language):
    USES[party](nobody_else)
    assert named(visitor, language) == {party}


def test_nobody_is_named_where_nobody_sees_anything(visitor, nobody_else):
    assert named(visitor) == set()
    assert "OpenAI" not in text_of(visitor)
    assert "nothing of yours leaves this server" in text_of(visitor)


def test_all_are_named_where_all_see_something(visitor, nobody_else):
    for use in USES.values():
        use(nobody_else)
    assert named(visitor) == set(PARTIES)


def test_models_are_named_and_secrets_are_not(visitor, nobody_else):
    for use in USES.values():
        use(nobody_else)
    text = text_of(visitor)
    for model in ("draws-1", "draws-2", "looks-1", nobody_else.OPENAI_MODERATION_MODEL):
        assert model in text
    for secret in ("sk-secret", "xai-secret", "key:word", "publickey"):
        assert secret not in text
    nobody_else.OPENAI_MODERATION_MODEL = ""
    assert "whether they are for children" not in text_of(visitor)


def test_key_that_draws_no_page_is_for_programs_alone(visitor, nobody_else):
    use_openai(nobody_else)
    use_xai(nobody_else)
    nobody_else.IMAGE_ENGINE = "offline"
    text = text_of(visitor)
    assert named(visitor) == {"OpenAI", "xAI"}
    assert text.count("Draws what your programs order") == 2
    assert [
        told for told in ("Draws pages", "Looks at photos", "Redraws", "Checks the same") if told in text
    ] == []


def test_who_draws_and_who_looks_may_be_two(visitor, nobody_else):
    use_openai(nobody_else)
    use_xai(nobody_else)
    nobody_else.IMAGE_ENGINE = "xai"
    text = text_of(visitor)
    assert "Draws pages with draws-x." in text
    assert "Looks at photos with looks-1" in text
    assert "Checks the same words" in text
    assert "draws-1" not in text
    nobody_else.OPENAI_API_KEY = ""
    assert named(visitor) == {"xAI"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_kept_of_programs_is_told(visitor, monkeypatch, language):
    monkeypatch.setattr(retention, "REFERENCE_LIFE", timedelta(days=77))
    section = text_of(visitor, language).partition('id="programs"')[2]
    assert "77 " in section
    assert f"{REVOKED_LIFE.days} " in section


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"VISITOR_PAGES_DAYS": 12}, "Without an account: 12 days."),
        ({"VISITOR_PAGES_DAYS": 0}, "Without an account: until you delete it."),
        ({"ACCOUNT_PAGES_DAYS": 400}, "With an account: 400 days."),
        ({"ACCOUNT_PAGES_DAYS": 0}, "With an account: until you delete it."),
    ],
)
def test_days_come_from_the_settings(visitor, settings, days, sentence):
    for name, value in days.items():
        setattr(settings, name, value)
    assert sentence in text_of(visitor)


def test_whoever_runs_it_is_named(visitor, nobody_else):
    nobody_else.OWNER_NAME, nobody_else.OWNER_EMAIL = "Camille Dupont", "camille@example.org"
    assert "Camille Dupont" in text_of(visitor)
    assert 'href="mailto:camille@example.org"' in text_of(visitor)


def test_every_cookie_that_is_set_is_told(visitor, owner, settings):
    visitor.post(reverse("set_language"), {"language": "en"})
    visitor.post(reverse("coloring:ask_theme"), {"theme": "licorne"})
    page = Page.objects.get()
    visitor.post(reverse("coloring:delete", args=[page.public_id]))
    told = set(re.findall(r"<code>(.*?)</code>", text_of(visitor)))
    assert set(visitor.cookies) <= told
    assert told == {
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
    }


def test_every_screen_leads_to_it(visitor, owner):
    link = f'href="{reverse("coloring:privacy")}"'
    for client, name in (
        (visitor, "coloring:studio"),
        (visitor, "accounts:login"),
        (owner, "coloring:gallery"),
    ):
        assert link in client.get(reverse(name)).content.decode()


def of_this_device(client):
    client.post(reverse("coloring:ask_theme"), {"theme": "licorne"})
    return Page.objects.get(session=client.session["studio"])


def test_visitor_is_forgotten_on_this_device_and_nobody_else_is(visitor, client, stranger):
    mine = of_this_device(visitor)
    Photo.objects.create(session=mine.session, jpeg=b"x")
    others = [of_this_device(client), factories.ready_page(user=stranger.user)]
    key = visitor.session.session_key
    assert "Forget me" in text_of(visitor)
    answer = visitor.post(reverse("coloring:forget"))
    assert answer.url == reverse("coloring:forgotten")
    assert answer.cookies["session"]["max-age"] == 0
    assert "has forgotten you" in visitor.get(answer.url, headers={"accept-language": "en"}).content.decode()
    assert list(Page.objects.order_by("pk")) == others
    assert not Photo.objects.exists()
    assert not Session.objects.filter(pk=key).exists()
    assert "Forget me" not in text_of(visitor)


def test_what_programs_ordered_on_this_device_is_forgotten_too(visitor, stranger):
    store = visitor.session
    store["studio"] = "s" * 32
    store.save()
    image = factories.ready_image(session="s" * 32, batch=factories.batch(session="s" * 32))
    others = [factories.ready_image(user=stranger.user), factories.ready_image()]
    assert "A program on this device has 1 order" in text_of(visitor)
    assert "Forget me" in text_of(visitor)
    visitor.post(reverse("coloring:forget"))
    assert list(Order.objects.order_by("pk")) == [other.order for other in others]
    assert not Batch.objects.exists()
    assert not Image.objects.filter(pk=image.pk).exists()


def test_forgetting_is_a_post_and_an_account_is_left_by_its_own_door(visitor, owner):
    of_this_device(visitor)
    assert visitor.get(reverse("coloring:forget")).status_code == 405
    assert Page.objects.count() == 1
    factories.ready_page(user=owner.user)
    assert owner.post(reverse("coloring:forget")).url == reverse("accounts:delete")
    assert owner.user.pages.count() == 1


def test_visitor_who_only_reads_gets_no_session(visitor):
    text_of(visitor)
    assert "session" not in visitor.cookies


@pytest.mark.parametrize(
    ("wish", "told", "not_told"),
    [
        ({"kind": "theme"}, "Sent to OpenAI: the words of your idea", "photo"),
        ({"kind": "photo", "mode": "faithful"}, "looked at and redrawn", "description"),
        ({"kind": "photo", "mode": "imagined"}, "made from its description", "redrawn"),
        ({"kind": "photo", "mode": "home", "asked_engine": "offline"}, "never left", "Sent to OpenAI"),
        ({"kind": "theme", "asked_engine": "offline"}, "own artist", "Sent to OpenAI"),
        ({"kind": "photo", "mode": "faithful", "attempts": 0}, "", "Sent to OpenAI"),
    ],
)
@pytest.mark.parametrize("state", ["ready", "failed"])
def test_page_tells_what_was_sent_to_whom(owner, wish, told, not_told, state):
    over = {"user": owner.user, "asked_engine": "openai", "attempts": 1, "photo_deleted_at": timezone.now()}
    if state == "failed":
        over |= {"state": "failed", "problem": "lost", "picture": ""}
    page = factories.ready_page(**(over | wish))
    text = owner.get(
        reverse("coloring:picture", args=[page.public_id]), headers={"accept-language": "en"}
    ).content.decode()
    facts = " ".join(re.findall(r'class="picture-facts">(.*?)</div>', text, re.DOTALL))
    assert not_told not in facts.replace("Your photo was deleted", "")
    assert told in facts or (told == "own artist" and state == "failed")


def test_visitor_is_told_until_when_the_page_is_kept(visitor, settings):
    settings.VISITOR_PAGES_DAYS = 30
    made = of_this_device(visitor)
    page = factories.ready_page(session=made.session, created_at=timezone.now())

    def shown():
        address = reverse("coloring:picture", args=[page.public_id])
        return visitor.get(address, headers={"accept-language": "en"}).content.decode()

    assert "Kept until" in shown()
    gallery = visitor.get(reverse("coloring:gallery"), headers={"accept-language": "en"}).content.decode()
    assert "kept for 30 days" in gallery
    settings.VISITOR_PAGES_DAYS = 0
    assert "Kept until" not in shown()


def test_owner_is_told_only_where_pages_of_accounts_go(owner, settings):
    factories.ready_page(user=owner.user)

    def gallery():
        return owner.get(reverse("coloring:gallery"), headers={"accept-language": "en"}).content.decode()

    settings.ACCOUNT_PAGES_DAYS = 0
    assert "is kept for" not in gallery()
    settings.ACCOUNT_PAGES_DAYS = 200
    assert "Each page is kept for 200 days." in gallery()
