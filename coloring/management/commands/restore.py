"""manage.py restore FILE.zip [--check]: bring a backup back into an empty database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from coloring.backups import BackupError, reading


class Command(BaseCommand):
    """All of it or nothing."""

    help = "Restore a backup into an empty, migrated database and the store of the settings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only read the file, and compare everything")

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        try:
            with reading.opened(file) as archive:
                manifest = reading.check(archive) if check else reading.restore(archive)
        except (BackupError, DatabaseError, OSError) as error:
            raise CommandError(str(error)) from error
        done = "whole" if check else "restored"
        self.stdout.write(
            f"{file} is {done}: {sum(manifest['rows'].values())} rows, {manifest['pictures']} pictures"
        )
        for name in manifest["missing"]:
            self.stderr.write(f"missing already when the backup was made: {name}")
