"""Sessions know whose they are, change their name at the door, and end in time."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore as OldStore
from django.contrib.sessions.models import Session as OldSession
from django.urls import reverse
from django.utils import timezone

from accounts import sessions
from accounts.models import Session
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "un-crayon-bien-taille"


@pytest.fixture
def parent():
    return factories.user(email="parent@example.org", password=PASSWORD)


def log_in(client):
    return client.post(reverse("accounts:login"), {"username": "parent@example.org", "password": PASSWORD})


def remember(client, **values):
    session = client.session
    session.update(values)
    session.save()
    return session.session_key


def test_visitors_session_belongs_to_nobody(visitor):
    key = remember(visitor, studio="secret")
    assert Session.objects.get().pk == key
    assert Session.objects.get().user is None


def test_session_belongs_to_whoever_logs_in(visitor, parent):
    log_in(visitor)
    assert list(parent.sessions.values_list("pk", flat=True)) == [visitor.session.session_key]


def test_key_changes_at_log_in_and_the_old_one_opens_nothing(visitor, parent):
    before = remember(visitor, studio="secret")
    log_in(visitor)
    assert visitor.session.session_key != before
    assert visitor.session["studio"] == "secret"
    assert not Session.objects.filter(pk=before).exists()


def test_session_of_nobody_again_after_logging_out(visitor, parent):
    log_in(visitor)
    visitor.post(reverse("accounts:logout"))
    assert not parent.sessions.exists()


def test_log_in_ends_after_a_month_however_busy(visitor, parent):
    log_in(visitor)
    end = Session.objects.get().expire_date
    assert abs(end - timezone.now() - timedelta(days=30)) < timedelta(minutes=1)
    Session.objects.update(expire_date=end - timedelta(days=10))
    remember(visitor, something="new")
    assert Session.objects.get().expire_date == end
    assert abs(Session.objects.get().logged_in_at - timezone.now()) < timedelta(minutes=1)


def test_sessions_go_with_their_user(visitor, parent):
    log_in(visitor)
    parent.delete()
    assert not Session.objects.exists()
    assert visitor.get(reverse("coloring:gallery")).status_code == 200


def test_only_the_sessions_of_this_user_are_ended(visitor, owner, parent):
    log_in(visitor)
    assert sessions.end_all(parent.pk) == 1
    assert list(Session.objects.all()) == list(owner.user.sessions.all())


def taken_over():
    import_module("accounts.migrations.0003_sessions_taken_over").take_over(apps, None)


def old_session(**values):
    store = OldStore()
    store.update(values)
    store.save()
    return store.session_key


def test_sessions_of_before_stay_alive(visitor, parent):
    mine = {"_auth_user_id": str(parent.pk), "_auth_user_backend": "x", "_auth_user_hash": "y"}
    keys = {"user": old_session(**mine), "visitor": old_session(studio="secret")}
    taken_over()
    assert not OldSession.objects.exists()
    assert Session.objects.get(pk=keys["user"]).user == parent
    assert sessions.SessionStore(keys["visitor"])["studio"] == "secret"
    assert Session.objects.get(pk=keys["visitor"]).user is None
    end = sessions.SessionStore(keys["user"]).get_expiry_date()
    assert abs(end - timezone.now() - timedelta(days=30)) < timedelta(minutes=1)


def test_session_that_cannot_be_read_or_whose_user_is_gone_is_no_obstacle():
    gone = old_session(_auth_user_id="424242")
    OldSession.objects.create(
        session_key="k" * 32, session_data="?", expire_date=timezone.now() + timedelta(1)
    )
    OldSession.objects.create(session_key="o" * 32, session_data="?", expire_date=timezone.now())
    taken_over()
    assert set(Session.objects.values_list("pk", "user")) == {(gone, None), ("k" * 32, None)}
