"""One Herbbie and one Chromium for all browser tests; every visit is watched for strangers and violations."""

import io
import random
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect, sync_playwright

from scripts import browsers
from scripts.live import Site

PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)
PORTRAIT = Path(__file__).parent.parent / "photos" / "portrait.jpg"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


# "package" and not "session": Playwright's loop must be gone before other tests ask the database.
@pytest.fixture(scope="package")
def address(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("herbbie")) as site:
        yield site.url


@pytest.fixture(scope="package")
def browser():
    with sync_playwright() as playwright:
        browser = browsers.chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, address):
    """Opens a visitor's window; at the end of the test none of them may have seen anything forbidden."""
    opened, trouble = [], []

    def open_window(**options):
        context = browser.new_context(**({"base_url": address, "locale": "fr-FR"} | options))
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        window = context.new_page()
        window.on("request", lambda asked: trouble.append(asked.url) if is_foreign(asked.url) else None)
        window.on("pageerror", lambda error: trouble.append(str(error)))
        window.on("console", lambda line: trouble.append(line.text) if "Security" in line.text else None)
        return window

    def is_foreign(url):
        return urlsplit(url).scheme not in {"data", "blob"} and not url.startswith(address)

    yield open_window
    for context in opened:
        context.close()
    assert trouble == []


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def window(visit, request):
    return visit(java_script_enabled=request.param)


@pytest.fixture(scope="package")
def landscape(browser, address):
    """A finished landscape page and the cookies of its owner, for tests of what comes afterwards."""
    context = browser.new_context(base_url=address, locale="fr-FR")
    window = context.new_page()
    window.goto("/")
    window.click(".studio-theme .options summary")
    window.check(".studio-theme [value=landscape]")
    window.fill("input[name=theme]", "jardin")
    window.click(".theme-line .button-main")
    expect(window.locator(".picture-frame img")).to_be_visible()
    made = {"url": window.url, "cookies": context.storage_state()}
    context.close()
    return made


@pytest.fixture
def owner(visit, landscape):
    """The window of the one to whom the landscape page belongs, on that page."""
    window = visit(storage_state=landscape["cookies"])
    window.goto(landscape["url"])
    return window


@pytest.fixture
def photo():
    """A photo as Playwright uploads it: a portrait if there is one, else a detailed scene."""
    content = PORTRAIT.read_bytes() if PORTRAIT.exists() else scene()
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": content}


def scene():
    """A house, a tree and a sun, with the noise of a real camera."""
    image = Image.effect_noise((960, 720), 12).convert("RGB")
    sky = Image.new("RGB", image.size, (140, 185, 230))
    pen = ImageDraw.Draw(sky)
    pen.rectangle([0, 500, 960, 720], fill=(95, 150, 75))
    pen.ellipse([720, 60, 840, 180], fill=(250, 220, 90))
    pen.rectangle([180, 280, 480, 600], fill=(205, 110, 80))
    pen.polygon([(140, 280), (330, 120), (520, 280)], fill=(110, 55, 45))
    pen.rectangle([290, 440, 370, 600], fill=(70, 50, 45))
    for left in (215, 395):
        pen.rectangle([left, 330, left + 60, 390], fill=(210, 230, 245))
    pen.rectangle([690, 400, 730, 600], fill=(120, 85, 60))
    pen.ellipse([600, 220, 820, 440], fill=(60, 120, 60))
    shades = random.Random(1)
    for _ in range(40):
        x, y = shades.randrange(960), shades.randrange(620, 715)
        pen.ellipse([x, y, x + 14, y + 10], fill=(220, shades.randrange(80, 220), 120))
    file = io.BytesIO()
    Image.blend(sky, image, 0.12).save(file, "JPEG", quality=90)
    return file.getvalue()
