"""The rehearsed moderation model: free, strict about its input, and of the opinion that the test gave it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

TEXT_ONLY = (
    "harassment",
    "harassment/threatening",
    "hate",
    "hate/threatening",
    "illicit",
    "illicit/violent",
    "sexual/minors",
)
BOTH = (
    "self-harm",
    "self-harm/intent",
    "self-harm/instructions",
    "sexual",
    "violence",
    "violence/graphic",
)
CALM = 0.0001


@dataclass
class Moderator:
    """`unfit` is a pattern of words to flag, `pictures` say of the next pictures whether they are flagged.

    `scores` take the place of the calm ones. `journal` holds every request, `faults` strike the next ones.
    """

    unfit: str = ""
    pictures: list[bool] = field(default_factory=list)
    scores: dict[str, float] = field(default_factory=dict)
    journal: list[Any] = field(default_factory=list)
    faults: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def fail(self, fault: str, times: int = 1, **options: Any) -> None:
        """Queue a fault for the next requests, by the names of `server`."""
        self.faults += [(fault, options)] * times

    def next_fault(self) -> tuple[str, dict[str, Any]]:
        return self.faults.pop(0) if self.faults else ("", {})

    @property
    def words(self) -> list[str]:
        """The text of each request."""
        return [texts_of(request.fields["input"]) for request in self.journal]

    def objection(self, fields: dict[str, Any]) -> str:
        """The code with which the real service refuses such a request, or ""."""
        kinds = [part.get("type") for part in fields.get("input", [])]
        if set(fields) != {"model", "input"} or not kinds or not set(kinds) <= {"text", "image_url"}:
            return "invalid_value"
        return "too_many_images" if kinds.count("image_url") > 1 else ""

    def verdict(self, model: str, parts: list[dict[str, Any]]) -> dict[str, Any]:
        """What the service answers."""
        shown = any(part["type"] == "image_url" for part in parts)
        flagged = bool(self.unfit) and bool(re.search(self.unfit, texts_of(parts), re.IGNORECASE))
        if shown and self.pictures:
            flagged |= self.pictures.pop(0)
        names = (*TEXT_ONLY, *BOTH)
        scores = dict.fromkeys(names, CALM) | ({"violence": 0.93} if flagged else {}) | self.scores
        result = {
            "flagged": flagged,
            "categories": {name: flagged and name == "violence" for name in names},
            "category_scores": scores,
            "category_applied_input_types": {name: ["image"] if name in BOTH else [] for name in names},
        }
        return {"id": "modr-1", "model": model, "results": [result]}


def texts_of(parts: list[dict[str, Any]]) -> str:
    return "\n".join(part["text"] for part in parts if part["type"] == "text")
