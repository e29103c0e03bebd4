"""What may be uploaded, who draws, and how much of it a day."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from herbbie.settings.place import env

MAX_FILE_SIZE = env.int("MAX_FILE_SIZE", 50_000_000)
ALLOWED_IMAGE_FORMATS = tuple(env.list("ALLOWED_IMAGE_FORMATS", ["png", "jpg", "jpeg", "webp", "heic"]))
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 17  # sixteen pictures to draw from, and a mask
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_HANDLERS = [
    "coloring.uploads.CappedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "coloring.uploads.UnnamedUpload",
]

# --- who draws

OPENAI_API_KEY = env.str("OPENAI_API_KEY", "")
OPENAI_BASE_URL = env.str("OPENAI_BASE_URL", "https://api.openai.com/v1")
OPENAI_IMAGE_MODELS = tuple(env.list("OPENAI_IMAGE_MODELS", ["gpt-image-1-mini", "gpt-image-2.5-flare"]))
OPENAI_VISION_MODELS = tuple(env.list("OPENAI_VISION_MODELS", ["gpt-4o-mini", "gpt-6-luna"]))
# Looks at words, photos and drawn pictures before anybody sees them, free of charge; empty: nothing does.
OPENAI_MODERATION_MODEL = env.str("OPENAI_MODERATION_MODEL", "omni-moderation-latest")
OPENAI_TIMEOUT = env.float("OPENAI_TIMEOUT", 150.0)
XAI_API_KEY = env.str("XAI_API_KEY", "")
XAI_BASE_URL = env.str("XAI_BASE_URL", "https://api.x.ai/v1")
XAI_IMAGE_MODELS = tuple(env.list("XAI_IMAGE_MODELS", ["grok-2-image", "grok-imagine-image"]))
IMAGE_ENGINE = env.str("IMAGE_ENGINE", "") or ("openai" if OPENAI_API_KEY else "offline")
DEFAULT_IMAGE_SIZE = env.str("DEFAULT_IMAGE_SIZE", "1024x1024")
DEFAULT_IMAGE_QUALITY = env.str("DEFAULT_IMAGE_QUALITY", "high")
# Unfinished pictures that a page's drawing shows while it is made, 0 to 3; each costs 100 output tokens.
PARTIAL_IMAGES = env.int("PARTIAL_IMAGES", 0)
if IMAGE_ENGINE not in {"openai", "xai", "offline"}:
    raise ImproperlyConfigured(f"IMAGE_ENGINE is {IMAGE_ENGINE!r}; it can be openai, xai or offline.")
if IMAGE_ENGINE == "xai" and not XAI_API_KEY:
    raise ImproperlyConfigured("IMAGE_ENGINE is xai, and XAI_API_KEY is not set.")
if PARTIAL_IMAGES not in range(4):
    raise ImproperlyConfigured(f"PARTIAL_IMAGES is {PARTIAL_IMAGES}; it can be 0, 1, 2 or 3.")
if IMAGE_ENGINE == "openai" and not OPENAI_API_KEY:
    raise ImproperlyConfigured("IMAGE_ENGINE is openai, and OPENAI_API_KEY is not set.")

# --- how much

RATE_LIMIT_PER_MINUTE = env.int("RATE_LIMIT_PER_MINUTE", 60)
# What the account's tier at the service allows (5, 20, 50, 150, 250); 0: not known, its refusals are obeyed.
IMAGES_PER_MINUTE = env.int("IMAGES_PER_MINUTE", 0)
# Pictures for programs that one worker has under way at a time; a tier is used up by pictures of 30 s.
IMAGES_AT_ONCE = env.int("IMAGES_AT_ONCE", 0) or max(16, IMAGES_PER_MINUTE // 2)
# Names of hosts in one's own network from which a program's references may be fetched all the same.
REFERENCE_HOSTS: tuple[str, ...] = tuple(env.list("REFERENCE_HOSTS", []))
PAGES_PER_DAY = env.int("PAGES_PER_DAY", 30)
ANONYMOUS_PAGES_PER_DAY = env.int("ANONYMOUS_PAGES_PER_DAY", 5)
# What the paid services may cost a day, in US dollars; None: no limit.
DAILY_BUDGET_USD = env.float("DAILY_BUDGET_USD", None)
DAILY_BUDGET_MICRO_USD = None if DAILY_BUDGET_USD is None else round(DAILY_BUDGET_USD * 1_000_000)

# --- for how long

# Days after which pages of visitors without an account are deleted, and pages of accounts; 0 keeps them.
VISITOR_PAGES_DAYS = env.int("VISITOR_PAGES_DAYS", 30)
ACCOUNT_PAGES_DAYS = env.int("ACCOUNT_PAGES_DAYS", 0)
