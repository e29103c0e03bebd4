"""Keys stay where they are, other hosts are nobody, and a wish for a page never has an address called."""

import logging
import socket
import subprocess
import sys

import httpx2
import pytest
from django.core import mail
from django.urls import reverse

from coloring import tiles
from coloring.engines.base import Commission, EngineError
from coloring.engines.openai.engine import OpenAIEngine
from herbbie import checks
from scripts.live import ROOT
from tests import factories
from tests.rehearsal import Rehearsal
from tests.security.conftest import HOST, Browser, environment

KEY = "sk-proj-a-key-that-nobody-may-ever-read-0815"
WISH = Commission(
    theme="dragon", prompt="a dragon", image_models=("gpt-image-1-mini",), vision_models=("gpt-4o-mini",)
)
STATUSES = (400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504)


@pytest.fixture
def with_key(settings, caplog):
    """The key is in use, and every logger of every library says all that it has to say."""
    settings.OPENAI_API_KEY = KEY
    settings.OPENAI_TIMEOUT = 20.0
    for name in ("", "openai", "httpx2", "httpcore2", "asyncio", "herbbie"):
        caplog.set_level(logging.DEBUG, name)
    return caplog


def lines(caplog):
    """Everything that was logged, tracebacks and fields included."""
    formatter = logging.Formatter()
    return "\n".join(formatter.format(record) + str(record.__dict__) for record in caplog.records)


def failing(transport):
    with pytest.raises(EngineError) as told:
        OpenAIEngine(transport).draw(WISH)
    logging.getLogger("herbbie").exception("ended", exc_info=told.value)
    return str(told.value)


def test_key_is_in_no_line_when_all_goes_well(with_key, settings):
    with Rehearsal() as service:
        settings.OPENAI_BASE_URL = service.url
        OpenAIEngine().draw(WISH)
        assert service.journal[0].headers["authorization"] == f"Bearer {KEY}"
    assert with_key.records
    assert KEY not in lines(with_key)


@pytest.mark.parametrize("status", STATUSES)
def test_key_is_in_no_line_whatever_the_service_answers(with_key, status):
    """Some services repeat the key in what they say of it."""
    error = {
        "message": f"Incorrect API key provided: {KEY}.",
        "type": "x",
        "code": "invalid_api_key",
        "param": None,
    }
    told = failing(httpx2.MockTransport(lambda request: httpx2.Response(status, json={"error": error})))
    assert KEY not in told
    assert KEY not in lines(with_key)


@pytest.mark.parametrize("error", [httpx2.ConnectError, httpx2.ReadTimeout, httpx2.RemoteProtocolError])
def test_key_is_in_no_line_when_nobody_answers(with_key, error):
    def fail(request):
        raise error("no", request=request)

    assert KEY not in failing(httpx2.MockTransport(fail))
    assert KEY not in lines(with_key)


def test_key_that_cannot_travel_is_not_told_either(with_key, settings):
    settings.OPENAI_API_KEY = f"{KEY}é"
    assert KEY not in failing(None)
    assert KEY not in lines(with_key)


@pytest.mark.django_db
def test_keys_are_on_no_screen(production, settings, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL)
    settings.OPENAI_API_KEY, settings.IMAGE_ENGINE = KEY, "openai"
    boss = Browser()
    boss.force_login(factories.user(is_staff=True, is_superuser=True))
    paths = ["/health", "/privacy/", "/", "/nowhere/", "/admin/", reverse("admin:coloring_page_changelist")]
    shown = [boss.get(path).content.decode() for path in paths]
    monkeypatch.setattr(tiles, "tiles", lambda: 1 / 0)
    shown.append(boss.get("/").content.decode())
    assert not [text for text in shown if KEY in text or settings.SECRET_KEY in text]


def test_django_finds_nothing_to_warn_of_in_production(tmp_path):
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    variables = environment(tmp_path)
    done = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=110, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_production_answers_under_its_own_names_alone(settings):
    settings.PRODUCTION, settings.DEBUG, settings.SECRET_KEY = True, False, KEY * 2
    settings.ALLOWED_HOSTS = ["*"]
    assert [error.id for error in checks.nothing_is_exposed(None)] == ["herbbie.E007"]
    settings.ALLOWED_HOSTS = [HOST]
    assert checks.nothing_is_exposed(None) == []


@pytest.mark.django_db
@pytest.mark.parametrize("named", [{"HTTP_HOST": "evil.example"}, {"HTTP_HOST": f"{HOST}.evil.example"}])
def test_reset_mail_to_another_host_is_never_written(over_https, named, caplog):
    caplog.set_level(logging.CRITICAL)
    factories.user(email="parent@example.org")
    answer = over_https.post(reverse("accounts:password_reset"), {"email": "parent@example.org"}, **named)
    assert answer.status_code == 400
    assert mail.outbox == []


@pytest.mark.django_db
def test_header_of_a_proxy_puts_no_other_host_into_a_reset_mail(over_https):
    factories.user(email="parent@example.org")
    forged = {
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_X_HOST": "evil.example",
        "HTTP_FORWARDED": "host=evil.example",
    }
    over_https.post(reverse("accounts:password_reset"), {"email": "parent@example.org"}, **forged)
    [sent] = mail.outbox
    assert f"https://{HOST}/accounts/reset/" in sent.body
    assert "evil" not in sent.body


ADDRESSES = [
    "http://127.0.0.1:1/photo.jpg",
    "https://169.254.169.254/latest/meta-data/",
    "http://[::1]/x.png",
    "http://0x7f.1/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "//evil.example/x.jpg",
    "../../../etc/passwd",
    "data:image/png;base64,AAAA",
]


@pytest.fixture
def called(monkeypatch):
    """Every attempt to reach or to look up another machine."""
    attempts = []

    def refuse(*told, **_):
        attempts.append(told)
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    return attempts


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_in_a_wish_for_a_page_is_ever_called(visitor, called, address):
    """Photos for pages are sent, or were sent before by the same caller, and never fetched."""
    asked = {"photo_path": address, "image_url": address, "url": address}
    answer = visitor.post("/convert_photo_to_coloring/", asked, content_type="application/json")
    assert answer.status_code == 404
    visitor.post("/generate_coloring/", {"theme": address}, content_type="application/json")
    visitor.post("/pages/theme/", {"theme": address})
    assert called == []


def test_answer_that_leads_elsewhere_is_not_followed(with_key):
    """A service that redirects would get the key sent to wherever it says."""
    asked = []

    def lead_away(request):
        asked.append(request.url.host)
        return httpx2.Response(307, headers={"Location": "https://evil.example/v1/images/generations"})

    failing(httpx2.MockTransport(lead_away))
    assert "evil.example" not in asked
