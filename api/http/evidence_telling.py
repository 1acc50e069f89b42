"""What is told of a replay: all of it, or what concerns one person."""

from __future__ import annotations

from collections.abc import Sequence

from api.http.evidence_access import SEALED, names
from api.messages.refusals import refusal_zh
from audit.format.restricted_json import JsonValue
from audit.replay import telling
from audit.replay.case import Replay, Step
from audit.what_if import telling as supposing
from audit.what_if.run import WhatIf

Document = dict[str, JsonValue]
_FACTS = ("published", "recomputed", "differences", "refusal")
_NOTHING: list[JsonValue] = []
"""Intermediate values are those of everybody's marks."""


def whole_replay(found: Replay) -> Document:
    """Return a replay for whoever sees everything."""
    return {**telling.as_json(found, sentence=refusal_zh), "withheld": 0}


def own_replay(found: Replay, person: str) -> Document:
    """Return a replay without what judges gave, and without the facts of others."""
    told = whole_replay(found)
    kept: list[JsonValue] = []
    withheld = 0
    for step in (each for each in found.steps if each.matters):
        shown = {**telling.step_json(step, refusal_zh), "worked": _NOTHING}
        if not _is_open(step, found, person):
            withheld += 1
            shown = {name: value for name, value in shown.items() if name not in _FACTS}
        kept.append(shown)
    reasons = told["reasons"] if all(_is_open(each, found, person) for each in found.roots) else []
    return {**told, "steps": kept, "reasons": reasons, "withheld": withheld}


def whole_supposition(found: WhatIf) -> Document:
    """Return a what-if for whoever sees everything."""
    return {**supposing.as_json(found, sentence=refusal_zh), "withheld": 0}


def own_supposition(found: WhatIf, person: str) -> Document:
    """Return what would have been otherwise for one person; of others only how many."""
    told = whole_supposition(found)
    own: Document = {}
    withheld = 0
    parts: tuple[tuple[str, Sequence[bool]], ...] = (
        (
            "effects",
            [
                names(each.lead, person) and each.lead.event.TOPIC not in SEALED
                for each in found.effects
            ],
        ),
        ("standings", [each.person == person for each in found.standings]),
        ("seats", [each.person == person for each in found.seats]),
        ("vacancies", [False for _ in found.vacancies]),
    )
    for name, mine in parts:
        rows = told[name]
        assert isinstance(rows, list), "a what-if tells these as lists"
        own[name] = [row for row, is_mine in zip(rows, mine, strict=True) if is_mine]
        withheld += mine.count(False)
    return {**told, **own, "withheld": withheld}


def _is_open(step: Step, found: Replay, person: str) -> bool:
    lead = step.outcome.lead
    if lead.event.TOPIC in SEALED:
        return False
    return lead.place == found.target.place or names(lead, person)
