"""The contact sheet shows every page with what was measured, and says which ones fail."""

import io
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from PIL import Image

from coloring import engines
from coloring.engines.base import EngineRefused
from tests import factories

LIST = settings.BASE_DIR / "docs" / "contact-sheets" / "themes.txt"
CELL, CAPTION = 120, 3 * 17


def blank():
    out = io.BytesIO()
    Image.new("L", (256, 256), 255).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def themes(tmp_path):
    file = tmp_path / "themes.txt"
    file.write_text("# animals\nun chat\n\n   3 cochons  # with a slip\nœufs de Pâques\n", encoding="utf-8")
    return file


def sheet(tmp_path, capsys, **options):
    """The picture and the lines that were printed."""
    out = tmp_path / "sheet.png"
    call_command("contact_sheet", out, **{"cell": CELL, "columns": 2, "processes": 1, **options})
    return Image.open(out), capsys.readouterr().out.splitlines()


def cell(image, index, columns=2):
    """Page and caption of one cell, RGB."""
    row, column = divmod(index, columns)
    left, top = 8 + column * (CELL + 8), 8 + row * (CELL + CAPTION + 8)
    pixels = np.asarray(image.convert("RGB"))[:, left : left + CELL]
    return pixels[top : top + CELL], pixels[top + CELL + 2 : top + CELL + CAPTION]


def is_red(caption):
    return bool(((caption[..., 0] > 180) & (caption[..., 1] < 60)).any())


def test_every_theme_of_the_list_is_drawn_with_its_caption(drawers, themes, tmp_path, capsys):
    image, lines = sheet(tmp_path, capsys, themes=themes)
    assert image.size == (2 * (CELL + 8) + 8, 2 * (CELL + CAPTION + 8) + 8)
    assert [drawn.theme for drawn in drawers["offline"].commissions] == [
        "un chat",
        "3 cochons",
        "œufs de Pâques",
    ]
    for index in range(3):
        page, caption = cell(image, index)
        assert (page < 100).any()
        assert (caption[:15] < 60).all(axis=2).any()
        assert not is_red(caption)
    assert (cell(image, 3)[0] == 255).all()
    assert lines[:2] == ["2 of 3 drawn", "3 of 3 drawn"]
    assert lines[-1].startswith("3 of 3 pass the gate, median ")


def test_choices_reach_the_artist(drawers, themes, tmp_path, capsys):
    sheet(tmp_path, capsys, themes=themes, detail="fine", orientation="portrait", seed="9", name="Zoé")
    drawn = drawers["offline"].commissions[0]
    chosen = (drawn.detail, drawn.orientation, drawn.seed, drawn.child_name)
    assert chosen == ("fine", "portrait", "9", "Zoé")


def test_faults_are_red_and_listed(drawers, themes, tmp_path, capsys):
    drawers["offline"].script += [factories.line_art(), blank(), EngineRefused("no")]
    image, lines = sheet(tmp_path, capsys, themes=themes)
    assert [is_red(cell(image, index)[1]) for index in range(3)] == [False, True, True]
    assert lines[-3].startswith("3 cochons: too_little_ink")
    assert lines[-2] == "œufs de Pâques: refused"
    assert lines[-1].startswith("1 of 3 pass the gate")


def test_failing_pages_fail_the_command_only_when_it_is_strict(drawers, themes, tmp_path, capsys):
    drawers["offline"].script += [blank()]
    with pytest.raises(SystemExit) as stop:
        sheet(tmp_path, capsys, themes=themes, strict=True)
    assert stop.value.code == 1
    assert (tmp_path / "sheet.png").exists()
    sheet(tmp_path, capsys, themes=themes, strict=True)


def test_photos_of_a_folder_come_with_their_names(drawers, tmp_path, capsys):
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "b.jpg").write_bytes(factories.photo())
    (folder / "a.JPG").write_bytes(factories.photo())
    (folder / "notes.txt").write_text("no photo")
    _, lines = sheet(tmp_path, capsys, photos=folder)
    assert [drawn.mode for drawn in drawers["offline"].commissions] == ["home", "home"]
    assert lines[-1].startswith("2 of 2 pass")


def test_a_file_that_is_no_photo_is_named(drawers, tmp_path, capsys):
    (tmp_path / "broken.jpg").write_bytes(b"no photo")
    with pytest.raises(CommandError, match=r"broken\.jpg"):
        sheet(tmp_path, capsys, photos=tmp_path)


def test_nothing_to_draw_is_an_error(tmp_path, capsys):
    with pytest.raises(CommandError, match="nothing to draw"):
        sheet(tmp_path, capsys)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"columns": 0}, "--columns"),
        ({"columns": -1}, "--columns"),
        ({"cell": 0}, "--cell"),
        ({"themes": Path("nowhere.txt")}, r"no file nowhere\.txt"),
        ({"themes": Path("/")}, "no file /"),
        ({"photos": Path("nowhere")}, "no folder nowhere"),
    ],
)
def test_options_that_make_no_sheet_are_named_before_anything_is_drawn(
    drawers, themes, tmp_path, capsys, options, sentence
):
    with pytest.raises(CommandError, match=sentence):
        sheet(tmp_path, capsys, **{"themes": themes, **options})
    assert drawers["offline"].commissions == []


@pytest.mark.parametrize("target", ["nowhere/sheet.png", "."])
def test_sheet_that_cannot_be_written_is_not_drawn(drawers, themes, tmp_path, target):
    with pytest.raises(CommandError, match="cannot write"):
        call_command("contact_sheet", tmp_path / target, themes=themes, processes=1)
    assert drawers["offline"].commissions == []


def test_two_processes_draw_what_one_draws(tmp_path, capsys):
    file = tmp_path / "two.txt"
    file.write_text("un chat\nxyzzyq\n")
    one, lines = sheet(tmp_path, capsys, themes=file)
    two, again = sheet(tmp_path, capsys, themes=file, processes=2)
    assert (cell(one, 0)[0] == cell(two, 0)[0]).all()
    assert lines[-2] == again[-2] == "xyzzyq: unknown_theme"


def test_a_sheet_of_many_pages_stays_small(drawers, tmp_path, capsys):
    file = tmp_path / "many.txt"
    file.write_text("un chat\n" * 6)
    image, _ = sheet(tmp_path, capsys, themes=file, columns=3, cell=300)
    assert image.mode == "P"
    assert Path(image.filename).stat().st_size < 6 * 16_000


def test_the_list_for_the_documents_has_120_themes_that_may_be_drawn():
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line[:1] not in {"", "#"}]
    assert len(lines) == len(set(lines)) == 120
    assert [theme for theme in lines if engines.objection("offline", theme)] == []
