"""Says why a command was refused: what the rule is, its facts, its basis.

English comes from the rule's own docstring; Chinese from ``refusals.yaml`` by code. A test
holds that every code has its Chinese sentence.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

from api.messages.terms import facts_zh
from domain.kernel import DomainError


@cache
def _chinese() -> dict[str, str]:
    text = (resources.files("api.messages") / "refusals.yaml").read_bytes()
    document: dict[str, str] = yaml.safe_load(text)
    return document


def refusal_zh(error: DomainError) -> str:
    """Return the Chinese sentence of a refusal, with its basis and facts."""
    told = facts_zh(error.facts)
    return f"不予办理：{_chinese()[error.code]}（依据：{error.basis}；事实：{told}）"


def refusal_en(error: DomainError) -> str:
    """Return the English sentence of a refusal, with its code and facts."""
    when = (type(error).__doc__ or "").split("\n", 1)[0].removeprefix("Raised when ").rstrip(".")
    told = ", ".join(f"{name}={value}" for name, value in error.facts.items())
    return f"Refused ({error.code}): {when} ({told})"
