"""Whatever happens, no log line tells a child's name, a parent's words, an address, a file or a key."""

import io
import json
import logging
import smtplib
from contextlib import contextmanager

import pytest
from django.conf import settings as live
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils.log import AdminEmailHandler
from PIL import Image

from coloring import asking, exporting, parcels, tasks
from coloring.engines.base import EngineBusy, EngineError, EngineLost, EngineRefused, EngineUnpaid
from coloring.models import Export, Page
from herbbie import logs
from tests import factories
from tests.rehearsal import Rehearsal

pytestmark = pytest.mark.django_db

THEME, CHILD = "licorne quetzalcoatl", "Philomène"
EMAIL, PASSWORD = "camille.tezcatlipoca@example.org", "un-mot-huitzilopochtli"
FILE, STREET, KEY = "chez-mamie-coyolxauhqui.jpg", "12 rue Xochipilli", "sk-coatlicue-0123456789"
SECRETS = {
    "quetzalcoatl",
    "philomène",
    "philom\\u00e8ne",
    "philom%C3%A8ne".casefold(),
    "tezcatlipoca",
    "huitzilopochtli",
    "coyolxauhqui",
    "xochipilli",
    "coatlicue",
}


class Lines(logging.Handler):
    """Every line as it would be written, for eyes and for programs, and the bare words of each record."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.written, self.names = [], set()

    def emit(self, record):
        self.names.add(record.name)
        for quotes in logging.getLogger(record.name).filters:
            quotes.filter(record)
        self.written += [logs.Line().format(record), logs.Json().format(record), record.getMessage()]

    def leaks(self, *more):
        text = "\n".join(self.written).casefold()
        return {secret for secret in SECRETS | set(more) if secret.casefold() in text}

    def has(self, words):
        return any(words in line for line in self.written)


@contextmanager
def all_heard(handler):
    """At DEBUG, whatever LOG_LEVEL says."""
    root = logging.getLogger()
    ours = [logging.getLogger(name) for name in ("", "herbbie", "herbbie.access", "django", "celery", "axes")]
    before = [(logger, logger.level) for logger in ours]
    for logger in ours:
        logger.setLevel(logging.DEBUG)
    # Of other libraries the settings take warnings and what is worse.
    quiet = [logging.getLogger(name) for name in ("PIL", "httpx2", "httpcore2", "openai", "asyncio", "kombu")]
    before += [(logger, logger.level) for logger in quiet]
    for logger in quiet:
        logger.setLevel(logging.WARNING)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        for logger, level in before:
            logger.setLevel(level)


@pytest.fixture
def lines():
    handler = Lines()
    with all_heard(handler):
        yield handler


@pytest.fixture
def parent(paid):
    """A browser that shows 500 pages instead of raising."""
    paid.OPENAI_API_KEY = KEY
    return Client(raise_request_exception=False)


def ask(client, **more):
    return client.post(reverse("coloring:ask_theme"), {"theme": THEME, "name": CHILD} | more)


def upload(client, content, **more):
    return client.post(
        reverse("coloring:ask_photo"), {"photo": factories.saved_upload(content, FILE), "name": CHILD} | more
    )


def telling_photo():
    """A photo that says where it was taken."""
    tags = Image.Exif()
    tags[0x010E] = tags[0x9286] = f"{CHILD}, {STREET}"
    tags[0x8825] = {1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 21.0, 3.0)}
    return factories.saved(Image.open(io.BytesIO(factories.photo())), "JPEG", exif=tags.tobytes())


def draw_all():
    for page in Page.objects.filter(state="waiting"):
        tasks.draw_page(page.pk)


def secrets_of(client):
    return client.session.get("studio", "x" * 99), client.session.session_key or "x" * 99


def test_pages_on_their_way_tell_nothing(parent, drawers, lines):
    ask(parent)
    upload(parent, telling_photo(), mode="faithful", consent="on")
    drawers["openai"].script += [EngineBusy("later"), EngineRefused("no")]
    draw_all()
    page = Page.objects.first()
    for name in ("page", "picture", "status", "printed", "png"):
        parent.get(reverse(f"coloring:{name}", args=[page.public_id]))
    parent.get(reverse("coloring:studio"), {"theme": f"{THEME} {CHILD}"})
    parent.get(f"/nothing/here/?theme={THEME}")
    assert lines.has("begun")
    assert lines.leaks(*secrets_of(parent)) == set()


def quoting(kind):
    def broken(commission):
        raise kind(f"cannot draw {commission.theme} for {commission.child_name} with {KEY}")

    return broken


@pytest.mark.parametrize("kind", [ValueError, RuntimeError, KeyError, OSError])
def test_engine_that_crashes_over_a_childs_words_tells_where_and_not_what(parent, drawers, lines, kind):
    ask(parent)
    drawers["openai"].script += [quoting(kind)]
    drawers["offline"].script += [EngineError("x")]
    draw_all()
    assert lines.has("crashed")
    assert lines.has(kind.__name__)
    assert lines.has("in broken")
    assert lines.leaks(*secrets_of(parent)) == set()


@pytest.mark.parametrize("error", [EngineUnpaid("x"), EngineError("x"), EngineLost("x")])
def test_engine_that_fails_tells_nothing(parent, drawers, lines, error):
    ask(parent)
    upload(parent, telling_photo(), mode="imagined", consent="on")
    for drawer in drawers.values():
        drawer.script += [error, error]
    draw_all()
    assert lines.has(error.problem)
    assert lines.leaks(*secrets_of(parent)) == set()


def test_drawing_that_cannot_be_cleaned_tells_nothing(parent, drawers, lines):
    ask(parent)
    drawers["openai"].script += [b"not a picture of Philom\xc3\xa8ne"]
    drawers["offline"].script += [EngineError("x")]
    draw_all()
    assert lines.has("cannot be cleaned") or lines.has("broken")
    assert lines.leaks(*secrets_of(parent)) == set()


def test_service_and_its_library_tell_nothing(parent, settings, lines):
    with Rehearsal() as service:
        settings.OPENAI_BASE_URL = service.url
        for fault in ("moderation_blocked", "server_error"):
            service.fail(fault)
            ask(parent)
        upload(parent, telling_photo(), mode="faithful", consent="on")
        service.fail("moderation_blocked", times=9)
        draw_all()
    assert lines.has("openai")
    assert lines.leaks(*secrets_of(parent)) == set()


@pytest.mark.parametrize(
    "content",
    [b"", b"rubbish", b"%PDF-1.7 Xochipilli", telling_photo()[:400], b"\xff\xd8\xff" + b"Xochipilli" * 99],
    ids=["empty", "rubbish", "another kind", "cut off", "damaged"],
)
def test_upload_that_is_refused_tells_nothing(parent, lines, settings, content):
    settings.MAX_FILE_SIZE = 900
    upload(parent, content)
    parent.post(reverse("coloring:upload"), {"photo": factories.saved_upload(content, FILE)})
    assert lines.written
    assert lines.leaks(*secrets_of(parent)) == set()


def test_requests_that_cannot_be_read_tell_nothing(parent, lines):
    broken = json.dumps({"theme": THEME, "name": CHILD})[:-3]
    address = reverse("coloring:generate")
    parent.post(address, broken, content_type="application/json")
    parent.post(
        address, f"--x\r\nContent-Disposition: {THEME}", content_type="multipart/form-data; boundary=x"
    )
    parent.post(address, {"theme": THEME * 50}, content_type="application/json")
    parent.post(f"{address}?theme={THEME}", headers={"origin": "https://elsewhere.example"})
    strict = Client(enforce_csrf_checks=True)
    strict.post(reverse("coloring:ask_theme"), {"theme": THEME, "name": CHILD})
    strict.post(
        reverse("coloring:ask_theme"),
        {"theme": THEME},
        secure=True,
        headers={"referer": f"https://testserver/?theme={THEME}"},
    )
    assert lines.has("Forbidden")
    assert lines.leaks() == set()


def test_view_that_crashes_tells_where_and_not_what(parent, lines, monkeypatch):
    def crash(request, form):
        raise RuntimeError(f"no page of {form.cleaned_data} at {request.META}") from ValueError(THEME)

    monkeypatch.setattr(asking, "for_theme", crash)
    assert ask(parent).status_code == 500
    assert lines.has("Internal Server Error")
    assert lines.has("in crash")
    assert lines.leaks(*secrets_of(parent)) == set()


def test_account_tells_nothing(parent, lines, monkeypatch, mailoutbox):
    def refuse(*_, **__):
        raise smtplib.SMTPRecipientsRefused({EMAIL: (550, b"no such mailbox")})

    account = {"email": EMAIL, "password": PASSWORD}
    ask(parent)
    parent.post(reverse("accounts:signup"), account)
    parent.post(reverse("accounts:signup"), account)
    stranger = Client()
    stranger.post(reverse("accounts:login"), {"username": EMAIL, "password": f"{PASSWORD}-wrong"})
    stranger.post(reverse("accounts:login"), {"username": EMAIL, "password": PASSWORD})
    stranger.post(reverse("accounts:password_reset"), {"email": EMAIL})
    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    Client().post(reverse("accounts:password_reset"), {"email": EMAIL})
    parent.post(reverse("accounts:change_password"), {"old_password": "wrong", "new_password": PASSWORD})
    keys = secrets_of(parent)
    parent.post(reverse("accounts:delete"), {"old_password": PASSWORD})
    assert mailoutbox
    assert lines.has("SMTPRecipientsRefused")
    assert lines.leaks(*keys) == set()


def test_export_tells_nothing(owner, lines, monkeypatch):
    def full(file):
        raise OSError(28, "No space left on device", FILE)

    factories.ready_page(user=owner.user, theme=THEME, child_name=CHILD)
    owner.post(reverse("coloring:ask_export"))
    exporting.pack_due()
    owner.get(reverse("coloring:export_file", args=[Export.objects.get().public_id, 1])).getvalue()
    monkeypatch.setattr(parcels, "save", full)
    owner.post(reverse("coloring:ask_export"))
    exporting.pack_due()
    assert lines.has("not packed")
    assert lines.leaks(owner.session.session_key, owner.user.email) == set()


def test_tasks_and_web_servers_repeat_nothing(lines):
    trace, server = logging.getLogger("celery.app.trace"), logging.getLogger("gunicorn.error")
    told = {"name": "coloring.draw_page", "id": "1", "exc": THEME, "traceback": CHILD}
    broken = ValueError(THEME)
    trace.error("Task %(name)s[%(id)s] raised unexpected: %(exc)s\n%(traceback)s", told, exc_info=broken)
    server.propagate = True
    try:
        server.error("Error handling request %s %s", "GET", f"/?theme={THEME}", exc_info=broken)
    finally:
        server.propagate = False
    assert lines.has("Task coloring.draw_page[1] raised unexpected")
    assert lines.has("Error handling request - -")
    assert lines.leaks() == set()


def test_leak_would_be_seen(lines):
    logging.getLogger("herbbie.page").info("drawing %s", THEME)
    logging.getLogger("herbbie.page").debug("for", extra={"name_of_child": CHILD})
    assert lines.leaks() == {"quetzalcoatl", "philomène"}


def test_nobody_is_mailed_what_broke():
    """Django mails whole requests to ADMINS when somebody lets it."""
    assert not live.ADMINS
    named = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    handlers = [handler for logger in [logging.root, *named] for handler in logger.handlers]
    assert not [handler for handler in handlers if isinstance(handler, AdminEmailHandler)]
