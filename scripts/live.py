"""The whole product on a free port with folders of its own, for tests, benchmarks and screenshots."""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any, TypeVar

import psycopg

from herbbie.children import tied_to

T = TypeVar("T")

ROOT = Path(__file__).resolve().parent.parent
# What the machine's own environment must not bring into a test.
FOREIGN = re.compile(
    r"^(OPENAI|XAI|REDIS|DATABASE|RAILWAY|IMAGES?_|PARTIAL_|REFERENCE_|SECRET_KEY|ENVIRONMENT|HERBBIE|DATA_DIR|PICTURES_DIR|STORAGE|S3_"
    r"|DAILY_BUDGET|SENTRY|OWNER_|EMAIL_|METRICS|WORKER_THREADS|LEASE_SECONDS|DRAIN_SECONDS)"
)

KEY = """
import django
django.setup()
from django.contrib.auth import get_user_model
from accounts import keys
owner = get_user_model().objects.create_user("program@example.org", "crayons-et-papier")
print(keys.make(owner.pk, "contract")[1])
"""

# A site is up within four seconds on an idle machine; tests share theirs.
START_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(true: Callable[[], T], seconds: float, what: str) -> T:
    """What `true` answers once that is something; asked ten times a second, for so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        answer = true()
        if answer:
            return answer
        time.sleep(0.1)
    raise TimeoutError(f"{what}: not within {seconds} s")


class Site:
    """One running product; a context manager that leaves no process behind."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        clean = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
        self.environment = clean | {
            "DATA_DIR": str(folder / "var"),
            "PICTURES_DIR": str(folder / "coloring"),
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "OPENAI_API_KEY": "",
            "REDIS_URL": "",
            "WEB_CONCURRENCY": "1",
            "RATE_LIMIT_PER_MINUTE": "1000",
            **environment,
        }
        self.log = folder / "site.log"

    def __enter__(self) -> Site:
        (self.folder / "var").mkdir(parents=True, exist_ok=True)
        (self.folder / "var" / "secret_key").write_text("a-key-of-this-test-alone-" * 3)
        self.start()
        try:
            wait_until(self.is_up, START_SECONDS, "the site is up")
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self) -> None:
        """Start the supervisor in a session of its own; it takes a moment until it serves."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "herbbie.start"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=tied_to(os.getpid()),
            )

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)

    def is_up(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"Herbbie did not start:\n{self.log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5) as answer:
                return json.load(answer)["worker"] == "ok"
        except OSError:
            return False

    def made_key(self) -> str:
        """A new API key of the one account that programs of tests share; asked for once a site."""
        environment = self.environment | {"DJANGO_SETTINGS_MODULE": "herbbie.settings"}
        command = [sys.executable, "-c", KEY]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=60)
        return done.stdout.decode().strip()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Read the database beside the running product."""
        if url := self.environment.get("DATABASE_URL"):
            with psycopg.connect(url, connect_timeout=5) as postgres:
                return postgres.execute(query.encode()).fetchall()
        database = sqlite3.connect(self.folder / "var" / "herbbie.sqlite3", timeout=20)
        try:
            return database.execute(query).fetchall()
        finally:
            database.close()


class Caller:
    """A program with a cookie jar that speaks to the JSON endpoints."""

    def __init__(self, site: Site, **headers: str) -> None:
        self.site, self.headers = site, headers
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def post(self, path: str, body: dict[str, Any], **headers: str) -> Any:
        return self.send(path, json.dumps(body).encode(), {"Content-Type": "application/json", **headers})

    def post_photo(self, photo: bytes, **fields: str) -> Any:
        """Send a JPEG with its form, as a browser would."""
        rim = secrets.token_hex(16)
        part = f"--{rim}\r\nContent-Disposition: form-data; name="
        form = "".join(f'{part}"{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
        head = f'{form}{part}"photo"; filename="photo.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
        body = head.encode() + photo + f"\r\n--{rim}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={rim}"}
        return self.send("/convert_photo_to_coloring/", body, kind)

    def send(self, path: str, body: bytes, headers: dict[str, str]) -> Any:
        """The JSON that a POST is answered with. Raises URLError for anything but success."""
        request = urllib.request.Request(self.site.url + path, data=body, headers=self.headers | headers)
        with self.opener.open(request, timeout=120) as answer:
            return json.load(answer)

    def get(self, url: str) -> bytes:
        with self.opener.open(url, timeout=30) as answer:
            return bytes(answer.read())
