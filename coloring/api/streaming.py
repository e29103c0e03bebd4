"""Pictures as server-sent events: unfinished ones on the way, whole ones when they are there."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Generator, Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse

from coloring import sentences
from coloring.api import answers, envelopes, requests, waiting_rooms
from coloring.api.calls import Taken
from coloring.api.requests import RefusedError
from coloring.models import Image, Order, Partial
from herbbie import request_ids

# Seconds after which a line that says nothing keeps the connection alive.
BEAT = 10
VERBS = {Order.Kind.EDIT: "image_edit", Order.Kind.VARIATION: "image_edit"}


def response(request: HttpRequest, taken: Taken) -> StreamingHttpResponse:
    """200 with the events of an accepted call, which has its seat until they end or nobody listens."""
    streamed = StreamingHttpResponse(Stream(request, taken), content_type="text/event-stream")
    streamed["Cache-Control"] = "no-store"
    streamed["X-Accel-Buffering"] = "no"
    return streamed


def event(kind: str, data: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind} | data)}\n\n"


class Stream:
    """The events of one call; closed, it leaves the order to the worker and the seat to others."""

    def __init__(self, request: HttpRequest, taken: Taken) -> None:
        self.request, self.taken, self.order = request, taken, taken.order
        self.request_id = request_ids.current()
        self.told: set[int] = set()
        self.shown: set[tuple[int, int]] = set()
        self.events = self._events()

    def __iter__(self) -> Iterator[str]:
        return self.events

    def close(self) -> None:
        self.events.close()
        if self.taken.seat:
            self.taken.seat.leave()

    def _events(self) -> Generator[str]:
        """What is new, until all pictures are over; whatever happens then is the last event."""
        until, beat = time.monotonic() + requests.LONGEST_WAIT, 0.0
        try:
            while True:
                images = answers.images_of(self.order)
                yield from self._new(images)
                if all(image.is_over for image in images):
                    break
                if time.monotonic() > until:
                    raise still_drawing(self.request, self.order)
                if time.monotonic() >= beat:
                    yield f": {self.order.public_id} is on its way\n\n"
                    beat = time.monotonic() + BEAT
                time.sleep(waiting_rooms.LOOK_EVERY)
            Partial.objects.filter(image__order=self.order).delete()
            if any(image.state == Image.State.FAILED for image in images):
                raise answers.fault(self.request, self.taken, images)
        except requests.REFUSALS as error:
            with request_ids.under(self.request_id):
                yield event("error", {"error": envelopes.error(requests.refusal(error))})

    def _new(self, images: list[Image]) -> Iterator[str]:
        """Unfinished pictures before their whole ones, however quickly these came: they were paid for."""
        begun = {Image.State.DRAWING, Image.State.READY}
        untold = [image for image in images if image.state in begun and image.index not in self.told]
        yield from self._partials(untold)
        for image in untold:
            if image.state == Image.State.READY:
                self.told.add(image.index)
                yield self._completed(image)

    def _completed(self, image: Image) -> str:
        fields = self.taken.fields
        whole = answers.described(self.request, self.order, image, inline=fields.is_inline)
        said = {name: whole[name] for name in ("b64_json", "url", "size", "quality", "revised_prompt")}
        ended = image.finished_at or self.order.created_at
        said |= {"created_at": int(ended.timestamp()), "background": whole["background"] or "auto"}
        said |= {"output_format": whole["format"], "usage": image.usage or None}
        return self._event("completed", image, said)

    def _partials(self, images: list[Image]) -> Iterator[str]:
        """The unfinished pictures that nobody has seen yet; their bytes are fetched only then."""
        places = {image.pk: image for image in images}
        rows = Partial.objects.filter(image__in=places).order_by("index")
        for pk, image_pk, index in rows.values_list("pk", "image_id", "index"):
            if (image_pk, index) in self.shown:
                continue
            self.shown.add((image_pk, index))
            row = Partial.objects.filter(pk=pk).first()
            if row:
                yield self._partial(places[image_pk], row)

    def _partial(self, image: Image, row: Partial) -> str:
        asked = {"size": "auto", "quality": "auto", "background": "auto", "output_format": "png"}
        asked |= {name: self.order.parameters.get(name) or value for name, value in asked.items()}
        said = {"created_at": int(row.created_at.timestamp()), "partial_image_index": row.index}
        return self._event(
            "partial_image", image, asked | said | {"b64_json": base64.b64encode(row.content).decode()}
        )

    def _event(self, kind: str, image: Image, said: dict[str, Any]) -> str:
        place = {"index": image.index} if self.order.n > 1 else {}
        verb = VERBS.get(Order.Kind(self.order.kind), "image_generation")
        return event(f"{verb}.{kind}", said | place | {"id": self.order.public_id})


def still_drawing(request: HttpRequest, order: Order) -> RefusedError:
    """Nothing is lost: the pictures can be fetched later."""
    address = answers.status_url(request, order)
    message = sentences.request("still_drawing", status_url=address)
    told = {"id": order.public_id, "status_url": address}
    return RefusedError("still_drawing", message, told=told, Retry_After=str(answers.ASK_AGAIN))
