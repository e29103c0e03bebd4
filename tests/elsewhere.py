"""A web server of somebody else, on loopback: it answers what a test tells it to, however rude."""

import socketserver
import threading
import time
from contextlib import suppress


class Elsewhere(socketserver.ThreadingTCPServer):
    """Answers a path with the bytes, or the function of a connection, in `answers`; `asked` is what came."""

    allow_reuse_address = daemon_threads = True
    block_on_close = False

    def __init__(self, tls=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.tls, self.over = {}, [], tls, threading.Event()

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.shutdown()
        self.server_close()

    @property
    def port(self):
        return self.server_address[1]

    def url(self, path="/picture.png"):
        return f"http://127.0.0.1:{self.port}{path}"


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        with suppress(OSError):
            connection = self.request
            if self.server.tls:
                connection = self.server.tls.wrap_socket(connection, server_side=True)
            request = b""
            while b"\r\n\r\n" not in request:
                part = connection.recv(4096)
                if not part:
                    return
                request += part
            self.server.asked.append(request.decode())
            told = self.server.answers.get(request.split()[1].decode(), answer(b"", status="404 Not Found"))
            told(connection) if callable(told) else connection.sendall(told)
            connection.close()


def answer(body, *headers, kind="image/png", status="200 OK", length=None):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def redirect(location, status="302 Found"):
    return answer(b"", f"Location: {location}", status=status)


def dripping(server, head, drop):
    """An answer that begins with `head` and goes on a drop at a time until the server is over."""

    def drip(connection):
        connection.sendall(head)
        while not server.over.is_set():
            connection.sendall(drop)
            time.sleep(0.005)

    return drip
