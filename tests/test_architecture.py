"""The house rules that a linter does not know: sizes, and where each import may stand."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("accounts", "coloring", "herbbie")
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
# Words that say nothing about what a module holds.
EMPTY_NAMES = {"utils", "helpers", "helper", "manager", "managers", "service", "services", "common", "misc"}


def sources(*folders):
    """Python files of our own, as paths from the top; migrations are Django's."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(str(path.relative_to(ROOT)) for path in found if "migrations" not in path.parts)


SERVED = [*sources(*PACKAGES), "run.py", "manage.py"]
EVERY = [*SERVED, *sources("tests", "scripts", "bench")]


@cache
def tree(path):
    return ast.parse((ROOT / path).read_text())


def imports(path, inside=None):
    """The dotted names that a file imports, those in functions included."""
    for node in ast.walk(inside or tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} is a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def begins(name, *packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def offending(paths, *packages):
    """`file: import` for each import of these packages."""
    return [f"{path}: {name}" for path in paths for name in imports(path) if begins(name, *packages)]


def test_files_are_short_enough_to_be_read_at_once():
    lengths = {path: len((ROOT / path).read_text().splitlines()) for path in EVERY}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_functions_are_short_enough_to_be_read_at_once():
    lengths = {
        f"{path}: {node.name}": node.end_lineno - node.lineno + 1
        for path in EVERY
        for node in functions(path)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_modules_open_with_what_they_are():
    written = [path for path in SERVED if (ROOT / path).read_text().strip()]
    assert [path for path in written if not ast.get_docstring(tree(path))] == []


def test_nothing_is_imported_inside_a_function():
    inside = [(path, list(imports(path, function))) for path in SERVED for function in functions(path)]
    assert [(path, names) for path, names in inside if names] == []


def test_only_few_places_import_by_name():
    """`import_module` hides an arrow: engines and Redis load on use, and apps connect their signals."""
    users = [path for path in SERVED if "importlib.import_module" in imports(path)]
    allowed = {
        "coloring/engines/__init__.py",
        "coloring/apps.py",
        "accounts/apps.py",
        "herbbie/throttling.py",
    }
    assert set(users) <= allowed


def test_names_of_modules_say_what_they_hold():
    named = {path for path in EVERY if EMPTY_NAMES & set(Path(path).with_suffix("").parts)}
    assert named <= {"coloring/models/services.py"}  # what is known of the services that draw for money


def test_services_are_spoken_to_by_their_engines_alone():
    engines = ("coloring/engines/openai/", "coloring/engines/xai/", "coloring/engines/wire/")
    others = [path for path in SERVED if not path.startswith(engines)]
    assert offending(others, "openai") == []
    assert offending([path for path in others if not path.startswith("coloring/fetching")], "httpx2") == []


def test_accounts_know_nothing_of_coloring():
    assert offending(sources("accounts"), "coloring") == []


@pytest.mark.parametrize(
    "part", ["engines", "lettering", "lineart", "printing", "prompts", "artist", "policy"]
)
def test_drawing_knows_nothing_of_http_rows_or_queues(part):
    paths = [path for path in SERVED if begins(path[:-3].replace("/", "."), f"coloring.{part}")]
    assert paths
    assert offending(paths, "celery", "coloring.models", "coloring.tasks") == []
    django = offending(paths, "django")
    assert [line for line in django if not line.endswith("django.conf.settings")] == []


def test_models_import_no_sibling():
    siblings = [
        line for line in offending(sources("coloring/models"), "coloring") if "coloring.models." not in line
    ]
    assert siblings == []


def test_environment_is_read_by_the_settings_and_the_supervisor_alone():
    readers = set()
    for path in sources(*PACKAGES):
        text = (ROOT / path).read_text()
        if text.count("os.environ") > text.count("os.environ.setdefault") or re.search(
            r"getenv|environs", text
        ):
            readers.add(path)
    assert readers == {"herbbie/settings/place.py", "herbbie/start.py", "herbbie/children.py"}
