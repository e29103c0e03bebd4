"""Leaving for good: the account goes at once, and nothing anywhere names it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from accounts.models import User
from herbbie import addresses

# A database takes only so many parameters.
BATCH = 500


def leave(user_id: int) -> None:
    """Delete an account and all that hangs on it, together or not at all.

    The row is locked first: whoever adds a page just now waits, and then has nobody to give it to.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user_id).delete()


@receiver(pre_delete, sender=User)
def forget_name(sender: object, instance: User, **_: Any) -> None:
    """What tables without a key to the user keep of it, whoever deletes it."""
    forget_in_admin_log(User, [instance.pk])
    for guesses in (AccessAttempt, AccessFailureLog, AccessLog):
        guesses.objects.filter(username__in=[instance.email, addresses.mailbox(instance.email)]).delete()


def forget_in_admin_log(model: type[models.Model], ids: Iterable[object]) -> None:
    """That an administrator did something stays known, but no longer to whom: the log repeats names."""
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
    rest = iter(map(str, ids))
    while batch := list(islice(rest, BATCH)):
        entries.filter(object_id__in=batch).update(object_repr="")
