"""Many requests at one instant, each with its own connection: nobody gets more than is paid for."""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory

from coloring import charging, ordering
from coloring.models import DailyCount, Image, Reference
from coloring.wishes import Wish
from scripts.chaos import servers
from scripts.live import ROOT
from tests import factories

REQUESTS, QUOTA = 200, 10


def all_at_once(count, threads, call):
    """What each of so many calls came to: what it answers, or its error."""
    start = threading.Barrier(threads)

    def one(number):
        if number < threads:
            start.wait()
        try:
            return call(number)
        except Exception as error:  # what went wrong is the outcome
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(count)))


def request_of(user):
    request = RequestFactory().post("/")
    request.user, request.session = user, {} if user.pk else {"studio": "a" * 32}
    return request


def asking(user, **wish):
    fields = {"kind": "generate", "prompt": "a cat", "is_fresh": True}
    key = wish.pop("key", "")
    return ordering.accept(request_of(user), Wish(**(fields | wish)), key=key, sent="{}").order.pk


def race(user, threads):
    """What many requests of one user come to, with a quota of ten."""
    told = all_at_once(REQUESTS, threads, lambda number: asking(user, prompt=f"cat {number}"))
    told = {"images": Image.objects.count(), "used": used(), **Counter(map(str, map(type, told)))}
    told |= {"under one key": same(user, key="k"), "alike": same(user, prompt="a dog", is_fresh=False)}
    return told | cancelled(user) | {"deleted": [deleted(user, whole) for whole in (True, False) * 4]}


def same(user, **wish):
    """One request sent twenty times at once: how many orders, and how many of them are paid."""
    DailyCount.objects.all().delete()
    told = all_at_once(20, 20, lambda _: asking(user, **wish))
    return [len(set(told)), isinstance(told[0], int), used()]


def cancelled(user):
    """A batch cancelled while workers claim its images."""
    DailyCount.objects.all().delete()
    batch = ordering.batch(request_of(user), [Wish(kind="generate", prompt="a cat", n=5)] * 2)
    keys = list(Image.objects.filter(order__batch=batch).values_list("pk", flat=True))
    calls = [lambda: ordering.cancel(batch), *(partial(Image.objects.claim, key) for key in keys)]
    told = all_at_once(len(calls), len(calls), lambda number: calls[number]())
    claims = sum(isinstance(each, Image) for each in told)
    return {"cancelled or claimed": told[0] + claims, "paid for what is claimed": used() == claims}


def deleted(user, whole):
    """How many images are left, and what went wrong, when an order or its whole batch goes amid workers."""
    batch = factories.batch(user=user)
    order = factories.order(user=user, batch=batch)
    Reference.objects.create(order=order, kind="image/png", content=b"a cat")
    claims = [Image.objects.claim(factories.image(order).pk) for _ in range(8)]
    factories.image(order)  # waits
    ends = [partial(claim.fail, "busy") if claim.pk % 2 else partial(claim.add_cost, 5) for claim in claims]
    goes = partial(ordering.delete_batch, batch) if whole else partial(ordering.delete, order)
    calls = [*ends, goes]
    told = all_at_once(len(calls), len(calls), lambda number: calls[number]())
    return [
        Image.objects.filter(order=order.pk).count(),
        *(str(each) for each in told if isinstance(each, Exception)),
    ]


def used():
    return DailyCount.objects.get().used


EXPECTED = {
    "images": QUOTA,
    "used": QUOTA,
    str(int): QUOTA,
    str(charging.OutOfPagesError): REQUESTS - QUOTA,
    "under one key": [1, True, 1],
    "alike": [1, True, 1],
    "cancelled or claimed": 10,
    "paid for what is claimed": True,
    "deleted": [[0]] * 8,
}


@pytest.mark.django_db(transaction=True)
def test_two_hundred_requests_with_a_quota_of_ten_order_ten(paid, settings):
    settings.PAGES_PER_DAY = QUOTA
    assert race(factories.user(), REQUESTS) == EXPECTED


@pytest.mark.django_db(transaction=True)
def test_visitors_of_one_address_share_its_quota(paid, settings):
    settings.ANONYMOUS_PAGES_PER_DAY = 3
    told = all_at_once(20, 20, lambda number: asking(AnonymousUser(), prompt=f"cat {number}"))
    assert sum(isinstance(each, int) for each in told) == 3
    assert DailyCount.objects.get().used == 3


SCRIPT = """
import json, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests import factories
from tests.coloring.test_ordering_at_once import race
print(json.dumps(race(factories.user(), 40)))
"""


def test_postgres_counts_as_well_as_sqlite(tmp_path):
    try:
        server = servers.Postgres()
    except servers.MissingError as error:
        pytest.skip(str(error))
    with server:
        clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        told = {"DATA_DIR": str(tmp_path), "DATABASE_URL": server.url, "PAGES_PER_DAY": str(QUOTA)}
        told |= {"OPENAI_API_KEY": "sk-test", "DJANGO_SETTINGS_MODULE": "herbbie.settings"}
        command = [sys.executable, "-c", SCRIPT]
        done = subprocess.run(
            command, cwd=ROOT, env=clean | told, capture_output=True, text=True, timeout=110
        )
        assert "deadlock detected" not in server.log.read_text()
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert json.loads(done.stdout.splitlines()[-1]) == EXPECTED
