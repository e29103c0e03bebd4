"""The first pip of a virtual environment, for machines whose Python came without pip and ensurepip."""

from __future__ import annotations

import configparser
import hashlib
import html
import os
import re
import ssl
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

WHEEL = "pip-26.3-py3-none-any.whl"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
DEFAULT_INDEX = "https://pypi.org/simple"
SECONDS = 60


def install(python: Path) -> None:
    """Put pip into the environment of `python`. Raises OSError or SubprocessError when it fails."""
    settings = pip_settings(config_files(os.environ, Path.home()), os.environ)
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder, WHEEL)
        wheel.write_bytes(download(settings.get("index-url", DEFAULT_INDEX), settings.get("cert")))
        command = [str(python), f"{wheel}/pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
        subprocess.run(command, check=True, timeout=SECONDS)


def config_files(environ: Mapping[str, str], home: Path) -> list[Path]:
    """Where pip itself looks for its settings, the strongest last."""
    config_home = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    files = [Path("/etc/pip.conf"), home / ".pip" / "pip.conf", config_home / "pip" / "pip.conf"]
    return [*files, Path(environ["PIP_CONFIG_FILE"])] if environ.get("PIP_CONFIG_FILE") else files


def pip_settings(files: Iterable[Path], environ: Mapping[str, str]) -> dict[str, str]:
    """`index-url` and `cert` as pip would take them: from the files, then from the environment."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.read(files)
    found: dict[str, str] = {}
    for section in ("global", "install"):
        if parser.has_section(section):
            found.update(parser[section])
    for name in ("index-url", "cert"):
        value = environ.get("PIP_" + name.upper().replace("-", "_"))
        if value:
            found[name] = value
    return {name: found[name] for name in ("index-url", "cert") if found.get(name)}


def download(index: str, cert: str | None = None) -> bytes:
    """The bytes of the pinned wheel. Raises OSError when they are out of reach or not the pinned ones."""
    context = ssl.create_default_context(cafile=cert)
    page = index.rstrip("/") + "/pip/"
    with urlopen(page, timeout=SECONDS, context=context) as answer:
        address = link(answer.read().decode(), answer.geturl())
    with urlopen(address, timeout=SECONDS, context=context) as answer:
        content: bytes = answer.read()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise OSError(f"{WHEEL} is not the file that was pinned")
    return content


def link(page: str, address: str) -> str:
    """The wheel's address on an index page; mirrors write it relative to the page's own address."""
    for href in re.findall(r"""href=["']([^"']+)["']""", page):
        if WHEEL in href:
            return urljoin(address, html.unescape(href)).partition("#")[0]
    raise OSError(f"{WHEEL} is not in the package index")
