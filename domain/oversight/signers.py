"""签署权限: who signs what in the oversight of appraisals."""

from __future__ import annotations

from domain.mandate.needs import PRINCIPAL, SUPERVISED, TOWN, TOWN_ABOVE, Rule, Scope, need
from domain.mandate.roles import Role

_ORGANISER = need(Role.TOWN_OFFICER, Role.BUREAU_OFFICER, scope=Scope.FIELD, field="organiser")
_EXPERTS = need(Role.SELF, scope=Scope.EACH, field="experts")
"""Every expert signs, and holds no other office in the act (S000-14)."""

SIGNERS: dict[str, Rule] = {
    "oversight.evaluator-trained.v1": Rule((_ORGANISER,)),
    "oversight.inspection-held.v1": Rule((*TOWN_ABOVE.needs, SUPERVISED)),
    "oversight.findings-mended.v1": PRINCIPAL,
    "oversight.procedure-reviewed.v1": Rule((*TOWN.needs, _EXPERTS)),
}
