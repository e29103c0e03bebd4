"""What the calls for coloring pages take, told by the very forms that check it."""

from __future__ import annotations

from typing import Any

from coloring import forms
from coloring.forms import ChoicesForm, PhotoForm, ThemeForm

# No text may hold NUL, and a theme holds something besides spaces and what nobody sees.
KEPT = r"^[^\u0000]*$"
SEEN = (
    r"^[^\u0000]*[^\s\u0000-\u0020\u007f-\u00a0\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff][^\u0000]*$"
)
TEXT = {"type": "string", "pattern": KEPT}
FILE = {"type": "string", "format": "binary", "contentMediaType": "application/octet-stream", "minLength": 1}

THEME = {
    "type": "string",
    "minLength": 1,
    "maxLength": ThemeForm.base_fields["theme"].widget.attrs["maxlength"],
    "pattern": SEEN,
    "description": "What shall be drawn, in a few words of any language.",
}
PHOTO = FILE | {"description": "JPEG, PNG, WebP or HEIC of at least 64 px on each side."}
SENT = {
    "type": "string",
    "pattern": "^[0-9a-f]{32}$",
    "description": "What /upload_photo/ gave the same caller; good for one page.",
}
AGREED = (
    f"{', '.join(sorted(forms.YES))} or, in JSON, true: an adult agrees that the photo is sent to a drawing "
    "service, which faithful and imagined need. Any other word is a no."
)


def _choice(form: type[ChoicesForm], name: str, told: str, *, in_json: bool) -> dict[str, Any]:
    field = form.base_fields[name]
    values = [value for value, _label in field.choices]  # type: ignore[attr-defined]
    unsaid = ["", None] if in_json else [""]
    return {"enum": [*values, *unsaid], "default": str(field.initial), "description": told}


def _wish(form: type[ChoicesForm], *, in_json: bool) -> dict[str, Any]:
    """The choices of every page; empty and null count as left out."""
    words = sorted({*forms.YES, *forms.NO, "yes"})
    name = TEXT | {"maxLength": forms.LONGEST_NAME, "description": "The child's first name on the page."}
    return {
        "detail": _choice(form, "detail", "How much there is to colour.", in_json=in_json),
        "orientation": _choice(form, "orientation", "How the sheet lies.", in_json=in_json),
        "colored_model": {
            "enum": [True, False, *words, None] if in_json else words,
            "default": False if in_json else "false",
            "description": "A small colored model in a corner of the page.",
        },
        "name": name | ({"type": ["string", "null"]} if in_json else {}),
    }


def _from_photo(*, in_json: bool) -> dict[str, Any]:
    told = "home: drawn on this server. The others send the photo to a drawing service, where there is one."
    consent = {"type": ["boolean", "string", "null"], "pattern": KEPT} if in_json else TEXT
    return {
        "mode": _choice(PhotoForm, "mode", told, in_json=in_json),
        "consent": consent | {"description": AGREED},
        **_wish(PhotoForm, in_json=in_json),
    }


def _body(properties: dict[str, Any], required: str, *, in_json: bool) -> dict[str, Any]:
    """What else is sent is ignored if it is text or, in JSON, a tick; a form drops what has no name."""
    told = {"type": "object", "properties": properties, "required": [required]}
    if in_json:
        return told | {"additionalProperties": {"type": ["string", "boolean", "null"], "pattern": KEPT}}
    return told | {"patternProperties": {f"^(?!({'|'.join(properties)})$).": {"pattern": KEPT}}}


def _with_first(first: dict[str, Any], rest: dict[str, Any], *, in_json: bool) -> dict[str, Any]:
    return _body(first | rest, *first, in_json=in_json)


_THEME_FORM = _with_first({"theme": THEME}, _wish(ThemeForm, in_json=False), in_json=False)
# The bodies of each call, by their type.
GENERATE = {
    "application/json": _with_first({"theme": THEME}, _wish(ThemeForm, in_json=True), in_json=True),
    "application/x-www-form-urlencoded": _THEME_FORM,
    "multipart/form-data": _THEME_FORM,
}
CONVERT = {
    "multipart/form-data": _with_first({"photo": PHOTO}, _from_photo(in_json=False), in_json=False),
    "application/json": _with_first({"photo_path": SENT}, _from_photo(in_json=True), in_json=True),
    "application/x-www-form-urlencoded": _with_first(
        {"photo_path": SENT}, _from_photo(in_json=False), in_json=False
    ),
}
UPLOAD = {"multipart/form-data": _with_first({"photo": PHOTO}, {}, in_json=False)}
