"""The corner of a page that shows the same scene in its real colours: the colored model."""

from __future__ import annotations

Box = tuple[float, float, float, float]

# Left, top, right, bottom as shares of the page: where our own artist puts the model and draws nothing else.
BOX: Box = (0.74, 0.74, 0.98, 0.98)
