"""What the sources never do, and what is locked: what docs/security.md promises and no request shows."""

import ast
import re

import pytest
from django.urls import reverse

from coloring.models import Export, Page, Photo
from scripts.live import ROOT
from tests import factories

SERVED = sorted(
    path for folder in ("accounts", "coloring", "herbbie") for path in (ROOT / folder).rglob("*.py")
)
LOCKS = {"requirements.in": "requirements.txt", "requirements-dev.in": "requirements-dev.txt"}


def nodes(kind):
    for path in SERVED:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, kind):
                yield path.relative_to(ROOT), node


def calls(*names):
    """Calls of these functions and methods, as `file: line`."""
    for path, node in nodes(ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in names:
            yield path, node


def modules():
    for path, node in nodes((ast.Import, ast.ImportFrom)):
        names = [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        yield from ((str(path), name) for name in names)


def importers(*prefixes):
    return {
        path for path, name in modules() if any(f"{name}.".startswith(f"{prefix}.") for prefix in prefixes)
    }


def is_constant(node):
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def test_there_are_sources_to_look_at():
    assert len(SERVED) > 150
    assert list(calls("reverse"))


def test_no_sql_is_built_from_words():
    assert not list(calls("raw", "extra", "RawSQL"))
    built = {str(path) for path, node in calls("execute") if not is_constant(node.args[0])}
    assert built <= {"coloring/backups/reading.py"}  # where Django writes the statements


def test_no_shell_is_started():
    assert not list(calls("system", "popen", "getoutput", "getstatusoutput"))
    assert not [node for _, node in nodes(ast.keyword) if node.arg == "shell"]
    assert importers("subprocess") <= {"herbbie/start.py", "herbbie/children.py", *backing_up()}


def backing_up():
    """Commands for the owner's own terminal."""
    return {path for path in importers("subprocess") if "/management/" in path or "backup" in path}


def test_nothing_is_evaluated():
    assert not [
        1 for _, node in nodes(ast.Call) if getattr(node.func, "id", "") in {"eval", "exec", "__import__"}
    ]


def test_no_xml_of_anybody_is_parsed():
    assert importers("xml.etree", "xml.dom", "xml.sax", "lxml") == set()


def test_nothing_is_unpickled():
    assert importers("pickle", "marshal", "shelve", "dill", "yaml") == set()
    assert not [1 for _, node in nodes(ast.keyword) if node.arg == "allow_pickle"]


def test_no_weak_hash_signs_or_protects_anything():
    names = {node.attr for _, node in nodes(ast.Attribute)} | {node.value for _, node in nodes(ast.Constant)}
    assert "sha256" in names
    assert not names & {"md5", "sha1", "MD5PasswordHasher"}


def test_certificates_are_always_checked():
    off = {"_create_unverified_context", "CERT_NONE"}
    assert not [1 for _, node in nodes(ast.Attribute) if node.attr in off]
    checked = [node.value for _, node in nodes(ast.keyword) if node.arg in {"verify", "check_hostname"}]
    assert not [value for value in checked if isinstance(value, ast.Constant) and value.value is False]


def test_what_opens_something_is_random():
    """128 bits: ASVS 11.5.1. A UUID names a request, which opens nothing."""
    assert importers("uuid") <= {"herbbie/request_ids.py"}
    for model, name in ((Page, "public_id"), (Photo, "name"), (Export, "public_id")):
        make = model._meta.get_field(name).default
        assert re.fullmatch(r"[0-9a-f]{32}", make())
        assert len({make() for _ in range(100)}) == 100


NOTHING_THERE = """
/.git/config /.env /manage.py /var/secret_key /static/ /static/coloring/ /static/css/ /static/../manage.py
/static/%2e%2e/manage.py /static/css/..%2f..%2fmanage.py /server-status
"""


@pytest.mark.django_db
@pytest.mark.parametrize("path", NOTHING_THERE.split())
def test_no_address_leads_to_files_of_the_source(visitor, path):
    assert visitor.get(path).status_code == 404


@pytest.mark.django_db
def test_trace_is_refused(owner):
    for name in ("studio", "gallery", "health", "generate"):
        assert owner.trace(reverse(f"coloring:{name}")).status_code == 405


@pytest.mark.parametrize("lock", LOCKS.values())
def test_every_requirement_is_locked_with_hashes(lock):
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text(), flags=re.IGNORECASE)
    named = [entry for entry in entries if re.match(r"[a-z0-9]", entry, re.IGNORECASE)]
    assert len(named) > 20
    assert not [
        entry.split()[0] for entry in named if "==" not in entry.split()[0] or "--hash=sha256:" not in entry
    ]


@pytest.mark.parametrize(("wish", "lock"), LOCKS.items())
def test_every_wish_is_in_its_lock(wish, lock):
    locked = (ROOT / lock).read_text() + (ROOT / "requirements.txt").read_text()
    names = set(re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==", locked, re.MULTILINE))
    assert {name.lower() for name, _ in wishes(wish)} <= names


def wishes(file):
    for line in (ROOT / file).read_text().splitlines():
        if found := re.match(r"([A-Za-z0-9][A-Za-z0-9_.-]*)(\[[^\]]*\])?", line):
            yield found[1], line


def test_every_requirement_has_a_range_and_a_reason():
    for name, line in wishes("requirements.in"):
        if name != "httpx2":  # openai says which
            assert re.search(r"(>=|==)", line), f"{name} has no range"
        assert re.search(r"#\s*\w{3,}", line), f"{name} has no reason"


def test_known_holes_are_looked_for():
    assert "pip_audit" in (ROOT / "Makefile").read_text() or "pip-audit" in (ROOT / "Makefile").read_text()
    assert "make audit" in (ROOT / ".ci" / "run").read_text()


@pytest.mark.django_db
def test_status_tells_its_own_fields_and_no_more(owner):
    page = factories.ready_page(user=owner.user, charged_to="user:1", look={"subject": "a child"})
    told = owner.get(reverse("coloring:status", args=[page.public_id])).json()
    known = "success id status step status_url image_url engine model quality size seconds cost_usd"
    assert set(told) == {*known.split(), "measures", "colourable"}


@pytest.mark.django_db
def test_fields_that_no_form_names_are_ignored(owner, stranger):
    """Nobody makes a page ready, free or somebody else's by sending more than was asked."""
    sent = {
        "theme": "espace",
        "state": "ready",
        "user": stranger.user.pk,
        "cost_micro_usd": -1,
        "is_staff": "on",
    }
    owner.post("/pages/theme/", sent | {"asked_engine": "openai", "session": "0" * 32, "picture": "x.png"})
    page = Page.objects.get()
    assert (page.state, page.user, page.cost_micro_usd, page.picture) == ("waiting", owner.user, 0, "")
    assert page.asked_engine == "offline"
    owner.user.refresh_from_db()
    assert not owner.user.is_staff
