"""What every answer of production says to a browser, and the score that it gets for that."""

import logging

import pytest
from django.urls import reverse

from coloring import tiles
from coloring.api import manual
from tests import factories
from tests.security import observatory
from tests.security.conftest import HOST, Browser
from tests.security.observatory import Seen

POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "blob:", "data:"},
    "connect-src": {"'self'"},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
    "object-src": {"'none'"},
}
EVERYWHERE = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def score(answer, shown):
    seen = Seen(answer.headers, answer.cookies, answer.text, HOST, shown.plain["Location"])
    return observatory.score(seen)


def pages(answers):
    return [answer for answer in answers if answer.status == 200 and answer.kind.startswith("text/html")]


def test_every_public_page_gets_an_a_plus(shown):
    scores = {answer.path: score(answer, shown) for answer in pages(shown.public)}
    assert {"/", "/accounts/login/", "/accounts/signup/", "/gallery/", "/privacy/"} <= set(scores)
    assert {path: points for path, points in scores.items() if observatory.grade(points) != "A+"} == {}
    assert min(scores.values()) >= 140


def test_every_page_of_ones_own_gets_an_a_plus(shown):
    scores = [score(answer, shown) for answer in pages(shown.own)]
    assert len(scores) > 10
    assert min(scores) >= 100


def test_every_answer_carries_the_headers(shown):
    for answer in shown.public + shown.own:
        assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE, answer.path
        assert "camera=()" in answer.headers["Permissions-Policy"], answer.path


def test_policy_lets_nothing_in_that_is_not_ours(shown):
    for answer in shown.public + shown.own:
        told = answer.headers["Content-Security-Policy"]
        expected = "default-src 'none'; sandbox" if answer.kind.startswith("image/") else None
        styles = {style.lower() for style in manual.REDOC_STYLES} if answer.path == "/redoc" else set()
        policy = POLICY | {"style-src": POLICY["style-src"] | styles}
        assert told == expected or observatory.policy(told) == policy, answer.path


def test_what_is_private_is_kept_nowhere(shown):
    """A picture alone stays in its owner's browser, and log-out empties that."""
    for answer in shown.public + shown.own:
        kept = answer.headers.get("Cache-Control", "")
        picture = answer.kind == "image/png" and kept == "private, max-age=31536000, immutable"
        assert picture or "no-store" in kept, (answer.path, kept)


def test_search_engines_see_the_front_page_and_the_privacy_page_alone(shown):
    robots = {answer.path: answer.headers.get("X-Robots-Tag", "") for answer in shown.public + shown.own}
    assert [path for path, told in robots.items() if "noindex" not in told] == ["/", "/privacy/"]


def test_no_other_site_may_read_an_answer(shown):
    for answer in shown.public + shown.own:
        assert not [name for name in answer.headers if name.startswith("Access-Control-")], answer.path


def test_every_text_says_its_charset(shown):
    for answer in shown.public + shown.own:
        assert "charset=utf-8" in answer.kind or not answer.kind.startswith("text/"), answer.path
        assert answer.kind or not answer.text, answer.path


def test_plain_http_is_sent_to_https_on_the_same_host(shown):
    assert (shown.plain.status_code, shown.plain["Location"]) == (301, f"https://{HOST}/gallery/?page=2")


def not_found(client, monkeypatch):
    return client.get("/nowhere/")


def forged(client, monkeypatch):
    return Browser(enforce_csrf_checks=True).post("/pages/theme/", {"theme": "espace"})


def broken(client, monkeypatch):
    monkeypatch.setattr(tiles, "tiles", lambda: 1 / 0)
    return client.get("/")


def unreadable(client, monkeypatch):
    return client.generic("POST", "/pages/theme/", b"x", "multipart/form-data; boundary=y; charset=rot13")


def other_host(client, monkeypatch):
    return client.get("/", HTTP_HOST="evil.example")


@pytest.mark.parametrize(
    ("fail", "status"), [(not_found, 404), (forged, 403), (broken, 500), (unreadable, 400), (other_host, 400)]
)
def test_errors_carry_the_headers_and_tell_nothing(over_https, monkeypatch, caplog, fail, status):
    caplog.set_level(logging.CRITICAL)
    answer = fail(over_https, monkeypatch)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert observatory.policy(answer["Content-Security-Policy"]) == POLICY
    text = answer.content.decode()
    assert not [
        told for told in ("Traceback", "ZeroDivision", "DisallowedHost", ".py", "evil") if told in text
    ]


def test_static_files_carry_the_headers_too(over_https):
    answer = over_https.get("/static/css/tokens.css")
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Strict-Transport-Security"] == EVERYWHERE["Strict-Transport-Security"]
    assert answer["Content-Type"].startswith("text/css")


def test_log_out_empties_the_browsers_store(over_https):
    over_https.force_login(factories.user())
    assert over_https.post(reverse("accounts:logout"))["Clear-Site-Data"] == '"cache"'
