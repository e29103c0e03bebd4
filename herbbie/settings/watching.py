"""What is told to whoever runs Herbbie."""

from __future__ import annotations

from typing import Any

from herbbie.settings.place import LOG_LEVEL, env

# Who runs this Herbbie: named on the privacy page, written to when something needs a hand.
OWNER_NAME = env.str("OWNER_NAME", "")
OWNER_EMAIL = env.str("OWNER_EMAIL", "")
# What a program must show to read /metrics; without one there is no such address.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
SENTRY_DSN = env.str("SENTRY_DSN", "")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "herbbie": {"level": LOG_LEVEL},
        "django": {"level": "WARNING"},
        # Its INFO lines name every URL that is called; ours say more in less.
        "httpx2": {"level": "WARNING"},
    },
}
