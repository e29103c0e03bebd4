"""The files that deploy Herbbie name what is there, and what they put together starts, draws and drains."""

import fnmatch
import json
import re
import shlex
from pathlib import Path

import pytest
import yaml

from herbbie import start
from tests.test_documents import variables

ROOT = Path(__file__).resolve().parent.parent
OF_DOCKER = {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}


def instructions():
    """The Dockerfile as (stage, instruction, arguments); the first stage is 0."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    stage, found = -1, []
    for line in filter(None, text.replace("\\\n", " ").splitlines()):
        word, _, rest = line.partition(" ")
        stage += word == "FROM"
        found.append((stage, word, rest.strip()))
    return found


def arguments(word):
    return [rest for _, found, rest in instructions() if found == word]


def copied():
    """What is copied from the sources, and the environment of the image."""
    lines = [rest.split() for rest in arguments("COPY") if "--from" not in rest]
    return [source for line in lines for source in line[:-1]]


def image_environment():
    return dict(pair.split("=", 1) for pair in shlex.split(arguments("ENV")[-1]))


def is_ignored(path):
    """Whether .dockerignore leaves a file out: the last line that matches it, or a folder of it, decides."""
    parts = Path(path).parts
    names = ["/".join(parts[: end + 1]) for end in range(len(parts))]
    ignored = False
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        anywhere = "**/" in line
        if line and not line.startswith("#"):
            hit = any(fnmatch.fnmatch(name, pattern) for name in (parts if anywhere else names))
            ignored = not line.startswith("!") if hit else ignored
    return ignored


def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


# --- the image


def test_whatever_is_copied_is_there_and_not_ignored():
    assert [source for source in copied() if not (ROOT / source).exists() or is_ignored(source)] == []


@pytest.mark.parametrize(
    "path",
    [
        "static/coloring/coloring_offline_0.png",
        ".env",
        "herbbie/.env",
        "var/herbbie.sqlite3",
        "tests/conftest.py",
        ".git/config",
        "coloring/__pycache__/apps.cpython-311.pyc",
    ],
)
def test_nothing_private_or_needless_reaches_the_builder(path):
    assert is_ignored(path)


@pytest.mark.parametrize("path", ["static/css/base.css", "coloring/apps.py", "requirements.txt"])
def test_what_serves_reaches_the_builder(path):
    assert not is_ignored(path)


def test_both_stages_stand_on_the_same_pinned_python():
    images = {line.split()[0] for line in arguments("FROM")}
    [image] = images
    version = (ROOT / ".python-version").read_text().strip()
    assert re.fullmatch(rf"python:{re.escape(version)}\.\d+-slim-bookworm", image)


def test_image_runs_as_nobody_special_and_its_signals_reach_the_supervisor():
    [user] = arguments("USER")
    assert user not in {"root", "0"}
    assert json.loads(arguments("CMD")[-1]) == ["python", "-m", "herbbie.start"]
    assert arguments("STOPSIGNAL") == ["SIGTERM"]
    assert arguments("VOLUME") == []  # Railway refuses to build one


def test_image_sets_what_the_settings_read_and_writes_in_one_place():
    environment = image_environment()
    assert set(environment) - OF_DOCKER <= variables()
    assert Path(environment["PICTURES_DIR"]).is_relative_to(environment["DATA_DIR"])
    assert f"-o herbbie -g herbbie {environment['DATA_DIR']}" in arguments("RUN")[-1]


def test_image_is_probed_where_it_listens():
    [probe] = arguments("HEALTHCHECK")
    assert "/healthz" in probe
    program = json.loads(probe.partition("CMD ")[2])
    compile(program[2], "probe", "exec")
    assert 'os.environ["PORT"]' in program[2]


# --- docker compose


def test_compose_sets_only_variables_that_are_read():
    ours = [service for service in compose()["services"].values() if service["image"] == "herbbie"]
    assert len(ours) == 2
    for service in ours:
        assert set(service["environment"]) <= variables()


def test_compose_takes_its_secrets_from_outside_and_says_which_are_missing():
    text = (ROOT / "docker-compose.yml").read_text()
    named = set(re.findall(r"(?<!\$)\$\{(\w+)", text))
    assert named <= variables() | {"POSTGRES_PASSWORD"}
    assert {"SECRET_KEY", "ALLOWED_HOSTS", "POSTGRES_PASSWORD"} <= set(re.findall(r"\$\{(\w+):\?", text))
    for service in compose()["services"].values():
        for name, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|KEY", name):
                assert value.startswith("${")


def test_only_the_web_server_publishes_a_port_and_only_on_this_machine():
    services = compose()["services"]
    published = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert list(published) == ["web"]
    assert published["web"][0].startswith("127.0.0.1:")
    assert compose()["networks"]["inside"] == {"internal": True}
    for name in ("postgres", "redis", "minio"):
        assert services[name]["networks"] == ["inside"]


def test_containers_write_in_their_volume_alone_and_have_time_to_drain():
    services = compose()["services"]
    for name in ("web", "worker"):
        service = services[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["tmpfs"] == ["/tmp"]  # noqa: S108
        assert service["volumes"] == [f"{name}:{service['environment']['DATA_DIR']}"]
        assert int(service["stop_grace_period"].removesuffix("s")) > start.DRAIN_SECONDS
        assert {
            store: needed["condition"] for store, needed in service["depends_on"].items()
        } == dict.fromkeys(("postgres", "redis"), "service_healthy")


def test_every_image_of_others_is_pinned_and_probed():
    services = compose()["services"]
    for name in ("postgres", "redis", "minio"):
        assert re.fullmatch(r"[\w/]+:.*\d.*", services[name]["image"])
    assert "healthcheck" in services["postgres"]
    assert "healthcheck" in services["redis"]


# --- railway

# What railway.schema.json allowed in August 2026, as far as we use it; durations are strings there.
DEPLOY = {
    "startCommand": str,
    "healthcheckPath": str,
    "healthcheckTimeout": int,
    "restartPolicyType": str,
    "restartPolicyMaxRetries": int,
    "drainingSeconds": str,
    "overlapSeconds": str,
}


def test_railway_json_is_what_its_schema_allows():
    said = json.loads((ROOT / "railway.json").read_text())
    assert set(said) == {"$schema", "build", "deploy"}
    assert said["build"]["builder"] in {"RAILPACK", "DOCKERFILE"}
    assert {name: type(value) for name, value in said["deploy"].items()} == DEPLOY
    assert said["deploy"]["restartPolicyType"] in {"ON_FAILURE", "ALWAYS", "NEVER"}


def test_railway_json_says_nothing_that_the_other_files_do_not():
    """Railway stops reading it on 2026-12-01."""
    deploy = json.loads((ROOT / "railway.json").read_text())["deploy"]
    assert (ROOT / "Procfile").read_text() == f"web: {deploy['startCommand']}\n"
    assert deploy["startCommand"].split() == json.loads(arguments("CMD")[-1])
    guide = (ROOT / "docs" / "railway.md").read_text()
    assert "2026-12-01" in guide
    for variable, value in (
        ("RAILWAY_DEPLOYMENT_DRAINING_SECONDS", deploy["drainingSeconds"]),
        ("RAILWAY_DEPLOYMENT_OVERLAP_SECONDS", deploy["overlapSeconds"]),
    ):
        assert re.search(rf"`{variable}` \| `{value}`", guide)
    assert int(deploy["drainingSeconds"]) > start.DRAIN_SECONDS
    assert f"`{deploy['healthcheckPath']}`" in guide


def test_python_that_railway_takes_is_the_one_of_the_lock():
    version = (ROOT / ".python-version").read_text().strip()
    assert f"--python-version {version}" in (ROOT / "Makefile").read_text()
