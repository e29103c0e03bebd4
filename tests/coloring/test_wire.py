"""What of a child leaves this server: a photo only with consent, bare and small, and never a name."""

import io

import pytest
from django.urls import reverse
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from coloring import artist, tasks
from coloring.engines.base import EngineError
from coloring.models import Page
from coloring.uploads import UnnamedUpload
from tests import factories
from tests.rehearsal import Rehearsal

pytestmark = pytest.mark.django_db

STREET, CHILD, FILE = "12 rue Xochipilli", "Philomène", "chez-mamie.jpg"
LARGE = (1800, 1000)


@pytest.fixture
def service(paid, monkeypatch):
    """The rehearsed service; what it draws is thrown away, for only what it was sent is of interest."""

    def useless(*_):
        raise EngineError("x")

    monkeypatch.setattr(artist, "finish", useless)
    monkeypatch.setattr(tasks, "_step_in", lambda page, problem: page.fail(problem))
    with Rehearsal() as rehearsal:
        paid.OPENAI_BASE_URL = rehearsal.url
        yield rehearsal


def telling(kind, size=(320, 240)):
    """A photo that says in every way a file knows where it was taken and whom it shows."""
    tags = Image.Exif()
    tags[0x010E] = tags[0x9286] = f"{CHILD}, {STREET}"
    tags[0x8825] = {1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 21.0, 3.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"exif": tags.tobytes(), "icc_profile": profile}
    if kind == "PNG":
        text = PngInfo()
        text.add_itxt("Description", f"{CHILD}, {STREET}")
        options["pnginfo"] = text
    else:
        options["xmp"] = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{STREET}</x:xmpmeta>".encode()
    with Image.open(io.BytesIO(factories.photo(size))) as picture:
        return factories.saved(picture, kind, **options)


def ask(client, content, **more):
    wish = {"photo": factories.saved_upload(content, FILE), "name": CHILD}
    answer = client.post(reverse("coloring:ask_photo"), wish | more)
    for page in Page.objects.filter(state="waiting"):
        tasks.draw_page(page.pk)
    return answer


def sent(service):
    """All that went over the wire, and every picture in it."""
    words = "".join(f"{each.path}{each.fields}{each.files}{each.headers}" for each in service.journal)
    return words, [image for each in service.journal for image in each.images]


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "faithful"), ("PNG", "imagined"), ("WEBP", "faithful"), ("HEIF", "imagined")],
)
def test_photo_leaves_bare_and_small(visitor, service, kind, mode):
    content = telling(kind, LARGE)
    assert b"Xochipilli" in content
    ask(visitor, content, mode=mode, consent="on")
    words, images = sent(service)
    assert images
    for secret in ("Xochipilli", "Philom", "mamie"):
        assert secret not in words
        assert not any(secret.encode() in image for image in images)
    for image in images:
        with Image.open(io.BytesIO(image)) as picture:
            assert max(picture.size) <= 1536
            assert not picture.getexif()
            assert not picture.getxmp()
            assert not {"icc_profile", "comment", "exif", "xmp"} & set(picture.info)


def test_no_photo_leaves_without_consent(visitor, service):
    for consent in ({}, {"consent": ""}, {"consent": "no"}):
        ask(visitor, telling("JPEG"), mode="faithful", **consent)
    assert not Page.objects.exists()
    assert service.journal == []


def test_photo_that_stays_at_home_is_sent_to_nobody(visitor, service):
    ask(visitor, telling("JPEG"), mode="home")
    assert Page.objects.get().kind == "photo"
    assert service.journal == []


def test_name_of_a_child_is_sent_to_nobody(visitor, service):
    visitor.post(reverse("coloring:ask_theme"), {"theme": "dragon", "name": CHILD})
    tasks.draw_page(Page.objects.get().pk)
    words, _images = sent(service)
    assert "dragon" in words
    assert "Philom" not in words


def test_large_upload_is_written_under_no_name(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    handler = UnnamedUpload()
    handler.new_file("photo", FILE, "image/jpeg", 6)
    handler.receive_data_chunk(b"pix", 0)
    handler.receive_data_chunk(b"els", 3)
    file = handler.file_complete(6)
    assert list(tmp_path.iterdir()) == []
    assert (file.name, file.size, file.read()) == (FILE, 6, b"pixels")


def test_large_photo_becomes_a_page(visitor, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    upload = {"photo": factories.saved_upload(factories.photo())}
    assert visitor.post(reverse("coloring:ask_photo"), upload).status_code == 302
    assert Page.objects.get().photo
