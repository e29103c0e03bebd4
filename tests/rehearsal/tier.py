"""A service's limit of pictures a minute, counted as strictly as it can be: over every span of a minute."""

from __future__ import annotations

import threading
import time

MINUTE = 60.0


class Tier:
    """`began` are the moments, by the monotonic clock, of the calls that were let through."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute, self.refused = per_minute, 0
        self.began: list[float] = []
        self.lock = threading.Lock()

    def wait(self) -> float:
        """0 for a call that is let through, else the seconds after which the next one is."""
        with self.lock:
            now = time.monotonic()
            if len(self.began) < self.per_minute or now - self.began[-self.per_minute] >= MINUTE:
                self.began.append(now)
                return 0.0
            self.refused += 1
            return MINUTE - (now - self.began[-self.per_minute])
