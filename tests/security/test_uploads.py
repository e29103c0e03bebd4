"""Uploads over HTTP: names, types, forms and lengths that lie change nothing."""

import re

import pytest

from coloring import photos, uploads
from coloring.models import Page, Photo
from scripts.fuzzing.uploads import BOUNDARY, NAMES, TYPES, upload
from tests import factories
from tests.snapshots import bomb

pytestmark = pytest.mark.django_db

PATHS = ["/upload_photo/", "/convert_photo_to_coloring/"]
FORM = f"multipart/form-data; boundary={BOUNDARY}"


def sent(client, data, path="/upload_photo/", **named):
    made = upload("x", path, data, **named)
    return client.generic("POST", made.path, made.body, made.type)


@pytest.mark.parametrize("name", [name for name in NAMES if name and "\x00" not in name])
def test_the_name_of_a_file_is_never_used(visitor, settings, name):
    assert sent(visitor, factories.photo(), file=name).status_code in {201, 400}
    for photo in Photo.objects.all():
        assert re.fullmatch(r"[0-9a-f]{32}", photo.name)
    assert list(settings.PICTURES_DIR.rglob("*")) == []


@pytest.mark.parametrize(
    "name", ["photo.jpg", "../../../etc/passwd", "фото 🦄.heic", "photo.jpg.exe", "a.svg"]
)
def test_a_photo_of_any_name_is_taken_for_what_it_is(visitor, name):
    assert sent(visitor, factories.photo(), file=name).status_code == 201


@pytest.mark.parametrize("kind", [*TYPES, "application/zip", "image/jpeg; charset=utf-8"])
def test_the_type_that_was_sent_is_never_believed(visitor, kind):
    assert sent(visitor, factories.photo(), kind=kind).status_code == 201
    refused = sent(visitor, b"<svg onload=alert(1)>", kind="image/jpeg")
    assert (refused.status_code, refused.json()["error"]) == (415, "unsupported")


def test_two_photos_get_names_that_have_nothing_in_common(visitor):
    names = {sent(visitor, factories.photo()).json()["photo_path"] for _ in range(5)}
    assert len(names) == 5


def part(name, content=b"", file=None):
    filename = f'; filename="{file}"' if file is not None else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{filename}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def posted(client, *parts, path="/upload_photo/"):
    return client.generic("POST", path, b"".join(parts) + f"--{BOUNDARY}--\r\n".encode(), FORM)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "parts",
    [
        [],
        [part("photo")],
        [part("photo", file="")],
        [part("foto", factories.photo(), "a.jpg")],
        [part("", factories.photo(), "a.jpg")],
    ],
    ids=["no part", "a field", "no file chosen", "another field", "a field without a name"],
)
def test_a_form_without_a_photo_lacks_it(visitor, path, parts):
    response = posted(visitor, *parts, path=path)
    assert (response.status_code, response.json()["error"]) == (400, "photo_missing")
    assert not Photo.objects.exists()


@pytest.mark.parametrize("path", PATHS)
def test_an_empty_file_is_empty(visitor, path):
    response = posted(visitor, part("photo", b"", "a.jpg"), path=path)
    assert (response.status_code, response.json()["error"]) == (400, "empty")


def test_of_two_photos_in_one_field_one_is_kept(visitor):
    two = [part("photo", factories.photo(), "a.jpg"), part("photo", factories.photo((200, 100)), "b.jpg")]
    assert posted(visitor, *two).status_code == 201
    assert Photo.objects.count() == 1


def test_of_two_photos_in_one_field_no_broken_one_hides(visitor):
    two = [part("photo", factories.photo(), "a.jpg"), part("photo", b"<html>", "b.jpg")]
    assert posted(visitor, *two).json()["error"] == "not_a_picture"
    assert not Photo.objects.exists()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "parts",
    [
        [part(f"photo{index}", b"x", "a.jpg") for index in range(17)],
        [part(f"field{index}") for index in range(1001)],
    ],
    ids=["files", "fields"],
)
def test_more_parts_than_anybody_needs_are_malformed(visitor, path, parts):
    response = posted(visitor, *parts, part("photo", factories.photo(), "a.jpg"), path=path)
    assert (response.status_code, response.json()["error"]) == (400, "malformed")
    assert not Photo.objects.exists()


@pytest.mark.parametrize("path", PATHS)
def test_fields_beside_a_photo_may_not_be_large(visitor, path, settings):
    large = part("theme", b"a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    response = posted(visitor, large, part("photo", factories.photo(), "a.jpg"), path=path)
    assert (response.status_code, response.json()["error"]) == (413, "body_too_large")
    assert not Photo.objects.exists()


@pytest.mark.parametrize("path", PATHS)
def test_what_is_too_large_is_not_written_down(visitor, path, settings, monkeypatch):
    settings.MAX_FILE_SIZE = 100_000
    passed = []
    taken = uploads.CappedUpload.receive_data_chunk

    def watched(self, raw_data, start):
        passed.append(len(taken(self, raw_data, start) or b""))

    monkeypatch.setattr(uploads.CappedUpload, "receive_data_chunk", watched)
    monkeypatch.setattr(photos, "open_photo", lambda *_, **__: pytest.fail("it was opened"))
    response = sent(visitor, bytes(2_000_000), path)
    assert (response.status_code, response.json()["error"]) == (413, "too_large")
    assert sum(passed) <= settings.MAX_FILE_SIZE


@pytest.mark.parametrize("path", [*PATHS, "/pages/photo/"])
@pytest.mark.parametrize("size", [(12_000, 10_000), (20_000, 20_000)])
def test_a_bomb_is_refused_on_every_way_in(visitor, path, size):
    response = visitor.post(path, {"photo": factories.saved_upload(bomb(*size), "photo.png")})
    assert response.status_code == 422
    assert not Photo.objects.exists()
    assert not Page.objects.exists()


def test_photos_travel_as_post_alone(visitor):
    body = upload("x", "/upload_photo/", factories.photo()).body
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        assert visitor.generic(method, "/upload_photo/", body, FORM).status_code == 405
    assert not Photo.objects.exists()
