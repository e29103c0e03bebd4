"""A small run of `make contract`: the running API keeps its own schema."""

import pytest

from coloring.api import workshop
from scripts.contract import asking


@pytest.mark.timeout(240)
def test_running_api_answers_as_its_schema_says(tmp_path):
    with asking.rehearsed(tmp_path) as site:
        report = asking.ask(site, cases=2, seed=1, phases=("fuzzing",))
    assert report.is_well, f"{report.words}\n{report.summary()}"
    operations = sum(map(len, workshop.schema()["paths"].values()))
    assert report.told["operations"]["tested"] == operations
    assert report.cases >= operations
