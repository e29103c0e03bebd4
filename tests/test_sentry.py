"""Error reports as they leave this machine: what broke, and not a word about for whom."""

import gzip
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from herbbie import reports
from scripts.live import FOREIGN, ROOT

THEME, CHILD, EMAIL = "une licorne tres secrete", "Philomene", "parent.de.philomene@example.org"
SECRETS = (
    THEME,
    "licorne",
    CHILD,
    EMAIL,
    "philomene",
    "sk-a-very-secret-key",
    "a-cookie",
    "a-query",
    "203.0.113.9",
)

BREAK = f"""
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
import sentry_sdk
from coloring import artist, asking, tasks
from coloring.models import Page

def view_breaks(request, form):
    words = form.cleaned_data["theme"]
    raise RuntimeError(f"cannot ask for {{words}}")

def drawing_breaks(commission, engine):
    raise ValueError(f"cannot write {{commission.child_name}} of {EMAIL}")

wish = {{"theme": "{THEME}", "name": "{CHILD}", "csrfmiddlewaretoken": "a-token-of-a-form"}}
browser = Client(raise_request_exception=False, SERVER_NAME="localhost", **{{
    "REMOTE_ADDR": "203.0.113.9", "HTTP_X_REQUEST_ID": "my-own-request"
}})
browser.cookies["session"] = "a-cookie"
asking.for_theme, for_theme = view_breaks, asking.for_theme
assert browser.post("/pages/theme/?q=a-query", wish).status_code == 500
artist.draw = drawing_breaks
page = Page.objects.create(
    kind="theme", theme="{THEME}", child_name="{CHILD}", session="s",
    asked_engine="offline", request_id="its-request",
)
tasks.draw_page.apply((page.pk,))
sentry_sdk.flush(20)
"""


class Sink(BaseHTTPRequestHandler):
    """Takes in what would go to Sentry."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        zipped = self.headers.get("Content-Encoding") == "gzip"
        self.server.bodies.append((gzip.decompress(body) if zipped else body).decode())
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args):
        pass


def run(program, folder, **variables):
    """A Python program with Herbbie's settings, in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
    environment = clean | {"DJANGO_SETTINGS_MODULE": "herbbie.settings", "DATA_DIR": str(folder), **variables}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100)


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """The bodies of all requests to Sentry after a view and a worker broke."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Sink) as sink:
        sink.bodies = []
        threading.Thread(target=sink.serve_forever, daemon=True).start()
        done = run(
            BREAK,
            tmp_path_factory.mktemp("sentry"),
            SENTRY_DSN=f"http://public@127.0.0.1:{sink.server_port}/1",
            OPENAI_API_KEY="sk-a-very-secret-key",
            IMAGE_ENGINE="offline",
            SECRET_KEY="sk-a-very-secret-key" * 3,
        )
        sink.shutdown()
    assert done.returncode == 0, done.stderr
    return sink.bodies


@pytest.fixture
def events(reported):
    lines = [json.loads(line) for body in reported for line in body.splitlines() if line]
    return [line for line in lines if "exception" in line]


def raised(event):
    return [error["type"] for error in event["exception"]["values"]]


def test_exception_in_a_view_is_reported_with_its_route_and_lines_of_code(events):
    [event] = [event for event in events if "RuntimeError" in raised(event)]
    assert event["transaction"] == "/pages/theme/"
    assert event["tags"] == {"request_id": "my-own-request"}
    frames = event["exception"]["values"][-1]["stacktrace"]["frames"]
    assert any(frame["filename"] == "coloring/views/studio.py" and frame["lineno"] for frame in frames)


def test_exception_in_the_worker_is_reported_under_the_request_that_asked(events):
    [event] = [event for event in events if "ValueError" in raised(event)]
    assert event["tags"] == {"request_id": "its-request"}
    assert event["transaction"] == "coloring.draw_page"
    assert event["environment"] == "development"


def test_nothing_personal_leaves_this_machine(reported):
    whole = "\n".join(reported)
    assert "RuntimeError" in whole
    assert [secret for secret in SECRETS if secret.lower() in whole.lower()] == []
    for part in (
        '"request"',
        '"user"',
        '"vars"',
        '"breadcrumbs"',
        '"server_name"',
        '"extra"',
        "a-token-of-a-form",
    ):
        assert part not in whole


def test_address_that_was_asked_for_is_no_name_of_a_view():
    event = {"transaction": "/pages/lea/", "transaction_info": {"source": "url"}}
    assert "lea" not in json.dumps(reports.scrubbed(event, {}))


def test_words_of_other_peoples_lines_stay_here():
    ours = {
        "logger": "herbbie.page",
        "logentry": {"message": "crashed", "params": [CHILD], "formatted": CHILD},
    }
    theirs = {"logger": "some.library", "logentry": {"message": f"cannot read {CHILD}"}}
    assert reports.scrubbed(ours, {})["logentry"] == {"message": "crashed"}
    assert CHILD not in json.dumps([reports.scrubbed(ours, {}), reports.scrubbed(theirs, {})])


def test_library_is_not_even_loaded_without_an_address_for_reports(tmp_path):
    loaded = "import sys, django; django.setup(); print(sorted(m for m in sys.modules if 'sentry' in m))"
    assert run(loaded, tmp_path).stdout.strip() == "[]"
