"""Nobody but this site is asked for anything, nothing is remembered too early, all can be taken home."""

import re
import zipfile
from io import BytesIO
from itertools import count
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import expect

PASSWORD = "des-crayons-bien-tailles"
# Files are saved and not shown, and each leads nowhere.
FILES = re.compile(r"/(pdf|numbers|svg|png)/|/data/[0-9a-f]{32}/")
SCREENS = {"/", "/gallery/", "/accounts/login/", "/accounts/signup/", "/accounts/reset/", "/privacy/"}
MINE = {"/accounts/", "/accounts/password/", "/accounts/delete/", "/data/", "/gallery/"}
numbers = count()


def sign_up(window):
    email = f"parent{next(numbers)}@privacy.example.org"
    window.goto("/accounts/signup/")
    window.fill("[name=email]", email)
    window.fill("[name=password]", PASSWORD)
    window.click(".account-form form .button-main")
    window.wait_for_url("**/gallery/")
    return email


def screens_from(window, address, start):
    """Every screen that links lead to, each opened once; the visit fails if one asks somebody else."""
    seen, ahead = set(), {start}
    while ahead:
        path = ahead.pop()
        seen.add(path)
        assert window.goto(path, wait_until="load").status == 200
        links = window.eval_on_selector_all("a[href]", "found => found.map(link => link.href)")
        own = {urldefrag(link)[0].removeprefix(address) for link in links if link.startswith(address)}
        ahead |= {link for link in own if not FILES.search(link)} - seen
        assert all(urlsplit(link).scheme == "mailto" for link in set(links) if not link.startswith(address))
    return seen


def names_of_cookies(window):
    return {cookie["name"] for cookie in window.context.cookies()}


def test_visitor_who_only_looks_meets_nobody_else_and_is_not_remembered(visit, address):
    window = visit()
    assert screens_from(window, address, "/") >= SCREENS
    assert names_of_cookies(window) == {"csrftoken"}


def test_visitor_with_a_page_meets_nobody_else(owner, address):
    seen = screens_from(owner, address, urlsplit(owner.url).path)
    assert any(path.endswith("/print/") for path in seen)
    assert names_of_cookies(owner) == {"csrftoken", "session"}


def test_parent_with_an_account_meets_nobody_else(visit, address):
    window = visit()
    sign_up(window)
    assert screens_from(window, address, "/accounts/") >= MINE


def test_everything_is_packed_and_taken_home(window):
    window.goto("/")
    window.click("button[value=licorne]")
    expect(window.locator(".picture-frame img")).to_be_visible()
    page = urlsplit(window.url).path.split("/")[2]
    email = sign_up(window)
    window.goto("/accounts/")
    window.click("a[href='/data/']")
    window.click("form[action='/data/ask/'] button")
    expect(window.locator(".parts a")).to_have_count(1)
    zipped = window.request.get(window.locator(".parts a").get_attribute("href"))
    with zipfile.ZipFile(BytesIO(zipped.body())) as parcel:
        assert email in parcel.read("account.json").decode()
        assert [name for name in parcel.namelist() if page in name]
    window.click("form[action='/data/delete/'] button")
    expect(window.locator("form[action='/data/ask/'] button")).to_be_visible()


def test_visitor_is_forgotten_and_the_cookie_too(visit):
    window = visit(java_script_enabled=False)
    window.goto("/")
    window.click("button[value=licorne]")
    window.wait_for_url("**/pages/**")
    page = window.url
    window.goto("/privacy/")
    window.click(".forget summary")
    window.click(".forget button")
    window.wait_for_url("**/privacy/forgotten/")
    assert "session" not in names_of_cookies(window)
    assert window.goto(page).status == 404


def test_account_is_left_for_good(visit):
    window = visit()
    email = sign_up(window)
    window.goto("/accounts/delete/")
    window.fill("[name=old_password]", PASSWORD)
    window.click(".account-form form .button-main")
    window.wait_for_url("**/accounts/deleted/")
    assert "session" not in names_of_cookies(window)
    window.goto("/accounts/login/")
    window.fill("[name=username]", email)
    window.fill("[name=password]", PASSWORD)
    window.click(".account-form form .button-main")
    expect(window.locator(".account-form .errorlist")).to_be_visible()
