"""Uploads while they arrive: what is too large is not even written down, the rest under no name."""

from __future__ import annotations

import io
import tempfile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest


class CappedUpload(FileUploadHandler):
    """First in the chain: passes chunks on until MAX_FILE_SIZE, swallows the rest and marks the file.

    All files of a request count together. A marked file has `over_limit` True and no content, so that the
    form can say kindly what is wrong.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        return raw_data if self.received <= settings.MAX_FILE_SIZE else None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if self.received <= settings.MAX_FILE_SIZE:
            return None
        file = InMemoryUploadedFile(
            io.BytesIO(), self.field_name, self.file_name, self.content_type, 0, self.charset
        )
        file.over_limit = True  # type: ignore[attr-defined]
        return file


class UnnamedUpload(FileUploadHandler):
    """Last in the chain: what is too large for the memory goes to a file that no folder lists.

    Django's own temporary file has a name, and stays behind when its process is killed: a child's photo.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        content = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115 - the request closes it
        self.file = UploadedFile(content, self.file_name, self.content_type, 0, self.charset)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.file.seek(0)
        self.file.size = file_size
        return self.file
