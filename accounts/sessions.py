"""Sessions that know whose they are, so that all of an account's can be ended, and go with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# After so long one logs in again, however often one was here: a lost telephone does not stay open for ever.
# A visitor's session has no such end; it opens nothing but that visitor's own pages.
LOGGED_IN_FOR = timedelta(days=30)


class Session(AbstractBaseSession):
    """A browser's session; `user` is None until somebody logs in there."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="sessions"
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore

    def __str__(self) -> str:
        """Not its key: the administration lists what would be deleted with an account."""
        return f"session until {self.expire_date:%Y-%m-%d}"

    @property
    def logged_in_at(self) -> datetime:
        """When its user logged in: its end was set at that moment and is never moved."""
        return self.expire_date - LOGGED_IN_FOR


class SessionStore(DatabaseSessions):
    """Django's sessions in the database, with the user's id beside the sealed data."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row


def end_all(user_id: int, but: str | None = None) -> int:
    """End an account's sessions on every device, `but` the one of this key; how many were ended."""
    ended, _of_each = Session.objects.filter(user_id=user_id).exclude(session_key=but or "").delete()
    return ended


@receiver(user_logged_in)
def limit(sender: object, request: HttpRequest, **_: object) -> None:
    """From the moment of the log-in its end is fixed."""
    if hasattr(request, "session"):
        request.session.set_expiry(timezone.now() + LOGGED_IN_FOR)
