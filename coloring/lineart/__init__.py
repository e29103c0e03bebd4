"""Line art: bytes in, bytes out. Makes a page pure black on white and says whether a child can colour it."""

from coloring.lineart.cleaning import clean
from coloring.lineart.measuring import Measures, better, measure
from coloring.lineart.tracing import trace

__all__ = ["Measures", "better", "clean", "measure", "trace"]
