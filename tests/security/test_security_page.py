"""docs/security.md holds what it promises: every requirement of level 1, each with a test or a reason."""

import ast
import re

import pytest

from scripts.live import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text()
# OWASP ASVS 5.0.0: the numbers of level 1, from its list in English.
NUMBERS = """
1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1
3.5.2 3.5.3 4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2 6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1
6.3.2 6.4.1 6.4.2 7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1 9.1.1 9.1.2 9.1.3 9.2.1 10.4.1
10.4.2 10.4.3 10.4.4 10.4.5 11.3.1 11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1 14.2.1 14.3.1 15.1.1
15.2.1 15.3.1
"""
LEVEL_ONE = NUMBERS.split()
LINES = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.*) \| (.*) \|$", PAGE, re.MULTILINE)
CHAPTERS = ["To report a hole", "Threats", "Who may do what", "Guessing", "Keys", "What is worth protecting"]


def named_in(cell):
    return re.findall(r"`([^`]+::[^`]+)`", cell)


def collected(file):
    """The tests that pytest finds in a file: functions at its top whose names begin with test."""
    path = ROOT / "tests" / file
    found = ast.parse(path.read_text()).body if path.name.startswith("test_") and path.exists() else []
    return {node.name for node in found if isinstance(node, ast.FunctionDef) and node.name.startswith("test")}


def test_every_requirement_of_level_one_has_its_line():
    assert len(LEVEL_ONE) == 70
    assert [number for number, level, _, _ in LINES if level == "1"] == LEVEL_ONE


def test_no_requirement_is_told_twice():
    numbers = [number for number, _, _, _ in LINES]
    assert len(numbers) == len(set(numbers))
    assert len(numbers) > 200


@pytest.mark.parametrize("line", [line for line in LINES if line[1] == "1"], ids=lambda line: line[0])
def test_line_of_level_one_has_a_test_or_a_reason(line):
    _, _, what, tests = line
    assert named_in(tests) or re.match(r"Not applicable: \w+", what)
    assert "ap:" not in what, "level 1 has no gaps"


def test_line_of_level_two_has_a_test_a_reason_or_says_that_it_is_a_gap():
    bare = [
        number
        for number, level, what, tests in LINES
        if level == "2" and not named_in(tests) and not re.match(r"(Not applicable|Gap): \w+", what)
    ]
    assert bare == []


def test_every_test_that_is_named_is_one():
    named = {test for _, _, _, tests in LINES for test in named_in(tests)}
    assert len(named) > 80
    missing = [test for test in named if test.split("::")[1] not in collected(test.split("::")[0])]
    assert sorted(missing) == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_page_has_its_chapters(chapter):
    body = re.search(rf"^## {chapter}\n+(.+?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL)
    assert body
    assert len(body[1]) > 200


def test_strangers_find_whom_to_write_to():
    assert "OWNER_EMAIL" in PAGE
    assert "docs/security.md" in (ROOT / "SECURITY.md").read_text()
