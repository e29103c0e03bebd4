"""Idempotency keys: sent again with the same body within a day, a key means the same order or batch."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.utils import timezone

from coloring.models import Batch, IdempotencyKey, Order, Owner
from coloring.retention import KEYS_LIFE


class KeyReusedError(Exception):
    """This key belongs to another request."""


@dataclass(frozen=True)
class Key:
    """A caller's key and what came with it; without a `name` there is none, and nothing is kept."""

    owner: Owner
    name: str
    sent: str

    @property
    def digest(self) -> str:
        """Another caller's key of the same name is another key."""
        owner = f"user:{self.owner.user_id}" if self.owner.user_id else f"session:{self.owner.session}"
        return _sha256(f"{owner}\n{self.name}")

    def known(self) -> IdempotencyKey | None:
        """The row of a key that was used before, for the same body. Raises KeyReusedError for another one."""
        if not self.name:
            return None
        rows = IdempotencyKey.objects.select_related("order", "batch").filter(digest=self.digest)
        row = rows.filter(created_at__gte=timezone.now() - KEYS_LIFE).first()
        if row and row.body != _sha256(self.sent):
            raise KeyReusedError
        return row

    def order(self) -> Order | None:
        """The order that this key means. Raises KeyReusedError, also for the key of a batch."""
        row = self.known()
        if row and row.order is None:
            raise KeyReusedError
        return row.order if row else None

    def batch(self) -> Batch | None:
        """The batch that this key means. Raises KeyReusedError, also for the key of an order."""
        row = self.known()
        if row and row.batch is None:
            raise KeyReusedError
        return row.batch if row else None

    def hold(self) -> None:
        """Keep the key before anything is counted: of two requests at once the second waits here.

        Raises IntegrityError when the first was quicker. To be called in the transaction of the order.
        """
        if self.name:
            rows = IdempotencyKey.objects.filter(digest=self.digest)
            rows.filter(created_at__lt=timezone.now() - KEYS_LIFE).delete()
            IdempotencyKey.objects.create(digest=self.digest, body=_sha256(self.sent))

    def give(self, **meant: Order | Batch) -> None:
        """Write down what the key means."""
        if self.name:
            IdempotencyKey.objects.filter(digest=self.digest).update(**meant)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
