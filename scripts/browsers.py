"""The Chromium that looks at Herbbie in tests and screenshots."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def chromium(playwright: Playwright) -> Browser:
    """PLAYWRIGHT_CHROMIUM, else Playwright's own, else one of this machine. Raises RuntimeError for none."""
    bundled = playwright.chromium.executable_path
    found = [os.environ.get("PLAYWRIGHT_CHROMIUM"), bundled if Path(bundled).exists() else None]
    found += [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    path = next(filter(None, found), None)
    if path is None:
        raise RuntimeError(
            "No Chromium found. Install one (apt-get install chromium, or playwright install chromium), "
            "or name one in PLAYWRIGHT_CHROMIUM."
        )
    return playwright.chromium.launch(executable_path=path, args=SWITCHES)
