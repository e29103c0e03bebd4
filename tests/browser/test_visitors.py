"""Who visits: in which language, and with which pages after signing up."""

import pytest
from playwright.sync_api import expect


def test_language_switch_stays_on_the_page_and_is_remembered(window):
    window.goto("/gallery/")
    expect(window.locator("h1")).to_have_text("Mes coloriages")
    window.click(".language-switch [value=en]")
    expect(window.locator("h1")).to_have_text("My pages")
    window.goto("/")
    expect(window.locator("h1")).to_have_text("What shall we color today?")


def test_browser_that_prefers_english_gets_english(visit):
    window = visit(locale="en-US")
    window.goto("/")
    expect(window.locator("html")).to_have_attribute("lang", "en")


def test_sign_up_keeps_the_pages(visit):
    window = visit()
    window.goto("/")
    window.click("button[value=licorne]")
    expect(window.locator(".picture-frame img")).to_be_visible()
    window.goto("/gallery/")
    window.click("text=Garder mes coloriages")
    window.fill("[name=email]", "parent@example.org")
    window.fill("[name=password]", "des-crayons-bien-tailles")
    window.click("text=Créer mon compte")
    window.wait_for_url("**/gallery/")
    expect(window.locator(".card")).to_have_count(1)
    window.click("text=Se déconnecter")
    window.goto("/gallery/")
    expect(window.locator(".card")).to_have_count(0)
    window.goto("/accounts/login/")
    window.fill("[name=username]", "Parent@Example.org")
    window.fill("[name=password]", "des-crayons-bien-tailles")
    window.click(".account-form button")
    expect(window.locator(".card")).to_have_count(1)


def test_page_of_somebody_else_is_not_there(visit, landscape):
    assert visit().goto(landscape["url"]).status == 404


@pytest.mark.parametrize("locale", ["fr-FR", "en-US"])
def test_no_screen_of_a_parent_is_wider_than_a_small_telephone(visit, locale):
    window = visit(locale=locale, viewport={"width": 360, "height": 740})
    window.goto("/accounts/signup/")
    window.fill("[name=email]", f"telephone-{locale}@example.org")
    window.fill("[name=password]", "des-crayons-bien-tailles")
    window.press("[name=password]", "Enter")
    window.wait_for_url("**/gallery/")
    for screen in ("/", "/gallery/", "/accounts/", "/accounts/delete/", "/data/", "/privacy/"):
        window.goto(screen)
        assert window.evaluate("document.documentElement.scrollWidth") <= 360, screen
