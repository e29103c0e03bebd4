"""One markup, two pictures: `data-c` says which real colour a white fill or a white line stands for."""

from __future__ import annotations

import re

_MARK = re.compile(r' data-c="(#[0-9a-fA-F]{6})"')
_MARKED = re.compile(rf"<[^<>]*{_MARK.pattern}[^<>]*>")
_WHITE = re.compile(r'\b(fill|stroke)="#fff"')


def lined(markup: str) -> str:
    """The markup without its colours: black lines on white."""
    return _MARK.sub("", markup)


def coloured(markup: str) -> str:
    """The markup in its colours: a marked element's own white, or the fill that it inherits, is replaced."""
    return _MARKED.sub(lambda match: _painted(match[0], match[1]), markup)


def _painted(tag: str, color: str) -> str:
    bare = lined(tag)
    painted, count = _WHITE.subn(rf'\1="{color}"', bare, count=1)
    if count:
        return painted
    name = re.match(r"<[\w:]+", bare)
    return f'{name[0]} fill="{color}"{bare[name.end() :]}' if name else bare
