"""The Celery application: tasks carry ids only, the database row is the truth."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herbbie.settings")

app = Celery("herbbie")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
