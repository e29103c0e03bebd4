"""The project: settings, URLs, the web entry and the worker entry."""

from herbbie.celery import app as celery_app

__all__ = ["celery_app"]
