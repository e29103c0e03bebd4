"""Who a row belongs to: a user, or a browser's session until its owner signs up."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model)


def random_id() -> str:
    """128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


@dataclass(frozen=True)
class Owner:
    """Who asks: the user's id when logged in, and the secret of the browser's session when there is one."""

    user_id: int | None = None
    session: str = ""

    def as_fields(self) -> dict[str, Any]:
        """The columns of a new row; a row of a user forgets the session."""
        return {"user_id": self.user_id, "session": "" if self.user_id else self.session}


class Owned(models.QuerySet[Row]):
    """Rows that belong to a user or, before a sign-up, to a browser's session."""

    def of(self, owner: Owner) -> Self:
        """What this owner may see; nothing for somebody who is neither logged in nor known by session."""
        mine = Q(user_id=owner.user_id) if owner.user_id else Q(pk__in=())
        if owner.session:
            mine |= Q(user=None, session=owner.session)
        return self.filter(mine)
