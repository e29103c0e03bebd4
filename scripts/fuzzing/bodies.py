"""Odd JSON and forms for the JSON endpoints: whatever is sent, the answer is below 500."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from scripts.fuzzing.attacked import Request
from scripts.fuzzing.mutations import BEGINNINGS, bits, cut, double, number, run, splice
from scripts.fuzzing.seeds import saved, scene
from scripts.fuzzing.uploads import BOUNDARY

PATHS = ("/generate_coloring/", "/convert_photo_to_coloring/", "/upload_photo/")
FIELDS = (
    "theme", "name", "detail", "orientation", "colored_model", "photo", "photo_path", "mode", "consent",
    "engine", "csrfmiddlewaretoken", "", "__class__", "theme\x00", "a" * 2000,
)  # fmt: skip
TEXTS = (
    "un dragon", "", " ", "a" * 300, "\x00", "\ud800", "🦄" * 50, "\u202e", "é́" * 99, "../../etc/passwd",
    "' OR 1=1 --", "<script>", "{{7*7}}", "%s%n", "square", "normal", "home", "faithful", "on", "false",
    "NaN", "\r\n", "ﷺ" * 200,
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1e308,
    float("nan"),
    10**40,
    [],
    {},
    [["theme"]],
    {"a": None},
)
TYPES = (
    "application/json", "application/json; charset=utf-16", "application/json; charset=nothing", "text/plain",
    "", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7",
    f"multipart/form-data; boundary={BOUNDARY}", "multipart/form-data", "multipart/form-data; boundary=",
    f"multipart/form-data; boundary={BOUNDARY}; charset=nothing",
    "multipart/form-data; boundary=" + "b" * 300, "multipart/mixed; boundary=x", "image/jpeg",
    "\x7f", "a/b;" * 500,
)  # fmt: skip
# A Content-Length that is no number, or too large, never gets past gunicorn.
HEADERS: tuple[dict[str, str], ...] = (
    {}, {}, {}, {"Prefer": "wait=0"}, {"Prefer": "wait=,,;\"" * 99}, {"Origin": "http://[::1"},
    {"Origin": "null"}, {"Accept-Language": "x" * 600}, {"Cookie": "session=\x01" + "a" * 5000},
    {"Host": "evil.example"},
    {"Authorization": "Bearer \x01"}, {"Content-Encoding": "gzip"}, {"Transfer-Encoding": "chunked"},
    {"X-Forwarded-For": "' OR 1"}, {"Content-Length": "0"},
)  # fmt: skip
FILES = ('; filename="a.jpg"', '; filename="a.jpg"', '; filename=""', "; filename*=UTF-8''%FF", "; filename=")
ENCODINGS = ("", "base64", "quoted-printable", "binary", "nothing", "base64\r\nContent-Length: -5")


def requests(count: int, seed: int) -> Iterator[Request]:
    """So many, the same for the same seed."""
    photo = saved(scene(), "JPEG")
    for index in range(count):
        dice = random.Random(f"{seed}/body/{index}")
        form = dice.choice((_json, _form, _form, _urlencoded))
        body, usual = form(dice, photo)
        if dice.random() < 0.4:
            body = dice.choice((bits, run, number, cut, double, splice))(body, dice, BEGINNINGS)
        kind = usual if dice.random() < 0.7 else dice.choice(TYPES)
        yield Request(
            name=f"body-{index}", path=dice.choice(PATHS), type=kind, body=body, headers=dice.choice(HEADERS)
        )


def _json(dice: random.Random, _photo: bytes) -> tuple[bytes, str]:
    fields = {dice.choice(FIELDS): dice.choice((*TEXTS, *VALUES)) for _ in range(dice.randrange(8))}
    whole = dice.choice((fields, fields, fields, fields, [fields], "theme", None, 5))
    text = json.dumps(whole, ensure_ascii=dice.random() < 0.7)
    deep = "[" * dice.choice((10, 100_000))
    return (deep if dice.random() < 0.05 else text).encode(errors="surrogatepass"), TYPES[0]


def _form(dice: random.Random, photo: bytes) -> tuple[bytes, str]:
    """Fields and files, some twice, some empty, sometimes more than anybody needs."""
    some = dice.choice((1, 3, 8, 8, 12, 1200))
    parts = b"".join(_part(dice, photo if some < 100 else b"") for _ in range(some))
    return parts + f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"


def _part(dice: random.Random, photo: bytes) -> bytes:
    lines = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{dice.choice(FIELDS)}"']
    content = dice.choice(TEXTS).encode(errors="surrogatepass")
    if dice.random() < 0.4:
        lines[0] += dice.choice(FILES)
        content = dice.choice((photo, b"", photo[:500]))
    if dice.random() < 0.3:
        lines.append(f"Content-Type: {dice.choice(TYPES)}")
    if dice.random() < 0.2:
        lines.append(f"Content-Transfer-Encoding: {dice.choice(ENCODINGS)}")
    return "\r\n".join([*lines, "", ""]).encode(errors="surrogatepass") + content + b"\r\n"


def _urlencoded(dice: random.Random, _photo: bytes) -> tuple[bytes, str]:
    values = (*TEXTS, "%", "%zz", "%00", "%ed%a0%80")
    pairs = (f"{dice.choice(FIELDS)}={dice.choice(values)}" for _ in range(5))
    return "&".join(pairs).encode(errors="surrogatepass") * dice.choice((1, 1, 300)), TYPES[5]
