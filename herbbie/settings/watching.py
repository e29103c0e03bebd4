"""What is told to whoever runs Herbbie."""

from __future__ import annotations

from typing import Any

from herbbie.settings.place import LOG_LEVEL, PRODUCTION, TESTING, env

# Who runs this Herbbie: named on the privacy page, written to when something needs a hand.
OWNER_NAME = env.str("OWNER_NAME", "")
OWNER_EMAIL = env.str("OWNER_EMAIL", "")
# What a program must show to read /metrics; without one there is no such address.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
SENTRY_DSN = "" if TESTING else env.str("SENTRY_DSN", "")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "herbbie.logs.Json" if PRODUCTION else "herbbie.logs.Line"}},
    "filters": {
        "addresses": {"()": "herbbie.logs.NoAddresses"},
        "quotes": {"()": "herbbie.logs.NoQuotes"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "herbbie": {"level": LOG_LEVEL},
        # One line a request: for a server, not for somebody's own computer.
        "herbbie.access": {"level": "NOTSET" if PRODUCTION else "WARNING"},
        "django": {"level": "WARNING"},
        # What was not found or not allowed has its line already, without the address that was asked for.
        "django.request": {"level": "ERROR" if PRODUCTION else "NOTSET"},
        # It brings a handler of its own, which writes another format.
        "gunicorn.error": {"handlers": ["console"], "filters": ["addresses", "quotes"], "propagate": False},
        "celery.app.trace": {"filters": ["quotes"]},
        # Its INFO lines name every URL that is called; ours say more in less.
        "httpx2": {"level": "WARNING"},
    },
}
