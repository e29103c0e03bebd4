"""How quickly those who wait are answered when many wait: 500 browsers, beside pages that are drawn.

    python -m bench.polling [--browsers 500] [--seconds 60] [--pages 20] [--database postgres://...]

Starts the running product (two web processes, worker, embedded queue, offline engine) and puts waiting pages
straight into its database, due in an hour: nobody draws them. Every second one belongs to an account, the
others to visitors. A browser for each asks for its fragment as htmx does, at the pace that the fragment says,
over a connection that is kept. Beside them pages are asked for and drawn, and an empty view behind the same
middleware is fetched twenty times a second: the baseline.

Fails when something else than a fragment or "nothing new" was answered, when a page was not drawn, or when
the median of a poll is three times that of the empty view.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import secrets
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

FOLDER = Path(tempfile.mkdtemp(prefix="herbbie-bench-"))
KEYS = {"SECRET_KEY": secrets.token_urlsafe(50), "OPENAI_API_KEY": "", "REDIS_URL": "", "DATABASE_URL": ""}
os.environ |= KEYS | {"DJANGO_SETTINGS_MODULE": "herbbie.settings", "DATA_DIR": str(FOLDER / "var")}
if "--database" in sys.argv:
    os.environ["DATABASE_URL"] = sys.argv[sys.argv.index("--database") + 1]
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import transaction  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.sessions import SessionStore  # noqa: E402
from bench.waiting import Browser, Connection, Tally, look  # noqa: E402
from coloring import callers  # noqa: E402
from coloring.models import Page  # noqa: E402
from coloring.models.owners import random_id  # noqa: E402
from scripts.live import Caller, Site, wait_until  # noqa: E402

LIMIT = 3.0
# The switch of languages, asked by GET, does nothing but redirect; /healthz answers before any middleware.
EMPTY = "/i18n/setlang/"
LOOKERS = 20
TICKS = os.sysconf("SC_CLK_TCK")


def log_in(user: User | None) -> tuple[str, dict[str, Any]]:
    """The cookie of a new session, of an account or of a visitor, and what makes a page its own."""
    session = SessionStore()
    if user:
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = (
            str(user.pk),
            settings.AUTHENTICATION_BACKENDS[-1],
        )
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    else:
        session[callers.SESSION_KEY] = random_id()
    session.create()
    owner = {"user": user} if user else {"session": session[callers.SESSION_KEY]}
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}", owner


@transaction.atomic
def waiting_pages(count: int) -> list[tuple[str, str]]:
    """Pages that nobody draws: the cookie of who waits, and the address of the fragment."""
    later = timezone.now() + timedelta(hours=1)
    made = []
    for number in range(count):
        user = User.objects.create(email=f"{number}@example.org", password="!") if number % 2 else None  # noqa: S106
        cookie, owner = log_in(user)
        wish = {"kind": Page.Kind.THEME, "theme": "espace", "asked_engine": "offline"}
        page = Page.objects.create(due_at=later, **wish, **owner)
        made.append((cookie, reverse("coloring:picture", args=[page.public_id])))
    return made


def cpu_seconds(root: int) -> float:
    """CPU time of a process and its descendants, those that ended included."""
    used: dict[int, tuple[int, int]] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = file.read_text().rpartition(")")[2].split()
            used[int(file.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    family, grown = {root}, 0
    while len(family) > grown:
        grown = len(family)
        family |= {pid for pid, (parent, _) in used.items() if parent in family}
    return sum(used[pid][1] for pid in family if pid in used) / TICKS


async def ask_for_pages(site: Site, pages: int, seconds: float) -> None:
    """Ask for pages at an even pace, as a program does."""
    caller = Caller(site)
    for number in range(pages):
        wish = {"theme": f"un chat sur la lune {number}"}
        await asyncio.to_thread(caller.post, "/generate_coloring/", wish, Prefer="respond-async")
        await asyncio.sleep(seconds / pages)


async def watch(site: Site, waiting: list[tuple[str, str]], pages: int, seconds: float) -> Tally:
    """Everybody waits, from moments spread over the first second, while pages are asked for."""
    until, tally = time.monotonic() + seconds, Tally()
    windows = [
        Browser(Connection(site.port, cookie, tally), path).wait(random.random(), until)
        for cookie, path in waiting
    ]
    looks = [
        look(Connection(site.port, cookie, tally), EMPTY, random.random(), until)
        for cookie, _ in waiting[:LOOKERS]
    ]
    await asyncio.gather(ask_for_pages(site, pages, seconds * 0.9), *windows, *looks)
    return tally


def told(title: str, seconds: list[float]) -> float:
    """Print how long something took; the median in seconds."""
    median, late = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    print(f"{title:14}{len(seconds):7}  median {median * 1000:6.1f} ms  p95 {late * 1000:6.1f} ms")
    return median


def report(tally: Tally, seconds: float) -> float:
    """Print what the browsers saw; the ratio of a poll to an empty view."""
    ratio = told("poll", tally.polls) / told("empty view", tally.empty)
    told("client's delay", tally.lateness)
    asked = len(tally.polls) / seconds
    print(f"poll / empty view {ratio:.2f}; {asked:.0f} polls a second, {tally.swapped} with something new")
    print(f"{len(tally.errors)} errors; {tally.reopened} connections opened anew")
    for error in tally.errors[:5]:
        print(f"  {error}")
    return ratio


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browsers", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pages", type=int, default=20, help="a minute")
    parser.add_argument("--database", help="an empty Postgres instead of SQLite")
    args = parser.parse_args()
    pages = round(args.pages * args.seconds / 60)
    own = {name: os.environ[name] for name in KEYS} | {"WEB_CONCURRENCY": "2"}
    with Site(FOLDER, **own) as site:
        waiting = waiting_pages(args.browsers)
        server, client, began = cpu_seconds(site.process.pid), time.process_time(), time.monotonic()
        tally = asyncio.run(watch(site, waiting, pages, args.seconds))
        took = time.monotonic() - began
        shares = ((cpu_seconds(site.process.pid) - server) / took, (time.process_time() - client) / took)
        wait_until(
            lambda: Page.objects.ready().count() == pages, 60, "every page that was asked for is drawn"
        )
        drawn = list(Page.objects.ready().values_list("seconds", flat=True))
    ratio = report(tally, took)
    print(f"{pages} pages asked for and drawn, {statistics.median(drawn):.1f} s each (median)")
    print(f"CPU: server {shares[0]:.2f} of {os.cpu_count()} cores, client {shares[1]:.2f}")
    return int(bool(tally.errors) or ratio >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
