"""Tells formats by how files begin; the names and types that were sent with them count for nothing."""

from __future__ import annotations

from coloring.photos.refusals import PhotoRefused

# What the formats allowed by name are called by Pillow.
_DECODERS_BY_NAME = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "heic": "HEIF",
    "heif": "HEIF",
}
# How files begin, without a format of this module's own: bytes to be found at an offset.
_BEGINNINGS = (
    ("JPEG", 0, b"\xff\xd8\xff"),
    ("PNG", 0, b"\x89PNG\r\n\x1a\n"),
    ("WEBP", 8, b"WEBP"),
    ("GIF", 0, b"GIF8"),
    ("TIFF", 0, b"II*\x00"),
    ("TIFF", 0, b"MM\x00*"),
    ("PDF", 0, b"%PDF-"),
    ("EPS", 0, b"%!PS"),
    ("PSD", 0, b"8BPS"),
    ("ICO", 0, b"\x00\x00\x01\x00"),
    ("JPEG XL", 0, b"\xff\x0a"),
    ("JPEG XL", 4, b"JXL "),
    ("JPEG 2000", 4, b"jP  "),
)
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1")


def decoder(data: bytes, formats: tuple[str, ...]) -> str:
    """The one decoder that may touch these bytes, chosen by how they begin. Raises PhotoRefused."""
    found = _format(data)
    if found is None:
        raise PhotoRefused("not_a_picture")
    if found not in {_DECODERS_BY_NAME.get(name.lower()) for name in formats}:
        raise PhotoRefused("unsupported")
    return found


def _format(data: bytes) -> str | None:
    for name, offset, beginning in _BEGINNINGS:
        if data.startswith(beginning, offset):
            return name
    if data[4:8] == b"ftyp":
        return _container_format(data)
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return "BMP"
    return "SVG" if b"<svg" in data[:1024].lower() else None


def _container_format(data: bytes) -> str | None:
    """HEIF, AVIF or no picture (a film, for instance), by the brands of an ISO media file."""
    brands = data[8 : min(max(16, int.from_bytes(data[:4], "big")), 256)]
    if b"avif" in brands or b"avis" in brands:
        return "AVIF"
    return "HEIF" if brands[:4] in _HEIF_BRANDS else None
