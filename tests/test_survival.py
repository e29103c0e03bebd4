"""What the running product bears: Redis that is away, and a Postgres that is killed."""

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


def workers(site):
    """The pids of the product's workers."""
    ours = processes.of_sessions({site.process.pid})
    return [process.pid for process in ours if "-m celery" in process.command]
