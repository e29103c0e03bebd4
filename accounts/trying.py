"""How often one line may try: to log in, to sign up, to have mails sent, to use a link or a key."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute

from herbbie import addresses, throttling

# A school shares one address: generous for it, and still far too few to guess with.
LOG_INS = RateLimitItemPerMinute(60, 15)
SIGN_UPS = RateLimitItemPerHour(30)
MAILS = RateLimitItemPerHour(20)
MAILS_TO_ONE = RateLimitItemPerHour(5)
LINKS = RateLimitItemPerHour(60)
NEW_KEYS = RateLimitItemPerHour(60)
# A program with a wrong key tries again until somebody mends it.
WRONG_KEYS = RateLimitItemPerMinute(30)


def log_in(request: HttpRequest) -> None:
    """Count one try, right or wrong. Raises TooOftenError, as all of these do."""
    _count(request, LOG_INS, "log in")


def sign_up(request: HttpRequest) -> None:
    _count(request, SIGN_UPS, "sign up")


def use_link(request: HttpRequest) -> None:
    _count(request, LINKS, "link")


def make_key(request: HttpRequest) -> None:
    _count(request, NEW_KEYS, "new key")


def use_wrong_key(request: HttpRequest) -> None:
    """Right ones are not counted here: whoever shares the line with a lost program goes on working."""
    _count(request, WRONG_KEYS, "wrong key")


def ask_mail(request: HttpRequest, mailbox: str) -> None:
    """Nobody's mailbox is filled; whether somebody has an account there does not matter."""
    _count(request, MAILS, "mail")
    throttling.count(MAILS_TO_ONE, "mail to", addresses.mailbox(mailbox), _enough())


def _count(request: HttpRequest, limit: RateLimitItem, what: str) -> None:
    throttling.count(limit, what, addresses.counted_as(request), _enough())


def _enough() -> str:
    return _("That was tried very often from where you are. Please wait a while, and then try again.")
