"""A variable that is set to nothing counts as not set, as in a copied .env."""

import os
import subprocess
import sys

import pytest

from scripts.live import ROOT

TELL = "import django; django.setup(); from django.conf import settings; print(settings.IMAGE_ENGINE)"


@pytest.mark.parametrize(
    "variable", ["EMAIL_URL", "DATABASE_URL", "IMAGE_ENGINE", "REDIS_URL", "OPENAI_API_KEY", "SECRET_KEY"]
)
def test_empty_variable_counts_as_not_set(variable, tmp_path):
    own = {"DJANGO_SETTINGS_MODULE": "herbbie.settings", "DATA_DIR": str(tmp_path), "OPENAI_API_KEY": ""}
    told = subprocess.run(
        [sys.executable, "-c", TELL],
        cwd=ROOT,
        env=os.environ | own | {variable: ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (told.returncode, told.stdout.strip()) == (0, "offline"), told.stderr
