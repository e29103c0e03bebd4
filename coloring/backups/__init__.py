"""A backup: every row and every picture in one zip, for any database and any store.

    pictures/<name>          each picture as it is
    pictures.jsonl           name, sha256 and size of each
    rows/<app>.<model>.jsonl every row, as Django's serializers write it
    manifest.json            the last to be written: what a whole backup holds

Left out are uploaded photos and references of programs (they are promised to be gone soon), unfinished
pictures, sessions, exports, log-in attempts, and what is known of running workers and of the last minute.
In it are addresses of accounts and hashes of their passwords: whoever reads a backup knows as much as the
server.
"""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models import Model

from accounts.sessions import Session
from coloring.models import Export, Pace, Partial, Photo, Reference, StoredPicture, Turn, WorkerBeat

FORMAT = 1
MANIFEST = "manifest.json"
PICTURES = "pictures.jsonl"
LEFT_OUT: set[type[Model]] = {
    Photo,
    Reference,
    Partial,
    StoredPicture,
    Export,
    WorkerBeat,
    Session,
    Turn,
    Pace,
}
APPS = ("accounts", "coloring")


class BackupError(Exception):
    """A sentence for whoever makes or restores a backup."""


def models() -> list[type[Model]]:
    """What is kept, in the order in which it can be restored."""
    ours = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return [Group, *(model for model in ours if model not in LEFT_OUT)]


def picture_file(name: str) -> str:
    return f"pictures/{name}"


def rows_file(model: type[Model]) -> str:
    return f"rows/{model._meta.label_lower}.jsonl"
