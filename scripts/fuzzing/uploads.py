"""Damaged photos as requests: whatever is sent, it is refused kindly or becomes a small plain JPEG."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from scripts.fuzzing.attacked import Request
from scripts.fuzzing.mutations import mutate
from scripts.fuzzing.seeds import all_seeds

BOUNDARY = "----herbbie-boundary-7f3a"
PATHS = ("/upload_photo/", "/convert_photo_to_coloring/")
# Names and types are not believed, and break nothing.
NAMES = (
    "photo.jpg", "photo.png", "", "../../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", "a\x00.jpg.php",
    "x" * 3000 + ".jpg", "фото 🦄.heic", "photo.jpg.exe", "CON", ".", "..", "%2e%2e%2f", "a'b;c.svg",
    "\u202egpj.exe",
)  # fmt: skip
TYPES = (
    "image/jpeg",
    "image/png",
    "text/html",
    "image/svg+xml",
    "application/x-php",
    "",
    "x" * 500,
    "image/",
)


def requests(count: int, seed: int) -> Iterator[Request]:
    """Every seed as it is, then so many damaged ones; the same for the same seed."""
    whole = all_seeds()
    for name, data in whole.items():
        yield replace(upload(name, PATHS[0], data), whole=True)
    names, others = list(whole), list(whole.values())
    for index in range(count):
        dice = random.Random(f"{seed}/{index}")
        name = dice.choice(names)
        data = mutate(whole[name], dice, others)
        odd = dice.random() < 0.2
        file, kind = (dice.choice(NAMES), dice.choice(TYPES)) if odd else ("photo.jpg", "image/jpeg")
        yield upload(f"{index}-{name}", dice.choice(PATHS), data, file, kind)


def upload(name: str, path: str, data: bytes, file: str = "photo.jpg", kind: str = "image/jpeg") -> Request:
    """A form with one file, as a browser sends it."""
    quoted = file.replace('"', "%22")
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="photo"; filename="{quoted}"\r\n'
    typed = f"{head}Content-Type: {kind}\r\n\r\n"
    body = typed.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
    return Request(
        name=name, path=path, type=f"multipart/form-data; boundary={BOUNDARY}", body=body, headers={}
    )
