"""What programs order: one to ten pictures at a time, alone or a hundred prompts in a batch."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coloring.models.owners import Owned, random_id
from coloring.models.work import Work, WorkQuerySet


class Batch(models.Model):
    """Many prompts with the same parameters, drawn at the account's rate."""

    public_id = models.CharField(max_length=32, unique=True, default=random_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="batches"
    )
    session = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = Owned.as_manager()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~models.Q(user=None, session=""), name="batch_belongs_to_somebody"
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class Order(models.Model):
    """One call of the image API, checked and accepted; it is over when all its images are.

    `parameters` are those of the image API that the caller set and the family takes, and the site's defaults
    of what was left out. `asked_models` are asked in turn. `describes` puts references into words instead of
    sending them to the image model. `fingerprint` is a hash of all that decides what is drawn, references
    included. Without `is_kept` the pictures go an hour after they were drawn.
    """

    class Kind(models.TextChoices):
        GENERATE = "generate", _("from words")
        REFERENCES = "references", _("from references")
        EDIT = "edit", _("edit")
        VARIATION = "variation", _("variation")

    public_id = models.CharField(max_length=32, unique=True, default=random_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="orders"
    )
    session = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    batch = models.ForeignKey(Batch, models.CASCADE, null=True, blank=True, related_name="orders")
    position = models.PositiveSmallIntegerField(default=0)

    kind = models.CharField(max_length=12, choices=Kind)
    prompt = models.TextField(blank=True)
    engine = models.CharField(max_length=16)
    asked_models = models.JSONField(default=list)
    parameters = models.JSONField(default=dict)
    n = models.PositiveSmallIntegerField(default=1)
    describes = models.BooleanField(default=False)
    is_kept = models.BooleanField(default=True)
    fingerprint = models.CharField(max_length=64, db_index=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    request_id = models.CharField(max_length=36, blank=True, editable=False)

    objects = Owned.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["user", "-created_at"], name="order_list")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~models.Q(user=None, session=""), name="order_belongs_to_somebody"
            )
        ]

    def __str__(self) -> str:
        return self.public_id

    def is_cancelled(self) -> bool:
        """Whether its batch is, as the rows say now."""
        return Batch.objects.filter(orders=self).exclude(cancelled_at=None).exists()


class ImageQuerySet(WorkQuerySet["Image"]):
    """The queries about pictures for programs."""

    together = ("order",)

    def unfinished(self) -> Self:
        return self.filter(state__in=[Work.State.WAITING, Work.State.DRAWING])


class Image(Work):
    """One picture of an order; `told` are the service's own codes when it failed."""

    class Problem(models.TextChoices):
        """Why there is no picture."""

        BUSY = "busy", _("service busy")
        REFUSED = "refused", _("refused")
        RETIRED = "retired", _("no model alive")
        FORBIDDEN = "forbidden", _("model closed to this account")
        UNPAID = "unpaid", _("no credit")
        LOST = "lost", _("no answer")
        BROKEN = "broken", _("broken answer")
        REJECTED = "rejected", _("parameter rejected")
        BUDGET = "budget", _("day's budget spent")
        UNKNOWN_THEME = "unknown_theme", _("unknown theme")
        CANCELLED = "cancelled", _("cancelled")
        CRASHED = "crashed", _("crashed")

    public_id = models.CharField(max_length=32, unique=True, default=random_id, editable=False)
    order = models.ForeignKey(Order, models.CASCADE, related_name="images")
    index = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=16, choices=Problem, blank=True)
    told = models.JSONField(default=dict, blank=True)

    engine = models.CharField(max_length=16, blank=True)
    model = models.CharField(max_length=64, blank=True)
    quality = models.CharField(max_length=16, blank=True)
    background = models.CharField(max_length=16, blank=True)
    format = models.CharField(max_length=8, blank=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    revised_prompt = models.TextField(blank=True)
    usage = models.JSONField(default=dict, blank=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["state", "due_at"], name="image_due")]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["order", "index"], name="one_image_a_place"),
            models.CheckConstraint(
                condition=~models.Q(state="ready", picture=""), name="ready_image_has_a_picture"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="failed", problem=""), name="failed_image_has_a_problem"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def drawn_by(self) -> str:
        return self.order.engine

    def as_attempted(self) -> dict[str, int]:
        return {"image_id": self.pk}

    def after_end(self) -> None:
        """With the last picture of an order its references go.

        What was shown on the way goes too, but where a stream may not have told it yet: that deletes it.
        """
        if not self.order.parameters.get("stream"):
            Partial.objects.filter(image_id=self.pk).delete()
        Order.objects.select_for_update().filter(pk=self.order_id).first()  # two may end at once
        if not Image.objects.unfinished().filter(order=self.order_id).exists():
            Reference.objects.filter(order=self.order_id).delete()


class Reference(models.Model):
    """A picture to draw from, without metadata, kept only until the pictures of its order are over."""

    class Role(models.TextChoices):
        IMAGE = "image", _("image")
        MASK = "mask", _("mask")

    order = models.ForeignKey(Order, models.CASCADE, related_name="references")
    role = models.CharField(max_length=8, choices=Role, default=Role.IMAGE)
    index = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=16)
    content = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = models.Manager()

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering: ClassVar[list[str]] = ["role", "index"]

    def __str__(self) -> str:
        """Not what it shows."""
        return f"reference {self.pk}"


class Partial(models.Model):
    """An unfinished picture, as the service sent it on the way; an hour later it is gone at the latest."""

    page = models.ForeignKey("coloring.Page", models.CASCADE, null=True, blank=True, related_name="partials")
    image = models.ForeignKey(Image, models.CASCADE, null=True, blank=True, related_name="partials")
    index = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = models.Manager()

    class Meta:
        verbose_name = _("unfinished picture")
        verbose_name_plural = _("unfinished pictures")
        ordering: ClassVar[list[str]] = ["index"]

    def __str__(self) -> str:
        return f"partial {self.pk}"

    @property
    def media_type(self) -> str:
        """By how it begins; it was found to be a PNG, JPEG or WebP when it was kept."""
        beginning = bytes(self.content[:12])
        if beginning.startswith(b"\xff\xd8\xff"):
            return "image/jpeg"
        return "image/webp" if beginning.endswith(b"WEBP") else "image/png"


class IdempotencyKey(models.Model):
    """A caller's key for an order or a batch: sent again with the same body, it is the same one.

    `digest` is a hash of the caller and the key, `body` one of everything that was sent.
    """

    digest = models.CharField(max_length=64, unique=True)
    body = models.CharField(max_length=64)
    order = models.ForeignKey(Order, models.CASCADE, null=True, blank=True)
    batch = models.ForeignKey(Batch, models.CASCADE, null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = models.Manager()

    class Meta:
        verbose_name = _("idempotency key")
        verbose_name_plural = _("idempotency keys")

    def __str__(self) -> str:
        return self.digest[:8]
