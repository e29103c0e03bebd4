"""What every store can do besides Django's Storage, and a test of one."""

from __future__ import annotations

import secrets
from abc import abstractmethod
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

# What the names of pictures may end in.
MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


class StoreAway(OSError):
    """The store cannot be asked now; what it holds is not lost."""


class Store(Storage):
    """A store of pictures."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: ours are 128 random bits, and writing one again repairs it."""
        return name

    @abstractmethod
    def names(self, prefix: str) -> Iterator[tuple[str, float]]:
        """Each name that begins so, and when it was last written in seconds since 1970; read in pages."""

    def works(self) -> bool:
        """Whether pictures can be kept; cheap enough for anybody to ask at any time."""
        return True

    def address(self, name: str) -> str:
        """Where a browser may fetch a picture by itself for ten minutes; "" when only through us."""
        return ""


def ending(name: str) -> str:
    """What a name ends in, without the dot."""
    return name.rpartition(".")[2]


def media_type(name: str) -> str:
    """The type of a picture, told by its name."""
    return MEDIA_TYPES[ending(name)]


def read(store: Storage, name: str) -> bytes:
    """Raises FileNotFoundError, or another OSError when the store is away."""
    with store.open(name) as file:
        return bytes(file.read())


def probe(store: Storage) -> None:
    """Write, read and delete something small. Raises OSError when that fails."""
    content, name = secrets.token_bytes(16), f"probe_{secrets.token_hex(16)}.bin"
    store.save(name, ContentFile(content))
    try:
        if read(store, name) != content:
            raise OSError("what was written reads otherwise")
    finally:
        store.delete(name)
