"""Uploads become small upright pictures without metadata."""

import io
import threading

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms, ImageDraw

from coloring import photos
from tests.factories import saved
from tests.snapshots import SECRET, bomb, exif, opened, refusal, snapshot, swapped_profile


def pixels(photo):
    return np.asarray(Image.open(io.BytesIO(photo.jpeg))).astype(int)


def is_red(pixel):
    return pixel[0] > 180 and pixel[2] < 80


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_every_allowed_format_opens(kind):
    photo = opened(saved(snapshot(), kind))
    assert (photo.width, photo.height) == (320, 200)
    assert Image.open(io.BytesIO(photo.jpeg)).format == "JPEG"
    assert is_red(pixels(photo)[20, 20])
    assert not is_red(pixels(photo)[150, 300])


def test_a_file_is_read_like_bytes():
    data = saved(snapshot(), "PNG")
    assert opened(io.BytesIO(data)) == opened(data)


@pytest.mark.parametrize(
    ("kind", "size"), [("JPEG", (4032, 3024)), ("PNG", (1000, 2000)), ("WEBP", (1537, 100))]
)
def test_large_pictures_shrink_to_1536_and_keep_their_shape(kind, size):
    photo = opened(saved(snapshot(*size), kind))
    assert max(photo.width, photo.height) == 1536
    assert photo.width / photo.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert pixels(photo).shape == (photo.height, photo.width, 3)


def test_small_pictures_are_not_enlarged():
    assert opened(saved(snapshot(100, 80), "PNG")).height == 80


# Where the upper left corner of a sideways or mirrored file belongs, as (right, lower).
CORNERS = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", CORNERS)
def test_pictures_are_turned_as_the_camera_was_held(kind, orientation):
    photo = opened(saved(snapshot(), kind, exif=exif(orientation)))
    sideways = orientation >= 5
    assert (photo.width, photo.height) == ((200, 320) if sideways else (320, 200))
    right, lower = CORNERS[orientation]
    row = photo.height - 20 if lower else 20
    column = photo.width - 20 if right else 20
    assert is_red(pixels(photo)[row, column])


def test_heic_is_not_turned_twice():
    photo = opened(saved(snapshot(), "HEIF", exif=exif(6)))
    expected = pillow_heif.open_heif(io.BytesIO(saved(snapshot(), "HEIF", exif=exif(6)))).to_pillow()
    assert (photo.width, photo.height) == expected.size == (200, 320)
    assert is_red(pixels(photo)[20, 180])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_no_metadata_is_left(kind):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    options = {"xmp": xmp} if kind != "PNG" else {}
    data = saved(snapshot(), kind, exif=exif(6), icc_profile=srgb, **options) + SECRET
    jpeg = opened(data).jpeg
    picture = Image.open(io.BytesIO(jpeg))
    assert SECRET in data
    assert SECRET not in jpeg
    assert b"Exif" not in jpeg
    assert b"ICC_PROFILE" not in jpeg
    assert b"ns.adobe.com" not in jpeg
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_damaged_metadata_does_not_matter():
    photo = opened(saved(snapshot(), "JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff"))
    assert photo.width == 320


def test_a_cmyk_jpeg_keeps_its_colours():
    photo = opened(saved(snapshot().convert("CMYK"), "JPEG", quality=95))
    assert np.abs(pixels(photo)[20, 20] - (220, 30, 30)).max() < 40
    assert np.abs(pixels(photo)[180, 300] - (20, 40, 200)).max() < 40


def test_sixteen_bits_are_scaled_not_clipped():
    ramp = np.tile(np.linspace(0, 65535, 256).astype(np.uint16), (100, 1))
    row = pixels(opened(saved(Image.fromarray(ramp), "PNG")))[50, :, 0]
    assert row[0] < 6
    assert abs(row[128] - 128) < 6
    assert row[-1] > 249


@pytest.mark.parametrize("mode", ["P", "L", "1", "LA", "RGBA"])
def test_pictures_of_every_mode_open(mode):
    photo = opened(saved(snapshot().convert(mode), "PNG"))
    assert pixels(photo).shape == (200, 320, 3)
    assert pixels(photo)[20, 20, 0] > pixels(photo)[20, 20, 2] - 10


def test_what_is_clear_lies_on_white():
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    ImageDraw.Draw(clear).rectangle((0, 0, 49, 99), (0, 0, 0, 128))
    colours = pixels(opened(saved(clear, "PNG")))
    assert colours[50, 80].min() > 250
    assert abs(colours[50, 20, 0] - 127) < 5


def test_a_clear_palette_colour_lies_on_white():
    palette = Image.new("P", (100, 100), 0)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    assert pixels(opened(saved(palette, "PNG", transparency=0))).min() > 250


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_of_an_animation_the_first_picture_is_taken(kind):
    frames = [Image.new("RGB", (100, 100), colour) for colour in ("red", "lime", "blue")]
    photo = opened(saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100))
    assert is_red(pixels(photo)[50, 50])


def test_a_phone_jpeg_of_several_pictures_gives_its_first():
    data = saved(snapshot(), "MPO", save_all=True, append_images=[Image.new("RGB", (320, 200), "lime")])
    assert is_red(pixels(opened(data))[20, 20])


def lab_profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_colour_profile_is_applied(kind):
    photo = opened(saved(snapshot(), kind, icc_profile=swapped_profile()))
    assert pixels(photo)[20, 20, 2] > 180
    assert pixels(photo)[20, 20, 0] < 80


@pytest.mark.parametrize("profile", [b"broken", bytes(200), lab_profile()])
def test_a_broken_or_foreign_colour_profile_is_ignored(profile):
    assert is_red(pixels(opened(saved(snapshot(), "JPEG", icc_profile=profile)))[20, 20])


def test_what_hides_behind_a_picture_is_gone():
    photo = opened(saved(snapshot(), "JPEG") + b"<script>alert(1)</script>")
    assert b"<script" not in photo.jpeg


def test_no_more_than_two_photos_are_decoded_at_a_time(monkeypatch):
    inside, most, lock, full = 0, 0, threading.Lock(), threading.Event()

    def slow(data, exif, decoder, shape):
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
            if inside == 2:
                full.set()
        full.wait(5)
        with lock:
            inside -= 1
        return snapshot()

    monkeypatch.setattr(photos, "_decoded", slow)
    data = saved(snapshot(), "PNG")
    threads = [threading.Thread(target=opened, args=(data,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == 2


def test_a_refusal_frees_its_place():
    for _ in range(5):
        assert refusal(bomb(500, 500)) == "truncated"
    assert opened(saved(snapshot(), "PNG")).width == 320
