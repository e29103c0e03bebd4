"""One run: a site on its platform, clients that submit, and kill -9 of whatever chance names."""

from __future__ import annotations

import random
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.chaos import reckoning
from scripts.chaos.clients import Clients
from scripts.chaos.hosting import Hosted
from scripts.chaos.reckoning import OVER, Outcome
from scripts.chaos.servers import START_SECONDS, Postgres, Redis, Server
from scripts.live import wait_until
from tests.rehearsal import Rehearsal

MODES: dict[str, tuple[type[Server], ...]] = {
    "embedded": (),
    "redis": (Redis,),
    "postgres": (Redis, Postgres),
}
# How often each program is killed, against the others.
WEIGHTS = {
    "web": 2,
    "web process": 2,
    "worker": 5,
    "supervisor": 1,
    "container": 1,
    "redis": 3,
    "postgres": 3,
}
# Seconds between a restart and the next kill, where the product's first start takes so many seconds; where it
# takes longer, that much more, within reason: else nothing would ever live long enough to draw.
BETWEEN = (1.5, 5.0)
QUICK_START = 8.0
SLOWEST_PACE = 3.0
# Whatever the pace, so many; the time is prolonged for them.
LEAST_KILLS = 2
# For how long a killed server is away.
AWAY = (0.1, 1.5)
PATIENCE_SECONDS = 120.0
IS_POSSIBLE = Path("/proc/self/stat").exists()


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How a run goes: seconds of kills, submissions a second, seconds that the service takes and a lease.

    Logs and files are thrown away, but for those in a folder that is named.
    """

    mode: str = "embedded"
    seconds: float = 120.0
    seed: int = 1
    rate: float = 2.0
    latency: float = 1.5
    lease: float = 6.0
    folder: Path | None = None

    def environment(self) -> dict[str, str]:
        """Production's settings but for the lease and the limits of one caller."""
        return {
            "ENVIRONMENT": "production",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "BEHIND_PROXY": "true",
            "WEB_CONCURRENCY": "2",
            "LEASE_SECONDS": str(self.lease),
            "ANONYMOUS_PAGES_PER_DAY": "100000",
            "RATE_LIMIT_PER_MINUTE": "100000",
            "OPENAI_API_KEY": "sk-rehearsal",
        }


def run(plan: Plan) -> Outcome:
    """Rage for so many seconds, wait until every page has ended, and count. Raises MissingError."""
    outcome = Outcome(title=plan.mode)
    with _set_up(plan) as (hosted, servers, service):
        outcome.pace = min(max(1.0, hosted.took / QUICK_START), SLOWEST_PACE)
        clients = Clients(hosted, plan.seed, rate=plan.rate)
        clients.start()
        last_kill = _rage(plan, hosted, servers, outcome)
        told = clients.stop()
        for name, server in servers.items():
            wait_until(server.is_up, START_SECONDS, f"{name} is back")
        outcome.recovered = _wait_for_all(hosted, last_kill)
        reckoning.reckon(outcome, hosted, service, told)
    return outcome


@contextmanager
def _set_up(plan: Plan) -> Iterator[tuple[Hosted, dict[str, Server], Rehearsal]]:
    with ExitStack() as stack:
        folder = plan.folder and plan.folder / plan.mode
        folder = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="herbbie-chaos-")))
        service = stack.enter_context(Rehearsal(latency=plan.latency))
        servers = {
            kind.__name__.lower(): stack.enter_context(server)
            for kind, server in [(kind, kind()) for kind in MODES[plan.mode]]
        }
        urls = {"redis": "REDIS_URL", "postgres": "DATABASE_URL"}
        environment = plan.environment() | {urls[name]: server.url for name, server in servers.items()}
        environment["OPENAI_BASE_URL"] = service.url
        yield stack.enter_context(Hosted(folder, **environment)), servers, service


def _rage(plan: Plan, hosted: Hosted, servers: dict[str, Server], outcome: Outcome) -> float:
    """Kill until time is up; when the last one was killed, by the monotonic clock."""
    chance = random.Random(plan.seed)
    names = [name for name in WEIGHTS if name in servers or name not in {"redis", "postgres"}]
    until = time.monotonic() + plan.seconds
    last = time.monotonic()
    while True:
        time.sleep(chance.uniform(*BETWEEN) * outcome.pace)
        if time.monotonic() > until and outcome.kills.total() >= LEAST_KILLS:
            return last
        [name] = chance.choices(names, [WEIGHTS[name] for name in names])
        if name in servers:
            servers[name].restart(chance.uniform(*AWAY))
        elif not hosted.kill(name, chance):
            continue
        outcome.kills[name] += 1
        last = time.monotonic()


def _wait_for_all(hosted: Hosted, last_kill: float) -> float | None:
    """The seconds from the last kill until every page had ended; None when patience ended first."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if all(row.state in OVER for row in reckoning.rows_of(hosted)):
            return time.monotonic() - last_kill
        time.sleep(0.2)
    return None
