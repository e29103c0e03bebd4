"""Accepts wishes: in one transaction the key is held, the pictures are counted, and the rows are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from coloring import callers, capabilities, charging, engines, painting
from coloring.capabilities import Chosen
from coloring.models import Batch, Image, Order, Owner, Reference
from coloring.ordering import repeats
from coloring.ordering.keys import Key
from coloring.wishes import Wish
from herbbie import addresses, request_ids

MOST_WISHES = 100


@dataclass(frozen=True)
class Accepted:
    """The order that a caller is answered from; `is_repeat`: it was there before, and nothing is counted."""

    order: Order
    is_repeat: bool


@dataclass(frozen=True)
class Draft:
    """A wish that some model takes; `fingerprint` says what is drawn."""

    wish: Wish
    chosen: Chosen
    fingerprint: str

    @property
    def estimate(self) -> int:
        """Micro-dollars that all its pictures may cost."""
        chosen = self.chosen
        pictures = 0 if self.wish.describes else len(chosen.references) + bool(chosen.mask)
        each = engines.estimate(chosen.models[0], chosen.parameters, prompt=chosen.prompt, pictures=pictures)
        return each * self.wish.n

    @property
    def paid(self) -> int:
        """How many of its pictures count against the day's limit; looking at references is paid for too."""
        costs_nothing = self.chosen.engine == "offline" and not self.wish.describes
        return 0 if costs_nothing else self.wish.n


def accept(request: HttpRequest, wish: Wish, *, key: str = "", sent: str = "") -> Accepted:
    """The order for a wish: a new one, or the one that the caller's key or an equal wish made before.

    `key` is the caller's Idempotency-Key, `sent` all that came with it. Raises keys.KeyReusedError,
    capabilities.NotTakenError and NoServiceError, references.ReferenceRefusedError,
    charging.OutOfPagesError and OverBudgetError; then nothing is stored.
    """
    owner = callers.asking_owner(request)
    held = Key(owner, key, sent)
    if known := held.order():
        return Accepted(known, is_repeat=True)
    draft = _drafted(wish)
    try:
        with transaction.atomic():
            return _accept(request, owner, draft, held)
    except IntegrityError:
        # Another request with this key was quicker by a hair.
        if known := held.order():
            return Accepted(known, is_repeat=True)
        raise


def batch(request: HttpRequest, wishes: Sequence[Wish], *, key: str = "", sent: str = "") -> Batch:
    """All wishes together or none, 1 to 100 of them; each is drawn, also one that was drawn before.

    Raises what `accept` raises; `position` of a NotTakenError says which wish. ValueError for too many.
    """
    if not 1 <= len(wishes) <= MOST_WISHES:
        raise ValueError(f"a batch has 1 to {MOST_WISHES} wishes, not {len(wishes)}")
    owner = callers.asking_owner(request)
    held = Key(owner, key, sent)
    if known := held.batch():
        return known
    drafts = [_placed(wish, position) for position, wish in enumerate(wishes)]
    try:
        with transaction.atomic():
            held.hold()
            made = Batch.objects.create(**owner.as_fields())
            _enter(request, owner, drafts, batch=made)
            held.give(batch=made)
    except IntegrityError:
        if known := held.batch():
            return known
        raise
    return made


def _placed(wish: Wish, position: int) -> Draft:
    try:
        return _drafted(wish)
    except capabilities.NotTakenError as refused:
        refused.position = position
        raise


def _drafted(wish: Wish) -> Draft:
    chosen = capabilities.choose(wish)
    return Draft(wish, chosen, repeats.fingerprint(wish, chosen))


def _accept(request: HttpRequest, owner: Owner, draft: Draft, held: Key) -> Accepted:
    held.hold()
    order = repeats.earlier(owner, draft.wish, draft.fingerprint)
    if order is None and draft.paid:
        charging.line_up(request)
        order = repeats.earlier(owner, draft.wish, draft.fingerprint)
    is_repeat = order is not None
    if order is None:
        [order] = _enter(request, owner, [draft])
    held.give(order=order)
    return Accepted(order, is_repeat=is_repeat)


def _enter(
    request: HttpRequest, owner: Owner, drafts: Sequence[Draft], batch: Batch | None = None
) -> list[Order]:
    """Count what is paid for, keep all rows, and wake a worker once that is for good."""
    charging.check_budget(sum(draft.estimate for draft in drafts))
    paid = sum(draft.paid for draft in drafts)
    who = charging.take(request, paid) if paid else ""
    orders = Order.objects.bulk_create(
        Order(batch=batch, position=position, **_columns(draft, owner))
        for position, draft in enumerate(drafts)
    )
    made = list(zip(orders, drafts, strict=True))
    Image.objects.bulk_create(
        Image(
            order=order, index=index, charged_to=who if draft.paid else "", request_id=request_ids.current()
        )
        for order, draft in made
        for index in range(draft.wish.n)
    )
    Reference.objects.bulk_create(picture for order, draft in made for picture in _pictures(order, draft))
    transaction.on_commit(painting.wake, robust=True)
    return orders


def _columns(draft: Draft, owner: Owner) -> dict[str, Any]:
    wish, chosen = draft.wish, draft.chosen
    return {
        "kind": wish.kind,
        "prompt": chosen.prompt,
        "engine": chosen.engine,
        "asked_models": list(chosen.models),
        "parameters": chosen.parameters | _user(owner, chosen.parameters),
        "n": wish.n,
        "describes": wish.describes,
        "is_kept": wish.is_kept,
        "fingerprint": draft.fingerprint,
        "request_id": request_ids.current(),
        **owner.as_fields(),
    }


def _user(owner: Owner, parameters: dict[str, Any]) -> dict[str, str]:
    """Whom the caller draws for, as a hash: neither we nor the service are told who that is."""
    if "user" not in parameters:
        return {}
    whose = owner.user_id or owner.session
    return {"user": addresses.digest(f"{whose}\n{parameters['user']}").hex()[:32]}


def _pictures(order: Order, draft: Draft) -> list[Reference]:
    chosen = draft.chosen
    pictures = [
        Reference(order=order, index=index, kind=picture.kind, content=picture.content)
        for index, picture in enumerate(chosen.references)
    ]
    if mask := chosen.mask:
        pictures.append(
            Reference(order=order, role=Reference.Role.MASK, kind=mask.kind, content=mask.content)
        )
    return pictures
