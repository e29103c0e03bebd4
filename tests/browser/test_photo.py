"""From a photo to a page."""

from playwright.sync_api import expect


def test_photo_becomes_a_page_and_its_deletion_is_told(window, photo):
    window.goto("/#photo")
    window.set_input_files("[name=photo]", photo)
    window.click("text=Dessiner cette photo")
    expect(window.locator(".picture-frame img")).to_be_visible()
    expect(window.locator(".picture-facts")).to_contain_text("Votre photo a été effacée")


def test_chosen_photo_is_shown_before_it_is_sent(visit, photo):
    window = visit()
    window.goto("/")
    window.set_input_files("[name=photo]", photo)
    expect(window.locator(".photo-preview")).to_be_visible()


def test_dropped_photo_is_taken(visit, photo):
    window = visit()
    window.goto("/")
    window.locator("photo-drop").evaluate(
        """(element, bytes) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes)], "dropped.jpg", {type: "image/jpeg"}));
          element.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        list(photo["buffer"]),
    )
    expect(window.locator(".photo-preview")).to_be_visible()
    assert window.locator("[name=photo]").evaluate("input => input.files[0].name") == "dropped.jpg"


def test_no_photo_gets_a_sentence_beside_the_field(window):
    window.goto("/")
    window.click("text=Dessiner cette photo")
    expect(window.locator(".studio-photo").get_by_role("alert")).to_have_text("Choisissez d’abord une photo.")
