"""A service that streams what it is told to, for the tests of pictures that come in parts."""

import asyncio
import base64
import io
import json

import httpx2
from PIL import Image

from coloring.engines.openai.engine import OpenAIEngine
from coloring.engines.painting import ImageRequest

MINI = "gpt-image-1-mini"
DETAILS = {"text_tokens": 10, "image_tokens": 0}
USAGE = {"input_tokens": 10, "input_tokens_details": DETAILS, "output_tokens": 472, "total_tokens": 482}
# Micro-dollars of all that, and of one unfinished picture.
COST, PARTIAL = 10 * 2 + 472 * 8, 100 * 8


def picture(size=(32, 32)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(out, "PNG")
    return out.getvalue()


WHOLE, DRAFTS = picture(), [picture((16, 16)) for _ in range(3)]


def event(kind, verb="image_generation", **fields):
    fields = {key: base64.b64encode(v).decode() if isinstance(v, bytes) else v for key, v in fields.items()}
    return f"event: {verb}.{kind}\ndata: {json.dumps({'type': f'{verb}.{kind}'} | fields)}\n\n".encode()


def partial(index, content=None, **more):
    return event("partial_image", b64_json=content or DRAFTS[index], partial_image_index=index, **more)


def completed(content=WHOLE, **more):
    return event("completed", b64_json=content, usage=USAGE, quality="low", background="opaque", **more)


def failed(**error):
    body = {"error": {"message": "", "type": None, "param": None, "code": None} | error}
    return f"event: error\ndata: {json.dumps(body)}\n\n".encode()


class Pieces(httpx2.AsyncByteStream):
    """A body that comes in these pieces: bytes, an error that is raised, or seconds that nothing comes."""

    def __init__(self, pieces):
        self.pieces, self.closed = pieces, False

    async def __aiter__(self):
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            if isinstance(piece, float):
                await asyncio.sleep(piece)
            else:
                yield piece

    async def aclose(self):
        self.closed = True


class Service:
    """Streams these pieces to every request for a picture, and finds every picture fit for children."""

    def __init__(self, *pieces):
        self.body, self.asked, self.verdicts = Pieces(pieces), [], []
        self.engine = OpenAIEngine(httpx2.MockTransport(self._answer))

    def _answer(self, request):
        if "moderations" in request.url.path:
            return self.verdicts.pop(0)
        self.asked.append(request)
        headers = {"content-type": "text/event-stream", "x-request-id": "req_1"}
        return httpx2.Response(200, stream=self.body, headers=headers)

    def paint(self, **fields):
        wish = {"models": (MINI,), "prompt": "x", "streams": True, "partial_images": 2} | fields
        return self.engine.paint(ImageRequest(**wish))
