"""What may be asked: themes, photos and choices, with a code for each refusal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coloring import engines, facts, lettering, photos, sentences
from coloring.engines import families
from coloring.models import Page

# Persian and Hindi words, and emoji of several people, are spelt with these two.
JOINERS = re.compile(r"[\u200c\u200d]")
CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
YES = {"on", "true", "1"}
NO = {"", "0", "false", "no", "off"}
# What a first name is made of besides letters and their marks.
NAME_SIGNS = set(" -'’")
LONGEST_NAME = 24


def says_yes(value: Any) -> bool:
    """Whether the value of a tick says yes: JSON's true or one of the words in YES, and nothing else."""
    return value is True or value in YES


def tidy(text: str | None) -> str:
    """One line of composed characters, with single spaces and nothing invisible."""
    return " ".join(unicodedata.normalize("NFC", CONTROL.sub(" ", text or "")).split())


class Tick(forms.CheckboxInput):
    """A box to tick that does not take every text for a yes, as Django's does."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return says_yes(data.get(name))


class Spoken(forms.CheckboxInput):
    """A box to tick that hands on the very word that was sent."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return data.get(name)


class SpokenTick(forms.BooleanField):
    """A choice of yes or no, in one of the usual words; any other word is refused, not dropped."""

    widget = Spoken

    def to_python(self, value: Any) -> bool:
        word = str(value or "").strip().lower()
        if word not in {*YES, *NO, "yes"}:
            raise refusal("invalid")
        return word not in NO


