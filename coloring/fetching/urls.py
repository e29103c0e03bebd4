"""Reads the URLs that strangers write, and refuses all that two readers could read differently."""

from __future__ import annotations

import re

import httpx2
from django.conf import settings

from coloring.fetching.errors import FetchError

_LONGEST = 2048
# What is before an @ would be a name or a password.
_BEGINNING = re.compile(r"https?://[^/?#@]+(?:[/?#]|$)", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


def read(text: str) -> httpx2.URL:
    """A URL that may be asked for, as far as can be told without asking. Raises FetchError."""
    if not _is_plain(text) or not _BEGINNING.match(text):
        raise FetchError("url_refused")
    try:
        url = httpx2.URL(text)
    except httpx2.InvalidURL as error:
        raise FetchError("url_refused") from error
    if url.scheme not in _PORTS or not url.host or url.userinfo or "%" in host(url):
        raise FetchError("url_refused")
    if port(url) not in _PORTS.values() and not is_ours(host(url), port(url)):
        raise FetchError("url_refused")
    return url


def after(url: httpx2.URL, location: str) -> httpx2.URL:
    """Where a redirect leads, which is never from https to http. Raises FetchError."""
    if not _is_plain(location):
        raise FetchError("url_refused")
    try:
        target = read(str(url.join(location)))
    except httpx2.InvalidURL as error:
        raise FetchError("url_refused") from error
    if url.scheme == "https" and target.scheme != "https":
        raise FetchError("url_refused")
    return target


def host(url: httpx2.URL) -> str:
    """The host as it is looked up; in ASCII, an IPv6 address without brackets."""
    return url.raw_host.decode("ascii")


def port(url: httpx2.URL) -> int:
    return url.port or _PORTS[url.scheme]


def is_ours(host: str, port: int) -> bool:
    """Whether REFERENCE_HOSTS names this host, with this port or with any."""
    name = f"[{host}]" if ":" in host else host
    return not {name, f"{name}:{port}"}.isdisjoint(settings.REFERENCE_HOSTS)


def _is_plain(text: str) -> bool:
    """Neither control characters nor what some readers take for a slash or leave out."""
    return len(text) <= _LONGEST and text.isprintable() and not set(text) & set(" \\")
