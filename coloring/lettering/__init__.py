"""Letters of a rounded font as outlines that a child can colour, and the band with a name above a page."""

from coloring.lettering.alphabet import missing
from coloring.lettering.band import BAND, add_band
from coloring.lettering.outlines import Contour, Outline, outline

__all__ = ["BAND", "Contour", "Outline", "add_band", "missing", "outline"]
