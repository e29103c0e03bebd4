"""The whole product on a free port with folders of its own, and the Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
STOP_SECONDS = 20
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Start Herbbie with its data in `folder`; gives its address. Raises RuntimeError if it fails."""
    port = free_port()
    log = folder / "log.txt"
    with log.open("w") as output:
        command = [sys.executable, "-m", "herbbie.start"]
        product = subprocess.Popen(
            command, cwd=ROOT, env=environment(folder, port), stdout=output, stderr=output
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, product, log)
            yield address
        finally:
            product.terminate()
            try:
                product.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                product.kill()


def environment(folder: Path, port: int) -> dict[str, str]:
    """Nothing of this machine's own settings: no key, no broker, no database but the folder's."""
    return os.environ | {
        "DATA_DIR": str(folder),
        "PICTURES_DIR": str(folder / "coloring"),
        "DATABASE_URL": f"sqlite:///{folder / 'herbbie.sqlite3'}",
        "ENVIRONMENT": "development",
        "HERBBIE_ROLE": "all",
        "HOST": "127.0.0.1",
        "IMAGE_ENGINE": "offline",
        "OPENAI_API_KEY": "",
        "PORT": str(port),
        "RATE_LIMIT_PER_MINUTE": "1000",
        "REDIS_URL": "",
        "WEB_CONCURRENCY": "1",
        "WORKER_THREADS": "2",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, product: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and product.poll() is None:
        try:
            with urlopen(f"{address}/", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"Herbbie did not start:\n{log.read_text()[-4000:]}")


def chromium(playwright: Playwright) -> Browser:
    """PLAYWRIGHT_CHROMIUM, else Playwright's own, else one of this machine. Raises RuntimeError for none."""
    bundled = playwright.chromium.executable_path
    found = [os.environ.get("PLAYWRIGHT_CHROMIUM"), bundled if Path(bundled).exists() else None]
    found += [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    path = next(filter(None, found), None)
    if path is None:
        raise RuntimeError(
            "No Chromium found. Install one (apt-get install chromium, or playwright install chromium), "
            "or name one in PLAYWRIGHT_CHROMIUM."
        )
    return playwright.chromium.launch(executable_path=path, args=SWITCHES)
