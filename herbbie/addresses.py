"""The address of whoever asks: believed only from a proxy of ours, and kept only as a keyed hash."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest

# A customer's line has this much of an IPv6 address to itself: every address in it is the same caller.
LINE = 64


def address_of(request: HttpRequest) -> str:
    """The caller's address; a header is believed only where a proxy of ours sets it."""
    return str(request.META.get(settings.CLIENT_ADDRESS_HEADER) or request.META.get("REMOTE_ADDR", ""))


def line_of(address: str) -> str:
    """What one customer has: an IPv4 address, or the /64 of an IPv6 one; what is neither stays as it is."""
    try:
        parsed = ipaddress.ip_address(address.strip())
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(parsed), LINE), strict=False))


def digest(text: str) -> bytes:
    """A hash that nobody without the secret key can compute: 32 bytes."""
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), "sha256")


def counted_as(request: HttpRequest) -> str:
    """Under which name an address is counted."""
    return f"address:{digest(line_of(address_of(request))).hex()}"


def for_axes(request: HttpRequest) -> str:
    """The counted address as django-axes can keep it: in the form of a private IPv6 address."""
    return str(ipaddress.IPv6Address(b"\xfd" + digest(line_of(address_of(request)))[:15]))


def mailbox(address: str) -> str:
    """Under which name a mailbox is counted, whatever its case."""
    return digest(address.strip().lower()).hex()


def mailbox_for_axes(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The counted name of what was tried as a mailbox: some type their password there."""
    sent = credentials if credentials and "username" in credentials else request.POST
    return mailbox(str(sent.get("username") or ""))
