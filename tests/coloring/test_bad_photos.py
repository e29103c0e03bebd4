"""Photos that cannot become a page: a clear sentence, the right status, and nothing stored."""

import io

import pytest
from PIL import Image

from coloring import photos
from coloring.models import Page, Photo
from tests import factories
from tests.snapshots import bomb

pytestmark = pytest.mark.django_db


BAD = {
    "nothing in it": (b"", 400, "empty"),
    "text named .png": (b"hello, I am a text", 415, "not_a_picture"),
    "a GIF": (factories.saved(Image.new("RGB", (100, 100)), "GIF"), 415, "unsupported"),
    "half a JPEG": (factories.photo((1600, 1200))[:6000], 422, "truncated"),
    "a bomb": (bomb(40_000, 40_000), 422, "too_many_pixels"),
    "a dot": (factories.photo((20, 20)), 422, "too_small"),
}


@pytest.mark.parametrize(("content", "status", "error"), BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("path", ["/convert_photo_to_coloring/", "/upload_photo/"])
def test_bad_photo_is_refused_in_json(visitor, path, content, status, error):
    response = visitor.post(path, {"photo": factories.saved_upload(content, "photo.png")})
    assert (response.status_code, response.json()["error"]) == (status, error)
    assert not Page.objects.exists()
    assert not Photo.objects.exists()


@pytest.mark.parametrize(("content", "status", "error"), BAD.values(), ids=BAD.keys())
def test_bad_photo_is_refused_in_the_browser_with_a_sentence(visitor, content, status, error):
    response = visitor.post("/pages/photo/", {"photo": factories.saved_upload(content)})
    assert response.status_code == status
    [sentence] = response.context["photo_form"].errors["photo"]
    assert sentence in response.content.decode().replace("&#x27;", "'")
    assert not Page.objects.exists()


@pytest.mark.parametrize("path", ["/convert_photo_to_coloring/", "/upload_photo/", "/pages/photo/"])
def test_bad_photos_are_counted_before_they_are_decoded(visitor, settings, monkeypatch, path):
    settings.RATE_LIMIT_PER_MINUTE = 2
    decoded = []

    def refuse(file, **_):
        decoded.append(file)
        raise photos.PhotoRefused("truncated")

    monkeypatch.setattr(photos, "open_photo", refuse)
    answers = [visitor.post(path, {"photo": factories.saved_upload()}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert answers[-1]["Retry-After"]
    assert len(decoded) == 2


@pytest.mark.parametrize("path", ["/convert_photo_to_coloring/", "/pages/photo/"])
def test_photo_that_becomes_a_page_is_counted_once(visitor, settings, path):
    settings.RATE_LIMIT_PER_MINUTE = 2
    answers = [visitor.post(path, {"photo": factories.saved_upload()}) for _ in range(3)]
    assert answers[1].status_code in {202, 302}
    assert answers[2].status_code == 429
    assert Page.objects.count() == 2


def test_no_photo_at_all(visitor):
    assert visitor.post("/convert_photo_to_coloring/", {}).json()["error"] == "photo_missing"
    assert visitor.post("/pages/photo/", {}).status_code == 400


def test_photo_over_the_limit_is_not_even_read(visitor, settings):
    settings.MAX_FILE_SIZE = 5000
    response = visitor.post("/convert_photo_to_coloring/", {"photo": factories.saved_upload()})
    assert (response.status_code, response.json()["error"]) == (413, "too_large")
    assert visitor.post("/pages/photo/", {"photo": factories.saved_upload()}).status_code == 413
    assert not Photo.objects.exists()


def test_stored_photo_has_no_metadata(visitor):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (52.0, 30.0, 0.0)}
    image = Image.open(io.BytesIO(factories.photo()))
    photo = factories.saved(image, "JPEG", exif=exif.tobytes())
    visitor.post("/pages/photo/", {"photo": factories.saved_upload(photo)})
    kept = Image.open(io.BytesIO(bytes(Photo.objects.get().jpeg)))
    assert kept.size == (480, 640)
    assert not kept.getexif()
