"""A port of this machine: whether it can be had, and whether somebody answers there."""

from __future__ import annotations

import contextlib
import socket


class PortError(Exception):
    """Something that the person at the keyboard can mend; its text says how."""


def number(text: str) -> int:
    """The port that a setting names. Raises PortError when it names none."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise PortError(f"PORT is {text!r}; it must be a number from 1 to 65535.")
    return int(text)


def check(host: str, port: int) -> None:
    """Raises PortError when somebody else listens there, or nobody may."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        # As gunicorn asks for it: connections that are only waiting to be forgotten are in nobody's way.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortError(
                f"Port {port} cannot be used ({error.strerror}). Choose another: PORT={port + 1} make run"
            ) from error


def is_open(host: str, port: int) -> bool:
    """Whether somebody listens there."""
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=0.2):
        return True
    return False
