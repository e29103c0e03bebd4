"""Damages files, by chance and by their structure: `mutate` always does the same for the same dice."""

from __future__ import annotations

import itertools
import random
import struct
import zlib
from collections.abc import Callable, Sequence

from scripts.fuzzing.seeds import PNG_SIGNATURE

Dice = random.Random
Mutation = Callable[[bytes, Dice, Sequence[bytes]], bytes]

# Numbers at which programs think wrong.
SMALL_EDGES = (0, 1, 2, 7, 8, 63, 64, 127, 128, 255, 256)
EDGES = (*SMALL_EDGES, 6324, 16383, 16384, 32767, 32768, 65535, 2**31 - 1, 2**32 - 1)
BEGINNINGS = (
    b"\xff\xd8\xff\xe0", PNG_SIGNATURE, b"RIFF\x00\x01\x00\x00WEBPVP8 ", b"\x00\x00\x00\x18ftypheic",
    b"GIF89a", b"II*\x00", b"%PDF-1.7\n", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"<svg xmlns='x'>", b"<html>",
    b"PK\x03\x04", b"BM", b"\x00\x00\x01\x00", b"8BPS", b"\x00\x00\x00\x1cftypavif",
    b"\x00\x00\x00\x0cjP  \r\n",
)  # fmt: skip
TAILS = (b"PK\x03\x04evil.class", b"<script>alert(1)</script>", b"%PDF-1.7", b"\xff\xda" * 500, bytes(4000))
# Where formats keep width and height: a mark, bytes from there, and how they are written.
SIZES = (
    (b"IHDR", 4, ">L"), (b"VP8X", 12, "<L"), (b"ispe", 8, ">L"), (b"\xff\xc0", 5, ">H"),
    (b"\xff\xc2", 5, ">H"), (b"VP8 ", 14, "<H"), (b"VP8L", 9, "<H"),
)  # fmt: skip
# Boxes of HEIF that hold boxes, and how many bytes of their own come first.
HOLDERS = {b"meta": 4, b"iprp": 0, b"ipco": 0, b"iinf": 6, b"iref": 4, b"moov": 0, b"trak": 0, b"mdia": 0}


def mutate(data: bytes, dice: Dice, others: Sequence[bytes]) -> bytes:
    """The file after one to three mutations; checksums and lengths that hide damage are often mended."""
    for _ in range(dice.choice((1, 1, 2, 3))):
        data = dice.choice(MUTATIONS)(data, dice, others)
    return mended(data) if dice.random() < 0.7 else data


def bits(data: bytes, dice: Dice, _others: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 2, 8, 64)) if data else 0):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def run(data: bytes, dice: Dice, _others: Sequence[bytes]) -> bytes:
    start, length = dice.randrange(len(data) + 1), dice.choice((1, 4, 16, 300))
    new = dice.choice((bytes(length), b"\xff" * length, dice.randbytes(length)))
    return data[:start] + new + data[start + length :]


def number(data: bytes, dice: Dice, _others: Sequence[bytes]) -> bytes:
    """A number at the edge, somewhere; most headers stand at the front."""
    start = dice.randrange(min(len(data), dice.choice((64, 600, 10**9))) + 1)
    form = dice.choice("BHL")
    value = dice.choice(EDGES) % 256 ** struct.calcsize(f"<{form}")
    new = struct.pack(dice.choice("<>") + form, value)
    return data[:start] + new + data[start + len(new) :]


def cut(data: bytes, dice: Dice, _others: Sequence[bytes]) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def drop(data: bytes, dice: Dice, _others: Sequence[bytes]) -> bytes:
    start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return data[:start] + data[min(end, start + 3000) :]


def double(data: bytes, dice: Dice, _others: Sequence[bytes]) -> bytes:
    start, place = dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)
    piece = data[start : start + dice.choice((4, 64, 5000))]
    return data[:place] + piece * dice.choice((1, 2, 40)) + data[place:]


def splice(data: bytes, dice: Dice, others: Sequence[bytes]) -> bytes:
    other = dice.choice(others)
    return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other)) :]


def beginning(data: bytes, dice: Dice, others: Sequence[bytes]) -> bytes:
    """Dressed as another format, over or before what is there."""
    new = dice.choice((*BEGINNINGS, dice.choice(others)[:64]))
    return new + data[dice.choice((0, len(new))) :]


def tail(data: bytes, dice: Dice, others: Sequence[bytes]) -> bytes:
    return data + dice.choice((*TAILS, dice.choice(others)))


