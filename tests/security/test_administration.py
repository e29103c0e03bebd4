"""The administration: for administrators alone, and even they see no photo, no session and no password."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from coloring.models import DailyCount, Page, ServiceFact
from tests import factories
from tests.security import world
from tests.security.routes import routes
from tests.security.world import STRANGERS, World, rows

pytestmark = pytest.mark.django_db

ADMIN = [route for route in routes() if route.pattern.startswith("admin/")]
LABEL = "<app_label>/"
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")


def paths(mine):
    """Each address of the administration, about what the owner has."""
    user = mine.owner.user
    about = {
        "object_id": mine.pages["ready"].pk,
        "pk": mine.pages["hidden"].pk,
        "id": user.pk,
        "content_type_id": ContentType.objects.get_for_model(User).pk,
        "app_label": "coloring",
        "url": "nowhere/",
    }
    for route in ADMIN:
        path = route.pattern.replace("^", "").replace(
            "(?P<app_label>auth|accounts|coloring)/$", "<app_label>/"
        )
        path = path.replace("(?P<url>.*)$", "<url>").replace("<path:", "<").replace("<int:", "<")
        for name, value in about.items():
            told = user.pk if name == "object_id" and "/accounts/" in path else value
            path = path.replace(f"<{name}>", str(told))
        assert "<" not in path, f"What stands for the parameter in {route.pattern}? Add it to `about` above."
        yield f"/{path}"


@pytest.fixture
def mine():
    DailyCount.objects.create(day=timezone.localdate(), who="user:1", used=1)
    ServiceFact.objects.create(engine="openai", kind=ServiceFact.Kind.UNPAID, model="")
    return World(world.account_owner())


@pytest.mark.parametrize("name", ["visitor", "other session", "stranger"])
def test_nobody_of_the_public_gets_in(mine, name):
    before, other, wrong = rows(), STRANGERS[name](), []
    for path in paths(mine):
        for method in METHODS:
            answer = other.client.generic(method, path)
            inside = other.user is not None and path == reverse("admin:login")
            expected = 404 if inside else 302
            if answer.status_code != expected or (expected == 302 and "login/" not in answer["Location"]):
                wrong.append(f"{method} {path}: {answer.status_code}")
    after = rows()
    assert [line for line in wrong if "/admin/logout/" not in line] == []
    assert {key: after.get(key) for key in before} == before


def test_staff_without_rights_sees_and_changes_nothing_of_anybodys(mine):
    before, staff = rows(), STRANGERS["staff"]()
    for path in paths(mine):
        for method in ("GET", "POST"):
            answer = staff.client.generic(method, path)
            assert answer.status_code in {200, 302, 403, 404, 405}, path
            assert not [secret for secret in mine.secrets() if secret in answer.content.decode()], path
    after = rows()
    assert {key: after.get(key) for key in before} == before


def test_administrator_sees_every_screen_and_no_secret(mine):
    Page.objects.filter(pk=mine.pages["ready"].pk).update(look={"subject": "a child on a sofa"})
    boss = STRANGERS["administrator"]()
    hidden = ["a child on a sofa", mine.photo.name, mine.owner.user.password]
    hidden += [mine.owner.client.session.session_key, boss.client.session.session_key]
    for path in paths(mine):
        answer = boss.client.get(path)
        assert answer.status_code in {200, 302, 403, 404, 405}, path
        if "Content-Type" in answer.headers and answer["Content-Type"].startswith("text/"):
            assert not [secret for secret in hidden if secret in answer.content.decode()], path
    assert boss.client.get(reverse("admin:coloring_page_changelist")).status_code == 200


def test_session_that_opens_pages_is_not_shown_to_the_administrator(mine):
    page = factories.ready_page(session="5e55" * 8)
    boss = STRANGERS["administrator"]()
    text = boss.client.get(reverse("admin:coloring_page_change", args=[page.pk])).content.decode()
    assert page.public_id in text
    assert page.session not in text


def test_there_is_one_door_for_everybody(visitor, mine):
    """So that what guards it guards the administration too."""
    answer = visitor.get(reverse("admin:login"), {"next": "/admin/coloring/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/admin/coloring/"


def test_administrator_who_logs_in_is_where_he_wanted_to_go(visitor):
    factories.user(email="boss@example.org", password="une-bonne-phrase", is_staff=True, is_superuser=True)
    sent = {"username": "boss@example.org", "password": "une-bonne-phrase", "next": "/admin/"}
    assert visitor.post(reverse("accounts:login"), sent)["Location"] == "/admin/"
    assert visitor.get("/admin/").status_code == 200
