"""Examples of what is sent and answered, for the manual; tests hold each of them against its schema."""

from __future__ import annotations

from typing import Any

MODELS = {
    "success": True,
    "models": [
        {
            "model": "offline",
            "family": "offline",
            "engine": "offline",
            "max_prompt": 200,
            "max_references": 0,
            "sizes": ["1024x1024", "1024x1536", "1536x1024"],
            "free_sizes": False,
            "variations": False,
            "parameters": {"size": None, "output_format": ["png"]},
            "edit_parameters": {},
        }
    ],
}


def answered(**examples: Any) -> dict[str, Any]:
    """The example of each status as ninja merges it into an operation: answered(s200=...)."""
    return {
        "responses": {
            int(status[1:]): {"content": {"application/json": {"example": example}}}
            for status, example in examples.items()
        }
    }
