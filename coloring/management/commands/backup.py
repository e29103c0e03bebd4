"""manage.py backup FILE.zip: every row and every picture in one file, while the site runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from coloring.backups import BackupError, writing


class Command(BaseCommand):
    """Exit code 1 when a picture was missing or damaged; the file holds everything else all the same."""

    help = "Write every row and picture into one zip: for any database, any store. See docs/backup.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            manifest = writing.write(file)
        except (BackupError, DatabaseError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file}: {sum(manifest['rows'].values())} rows, {manifest['pictures']} pictures")
        wrong = [f"{what}: {name}" for what in ("missing", "damaged") for name in manifest[what]]
        for line in wrong:
            self.stderr.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} pictures were missing or damaged before the backup.")
