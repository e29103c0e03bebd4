"""A rehearsal of the image service for tests and benchmarks: it draws, journals and misbehaves on demand."""

from tests.rehearsal.server import Recorded, Rehearsal

__all__ = ["Recorded", "Rehearsal"]
