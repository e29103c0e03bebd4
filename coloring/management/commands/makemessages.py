"""Django's makemessages, which also knows the name under which our tables mark their sentences."""

from __future__ import annotations

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    xgettext_options = makemessages.Command.xgettext_options + ["--keyword=later"]  # noqa: RUF005 - mutable
