"""What the model takes: a wish meets the table of families, before anything is spent."""

from __future__ import annotations

from coloring.capabilities.choosing import Chosen, choose, is_variation, models_here, note
from coloring.capabilities.refusing import NoServiceError, NotTakenError

__all__ = ["Chosen", "NoServiceError", "NotTakenError", "choose", "is_variation", "models_here", "note"]
