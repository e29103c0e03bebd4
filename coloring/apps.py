"""The coloring app."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ColoringConfig(AppConfig):
    name = "coloring"
    verbose_name = _("Coloring pages")

    def ready(self) -> None:
        """Connect the signals of log-in, of deleted pages and of the worker; report errors where asked to."""
        if settings.SENTRY_DSN:
            import_module("herbbie.reports").start()
        import_module("coloring.callers")
        import_module("coloring.leaving")
        import_module("coloring.leftovers")
        import_module("coloring.reconciler")
