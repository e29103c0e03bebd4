"""A site in production as its owner watches it: one id up to the service, every line an object."""

import json
import socket
import urllib.request

import pytest

from scripts.live import Caller, Site
from tests.rehearsal import Rehearsal

MINE = "an-id-of-this-test"
PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz-0123456789-of-this-test-alone",
    "ALLOWED_HOSTS": "127.0.0.1",
    "BEHIND_PROXY": "true",
    "METRICS_TOKEN": "a-token",
    "OPENAI_API_KEY": "sk-test",
}
# Celery writes this past every log, straight to the terminal.
FAREWELL = {"", "worker: Warm shutdown (MainProcess)"}
AS_PROXY = {"X-Forwarded-Proto": "https", "X-Real-IP": "203.0.113.9"}


pytestmark = pytest.mark.timeout(200)


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """What the service was sent, what /metrics said, and every line that was written while somebody asked."""
    with (
        Rehearsal() as service,
        Site(tmp_path_factory.mktemp("site"), **PRODUCTION, OPENAI_BASE_URL=service.url) as site,
    ):
        asked = {"theme": "une licorne", "name": "Zélie"}
        Caller(site).post(
            "/generate_coloring/?from=a-query",
            asked,
            **AS_PROXY,
            **{"X-Request-ID": MINE, "Prefer": "wait=60"},
        )
        request = urllib.request.Request(
            f"{site.url}/metrics", headers={"Authorization": "Bearer a-token", **AS_PROXY}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            numbers = answer.read().decode()
        with socket.create_connection(("127.0.0.1", site.port)) as stranger:
            stranger.sendall(b"NO HTTP AT ALL\r\n\r\n")
            stranger.recv(1000)
    return service.journal, numbers, site.log.read_text().splitlines()


@pytest.fixture
def lines(watched):
    """From the first process on: before it the preparation speaks to whoever watches the start."""
    written = watched[2]
    first = next(at for at, line in enumerate(written) if "web started" in line)
    return [json.loads(line) for line in written[first:] if line not in FAREWELL]


def test_every_line_is_an_object_with_the_same_first_fields(lines):
    assert {tuple(line)[:4] for line in lines} == {("time", "level", "logger", "message")}
    assert {"herbbie.start", "herbbie.access", "herbbie.page", "herbbie.engine"} <= {
        line["logger"] for line in lines
    }


def test_one_id_goes_from_the_request_through_the_worker_to_the_service(watched, lines):
    assert {call.headers["x-client-request-id"] for call in watched[0]} == {MINE}
    told = {line["logger"] for line in lines if line.get("request_id") == MINE}
    assert told == {"herbbie.access", "herbbie.page", "herbbie.engine"}


def test_request_is_a_line_without_address_query_or_words(lines):
    [line] = [line for line in lines if line.get("route") == "coloring:generate"]
    assert (line["method"], line["status"], line["request_id"]) == ("POST", 200, MINE)
    whole = json.dumps(lines, ensure_ascii=False)
    for private in ("licorne", "Zélie", "a-query", "203.0.113.9", "sk-test", "a-token", "NO HTTP"):
        assert private not in whole


def test_page_that_one_process_drew_is_counted_by_another(watched):
    assert 'herbbie_pages_1d{engine="openai",problem="",state="ready"} 1.0' in watched[1]
    assert "herbbie_workers 1.0" in watched[1]
