"""A plan with categories that give points, priority at a tie, or both (B.3.2)."""

from __future__ import annotations

from datetime import date

from domain.protection import commands as p
from domain.protection.kinds import EvidenceKind
from tests.domain.planning_given import PLAN, SCORING, august, pack


def category(name: str, *effects: str, bonus: str | None = None) -> dict[str, object]:
    """A category of the plan, proved by a certificate of honour."""
    told: dict[str, object] = {
        "id": name,
        "title": name,
        "evidence": "honour_certificate",
        "valid_months": 12,
        "effects": list(effects),
        "basis": "教人〔2026〕1号第九条",
    }
    return told if bonus is None else {**told, "bonus": bonus}


FIRST = august(1)
CATEGORIES = [
    category("martyr-family", "bonus", "priority_at_tie", bonus="2"),
    category("veteran", "bonus", bonus="3.5"),
    category("honour", "priority_at_tie"),
]
BONUS: dict[str, object] = {"kind": "bonus", "id": "care", "title": "照顾加分", "max": "5"}
PRIORITY: dict[str, object] = {
    "kind": "tie_only",
    "id": "ties",
    "title": "同分依据",
    "items": [{"kind": "priority", "id": "first", "title": "同分优先"}],
}
PLAIN: list[dict[str, object]] = [
    {
        "kind": "rate",
        "id": "service",
        "title": "教龄",
        "unit": "年",
        "per_unit": "0.5",
        "max": "20",
    },
    {"kind": "marks", "id": "interview", "title": "面试", "max": "80"},
]
"""The parts that have nothing to do with protections, 100 points."""


def table(*nodes: dict[str, object], total_max: str = "105") -> dict[str, object]:
    """A table of the plain parts and some more."""
    return {**SCORING, "nodes": [*PLAIN, *nodes], "total_max": total_max}


SECTIONS: dict[str, object] = {
    "scoring": table(BONUS, PRIORITY),
    "tie_chain": {"keys": [{"key": "service"}, {"key": "first"}]},
    "protection": {"categories": CATEGORIES},
}
PACK = pack(**SECTIONS)
ADDING = pack(**{**SECTIONS, "scoring": table({**BONUS, "adds": True}, PRIORITY)})
"""The same, but several points add up."""


def claim(
    teacher: str, name: str, protection: str = "p1", *, since: date = FIRST
) -> p.RecordCategory:
    """The registrar records that a category holds for somebody, for a year."""
    return p.RecordCategory(
        teacher=teacher,
        protection=protection,
        plan=PLAN,
        category=name,
        from_on=since,
        evidence_kind=EvidenceKind.HONOUR_CERTIFICATE,
        evidence="证书",
    )
