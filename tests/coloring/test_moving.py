"""Pictures move from one store to another: compared, interrupted, gone on with, never lost."""

import itertools

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from coloring import moving, pictures, works
from coloring.models import Page
from coloring.stores import base
from tests import factories

pytestmark = pytest.mark.django_db
PLACES = ("files", "database", "bucket")


@pytest.fixture
def filled(keep_in, bucket):
    """Two pages and an image with pictures in the store of that name."""

    def fill(place):
        keep_in(place)
        return [factories.ready_page(), factories.ready_page(), factories.ready_image()]

    return fill


def move(origin, goal, *flags):
    call_command("move_pictures", "--from", origin, "--to", goal, *flags)


def held(place):
    return {name for name, _ in moving.store_named(place).names("")}


@pytest.mark.parametrize(("origin", "goal"), list(itertools.permutations(PLACES, 2)))
def test_pictures_move_between_every_two_stores(filled, keep_in, origin, goal, capsys):
    made = {page.picture: pictures.read(page.picture) for page in filled(origin)}
    move(origin, goal)
    assert "3 pictures: 3 copied" in capsys.readouterr().out
    assert held(origin) == held(goal) == set(made)
    keep_in(goal)
    move(origin, goal, "--delete")
    assert "3 pictures: 3 there already" in capsys.readouterr().out
    assert held(origin) == set()
    assert {name: pictures.read(name) for name in held(goal)} == made


def test_interrupted_move_goes_on_where_it_stopped(filled, monkeypatch, capsys):
    filled("files")
    copied = itertools.count(1)
    real = moving.Move._copy

    def breaks(self, page):
        if next(copied) == 2:
            raise pictures.StoreAway("the bucket does not answer")
        return real(self, page)

    with monkeypatch.context() as patch:
        patch.setattr(moving.Move, "_copy", breaks)
        with pytest.raises(CommandError, match="does not answer; 1 copied"):
            move("files", "bucket")
    move("files", "bucket")
    assert "3 pictures: 2 copied, 1 there already" in capsys.readouterr().out
    assert len(held("bucket")) == 3


def test_damaged_copy_is_found_and_written_again(filled):
    page = filled("files")[0]
    goal = moving.store_named("bucket")
    goal.save(page.picture, ContentFile(b"damaged"))
    move("files", "bucket")
    assert pictures.sha256(base.read(goal, page.picture)) == page.sha256


def test_copy_that_reads_otherwise_is_told_and_its_origin_kept(filled, keep_in, monkeypatch, capsys):
    page = filled("files")[0]
    keep_in("database")
    goal = type(moving.store_named("database"))
    real = goal._save

    def damages(self, name, content):
        return real(self, name, ContentFile(b"damaged") if name == page.picture else content)

    monkeypatch.setattr(goal, "_save", damages)
    with pytest.raises(CommandError, match="1 pictures could not be moved"):
        move("files", "database", "--delete")
    assert f"damaged: {page.picture} of page {page}" in capsys.readouterr().err
    assert held("files") == {page.picture}


@pytest.mark.parametrize("damage", ["damaged", "missing"])
def test_picture_that_is_damaged_or_missing_fails_the_move_and_others_arrive(filled, capsys, damage):
    page, *others = filled("files")
    origin = moving.store_named("files")
    origin.delete(page.picture)
    if damage == "damaged":
        origin.save(page.picture, ContentFile(b"something else"))
    with pytest.raises(CommandError, match="1 pictures could not be moved"):
        move("files", "database")
    assert f"{damage}: {page.picture}" in capsys.readouterr().err
    assert held("database") == {other.picture for other in others}


def test_page_that_ends_during_the_move_is_caught(filled, monkeypatch):
    early = factories.page()
    filled("files")
    real = moving.Move._copy

    def meanwhile(self, page):
        png = factories.line_art()
        name = factories.stored(png)
        ended = {"picture": name, "sha256": pictures.sha256(png), "finished_at": timezone.now()}
        Page.objects.filter(pk=early.pk, picture="").update(**ended)
        return real(self, page)

    monkeypatch.setattr(moving.Move, "_copy", meanwhile)
    move("files", "bucket")
    early.refresh_from_db()
    assert early.picture in held("bucket")
    assert len(held("bucket")) == 4


def test_page_that_is_deleted_during_the_move_leaves_no_copy(filled, monkeypatch, capsys):
    filled("files")
    real = moving.Move._copy

    def meanwhile(self, row):
        outcome = real(self, row)
        type(row).objects.filter(pk=row.pk).delete()
        return outcome

    monkeypatch.setattr(moving.Move, "_copy", meanwhile)
    move("files", "bucket")
    assert "3 deleted meanwhile" in capsys.readouterr().out
    assert held("bucket") == set()


def test_parked_picture_moves_as_well(filled, outage):
    outage.begin()
    made = factories.line_art()
    pictures.keep(
        made, "offline", lambda name: bool(factories.page(picture=name, sha256=pictures.sha256(made)))
    )
    outage.end()
    move("bucket", "files")
    assert len(held("files")) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("files", "files"), "are the same"),
        (("files", "database", "--delete"), "set STORAGE=database, restart it"),
        (("files", "bucket"), "set S3_BUCKET"),
        (("bucket", "files"), "set S3_BUCKET"),
    ],
)
def test_moves_that_make_no_sense_or_would_empty_a_running_site_are_refused(keep_in, arguments, sentence):
    keep_in("files")
    page = factories.ready_page()
    with pytest.raises(CommandError, match=sentence):
        move(*arguments)
    assert held("files") == {page.picture}


def test_progress_is_told(filled, monkeypatch, capsys):
    monkeypatch.setattr("coloring.management.commands.move_pictures.STEP", 2)
    monkeypatch.setattr(works, "BATCH", 1)
    filled("files")
    move("files", "database")
    assert "2 of 3: 2 copied" in capsys.readouterr().out
