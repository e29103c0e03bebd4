"""Kill -9 of the worker under load: every accepted page ends ready, and none is drawn twice to the end."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest

from scripts.live import Caller, Site, wait_until
from tests.rehearsal import Rehearsal

PAGES = 40
ENDED = "SELECT count(*) FROM coloring_page WHERE state IN ('ready', 'failed')"


@pytest.mark.timeout(280)
def test_forty_pages_survive_two_deaths_of_the_worker(tmp_path):
    with Rehearsal(latency=1) as service:
        keys = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": service.url}
        with Site(tmp_path, LEASE_SECONDS="6", ANONYMOUS_PAGES_PER_DAY="100", **keys) as site:
            caller = Caller(site)
            wishes = [{"theme": f"un dragon {number}"} for number in range(PAGES)]
            accepted = {caller.post("/generate_coloring/", wish)["id"] for wish in wishes}
            for _ in range(2):
                time.sleep(1.5)
                site.kill_worker()
            wait_until(lambda: site.rows(ENDED) == [(PAGES,)], 200, "all pages end")
            rows = site.rows("SELECT public_id, state, picture FROM coloring_page")
    assert {public_id for public_id, _, _ in rows} == accepted
    assert {state for _, state, _ in rows} == {"ready"}
    finished = Counter(re.findall(r"page=(\w+) ready ", site.log.read_text()))
    assert max(finished.values()) == 1
    for _, _, picture in rows:
        assert (tmp_path / "coloring" / picture).read_bytes().startswith(b"\x89PNG")


@pytest.mark.timeout(120)
def test_pages_are_asked_for_and_drawn_while_redis_is_away(tmp_path):
    with Site(tmp_path, REDIS_URL="redis://127.0.0.1:1/0") as site:
        page = Caller(site).post("/generate_coloring/", {"theme": "un chat"}, Prefer="wait=60")
    assert page["status"] == "ready"
