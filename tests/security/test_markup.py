"""No screen holds a script or a style of its own, and our scripts write no HTML and keep nothing."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib.auth.forms import SetPasswordForm
from django.template.loader import render_to_string

from accounts.models import User
from scripts.live import ROOT
from tests.security import world
from tests.security.world import STRANGERS, World

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))


class Inline(HTMLParser):
    """What the policy would forbid in a page."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        told = {name: value or "" for name, value in attrs}
        is_data = told.get("type") in {"application/json", "importmap"}
        if tag == "style" or (tag == "script" and "src" not in told and not is_data):
            self.found.append(tag)
        for name, value in told.items():
            handler = name == "style" or name.startswith(("on", "hx-on"))
            if handler or value.lstrip().lower().startswith(("javascript:", "js:")):
                self.found.append(f"{tag} {name}")


def test_inline_code_is_seen():
    html = '<style></style><script></script><p style="" onclick=""><a href=" javascript:1"><b hx-on:click="">'
    assert Inline(html).found == ["style", "script", "p style", "p onclick", "a href", "b hx-on:click"]
    assert Inline('<script src="/a.js"></script>').found == []


def test_no_template_has_inline_script_or_style():
    assert len(TEMPLATES) > 40
    assert not [path for path in TEMPLATES if Inline(path.read_text()).found]


def test_no_screen_has_inline_script_or_style(shown):
    pages = [answer for answer in shown.public + shown.own if answer.kind.startswith("text/html")]
    assert len(pages) > 20
    assert {answer.path: Inline(answer.text).found for answer in pages if Inline(answer.text).found} == {}


@pytest.mark.django_db
def test_administration_has_no_inline_script_or_style():
    mine, boss = World(world.account_owner()), STRANGERS["administrator"]()
    pages = ["", "coloring/page/", f"coloring/page/{mine.pages['ready'].pk}/change/", "accounts/user/add/"]
    pages += ["accounts/user/", f"accounts/user/{mine.owner.user.pk}/change/", "password_change/"]
    for path in pages:
        answer = boss.client.get(f"/admin/{path}")
        assert answer.status_code == 200
        assert Inline(answer.content.decode()).found == [], path


def test_nothing_is_marked_as_safe_by_hand():
    """Neither in templates nor in Python."""
    assert not [path for path in TEMPLATES if re.search(r"\|\s*safe|autoescape off", path.read_text())]
    sources = [
        path for folder in ("accounts", "coloring", "herbbie") for path in (ROOT / folder).rglob("*.py")
    ]
    assert not [path for path in sources if re.search(r"mark_safe|SafeString", path.read_text())]


def test_help_beside_a_field_is_escaped_unless_django_made_it():
    made = SetPasswordForm(User())["new_password1"]
    assert "<li>" in render_to_string("_field.html", {"field": made})
    made.help_text = "<b>"
    assert "&lt;b&gt;" in render_to_string("_field.html", {"field": made})


def test_scripts_of_ours_write_no_html():
    writes = r"(inner|outer)HTML\s*\+?=[^=]|insertAdjacentHTML|document\.write|eval\(|new Function"
    assert len(SCRIPTS) > 3
    assert not [path for path in SCRIPTS if re.search(writes, path.read_text())]


def test_scripts_of_ours_keep_nothing_in_the_browser():
    keeps = r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\."
    assert not [path for path in SCRIPTS if re.search(keeps, path.read_text())]
