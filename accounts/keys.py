"""API keys: what a program shows instead of a session, kept only as hashes."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# What every key begins with, so that programs which look for secrets in sources find ours.
MARK = "hb_"
# As `secrets.token_urlsafe` writes 32 bytes.
FORM = re.compile(MARK + r"[A-Za-z0-9_-]{43}")
# Six of the 43 letters tell one's keys apart; the other 37 are as hard to guess as ever.
SHOWN = len(MARK) + 6
LONGEST_NAME = 60
# Living ones of an account.
MOST = 20
# A key in constant use is written once a minute, not at every call.
USED_EVERY = timedelta(minutes=1)
# So long a revoked key is told in an export; then it is forgotten.
REVOKED_LIFE = timedelta(days=30)


class UnknownKeyError(Exception):
    """This is no key, or one that nobody may use any more."""


class TooManyKeysError(Exception):
    """The account has as many living keys as it may."""


class KeyQuerySet(models.QuerySet["ApiKey"]):
    """The queries about keys."""

    def living(self) -> Self:
        return self.filter(revoked_at=None)

    def usable(self) -> Self:
        """Those that open something; a closed account has none."""
        return self.living().filter(user__is_active=True)

    def revoke(self) -> int:
        """End them at once; how many there were."""
        return self.living().update(revoked_at=timezone.now())

    def touch(self) -> int:
        """Note that they are used just now, unless that was noted a moment ago."""
        now = timezone.now()
        return self.filter(Q(last_used_at=None) | Q(last_used_at__lt=now - USED_EVERY)).update(
            last_used_at=now
        )

    def forgotten(self) -> Self:
        """Those that were revoked long enough ago."""
        return self.filter(revoked_at__lt=timezone.now() - REVOKED_LIFE)


class ApiKey(models.Model):
    """A key of an account. `digest` is the SHA-256 of it, `prefix` its first letters."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_keys")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    prefix = models.CharField(max_length=SHOWN, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["user", "-created_at"], name="key_list")]

    def __str__(self) -> str:
        """Not its name: the administration lists what would be deleted with an account."""
        return f"key since {self.created_at:%Y-%m-%d}"


def digest(key: str) -> str:
    """What is kept of a key: its SHA-256 as 64 hexadecimal digits.

    A password needs a slow hash because people choose few of them; 256 random bits cannot be tried through at
    any speed, and each call of a program would wait for the slow one.
    """
    return hashlib.sha256(key.encode()).hexdigest()


def make(user_id: int, name: str) -> tuple[ApiKey, str]:
    """A new key of an account, and the key itself: it is nowhere else. Raises TooManyKeysError."""
    key = MARK + secrets.token_urlsafe(32)
    with transaction.atomic():
        # Whoever makes another one just now waits for the row, and then counts this one too.
        user = get_user_model().objects.select_for_update().get(pk=user_id)
        if ApiKey.objects.living().filter(user=user).count() >= MOST:
            raise TooManyKeysError
        row = ApiKey.objects.create(user=user, name=name, prefix=key[:SHOWN], digest=digest(key))
    return row, key


def user_by(token: str) -> ApiKey | None:
    """The living key with these letters, with its user; None for what is no key of ours.

    It is looked up by its hash: how long that takes tells of the hash at most, and no hash leads to its key.
    """
    if not FORM.fullmatch(token):
        return None
    key = ApiKey.objects.usable().select_related("user").filter(digest=digest(token)).first()
    if key is not None:
        ApiKey.objects.filter(pk=key.pk).touch()
    return key
