"""The scorer itself: each thing that the Observatory takes points for costs as many here."""

from http.cookies import SimpleCookie

import pytest

from tests.security import observatory
from tests.security.observatory import Seen

GOOD = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; img-src 'self' data:",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CSP = "Content-Security-Policy"


def seen(cookie="", html="", http_goes_to="https://herbbie.example/", **headers):
    told = GOOD | {name.replace("_", "-"): value for name, value in headers.items()}
    return Seen(told, list(SimpleCookie(cookie).values()), html, "herbbie.example", http_goes_to)


def test_good_site_gets_all_that_is_to_be_had():
    site = seen("__Host-session=x; Secure; HttpOnly; SameSite=Lax")
    assert observatory.score(site) == 100 + 10 + 5 + 5 + 5 + 10 + 10


def test_site_that_says_nothing_gets_nothing_extra():
    """25 for the policy, 20 for HSTS, 5 for sniffing, 20 for framing."""
    assert observatory.score(Seen({})) == 30
    assert observatory.grade(30) == "D"


def test_extra_points_count_from_90_on_alone():
    assert observatory.score(seen(Content_Security_Policy="")) == 75
    assert observatory.score(seen(X_Content_Type_Options="")) > 100


@pytest.mark.parametrize(
    ("header", "value", "test", "points"),
    [
        (CSP, "default-src 'self'", "content-security-policy", 5),
        (CSP, "default-src 'none'; script-src 'unsafe-inline'", "content-security-policy", -20),
        (CSP, "default-src 'none'; script-src https:", "content-security-policy", -20),
        (CSP, "default-src 'none'; script-src data:", "content-security-policy", -20),
        (CSP, "script-src 'self'", "content-security-policy", -20),
        (CSP, "default-src 'none'; script-src http://cdn.example", "content-security-policy", -20),
        (CSP, "default-src 'none'; script-src 'self' 'unsafe-eval'", "content-security-policy", -10),
        (CSP, "default-src 'none'; img-src http://pictures.example", "content-security-policy", -10),
        (CSP, "default-src 'none'; style-src 'unsafe-inline'", "content-security-policy", 0),
        (CSP, "default-src 'none'; default-src 'self'", "content-security-policy", -25),
        (CSP, "", "content-security-policy", -25),
        ("Strict-Transport-Security", "max-age=3600", "strict-transport-security", -10),
        ("Strict-Transport-Security", "includeSubDomains", "strict-transport-security", -20),
        ("X-Content-Type-Options", "sniff", "x-content-type-options", -5),
        ("X-Frame-Options", "", "x-frame-options", -20),
        ("X-Frame-Options", "ALLOW-FROM https://evil.example", "x-frame-options", 0),
        ("Referrer-Policy", "unsafe-url", "referrer-policy", -5),
        ("Referrer-Policy", "nonsense", "referrer-policy", -5),
        ("Referrer-Policy", "unsafe-url, no-referrer", "referrer-policy", 5),
        ("Cross-Origin-Resource-Policy", "cross-origin", "cross-origin-resource-policy", 0),
        ("Cross-Origin-Resource-Policy", "nonsense", "cross-origin-resource-policy", -5),
        ("Cross-Origin-Opener-Policy", "nonsense", "cross-origin-opener-policy", -5),
        ("Cross-Origin-Embedder-Policy", "require-corp", "cross-origin-embedder-policy", 10),
    ],
)
def test_header_costs_what_it_costs_there(header, value, test, points):
    assert observatory.modifiers(seen(**{header: value}))[test] == points


@pytest.mark.parametrize(
    ("cookie", "points"),
    [
        ("", 0),
        ("a=1; Secure; SameSite=Lax", 5),
        ("a=1; Secure", 0),
        ("a=1; SameSite=Lax", -5),
        ("session=1; HttpOnly; SameSite=Lax", -10),
        ("session=1; Secure; SameSite=Lax", -30),
        ("csrftoken=1; Secure", -20),
        ("a=1; SameSite=None", -20),
        ("a=1; Secure; SameSite=Sometimes", -20),
    ],
)
def test_cookie_costs_what_it_costs_there(cookie, points):
    assert observatory.modifiers(seen(cookie))["cookies"] == points


def test_session_cookie_in_the_clear_costs_most():
    site = seen("session=1; HttpOnly; SameSite=Lax", Strict_Transport_Security="")
    assert observatory.modifiers(site)["cookies"] == -40


@pytest.mark.parametrize(
    ("goes_to", "points"),
    [("", -20), ("http://herbbie.example/x", -20), ("https://www.herbbie.example/", -5)],
)
def test_plain_http_costs_what_it_costs_there(goes_to, points):
    assert observatory.modifiers(seen(http_goes_to=goes_to))["redirection"] == points


@pytest.mark.parametrize(
    ("script", "points"),
    [
        ('<script src="/static/a.js">', 0),
        ('<script src="https://herbbie.example/a.js">', 0),
        ('<script src="https://cdn.example/a.js">', -5),
        ('<script src="https://cdn.example/a.js" integrity="sha384-x">', 5),
        ('<script src="http://cdn.example/a.js">', -50),
    ],
)
def test_script_of_another_site_costs_what_it_costs_there(script, points):
    assert observatory.modifiers(seen(html=script))["subresource-integrity"] == points


def test_answers_open_to_every_site_that_is_logged_in_cost_half():
    told = {"Access_Control_Allow_Origin": "https://evil.example", "Access_Control_Allow_Credentials": "true"}
    assert observatory.modifiers(seen(**told))["cross-origin-resource-sharing"] == -50


@pytest.mark.parametrize(
    ("points", "letter"), [(145, "A+"), (100, "A+"), (95, "A"), (89, "A-"), (20, "F"), (0, "F")]
)
def test_grade_is_the_letter_of_the_next_step_below(points, letter):
    assert observatory.grade(points) == letter
