"""The catalogues: complete in both languages, and neither behind the code nor behind their compiled form."""

import ast
import gettext
import re
from functools import cache

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGES = ["fr", "en"]
SOURCES = ["herbbie", "accounts", "coloring"]
# Where the message, the plural and the context stand among the arguments of each function.
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop", "later", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext"}
CALL = re.compile(r"""\bn?gettext\(u('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")""")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def messages_of_code(text):
    """Every (context, message) that a call in this Python text marks."""
    for node in ast.walk(ast.parse(text)):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        words = [getattr(word, "value", None) for word in node.args] if name else []
        if name in SINGULAR and words and isinstance(words[0], str):
            yield "", words[0]
        if name in WITH_CONTEXT:
            yield words[0], words[1]


def messages_of_template(text):
    """Every (context, message) of a template, which Django turns into calls between lines of noise."""
    for call in CALL.finditer(templatize(text)):
        yield "", ast.literal_eval(call[1])


@cache
def messages():
    found = set()
    for folder in SOURCES:
        for path in (settings.BASE_DIR / folder).rglob("*.py"):
            found.update(messages_of_code(path.read_text(encoding="utf-8")))
    for path in (settings.BASE_DIR / "templates").rglob("*.*"):
        found.update(messages_of_template(path.read_text(encoding="utf-8")))
    return found


def file_of(language, ending):
    return settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / f"django.{ending}"


def entries(language):
    """(context, message) -> list of translations, one for each number that the language knows."""
    found = {}
    for block in file_of(language, "po").read_text(encoding="utf-8").split("\n\n")[1:]:
        fields = {}
        for line in block.splitlines():
            if line.startswith("msg"):
                name, line = line.split(" ", 1)
            if line.startswith('"'):
                fields[name] = fields.get(name, "") + ast.literal_eval(line)
        key = (fields.get("msgctxt", ""), fields["msgid"])
        found[key] = [text for name, text in fields.items() if name.startswith("msgstr")]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_exactly_what_the_code_says(language):
    known = set(entries(language))
    assert messages() - known == set(), "run make messages, then translate"
    assert known - messages() == set(), "run make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_only_guessed(language):
    assert "#, fuzzy" not in file_of(language, "po").read_text(encoding="utf-8")


def test_every_message_is_translated_into_french():
    assert [key for key, texts in entries("fr").items() if not all(texts)] == []


def test_english_is_what_the_code_says():
    """The code speaks English: its catalogue repeats it or, where it is empty, leaves it alone."""
    assert [key for key, texts in entries("en").items() if texts[0] not in {"", key[1]}] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language):
    for (_context, message), texts in entries(language).items():
        for text in filter(None, texts):
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(message)), message


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_fresh(language):
    with file_of(language, "mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for (context, message), texts in entries(language).items():
        got = compiled.pgettext(context, message) if context else compiled.gettext(message)
        if len(texts) == 1:
            assert got == (texts[0] or message)
        elif all(texts):
            assert [compiled.ngettext(message, "", number) for number in (1, 2)] == texts


def test_french_signs_keep_their_distance_without_breaking_the_line():
    texts = [text for texts in entries("fr").values() for text in texts]
    assert [text for text in texts if re.search(r"[ \w][?!;]| :|\w'", text)] == []