def parts_moved(data: bytes, dice: Dice, _others: Sequence[bytes]) -> bytes:
    """Parts dropped, doubled, exchanged, or many times there."""
    whole = parts(data)
    one, two = dice.randrange(len(whole)), dice.randrange(len(whole))
    change = dice.randrange(4)
    if change == 0:
        del whole[one]
    elif change == 1:
        whole.insert(two, whole[one])
    elif change == 2:
        whole[one], whole[two] = whole[two], whole[one]
    else:
        whole[one] *= dice.choice((3, 60, 700)) if len(whole[one]) < 5000 else 2
    return b"".join(whole)


def part_damaged(data: bytes, dice: Dice, others: Sequence[bytes]) -> bytes:
    """One part damaged, small ones as often as large: metadata, tables, sizes, colour profiles."""
    whole = parts(data)
    place = dice.randrange(len(whole))
    whole[place] = dice.choice((bits, run, number, drop, double))(whole[place], dice, others)
    return b"".join(whole)


def part_from_elsewhere(data: bytes, dice: Dice, others: Sequence[bytes]) -> bytes:
    whole = parts(data)
    whole.insert(dice.randrange(len(whole) + 1), dice.choice(parts(dice.choice(others))))
    return b"".join(whole)


def size(data: bytes, dice: Dice, _others: Sequence[bytes]) -> bytes:
    """Another width or height where the format keeps it."""
    for mark, skipped, form in SIZES:
        start = data.find(mark)
        if start >= 0 and dice.random() < 0.9:
            start += skipped + dice.choice((0, struct.calcsize(form)))
            new = struct.pack(form, dice.choice(EDGES) % 256 ** struct.calcsize(form))
            return data[:start] + new + data[start + len(new) :]
    return number(data, dice, _others)


MUTATIONS: tuple[Mutation, ...] = (
    bits, run, number, cut, drop, double, splice, beginning, tail,
    parts_moved, parts_moved, part_damaged, part_damaged, part_damaged, part_from_elsewhere, size, size,
)  # fmt: skip


def parts(data: bytes) -> list[bytes]:
    """Segments, chunks or boxes, as far as they can be told apart; joined they are the file."""
    if data[:2] == b"\xff\xd8":
        cuts = _segments(data)
    elif data[:8] == PNG_SIGNATURE:
        cuts = _chunks(data, 8, ">L", 12)
    elif data[8:12] == b"WEBP":
        cuts = _chunks(data, 12, "<L", 8)
    else:
        cuts = _boxes(data, 0, len(data))
    edges = [0, *(place for place in cuts if 0 < place < len(data)), len(data)]
    return [data[start:end] for start, end in itertools.pairwise(edges)]


def _segments(data: bytes) -> list[int]:
    cuts = [2]
    while len(cuts) < 1000 and data[cuts[-1] : cuts[-1] + 1] == b"\xff":
        start = cuts[-1]
        end = start + 2 + int.from_bytes(data[start + 2 : start + 4], "big")
        if data[start + 1] == 0xDA:
            following = data.find(b"\xff\xda", end)
            end = following if following > 0 else len(data) - 2
        cuts.append(end)
    return cuts


def _chunks(data: bytes, start: int, form: str, extra: int) -> list[int]:
    cuts = [start]
    while len(cuts) < 1000 and cuts[-1] + 8 <= len(data):
        place = cuts[-1] + (0 if form == ">L" else 4)
        (length,) = struct.unpack_from(form, data, place)
        cuts.append(cuts[-1] + extra + length + (length % 2 if form == "<L" else 0))
    return cuts


def _boxes(data: bytes, start: int, end: int) -> list[int]:
    """Where boxes start, those inside of boxes too."""
    cuts = []
    while start + 8 <= end and len(cuts) < 1000:
        length, kind = struct.unpack_from(">L4s", data, start)
        stop = start + max(8, length)
        cuts.append(start)
        if kind in HOLDERS:
            cuts += _boxes(data, start + 8 + HOLDERS[kind], min(stop, end))
        start = stop
    return cuts


def mended(data: bytes) -> bytes:
    """With the right checksums (PNG) and the right length at the front (WebP)."""
    if data[8:12] == b"WEBP" and data[:4] == b"RIFF":
        return b"RIFF" + struct.pack("<L", len(data) - 8) + data[8:]
    if data[:8] != PNG_SIGNATURE:
        return data
    checked = [
        part if len(part) < 12 else part[:-4] + struct.pack(">L", zlib.crc32(part[4:-4]))
        for part in parts(data)[1:]
    ]
    return PNG_SIGNATURE + b"".join(checked)
