"""Takes the pictures of docs/screenshots: every screen on a phone and on a desk, in French and in English."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts import browsers
from scripts.live import ROOT, Site

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
THEMES = {
    "fr": ["licorne", "au fond de la mer", "château", "ferme", "espace", "dinosaures"],
    "en": ["unicorn", "under the sea", "castle", "farm", "space", "dinosaurs"],
}
DRAWN_WITHIN_MS = 30_000


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        Site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = browsers.chromium(playwright)
        for language in THEMES:
            for size in SIZES:
                take(browser, site.url, language, size)
        browser.close()


def take(browser: Browser, address: str, language: str, size: str) -> None:
    """All screens in one language and one size, as one visitor sees them one after the other."""
    width, height = SIZES[size]
    options = {"base_url": address, "locale": language, "viewport": {"width": width, "height": height}}
    visit = browser.new_context(reduced_motion="reduce", **options)
    screen = visit.new_page()

    def keep(name: str) -> None:
        shot = Image.open(io.BytesIO(screen.screenshot()))
        # Flat colours need no more than a palette.
        shot.convert("RGB").quantize(128).save(FOLDER / f"{name}-{size}-{language}.png", optimize=True)
        print(f"{name}-{size}-{language}.png")

    screen.goto("/")
    keep("studio")
    for theme in THEMES[language]:
        ask(screen, theme)
        if theme == THEMES[language][-1]:
            keep("waiting")
        expect(screen.locator(".picture-frame img")).to_be_visible(timeout=DRAWN_WITHIN_MS)
    keep("page")
    screen.goto("/gallery/")
    expect(screen.locator(".card img").first).to_be_visible()
    screen.wait_for_load_state("networkidle")
    keep("gallery")
    screen.goto("/accounts/login/")
    keep("login")
    visit.close()


def ask(screen: Page, theme: str) -> None:
    screen.goto("/")
    screen.fill("input[name=theme]", theme)
    screen.press("input[name=theme]", "Enter")
    screen.wait_for_url(re.compile(r"/pages/\w+/$"), wait_until="commit")
    screen.wait_for_selector("#picture")


if __name__ == "__main__":
    main()
