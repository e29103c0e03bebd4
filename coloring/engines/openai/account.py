"""The account at OpenAI, or at a service that speaks like it, as the settings name it now."""

from __future__ import annotations

from django.conf import settings

from coloring.engines.wire.client import Service


def service() -> Service:
    return Service(name="openai", key=settings.OPENAI_API_KEY, base_url=settings.OPENAI_BASE_URL)
