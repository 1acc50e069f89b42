"""Inspections of an office that acted otherwise than the rules say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from api.messages.refusals import refusal_zh
from audit.compliance.findings import Breach, Inspection
from audit.compliance.inspection import inspect
from audit.format.restricted_json import JsonValue
from tests.replay.told import Tell, told_otherwise
from tests.replay.town import Round

ALWAYS = "duty.unassigned"
"""In the round of these tests a2 is left unplaced while 教学-03 is free (T08)."""


def found_when(played: Round, folder: Path, tell: Tell) -> dict[str, Breach]:
    """Return the breaches of an office that acted as told, by code; the first of each."""
    inspection = inspect(told_otherwise(played.office, folder, tell), sentence=refusal_zh)
    return by_code(inspection)


def by_code(inspection: Inspection) -> dict[str, Breach]:
    return {each.code: each for each in reversed(inspection.breaches)}


def changing(topic: str, **facts: JsonValue) -> Tell:
    return lambda told: told.where(topic, **facts)


RECUSAL: Mapping[str, JsonValue] = {"other": "a1", "relation": "亲属"}
