"""Every test has its own picture folder and rate limits; two parents and a visitor are always there."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from coloring import engines
from coloring.engines.base import Commission, Drawing, Look
from herbbie import throttling
from tests import factories

LIVE = {
    "test_chaos",
    "test_deploy",
    "test_examples",
    "test_image",
    "test_railway",
    "test_survival",
    "test_watched",
}


def pytest_collection_modifyitems(items):
    """What mostly waits for running processes goes first, beside what computes."""
    items.sort(key=lambda item: item.path.stem not in LIVE and item.path.parent.name != "browser")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """A database in a file, as when it serves: the one in memory knows neither WAL nor waiting for a lock."""
    file = tmp_path_factory.mktemp("database") / "test.sqlite3"
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    folder = tmp_path / "coloring"
    settings.PICTURES_DIR = folder
    files = {**settings.PICTURE_STORAGES["files"], "OPTIONS": {"location": folder}}
    settings.PICTURE_STORAGES = {**settings.PICTURE_STORAGES, "files": files}
    settings.STORAGES = {**settings.STORAGES, "pictures": files}
    settings.STORAGE = "files"
    throttling.limiter.cache_clear()
    return folder


@pytest.fixture(autouse=True)
def no_keys_of_this_machine(settings):
    """A key in the developer's own environment changes no test, and hashing passwords takes no time."""
    settings.IMAGE_ENGINE = "offline"
    settings.OPENAI_API_KEY = settings.XAI_API_KEY = settings.REDIS_URL = ""
    settings.EMBEDDED = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def owner(db):
    client = Client()
    client.user = factories.user()
    client.force_login(client.user)
    return client


@pytest.fixture
def stranger(db):
    client = Client()
    client.user = factories.user()
    client.force_login(client.user)
    return client


@pytest.fixture
def visitor(db):
    return Client()


class ScriptedEngine:
    """Draws line art, or does what the test wrote down: an error to raise or bytes to return, in order."""

    draws_here = False

    def __init__(self, name: str) -> None:
        self.name, self.script, self.commissions, self.looks = name, [], [], 0
        self.verdicts, self.checked = [], []

    def __call__(self):
        return self

    def draw(self, commission: Commission) -> Drawing:
        self.commissions.append(commission)
        outcome = self.script.pop(0) if self.script else factories.line_art()
        if isinstance(outcome, Exception):
            raise outcome
        if callable(outcome):
            outcome = outcome(commission)
        cost = 0 if self.name == "offline" else 36_000
        return Drawing(
            image=outcome, engine=self.name, model=f"{self.name}-model", quality="high", cost_micro_usd=cost
        )

    def look(self, commission: Commission) -> Look:
        self.looks += 1
        return Look(subject="a cat", setting="a sofa", details=("tail",), model="eyes", cost_micro_usd=400)

    def check(self, commission: Commission, *, words: str = "", picture: bytes | None = None) -> None:
        self.checked.append((words, picture))
        verdict = self.verdicts.pop(0) if self.verdicts else None
        if verdict is not None:
            raise verdict


@pytest.fixture
def drawers(monkeypatch):
    """Scripted engines in place of the real ones: drawers["openai"].script.append(EngineBusy(...))."""
    made = {name: ScriptedEngine(name) for name in ("openai", "xai", "offline")}
    monkeypatch.setattr(engines, "load", lambda name: made[name])
    return made


@pytest.fixture
def paid(settings):
    """A site that draws with OpenAI."""
    settings.IMAGE_ENGINE = "openai"
    settings.OPENAI_API_KEY = "sk-test"
    return settings


@pytest.fixture
def named_owner(settings):
    """A site whose owner is written to, with models of its own."""
    settings.OWNER_EMAIL = "owner@example.org"
    settings.DAILY_BUDGET_MICRO_USD = None
    settings.OPENAI_IMAGE_MODELS, settings.OPENAI_VISION_MODELS = ("model-a", "model-b"), ("model-v",)
