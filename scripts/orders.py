"""Puts orders of programs straight into the rows of a running product, past its limits for callers."""

from __future__ import annotations

import subprocess
import sys

from scripts.live import ROOT, Site

BATCH = """
import sys
import django
django.setup()
from django.db import transaction
from coloring.models import Batch, Image, Order
with transaction.atomic():
    batch = Batch.objects.create(session="orders")
    for number in range(int(sys.argv[1])):
        wish = {"prompt": f"lighthouse {number}", "engine": "openai", "asked_models": ["gpt-image-1-mini"]}
        size = {"size": "1024x1024", "quality": "low"}
        order = Order.objects.create(
            batch=batch, position=number, session="orders", kind="generate", parameters=size, **wish)
        Image.objects.create(order=order)
"""


def batch(site: Site, pictures: int) -> None:
    """A batch of so many prompts, one picture each, by OpenAI."""
    environment = site.environment | {"DJANGO_SETTINGS_MODULE": "herbbie.settings"}
    command = [sys.executable, "-c", BATCH, str(pictures)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=120)


def states(site: Site) -> list[str]:
    """The state of every picture that was ordered."""
    return [state for (state,) in site.rows("SELECT state FROM coloring_image")]


def are_over(site: Site) -> bool:
    return {"waiting", "drawing"}.isdisjoint(states(site))
