"""What the fields of commands are called in Chinese."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

from api.messages.terms import name_zh


@cache
def _fields() -> dict[str, str]:
    text = (resources.files("api.messages") / "fields.yaml").read_bytes()
    document: dict[str, str] = yaml.safe_load(text)
    return document


def field_zh(model: str, field: str) -> str:
    """Return what a field of a command, or of a value inside it, is called."""
    words = _fields()
    return words.get(f"{model}.{field}") or words.get(field) or name_zh(field)
