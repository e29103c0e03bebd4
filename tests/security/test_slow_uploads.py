"""Files built to be slow or to take much memory: refused before they are decoded; the rest take turns."""

import io
import struct
import threading
import zlib

import numpy as np
import pytest
from environs import Env
from PIL import Image

from coloring import photos
from coloring.photos import memory, stripping
from herbbie import start
from scripts.fuzzing.seeds import chunk, png, saved, scene
from tests.snapshots import bomb, opened, refusal

JPEG = saved(scene(), "JPEG", progressive=True)
FIRST_SCAN = JPEG.index(b"\xff\xda")


def scans(data):
    """Each scan of a progressive JPEG with the tables before it."""
    pieces = data[FIRST_SCAN:-2].split(b"\xff\xda")[1:]
    return [b"\xff\xda" + piece for piece in pieces]


@pytest.fixture
def undecoded(monkeypatch):
    """Fails the test when a decoder is asked."""

    def decode(*_args, **_options):
        pytest.fail("a decoder was asked")

    monkeypatch.setattr(Image, "open", decode)


def test_a_progressive_jpeg_of_many_scans_is_refused_undecoded(undecoded):
    many = JPEG[:-2] + scans(JPEG)[-1] * stripping.MOST_SCANS + b"\xff\xd9"
    assert refusal(many) == "truncated"


def test_a_usual_progressive_jpeg_is_opened():
    assert 5 < len(scans(JPEG)) < stripping.MOST_SCANS / 2
    assert opened(JPEG).width == 200


def test_scans_behind_the_end_of_the_picture_do_not_count():
    assert opened(JPEG + b"\xff\xda" * 1000).width == 200


@pytest.mark.parametrize("place", [2, FIRST_SCAN, len(JPEG) - 2])
def test_a_jpeg_of_countless_comments_is_refused_undecoded(undecoded, place):
    comments = b"\xff\xfe\x00\x02" * (stripping.MOST_PARTS + 1)
    assert refusal(JPEG[:place] + comments + JPEG[place:]) == "truncated"


@pytest.mark.parametrize("frame", [0xC3, 0xC5, 0xC9, 0xCA, 0xCF])
def test_a_jpeg_of_rare_coding_is_unsupported_and_undecoded(undecoded, frame):
    assert refusal(JPEG.replace(b"\xff\xc2", bytes([0xFF, frame]), 1)) == "unsupported"


@pytest.mark.parametrize("kind", [b"IDAT", b"tEXt", b"juNk"])
def test_a_png_of_countless_chunks_is_refused_undecoded(undecoded, kind):
    data = saved(scene(), "PNG")
    assert refusal(data[:33] + chunk(kind, b"") * stripping.MOST_PARTS + data[33:]) == "truncated"


def test_a_webp_of_countless_chunks_is_refused_undecoded(undecoded):
    assert refusal(saved(scene(), "WEBP") + b"JUNK\0\0\0\0" * stripping.MOST_PARTS) == "truncated"


@pytest.mark.parametrize(
    ("kind", "content"),
    [(b"zTXt", b"a\0\0"), (b"iTXt", b"a\0\1\0\0\0"), (b"iCCP", b"a\0\0")],
)
def test_text_that_unpacks_to_fifty_million_bytes_is_not_unpacked(kind, content):
    data = saved(scene(), "PNG")
    packed = chunk(kind, content + zlib.compress(bytes(50_000_000), 9))
    upload = data[:33] + packed + data[33:]
    if kind == b"iCCP":  # the one that is read; Pillow stops at a million
        assert refusal(upload) == "truncated"
    else:
        assert opened(upload).width == 200


def test_exif_whose_values_lie_upon_each_other_is_not_read():
    """3000 tags that each claim the same 2 MB: 6 GB when each is copied."""
    count, size = 3000, 2_000_000
    tags = b"".join(struct.pack("<HHLL", tag, 7, size, 10) for tag in range(1, count))
    turned = struct.pack("<HHLHH", 0x0112, 3, 1, 6, 0)
    exif = b"II*\0\x08\0\0\0" + struct.pack("<H", count) + turned + tags + bytes(size)
    data = saved(scene(), "PNG")
    photo = opened(data[:33] + chunk(b"eXIf", exif) + data[33:])
    assert (photo.width, photo.height) == (136, 200)


