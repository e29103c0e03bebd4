"""The settings of production, read from a process that has them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings

from coloring.api import requests
from scripts.live import FOREIGN, ROOT
from tests import factories
from tests.security import world
from tests.security.screens import screens
from tests.security.world import World

HOST = "herbbie.example"
KEY = "a-key-that-nobody-guesses-because-it-is-long-enough-4711"
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "herbbie.settings",
    "ENVIRONMENT": "production",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": HOST,
    "EMAIL_URL": "smtp+tls://herbbie:secret@mail.example:587",
}
# What decides about headers, cookies and names; where rows and pictures are kept stays the test's.
TAKEN = (
    "ALLOWED_HOSTS",
    "ANSWER_HEADERS",
    "CONTENT_SECURITY_POLICY",
    "CSRF_",
    "DEBUG",
    "LANGUAGE_COOKIE",
    "MESSAGE_STORAGE",
    "MIDDLEWARE",
    "PRODUCTION",
    "SECURE_",
    "SESSION_COOKIE",
    "X_FRAME",
)
TELL = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in dir(settings) if name.startswith({TAKEN})}}))
"""


def environment(folder, **more):
    """The variables of a production on a machine of one's own, and nothing of this machine's."""
    clean = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
    return clean | ENVIRONMENT | {"DATA_DIR": str(folder)} | more


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch):
    """No worker draws in these tests: a call for pictures is answered at once."""
    monkeypatch.setattr(requests, "LONGEST_WAIT", 0)


@pytest.fixture(scope="session")
def told_by_production(tmp_path_factory):
    command = [sys.executable, "-c", TELL]
    variables = environment(tmp_path_factory.mktemp("production"))
    done = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def production(settings, told_by_production):
    """This process with the settings of production."""
    for name, value in told_by_production.items():
        setattr(settings, name, value)
    return settings


@pytest.fixture
def over_https(production, db):
    """A visitor's browser at the site in production."""
    return Browser()


class Browser(Client):
    """A browser at the site in production; `scheme` is how it speaks to it."""

    scheme = "https"

    def __init__(self, **options):
        super().__init__(HTTP_HOST=HOST, raise_request_exception=False, **options)

    def request(self, **asked):
        return super().request(**asked | {"wsgi.url_scheme": self.scheme})


def plain_http():
    browser = Browser()
    browser.scheme = "http"
    return browser


def owner_over_https():
    caller = world.browser("owner", factories.user())
    caller.client = Browser()
    caller.client.force_login(caller.user)
    return caller


@pytest.fixture(scope="session")
def shown(django_db_setup, django_db_blocker, told_by_production, tmp_path_factory):
    """What a visitor sees, and what an owner sees, of everything there is: asked for once."""
    store = settings.STORAGES["pictures"]
    store = store | {"OPTIONS": store["OPTIONS"] | {"location": tmp_path_factory.mktemp("pictures")}}
    changed = {"STORAGES": settings.STORAGES | {"pictures": store}, "RATE_LIMIT_PER_MINUTE": 1000}
    with (
        django_db_blocker.unblock(),
        override_settings(**told_by_production, **changed),
        transaction.atomic(),
    ):
        me, plain = owner_over_https(), plain_http().get("/gallery/?page=2")
        public, own = list(screens(Browser())), list(screens(me.client, World(me)))
        transaction.set_rollback(True)
    return SimpleNamespace(public=public, own=own, plain=plain)
