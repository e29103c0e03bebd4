"""Which address leads where."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import admin_login
from coloring.api import manual, workshop

urlpatterns = [
    path("admin/login/", admin_login),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("accounts.urls")),
    path("api/v1/", workshop.urls()),
    path("openapi.json", manual.schema, name="schema"),
    path("docs", manual.swagger, name="docs"),
    path("redoc", manual.redoc, name="redoc"),
    path("", include("coloring.urls")),
]

handler500 = "coloring.api.crashes.answer"
