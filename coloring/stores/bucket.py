"""Pictures as objects of an S3 bucket; the only module that loads boto, and only where a bucket is used."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage

from coloring.stores.base import Store, StoreAway, ending, media_type, probe

log = logging.getLogger("herbbie.picture")

# Twice each at most: a page that is being stored is parked in the database after some twenty seconds.
CONNECT_SECONDS = 2
READ_SECONDS = 8
ATTEMPTS = 2
# After that it is left alone for a while: threads that wait for it serve nobody.
BREAK_SECONDS = 5.0
# How long the answer to /health holds.
PROBE_SECONDS = 60.0
# As many names as an answer may hold.
PAGING = {"PageSize": 1000}
MISSING = {"NoSuchKey", "404"}


class BucketStore(Store, S3Storage):  # type: ignore[misc]
    """A bucket of any service that speaks S3.

    All threads share one session: django-storages makes one each, which costs 17 MB a thread.
    """

    def __init__(self, *, addressing_style: str, **options: Any) -> None:
        self._broken_until = self._probe_due = 0.0
        self._did_work = True
        self._session: Any = None
        self._lock = threading.Lock()
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": addressing_style},
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
            max_pool_connections=32,
            # Services other than Amazon's refuse checksums that they do not know.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        # A transfer of one picture needs no threads of its own.
        S3Storage.__init__(
            self, client_config=config, transfer_config=TransferConfig(use_threads=False), **options
        )

    @property
    def connection(self) -> Any:
        with self._lock:
            return super().connection

    def _create_session(self) -> Any:
        self._session = self._session or super()._create_session()
        return self._session

    def _save(self, name: str, content: Any) -> str:
        with self._asked(name):
            return str(super()._save(name, content))

    def _open(self, name: str, mode: str = "rb") -> ContentFile[bytes]:
        with self._asked(name):
            found = self._client().get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
            return ContentFile(found["Body"].read(), name)

    def delete(self, name: str) -> None:
        with self._asked(name):
            super().delete(name)

    def exists(self, name: str) -> bool:
        with self._asked(name):
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with self._asked(name):
            return int(super().size(name))

    def names(self, prefix: str) -> Iterator[tuple[str, float]]:
        pages = self._client().get_paginator("list_objects_v2")
        begin = self._normalize_name(prefix)
        with self._asked(prefix):
            for page in pages.paginate(Bucket=self.bucket_name, Prefix=begin, PaginationConfig=PAGING):
                for entry in page.get("Contents", ()):
                    yield prefix + entry["Key"].removeprefix(begin), entry["LastModified"].timestamp()

    def works(self) -> bool:
        """Tried once a minute; who asks meanwhile hears the last answer."""
        now = time.monotonic()
        if now >= self._probe_due:
            self._probe_due = now + PROBE_SECONDS
            self._did_work = self._is_probed()
        return self._did_work

    def address(self, name: str) -> str:
        """Signed here, without asking the bucket; it answers with these headers."""
        headers = {
            "ResponseContentType": media_type(name),
            "ResponseContentDisposition": f'inline; filename="herbbie.{ending(name)}"',
            "ResponseCacheControl": "private, max-age=31536000, immutable",
        }
        return str(S3Storage.url(self, name, headers))

    def _client(self) -> Any:
        """One that may be shared by threads."""
        return self.connection.meta.client

    def _is_probed(self) -> bool:
        try:
            probe(self)
        except OSError as error:
            log.warning("probe: %s", error)
            return False
        return True

    @contextmanager
    def _asked(self, name: str) -> Iterator[None]:
        """Raises FileNotFoundError, or StoreAway for every other answer that is none."""
        if time.monotonic() < self._broken_until:
            raise StoreAway("the bucket did not answer a moment ago")
        try:
            yield
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in MISSING:
                raise FileNotFoundError(name) from error
            raise StoreAway(f"the bucket {self.bucket_name!r} answers {code}") from error
        except BotoCoreError as error:
            self._broken_until = time.monotonic() + BREAK_SECONDS
            raise StoreAway(f"the bucket {self.bucket_name!r} does not answer: {error}") from error
