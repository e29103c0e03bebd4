"""References as programs send them, and what some models want of them: masks and squares."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from coloring import references, refusals, sentences
from coloring.references import ReferenceRefusedError
from tests.elsewhere import Elsewhere, answer
from tests.factories import saved
from tests.snapshots import SECRET, exif, snapshot

PICTURE = saved(snapshot(), "PNG")
TEXT = base64.b64encode(PICTURE).decode()


def picture(reference):
    found = Image.open(io.BytesIO(reference.content))
    found.load()
    return found


def refusal(call, *sent, **options):
    with pytest.raises(ReferenceRefusedError) as refused:
        call(*sent, **options)
    return refused.value.code, refused.value.index


def named(found):
    return [reference.name for reference in found]


def holed(size=(320, 200), mode="RGBA"):
    """A photo with a clear hole at the upper left, as programs make masks."""
    made = snapshot(*size).convert("RGBA")
    made.paste((220, 30, 30, 0), (0, 0, size[0] // 2, size[1] // 2))
    return made.convert(mode)


@pytest.fixture
def first():
    return references.opened(PICTURE, exact=True)


@pytest.fixture
def server(settings):
    with Elsewhere() as server:
        settings.REFERENCE_HOSTS = (f"127.0.0.1:{server.port}",)
        server.answers |= {"/picture.png": answer(PICTURE), "/page": answer(b"<html>", kind="text/html")}
        server.answers["/lie.png"] = answer(b"<html>")
        yield server


def test_uploads_are_numbered_on_from_those_before():
    assert named(references.uploaded([io.BytesIO(PICTURE), PICTURE])) == [
        "reference_1.png",
        "reference_2.png",
    ]
    assert named(references.uploaded([PICTURE, PICTURE], first=14)) == [
        "reference_15.png",
        "reference_16.png",
    ]


def test_no_upload_is_no_reference():
    assert references.uploaded([]) == references.from_base64([]) == references.from_urls([]) == ()


def test_with_a_mask_the_first_picture_alone_keeps_its_size():
    large = saved(snapshot(2100, 300), "PNG")
    sizes = [picture(each).width for each in references.uploaded([large, large], exact=True)]
    assert sizes == [2100, 2048]
    assert picture(references.uploaded([large], exact=True, first=1)[0]).width == 2048


def test_seventeenth_picture_is_too_many_however_it_comes(server):
    assert refusal(references.uploaded, [PICTURE] * 2, first=15) == ("too_many_references", 16)
    assert refusal(references.from_base64, [TEXT] * 17) == ("too_many_references", 16)
    assert refusal(references.from_urls, [server.url()] * 2, first=15) == ("too_many_references", 16)
    assert server.asked == []


def test_each_refusal_names_the_picture_that_it_is_about():
    assert refusal(references.uploaded, [PICTURE, b"text"], first=4) == ("not_a_picture", 5)


@pytest.mark.parametrize(
    "header",
    ["", "data:image/png;base64,", "DATA:image/svg+xml;BASE64,", "data:application/octet-stream;base64,"],
)
def test_base64_is_read_plain_and_as_a_data_url(header):
    """Which picture it is says its content."""
    [reference] = references.from_base64([header + TEXT])
    assert np.array_equal(picture(reference), snapshot())


@pytest.mark.parametrize(
    "text",
    [
        "é" * 8,
        "not base64!",
        TEXT + "=",
        TEXT[:-1],
        TEXT[:-1] + "=" + TEXT,
        "=" + TEXT,
        TEXT.replace("/", "_"),
        TEXT[:40] + "\n" + TEXT[40:],
        f" {TEXT}",
        f"data:text/html;base64,{TEXT}",
        f"data:image/png,{TEXT}",
        f"data:;base64,{TEXT}",
        f"data:image/png;base64;{TEXT}",
        "data:image/png;base64,data:image/png;base64," + TEXT,
        "https://public.example/x.png",
    ],
)
def test_anything_else_is_no_base64(text):
    assert refusal(references.from_base64, [TEXT, text], first=2) == ("base64", 3)


def test_empty_base64_is_empty():
    assert refusal(references.from_base64, [""]) == ("empty", 0)
    assert refusal(references.from_base64, ["data:image/png;base64,"]) == ("empty", 0)


def test_base64_may_be_as_large_as_one_upload_all_together(settings):
    settings.MAX_FILE_SIZE = 2 * len(PICTURE) + 4
    assert len(references.from_base64([TEXT, TEXT])) == 2
    assert refusal(references.from_base64, [TEXT, TEXT, TEXT]) == ("too_large", 2)


def test_pictures_at_addresses_are_opened_like_any_other(server):
    server.answers["/told.jpg"] = answer(saved(snapshot(), "JPEG", exif=exif(6)), kind="image/jpeg")
    found = references.from_urls([server.url("/told.jpg"), server.url()], first=1)
    assert named(found) == ["reference_2.jpg", "reference_3.png"]
    assert picture(found[0]).size == (200, 320)
    assert SECRET not in found[0].content


@pytest.mark.parametrize(
    ("path", "code"), [("/page", "url_failed"), ("/missing", "url_failed"), ("/lie.png", "not_a_picture")]
)
def test_address_without_a_picture_is_refused_by_its_place(server, path, code):
    assert refusal(references.from_urls, [server.url(), server.url(path)], first=3) == (code, 4)


def test_addresses_that_tell_too_much_are_refused(server, settings):
    settings.MAX_FILE_SIZE = len(PICTURE) - 1
    assert refusal(references.from_urls, [server.url()]) == ("url_too_large", 0)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_mask_is_clear_where_it_was_and_shows_nothing(first, kind):
    mask = references.mask(saved(holed(), kind, exif=exif()), first)
    found = np.asarray(picture(mask))
    assert (mask.name, mask.kind, picture(mask).format, picture(mask).mode) == (
        "mask.png",
        "image/png",
        "PNG",
        "RGBA",
    )
    assert (found[:100, :160, 3] == 0).all()
    assert (found[100:, 160:, 3] == 255).all()
    assert not found[..., :3].any()
    assert SECRET not in mask.content


def test_mask_in_grey_with_alpha_is_taken(first):
    assert picture(references.mask(saved(holed(mode="LA"), "PNG"), first)).getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("size", [(200, 320), (321, 200), (160, 100)])
def test_mask_of_another_size_is_refused(first, size):
    assert refusal(references.mask, saved(holed(size), "PNG"), first) == ("mask_size", 0)


@pytest.mark.parametrize(
    "sent",
    [
        saved(snapshot(), "PNG"),
        saved(snapshot(), "JPEG"),
        saved(snapshot().convert("RGBA"), "PNG"),
        saved(snapshot().convert("1"), "PNG"),
        saved(Image.new("RGBA", (320, 200), (0, 0, 0, 1)), "PNG"),
    ],
)
def test_mask_without_a_clear_part_is_refused(first, sent):
    """White means the part to draw for some programs, and the part to keep for others."""
    assert refusal(references.mask, sent, first) == ("mask_alpha", 0)


def test_mask_that_is_no_picture_is_refused(first):
    assert refusal(references.mask, b"text", first) == ("not_a_picture", 0)
    assert refusal(references.mask, b"", first) == ("empty", 0)


def test_mask_too_fine_to_be_sent_keeps_its_edges_alone(first, monkeypatch):
    noise = np.random.default_rng(1).integers(0, 256, (200, 320), np.uint8)
    sent = snapshot().convert("RGBA")
    sent.putalpha(Image.fromarray(noise))
    monkeypatch.setattr(references, "_MOST_SQUARE_PNG", 40_000)
    found = references.mask(saved(sent, "PNG"), first)
    assert set(np.unique(np.asarray(picture(found))[..., 3])) == {0, 255}
    monkeypatch.setattr(references, "_MOST_SQUARE_PNG", 1000)
    assert refusal(references.mask, saved(sent, "PNG"), first) == ("too_many_pixels", 0)


@pytest.mark.parametrize("made", [snapshot(300, 300), snapshot(1500, 1500), holed((300, 300))])
def test_square_becomes_a_png_with_alpha_of_1024_at_most(made):
    reference = references.square_png(references.opened(saved(made, "PNG")))
    found = picture(reference)
    assert (found.format, found.mode, reference.name) == ("PNG", "RGBA", "reference_1.png")
    assert found.size == (min(made.width, 1024),) * 2
    assert len(reference.content) < 4_000_000


def test_square_jpeg_becomes_a_png():
    reference = references.square_png(references.opened(saved(snapshot(300, 300), "JPEG")))
    assert (reference.name, reference.kind) == ("reference_1.png", "image/png")


def test_square_and_its_mask_stay_of_one_size():
    first = references.opened(saved(snapshot(1500, 1500), "PNG"), exact=True)
    mask = references.square_png(references.mask(saved(holed((1500, 1500)), "PNG"), first))
    assert picture(mask).size == picture(references.square_png(first)).size == (1024, 1024)
    assert picture(mask).getpixel((100, 100))[3] == 0


def test_what_is_not_square_is_refused():
    reference = references.opened(PICTURE)
    assert refusal(references.square_png, reference, 3) == ("not_square", 3)


def test_square_that_stays_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(references, "_MOST_SQUARE_PNG", 100)
    reference = references.opened(saved(snapshot(300, 300), "PNG"))
    assert refusal(references.square_png, reference, 1) == ("too_many_pixels", 1)


CODES = "base64 url_refused url_failed url_too_large too_many_references mask_size mask_alpha not_square"


@pytest.mark.parametrize("code", CODES.split())
def test_each_refusal_has_its_status_and_its_sentence(code):
    assert refusals.STATUS[code] == (413 if code == "url_too_large" else 422)
    assert sentences.request(code, megabytes=50)
