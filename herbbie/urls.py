"""Which address leads where."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import admin_login

urlpatterns = [
    path("admin/login/", admin_login),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("accounts.urls")),
    path("", include("coloring.urls")),
]
