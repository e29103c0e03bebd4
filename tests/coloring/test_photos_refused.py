"""Uploads that cannot become a photo are refused with a reason, before they cost anything."""

import io

import pytest
from PIL import Image

from tests.factories import saved
from tests.snapshots import bomb, opened, refusal, snapshot


def test_nothing_is_empty():
    assert refusal(b"") == "empty"
    assert refusal(io.BytesIO()) == "empty"


def test_more_bytes_than_allowed_are_too_large_and_are_not_read_to_their_end():
    upload = io.BytesIO(saved(snapshot(), "PNG") + bytes(100_000))
    assert refusal(upload, max_bytes=5000) == "too_large"
    assert upload.tell() == 5001


def test_exactly_as_many_bytes_as_allowed_are_fine():
    data = saved(snapshot(), "JPEG")
    assert opened(io.BytesIO(data), max_bytes=len(data)).width == 320


@pytest.mark.parametrize(
    "data",
    [
        b"Just a text that somebody named photo.png",
        b"<!doctype html><script>alert(1)</script>",
        b"PK\x03\x04" + bytes(60),
        b"\x00\x00\x00\x18ftypmp42" + bytes(60),
        bytes(500),
        b"B",
    ],
)
def test_other_files_are_not_pictures(data):
    assert refusal(data) == "not_a_picture"


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "PDF", "EPS", "ICO", "JPEG2000", "AVIF"])
def test_pictures_of_other_formats_are_unsupported(kind):
    assert refusal(saved(snapshot(), kind)) == "unsupported"


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        b"8BPS\x00\x01" + bytes(60),
        b"\xff\x0a" + bytes(60),
    ],
)
def test_pictures_that_cannot_be_made_here_are_unsupported_too(data):
    assert refusal(data) == "unsupported"


def test_only_the_formats_asked_for_are_opened():
    assert refusal(saved(snapshot(), "HEIF"), formats=("png", "jpg")) == "unsupported"
    assert refusal(saved(snapshot(), "PNG"), formats=("jpeg",)) == "unsupported"
    assert opened(saved(snapshot(), "JPEG"), formats=("JPG",)).width == 320


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("part", [0.6, 0.2, 0.01])
def test_a_picture_cut_off_is_truncated(kind, part):
    noise = Image.effect_noise((300, 300), 80).convert("RGB")
    data = saved(noise, kind)
    assert refusal(data[: max(20, int(len(data) * part))]) == "truncated"


def test_a_picture_with_damaged_pixels_is_truncated():
    assert refusal(bomb(500, 500)) == "truncated"


@pytest.mark.parametrize("size", [(40_000, 40_000), (12_000, 10_000), (8001, 5000)])
def test_too_many_pixels_are_refused_before_they_are_decoded(size):
    assert refusal(bomb(*size)) == "too_many_pixels"


@pytest.mark.parametrize("size", [(63, 500), (500, 63), (10, 10), (6000, 80)])
def test_a_picture_too_short_on_a_side_is_too_small(size):
    assert refusal(saved(Image.new("RGB", size), "PNG")) == "too_small"


def test_sixty_four_pixels_are_enough():
    assert opened(saved(Image.new("RGB", (64, 64)), "PNG")).width == 64


def test_a_palette_that_is_missing_is_damage():
    data = saved(snapshot().convert("P"), "PNG")
    start = data.index(b"PLTE") - 4
    length = 12 + int.from_bytes(data[start : start + 4], "big")
    assert refusal(data[:start] + data[start + length :]) == "truncated"
