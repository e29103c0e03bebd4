"""Who gets in where: every address of the URL configuration, every method, everybody who might come."""

import logging
import re

import pytest
from django.urls import reverse

from tests.security import world
from tests.security.routes import routes
from tests.security.table import TABLE
from tests.security.world import STRANGERS, World, rows

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OURS = [route for route in routes() if not route.pattern.startswith("admin/")]
KNOWN = [route for route in OURS if route.name in TABLE]
OF_ACCOUNTS = {World.reset_link, World.packed, World.key}


@pytest.fixture(autouse=True)
def patient(settings, caplog):
    """A matrix asks more often than anybody, and is refused more often than is worth a line each."""
    settings.RATE_LIMIT_PER_MINUTE = 10_000
    caplog.set_level(logging.CRITICAL, "django.request")


@pytest.fixture(params=[world.account_owner, world.session_owner], ids=["of an account", "of a session"])
def owner(request, db):
    return request.param()


def test_every_address_has_its_rule():
    """What to do: write `"NAME": Rule(...)` into TABLE in tests/security/table.py."""
    missing = [f"{route.name} ({route.pattern})" for route in OURS if route.name not in TABLE]
    assert not missing, f"Who may do what there? Add a Rule to TABLE in tests/security/table.py: {missing}"


def test_every_rule_has_its_address():
    assert set(TABLE) - {route.name for route in OURS} == set()


def path_of(route, mine, state):
    rule = TABLE[route.name]
    return reverse(route.name, args=[*(rule.of(mine, state) if rule.of else ()), *rule.args])


def call(actor, method, path, rule, mine):
    return (
        actor.client.post(path, rule.body(mine)) if method == "POST" else actor.client.generic(method, path)
    )


def cells(owner):
    """Right methods in every state; wrong ones once, for they are refused before anything is looked for."""
    for route in KNOWN:
        rule = TABLE[route.name]
        if not owner.user and (rule.of is None or rule.of in OF_ACCOUNTS):
            continue
        states = rule.states if rule.of else ("ready",)
        for method in METHODS:
            for state in states if rule.answers(method) else states[: bool(owner.user)]:
                yield route, rule, method, state


@pytest.mark.parametrize("stranger", STRANGERS)
def test_nobody_else_gets_in_or_changes_anything(owner, stranger):
    mine, wrong = World(owner), []
    before, secrets = rows(), mine.secrets()
    other = STRANGERS[stranger]()
    who = "stranger" if other.user else "visitor"
    for route, rule, method, state in cells(owner):
        path = path_of(route, mine, state)
        answer = call(other, method, path, rule, mine)
        told = (answer.getvalue().decode(errors="replace") + str(answer.headers)).replace(path, "")
        expected = rule.status(method, who)
        to_log_in = expected == 302 and who == "visitor" and rule.status(method, "owner") != 302
        if (
            answer.status_code != expected
            or any(secret in told for secret in secrets)
            or (to_log_in and not answer["Location"].startswith(reverse("accounts:login")))
        ):
            wrong.append(f"{method} {route.name} ({state}): {answer.status_code}, not {expected}")
        if method == "POST" and other.user and route.name.startswith("accounts:"):
            other.client.force_login(other.user)  # some of them log out
    after = rows()
    assert wrong == []
    assert {key: after.get(key) for key in before} == before


ONCE_ONLY = ["coloring:report", "coloring:delete"]


def readers_first(cell):
    """What hides a page comes after what shows it, and what deletes it last."""
    if cell[2] == "DELETE":
        return len(ONCE_ONLY) + 1
    return ONCE_ONLY.index(cell[0].name) + 1 if cell[0].name in ONCE_ONLY else 0


def test_owner_gets_in_by_the_right_methods_alone(owner):
    mine, wrong = World(owner), []
    for route, rule, method, state in sorted(cells(owner), key=readers_first):
        if rule.of:
            answer = call(owner, method, path_of(route, mine, state), rule, mine)
            expected = rule.status(method, "owner", state)
            if answer.status_code != expected:
                wrong.append(f"{method} {route.name} ({state}): {answer.status_code}, not {expected}")
    assert wrong == []


def words_of(answer):
    """The status and the page without what is another one each time: token against forgery, request's id."""
    return answer.status_code, re.sub(rb"[A-Za-z0-9]{64}|[0-9a-f]{32}", b"", answer.content)


@pytest.mark.parametrize("stranger", STRANGERS)
def test_what_is_not_mine_answers_like_what_is_not_there(stranger, db):
    """Otherwise the difference would say that there is something."""
    mine, other = World(world.account_owner()), STRANGERS[stranger]()
    for route in KNOWN:
        rule = TABLE[route.name]
        if rule.of is World.page:
            method = "POST" if rule.post else "GET"
            theirs = call(other, method, path_of(route, mine, "ready"), rule, mine)
            none = call(other, method, reverse(route.name, args=["0" * 32, *rule.args]), rule, mine)
            assert words_of(theirs) == words_of(none), route.name
