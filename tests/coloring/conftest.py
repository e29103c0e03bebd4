"""Every place in which pictures may be kept: a folder, the database's rows, a bucket in memory."""

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
from django.core.files.storage import storages
from moto import mock_aws
from storages.backends.s3 import S3Storage

from coloring import engines, pictures
from tests import painters

BUCKET = {
    "bucket_name": "pages",
    "endpoint_url": "https://s3.us-east-1.amazonaws.com",
    "access_key": "a-key",
    "secret_key": "a-secret",
    "region_name": "us-east-1",
    "location": "herbbie",
    "addressing_style": "virtual",
    "querystring_expire": 600,
    "file_overwrite": True,
}


@pytest.fixture(scope="session")
def boto():
    """One session for all tests: to make one takes half a second."""
    return boto3.session.Session("a-key", "a-secret")


@pytest.fixture
def bucket(settings, boto, monkeypatch):
    """An empty bucket that the settings know; whether pictures are kept there is another question."""
    options = {**settings.PICTURE_STORAGES["bucket"], "OPTIONS": BUCKET}
    settings.PICTURE_STORAGES = {**settings.PICTURE_STORAGES, "bucket": options}
    settings.S3_BUCKET = BUCKET["bucket_name"]
    settings.S3_ACCESS_KEY_ID, settings.S3_SECRET_ACCESS_KEY = BUCKET["access_key"], BUCKET["secret_key"]
    monkeypatch.setattr(S3Storage, "_create_session", lambda self: boto)
    with mock_aws():
        storages.create_storage(options).connection.create_bucket(Bucket=BUCKET["bucket_name"])
        yield


@pytest.fixture
def keep_in(settings, request):
    """Choose the pictures' own store as the settings do."""

    def choose(name):
        if name == "bucket":
            request.getfixturevalue("bucket")
        settings.STORAGE = name
        settings.STORAGES = {**settings.STORAGES, "pictures": settings.PICTURE_STORAGES[name]}
        return pictures.store()

    return choose


@pytest.fixture(params=["files", "database", "bucket"])
def store(request, keep_in, db):
    """Each of the three in turn, as the pictures' own store."""
    return keep_in(request.param)


class Outage:
    """While it lasts, the bucket does not answer."""

    def __init__(self, store):
        self.asked, self.store = 0, store
        self.patch, self.client = pytest.MonkeyPatch(), store.connection.meta.client

    def begin(self):
        self.patch.setattr(self.client, "_make_api_call", self._refuse)

    def end(self):
        self.patch.undo()
        self.store._broken_until = 0.0

    def _refuse(self, *_):
        self.asked += 1
        raise EndpointConnectionError(endpoint_url="https://bucket.example")


@pytest.fixture
def outage(keep_in):
    """The bucket is the pictures' own store, and goes away when the test says so."""
    return Outage(keep_in("bucket"))


@pytest.fixture
def painter(monkeypatch):
    """A scripted painter in place of every engine."""
    made = painters.Painter()
    monkeypatch.setattr(engines, "load", lambda name: made)
    return made
