"""签署权限: who signs what about terms of office."""

from __future__ import annotations

from domain.mandate.needs import HEAD_ABOVE, PRINCIPAL, SUPERVISED, Rule, Scope, by_self, need
from domain.mandate.roles import Duty, Role

_REMOVER = need(Role.TOWN_OFFICER, Role.BUREAU_OFFICER, scope=Scope.FIELD, field="by")

SIGNERS: dict[str, Rule] = {
    "tenure.review-opened.v1": PRINCIPAL,
    "tenure.term-appraised.v1": Rule((*PRINCIPAL.needs, SUPERVISED)),
    "tenure.tenure-extended.v1": Rule(
        (*PRINCIPAL.needs, need(Role.TOWN_OFFICER, scope=Scope.ABOVE), SUPERVISED)
    ),
    "tenure.letter-refused.v1": Rule((need(Role.TOWN_OFFICER, scope=Scope.ABOVE),)),
    "tenure.removal-cause-shown.v1": HEAD_ABOVE,
    "tenure.removal-reported.v1": Rule(
        PRINCIPAL.needs,
        follows=frozenset({"tenure.letter-refused.v1", "tenure.removal-cause-shown.v1"}),
    ),
    "tenure.removal-approved.v1": Rule((_REMOVER, SUPERVISED)),
    "tenure.removal-rejected.v1": Rule((_REMOVER,)),
    "tenure.office-resigned.v1": by_self("teacher"),
}
DUTIES: dict[str, Duty] = {
    "tenure.letter-refused.v1": Duty.PROPOSE,
    "tenure.removal-cause-shown.v1": Duty.PROPOSE,
    "tenure.removal-reported.v1": Duty.PROPOSE,
    "tenure.removal-approved.v1": Duty.DECIDE,
    "tenure.removal-rejected.v1": Duty.DECIDE,
}
