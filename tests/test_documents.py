"""What the documents promise about settings is what the code reads."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("herbbie/settings.py", "herbbie/start.py")


def variables():
    """Every variable that is read, but for those that a platform sets by itself."""
    text = "".join((ROOT / source).read_text() for source in SOURCES)
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
