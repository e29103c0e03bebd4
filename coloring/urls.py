"""The addresses of the studio, the pages, their pictures and the JSON endpoints."""

from django.urls import path

from coloring import health, views
from coloring.api import views as api

app_name = "coloring"

urlpatterns = [
    path("", views.studio, name="studio"),
    path("pages/theme/", views.ask_theme, name="ask_theme"),
    path("pages/photo/", views.ask_photo, name="ask_photo"),
    path("pages/<str:public_id>/", views.page, name="page"),
    path("pages/<str:public_id>/picture/", views.picture, name="picture"),
    path("pages/<str:public_id>/print/", views.printed, name="printed"),
    path("pages/<str:public_id>/pdf/<str:paper>/", views.pdf, name="pdf"),
    path("pages/<str:public_id>/png/", views.png, name="png"),
    path("pages/<str:public_id>/again/", views.again, name="again"),
    path("pages/<str:public_id>/delete/", views.delete, name="delete"),
    path("pages/<str:public_id>/status/", api.status, name="status"),
    path("static/coloring/<str:name>", views.picture_file, name="picture_file"),
    path("gallery/", views.gallery, name="gallery"),
    path("generate_coloring/", api.generate, name="generate"),
    path("convert_photo_to_coloring/", api.convert, name="convert"),
    path("upload_photo/", api.upload, name="upload"),
    path("health", health.health, name="health"),
]
