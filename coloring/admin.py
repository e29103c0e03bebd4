"""Pages, orders, costs and problems for the owner; no child's photo, only drawings that were reported."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coloring import pictures
from coloring.models import Attempt, Batch, DailyCount, Image, Order, Page, ServiceFact, Spending
from coloring.stores import base

log = logging.getLogger("herbbie.report")

# What opens a page without an account, and what a child's photo showed.
HIDDEN = ("session", "claim_token", "look")


class Costing(admin.ModelAdmin):
    """Of what costs money, in dollars."""

    @admin.display(description="USD", ordering="cost_micro_usd")
    def cost(self, row: Any) -> str:
        return dollars(row.cost_micro_usd)


def dollars(micro_usd: int) -> str:
    return f"{micro_usd / 1_000_000:.4f}"


@admin.register(Page)
class PageAdmin(Costing):
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
        response = HttpResponse(png, content_type=base.media_type(page.picture))
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


class ReadOnly(Costing):
    """To be looked at; what may be deleted goes with all that hangs on it, as an account does."""

    date_hierarchy = "created_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Batch)
class BatchAdmin(ReadOnly):
    """How many orders came together, and whether they were called off."""

    list_display = ("public_id", "created_at", "cancelled_at", "count")
    search_fields = ("public_id", "user__email")
    exclude = ("session",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Batch]:
        batches: QuerySet[Batch] = super().get_queryset(request)
        return batches.annotate(count=Count("orders"))

    @admin.display(description=_("orders"), ordering="count")
    def count(self, batch: Any) -> int:
        return int(batch.count)


@admin.register(Order)
class OrderAdmin(ReadOnly):
    """What programs ordered and what came of it; the words only on an order's own screen."""

    list_display = ("public_id", "created_at", "kind", "engine", "n", "ready", "failed", "cost", "is_kept")
    list_filter = ("kind", "engine", "is_kept", "created_at")
    search_fields = ("public_id", "batch__public_id", "user__email")
    exclude = ("session",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        states = {
            state: Count("images", filter=Q(images__state=state))
            for state in (Image.State.READY.value, Image.State.FAILED.value)
        }
        cost = Sum("images__cost_micro_usd", default=0)
        orders: QuerySet[Order] = super().get_queryset(request)
        return orders.annotate(cost_micro_usd=cost, **states)

    @admin.display(description=_("ready"), ordering="ready")
    def ready(self, order: Any) -> int:
        return int(order.ready)

    @admin.display(description=_("failed"), ordering="failed")
    def failed(self, order: Any) -> int:
        return int(order.failed)


@admin.register(Image)
class ImageAdmin(ReadOnly):
    """How each picture for a program ended, and what it cost."""

    list_display = ("public_id", "created_at", "state", "problem", "engine", "model", "cost", "seconds")
    list_filter = ("state", "problem", "engine", "model", "created_at")
    search_fields = ("public_id", "order__public_id", "order__user__email")
    exclude = ("claim_token",)


@admin.register(Attempt)
class AttemptAdmin(ReadOnly):
    """Each claim of a page or an image; it outlives both, so nobody deletes it by hand."""

    list_display = ("started_at", "number", "engine", "model", "outcome", "problem", "cost", "ended_at")
    list_filter = ("outcome", "problem", "engine", "model", "started_at")
    date_hierarchy = "started_at"
    exclude = ("token",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Spending)
class SpendingAdmin(ReadOnly):
    """What each day cost, calls under way included."""

    list_display = ("day", "spent")
    date_hierarchy = "day"

    @admin.display(description="USD", ordering="micro_usd")
    def spent(self, spending: Spending) -> str:
        return dollars(spending.micro_usd)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
