"""What a log line looks like, and that every process writes the same kind of line."""

import json
import logging
import re
import sys

import pytest

from herbbie import logs, request_ids


def record(name="herbbie.page", words="ready", exc_info=None, **fields):
    made = logging.makeLogRecord({"name": name, "levelname": "INFO", "msg": words, "exc_info": exc_info})
    vars(made).update(fields)
    return made


def as_json(*args, **fields):
    return json.loads(logs.Json().format(record(*args, **fields)))


def test_line_for_eyes_names_the_page_first_and_then_what_happened():
    line = logs.Line().format(record(page="f00", engine="offline", seconds=1.23456))
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \S+ INFO herbbie.page page=f00 ready engine=offline seconds=1.23", line
    )


def test_line_for_programs_holds_every_field_with_its_own_type():
    line = as_json(page="f00", engine="offline", seconds=1.25, cost=36_000)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line.pop("time"))
    assert line == {
        "level": "INFO",
        "logger": "herbbie.page",
        "message": "ready",
        "page": "f00",
        "engine": "offline",
        "seconds": 1.25,
        "cost": 36_000,
    }


def test_line_names_the_request_that_it_belongs_to_and_no_other():
    with request_ids.under("a-request-of-mine"):
        assert as_json()["request_id"] == "a-request-of-mine"
        assert logs.Line().format(record()).endswith("ready request_id=a-request-of-mine")
    assert "request_id" not in as_json()


def test_several_lines_are_one_object():
    written = logs.Json().format(record(words="one\ntwo\u2028three"))
    assert "\n" not in written
    assert json.loads(written)["message"] == "one\ntwo\u2028three"


@pytest.mark.parametrize("formatter", [logs.Json(), logs.Line()])
def test_what_broke_is_written_with_its_traceback(formatter):
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        line = formatter.format(record(exc_info=sys.exc_info()))
    assert "Traceback" in line
    assert "ZeroDivisionError" in line


@pytest.mark.parametrize("formatter", [logs.Json(), logs.Line()])
def test_objects_that_others_attach_are_left_out(formatter):
    """Django hangs the whole request on its lines, Celery the arguments of a task."""
    line = formatter.format(record("django.request", "Not Found: /x/", request="<GET '/x/?theme=licorne'>"))
    assert "Not Found: /x/" in line
    assert "licorne" not in line


def test_whoever_speaks_no_http_is_not_named():
    no_addresses = logs.NoAddresses()
    assert not no_addresses.filter(record("gunicorn.error", "Invalid request from ip=203.0.113.9: bad"))
    assert no_addresses.filter(record("gunicorn.error", "Worker (pid:7) was sent SIGSEGV!"))


@pytest.mark.parametrize(
    "given", ["0b53bcd8-ff68-4a3f-8f9f-3d3c39dcb55c", "f" * 32, "edge.7_Ab-12345", "x" * 36]
)
def test_request_keeps_the_id_that_it_came_with(given):
    assert request_ids.accepted(given) == given


@pytest.mark.parametrize(
    "given",
    [
        "",
        "short",
        "x" * 37,
        "-" * 5000 + "f" * 32,
        "two words here",
        "a\nline=of-mine",
        "é" * 12,
        "-dashfirst",
    ],
)
def test_anything_else_gets_a_new_id(given):
    made = request_ids.accepted(given)
    assert re.fullmatch(r"[0-9a-f]{32}", made)
    assert request_ids.accepted(given) != made


def test_inner_request_gives_way_to_the_outer_one_again():
    with request_ids.under("outer-request"):
        with request_ids.under("inner-request"):
            assert request_ids.current() == "inner-request"
        assert request_ids.current() == "outer-request"
    assert request_ids.current() == ""
