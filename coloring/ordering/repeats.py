"""What decides how a picture looks, as a hash; and the order that drew the same before."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

from django.db.models import Count, F
from django.utils import timezone

from coloring.capabilities import Chosen
from coloring.models import Image, Order, Owner
from coloring.retention import UNKEPT_LIFE
from coloring.wishes import Wish

# How a picture is sent and for whom does not change it.
LEFT_OUT = {"stream", "partial_images", "user"}
# Whoever is answered from pictures that go soon still has time to fetch them.
TIME_TO_FETCH = timedelta(minutes=5)


def fingerprint(wish: Wish, chosen: Chosen) -> str:
    """64 hexadecimal digits of all that decides what is drawn, references included."""
    parameters = {name: value for name, value in chosen.parameters.items() if name not in LEFT_OUT}
    told = [wish.kind, chosen.engine, chosen.models, chosen.prompt, wish.n, wish.describes, parameters]
    whole = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
    for picture in chosen.references:
        whole.update(b"image" + hashlib.sha256(picture.content).digest())
    if chosen.mask:
        whole.update(b"mask" + hashlib.sha256(chosen.mask.content).digest())
    return whole.hexdigest()


def earlier(owner: Owner, wish: Wish, digest: str) -> Order | None:
    """The caller's newest order of the same, ready or under way; None when there is none to answer from.

    No image of it failed, was deleted or may yet be cancelled with its batch, and its pictures stay as long
    as this caller wants them to.
    """
    if wish.is_fresh:
        return None
    orders = Order.objects.of(owner).filter(fingerprint=digest)
    orders = orders.exclude(batch__cancelled_at__isnull=False, images__finished_at=None)
    going = timezone.now() - UNKEPT_LIFE + TIME_TO_FETCH
    kept = (
        orders.filter(is_kept=True)
        if wish.is_kept
        else orders.exclude(is_kept=False, images__finished_at__lt=going)
    )
    whole = (
        kept.exclude(images__state=Image.State.FAILED).annotate(there=Count("images")).filter(there=F("n"))
    )
    return whole.order_by("-created_at", "-pk").first()
