"""Leaves of a file only its first picture before a decoder sees it, and refuses what is built to be slow.

Text, thumbnails, further pictures and whatever hides behind the end are where decoders are slow and break:
a JPEG of 48 MB of empty comments took Pillow 16 s and 900 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coloring.photos.refusals import PhotoRefused

# Segments of a JPEG, chunks of a PNG or WebP; 50 MB in the usual chunks of 8 kB are 6100.
MOST_PARTS = 20_000
# Usual progressive photos have 10 scans. Each goes over all blocks: 3 to 60 ms at 40 million pixels, however
# short it is, so that a file of 50 MB could keep a decoder busy for an hour.
MOST_SCANS = 50

_MARKER = re.compile(rb"\xff+([^\x00\xff])")
# Where a scan ends: restarts and stuffed bytes belong to it.
_AFTER_SCAN = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_LENGTHLESS = {0x01, *range(0xD0, 0xD8)}
# Tables, and frames as cameras write them: baseline, extended and progressive, all by Huffman.
_NEEDED = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD}
# Lossless, hierarchical and arithmetic coding: rare, slow and little tested.
_ODD_FRAMES = {0xC3, *range(0xC5, 0xCC), 0xCD, 0xCE, 0xCF}
# What says how colours are meant: JFIF, a colour profile, Adobe's transform.
_COLOURS = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
_EXIF = b"Exif\x00\x00"

_PNG_SIGNATURE = 8
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP"}
_WEBP_HEADER = 12
_WEBP_KEPT = {b"VP8X", b"ICCP", b"ANIM", b"ALPH"}
# A picture, or the first of an animation: the last chunk that matters, but for EXIF.
_WEBP_PICTURE = {b"VP8 ", b"VP8L", b"ANMF"}


def strip(data: bytes, decoder: str) -> tuple[bytes, bytes]:
    """The bare picture and the EXIF that was in it; HEIF stays as it is, libheif has limits of its own.

    Raises PhotoRefused for what is broken, oddly coded or made of too many parts.
    """
    if decoder == "JPEG":
        return _bare_jpeg(data)
    if decoder == "PNG":
        return _bare_png(data)
    return _bare_webp(data) if decoder == "WEBP" else (data, b"")


def _bare_jpeg(data: bytes) -> tuple[bytes, bytes]:
    kept, exif, position = [data[:2]], b"", 2
    for marker, start, end in _segments(data):
        if marker == _SCAN:
            position = start
            break
        body = data[start + 4 : end]
        if marker == 0xE1 and body.startswith(_EXIF):
            exif = exif or body
        elif marker in _NEEDED or (marker in _COLOURS and body.startswith(_COLOURS[marker])):
            kept.append(data[start:end])
    return b"".join(kept) + data[position : _end_of_scans(data, position)], exif


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each marker up to the first scan, with where its segment starts and ends, as libjpeg looks for them."""
    position = 2
    for _ in range(MOST_PARTS):
        found = _MARKER.search(data, position)
        if found is None or found[1][0] in {_START, _END}:
            break
        marker, position = found[1][0], found.end()
        if marker in _ODD_FRAMES:
            raise PhotoRefused("unsupported")
        if marker in _LENGTHLESS:
            continue
        start, position = position - 2, position + _length(data, position)
        yield marker, start, position
        if marker == _SCAN:
            return
    raise PhotoRefused("truncated")


def _length(data: bytes, position: int) -> int:
    """Of the segment whose two bytes of length are here, themselves included."""
    length = int.from_bytes(data[position : position + 2], "big")
    if length < 2 or position + length > len(data):
        raise PhotoRefused("truncated")
    return length


def _end_of_scans(data: bytes, position: int) -> int:
    """Where the picture ends whose first scan starts here."""
    scans = 0
    for _ in range(MOST_PARTS):
        found = _AFTER_SCAN.search(data, position)
        if found is None:
            return len(data)
        marker, position = found[1][0], found.end()
        if marker == _END:
            return position
        scans += marker == _SCAN
        if scans > MOST_SCANS:
            break
        if marker >= 0xC0:  # below, libjpeg looks for the next marker at once
            position += _length(data, position)
    raise PhotoRefused("truncated")


def _bare_png(data: bytes) -> tuple[bytes, bytes]:
    kept, exif, position = [data[:_PNG_SIGNATURE]], b"", _PNG_SIGNATURE
    for _ in range(MOST_PARTS):
        kind = data[position + 4 : position + 8]
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        if kind in _PNG_KEPT:
            kept.append(data[position:end])
        elif kind == b"eXIf":
            exif = data[position + 8 : end - 4]
        if kind == b"IEND" or end >= len(data):
            return b"".join(kept), exif
        position = end
    raise PhotoRefused("truncated")


def _bare_webp(data: bytes) -> tuple[bytes, bytes]:
    kept, exif, found, position = [b"WEBP"], b"", False, _WEBP_HEADER
    for _ in range(MOST_PARTS):
        kind = data[position : position + 4]
        size = int.from_bytes(data[position + 4 : position + 8], "little")
        end = position + 8 + size + size % 2
        if (kind in _WEBP_PICTURE and not found) or kind in _WEBP_KEPT:
            kept.append(data[position:end])
            found = found or kind in _WEBP_PICTURE
        elif kind == b"EXIF":
            exif = data[position + 8 : position + 8 + size]
        if end >= len(data):
            body = b"".join(kept)
            return b"RIFF" + len(body).to_bytes(4, "little") + body, exif
        position = end
    raise PhotoRefused("truncated")
