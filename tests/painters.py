"""An engine for tests that paints what programs order, or fails as the test wrote down."""

from coloring.engines.painting import Painting
from tests import factories

COST = 13_000


class Painter:
    """Paints, or does what the test wrote down: an error to raise, or something to do with the request."""

    draws_here = False

    def __init__(self):
        self.script, self.requests = [], []

    def paint(self, request):
        self.requests.append(request)
        request.progress.reserve(COST, pictures=1)
        outcome = self.script.pop(0) if self.script else {}
        if callable(outcome):
            outcome = outcome(request) or {}
        if isinstance(outcome, Exception):
            raise outcome
        drawn = {
            "image": factories.line_art(),
            "format": "png",
            "width": 1024,
            "height": 1024,
            "engine": "openai",
            "model": request.models[0],
            "cost_micro_usd": COST,
        }
        return Painting(**(drawn | outcome))
