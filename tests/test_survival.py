"""Kill -9 of the worker under load: every accepted page ends ready, and none is drawn twice to the end."""

from __future__ import annotations

import re
import time
from collections import Counter

from tests.live import Caller, Site, wait_until

THEMES = ["espace", "une licorne", "un dragon", "a cat", "la mer"]


def test_forty_pages_survive_two_deaths_of_the_worker(tmp_path):
    with Site(tmp_path, LEASE_SECONDS="3") as site:
        caller = Caller(site)
        accepted = {
            caller.post("/generate_coloring/", {"theme": THEMES[number % len(THEMES)]})["id"]
            for number in range(40)
        }
        for _ in range(2):
            time.sleep(1.5)
            site.kill_worker()
            wait_until(site.is_up, 30, "the worker is back")
        ended = "SELECT count(*) FROM coloring_page WHERE state IN ('ready', 'failed')"
        wait_until(lambda: site.rows(ended) == [(40,)], 200, "all pages end")
        rows = site.rows("SELECT public_id, state, picture FROM coloring_page")
        assert {public_id for public_id, _, _ in rows} == accepted
        assert {state for _, state, _ in rows} == {"ready"}
        finished = Counter(re.findall(r"page=(\w+) ready ", site.log.read_text()))
        assert set(finished) <= accepted
        assert max(finished.values()) == 1
        for _, _, picture in rows:
            assert (tmp_path / "coloring" / picture).read_bytes().startswith(b"\x89PNG")
