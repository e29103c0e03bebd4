"""The manual of the API in a browser: both ways of reading it render, with nothing from elsewhere."""

import pytest
from playwright.sync_api import expect

CALL = "generate-from-references"


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
@pytest.mark.parametrize("width", [390, 1280])
def test_manual_is_readable_and_complains_about_nothing(visit, path, width):
    window, complaints = visit(viewport={"width": width, "height": 900}), []
    window.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    window.goto(path)
    expect(window.get_by_text(CALL).first).to_be_attached()
    window.wait_for_load_state("networkidle")
    assert complaints == []
