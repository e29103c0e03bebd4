"""Memory of one web process while eight photos of 40 million pixels arrive at once.

    python -m scripts.fuzzing.crowd [--photos 8]

Each kind goes to a running product of its own with one web process; what is refused for its size counts too.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

from scripts.fuzzing.seeds import saved
from scripts.fuzzing.uploads import upload
from scripts.live import Site

SIZE = (8000, 5000)
STATUS = re.compile(r"VmHWM:\s+(\d+) kB")


def photos() -> dict[str, bytes]:
    """The worst of each format; 40 million pixels of a soft gradient."""
    soft = Image.radial_gradient("L").resize(SIZE).convert("RGB")
    clear = soft.convert("RGBA")
    return {
        "JPEG": saved(soft, "JPEG"),
        "JPEG, progressive": saved(soft, "JPEG", progressive=True, subsampling=0),
        "PNG, clear": saved(clear, "PNG", compress_level=1),
        "WebP": saved(soft, "WEBP", method=0),
        "WebP, 23 million": saved(soft.resize((4800, 4800)), "WEBP", method=0),
        "HEIC": saved(Image.new("RGB", SIZE, "teal"), "HEIF", enc_params={"preset": "ultrafast"}),
    }


def peak(site: Site) -> int:
    """The most megabytes that any process of the web server ever took."""
    servers = [path for path in Path("/proc").glob("[0-9]*") if _serves(path, site)]
    return max(int(STATUS.findall((path / "status").read_text())[0]) for path in servers) // 1024


def _serves(process: Path, site: Site) -> bool:
    try:
        command = (process / "cmdline").read_bytes()
    except OSError:
        return False
    return b"gunicorn" in command and f":{site.port}".encode() in command


def answer(site: Site, data: bytes) -> int:
    made = upload("photo", "/upload_photo/", data)
    request = urllib.request.Request(site.url + made.path, made.body, {"Content-Type": made.type})
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            return int(response.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--photos", type=int, default=8)
    args = parser.parse_args()
    for name, data in photos().items():
        with tempfile.TemporaryDirectory() as folder, Site(Path(folder)) as site:
            before, started = peak(site), time.perf_counter()
            with ThreadPoolExecutor(args.photos) as pool:
                answers = Counter(pool.map(answer, [site] * args.photos, [data] * args.photos))
            seconds = time.perf_counter() - started
            counted = ", ".join(f"{count} x {status}" for status, count in answers.items())
            print(
                f"{name:20}{counted:12}{seconds:6.1f} s  {before} MB before, {peak(site)} MB at most",
                flush=True,
            )


if __name__ == "__main__":
    main()
