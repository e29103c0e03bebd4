"""Every environment variable is read here and nowhere else; README's table lists them all."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import dj_database_url
import dj_email_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
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
ON_VOLUME = bool(env.str("RAILWAY_VOLUME_MOUNT_PATH", ""))
PICTURES_DIR = Path(
    env.str("PICTURES_DIR", "") or (DATA_DIR / "coloring" if ON_VOLUME else BASE_DIR / "static" / "coloring")
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

# --- who may ask

RAILWAY_HOSTS = [env.str("RAILWAY_PUBLIC_DOMAIN", ""), "healthcheck.railway.app"] if RAILWAY else []
ALLOWED_HOSTS = [
    *env.list("ALLOWED_HOSTS", [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]),
    *filter(None, RAILWAY_HOSTS),
]
# A leading dot stands for every subdomain; among origins that is written as a star.
CSRF_TRUSTED_ORIGINS = [
    f"https://*{host}" if host.startswith(".") else f"https://{host}" for host in ALLOWED_HOSTS if host != "*"
]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_htmx",
    "accounts",
    "coloring",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "herbbie.urls"
WSGI_APPLICATION = "herbbie.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

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
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- files: what is collected, and what never is

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "staticfiles"
# Folder by folder: static/coloring holds private pictures and must never be found, collected or served as is.
STATICFILES_DIRS = [(name, BASE_DIR / "static" / name) for name in ("css", "js", "img")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "pictures": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PICTURES_DIR, "base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = False

# --- accounts

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "coloring:gallery"
LOGOUT_REDIRECT_URL = "coloring:studio"
VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": f"{VALIDATORS}.CommonPasswordValidator"},
]
EMAIL_CONFIG = dj_email_url.parse(env.str("EMAIL_URL", "") or "console:")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG["EMAIL_HOST"]
EMAIL_PORT = EMAIL_CONFIG["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL_CONFIG["EMAIL_HOST_USER"], EMAIL_CONFIG["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_CONFIG["EMAIL_USE_TLS"], EMAIL_CONFIG["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Herbbie <herbbie@localhost>")

SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = "__Host-csrftoken" if PRODUCTION else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- languages

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "Europe/Paris")
USE_TZ = True

# --- headers

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
# Railway's edge redirects to HTTPS itself and its health probe speaks plain HTTP inside.
SECURE_SSL_REDIRECT = PRODUCTION and not RAILWAY
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SILENCED_SYSTEM_CHECKS = ["security.W008"] if RAILWAY else []
if RAILWAY or env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whose word about the caller's address is taken; only a proxy of ours may be believed.
CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP" if RAILWAY or env.bool("BEHIND_PROXY", False) else "REMOTE_ADDR"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# --- what may be uploaded

MAX_FILE_SIZE = env.int("MAX_FILE_SIZE", 50_000_000)
ALLOWED_IMAGE_FORMATS = tuple(env.list("ALLOWED_IMAGE_FORMATS", ["png", "jpg", "jpeg", "webp", "heic"]))
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_HANDLERS = [
    "coloring.uploads.CappedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- who draws

OPENAI_API_KEY = env.str("OPENAI_API_KEY", "")
OPENAI_BASE_URL = env.str("OPENAI_BASE_URL", "https://api.openai.com/v1")
OPENAI_IMAGE_MODELS = tuple(env.list("OPENAI_IMAGE_MODELS", ["gpt-image-1-mini", "gpt-image-2.5-flare"]))
OPENAI_VISION_MODELS = tuple(env.list("OPENAI_VISION_MODELS", ["gpt-4o-mini", "gpt-6-luna"]))
OPENAI_TIMEOUT = env.float("OPENAI_TIMEOUT", 150.0)
IMAGE_ENGINE = env.str("IMAGE_ENGINE", "") or ("openai" if OPENAI_API_KEY else "offline")
DEFAULT_IMAGE_SIZE = env.str("DEFAULT_IMAGE_SIZE", "1024x1024")
DEFAULT_IMAGE_QUALITY = env.str("DEFAULT_IMAGE_QUALITY", "high")
if IMAGE_ENGINE not in {"openai", "offline"}:
    raise ImproperlyConfigured(f"IMAGE_ENGINE is {IMAGE_ENGINE!r}; it can be openai or offline.")
if IMAGE_ENGINE == "openai" and not OPENAI_API_KEY:
    raise ImproperlyConfigured("IMAGE_ENGINE is openai, and OPENAI_API_KEY is not set.")

# --- how much

RATE_LIMIT_PER_MINUTE = env.int("RATE_LIMIT_PER_MINUTE", 60)
PAGES_PER_DAY = env.int("PAGES_PER_DAY", 30)
ANONYMOUS_PAGES_PER_DAY = env.int("ANONYMOUS_PAGES_PER_DAY", 5)

# --- the worker

REDIS_URL = env.str("REDIS_URL", "")
EMBEDDED = not REDIS_URL
LEASE_SECONDS = env.float("LEASE_SECONDS", 90.0)
RECONCILE_SECONDS = env.float("RECONCILE_SECONDS", 0.2 if EMBEDDED else 2.0)
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {"polling_interval": 0.05}
    if EMBEDDED
    else {
        "visibility_timeout": 900,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 10,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "health_check_interval": 10,
    }
)

# --- what is told

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "herbbie": {"level": LOG_LEVEL},
        "django": {"level": "WARNING"},
        # Its INFO lines name every URL that is called; ours say more in less.
        "httpx2": {"level": "WARNING"},
    },
}
