"""A rehearsal of the image service for tests and benchmarks: it draws, journals and misbehaves on demand."""

from tests.rehearsal.server import Recorded, Rehearsal
from tests.rehearsal.tier import Tier

__all__ = ["Recorded", "Rehearsal", "Tier"]
