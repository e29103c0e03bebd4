"""Railway's variables alone, in one service and in two: what is asked for at one is drawn, kept and shown."""

import secrets
from contextlib import ExitStack

import psycopg
import pytest
from psycopg import sql

from scripts.chaos.servers import MissingError, Postgres
from tests.hosting import DOMAIN, Service, Visitor

# What Railway sets by itself, and Herbbie reads.
PLATFORM = {"RAILWAY_ENVIRONMENT_ID": "b0f7", "RAILWAY_PUBLIC_DOMAIN": DOMAIN}


@pytest.fixture(scope="module")
def cluster():
    try:
        made = Postgres()
    except MissingError as missing:
        pytest.skip(str(missing))
    with made as running:
        yield running


@pytest.fixture
def database(cluster):
    """An empty database of its own."""
    name = f"railway_{secrets.token_hex(4)}"
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return cluster.url.removesuffix("postgres") + name


@pytest.mark.timeout(280)
@pytest.mark.parametrize("roles", [("all",), ("web", "worker")], ids=["one service", "two services"])
def test_page_is_drawn_and_shown_with_nothing_but_a_postgres(tmp_path, database, roles):
    """Two services start at the same time on an empty database: their migrations take turns."""
    with ExitStack() as stack:
        services = [
            stack.enter_context(
                Service(tmp_path / role, **PLATFORM, DATABASE_URL=database, HERBBIE_ROLE=role)
            )
            for role in roles
        ]
        services[0].wait_until_healthy()
        visitor = Visitor(services[0])
        page = visitor.ask("un robot")
        assert page["status"] == "ready"
        assert page["image_url"].startswith(f"https://{DOMAIN}/")
        assert visitor.fetch(page["image_url"]).startswith(b"\x89PNG")
        assert [service.stop() for service in services] == [0] * len(roles)
    for service in services:
        assert not list(service.data.rglob("coloring_*.png"))
    migrated = [service for service in services if "updating the database" in service.log.read_text()]
    assert len(migrated) == 1
