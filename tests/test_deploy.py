"""A deploy amid drawing: what was begun is finished and paid once, and the next process draws the rest."""

import pytest

from scripts.deploy_rehearsal import Deploy, rehearse, table


def deploy(**other):
    values = {"pages": 26, "images": 8, "in_flight": 25, "by_old": 25, "by_new": 9, "ready": 34}
    ended = {"calls": 34, "exit_code": 0, "told": ("ready", "ready")}
    return Deploy(mode="embedded", **values | ended | other)


def test_deploy_as_it_must_be_has_no_differences():
    assert deploy().differences() == []
    assert "| embedded | 26 | 8 | 25 | 25 | 9 | 34 | ready, ready | 0 |" in table([deploy()])


@pytest.mark.parametrize(
    "other",
    [
        {"ready": 33},
        {"calls": 35},
        {"by_old": 24, "by_new": 10},
        {"by_new": 10},
        {"exit_code": 1},
        {"told": ("ready", "drawing")},
    ],
)
def test_any_difference_is_told(other):
    assert deploy(**other).differences()


@pytest.mark.timeout(280)
def test_pages_and_pictures_in_flight_are_finished_by_the_old_process_and_the_rest_by_the_new(tmp_path):
    deploy = rehearse(tmp_path, latency=0, pages=5, threads=3, images=3, easels=2)
    assert deploy.differences() == []
    assert (deploy.by_old, deploy.by_new) == (5, 3)
