"""Pictures that programs send come out upright, small enough, clear where they were, and free of metadata."""

import io

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from coloring import references
from coloring.references import ReferenceRefusedError
from tests.factories import saved
from tests.snapshots import SECRET, bomb, exif, snapshot, swapped_profile

RED = (220, 30, 30)


def photo(width=320, height=200):
    """Of more colours than any drawing."""
    down, across = np.mgrid[0 : 30 : height * 1j, 0 : 30 : width * 1j]
    noise = np.random.default_rng(1).integers(0, 30, (height, width))
    return Image.fromarray(
        np.asarray(snapshot(width, height)) + np.dstack([noise, down, across]).astype(np.uint8)
    )


def cut_out(width=320, height=200):
    """Red at the upper left, clear elsewhere, where something secret was."""
    picture = snapshot(width, height).convert("RGBA")
    picture.putalpha(Image.new("L", picture.size))
    picture.paste((*RED, 255), (0, 0, width // 2, height // 2))
    return picture


def picture(reference):
    found = Image.open(io.BytesIO(reference.content))
    found.load()
    return found


def refusal(upload, **options):
    with pytest.raises(ReferenceRefusedError) as refused:
        references.opened(upload, **options)
    return refused.value.code, refused.value.index


def near(pixel, colour, most=12):
    return np.abs(np.asarray(pixel[:3], int) - colour).max() <= most


@pytest.mark.parametrize(
    ("made", "kind", "becomes"),
    [
        (photo, "JPEG", "jpeg"),
        (photo, "WEBP", "jpeg"),
        (photo, "HEIF", "jpeg"),
        (photo, "PNG", "png"),
        (cut_out, "PNG", "png"),
        (cut_out, "WEBP", "png"),
        (lambda: snapshot().quantize(8), "PNG", "png"),
    ],
)
def test_what_is_clear_or_was_a_png_is_a_png_and_the_rest_a_jpeg(made, kind, becomes):
    reference = references.opened(saved(made(), kind), index=2)
    assert reference.kind == f"image/{becomes}"
    assert reference.name == f"reference_3.{'png' if becomes == 'png' else 'jpg'}"
    assert picture(reference).format == becomes.upper()
    assert picture(reference).size == (320, 200)
    assert near(picture(reference).convert("RGB").getpixel((20, 20)), (235, 45, 45), 30)


def test_flat_art_keeps_its_sharp_edges_in_whatever_it_came():
    reference = references.opened(saved(snapshot(), "WEBP", lossless=True))
    assert reference.kind == "image/png"
    assert np.array_equal(picture(reference), snapshot())


def test_photo_that_is_too_large_as_a_png_is_a_jpeg(monkeypatch):
    monkeypatch.setattr(references, "_MOST_PNG", 10_000)
    assert references.opened(saved(photo(), "PNG")).kind == "image/jpeg"


def test_clear_picture_that_is_too_large_is_halved_and_stays_clear(monkeypatch):
    monkeypatch.setattr(references, "_MOST_PNG", 100)
    reference = references.opened(saved(cut_out(), "PNG"))
    assert (reference.kind, picture(reference).mode, picture(reference).size) == (
        "image/png",
        "RGBA",
        (160, 100),
    )


def test_long_side_is_2048_at_most():
    assert picture(references.opened(saved(snapshot(3000, 1500), "PNG"))).size == (2048, 1024)


def test_exact_picture_keeps_its_size_and_is_a_png():
    reference = references.opened(saved(photo(3000, 1500), "JPEG"), exact=True)
    assert picture(reference).size == (3000, 1500)
    assert reference.kind == "image/png"


def test_exact_picture_may_be_4096_long_and_no_longer():
    assert picture(references.opened(saved(snapshot(4096, 70), "PNG"), exact=True)).size == (4096, 70)
    assert refusal(saved(snapshot(4097, 70), "PNG"), exact=True) == ("too_many_pixels", 0)


def test_exact_picture_that_is_too_large_as_a_png(monkeypatch):
    monkeypatch.setattr(references, "_MOST_EXACT_PNG", 100)
    assert references.opened(saved(photo(), "PNG"), exact=True).kind == "image/jpeg"
    assert refusal(saved(cut_out(), "PNG"), exact=True) == ("too_many_pixels", 0)


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_upright(kind, exact):
    found = picture(references.opened(saved(photo(), kind, exif=exif(6)), exact=exact)).convert("RGB")
    assert found.size == (200, 320)
    assert near(found.getpixel((180, 20)), (235, 45, 45), 30)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA", "P"])
def test_what_is_clear_stays_clear(mode):
    options = {}
    if mode == "P":
        palette = Image.new("P", (320, 200), 1)
        palette.putpalette([*RED, 0, 0, 0])
        palette.paste(0, (0, 0, 160, 100))
        sent, options = palette, {"transparency": 1}
    else:
        sent = cut_out().convert("RGBA" if mode == "PA" else mode)
    found = picture(references.opened(saved(sent, "PNG", **options)))
    assert found.mode == "RGBA"
    assert found.getpixel((20, 20))[3] == 255
    assert found.getpixel((300, 180)) == (255, 255, 255, 0)


def test_half_clear_pixels_keep_their_colour():
    sent = Image.new("RGBA", (100, 100), (10, 200, 30, 128))
    assert picture(references.opened(saved(sent, "PNG"))).getpixel((50, 50)) == (10, 200, 30, 128)


def test_what_was_rubbed_out_is_gone():
    """Its colours are still in the file that was sent, under clear pixels."""
    sent = cut_out()
    assert sent.getpixel((300, 180))[:3] == (20, 40, 200)
    found = np.asarray(picture(references.opened(saved(sent, "PNG"))))
    assert (found[found[..., 3] == 0][:, :3] == 255).all()


def test_alpha_that_clears_nothing_is_left_out():
    assert picture(references.opened(saved(snapshot().convert("RGBA"), "PNG"))).mode == "RGB"


def telling(kind, made):
    """A picture that tells whose it is in every way that its format knows."""
    thumbnail = saved(Image.new("RGB", (64, 64)), "JPEG", comment=b"THUMBNAIL")
    told = {"exif": exif() + thumbnail, "icc_profile": swapped_profile()}
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        for add in (text.add_text, text.add_itxt, lambda *words: text.add_text(*words, zip=True)):
            add("Author", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        return saved(made, kind, pnginfo=text, dpi=(300, 300), **told) + SECRET
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    comment = {"comment": SECRET} if kind == "JPEG" else {}
    return saved(made, kind, xmp=xmp, **comment, **told) + SECRET


def parts(content):
    """The kinds of chunks of a PNG, or of segments before the scan of a JPEG."""
    kinds, position = set(), 8 if content.startswith(b"\x89PNG") else 2
    while position < len(content):
        if content.startswith(b"\x89PNG"):
            kinds.add(content[position + 4 : position + 8])
            position += 12 + int.from_bytes(content[position : position + 4], "big")
        else:
            kinds.add(content[position + 1])
            if content[position + 1] == 0xDA:
                break
            position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    return kinds


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("made", [photo, cut_out, snapshot])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_is_left_of_who_took_it_where_and_with_what(kind, made, exact):
    sent = telling(kind, made().convert("RGB") if kind in {"JPEG", "HEIF"} else made())
    assert SECRET in sent
    content = references.opened(sent, exact=exact).content
    for told in (
        SECRET,
        b"THUMBNAIL",
        b"Exif",
        b"eXIf",
        b"adobe",
        b"xmp",
        b"ICC_PROFILE",
        b"iCCP",
        b"Author",
    ):
        assert told not in content
    # JFIF, tables, frame, scan.
    allowed = {b"IHDR", b"IDAT", b"IEND"} | {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}
    assert parts(content) <= allowed
    assert set(Image.open(io.BytesIO(content)).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("made", [photo, cut_out])
def test_colours_are_those_that_the_profile_meant(made):
    """The profile says that what is written as red was blue."""
    found = picture(references.opened(saved(made(), "PNG", icc_profile=swapped_profile())))
    assert found.getpixel((20, 20))[2] > 180
    assert found.getpixel((20, 20))[0] < 90


def test_grey_picture_with_a_profile_of_its_own_opens():
    grey = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert picture(references.opened(saved(cut_out().convert("LA"), "PNG", icc_profile=grey))).mode == "RGBA"


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (b"", "empty"),
        (b"Just a text", "not_a_picture"),
        (saved(snapshot(), "GIF"), "unsupported"),
        (saved(snapshot(), "AVIF"), "unsupported"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "unsupported"),
        (saved(photo(), "JPEG")[:3000], "truncated"),
        (bomb(500, 500), "truncated"),
        (bomb(40_000, 40_000), "too_many_pixels"),
        (saved(snapshot(63, 500), "PNG"), "too_small"),
        (saved(snapshot(4000, 100), "PNG"), "too_small"),
        (saved(snapshot(), "PNG") + bytes(200_000), "too_large"),
    ],
)
def test_what_is_no_photo_is_no_reference_and_its_place_is_told(upload, code, settings):
    settings.MAX_FILE_SIZE = 150_000
    assert refusal(upload, index=3) == (code, 3)


def test_sixty_four_pixels_are_enough():
    assert picture(references.opened(saved(snapshot(64, 64), "PNG"))).size == (64, 64)
