"""What belongs to somebody does not exist for anybody else."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db

READ = ["page", "picture", "printed", "png", "svg", "status"]
CHANGE = ["again", "delete"]


@pytest.fixture(params=["stranger", "visitor", "other_session"])
def somebody_else(request, stranger, visitor):
    if request.param == "stranger":
        return stranger
    if request.param == "other_session":
        visitor.post("/pages/theme/", {"theme": "espace"})
    return visitor


@pytest.fixture(params=["user", "session"])
def page(request, owner):
    return factories.ready_page(user=owner.user) if request.param == "user" else factories.ready_page()


@pytest.mark.parametrize("name", READ)
def test_nobody_else_reads_a_page(somebody_else, page, name):
    assert somebody_else.get(reverse(f"coloring:{name}", args=[page.public_id])).status_code == 404


@pytest.mark.parametrize("name", ["pdf", "numbers"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_nobody_else_gets_the_pdf(somebody_else, page, paper, name):
    assert somebody_else.get(reverse(f"coloring:{name}", args=[page.public_id, paper])).status_code == 404


def test_nobody_else_gets_the_picture_even_with_its_name_or_its_etag(somebody_else, page):
    address = reverse("coloring:picture_file", args=[page.picture])
    assert somebody_else.get(address).status_code == 404
    assert somebody_else.get(address, headers={"if-none-match": f'"{page.sha256}"'}).status_code == 404


@pytest.mark.parametrize("name", CHANGE)
def test_nobody_else_changes_a_page(somebody_else, page, name):
    assert somebody_else.post(reverse(f"coloring:{name}", args=[page.public_id])).status_code == 404
    page.refresh_from_db()
    assert page.picture


def test_nobody_else_sees_it_in_the_gallery(somebody_else, page):
    assert page.public_id not in somebody_else.get("/gallery/").content.decode()


def test_nobody_else_uses_an_uploaded_photo(owner, stranger, visitor):
    sent = owner.post("/upload_photo/", {"photo": factories.saved_upload()}).json()["photo_path"]
    for other in (stranger, visitor):
        answer = other.post(
            "/convert_photo_to_coloring/", {"photo_path": sent}, content_type="application/json"
        )
        assert answer.status_code == 404


def test_owner_reads_all_of_it(owner):
    page = factories.ready_page(user=owner.user)
    for name in READ:
        assert owner.get(reverse(f"coloring:{name}", args=[page.public_id])).status_code == 200
