"""Pages, costs and problems for the owner; never a child's photo, and only drawings that were reported."""

from __future__ import annotations

import logging

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coloring import pictures
from coloring.models import DailyCount, Page, ServiceFact

log = logging.getLogger("herbbie.report")

# What opens a page without an account, and what a child's photo showed.
HIDDEN = ("session", "claim_token", "look")


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    """What was asked, how it ended, what it cost."""

    list_display = (
        "public_id",
        "created_at",
        "kind",
        "state",
        "problem",
        "engine",
        "model",
        "cost",
        "seconds",
        "hidden_at",
    )
    list_filter = (
        ("hidden_at", admin.EmptyFieldListFilter),
        "state",
        "problem",
        "engine",
        "model",
        "kind",
        "created_at",
    )
    search_fields = ("public_id", "user__email")
    date_hierarchy = "created_at"
    readonly_fields = (
        "reported_drawing",
        *(field.name for field in Page._meta.fields if field.name not in HIDDEN),
    )
    exclude = HIDDEN
    actions = ("show_again",)

    @admin.display(description="USD", ordering="cost_micro_usd")
    def cost(self, page: Page) -> str:
        return f"{page.cost_micro_usd / 1_000_000:.4f}"

    @admin.display(description=_("reported drawing"))
    def reported_drawing(self, page: Page) -> str:
        """A link, not the drawing: it is looked at on purpose, and that is written down."""
        if not page.hidden_at:
            return "-"
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:coloring_page_drawing", args=[page.pk]),
            gettext("Look at it"),
        )

    @admin.action(description=_("Show the selected pages again"), permissions=["change"])
    def show_again(self, request: HttpRequest, pages: QuerySet[Page]) -> None:
        for page in Page.objects.hidden().filter(pk__in=pages):
            log.warning("shown again", extra={"page": str(page), "administrator": request.user.pk})
        pages.update(hidden_at=None)

    def drawing(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The drawing of a reported page, for who has to judge it; each look leaves a line in the log."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = get_object_or_404(Page.objects.hidden(), pk=pk)
        log.warning("reported drawing looked at", extra={"page": str(page), "administrator": request.user.pk})
        try:
            png = pictures.read(page.picture)
        except FileNotFoundError as missing:
            raise Http404 from missing
        response = HttpResponse(png, content_type="image/png")
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response

    def get_urls(self) -> list[URLPattern]:
        drawing = self.admin_site.admin_view(self.drawing)
        return [path("<int:pk>/drawing/", drawing, name="coloring_page_drawing"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(ServiceFact)
class ServiceFactAdmin(admin.ModelAdmin):
    """What is known about the paid services."""

    list_display = ("engine", "kind", "model", "seen_at")


@admin.register(DailyCount)
class DailyCountAdmin(admin.ModelAdmin):
    """Who used how much of a day."""

    list_display = ("day", "who", "used")
