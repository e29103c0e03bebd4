"""An answer first, its work afterwards: so that nobody learns from the time an answer takes what was done."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpResponseRedirect

log = logging.getLogger("herbbie.web")


class RedirectFirst(HttpResponseRedirect):
    """A redirect that does its work when the server has sent it: WSGI closes every answer then (PEP 3333)."""

    def __init__(self, to: str, work: Callable[[], object]) -> None:
        super().__init__(to)
        self.work = work

    def close(self) -> None:
        try:
            self.work()
        except Exception:
            log.exception("work after an answer failed")
        finally:
            super().close()