def refusal(code: str, **values: str) -> ValidationError:
    """A refusal that a form shows and whose code decides the status of a JSON answer."""
    limits = {"megabytes": settings.MAX_FILE_SIZE // 1_000_000} if code == "too_large" else {}
    return ValidationError(sentences.request(code), code=code, params={**limits, **values} or None)


def check_theme(theme: str) -> None:
    """Raises ValidationError for a theme that is unsuitable, unknown, or a brand: then with another theme."""
    spelt = JOINERS.sub("", theme)
    objection = engines.objection(settings.IMAGE_ENGINE, spelt)
    if objection == "brand":
        brand, suggestion = engines.neighbour(spelt, (get_language() or "en")[:2])
        raise refusal("brand", brand=brand, suggestion=suggestion)
    if objection:
        raise refusal(objection)


def photo_modes() -> tuple[str, ...]:
    """The ways in which a photo may become a page here, by who draws and who looks at photos."""
    engine = settings.IMAGE_ENGINE
    xai_edits = any(families.of(model).most_images for model in settings.XAI_IMAGE_MODELS)
    offered = {
        Page.Mode.HOME: True,
        Page.Mode.FAITHFUL: engine == "openai" or (engine == "xai" and xai_edits),
        Page.Mode.IMAGINED: facts.openai_looks(engine),
    }
    return tuple(mode.value for mode, is_offered in offered.items() if is_offered)


class ChoicesForm(forms.ModelForm):
    """What every page lets one choose; left out, a choice is the usual one."""

    detail = forms.ChoiceField(
        label=_("Detail"),
        choices=[("simple", _("Big and simple")), ("normal", _("Just right")), ("fine", _("Fine details"))],
        initial=Page.Detail.NORMAL,
        required=False,
    )
    orientation = forms.ChoiceField(
        label=_("Sheet"),
        choices=[("square", _("Square")), ("portrait", _("Upright")), ("landscape", _("Lying"))],
        initial=Page.Orientation.SQUARE,
        required=False,
    )
    colored_model = SpokenTick(label=_("A small colored model in the corner"), required=False)
    name = forms.CharField(
        label=_("The child's first name on the page"),
        required=False,
        max_length=None,
        widget=forms.TextInput(attrs={"maxlength": LONGEST_NAME, "autocomplete": "off"}),
    )

    class Meta:
        model = Page
        fields: ClassVar[list[str]] = ["detail", "orientation", "colored_model"]

    def clean_detail(self) -> str:
        return self.cleaned_data["detail"] or Page.Detail.NORMAL

    def clean_orientation(self) -> str:
        return self.cleaned_data["orientation"] or Page.Orientation.SQUARE

    def clean_name(self) -> str:
        """The name as it will be written. Refuses what is too long, no name, or not for children."""
        name = tidy(self.cleaned_data["name"])
        if len(name) > LONGEST_NAME:
            raise refusal("name_too_long")
        spelt = all(sign in NAME_SIGNS or unicodedata.category(sign)[0] in "LM" for sign in name)
        wordless = bool(name) and not any(sign.isalpha() for sign in name)
        if wordless or not spelt or lettering.missing(name):
            raise refusal("name_letters")
        if engines.refuses_name(name):
            raise refusal("name_refused")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["child_name"] = cleaned.pop("name", "")
        return cleaned


class ThemeForm(ChoicesForm):
    """A theme in the parent's own words."""

    field_order = ("name",)  # the theme may be the name

    theme = forms.CharField(
        label=_("What shall we draw?"),
        required=False,
        max_length=None,
        widget=forms.TextInput(attrs={"maxlength": 200, "autocomplete": "off", "enterkeyhint": "go"}),
    )

    class Meta(ChoicesForm.Meta):
        fields: ClassVar[list[str]] = ["theme", *ChoicesForm.Meta.fields]

    def clean_theme(self) -> str:
        """The theme in one tidy line. Refuses what is empty, too long, wordless, unfit, owned or unknown."""
        theme = tidy(self.cleaned_data["theme"])
        if not theme:
            raise refusal("theme_missing")
        if len(theme) > 200:
            raise refusal("theme_too_long")
        if not any(character.isalpha() for character in theme):
            raise refusal("theme_wordless")
        if not engines.is_own_name(theme, self.cleaned_data.get("name", "")):
            check_theme(theme)
        return theme


class PhotoForm(ChoicesForm):
    """A photo, how it becomes a page, and an adult's consent where it leaves this server.

    `uploaded`, the bytes of a photo that was sent before, may stand for the file.
    """

    photo = forms.FileField(
        label=_("Your photo"),
        required=False,
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    mode = forms.ChoiceField(
        label=_("How shall we draw it?"),
        choices=[(mode.value, mode.label) for mode in Page.Mode],
        initial=Page.Mode.HOME,
        required=False,
        widget=forms.RadioSelect,
    )
    consent = forms.BooleanField(
        label=_("I am an adult and I agree that this photo is sent to a service to be drawn."),
        required=False,
        widget=Tick,
    )

    class Meta(ChoicesForm.Meta):
        fields: ClassVar[list[str]] = ["mode", *ChoicesForm.Meta.fields]

    def __init__(self, *args: Any, uploaded: bytes | None = None, **kwargs: Any) -> None:
        # Its choices stand on the same screen as those of a theme.
        super().__init__(*args, **{"auto_id": "id_photo_%s"} | kwargs)
        self.uploaded, self.modes = uploaded, photo_modes()

    def clean_photo(self) -> bytes:
        """The photo opened safely, upright, shrunk and without metadata, as JPEG bytes."""
        file = self.cleaned_data["photo"]
        if file is None and self.uploaded is not None:
            return self.uploaded
        if file is None:
            raise refusal("photo_missing")
        return open_photo(file)

    def clean_mode(self) -> str:
        mode = self.cleaned_data["mode"] or Page.Mode.HOME
        if mode not in photo_modes():
            raise refusal("mode_unavailable")
        return mode

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        away = cleaned.get("mode") in {Page.Mode.FAITHFUL, Page.Mode.IMAGINED}
        if away and not cleaned.get("consent"):
            self.add_error("consent", refusal("consent_missing"))
        return cleaned


def open_photo(file: Any) -> bytes:
    """The safe JPEG of an upload. Raises ValidationError with the code of what is wrong with it."""
    if getattr(file, "over_limit", False):
        raise refusal("too_large")
    try:
        photo = photos.open_photo(
            file, max_bytes=settings.MAX_FILE_SIZE, formats=settings.ALLOWED_IMAGE_FORMATS
        )
    except photos.PhotoRefused as refused:
        raise refusal(refused.code) from refused
    return photo.jpeg
