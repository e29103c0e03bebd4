"""Who shows a picture of a bucket: Herbbie passes it on, or the browser fetches it by a signed address."""

import ast
import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from coloring import pictures
from herbbie.settings import place
from tests import factories

pytestmark = pytest.mark.django_db


def address(page):
    return reverse("coloring:picture_file", args=[page.picture])


def test_bucket_is_passed_on_with_the_headers_of_every_picture(owner, keep_in):
    keep_in("bucket")
    page = factories.ready_page(user=owner.user)
    response = owner.get(address(page))
    assert (response.status_code, response.content) == (200, pictures.read(page.picture))
    assert response["ETag"] == f'"{page.sha256}"'
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("name", ["picture_file", "png", "pdf"])
def test_picture_whose_bucket_is_away_asks_kindly_to_come_back(owner, outage, caplog, name):
    page = factories.ready_page(user=owner.user)
    outage.begin()
    arguments = {"picture_file": [page.picture], "png": [page.public_id], "pdf": [page.public_id, "a4"]}
    response = owner.get(reverse(f"coloring:{name}", args=arguments[name]))
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (
        503,
        "10",
        "no-store",
    )
    assert "safe" in response.content.decode() or "abri" in response.content.decode()
    assert "Traceback" not in caplog.text


@pytest.fixture
def presigned(settings, keep_in):
    settings.S3_PRESIGNED = True
    return keep_in("bucket")


def test_owner_is_sent_to_an_address_of_ten_minutes_that_only_shows(owner, presigned):
    page = factories.ready_page(user=owner.user)
    response = owner.get(address(page))
    assert (response.status_code, response["Cache-Control"]) == (302, "private, max-age=300")
    found = urlsplit(response["Location"])
    assert (found.scheme, found.hostname) == ("https", "pages.s3.us-east-1.amazonaws.com")
    assert found.path == f"/herbbie/{page.picture}"
    query = {name: value for name, [value] in parse_qs(found.query).items()}
    assert query["X-Amz-Expires"] == "600"
    assert query["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256"
    assert query["response-content-type"] == "image/png"
    assert query["response-content-disposition"] == 'inline; filename="herbbie.png"'
    assert query["response-cache-control"].startswith("private")


def test_nobody_else_is_sent_anywhere(stranger, visitor, presigned):
    page = factories.ready_page(user=factories.user())
    for client in (stranger, visitor):
        response = client.get(address(page))
        assert (response.status_code, "Location" in response.headers) == (404, False)


def test_parked_picture_is_shown_by_us(owner, settings, outage):
    settings.S3_PRESIGNED = True
    page = factories.ready_page(user=owner.user)
    outage.begin()
    pictures.PARKED.save(page.picture, ContentFile(b"parked"))
    assert owner.get(address(page)).content == b"parked"


def test_files_and_rows_have_no_address_of_their_own(settings, keep_in):
    settings.S3_PRESIGNED = True
    for name in ("files", "database"):
        keep_in(name)
        assert pictures.address(factories.ready_page().picture) == ""


@pytest.mark.parametrize(
    ("style", "expected"),
    [("virtual", "https://pages.storage.railway.app"), ("path", "https://storage.railway.app")],
)
def test_origin_of_a_bucket(style, expected):
    assert place.origin("https://storage.railway.app", "pages", style) == expected


@pytest.mark.parametrize(("presigned", "sources"), [("true", ["https://pages.example:9000"]), ("false", [])])
def test_only_where_browsers_fetch_from_is_allowed_as_a_source_of_pictures(presigned, sources):
    code = "from django.conf import settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'])"
    s3 = {"S3_BUCKET": "pages", "S3_ENDPOINT_URL": "https://example:9000", "S3_PRESIGNED": presigned}
    environ = {"DJANGO_SETTINGS_MODULE": "herbbie.settings", "PATH": os.environ["PATH"], **s3}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=True)
    assert ast.literal_eval(done.stdout) == ["'self'", "blob:", "data:", *sources]
