"""manage.py move_pictures --from files --to bucket [--delete]: every picture into another store."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coloring import moving, works
from coloring.stores import base

STEP = 100


class Command(BaseCommand):
    """Exit code 1 when a picture could not be moved; run it again after an interruption."""

    help = "Copy every picture into another store and compare; safe while the site runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = sorted(settings.PICTURE_STORAGES)
        parser.add_argument("--from", dest="origin", choices=names, required=True)
        parser.add_argument("--to", dest="goal", choices=names, required=True)
        parser.add_argument("--delete", action="store_true", help="delete each where it was, once compared")

    def handle(self, *args: Any, origin: str, goal: str, delete: bool, **options: Any) -> None:
        refuse(origin, goal, delete)
        counts: Counter[str] = Counter()
        total = works.count()
        try:
            base.probe(moving.store_named(goal))
            for row, outcome in moving.Move(
                moving.store_named(origin), moving.store_named(goal), delete=delete
            ).run():
                counts[outcome] += 1
                if outcome in moving.UNSOLVED:
                    self.stderr.write(f"{outcome}: {row.picture} of {works.told(row)}")
                if counts.total() % STEP == 0:
                    self.stdout.write(f"{counts.total()} of {total}: {told(counts)}")
        except OSError as error:
            raise CommandError(f"{error}; {told(counts)}. Run it again: it goes on from here.") from error
        self.stdout.write(f"{counts.total()} pictures: {told(counts)}")
        if unsolved := sum(counts[outcome] for outcome in moving.UNSOLVED):
            raise CommandError(f"{unsolved} pictures could not be moved.")


def refuse(origin: str, goal: str, delete: bool) -> None:
    """Raises CommandError for what makes no sense or would take pictures from a running site."""
    if origin == goal:
        raise CommandError("Pictures are there already: --from and --to are the same.")
    if "bucket" in {origin, goal} and not settings.S3_BUCKET:
        raise CommandError("No bucket is named: set S3_BUCKET and its key.")
    if delete and origin == settings.STORAGE:
        raise CommandError(f"The site reads them there: set STORAGE={goal}, restart it, then use --delete.")


def told(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())) or "none moved"
