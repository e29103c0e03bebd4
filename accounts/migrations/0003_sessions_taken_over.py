"""Move Django's sessions over: nobody is logged out, and visitors keep the pages that theirs open."""

from datetime import timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations
from django.utils import timezone

LOGGED_IN_FOR = timedelta(days=30)
BATCH = 500


def take_over(apps, schema_editor):
    old = apps.get_model("sessions", "Session").objects
    new = apps.get_model("accounts", "Session")
    users = set(apps.get_model("accounts", "User").objects.values_list("pk", flat=True))
    end = timezone.now() + LOGGED_IN_FOR
    living = old.filter(expire_date__gt=timezone.now())
    rows = (taken_over(new, row, users, end) for row in living.iterator(BATCH))
    new.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    old.all().delete()


def taken_over(new, row, users, end):
    """The row as it is; one of a user, which can be read, gets the end that a log-in sets today."""
    fields = {"session_data": row.session_data, "expire_date": row.expire_date}
    store = SessionStore()
    data = store.decode(row.session_data)
    user = int(data.get(SESSION_KEY, 0))
    if user in users:
        data["_session_expiry"] = end.isoformat()
        fields = {"session_data": store.encode(data), "expire_date": end, "user_id": user}
    return new(session_key=row.session_key, **fields)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sessions"), ("sessions", "0001_initial")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
