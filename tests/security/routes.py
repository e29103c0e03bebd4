"""Every address that the URL configuration knows, in whatever package it is written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One address: its name with the namespace, or its pattern where it has none."""

    name: str
    pattern: str
    parameters: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns))


def _walk(entries: list, path: str = "", space: str = "", given: tuple[str, ...] = ()) -> Iterator[Route]:
    for entry in entries:
        pattern = path + str(entry.pattern)
        parameters = given + tuple(entry.pattern.converters or entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, pattern, inside, parameters)
        else:
            assert isinstance(entry, URLPattern)
            yield Route(f"{space}{entry.name}" if entry.name else pattern, pattern, parameters)
