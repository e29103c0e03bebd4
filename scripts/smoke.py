"""Try what the README promises: `make run` serves, draws a page for its caller alone, ends on Ctrl-C."""

from __future__ import annotations

import base64
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 300  # a first run installs everything
PAGE_SECONDS = 60
STOP_SECONDS = 60
# A key of whoever runs this must not be spent here.
FOREIGN = re.compile(r"^(OPENAI|XAI|REDIS|DATABASE|RAILWAY|S3_|IMAGE_|SECRET_KEY|ENVIRONMENT|HERBBIE|HOST)")
PNG = b"\x89PNG\r\n\x1a\n"


def main() -> int:
    """0 when every promise was kept."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        server = start(Path(folder), port)
        try:
            try_out(f"http://127.0.0.1:{port}", server)
            stop(server)
        finally:
            kill_session(server.pid)
    tell("all promises were kept")
    return 0


def tell(sentence: str) -> None:
    print(f"smoke: {sentence}", flush=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """`make run` in a session of its own, like in a terminal, with fresh folders."""
    environment = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
    environment |= {
        "PORT": str(port),
        "DATA_DIR": str(folder / "var"),
        "PICTURES_DIR": str(folder / "coloring"),
        "OPENAI_API_KEY": "",
    }
    command = ["make", "run"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)


def try_out(site: str, server: subprocess.Popen[bytes]) -> None:
    """The curl lines of the README."""
    wait_for(lambda: is_healthy(site, server), START_SECONDS, "a healthy server")
    caller = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = ask_for_page(site, caller)
    address = urllib.parse.urljoin(site, page["image_url"])
    picture = caller.open(address, timeout=30).read()
    expect(picture.startswith(PNG), f"{address} is no PNG")
    tell(f"drew a page of {len(picture)} bytes")
    try:
        urllib.request.urlopen(address, timeout=30)
    except urllib.error.HTTPError as error:
        expect(error.code == 404, f"a stranger got {error.code}")
    else:
        expect(False, "a stranger saw the page")
    picture = base64.b64decode(ask_for_picture(site, caller)["images"][0]["b64_json"])
    expect(picture.startswith(PNG), "the image API drew no PNG")
    tell(f"drew a picture of {len(picture)} bytes for a program")


def is_healthy(site: str, server: subprocess.Popen[bytes]) -> bool:
    expect(server.poll() is None, f"make run ended with exit code {server.returncode}")
    try:
        with urllib.request.urlopen(f"{site}/health", timeout=5) as answer:
            return bool(json.load(answer)["worker"] == "ok")
    except OSError:
        return False


def ask_for_page(site: str, caller: urllib.request.OpenerDirector) -> dict[str, Any]:
    headers = {"Content-Type": "application/json", "Prefer": f"wait={PAGE_SECONDS}"}
    request = urllib.request.Request(f"{site}/generate_coloring/", b'{"theme": "espace"}', headers)
    with caller.open(request, timeout=PAGE_SECONDS + 30) as answer:
        page: dict[str, Any] = json.load(answer)
        expect(answer.status == 200, f"the page was not ready in {PAGE_SECONDS} s: {page}")
    expect(page.get("success") is True, f"no success: {page}")
    return page


def ask_for_picture(site: str, caller: urllib.request.OpenerDirector) -> dict[str, Any]:
    wish = b'{"prompt": "a fox that reads under a tree"}'
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{site}/api/v1/images/generate", wish, headers)
    with caller.open(request, timeout=PAGE_SECONDS + 60) as answer:
        order: dict[str, Any] = json.load(answer)
        expect(answer.status == 200, f"the picture was not ready: {order}")
    return order


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ctrl-C reaches the whole foreground group; then nothing may be left."""
    os.killpg(server.pid, signal.SIGINT)
    server.wait(STOP_SECONDS)
    wait_for(lambda: not members(server.pid), 5, "an end of every process")
    tell("stopped, and nothing is left running")


def members(session: int) -> list[int]:
    """The processes of a session: also those that moved into groups of their own."""
    command = ["ps", "-A", "-o", "pid=,sess=,stat="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = (line.split() for line in listed.stdout.splitlines())
    return [int(pid) for pid, owner, state in rows if int(owner) == session and not state.startswith("Z")]


def kill_session(session: int) -> None:
    for pid in members(session):
        os.kill(pid, signal.SIGKILL)


def wait_for(condition: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        expect(time.monotonic() < deadline, f"{what}: not within {seconds} s")
        time.sleep(0.2)


def expect(kept: bool, broken: str) -> None:
    if not kept:
        raise SystemExit(f"smoke: {broken}")


if __name__ == "__main__":
    sys.exit(main())
