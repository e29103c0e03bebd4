"""The rehearsed service: answers the addresses that the engine uses, and fails in all the ways it knows.

Faults are queued: service.fail("rate_limit", retry_after=3) strikes the next paid request and no other.
"""

from __future__ import annotations

import base64
import json
import re
import socket
import struct
import sys
import threading
import time
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.rehearsal import pictures
from tests.rehearsal.moderator import Moderator
from tests.rehearsal.tier import Tier

# status, type, code, and what the service says; the words are ours, the codes are the real ones.
REFUSALS = {
    "rate_limit": (429, "input-images", "rate_limit_exceeded", "Limit 5, Used 5. Please try again in 12s."),
    "slow_down": (429, "rate_limit_error", "slow_down", "Please slow down."),
    "no_credit": (429, "insufficient_quota", "credit_balance_exhausted", "No credit is left."),
    "billing_limit": (400, "billing_limit_user_error", "billing_hard_limit_reached", "The limit is reached."),
    "bad_key": (401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided: sk-***test."),
    "forbidden": (403, "invalid_request_error", None, "Your organization must be verified."),
    "moderation_blocked": (400, "image_generation_user_error", "moderation_blocked", "Rejected."),
    "server_error": (500, "server_error", None, "The server had an error."),
    "image_failed": (500, "image_generation_server_error", "image_generation_failed", "It failed."),
    "overloaded": (503, "service_unavailable_error", "server_is_overloaded", "Overloaded."),
    "bad_gateway": (502, None, None, "<html>Bad Gateway</html>"),
}
WIRE = {"hang", "timeout", "reset", "truncated", "drip"}
PAYLOAD = {
    "invalid_json",
    "invalid_base64",
    "not_png",
    "truncated_png",
    "wrong_size",
    "empty_data",
    "url_only",
}
SEEN = {"subject": "a cat on a sofa", "setting": "a living room", "details": ["the cushion", "the lamp"]}

# Nobody waits for ever, whatever a test forgot.
GATE_SECONDS = 240


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One request as it arrived; `images` are the bytes of every picture that came with it."""

    path: str
    fields: dict[str, Any]
    images: tuple[bytes, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


class RefusalError(Exception):
    def __init__(self, status, type_, code, said, *, param=None, headers=None):
        super().__init__(said)
        self.status, self.headers = status, headers or {}
        self.body = {"error": {"message": said, "type": type_, "param": param, "code": code}}


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A caller that was killed before its answer is part of the rehearsal."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Rehearsal:
    """Listens on loopback while it is entered. `latency` is the seconds that a picture takes.

    `retired` and `forbidden` are names of models, `dates` their shutdown dates, `seen` what a photo shows or
    the text that the vision model says instead. `journal` holds every paid request, `moderator` the free ones
    about what is fit for children, and `paths` the addresses of both, in order. `tier`: pictures a minute.
    """

    def __init__(self, port: int = 0, latency: float = 0.0) -> None:
        self.latency, self.closing = latency, threading.Event()
        self.open = threading.Event()
        self.open.set()
        self.journal: list[Recorded] = []
        self.paths: list[str] = []
        self.moderator = Moderator()
        self.retired: set[str] = set()
        self.forbidden: set[str] = set()
        self.dates: dict[str, str] = {}
        self.seen: dict[str, Any] | str = SEEN
        self.faults: list[tuple[str, dict[str, Any]]] = []
        self.tier: Tier | None = None
        self.lock = threading.Lock()
        handler = type("Handler", (Handler,), {"service": self})
        self.server = Server(("127.0.0.1", port), handler)

    @property
    def url(self) -> str:
        """What OPENAI_BASE_URL has to be."""
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    def fail(self, fault: str, times: int = 1, **options: Any) -> None:
        """Queue a fault for the next paid requests; `retry_after` in seconds goes with rate_limit."""
        assert fault in {*REFUSALS, *WIRE, *PAYLOAD}, fault
        self.faults += [(fault, options)] * times

    def next_fault(self) -> tuple[str, dict[str, Any]]:
        with self.lock:
            return self.faults.pop(0) if self.faults else ("", {})

    def __enter__(self) -> Rehearsal:
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.open.set()
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    service: Rehearsal
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        name = self.path.removeprefix("/v1/models/")
        if name == self.path or name in self.service.retired:
            return self._json(404, RefusalError(404, None, "model_not_found", "no such model").body)
        shutdown = self.service.dates.get(name)
        model = {"id": name, "object": "model", "created": 1, "owned_by": "system", "shutdown_date": shutdown}
        return self._json(200, model)

    def do_POST(self) -> None:
        body = self.rfile.read(length := int(self.headers["Content-Length"]))
        if len(body) < length:
            raise ConnectionAbortedError("the caller was killed in the middle of its request")
        request = self._recorded(body)
        service = self.service.moderator if "moderations" in self.path else self.service
        service.journal.append(request)
        self.service.paths.append(self.path)
        fault, options = service.next_fault()
        try:
            self._refuse(request, fault, options)
            if pictures.streams(request.fields):
                return self._stream(request.fields, fault)
            answer = self._answer(request, fault)
        except RefusalError as refusal:
            return self._json(refusal.status, refusal.body, refusal.headers)
        return self._send(answer, fault)

    def _recorded(self, body: bytes) -> Recorded:
        headers = {name.lower(): value for name, value in self.headers.items()}
        if "json" in headers["content-type"]:
            fields = json.loads(body)
            urls = re.findall(rb"data:image/\w+;base64,([\w+/=]+)", body)
            return Recorded(
                path=self.path, fields=fields, headers=headers, images=tuple(map(base64.b64decode, urls))
            )
        head = f"Content-Type: {headers['content-type']}\r\n\r\n".encode()
        parts = message_from_bytes(head + body).get_payload()
        named = [(part.get_param("name", header="content-disposition"), part) for part in parts]
        files = [part for _, part in named if part.get_filename()]
        return Recorded(
            path=self.path,
            fields={
                name: part.get_payload(decode=True).decode() for name, part in named if part not in files
            },
            images=tuple(part.get_payload(decode=True) for part in files),
            files=tuple((part.get_filename(), part.get_content_type()) for part in files),
            headers=headers,
        )

    def _refuse(self, request: Recorded, fault: str, options: dict[str, Any]) -> None:
        model = request.fields["model"]
        if model in self.service.retired and "images" in request.path:
            said = f"The model '{model}' does not exist."
            raise RefusalError(400, "image_generation_user_error", "invalid_value", said, param="model")
        if model in self.service.retired:
            raise RefusalError(
                404, "invalid_request_error", "model_not_found", f"The model `{model}` is not here."
            )
        if model in self.service.forbidden:
            raise RefusalError(*REFUSALS["forbidden"])
        if "images" in request.path and self.service.tier and (wait := self.service.tier.wait()):
            raise RefusalError(*REFUSALS["rate_limit"], headers={"Retry-After": f"{wait:.3f}"})
        if fault in REFUSALS:
            seconds = options.get("retry_after")
            raise RefusalError(
                *REFUSALS[fault], headers={} if seconds is None else {"Retry-After": str(seconds)}
            )

    def _answer(self, request: Recorded, fault: str) -> bytes:
        if "moderations" in request.path:
            answer = json.dumps(self._verdict(request.fields)).encode()
            return answer[:-1] if fault == "invalid_json" else answer
        if "chat" in request.path:
            return json.dumps(self._description(request)).encode()
        began = time.monotonic()
        answer = json.dumps(self._picture(request.fields, fault)).encode()
        self.service.closing.wait(self.service.latency - (time.monotonic() - began))
        self.service.open.wait(GATE_SECONDS)
        return answer[:-1] if fault == "invalid_json" else answer

    def _verdict(self, fields: dict[str, Any]) -> dict[str, Any]:
        code = self.service.moderator.objection(fields)
        if code:
            raise RefusalError(400, "invalid_request_error", code, "This is no such request.", param="input")
        return self.service.moderator.verdict(fields["model"], fields["input"])

    def _description(self, request: Recorded) -> dict[str, Any]:
        seen = self.service.seen
        content = seen if isinstance(seen, str) else json.dumps(seen)
        message = {"role": "assistant", "content": content, "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        usage = {"prompt_tokens": 3000, "completion_tokens": 100, "total_tokens": 3100}
        model = request.fields["model"]
        head = {"id": "chatcmpl-1", "object": "chat.completion", "created": int(time.time()), "model": model}
        return head | {"choices": [choice], "usage": usage}

    def _picture(self, fields: dict[str, Any], fault: str) -> dict[str, Any]:
        count = len(self.service.journal)
        return pictures.drawn(fields, is_edit="edits" in self.path, variant=count, fault=fault)

    def _stream(self, fields: dict[str, Any], fault: str) -> None:
        """The picture in parts, which share its latency; a fault of the wire strikes before the last one."""
        self.close_connection = True
        self._head(200, {"Connection": "close", "Content-Type": "text/event-stream; charset=utf-8"})
        *partials, last = pictures.events(self._picture(fields, fault), fields, is_edit="edits" in self.path)
        for part in (*partials, b""):
            self.service.closing.wait(self.service.latency / (len(partials) + 1))
            self.wfile.write(part)
        self.service.open.wait(GATE_SECONDS)
        if fault in WIRE:
            self._break(fault)
        else:
            self.wfile.write(last)

    def _json(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        payload = json.dumps(body).encode()
        self._head(status, {"Content-Length": str(len(payload))} | (headers or {}))
        self.wfile.write(payload)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        named = {"Content-Type": "application/json", "x-request-id": f"req_{len(self.service.journal)}"}
        for name, value in (named | headers).items():
            self.send_header(name, value)
        self.end_headers()

    def _send(self, answer: bytes, fault: str) -> None:
        """Send an answer, or as much of it as the fault lets through."""
        if fault not in WIRE:
            self._head(200, {"Content-Length": str(len(answer))})
            self.wfile.write(answer)
            return
        self.close_connection = True
        if fault in {"reset", "hang", "timeout"}:
            self._break(fault)
        else:
            self._head(200, {"Content-Length": str(len(answer))})
            self.wfile.write(answer[: len(answer) // 2])
            if fault == "drip":
                self._drip(answer[len(answer) // 2 :])

    def _break(self, fault: str) -> None:
        """End a connection without another byte, at once or after nothing for long."""
        if fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif fault in {"hang", "timeout"}:
            self.service.closing.wait(60)

    def _drip(self, rest: bytes) -> None:
        """One byte every now and then: no single read of the caller waits for long."""
        for index in range(len(rest)):
            if self.service.closing.wait(0.05):
                return
            try:
                self.wfile.write(rest[index : index + 1])
            except OSError:
                return
