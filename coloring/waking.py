"""Tells workers through the broker that something is due; may fail, because the rows are the truth."""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from celery import Task
from django.conf import settings

log = logging.getLogger("herbbie.worker")

# After a failed publish the broker is left alone for a while: the reconciler hands the rows out anyway.
BREAK_SECONDS = 5.0
_broken_until = 0.0
# Nobody waits for a broker: one that is away is given up after six seconds, one that hangs after ten.
_messenger = ThreadPoolExecutor(1, "wake-up")


def later(task: Task[..., None], *args: Any) -> None:
    """Publish a moment later, without being waited for.

    Without Redis nothing is published: the worker feeds itself from the database.
    """
    if not settings.EMBEDDED:
        _messenger.submit(publish, task, *args)


def publish(task: Task[..., None], *args: Any) -> bool:
    """Put a task into the queue; False while the broker is away."""
    global _broken_until
    if time.monotonic() < _broken_until:
        return False
    try:
        task.apply_async(args, retry=False, expires=600)
    except Exception as error:
        _broken_until = time.monotonic() + BREAK_SECONDS
        told = {"task": task.name, "error": type(error).__name__}
        log.warning("wake-up failed; the reconciler takes it", extra=told)
        return False
    return True
