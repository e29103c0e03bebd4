"""What is read aloud while somebody waits: what is new, and nothing else."""

from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "static" / "js" / "quiet-region.js"
REGION = '<quiet-region aria-live="polite">{}</quiet-region>'
SHOWN = '<section id="picture" hx-trigger="every {}s"><p>Herbbie is at work…</p></section>'
# As htmx announces an answer before it puts it in the place of the fragment.
ANSWER = """
    (answer) => {
      const region = document.querySelector("quiet-region");
      region.dispatchEvent(new CustomEvent("htmx:beforeSwap", {detail: {serverResponse: answer}}));
      return region.getAttribute("aria-live");
    }
"""


@pytest.fixture
def waiting(browser):
    """A page that holds nothing but the region and the fragment in it."""
    window = browser.new_page()
    window.set_content(REGION.format(SHOWN.format(1)))
    window.add_script_tag(content=SCRIPT.read_text())
    yield window
    window.close()


def test_fragment_that_only_asks_at_another_pace_is_not_read_aloud(waiting):
    assert waiting.evaluate(ANSWER, SHOWN.format(2)) == "off"


@pytest.mark.parametrize(
    "answer", ['<section id="picture"><p>Something new.</p></section>', '<main id="missing">Gone.</main>']
)
def test_whatever_is_new_is_read_aloud_also_after_something_that_was_not(waiting, answer):
    waiting.evaluate(ANSWER, SHOWN.format(2))
    assert waiting.evaluate(ANSWER, answer) == "polite"
