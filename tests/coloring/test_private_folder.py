"""The folder of finished pictures is inside a static folder, and no static machinery ever sees it."""

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from whitenoise.middleware import WhiteNoiseMiddleware


@pytest.fixture
def secret():
    """A picture where the default settings keep pictures."""
    folder = settings.BASE_DIR / "static" / "coloring"
    folder.mkdir(exist_ok=True)
    file = folder / "coloring_offline_test_of_the_private_folder.png"
    file.write_bytes(b"private")
    yield file
    file.unlink()


def test_finders_do_not_find_it(secret):
    assert finders.find(f"coloring/{secret.name}") is None
    listed = [storage.path(path) for finder in finders.get_finders() for path, storage in finder.list([])]
    assert str(settings.BASE_DIR / "static" / "css" / "tokens.css") in listed
    assert str(secret) not in listed


def test_collectstatic_does_not_collect_it(secret, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "css" / "tokens.css").exists()
    assert not list(tmp_path.rglob("*private_folder*"))


def test_whitenoise_of_production_does_not_serve_it(secret, settings):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    served = WhiteNoiseMiddleware(lambda request: None).files
    assert not [address for address in served if "private_folder" in address]


def test_whitenoise_of_development_does_not_find_it(secret, settings):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    whitenoise = WhiteNoiseMiddleware(lambda request: None)
    assert whitenoise.find_file("/static/css/tokens.css") is not None
    assert whitenoise.find_file(f"/static/coloring/{secret.name}") is None


@pytest.mark.django_db
def test_visitor_gets_404_for_it(secret, client):
    assert client.get(f"/static/coloring/{secret.name}").status_code == 404
