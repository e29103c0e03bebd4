"""Django's makemessages with our habits: small diffs, our folders, the mark of our tables of sentences."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import makemessages


class Command(makemessages.Command):
    xgettext_options = makemessages.Command.xgettext_options + ["--keyword=later"]  # noqa: RUF005 - mutable

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(add_location="file", no_obsolete=True, no_wrap=True)

    def handle(self, *args: Any, **options: Any) -> None:
        options["ignore_patterns"] += [".venv", "tests", "bench", "scripts", "docs", "var"]
        super().handle(*args, **options)
