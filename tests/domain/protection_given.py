"""Categories of protection that a plan adds to those of the law."""

from __future__ import annotations

from datetime import date

from domain.planning.pack import RulePack
from domain.protection import commands as c
from domain.protection import events as e
from domain.protection.kinds import STATUTORY_EFFECTS
from tests.domain import service_given as s
from tests.domain.favours_given import BONUS, PRIORITY, table
from tests.domain.planning_given import PACK, PLAN, frozen, pack

CATEGORIES: list[dict[str, object]] = [
    {
        "id": "remote-service",
        "title": "支教期内",
        "evidence": "secondment_order",
        "valid_months": 12,
        "effects": ["direct_appointment"],
        "basis": "教人〔2026〕1号第九条",
    },
    {
        "id": "martyr-family",
        "title": "烈属",
        "evidence": "family_certificate",
        "effects": ["bonus", "priority_at_tie"],
        "bonus": "2",
        "basis": "教人〔2026〕1号第九条",
    },
]
KIND_PACK = pack(
    scoring=table(BONUS, PRIORITY),
    tie_chain={"keys": [{"key": "service"}, {"key": "first"}]},
    protection={
        "maternity_leave_days": 158,
        "near_retirement": {"service_years": 10, "years_left": 6},
        "categories": CATEGORIES,
    },
)


def until(command: c.RecordProtection, *, since: date = s.JOINED, of: RulePack = PACK) -> date:
    """Return the end of the protection that is recorded."""
    past = s.registered(since).given(f"plan:{PLAN}", *frozen(of))
    (recorded,) = past.when(command).decision()
    assert isinstance(recorded.event, e.ProtectionRecorded)
    assert recorded.event.effects == STATUTORY_EFFECTS[command.kind]
    return recorded.event.until_on
