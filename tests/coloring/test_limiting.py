"""How often one caller may ask, with and without Redis."""

import subprocess
import sys

import pytest
from django.contrib.auth.models import AnonymousUser

from coloring import limiting
from herbbie import throttling
from scripts.live import ROOT

DEAD_REDIS = "redis://127.0.0.1:1/0"


@pytest.fixture
def call(rf):
    def request(address="192.0.2.1"):
        request = rf.get("/", REMOTE_ADDR=address)
        request.user = AnonymousUser()
        return request

    return request


def test_each_caller_is_counted_alone(call, settings):
    settings.RATE_LIMIT_PER_MINUTE = 1
    limiting.hit(call())
    limiting.hit(call("192.0.2.2"))
    with pytest.raises(throttling.TooOftenError) as wait:
        limiting.hit(call())
    assert 1 <= wait.value.seconds <= 60


def test_callers_are_counted_here_while_redis_is_away(call, settings, caplog):
    settings.REDIS_URL = DEAD_REDIS
    settings.RATE_LIMIT_PER_MINUTE = 1
    limiting.hit(call())
    with pytest.raises(throttling.TooOftenError):
        limiting.hit(call())
    assert "Redis is away" in caplog.text


def test_address_is_believed_only_from_our_own_proxy(call, settings):
    settings.RATE_LIMIT_PER_MINUTE = 1
    forged = call()
    forged.META["HTTP_X_REAL_IP"] = "203.0.113.9"
    limiting.hit(forged)
    with pytest.raises(throttling.TooOftenError):
        limiting.hit(call())


AT_ONCE = """
import os
from concurrent.futures import ThreadPoolExecutor
os.environ |= {"DJANGO_SETTINGS_MODULE": "herbbie.settings", "OPENAI_API_KEY": ""}
from herbbie import throttling
with ThreadPoolExecutor(8) as threads:
    list(threads.map(throttling.limiter, ["redis://127.0.0.1:1/0"] * 8))
"""


def test_first_requests_of_a_process_may_all_count_in_redis_at_once():
    """`limits` took a module that another thread was just importing for a missing one."""
    done = subprocess.run([sys.executable, "-c", AT_ONCE], cwd=ROOT, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
