"""Who may ask: names, apps, middleware, accounts, cookies, languages and headers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import dj_email_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from herbbie.settings.place import BASE_DIR, PRODUCTION, RAILWAY, S3_ORIGIN, env

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
    "axes",
    "csp",
    "django_htmx",
    "ninja",
    "accounts",
    "coloring",
]

MIDDLEWARE = [
    "herbbie.headers.headers",
    "herbbie.middleware.alive",
    "herbbie.middleware.traced",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "herbbie.charsets.Utf8Forms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "herbbie.throttling.Pauses",
    "axes.middleware.AxesMiddleware",
    "coloring.views.absence.Absence",
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

# --- accounts

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "coloring:gallery"
LOGOUT_REDIRECT_URL = "coloring:studio"
# The last one knows the users; the first refuses who guessed too often.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": f"{VALIDATORS}.CommonPasswordValidator"},
]

# As README writes them, and as the parser knows them.
SMTP_BY_TLS = {"smtp+tls": "submission", "smtp+ssl": "smtp"}


def email_config(url: str) -> dict[str, Any]:
    """How mails are sent. Raises ImproperlyConfigured for a URL of no known kind."""
    scheme, _, rest = url.partition(":")
    config: dict[str, Any] = dj_email_url.parse(f"{SMTP_BY_TLS.get(scheme, scheme)}:{rest}")
    if "EMAIL_BACKEND" not in config:
        raise ImproperlyConfigured(f"EMAIL_URL begins with {scheme}:, which is no way to send mails.")
    return config | {"EMAIL_USE_SSL": scheme == "smtp+ssl" or config["EMAIL_USE_SSL"]}


EMAIL_CONFIG = email_config(env.str("EMAIL_URL", "") or "console:")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG["EMAIL_HOST"]
EMAIL_PORT = EMAIL_CONFIG["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL_CONFIG["EMAIL_HOST_USER"], EMAIL_CONFIG["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_CONFIG["EMAIL_USE_TLS"], EMAIL_CONFIG["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Herbbie <herbbie@localhost>")

SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = "__Host-csrftoken" if PRODUCTION else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_NAME = "__Host-language" if PRODUCTION else "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SECURE = PRODUCTION
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
# Not in a cookie of their own: it would hold what was done, and have no `__Host-` before its name.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- who guesses passwords: ten wrong ones for one account from one line, then a pause of fifteen minutes.
# No other line is locked out, so that nobody can keep the owner of an account away.

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "herbbie.throttling.locked_out"
# Its rows hold keyed hashes alone, and only while they count; its log lines name nobody.
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "herbbie.addresses.mailbox_for_axes"
AXES_CLIENT_IP_CALLABLE = "herbbie.addresses.for_axes"
AXES_SENSITIVE_PARAMETERS = ["username", "email", "ip_address", "user_agent", "csrfmiddlewaretoken", "next"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ACCESS_FAILURE_LOG = AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# --- languages

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "Europe/Paris")
USE_TZ = True

# --- headers

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
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
# What an answer says unless it says something else itself.
ANSWER_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "private, no-store",
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:", *filter(None, [S3_ORIGIN])],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
