"""What is refused as a child's name, split or marked, and the real first names that are not."""

import pytest
from django.utils import translation

from coloring.engines.offline import refusals
from coloring.forms import ThemeForm

NO_NAMES = """
merde; mėrde; nāzi; hițler; ƒuck; cøck; cock; pęņis; Pen Is; fu ck; f uck; fu-ck; pu te; sa lope; mer'de
mer’de; con nard; Jo fu ck; fu ck you; na zis; p-u-t-e; hit ler; big dick; gros con; Tue Fanny
vive jihad; tue maman; Dick Dick; jean cul; chatte; sa lo pe; Nu Dick; bite; con ne; Dick Hitler
Dick S; Con S; an us
"""

FIRST_NAMES = """
Vin; Tue; Tuệ; Sang; Kim Sang; Sang-Hoon; Văn Tuệ; Bong; Jihad; Dick; Fanny; Aryan; Con; Nữ; Uzi; Ana L
Ana; Sang M; Omer Denis; Jean-Baptiste; Anne Lou; D'Artagnan; O'Connor; Zoé; Loïc; Maëlys; Ana Lise
Vi Olette; Marie-Sarah; Nazim; Nazia; Titus; Viola; Violette; Assia; Killian; Armel; Gunnar; Pornchai Anan
Konrad; Constance; Connie; Conor; Dickens; Sextus; Cullen; Culver; Nikita; Phúc; Bích Ngọc; Søren; Łukasz
Ayşegül; Đức; Fatoumata; Mamadou; Šárka; Jiří; Isabelle; Penelope Isis; Lou Ann; Li Na; Xi Xi; Bo; Su
Sean; Shitara; Moussa; Salomé; Putri; Sofia Penelope; Hugo; Dung; Mer Lin; Ben Is; Lola Pen; Kumiko; Wan Kyu
"""


def _table(text):
    return [name.strip() for name in text.replace("\n", ";").split(";") if name.strip()]


@pytest.mark.parametrize("name", _table(NO_NAMES))
def test_what_is_no_name_is_refused(name):
    assert refusals.refuses_name(name)


@pytest.mark.parametrize("name", _table(FIRST_NAMES))
def test_real_first_names_are_written(name):
    assert not refusals.refuses_name(name)


@pytest.mark.parametrize("theme", ["vin", "un bong", "tue", "du sang", "jihad", "dick"])
def test_first_name_that_is_a_word_too_is_no_theme(theme):
    assert refusals.refuses(theme)


def test_refused_name_is_told_in_a_sentence_of_its_own():
    with translation.override("en"):
        form = ThemeForm({"theme": "espace", "name": "pu te"})
        told = form.errors["name"]
    assert told == ["We would rather not write this name. Is it spelt right?"]
