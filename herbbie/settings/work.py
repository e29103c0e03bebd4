"""The worker and its queue."""

from __future__ import annotations

from typing import Any

from herbbie.settings.place import env
from herbbie.settings.web import TIME_ZONE

REDIS_URL = env.str("REDIS_URL", "")
EMBEDDED = not REDIS_URL
LEASE_SECONDS = env.float("LEASE_SECONDS", 90.0)
RECONCILE_SECONDS = env.float("RECONCILE_SECONDS", 0.2 if EMBEDDED else 2.0)
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {"polling_interval": 0.05}
    if EMBEDDED
    else {
        "visibility_timeout": 900,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 10,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "health_check_interval": 10,
    }
)
