"""How often one caller may ask, with and without Redis."""

import subprocess
import sys

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts import keys
from coloring import limiting
from herbbie import throttling
from scripts.live import ROOT
from tests import factories

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


def test_request_that_does_not_count_tells_nothing(call):
    assert limiting.headers(call()) == {}


def test_program_is_told_how_often_it_may_still_ask(call, settings):
    settings.RATE_LIMIT_PER_MINUTE = 3
    limiting.hit(call())
    limiting.hit(last := call())
    told = limiting.headers(last)
    seconds = int(told["X-RateLimit-Reset"])
    assert 1 <= seconds <= 60
    assert (told["X-RateLimit-Limit"], told["X-RateLimit-Remaining"]) == ("3", "1")
    assert told["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert told["RateLimit"] == f'"minute";r=1;t={seconds}'


def test_asking_how_much_is_left_takes_nothing_of_it(call, settings):
    settings.RATE_LIMIT_PER_MINUTE = 2
    limiting.hit(first := call())
    for _ in range(3):
        assert limiting.headers(first)["X-RateLimit-Remaining"] == "1"
    limiting.hit(call())


def test_program_is_told_while_redis_is_away(call, settings):
    settings.REDIS_URL = DEAD_REDIS
    settings.RATE_LIMIT_PER_MINUTE = 2
    limiting.hit(last := call())
    assert limiting.headers(last)["X-RateLimit-Remaining"] == "1"


def test_each_key_of_an_account_has_a_limit_of_its_own(owner, visitor, settings):
    settings.RATE_LIMIT_PER_MINUTE = 1
    made = [keys.make(owner.user.pk, name)[1] for name in ("n8n", "script")]

    def ask(client, **headers):
        return client.post("/generate_coloring/", {"theme": "espace"}, "application/json", headers=headers)

    first, second, third = (ask(visitor, authorization=f"Bearer {key}") for key in (*made, made[0]))
    assert [answer.status_code for answer in (first, second, third)] == [202, 202, 429]
    assert ask(owner).status_code == ask(visitor).status_code == 202
    assert first["X-RateLimit-Remaining"] == third["X-RateLimit-Remaining"] == "0"
    assert 1 <= int(third["Retry-After"]) <= 60
    assert third["X-RateLimit-Limit"] == "1"


def test_answers_that_count_carry_the_headers_and_others_do_not(owner, settings):
    settings.RATE_LIMIT_PER_MINUTE = 5
    counted = owner.post("/generate_coloring/", {"theme": "espace"})
    refused = owner.post("/upload_photo/", {"photo": factories.saved_upload(b"no photo")})
    assert [answer["X-RateLimit-Remaining"] for answer in (counted, refused)] == ["4", "3"]
    assert refused.status_code == 415
    looked = owner.get(counted.json()["status_url"])
    unread = owner.post("/generate_coloring/", "{", content_type="application/json")
    assert not any("ratelimit" in name.lower() for name in (*looked.headers, *unread.headers))


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
