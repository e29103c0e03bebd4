"""How a log line looks: in development for eyes, in production as one JSON object for programs.

An event is a few words and its fields: `log.info("ready", extra={"page": "f3...", "seconds": 1.2})`.
"""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from herbbie import request_ids

# Other people's lines bring objects along, whole requests among them: of theirs only the words are kept.
OURS = "herbbie"
STANDARD = frozenset([*vars(logging.makeLogRecord({})), "message", "asctime"])


def fields(record: logging.LogRecord) -> dict[str, Any]:
    """What our own lines say besides their words, and the id of the request that they belong to."""
    said = vars(record).items() if record.name.partition(".")[0] == OURS else ()
    found = {name: value for name, value in said if name not in STANDARD}
    return found | {"request_id": request_ids.current()} if request_ids.current() else found


class Wordless(logging.Formatter):
    """What broke and where, without the words of any exception: they may be a child's, or a row of ours."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another formatter may have left its own there
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        error, parts = ei[1], []
        while error:
            kind = type(error)
            frames = "".join(traceback.format_tb(error.__traceback__))
            parts.append(f"Traceback (most recent call last):\n{frames}{kind.__module__}.{kind.__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\n".join(reversed(parts))


class Line(Wordless):
    """Time, level and logger, the page that the line is about, the words, the other fields."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        told = fields(record)
        words = [f"page={told.pop('page')}"] if "page" in told else []
        words += [record.message, *(f"{name}={shown(value)}" for name, value in told.items())]
        return f"{record.asctime} {record.levelname} {record.name} {' '.join(words)}"


def shown(value: object) -> str:
    """A field's value for eyes."""
    return f"{value:.2f}" if isinstance(value, float) else str(value)


class Json(Wordless, JsonFormatter):
    """One object: `time` in UTC, `level`, `logger`, `message`, the fields, `exc_info` of what broke."""

    def __init__(self) -> None:
        super().__init__(json_default=str, json_ensure_ascii=False)

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """What is written, in this order."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        log_data |= {"time": at, "level": record.levelname, "logger": record.name}
        log_data |= {"message": record.message} | fields(record) | message_dict


class NoAddresses(logging.Filter):
    """Without gunicorn's warnings of those who speak no HTTP: they name the caller's address."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith("Invalid request from ip=")


class NoQuotes(logging.Filter):
    """Without what others repeat: Celery the words of an exception, gunicorn the address asked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, dict):
            record.args = record.args | {"exc": "", "traceback": ""}
        elif str(record.msg).startswith("Error handling request"):
            record.args = tuple("-" for _ in record.args or ())
        return True
