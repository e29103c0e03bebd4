"""The addresses of the studio, the pages, their pictures and the JSON endpoints."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from coloring import health, metrics
from coloring.api import views as api
from coloring.stores import base
from coloring.views import data, gallery, pages, papers, privacy, reports, studio

app_name = "coloring"


class PageId(StringConverter):
    """The random name of a page; anything else never reaches the database."""

    regex = "[0-9a-f]{32}"


class PictureName(StringConverter):
    """The name of a picture as `pictures.new_name` gives it."""

    regex = rf"coloring_[a-z]+_[0-9a-f]{{32}}\.({'|'.join(base.MEDIA_TYPES)})"


register_converter(PageId, "page_id")
register_converter(PictureName, "picture_name")

urlpatterns = [
    path("", studio.studio, name="studio"),
    path("pages/theme/", studio.ask_theme, name="ask_theme"),
    path("pages/photo/", studio.ask_photo, name="ask_photo"),
    path("pages/<page_id:public_id>/", pages.page, name="page"),
    path("pages/<page_id:public_id>/picture/", pages.picture, name="picture"),
    path("pages/<page_id:public_id>/partial/<int:number>/", pages.partial, name="partial"),
    path("pages/<page_id:public_id>/print/", papers.printed, name="printed"),
    path("pages/<page_id:public_id>/pdf/<str:paper>/", papers.pdf, name="pdf"),
    path("pages/<page_id:public_id>/numbers/<str:paper>/", papers.numbers, name="numbers"),
    path("pages/<page_id:public_id>/svg/", papers.svg, name="svg"),
    path("pages/<page_id:public_id>/png/", papers.png, name="png"),
    path("pages/<page_id:public_id>/again/", studio.again, name="again"),
    path("pages/<page_id:public_id>/report/", reports.report, name="report"),
    path("pages/<page_id:public_id>/delete/", pages.delete, name="delete"),
    # Programs get JSON for what is no page as well.
    path("pages/<str:public_id>/status/", api.status, name="status"),
    path("static/coloring/<picture_name:name>", pages.picture_file, name="picture_file"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("data/", data.export, name="export"),
    path("data/state/", data.state, name="export_state"),
    path("data/ask/", data.ask, name="ask_export"),
    path("data/delete/", data.drop, name="drop_export"),
    path("data/<page_id:public_id>/<int:number>/", data.file, name="export_file"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/forget/", privacy.forget, name="forget"),
    path("privacy/forgotten/", privacy.forgotten, name="forgotten"),
    path("generate_coloring/", api.generate, name="generate"),
    path("convert_photo_to_coloring/", api.convert, name="convert"),
    path("upload_photo/", api.upload, name="upload"),
    path("health", health.health, name="health"),
    path("metrics", metrics.metrics, name="metrics"),
]
