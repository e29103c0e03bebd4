"""A backup brings every row and every picture back, into the same store or another one."""

import json
import re
import threading
import zipfile

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.models import User
from coloring import backups, pictures, tasks
from coloring.backups import reading, writing
from coloring.models import Attempt, Page, Photo, Spending, WorkerBeat
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def fill():
    """A bit of everything: an administrator of a group, pages of all states, what they cost."""
    group = Group.objects.create(name="painters")
    group.permissions.add(Permission.objects.get(codename="change_page"))
    parent = factories.user(email="parent@example.org")
    parent.groups.add(group)
    parent.user_permissions.add(Permission.objects.get(codename="view_page"))
    ready = [factories.ready_page(user=parent, theme="un château", child_name="Zoé") for _ in range(2)]
    factories.ready_image(user=parent, batch=factories.batch(user=parent), prompt="un phare")
    factories.page(user=parent)
    factories.page(state="failed", problem="refused", measures={"faults": ["thin"]})
    factories.photo_page(user=parent)
    Attempt.objects.create(page=ready[0], token="t" * 32, cost_micro_usd=36_000, steps={"drawing": 1.25})
    Spending.objects.create(day=timezone.localdate(), micro_usd=36_000)
    return ready


def rows():
    """Every row of ours, as it is in the database."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values()) for model in backups.models()
    }


def held():
    return {name: pictures.read(name) for name, _ in pictures.names()}


def empty():
    """What a disaster leaves: a migrated database and nothing in it."""
    for name, _ in list(pictures.names()):
        pictures.store().delete(name)
    for model in reversed([*backups.models(), *backups.LEFT_OUT]):
        model._default_manager.all().delete()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "herbbie.zip"


@pytest.mark.parametrize(
    ("origin", "goal"), [("files", "files"), ("database", "bucket"), ("bucket", "database")]
)
def test_everything_comes_back_equal(keep_in, file, capsys, origin, goal):
    keep_in(origin)
    fill()
    kept = (
        rows(),
        held(),
        list(User.objects.get().groups.get().permissions.values_list("codename", flat=True)),
    )
    call_command("backup", file)
    empty()
    keep_in(goal)
    call_command("restore", file, "--check")
    assert not User.objects.exists()
    call_command("restore", file)
    permissions = User.objects.get().groups.get().permissions
    assert (rows(), held(), list(permissions.values_list("codename", flat=True))) == kept
    assert User.objects.get().has_perm("coloring.view_page")
    assert len(held()) == 3
    assert "rows, 3 pictures" in capsys.readouterr().out


def test_photos_sessions_and_log_ins_are_in_no_backup(file, owner):
    photo = factories.photo_page(user=owner.user).photo
    session = owner.session.session_key
    call_command("backup", file)
    with zipfile.ZipFile(file) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
        names = {name for name in archive.namelist() if name.startswith("rows/")}
    assert owner.user.email.encode() in content
    assert bytes(photo.jpeg)[:200] not in content
    assert session.encode() not in content
    assert names == {backups.rows_file(model) for model in backups.models()}
    assert not names & {"rows/coloring.photo.jsonl", "rows/sessions.session.jsonl"}


def test_whatever_is_not_left_out_by_name_is_kept():
    ours = {model.__name__ for app in backups.APPS for model in apps.get_app_config(app).get_models()}
    kept = {model.__name__ for model in backups.models()} - {"Group"}
    assert ours - kept == {
        "Photo",
        "Reference",
        "Partial",
        "StoredPicture",
        "Export",
        "WorkerBeat",
        "Session",
        "Turn",
        "Pace",
    }


def test_backup_is_readable_by_its_owner_alone_and_overwrites_nothing(file):
    call_command("backup", file)
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="overwrites nothing"):
        call_command("backup", file)


def test_backup_that_fails_leaves_no_file(file, monkeypatch):
    factories.ready_page()

    def away(name):
        raise pictures.StoreAway("the bucket does not answer")

    monkeypatch.setattr(writing.pictures, "read", away)
    with pytest.raises(CommandError, match="does not answer"):
        call_command("backup", file)
    assert list(file.parent.glob("herbbie*")) == []


def in_another_connection(act):
    def run():
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(15)
    assert not thread.is_alive()


def test_rows_are_of_one_moment_and_nobody_waits_for_them(file, monkeypatch):
    page = factories.ready_page(user=factories.user())
    real, once = writing.write_rows, []

    def meanwhile(archive, model):
        count = real(archive, model)
        if model is User and not once:
            once.append(True)
            in_another_connection(lambda: User.objects.all().delete())
        return count

    monkeypatch.setattr(writing, "write_rows", meanwhile)
    call_command("backup", file)
    assert not Page.objects.exists()
    with zipfile.ZipFile(file) as archive:
        manifest = reading.check(archive)
    assert (manifest["rows"]["accounts.user"], manifest["rows"]["coloring.page"]) == (1, 1)
    assert (manifest["pictures"], manifest["gone"], manifest["missing"]) == (0, [page.picture], [])
    call_command("restore", file)
    assert User.objects.exists()
    assert not Page.objects.exists()


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_picture_that_was_lost_before_is_told_and_the_rest_is_kept(own_folders, file, capsys, damage):
    bad, good = (factories.ready_page().picture for _ in range(2))
    (own_folders / bad).unlink()
    if damage == "damaged":
        (own_folders / bad).write_bytes(b"damaged")
    with pytest.raises(CommandError, match="1 pictures were missing or damaged"):
        call_command("backup", file)
    assert f"{damage}: {bad}" in capsys.readouterr().err
    empty()
    call_command("restore", file)
    assert Page.objects.count() == 2
    assert good in held()


# --- what is refused


def test_database_that_is_not_empty_is_refused(file):
    fill()
    before = rows()
    call_command("backup", file)
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", file)
    assert rows() == before


def test_running_worker_is_refused(file):
    call_command("backup", file)
    WorkerBeat.objects.create(worker="here:1", seen_at=timezone.now())
    with pytest.raises(CommandError, match="stop Herbbie first"):
        call_command("restore", file)


def rewrite(file, name, change):
    """The same backup with one entry changed."""
    with zipfile.ZipFile(file) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    entries[name] = change(entries[name])
    with zipfile.ZipFile(file, "w") as archive:
        for entry, content in entries.items():
            archive.writestr(entry, content)


def manifest_with(**changes):
    return lambda content: json.dumps(json.loads(content) | changes).encode()


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("pictures/{}", lambda content: content + b"x", "is damaged in the backup"),
        ("rows/coloring.page.jsonl", lambda content: b"", "2 coloring.page were backed up, and there are 0"),
        ("rows/coloring.page.jsonl", lambda content: content.replace(b'"pk"', b"pk"), "cannot be read"),
        (
            "rows/coloring.page.jsonl",
            lambda content: re.sub(rb'"user": \d+', b'"user": 999', content),
            "FOREIGN KEY",
        ),
        ("pictures.jsonl", lambda content: content.splitlines()[0] + b"\n", "2 pictures were backed up"),
        ("manifest.json", manifest_with(format=2), "of format 1, not 2"),
        ("manifest.json", manifest_with(migrations=["coloring.9999_later"]), "coloring.9999_later"),
        ("manifest.json", lambda content: content[:50], "no whole backup"),
    ],
)
def test_damaged_or_foreign_backup_restores_nothing(file, name, change, sentence):
    user = factories.user()
    page, _ = (factories.ready_page(user=user) for _ in range(2))
    call_command("backup", file)
    rewrite(file, name.format(page.picture), change)
    empty()
    with pytest.raises(CommandError, match=sentence):
        call_command("restore", file)
    assert not User.objects.exists()
    assert not Page.objects.exists()


@pytest.mark.parametrize("content", [b"", b"no zip at all"])
def test_what_is_no_zip_is_refused(file, content):
    file.write_bytes(content)
    with pytest.raises(CommandError, match="no whole backup"):
        call_command("restore", file, "--check")


def test_backup_that_was_cut_off_is_refused(file):
    fill()
    call_command("backup", file)
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(CommandError, match="no whole backup"):
        call_command("restore", file, "--check")


def test_photo_page_without_its_photo_fails_kindly_after_a_restore(file, drawers):
    page = factories.photo_page()
    call_command("backup", file)
    empty()
    call_command("restore", file)
    assert not Photo.objects.exists()
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    assert (page.state, page.problem) == ("failed", "crashed")
