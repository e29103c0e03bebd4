"""Rows and pictures for tests, with as little as each needs."""

from __future__ import annotations

import functools
import io
import itertools
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.models import User
from coloring import pictures
from coloring.engines.base import Silent
from coloring.models import Batch, Order, Page, Photo
from coloring.models import Image as OrderedImage
from coloring.models.owners import random_id

_numbers = itertools.count(1)


def user(**fields: Any) -> User:
    email = fields.pop("email", f"parent{next(_numbers)}@example.org")
    return User.objects.create_user(email, fields.pop("password", "crayons-et-papier"), **fields)


def page(**fields: Any) -> Page:
    """A page waiting to be drawn, of a session of its own unless an owner is given."""
    wish = {"kind": Page.Kind.THEME, "theme": "espace", "asked_engine": "offline"} | fields
    return Page.objects.create(**_owned(wish))


def photo_page(**fields: Any) -> Page:
    made = page(kind=Page.Kind.PHOTO, theme="", mode=fields.pop("mode", "home"), **fields)
    Photo.objects.create(page=made, jpeg=photo(), user=made.user, session=made.session)
    return made


def ready_page(**fields: Any) -> Page:
    """A finished page with its picture on disk."""
    png = line_art()
    name = stored(png)
    done = {
        "state": Page.State.READY,
        "engine": "offline",
        "model": "herbbie-scenes-1",
        "picture": name,
        "sha256": pictures.sha256(png),
        "width": 1024,
        "height": 1024,
        "seconds": 1.5,
        "colourable": True,
        "measures": {"ink": 0.08},
    }
    return page(**(done | fields))


def batch(**fields: Any) -> Batch:
    """A batch without orders, of a session of its own unless an owner is given."""
    return Batch.objects.create(**_owned(fields))


def order(**fields: Any) -> Order:
    """An order of one picture from words, without its image."""
    wish = {
        "kind": Order.Kind.GENERATE,
        "prompt": "a lighthouse",
        "engine": "openai",
        "asked_models": ["gpt-image-2.5-flare"],
        "parameters": {"size": "1024x1024"},
        "fingerprint": random_id(),
    }
    return Order.objects.create(**_owned(wish | fields))


def image(made: Order | None = None, **fields: Any) -> OrderedImage:
    """An image waiting to be drawn; each row gets the columns that it has, the order's too."""
    if made is None:
        made = order(**_columns_of(Order, fields))
    return OrderedImage.objects.create(
        order=made, index=made.images.count(), **_columns_of(OrderedImage, fields)
    )


def ready_image(made: Order | None = None, **fields: Any) -> OrderedImage:
    """A finished image with its picture on disk."""
    content = line_art()
    done = {
        "state": OrderedImage.State.READY,
        "engine": "openai",
        "model": "gpt-image-2.5-flare",
        "quality": "high",
        "format": "png",
        "picture": stored(content, "openai"),
        "sha256": pictures.sha256(content),
        "size_bytes": len(content),
        "width": 1024,
        "height": 1024,
        "seconds": 12.5,
        "cost_micro_usd": 53_000,
        "finished_at": timezone.now(),
    }
    return image(made, **(done | fields))


def _columns_of(model: Any, fields: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in model._meta.concrete_fields}
    return {name: value for name, value in fields.items() if name in names}


def _owned(fields: dict[str, Any]) -> dict[str, Any]:
    return fields if {"user", "session"} & set(fields) else fields | {"session": random_id()}


def stored(png: bytes, engine: str = "offline") -> str:
    """The name of a picture that is kept and that no row names yet."""
    name = pictures.new_name(engine)
    return pictures.store().save(name, ContentFile(png))


@functools.cache
def line_art(size: tuple[int, int] = (1024, 1024)) -> bytes:
    """A clear page of sixteen houses: closed areas, thick lines, nothing gray."""
    image = Image.new("L", size, 255)
    pen = ImageDraw.Draw(image)
    side = size[0] // 4
    for row, column in itertools.product(range(4), range(4)):
        x, y = column * side, row * side
        pen.rectangle([x + 40, y + 110, x + side - 40, y + side - 30], outline=0, width=8)
        pen.polygon(
            [(x + 40, y + 110), (x + side // 2, y + 30), (x + side - 40, y + 110)], outline=0, width=8
        )
        pen.rectangle([x + 80, y + 150, x + 130, y + 200], outline=0, width=8)
    return png(image)


@functools.cache
def photo(size: tuple[int, int] = (640, 480)) -> bytes:
    """A JPEG with a few clear things in it."""
    image = Image.new("RGB", size, (150, 190, 230))
    pen = ImageDraw.Draw(image)
    width, height = size
    pen.rectangle([0, height * 0.7, width, height], fill=(90, 150, 70))
    pen.rectangle([width * 0.3, height * 0.4, width * 0.6, height * 0.8], fill=(200, 90, 60))
    pen.polygon(
        [(width * 0.25, height * 0.4), (width * 0.45, height * 0.2), (width * 0.65, height * 0.4)],
        fill=(90, 40, 30),
    )
    pen.rectangle([width * 0.42, height * 0.6, width * 0.5, height * 0.8], fill=(60, 40, 30))
    pen.ellipse([width * 0.7, height * 0.1, width * 0.85, height * 0.3], fill=(250, 220, 80))
    return saved(image, "JPEG", quality=92)


def png(image: Image.Image) -> bytes:
    return saved(image, "PNG")


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def saved_upload(content: bytes | None = None, name: str = "photo.jpg") -> SimpleUploadedFile:
    """A photo as a browser sends it."""
    return SimpleUploadedFile(name, photo() if content is None else content)


class Told(Silent):
    """Progress that remembers which models were said to be gone."""

    def __init__(self):
        self.gone = []

    def retired(self, model):
        self.gone.append(model)
