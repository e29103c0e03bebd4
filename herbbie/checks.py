"""What Django does not refuse: starts that would show what is private or keep no secret."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error
from django.core.checks import Warning as Advice
from django.core.checks.security.base import (
    SECRET_KEY_INSECURE_PREFIX,
    SECRET_KEY_MIN_LENGTH,
    SECRET_KEY_MIN_UNIQUE_CHARACTERS,
)

PUBLIC = Error(
    "Everybody can reach this platform, and ENVIRONMENT is not production.",
    hint="Set ENVIRONMENT=production and SECRET_KEY.",
    id="herbbie.E001",
)
DEBUGGING = Error(
    "DEBUG shows settings and sources to everybody, and this is production.",
    hint="Take DEBUG away, or set it to false.",
    id="herbbie.E004",
)
GUESSABLE = Error(
    f"SECRET_KEY can be guessed: sessions and reset links need {SECRET_KEY_MIN_LENGTH} random characters.",
    hint='Make one: python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
    id="herbbie.E005",
)
NAMELESS = Error(
    "No name is known under which this site may be reached.",
    hint="Set ALLOWED_HOSTS to your domain.",
    id="herbbie.E006",
)
ANYBODY = Error(
    "The site answers under any name: a link in a mail could lead to somebody else's site.",
    hint="Set ALLOWED_HOSTS to your domain, and to no star.",
    id="herbbie.E007",
)
LOGGED = Advice(
    "Mails go to the log: nobody receives a link to a new password, and whoever reads the log can use it.",
    hint="Set EMAIL_URL=smtp+tls://user:password@host:587.",
    id="herbbie.W001",
)


def nothing_is_exposed(app_configs: object, **options: Any) -> list[Error]:
    """A system check: refuse a production that anybody could look into, and say what to set."""
    if not settings.PRODUCTION:
        return [PUBLIC] if settings.RAILWAY else []
    found = (
        (DEBUGGING, settings.DEBUG),
        (GUESSABLE, is_guessable(settings.SECRET_KEY)),
        (NAMELESS, not any(settings.ALLOWED_HOSTS)),
        (ANYBODY, "*" in settings.ALLOWED_HOSTS),
    )
    return [error for error, is_true in found if is_true]


def is_guessable(key: str) -> bool:
    """Whether Django would warn of a secret key as weak."""
    return (
        len(key) < SECRET_KEY_MIN_LENGTH
        or len(set(key)) < SECRET_KEY_MIN_UNIQUE_CHARACTERS
        or key.startswith(SECRET_KEY_INSECURE_PREFIX)
    )


def mails_are_sent(app_configs: object, **options: Any) -> list[Advice]:
    """A system check: warn when who forgot a password gets no mail, and the log gets the link."""
    logged = settings.EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend"
    return [LOGGED] if settings.PRODUCTION and logged else []
