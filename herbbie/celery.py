"""The Celery application: tasks carry ids only, the database row is the truth."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herbbie.settings")

app = Celery("herbbie")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    # A task is acknowledged when it is done; until then another worker may have it, and the claim decides.
    task_acks_late=True,
    task_ignore_result=True,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    # A broker that is away is waited for, for ever: the reconciler needs only the database.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
)
app.autodiscover_tasks()


@setup_logging.connect
def keep_ours(**_: Any) -> None:
    """Celery leaves the log alone when somebody answers this: our own LOGGING stays in force."""
