"""What the documents promise about settings is what the code reads."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from coloring.api.requests import LONGEST_WAIT
from herbbie import checks

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [ROOT / "herbbie" / "start.py", *(ROOT / "herbbie" / "settings").glob("*.py")]


def variables():
    """Every variable that is read, but for those that a platform sets by itself."""
    text = "".join(source.read_text() for source in SOURCES)
    names = set(re.findall(r"""env\.\w+\(\s*"([A-Z][A-Z0-9_]+)\"""", text))
    return {name for name in names if not name.startswith("RAILWAY_")}


def test_variables_are_found():
    assert {"OPENAI_API_KEY", "PORT", "DRAIN_SECONDS"} <= variables()


@pytest.mark.parametrize("document", [".env.example", "README.md"])
def test_document_names_every_variable_that_is_read(document):
    assert variables() - set(re.findall(r"[A-Z][A-Z0-9_]+", (ROOT / document).read_text())) == set()


def test_example_names_no_variable_that_nobody_reads():
    named = set(re.findall(r"^# ([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert named - variables() == set()


def blocks(document, word):
    """The fenced blocks of a document that hold this word."""
    return [
        block
        for block in re.findall(r"```\w*\n(.*?)```", (ROOT / document).read_text(), re.DOTALL)
        if word in block
    ]


def test_each_documented_proxy_takes_a_whole_upload_and_outlasts_the_longest_wait():
    [caddy] = blocks("docs/deploy.md", "reverse_proxy")
    [nginx] = blocks("docs/deploy.md", "proxy_pass")
    sizes = re.findall(
        r"(?:request_buffers|max_size|client_max_body_size) (\d+)m", caddy + nginx, re.IGNORECASE
    )
    assert len(sizes) == 3
    assert all(int(size) * 1_000_000 > settings.MAX_FILE_SIZE for size in sizes)
    assert int(re.search(r"proxy_read_timeout (\d+)s", nginx)[1]) > LONGEST_WAIT
    assert "X-Real-IP" in caddy
    assert "X-Real-IP" in nginx


def test_guide_says_each_thing_that_production_refuses_or_warns_of():
    guide = (ROOT / "docs" / "deploy.md").read_text()
    assert {"DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL"} <= set(re.findall(r"[A-Z][A-Z0-9_]+", guide))
    assert checks.LOGGED.id in guide
