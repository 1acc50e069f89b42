"""What an optional field holds where it was left out, so that a digest leaves it out too.

A field that a later version adds thus changes no digest of what was written before it.
"""

from __future__ import annotations


def is_none(value: object) -> bool:
    """Tell whether an optional field was left out."""
    return value is None


def is_false(value: object) -> bool:
    """Tell whether a switch was left off."""
    return value is False


def is_empty(value: tuple[object, ...]) -> bool:
    """Tell whether a list was left out."""
    return not value
