#!/usr/bin/env python3
"""Start, set up or test Herbbie with nothing but Python: `python3 run.py`, `... setup`, `... test`."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path

from scripts import first_pip

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
INSTALL_SECONDS = 900
CHECKS = {
    "lint": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "."),
    "types": ("-m", "mypy"),
    "import rules": (
        "-c",
        "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())",
    ),
    "migrations": ("manage.py", "makemigrations", "--check", "--dry-run"),
}


class SetupError(Exception):
    """Something that the person at the keyboard can mend; its text says how."""


def main(arguments: Sequence[str]) -> int:
    """Do what was asked. The exit code: 0, 1 after a trouble, 130 after Ctrl-C."""
    command, *rest = arguments or ("run",)
    try:
        check_python(sys.version_info[:2])
        os.chdir(ROOT)
        if command == "run" and not rest:
            return run()
        if command == "setup" and not rest:
            return set_up()
        if command == "test":
            return test(rest)
        raise SetupError(
            "Say one of: python3 run.py, python3 run.py setup, python3 run.py test [pytest arguments]"
        )
    except SetupError as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


def run() -> int:
    """Make everything ready, then become the supervisor: Ctrl-C and SIGTERM reach it directly."""
    python = environment()
    print("Starting Herbbie. Ctrl-C stops it.", flush=True)
    # Until the supervisor listens, a Ctrl-C waits instead of being lost in the middle of an import.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    os.execv(python, [str(python), "-m", "herbbie.start"])  # noqa: S606


def set_up() -> int:
    """Everything that `run` does, except starting."""
    python = environment()
    return subprocess.run([python, "-m", "herbbie.prepare"], check=False).returncode


def test(pytest_arguments: Sequence[str]) -> int:
    """Run every check, then the tests: pytest's closing line comes last. Non-zero when anything failed."""
    python = environment(tests=True)
    failed = [name for name, command in CHECKS.items() if not passes(name, [python, *command])]
    if failed:
        print(f"\nFailed before the tests: {', '.join(failed)}.", flush=True)
    tests = subprocess.run([python, "-m", "pytest", *pytest_arguments], check=False).returncode
    return tests or bool(failed)


def passes(name: str, command: Sequence[str | Path]) -> bool:
    print(f"--- {name}", flush=True)
    return succeeds(command)


def check_python(version: tuple[int, int]) -> None:
    """Raises SetupError when Python is too old."""
    if version < OLDEST:
        have, need = (".".join(map(str, numbers)) for numbers in (version, OLDEST))
        raise SetupError(f"Herbbie needs Python {need} or newer; this is {have}. Try: python{need} run.py")


# --- the virtual environment


def environment(tests: bool = False) -> Path:
    """The environment's Python, with everything installed that the lock files name."""
    folder = ROOT / ".venv"
    python = folder / "bin" / "python"
    if not works([python, "-c", f"import sys; sys.exit(sys.version_info[:2] < {OLDEST})"]):
        print("Making a virtual environment in .venv", flush=True)
        venv.create(folder, clear=True, symlinks=True, with_pip=False)
    for name in ("requirements.txt", "requirements-dev.txt") if tests else ("requirements.txt",):
        install(ROOT / name, python, folder / f"{name}.sha256")
    return python


def install(requirements: Path, python: Path, stamp: Path) -> None:
    """Install a lock file, unless the stamp says that exactly this one is installed. Raises SetupError."""
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == digest:
        return
    print(f"Installing {requirements.name}: half a minute the first time", flush=True)
    began = time.monotonic()
    if not (with_uv(requirements, python) or with_pip(requirements, python)):
        raise SetupError(f"{requirements.name} could not be installed; the lines above say why.")
    stamp.write_text(digest)
    print(f"Installed in {time.monotonic() - began:.0f} s", flush=True)


def with_uv(requirements: Path, python: Path) -> bool:
    """Install with uv where there is one. False when there is none, or when it could not."""
    uv = os.environ.get("UV") or shutil.which("uv")
    if not uv or not works([uv, "--version"]):
        return False
    options = ("--quiet", "--python", python, "--require-hashes", "-r", requirements)
    return succeeds([uv, "pip", "install", *options], INSTALL_SECONDS)


def with_pip(requirements: Path, python: Path) -> bool:
    """Install with pip, which is brought first when the environment has none. Raises SetupError."""
    if not works([python, "-m", "pip", "--version"]) and not works([python, "-m", "ensurepip"]):
        print("This Python came without pip; fetching it", flush=True)
        try:
            first_pip.install(python)
        except (OSError, subprocess.SubprocessError) as error:
            raise SetupError(f"pip is out of reach ({error}). Install python3-venv or uv.") from error
    options = ("-qq", "--disable-pip-version-check", "--require-hashes", "-r", requirements)
    return succeeds([python, "-m", "pip", "install", *options], INSTALL_SECONDS)


def succeeds(command: Sequence[str | Path], seconds: float | None = None) -> bool:
    """Run a command in sight of the person at the keyboard; whether it ended well and in time."""
    try:
        return subprocess.run(command, check=False, timeout=seconds).returncode == 0
    except subprocess.TimeoutExpired:
        print(f"That took more than {seconds:.0f} s; given up.", file=sys.stderr)
        return False


def works(command: Sequence[str | Path]) -> bool:
    """Whether a command exists and ends well; what it prints is nobody's business."""
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
