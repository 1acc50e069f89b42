"""签署权限: who signs what about research groups."""

from __future__ import annotations

from domain.mandate.needs import PRINCIPAL_OF_SCHOOL, TOWN, Rule, by_self
from domain.mandate.roles import Duty

SIGNERS: dict[str, Rule] = {
    "research.research-year-opened.v1": TOWN,
    "research.group-applied.v1": PRINCIPAL_OF_SCHOOL,
    "research.group-awarded.v1": TOWN,
    "research.part-time-place-declined.v1": by_self("teacher"),
    "research.part-time-researcher-appointed.v1": TOWN,
    "research.research-year-settled.v1": TOWN,
}
DUTIES: dict[str, Duty] = {
    "research.group-applied.v1": Duty.PROPOSE,
    "research.group-awarded.v1": Duty.DECIDE,
}
