"""Chinese words for codes of cases and channels; a test holds that none is missing."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml


@cache
def _words() -> dict[str, dict[str, str]]:
    text = (resources.files("api.messages") / "cases.yaml").read_bytes()
    document: dict[str, dict[str, str]] = yaml.safe_load(text)
    return document


def word(group: str, code: str) -> str:
    """Return the Chinese word of a code, for example ``word("outcome", "revoke")``."""
    return _words()[group][code]
