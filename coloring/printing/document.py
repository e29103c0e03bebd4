"""Binds painted sheets into a PDF file that is the same, byte for byte, whenever it is made."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from coloring.printing.sheet import Sheet

ONE_SIDED = "/Simplex"
FOLDED = "/DuplexFlipShortEdge"
_VERSION = "%PDF-1.7"  # the first that knows how a printer turns the sheet


def bound(sheets: Iterable[Sheet], *, title: str = "", sides: str = ONE_SIDED) -> bytes:
    """A PDF of these sheets; it asks viewers to print at true size, on one side or turned as `sides` says."""
    writer = PdfWriter()
    writer.pdf_header = _VERSION
    for sheet in sheets:
        _add(writer, sheet)
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {
            NameObject("/PrintScaling"): NameObject("/None"),
            NameObject("/Duplex"): NameObject(sides),
            NameObject("/PickTrayByPDFSize"): BooleanObject(True),
        }
    )
    writer.metadata = {"/Producer": "Herbbie", **({"/Title": title} if title else {})}
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _add(writer: PdfWriter, sheet: Sheet) -> None:
    page = writer.add_blank_page(*sheet.paper.points)
    images = DictionaryObject()
    for number, picture in enumerate(sheet.images):
        images[NameObject(f"/I{number}")] = writer._add_object(_image(picture))
    if images:
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): images})
    page[NameObject("/Contents")] = writer._add_object(_stream(sheet.content))


def _image(picture: Image.Image) -> StreamObject:
    bits, colours = (1, NameObject("/DeviceGray")) if picture.mode == "1" else (8, _palette(picture))
    return _stream(
        picture.tobytes(),
        {
            "/Type": NameObject("/XObject"),
            "/Subtype": NameObject("/Image"),
            "/Width": NumberObject(picture.width),
            "/Height": NumberObject(picture.height),
            "/BitsPerComponent": NumberObject(bits),
            "/ColorSpace": colours,
        },
    )


def _palette(picture: Image.Image) -> ArrayObject:
    colours = bytes(picture.getpalette() or ())
    last = NumberObject(len(colours) // 3 - 1)
    return ArrayObject([NameObject("/Indexed"), NameObject("/DeviceRGB"), last, ByteStringObject(colours)])


def _stream(content: bytes, entries: dict[str, PdfObject] | None = None) -> StreamObject:
    stream = StreamObject()
    stream.set_data(zlib.compress(content))
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    stream.update({NameObject(name): value for name, value in (entries or {}).items()})
    return stream
