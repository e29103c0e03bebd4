"""From an idea to a page, on paper, by finger, by keyboard and without JavaScript."""

import re

from playwright.sync_api import expect

PAGE = re.compile(r"/pages/[0-9a-f]{32}/$")
POLL = re.compile(r"/picture/\?.*")


def ask(window, theme):
    window.goto("/")
    window.fill("input[name=theme]", theme)
    window.click(".theme-line .button-main")


def see_picture(window):
    """The picture is there, decoded, and as large as the page says."""
    image = window.locator(".picture-frame img")
    expect(image).to_be_visible()
    expect(window).to_have_url(PAGE)
    assert window.request.get(image.get_attribute("src")).headers["content-type"] == "image/png"
    return image


def test_theme_becomes_a_page(window):
    ask(window, "licorne")
    image = see_picture(window)
    assert image.get_attribute("alt") == "Coloriage\u00a0: licorne"
    assert image.bounding_box()["width"] > 200


def test_one_tap_on_a_tile_becomes_a_page_whatever_stands_in_the_field(visit):
    window = visit(java_script_enabled=False)
    window.goto("/")
    window.fill("input[name=theme]", "robot")
    window.click("button[value=dinosaures]")
    see_picture(window)
    expect(window.locator("h1")).to_have_text("dinosaures")


def test_keyboard_alone_is_enough(visit):
    window = visit()
    window.goto("/")
    for _ in range(20):
        window.keyboard.press("Tab")
        if window.evaluate("document.activeElement.name") == "theme":
            break
    window.keyboard.type("espace")
    window.keyboard.press("Enter")
    see_picture(window)


def test_second_tap_sends_nothing(visit):
    window, sent = visit(), []

    def take(route):
        sent.append(route.request.post_data)
        route.fulfill(status=204)

    window.route("**/pages/theme/", take)
    window.goto("/")
    window.dblclick("button[value=licorne]")
    expect(window.locator("patient-form").first).to_have_attribute("aria-busy", "true")
    assert len(sent) == 1


def test_polling_stops_when_the_page_is_ready(visit):
    window = visit()
    ask(window, "château")
    see_picture(window)
    polls = []
    window.on("request", lambda asked: polls.append(asked.url))
    window.wait_for_timeout(2500)
    assert [url for url in polls if "/picture/" in url] == []


def test_page_deleted_elsewhere_stops_the_polling_with_a_sentence(visit):
    window = visit()
    window.route(POLL, lambda route: route.continue_(url=POLL.sub("/picture/gone/", route.request.url)))
    ask(window, "ferme")
    expect(window.locator("#missing")).to_be_visible()
    assert window.locator("[hx-trigger]").count() == 0


def test_refused_theme_says_why_and_keeps_what_was_typed(window):
    ask(window, "12345")
    expect(window.get_by_role("alert")).to_contain_text("mot à dessiner")
    expect(window.locator("input[name=theme]")).to_have_value("12345")


def test_deleted_page_is_gone(visit):
    window = visit(java_script_enabled=False)
    ask(window, "robot")
    see_picture(window)
    address = window.url
    window.click(".delete:has-text('Oui, le supprimer') summary")
    window.click("text=Oui, le supprimer")
    expect(window.get_by_role("status")).to_have_text("La page est supprimée.")
    assert window.goto(address).status == 404


def test_landscape_prints_on_one_landscape_sheet_without_anything_else(owner):
    owner.click("text=Imprimer")
    owner.wait_for_url("**/print/")
    paper = owner.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    width, height = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper).groups()
    assert float(width) > float(height)
    owner.emulate_media(media="print")
    assert owner.locator("body").inner_text().strip() == ""


def test_page_can_be_taken_home_as_pdf(owner):
    with owner.expect_download() as download:
        owner.click("text=PDF A4")
    assert download.value.path().read_bytes().startswith(b"%PDF")


SCREENS = ["/", "/gallery/", "/accounts/login/", "/accounts/signup/", "/accounts/reset/", "/nowhere/"]
SMALL_TARGETS = """
    [...document.querySelectorAll("main a, main button, header a, header button, summary, label:has(input)")]
      .filter((target) => target.checkVisibility() && !target.closest("p"))
      .map((target) => [target.innerText || target.outerHTML, target.getBoundingClientRect().height])
      .filter(([name, height]) => height < 44)
"""


def test_nothing_is_cut_off_or_too_small_for_a_finger_on_a_narrow_screen(visit, landscape):
    window = visit(viewport={"width": 320, "height": 640}, storage_state=landscape["cookies"])
    for path in [*SCREENS, landscape["url"]]:
        window.goto(path)
        assert window.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert window.evaluate(SMALL_TARGETS) == [], path
