"""Files that are two things at once, and what photos tell besides pixels: nothing of it is kept."""

import io
import re
import zipfile

import numpy as np
import pytest
from PIL import Image

from coloring.models import Photo
from scripts.fuzzing import seeds
from scripts.fuzzing.taker import METADATA, wrong_with
from tests import factories
from tests.snapshots import opened, refusal, snapshot

KINDS = ["JPEG", "PNG", "WEBP", "HEIF"]
SEEDS = seeds.all_seeds()
TELLING = {name: data for name, data in SEEDS.items() if seeds.HIDDEN.encode() in data}


def archive(name="evil.class"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as folder:
        folder.writestr(name, "evil " * 50)
    return file.getvalue()


TAILS = {
    "a ZIP archive": archive(),
    "a Java archive": archive("META-INF/MANIFEST.MF"),
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a PDF": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    "a program": b"<?php system($_GET['c']); ?>",
    "another photo": factories.photo(),
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_appended_is_gone(kind, tail):
    kept = opened(seeds.saved(snapshot(), kind) + tail).jpeg
    assert wrong_with(kept) == ""
    assert tail[:30] not in kept
    assert len(re.findall(rb"\xff\xd8\xff", kept)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_that_is_an_archive_too_is_none_afterwards(kind):
    both = seeds.saved(snapshot(), kind) + archive()
    assert zipfile.is_zipfile(io.BytesIO(both))
    assert not zipfile.is_zipfile(io.BytesIO(opened(both).jpeg))


@pytest.mark.parametrize(
    ("front", "code"),
    [
        (b"%PDF-1.7\n", "unsupported"),
        (b"GIF89a/*", "unsupported"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "unsupported"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", "unsupported"),
        (b"<!doctype html><script>1</script>", "not_a_picture"),
        (b"#!/bin/sh\nrm -rf ~\n", "not_a_picture"),
        (archive(), "not_a_picture"),
        (b"\n", "not_a_picture"),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_behind_the_front_of_something_else_is_refused(kind, front, code):
    assert refusal(front + seeds.saved(snapshot(), kind)) == code


def test_a_page_inside_of_a_picture_is_gone():
    page = b"<html><script>alert(1)</script></html>"
    jpeg, png = seeds.saved(snapshot(), "JPEG", comment=page), seeds.saved(snapshot(), "PNG")
    text = png[:33] + seeds.chunk(b"tEXt", b"Comment\0" + page) + png[33:]
    for upload in (jpeg, text):
        assert page in upload
        assert b"<script" not in opened(upload).jpeg


@pytest.mark.parametrize("decoder_says", ["JPEG", "PNG", "WEBP"])
def test_a_front_of_another_format_is_no_way_to_another_decoder(decoder_says):
    fronts = {"JPEG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n", "WEBP": b"RIFF\0\0\0\0WEBP"}
    for other in ("GIF", "TIFF", "BMP", "PDF", "EPS", "ICO", "JPEG2000", "AVIF"):
        data = fronts[decoder_says] + seeds.saved(snapshot(), other)
        assert refusal(data) in {"truncated", "unsupported"}


@pytest.mark.parametrize("data", SEEDS.values(), ids=SEEDS.keys())
def test_what_is_kept_is_a_plain_small_jpeg(data):
    assert wrong_with(opened(data).jpeg) == ""


@pytest.mark.parametrize("data", TELLING.values(), ids=TELLING.keys())
def test_nothing_of_what_a_photo_tells_is_kept(data):
    assert METADATA.search(data)
    kept = opened(data).jpeg
    assert not METADATA.search(kept)
    picture = Image.open(io.BytesIO(kept))
    assert not picture.getexif()
    assert not picture.getexif().get_ifd(0x8825)
    assert not picture.getxmp()
    assert picture.applist == [("APP0", picture.app["APP0"])]


def test_every_format_has_a_seed_that_tells_much():
    assert {name.rpartition(".")[2] for name in TELLING} == {"jpg", "png", "webp", "heic"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_heic_is_turned_as_the_camera_was_held(orientation):
    """As the other formats, which tests/coloring/test_photos.py turns: red where its corner belongs."""
    jpeg = opened(seeds.saved(snapshot(), "JPEG", exif=seeds.exif(orientation)))
    heic = opened(seeds.saved(snapshot(), "HEIF", exif=seeds.exif(orientation)))
    assert (heic.width, heic.height) == (jpeg.width, jpeg.height)
    one, two = (np.asarray(Image.open(io.BytesIO(photo.jpeg))).astype(int) for photo in (jpeg, heic))
    assert np.abs(one - two).mean() < 8


@pytest.mark.parametrize("orientation", [0, 9, 65_535])
def test_an_orientation_that_is_none_turns_nothing(orientation):
    assert opened(seeds.saved(snapshot(), "JPEG", exif=seeds.exif(orientation))).width == 320


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/upload_photo/", "/convert_photo_to_coloring/", "/pages/photo/"])
def test_the_database_keeps_nothing_of_what_a_photo_tells(visitor, path):
    for name, data in TELLING.items():
        response = visitor.post(path, {"photo": factories.saved_upload(data, f"{seeds.HIDDEN}.jpg")})
        assert response.status_code < 400, name
    kept = Photo.objects.all()
    assert kept
    for photo in kept:
        assert wrong_with(bytes(photo.jpeg)) == ""
        row = {field.name: getattr(photo, field.attname) for field in photo._meta.concrete_fields}
        assert seeds.HIDDEN not in str(row)
