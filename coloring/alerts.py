"""Mails to the owner about what needs a hand: each trouble once, however many workers see it."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation

from coloring import troubles
from coloring.models import Alert
from coloring.troubles import Trouble

log = logging.getLogger("herbbie.alert")

# A row that nobody was written about yet.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
# A worker that died between its claim and its mail leaves the trouble to another one after so long.
CLAIM = timedelta(minutes=5)


@dataclass(frozen=True)
class Rule:
    """When a trouble that lasts is told again, and for how long at least one that comes and goes is not."""

    again: timedelta = timedelta(days=1)
    rest: timedelta = timedelta(0)


HOURLY = timedelta(hours=1)
RULES = {
    "ending": Rule(again=timedelta(days=7)),
    "retired": Rule(again=timedelta(days=7)),
    "budget": Rule(rest=HOURLY),
    "late": Rule(rest=HOURLY),
    "crashed": Rule(rest=HOURLY),
    # Once for each page; long before LONG_AGO is reached.
    "reported": Rule(again=timedelta(days=3650)),
}


_busy = threading.Lock()


def start() -> None:
    """A round in a thread of its own, unless the last one is still busy: a mail may take its time."""
    if _busy.acquire(blocking=False):
        threading.Thread(target=_round, name="alerts", daemon=True).start()


def _round() -> None:
    """Whatever goes wrong here harms nobody who draws; the next round is a minute away."""
    try:
        tell()
    except Exception as error:
        log.warning("nobody could look for troubles", extra={"error": type(error).__name__})
    finally:
        connection.close()
        _busy.release()


def tell() -> None:
    """Write one mail about all that is wrong and was not told yet; forget what is mended."""
    known, now = list(Alert.objects.all()), timezone.now()
    found = troubles.standing()
    for alert in known:
        if Trouble(alert.kind, alert.about) not in found:
            _forget(alert, now)
    claimed = [trouble for trouble in found if _claim(trouble, now)]
    if claimed:
        was_told = _write(claimed)
        for trouble in claimed:
            _row(trouble).update(sent_at=now if was_told else now - _rule(trouble.kind).again)


def _rule(kind: str) -> Rule:
    return RULES.get(kind, Rule())


def _row(trouble: Trouble) -> QuerySet[Alert]:
    return Alert.objects.filter(kind=trouble.kind, about=trouble.about)


def _forget(alert: Alert, now: datetime) -> None:
    """Unless another worker has just claimed it anew."""
    unchanged = Alert.objects.filter(pk=alert.pk, sent_at=alert.sent_at)
    unchanged.filter(sent_at__lte=now - _rule(alert.kind).rest).delete()


def _claim(trouble: Trouble, now: datetime) -> bool:
    """By one conditional UPDATE: of two workers one writes."""
    Alert.objects.get_or_create(kind=trouble.kind, about=trouble.about, defaults={"sent_at": LONG_AGO})
    before = now - _rule(trouble.kind).again
    return bool(_row(trouble).filter(sent_at__lte=before).update(sent_at=before + CLAIM))


def _write(claimed: list[Trouble]) -> bool:
    """One mail about all of them, the log where no owner is named. False when it did not go out."""
    if not settings.OWNER_EMAIL:
        for trouble in claimed:
            log.error("needs the owner's hand", extra={"trouble": trouble.kind, "about": trouble.about})
        return True
    try:
        EmailMessage(_subject(), _body(claimed), to=[settings.OWNER_EMAIL]).send()
    except Exception as error:
        log.error("the owner cannot be written to", extra={"error": type(error).__name__})
        return False
    log.warning("the owner was written to", extra={"troubles": ",".join(one.kind for one in claimed)})
    return True


def _subject() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("alerts/subject.txt", {"site": troubles.site()}).strip()


def _body(claimed: list[Trouble]) -> str:
    """In the site's own language, and in English below."""
    languages = dict.fromkeys([settings.LANGUAGE_CODE, "en"])
    return "\n----------\n\n".join(_text(claimed, language) for language in languages)


def _text(claimed: list[Trouble], language: str) -> str:
    with translation.override(language):
        told = [render_to_string(f"alerts/{trouble.kind}.txt", trouble.facts).strip() for trouble in claimed]
        return render_to_string("alerts/mail.txt", {"troubles": told})
