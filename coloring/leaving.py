"""What goes with an account though no key leads there: counts under its name, and what it had in the log."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from accounts.leaving import forget_in_admin_log
from coloring.models import Batch, DailyCount, Export, Image, Order, Page


@receiver(pre_delete, sender=settings.AUTH_USER_MODEL)
def forget_counts(sender: object, instance: Any, **_: Any) -> None:
    """In the transaction that deletes the account, whoever deletes it."""
    DailyCount.objects.filter(who=f"user:{instance.pk}").delete()
    for model in (Page, Export, Order, Batch):
        forget_in_admin_log(model, model.objects.filter(user=instance.pk).values_list("pk", flat=True))
    images = Image.objects.filter(order__user=instance.pk)
    forget_in_admin_log(Image, images.values_list("pk", flat=True))
