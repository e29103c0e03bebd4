"""Proof that a process of this machine died: a locked file for each.

The kernel drops the lock with the process, however that ends, and never before. Only files of the running
kernel are judged: what another machine locks in a shared folder is not to be seen from here.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

# Names one run of one kernel, the same in all its containers (Linux); elsewhere nobody is declared dead.
BOOT = Path("/proc/sys/kernel/random/boot_id")


def kernel() -> str:
    return BOOT.read_text().strip() if BOOT.exists() else ""


def hold(folder: Path, life: str) -> int:
    """Keep a lock for a life until the descriptor that is given back is closed: never. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    unnamed = folder / f".{life}"
    descriptor = os.open(unnamed, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    # Named once it is locked: nobody ever sees it without its lock while we live.
    unnamed.rename(folder / f"{kernel()}.{life}")
    return descriptor


def bury(folder: Path, release: Callable[[str], None]) -> None:
    """Tell `release` the life of each process that died, and forget it if that raises nothing."""
    if not (here := kernel()):
        return
    for file in folder.glob(f"{here}.*"):
        with contextlib.suppress(FileNotFoundError, BlockingIOError), file.open("rb") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            release(file.name.rpartition(".")[2])
            file.unlink()
