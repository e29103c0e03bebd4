"""A service as a platform runs it, with no variable but its own, and a browser beyond the platform's edge."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import Any

from scripts.live import ROOT, free_port, wait_until

DOMAIN = "herbbie.example"
PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "a-key-of-these-services-alone-with-many-letters-0123456789",
    "PATH": os.defpath,
}


class Service:
    """One supervisor and what it runs; a context manager that leaves nothing behind."""

    def __init__(
        self, folder: Path, sources: Path = ROOT, prefix: Sequence[str] = (), **environment: str
    ) -> None:
        self.sources, self.prefix, self.port = sources, prefix, free_port()
        self.data, self.log = folder / "data", folder / "service.log"
        self.data.mkdir(parents=True)
        own = {"PORT": str(self.port), "HOST": "127.0.0.1", "DATA_DIR": str(self.data)}
        self.environment = PRODUCTION | own | environment

    def __enter__(self) -> Service:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*self.prefix, sys.executable, "-m", "herbbie.start"],
                cwd=self.sources,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> int:
        """Ask for the end, as a platform does; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait(10)

    def wait_until_healthy(self) -> None:
        """As the platform's probe does: in plain HTTP, by a name of its own."""
        wait_until(self.is_healthy, 150, "the service is healthy")

    def is_healthy(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"Herbbie did not start:\n{self.log.read_text()[-3000:]}")
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/health")
        on_railway = "RAILWAY_ENVIRONMENT_ID" in self.environment
        request.add_header("Host", "healthcheck.railway.app" if on_railway else DOMAIN)
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return json.load(answer)["worker"] == "ok"
        except OSError:
            return False


class Visitor:
    """A browser that sees HTTPS and the domain, while the edge speaks plain HTTP to the service."""

    def __init__(self, service: Service) -> None:
        self.url = f"http://127.0.0.1:{service.port}"
        self.headers = {"Host": DOMAIN, "X-Forwarded-Proto": "https", "X-Real-IP": "203.0.113.9"}
        policy = DefaultCookiePolicy(secure_protocols=("http", "https"))
        cookies = urllib.request.HTTPCookieProcessor(CookieJar(policy))
        self.opener = urllib.request.build_opener(cookies)

    def ask(self, theme: str) -> Any:
        """A page of a theme, once it is over."""
        body = json.dumps({"theme": theme}).encode()
        headers = {"Content-Type": "application/json", "Prefer": "wait=60"}
        return json.loads(self.fetch("/generate_coloring/", body, headers))

    def fetch(self, address: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> bytes:
        path = address.removeprefix(f"https://{DOMAIN}")
        request = urllib.request.Request(self.url + path, data=body, headers=self.headers | (headers or {}))
        with self.opener.open(request, timeout=90) as answer:
            return bytes(answer.read())
