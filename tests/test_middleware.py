"""What stands before every view: the probe's answer, the id of a request, its line in the log."""

import logging
import re

import pytest
from django.db import connection

from coloring import tasks
from coloring.models import Page
from herbbie import logs, request_ids
from tests import factories
from tests.rehearsal import Rehearsal

MINE = "0b53bcd8-ff68-4a3f-8f9f-3d3c39dcb55c"


@pytest.fixture
def access(caplog):
    """The lines of the access log as they are written."""
    caplog.set_level(logging.INFO, logger="herbbie.access")
    return lambda: [logs.Line().format(line) for line in caplog.records if line.name == "herbbie.access"]


def test_probe_is_answered_without_a_database_whatever_name_it_calls(client, settings):
    """No database fixture: a query would fail the test."""
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["herbbie.example"], True
    response = client.get("/healthz", headers={"host": "10.0.0.7:8000"})
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_probe_leaves_no_line(client, access):
    client.get("/healthz")
    assert access() == []


def test_request_without_an_id_is_given_one(visitor):
    first, second = (visitor.get("/")["X-Request-ID"] for _ in range(2))
    assert re.fullmatch("[0-9a-f]{32}", first)
    assert first != second


def test_request_keeps_its_own_id_and_the_thread_forgets_it(visitor):
    assert visitor.get("/", headers={"X-Request-ID": MINE})["X-Request-ID"] == MINE
    assert request_ids.current() == ""


def test_id_that_no_database_would_hold_is_replaced(visitor):
    given = "x" * 37
    assert visitor.get("/", headers={"X-Request-ID": given})["X-Request-ID"] != given


def test_refusals_and_unknown_addresses_have_an_id_too(visitor):
    assert visitor.get("/nowhere/", headers={"X-Request-ID": MINE})["X-Request-ID"] == MINE
    refused = visitor.get("/generate_coloring/", headers={"X-Request-ID": MINE})
    assert (refused.status_code, refused["X-Request-ID"], refused.json()["request_id"]) == (405, MINE, MINE)


def test_request_is_one_line_with_the_name_of_its_route(owner, access):
    page = factories.page(user=owner.user)
    owner.get(f"/pages/{page.public_id}/?theme=licorne", headers={"X-Request-ID": MINE})
    [line] = access()
    assert "answered method=GET route=coloring:page status=200 ms=" in line
    for private in (page.public_id, "licorne", "127.0.0.1", owner.user.email):
        assert private not in line


def test_address_that_leads_nowhere_is_not_written_down(visitor, access):
    visitor.get("/lea-martin-7-ans/")
    [line] = access()
    assert "route=- status=404" in line
    assert "lea" not in line


@pytest.mark.django_db(transaction=True)
def test_one_id_goes_through_web_worker_and_the_services_call(client, paid, caplog):
    caplog.set_level(logging.INFO, logger="herbbie")
    written = []
    logging.getLogger("herbbie").addHandler(told := Told(written))
    try:
        with Rehearsal() as service:
            paid.OPENAI_BASE_URL = service.url
            client.post(
                "/generate_coloring/",
                {"theme": "un dragon"},
                "application/json",
                headers={"X-Request-ID": MINE},
            )
            page = Page.objects.get()
            tasks.draw_page(page.pk)
    finally:
        logging.getLogger("herbbie").removeHandler(told)
        connection.close()
    assert page.request_id == MINE
    assert [call.headers["x-client-request-id"] for call in service.journal] == [MINE]
    assert any(f"page={page} draw done" in line for line in written)
    assert [line for line in written if MINE not in line] == []
    assert request_ids.current() == ""


class Told(logging.Handler):
    """Writes lines down at once: later nobody knows which request was theirs."""

    def __init__(self, written):
        super().__init__()
        self.written = written
        self.setFormatter(logs.Line())

    def emit(self, record):
        self.written.append(self.format(record))
