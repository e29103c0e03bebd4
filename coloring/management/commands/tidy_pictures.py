"""manage.py tidy_pictures [--dry-run]: pictures that no row names, and rows whose picture is nowhere."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coloring import leftovers, pictures, works


class Command(BaseCommand):
    """A row whose picture is nowhere is told and never deleted; exit code 1 then."""

    help = "Bring parked pictures home, delete those that no row names, tell which rows have lost theirs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only tell")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        try:
            self.tell("parked in the database", [*pictures.parked()])
            self.tell("named by no row", [*leftovers.orphans()])
            if not dry_run:
                leftovers.sweep()
            lost = [*leftovers.lost()]
        except OSError as error:
            raise CommandError(str(error)) from error
        self.tell("lost by its row", [f"{row.picture} ({works.told(row)})" for row in lost])
        if lost:
            raise CommandError(f"{len(lost)} rows have lost their picture.")

    def tell(self, what: str, names: list[str]) -> None:
        for name in names:
            self.stdout.write(f"{what}: {name}")
        self.stdout.write(f"{len(names)} {what}")
