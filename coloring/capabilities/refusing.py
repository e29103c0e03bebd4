"""How a wish is refused: what is not taken, who takes it, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterable

from coloring import sentences


class NoServiceError(Exception):
    """This site has no key for the service that would draw this."""

    def __init__(self, engine: str) -> None:
        super().__init__(engine)
        self.engine = engine


class NotTakenError(Exception):
    """A parameter that the model does not take, or not so.

    `code` is "unknown_parameter", "invalid_value", "missing", "too_long", "too_many", "model_gone" or
    "model_unknown". `values` are those that the model takes instead, or the limit; `models` those that are
    here and take what was asked; `hint` is a sentence that says what to do. `position` is the place of the
    wish in its batch, from 0.
    """

    def __init__(
        self,
        *,
        parameter: str,
        model: str,
        code: str = "unknown_parameter",
        values: Iterable[object] = (),
        models: Iterable[str] = (),
        hint: str = "",
    ) -> None:
        super().__init__(f"{code}: {parameter} of {model}")
        self.code, self.parameter, self.model, self.hint = code, parameter, model, hint
        self.values, self.models = tuple(values), tuple(models)
        self.position: int | None = None

    def sentence(self) -> str:
        """All of it for a person, in their language."""
        values = ", ".join(str(value) for value in self.values)
        return sentences.not_taken(
            self.code,
            self.hint,
            parameter=self.parameter,
            model=self.model,
            values=values,
            models=self.models,
        )
