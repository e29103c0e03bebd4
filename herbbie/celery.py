"""The Celery application: tasks carry ids only, the database row is the truth."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herbbie.settings")

app = Celery("herbbie")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    # A task is acknowledged when it is done; until then another worker may have it, and the claim decides.
    task_acks_late=True,
    task_ignore_result=True,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    # Our own LOGGING stays in force.
    worker_hijack_root_logger=False,
    # A broker that is away is waited for, for ever: the reconciler needs only the database.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
)
app.autodiscover_tasks()
