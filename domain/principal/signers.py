"""签署权限: who signs what about the selection of principals."""

from __future__ import annotations

from domain.mandate.needs import (
    COMMITTEE,
    COMMITTEE_OF_THREE,
    SUPERVISED,
    WITNESSED,
    Rule,
    Scope,
    by_self,
    need,
)
from domain.mandate.roles import Duty, Role

_OWN_BUREAU = Rule((need(Role.BUREAU_OFFICER),))

SIGNERS: dict[str, Rule] = {
    "principal.selection-opened.v1": _OWN_BUREAU,
    "principal.conditions-published.v1": Rule((need(Role.REGISTRAR, scope=Scope.ANY),)),
    "principal.candidate-stood.v1": by_self("teacher"),
    "principal.candidate-withdrew.v1": by_self("teacher"),
    "principal.candidate-admitted.v1": COMMITTEE,
    "principal.candidate-excluded.v1": COMMITTEE_OF_THREE,
    "principal.meeting-opened.v1": Rule((*_OWN_BUREAU.needs, *by_self("chair").needs)),
    "principal.speaking-order-drawn.v1": Rule((*_OWN_BUREAU.needs, SUPERVISED, WITNESSED)),
    "principal.work-report-delivered.v1": COMMITTEE,
    "principal.defence-heard.v1": COMMITTEE,
    "principal.candidate-absent.v1": COMMITTEE_OF_THREE,
    "principal.result-announced.v1": Rule((*COMMITTEE_OF_THREE.needs, SUPERVISED)),
    "principal.principal-appointed.v1": Rule((*_OWN_BUREAU.needs, SUPERVISED)),
}
DUTIES: dict[str, Duty] = {
    "principal.result-announced.v1": Duty.PROPOSE,
    "principal.principal-appointed.v1": Duty.DECIDE,
}
