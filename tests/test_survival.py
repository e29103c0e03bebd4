"""What the running product bears: Redis that is away, and kill -9 of Postgres and of its own programs."""

import http.client
import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from scripts import orders
from scripts.chaos import processes
from scripts.chaos.reckoning import is_paid, rows_of
from scripts.chaos.servers import MissingError, Postgres
from scripts.live import Caller, Site, wait_until
from tests.rehearsal import Rehearsal

PAGES = 16
# Two of the worker's own threads, and one for each of the web server's that was busy a moment ago.
FEW = 6
COUNT = "SELECT count(*) FROM coloring_{}"
CUT = (OSError, http.client.HTTPException)
CONNECTED = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"


@pytest.fixture
def postgres():
    try:
        server = Postgres()
    except MissingError as missing:
        pytest.skip(str(missing))
    with server:
        yield server


def connections(server):
    """How many the product holds, without our own."""
    with psycopg.connect(server.url) as ours:
        return ours.execute(CONNECTED).fetchone()[0] - 1


def paid(service):
    return sum(is_paid(call.path) for call in service.journal)


@pytest.mark.timeout(280)
def test_sixteen_waiting_pages_hold_few_connections_and_survive_the_death_of_postgres(tmp_path, postgres):
    with Rehearsal(latency=8) as service:
        keys = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": service.url, "DATABASE_URL": postgres.url}
        with Site(tmp_path, ANONYMOUS_PAGES_PER_DAY="100", WORKER_THREADS=str(PAGES), **keys) as site:
            caller = Caller(site)
            for number in range(PAGES):
                caller.post("/generate_coloring/", {"theme": f"un dragon {number}"})
            wait_until(lambda: paid(service) == PAGES, 60, "every page waits for the service")
            held = connections(postgres)
            postgres.restart(0.5)
            wait_until(postgres.is_up, 60, "Postgres is back")
            wait_until(lambda: {row.state for row in rows_of(site)} == {"ready"}, 150, "every page is ready")
            after = caller.post("/generate_coloring/", {"theme": "la lettre A"}, Prefer="wait=60")
    assert held <= FEW
    assert paid(service) == PAGES
    assert after["status"] == "ready"


@pytest.mark.timeout(200)
def test_pages_are_asked_for_and_drawn_while_redis_is_away(tmp_path):
    with Site(tmp_path, REDIS_URL="redis://127.0.0.1:1/0") as site:
        page = Caller(site).post("/generate_coloring/", {"theme": "un chat"}, Prefer="wait=60")
    assert page["status"] == "ready"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells in /proc who runs")
@pytest.mark.timeout(200)
def test_pictures_of_a_worker_that_is_killed_amid_them_are_all_drawn_once(tmp_path):
    with Rehearsal(latency=3) as service:
        keys = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": service.url, "IMAGES_AT_ONCE": "4"}
        with Site(tmp_path, **keys) as site:
            orders.batch(site, 6)
            wait_until(lambda: paid(service) == 4, 60, "the first are being drawn")
            processes.kill(*workers(site))
            wait_until(lambda: orders.are_over(site), 120, "every picture is over")
            finished = site.rows("SELECT count(*) FROM coloring_attempt WHERE outcome = 'ready'")
            named = {name for (name,) in site.rows("SELECT picture FROM coloring_image")}
            kept = {file.name for file in (tmp_path / "coloring").glob("coloring_openai_*.png")}
    assert orders.states(site) == ["ready"] * 6
    assert finished == [(6,)]
    assert kept == named
    assert len(named) == 6
    assert paid(service) == 4 + 6


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells in /proc who runs")
@pytest.mark.timeout(200)
def test_callers_whose_web_process_and_worker_die_ask_again_and_get_the_same_orders(tmp_path):
    calls = {"streamed": {"stream": True, "partial_images": 2}, "waited for": {}}
    with Rehearsal() as service, ThreadPoolExecutor(2) as callers:
        service.open.clear()
        keys = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": service.url}
        with Site(tmp_path, **keys) as site:
            caller = Caller(site)
            caller.post("/generate_coloring/", {"theme": "la lettre A"})  # who asks again needs a name
            first = [callers.submit(answer, caller, name, more) for name, more in calls.items()]
            wait_until(lambda: (count(site, "partial"), paid(service)) == (2, 2), 60, "both are being drawn")
            processes.kill(*workers(site), *web_processes(site))
            service.open.set()
            assert [isinstance(one.exception(60), CUT) for one in first] == [True, True]
            wait_until(site.is_up, 60, "the site is back")
            again = [callers.submit(answer, caller, name, more).result(90) for name, more in calls.items()]
            orders_told = site.rows("SELECT public_id FROM coloring_order ORDER BY prompt")
            left = [count(site, table) for table in ("order", "image", "partial")]
    assert [(found,) for found in again] == orders_told
    assert orders.states(site) == ["ready", "ready"]
    assert left == [2, 2, 0]
    assert paid(service) == 2 + 2


def answer(caller, name, more):
    """The id of the order, from an answer with its picture, in whatever form it comes."""
    body = json.dumps({"prompt": name, "size": "1024x1024", "quality": "low", **more}).encode()
    headers = {**caller.headers, "Content-Type": "application/json", "Idempotency-Key": name}
    request = urllib.request.Request(f"{caller.site.url}/api/v1/images/generate", body, headers)
    with caller.opener.open(request, timeout=120) as told:
        text = told.read().decode()
    assert text.count('"b64_json"')
    data = [line.removeprefix("data: ") for line in text.splitlines() if line.startswith("data: ")]
    return json.loads(data[-1] if data else text)["id"]


def count(site, table):
    return site.rows(COUNT.format(table))[0][0]


def web_processes(site):
    """The pids of those that answer; the master that starts them anew is left alone."""
    ours = [each for each in processes.of_sessions({site.process.pid}) if "-m gunicorn" in each.command]
    masters = {each.pid for each in ours}
    return [each.pid for each in ours if each.parent in masters]


def workers(site):
    """The pids of the product's workers."""
    ours = processes.of_sessions({site.process.pid})
    return [process.pid for process in ours if "-m celery" in process.command]
