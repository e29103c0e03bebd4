"""The side that is attacked: Herbbie's web process in a child, which answers requests from a pipe.

A request is a line of JSON (path, content type, headers, length) and then so many bytes; the answer is a line
of JSON. A crash of a decoder ends this process, not the one that watches.
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

import django
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from PIL import Image

from scripts.fuzzing.seeds import HIDDEN

LONGEST_SIDE = 1536
# Nothing but these in what Pillow tells about a kept photo.
PLAIN = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
METADATA = re.compile(
    rb"Exif\x00|ICC_PROFILE|ns\.adobe\.com|Photoshop|<script|PK\x03\x04|%PDF-1|" + HIDDEN.encode()
)
MEMORY = re.compile(r"VmHWM:\s+(\d+) kB")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herbbie.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    client = Client(raise_request_exception=False, HTTP_HOST="localhost")
    answers, sys.stdout = sys.stdout, sys.stderr
    say(answers, {"ready": True})
    for line in iter(sys.stdin.buffer.readline, b""):
        say(answers, taken(client, json.loads(line), sys.stdin.buffer))


def say(answers: Any, answer: dict[str, Any]) -> None:
    print(json.dumps(answer), file=answers, flush=True)


def taken(client: Client, request: dict[str, Any], body: BinaryIO) -> dict[str, Any]:
    """Status and code of the answer, seconds, megabytes at most, and what is wrong with a kept photo."""
    content = body.read(request["length"])
    started = time.perf_counter()
    response = client.generic("POST", request["path"], content, request["type"], headers=request["headers"])
    seconds = time.perf_counter() - started
    code = response.json().get("error") if response["Content-Type"] == "application/json" else None
    answer = {"status": response.status_code, "code": code, "seconds": seconds}
    return answer | {"wrong": wrong_with_photos(), "megabytes": megabytes()}


def megabytes() -> int:
    """The most that this process ever took."""
    try:
        found = MEMORY.search(Path("/proc/self/status").read_text())
    except OSError:
        found = None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(found[1] if found else peak) // 1024


def wrong_with_photos() -> str:
    """What is wrong with the photos kept since the last look, or nothing; they are forgotten."""
    photos = apps.get_model("coloring", "Photo").objects
    wrong = "; ".join(filter(None, (wrong_with(bytes(photo.jpeg)) for photo in photos.all())))
    photos.all().delete()
    apps.get_model("coloring", "Page").objects.all().delete()
    return wrong


def wrong_with(jpeg: bytes) -> str:
    with Image.open(io.BytesIO(jpeg)) as picture:
        picture.load()
        facts = {
            f"is {picture.format} {picture.mode}": (picture.format, picture.mode) != ("JPEG", "RGB"),
            f"has {picture.size} px": max(picture.size) > LONGEST_SIDE,
            "tells more than pixels": bool(set(picture.info) - PLAIN or picture.getexif()),
            "holds hidden bytes": bool(METADATA.search(jpeg)),
            "goes on behind its end": not jpeg.endswith(b"\xff\xd9") or jpeg.count(b"\xff\xd9") > 1,
        }
    return ", ".join(fact for fact, true in facts.items() if true)


if __name__ == "__main__":
    main()
