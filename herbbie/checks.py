"""What Django cannot check: a platform throws its disk away at every deploy, a volume has one owner."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage, storages

PUBLIC = Error(
    "Everybody can reach this platform, and ENVIRONMENT is not production.",
    hint="Set ENVIRONMENT=production and SECRET_KEY.",
    id="herbbie.E001",
)
THROWN_AWAY = Error(
    "Pictures would be written to a disk that the next deploy throws away.",
    hint="Attach a volume to this service.",
    id="herbbie.E002",
)
APART = Error(
    "The web server could not read the pictures that a worker in another service writes.",
    hint="A volume belongs to one service: leave HERBBIE_ROLE at all.",
    id="herbbie.E003",
)


def nothing_is_lost(app_configs: object, **options: Any) -> list[Error]:
    """A system check: refuse a combination that would lose pages or keep no secret, and say what to set."""
    if not settings.RAILWAY:
        return []
    files = isinstance(storages["pictures"], FileSystemStorage)
    found = (
        (PUBLIC, not settings.PRODUCTION),
        (THROWN_AWAY, files and not settings.ON_VOLUME),
        (APART, files and settings.ROLE != "all"),
    )
    return [error for error, is_true in found if is_true]
