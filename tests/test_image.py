"""The files of the image alone, where one folder can be written: Herbbie starts, draws and drains."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.hosting import DOMAIN, Service, Visitor
from tests.test_deployment import ROOT, copied, image_environment, is_ignored

# Root may write where nobody may, unless it has no capability: as in a container that drops them all.
POWERLESS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs")


@pytest.fixture
def prefix():
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root can write everywhere, and setpriv is not installed")
    return POWERLESS


@pytest.fixture
def image(tmp_path):
    """What the Dockerfile copies, read-only."""
    folder = tmp_path / "app"
    folder.mkdir()
    for source in copied():
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, folder / source, ignore=ignored)
        else:
            shutil.copy(ROOT / source, folder)
    forbid_writing(folder, True)
    yield folder
    forbid_writing(folder, False)


def ignored(folder, names):
    """What Docker does not send to the builder, as copytree asks for it."""
    return [name for name in names if is_ignored((Path(folder) / name).relative_to(ROOT))]


def forbid_writing(folder, forbidden):
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode & ~0o222 if forbidden else mode | 0o200)


def written(folder):
    return {str(path) for path in folder.rglob("*")}


def set_by_image(folder):
    """The image's variables where they do not name a place of the image, and those that every site needs."""
    of_image = image_environment()
    elsewhere = {"PATH", "HOST", "PORT", "DATA_DIR"}
    own = {name: value for name, value in of_image.items() if name not in elsewhere}
    pictures = of_image["PICTURES_DIR"].replace(of_image["DATA_DIR"], str(folder / "data"))
    return own | {"PICTURES_DIR": pictures, "ALLOWED_HOSTS": DOMAIN, "BEHIND_PROXY": "true"}


@pytest.mark.timeout(280)
def test_image_starts_draws_and_drains_where_nothing_can_be_written(image, tmp_path, prefix):
    refused = subprocess.run(
        [*prefix, "touch", str(image / "herbbie" / "x")], capture_output=True, timeout=30, check=False
    )
    assert refused.returncode != 0
    before = written(image)
    with Service(tmp_path / "service", image, prefix, **set_by_image(tmp_path / "service")) as service:
        service.wait_until_healthy()
        visitor = Visitor(service)
        page = visitor.ask("un robot")
        assert page["status"] == "ready"
        assert visitor.fetch(page["image_url"]).startswith(b"\x89PNG")
        assert service.stop() == 0
    assert written(image) == before
    assert (service.data / "herbbie.sqlite3").exists()
