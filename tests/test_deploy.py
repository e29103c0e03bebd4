"""A deploy amid drawing: what was begun is finished and paid once, and the next process draws the rest."""

import pytest

from scripts.deploy_rehearsal import Deploy, rehearse, table


def deploy(**other):
    values = {"pages": 26, "in_flight": 20, "by_old": 20, "by_new": 6, "ready": 26, "calls": 26}
    return Deploy(mode="embedded", **values | {"exit_code": 0, "told": "ready"} | other)


def test_deploy_as_it_must_be_has_no_differences():
    assert deploy().differences() == []
    assert "| embedded | 26 | 20 | 20 | 6 | 26 | ready | 0 |" in table([deploy()])


@pytest.mark.parametrize(
    "other",
    [
        {"ready": 25},
        {"calls": 27},
        {"by_old": 19, "by_new": 7},
        {"by_new": 7},
        {"exit_code": 1},
        {"told": "waiting"},
    ],
)
def test_any_difference_is_told(other):
    assert deploy(**other).differences()


@pytest.mark.timeout(280)
def test_pages_in_flight_are_finished_by_the_old_process_and_the_rest_by_the_new(tmp_path):
    deploy = rehearse(tmp_path, latency=0, pages=5, threads=3)
    assert deploy.differences() == []
    assert deploy.by_new == 2
