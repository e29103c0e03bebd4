"""The parameters of a wish as one family is asked with them: the caller's, and the site's for the rest."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from coloring.capabilities import objections
from coloring.engines.families import SQUARE, Family
from coloring.wishes import Wish


def filled(family: Family, wish: Wish) -> dict[str, Any]:
    """All parameters, by their names in the image API; the family has nothing against the wish."""
    taken = family.edit_values if objections.is_edit(wish) else family.values
    said = objections.said(wish)
    if "quality" in said:
        said["quality"] = family.mean(said["quality"])
    if said.get("output_format", "png") == "png":
        said.pop("output_compression", None)  # 100, which says nothing of a PNG
    if objections.is_its_own(family, wish):
        del said["output_format"]
    if said.get("size") == "auto" and not family.chooses_size:
        del said["size"]
    defaults = {"size": _size(family), "quality": _quality(family), "output_format": _format(family)}
    return {name: value for name, value in defaults.items() if value and name in taken} | said


def _size(family: Family) -> str:
    wanted = settings.DEFAULT_IMAGE_SIZE
    drawn = family.draws(wanted) or (wanted == "auto" and family.chooses_size)
    return wanted if drawn else SQUARE


def _quality(family: Family) -> str:
    """The site's quality, or the best that the family has at a fixed price."""
    known = family.values.get("quality")
    if not known:
        return ""
    if family.tokens:
        return family.quality(settings.DEFAULT_IMAGE_QUALITY)
    meant = family.mean(settings.DEFAULT_IMAGE_QUALITY)
    return meant if meant in known else str(known[-1])


def _format(family: Family) -> str:
    """Said only to models that we know: another service may not know the parameter."""
    return "png" if family.models else ""
