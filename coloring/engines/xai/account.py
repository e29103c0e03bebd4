"""The account at xAI, as the settings name it now."""

from __future__ import annotations

from django.conf import settings

from coloring.engines.wire.client import Service


def service() -> Service:
    return Service(name="xai", key=settings.XAI_API_KEY, base_url=settings.XAI_BASE_URL)