@pytest.mark.parametrize("size", [(12_000, 10_000), (20_000, 20_000), (2**31 - 1, 2**31 - 1)])
def test_a_png_of_too_many_pixels_is_refused_before_they_are_decoded(size, monkeypatch):
    monkeypatch.setattr(photos, "_plain", lambda *_: pytest.fail("pixels were decoded"))
    assert refusal(bomb(*size)) in {"too_many_pixels", "truncated"}


def with_size(data, mark, skipped, new):
    start = data.index(mark) + skipped
    return data[:start] + new + data[start + len(new) :]


@pytest.mark.parametrize(
    ("kind", "mark", "skipped", "new"),
    [
        ("WEBP", b"VP8 ", 14, struct.pack("<HH", 16383, 16383)),
        ("HEIF", b"ispe", 8, struct.pack(">LL", 20_000, 20_000)),
        ("HEIF", b"ispe", 8, struct.pack(">LL", 2**32 - 1, 2**32 - 1)),
        ("JPEG", b"\xff\xc0", 5, struct.pack(">HH", 65_535, 65_535)),
    ],
)
def test_a_size_that_lies_is_refused_before_pixels_are_decoded(kind, mark, skipped, new, monkeypatch):
    monkeypatch.setattr(photos, "_plain", lambda *_: pytest.fail("pixels were decoded"))
    assert refusal(with_size(saved(scene(), kind), mark, skipped, new)) in {"too_many_pixels", "truncated"}


def test_a_heic_larger_than_it_says_is_refused():
    data = saved(scene(size=(640, 480)), "HEIF")
    assert refusal(with_size(data, b"ispe", 8, struct.pack(">LL", 80, 80))) == "truncated"


def test_webp_needs_more_memory_and_may_have_fewer_pixels(monkeypatch):
    monkeypatch.setattr(memory, "MOST_BYTES", 200 * 136 * 9)
    assert opened(saved(scene(), "PNG")).width == 200
    assert refusal(saved(scene(), "WEBP")) == "too_many_pixels"


def test_photos_that_do_not_fit_together_are_decoded_one_after_the_other():
    most = memory.Memory(100)
    held, waited, let_go = threading.Event(), threading.Event(), threading.Event()

    def first():
        with most.held(60):
            held.set()
            let_go.wait(5)

    def second():
        held.wait(5)
        with most.held(60):
            waited.set()

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    for thread in threads:
        thread.start()
    assert held.wait(5)
    assert not waited.wait(0.05)
    with most.held(40):  # what fits need not wait
        assert most.left == 0
    let_go.set()
    assert waited.wait(5)
    for thread in threads:
        thread.join(5)
    assert most.left == 100


def test_the_web_process_gives_the_memory_of_large_photos_back():
    """Above 1 MB by the system, not from heaps that glibc keeps for every thread."""
    web = start.gunicorn(Env(), "127.0.0.1", 8000)
    assert int(web.environment["MALLOC_MMAP_THRESHOLD_"]) <= 2_000_000


def test_memory_is_free_again_after_a_refusal():
    before = photos._MEMORY.left
    broken = saved(scene(), "PNG")[:-2000]
    assert refusal(broken) == "truncated"
    assert photos._MEMORY.left == before == memory.MOST_BYTES


def test_a_file_that_waits_for_its_turn_is_not_read_yet(monkeypatch):
    monkeypatch.setattr(photos, "_DECODERS", threading.BoundedSemaphore(1))
    upload = io.BytesIO(saved(scene(), "PNG"))
    with photos._DECODERS:
        waiting = threading.Thread(target=opened, args=(upload,))
        waiting.start()
        waiting.join(0.05)
        assert upload.tell() == 0
    waiting.join(10)
    assert upload.tell() > 0


@pytest.mark.parametrize("interlaced", [False, True])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("bits", [8, 16])
def test_png_interlaced_or_of_sixteen_bits_becomes_the_same_picture(mode, interlaced, bits):
    values = np.asarray(scene(mode)).astype(np.uint32) * (257 if bits == 16 else 1)
    assert opened(png(values, bits=bits, interlaced=interlaced)) == opened(saved(scene(mode), "PNG"))
