"""What the model takes: a wish meets the table of families, before anything is spent."""

from __future__ import annotations

from coloring.capabilities.choosing import Chosen, choose, edited_by, is_variation, models_here, note
from coloring.capabilities.objections import ONLY_EDITS
from coloring.capabilities.refusing import NoServiceError, NotTakenError

__all__ = [
    "ONLY_EDITS",
    "Chosen",
    "NoServiceError",
    "NotTakenError",
    "choose",
    "edited_by",
    "is_variation",
    "models_here",
    "note",
]
