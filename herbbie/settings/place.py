"""Where Herbbie runs, and where it keeps its rows and pictures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VERSION = "0.1.0"

TESTING = "pytest" in sys.modules

env = Env()
if not TESTING:
    env.read_env(str(BASE_DIR / ".env"), recurse=False)

ENVIRONMENT = env.str("ENVIRONMENT", "development")
PRODUCTION = ENVIRONMENT == "production"
if ENVIRONMENT not in {"development", "production"}:
    raise ImproperlyConfigured(f"ENVIRONMENT is {ENVIRONMENT!r}; it can be development or production.")
RAILWAY = bool(env.str("RAILWAY_ENVIRONMENT_ID", ""))
ROLE = env.str("HERBBIE_ROLE", "all")
LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
DEBUG = env.bool("DEBUG", False)

# --- where things are kept

DATA_DIR = Path(env.str("DATA_DIR", "") or env.str("RAILWAY_VOLUME_MOUNT_PATH", "") or BASE_DIR / "var")
# On a volume the pictures live beside the database; elsewhere in the folder that the URL names.
VOLUME = env.str("RAILWAY_VOLUME_MOUNT_PATH", "")
PICTURES_DIR = Path(
    env.str("PICTURES_DIR", "") or (DATA_DIR / "coloring" if VOLUME else BASE_DIR / "static" / "coloring")
)


# For manage.py before the first start writes a real one. Everybody can read it here: production refuses it.
PRINTED_KEY = "django-insecure-only-for-commands-until-the-first-start"


def secret_key() -> str:
    """The key from the environment; outside production, else the one that the first start wrote."""
    key = env.str("SECRET_KEY", "")
    file = DATA_DIR / "secret_key"
    if not key and not PRODUCTION and file.exists():
        key = file.read_text().strip()
    if not key and PRODUCTION:
        raise ImproperlyConfigured("SECRET_KEY is not set. In production it must be.")
    return key or PRINTED_KEY


SECRET_KEY = secret_key()

# --- database: SQLite on one machine, Postgres when DATABASE_URL says so

# IMMEDIATE takes the write lock at BEGIN: a deferred one that is upgraded fails at once under load, whatever
# the timeout. FULL keeps what was committed through a power cut.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;PRAGMA busy_timeout=20000;"
        "PRAGMA cache_size=-8000;PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;"
    ),
}

DATABASE_URL = env.str("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'herbbie.sqlite3'}"
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)
}
ON_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if ON_SQLITE:
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
SQLITE_FILE = str(DATABASES["default"]["NAME"]) if ON_SQLITE else ""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- pictures: beside the database's rows, in files, or in a bucket

S3_BUCKET = env.str("S3_BUCKET", "")
S3_ACCESS_KEY_ID = env.str("S3_ACCESS_KEY_ID", "")
S3_SECRET_ACCESS_KEY = env.str("S3_SECRET_ACCESS_KEY", "")
S3_REGION = env.str("S3_REGION", "") or ("auto" if env.str("S3_ENDPOINT_URL", "") else "us-east-1")
S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", "") or f"https://s3.{S3_REGION}.amazonaws.com"
# Whether the bucket is part of the host's name or of the path.
S3_ADDRESSING_STYLE = env.str("S3_ADDRESSING_STYLE", "") or "virtual"
if S3_ADDRESSING_STYLE not in {"virtual", "path"}:
    raise ImproperlyConfigured(f"S3_ADDRESSING_STYLE is {S3_ADDRESSING_STYLE!r}; it can be virtual or path.")
# Who shows a picture of the bucket: Herbbie passes it on, or the browser gets an address that is signed for
# ten minutes.
S3_PRESIGNED = env.bool("S3_PRESIGNED", False)
SIGNED_SECONDS = 600
# The bucket when it is named; else Postgres, which several machines share and one backup holds; else files.
STORAGE = env.str("STORAGE", "") or ("bucket" if S3_BUCKET else "files" if ON_SQLITE else "database")
if STORAGE not in {"files", "database", "bucket"}:
    raise ImproperlyConfigured(f"STORAGE is {STORAGE!r}; it can be files, database or bucket.")


def origin(endpoint: str, bucket: str, style: str) -> str:
    """Where browsers find a bucket, as a Content-Security-Policy names it."""
    address = urlsplit(endpoint)
    host = f"{bucket}.{address.netloc}" if style == "virtual" else address.netloc
    return f"{address.scheme}://{host}"


# "" where browsers fetch pictures from us alone.
S3_ORIGIN = (
    origin(S3_ENDPOINT_URL, S3_BUCKET, S3_ADDRESSING_STYLE) if STORAGE == "bucket" and S3_PRESIGNED else ""
)

PICTURE_STORAGES: dict[str, dict[str, Any]] = {
    "files": {"BACKEND": "coloring.stores.files.FileStore", "OPTIONS": {"location": PICTURES_DIR}},
    "database": {"BACKEND": "coloring.stores.rows.RowStore"},
    "bucket": {
        "BACKEND": "coloring.stores.bucket.BucketStore",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": S3_ENDPOINT_URL,
            "access_key": S3_ACCESS_KEY_ID,
            "secret_key": S3_SECRET_ACCESS_KEY,
            "region_name": S3_REGION,
            "location": env.str("S3_PREFIX", ""),
            "addressing_style": S3_ADDRESSING_STYLE,
            "querystring_expire": SIGNED_SECONDS,
            "file_overwrite": True,
        },
    },
}

# --- files: what is collected, and what never is

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "staticfiles"
# Folder by folder: static/coloring holds private pictures and must never be found, collected or served as is.
STATICFILES_DIRS = [(name, BASE_DIR / "static" / name) for name in ("css", "js", "img")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "pictures": PICTURE_STORAGES[STORAGE],
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = False
