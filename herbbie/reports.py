"""Error reports to Sentry: what broke and where in the code, and nothing of whom it broke for.

Loaded only when SENTRY_DSN is set.
"""

from __future__ import annotations

from typing import Any

import sentry_sdk
from django.conf import settings
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.logging import ignore_logger

from herbbie import request_ids

# A report is built anew from these; whatever else the library ever adds stays here. Messages are left out
# too: a database quotes the row that it refuses, a parser the words that it cannot read.
KEPT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment")
KEPT_OF_FRAME = ("filename", "function", "module", "lineno", "in_app", "context_line")


def start() -> None:
    """Report errors from now on."""
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=f"herbbie@{settings.VERSION}",
        environment=settings.ENVIRONMENT,
        integrations=[DjangoIntegration(), CeleryIntegration()],
        # Others would listen to the calls that carry prompts and photos.
        auto_enabling_integrations=False,
        before_send=scrubbed,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        trace_propagation_targets=[],
    )
    # Strangers who knock under a wrong name are no error of ours.
    ignore_logger("django.security.DisallowedHost")


def scrubbed(event: Any, _hint: Any) -> Any:
    """What is sent in place of an event."""
    report = {name: event[name] for name in KEPT if name in event}
    report["tags"] = {"request_id": request_ids.current()} if request_ids.current() else {}
    # The name of a view or a task; else it would be the address that was asked for.
    if event.get("transaction_info", {}).get("source") != "url":
        report["transaction"] = event.get("transaction", "")
    # Our own lines keep what they tell of apart from their words; others mix them.
    if "logentry" in event and str(event.get("logger")).startswith("herbbie."):
        report["logentry"] = {"message": event["logentry"].get("message", "")}
    raised = event.get("exception", {}).get("values", [])
    report["exception"] = {"values": [_without_words(error) for error in raised]}
    return report


def _without_words(error: Any) -> dict[str, Any]:
    """The class of an exception and where it came from; the lines are our source, without any value."""
    frames = (error.get("stacktrace") or {}).get("frames", [])
    kept = [{name: frame[name] for name in KEPT_OF_FRAME if name in frame} for frame in frames]
    return {"type": error.get("type"), "module": error.get("module"), "stacktrace": {"frames": kept}}
