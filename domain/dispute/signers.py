"""签署权限: who signs what about cases."""

from __future__ import annotations

from domain.mandate.needs import SUPERVISED, Rule, Scope, by_self, need
from domain.mandate.roles import Duty, Role

_HANDLED = need(
    Role.DISPUTE_OFFICER,
    Role.BUREAU_OFFICER,
    Role.HR_OFFICER,
    Role.TOWN_OFFICER,
    Role.PRINCIPAL,
    Role.SECRETARY,
    Role.COMMITTEE_MEMBER,
)
_HANDLING = Rule((_HANDLED,))
_INVESTIGATED = need(Role.SELF, scope=Scope.EACH_OF_CASE)
"""Every investigator signs what was found: who handles the case alone cannot report. B7-13."""

SIGNERS: dict[str, Rule] = {
    "dispute.case-received.v1": Rule(
        (*by_self("filed_by").needs, *by_self("first_owner").needs, _HANDLED)
    ),
    "dispute.case-handed-over.v1": Rule(
        (*by_self("from_owner").needs, *by_self("to_owner").needs, _HANDLED)
    ),
    "dispute.material-requested.v1": _HANDLING,
    "dispute.material-supplied.v1": by_self("by"),
    "dispute.case-admitted.v1": _HANDLING,
    "dispute.case-declared-inadmissible.v1": _HANDLING,
    "dispute.investigators-appointed.v1": _HANDLING,
    "dispute.investigator-replaced.v1": _HANDLING,
    "dispute.investigation-reported.v1": Rule((_INVESTIGATED, _HANDLED)),
    "dispute.hearing-requested.v1": by_self("by"),
    "dispute.hearing-held.v1": Rule((*by_self("chair").needs, _HANDLED)),
    "dispute.mediation-started.v1": _HANDLING,
    "dispute.mediation-ended.v1": _HANDLING,
    "dispute.case-suspended.v1": _HANDLING,
    "dispute.case-resumed.v1": _HANDLING,
    "dispute.period-extended.v1": _HANDLING,
    "dispute.case-decided.v1": Rule((*by_self("presiding").needs, _HANDLED)),
    "dispute.decision-served.v1": _HANDLING,
    "dispute.further-remedy-sought.v1": Rule(
        (_HANDLED,), follows=frozenset({"dispute.case-received.v1"})
    ),
    "dispute.case-withdrawn.v1": by_self("by"),
    "dispute.case-executed.v1": Rule((_HANDLED, SUPERVISED)),
    "dispute.case-archived.v1": _HANDLING,
}
DUTIES: dict[str, Duty] = {
    "dispute.case-declared-inadmissible.v1": Duty.ADJUDICATE,
    "dispute.case-decided.v1": Duty.ADJUDICATE,
}
