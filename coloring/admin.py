"""Pages, costs and problems for the owner; never a child's photo."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from coloring.models import DailyCount, Page, ServiceFact

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
    )
    list_filter = ("state", "problem", "engine", "model", "kind", "created_at")
    search_fields = ("public_id", "user__email")
    date_hierarchy = "created_at"
    readonly_fields = tuple(field.name for field in Page._meta.fields if field.name not in HIDDEN)
    exclude = HIDDEN

    @admin.display(description="USD", ordering="cost_micro_usd")
    def cost(self, page: Page) -> str:
        return f"{page.cost_micro_usd / 1_000_000:.4f}"

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
