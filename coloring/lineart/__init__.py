"""Line art: bytes in, bytes out. Makes a page pure black on white and says whether a child can colour it."""

from coloring.lineart.areas import Area, coloured_areas, lowered
from coloring.lineart.cleaning import clean
from coloring.lineart.measuring import Measures, better, measure
from coloring.lineart.model import add_model
from coloring.lineart.tracing import trace

__all__ = [
    "Area",
    "Measures",
    "add_model",
    "better",
    "clean",
    "coloured_areas",
    "lowered",
    "measure",
    "trace",
]
