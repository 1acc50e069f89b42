"""签署权限: who signs what about honours.

评先表模, 名师评选 and 教育管理干部选拔任用 are three of the matters that are supervised [S004-03].
"""

from __future__ import annotations

from domain.mandate.needs import (
    COMMITTEE_OF_THREE,
    HR,
    SUPERVISED,
    Rule,
    Scope,
    by_self,
    need,
)
from domain.mandate.roles import Duty, Role

_BUREAU = Rule((need(Role.BUREAU_OFFICER),))
_SUPERVISED = Rule((*_BUREAU.needs, SUPERVISED))
_JOINTLY = Rule((*_SUPERVISED.needs, *HR.needs))
_JUDGED = Rule((*COMMITTEE_OF_THREE.needs, SUPERVISED))
_NOMINATED = Rule((need(Role.PRINCIPAL, Role.TOWN_OFFICER, scope=Scope.FIELD, field="nominator"),))
_CONFERRED = frozenset({"honour.honours-conferred.v1", "honour.honours-conferred-jointly.v1"})

SIGNERS: dict[str, Rule] = {
    "honour.call-opened.v1": _SUPERVISED,
    "honour.teacher-nominated.v1": _NOMINATED,
    "honour.nomination-declined.v1": by_self("teacher"),
    "honour.nomination-withdrawn.v1": _NOMINATED,
    "honour.call-cancelled.v1": _SUPERVISED,
    "honour.honourees-chosen.v1": _JUDGED,
    "honour.honours-conferred.v1": _SUPERVISED,
    "honour.honours-conferred-jointly.v1": _JOINTLY,
    "honour.honour-entered.v1": Rule(follows=_CONFERRED),
    "honour.honour-revoked.v1": _SUPERVISED,
    "honour.honour-revoked-jointly.v1": _JOINTLY,
    "honour.named-teacher-appraised.v1": _JUDGED,
    "honour.named-appraisal-corrected.v1": _JUDGED,
    "honour.attachment-started.v1": Rule(
        (*_BUREAU.needs, need(Role.PRINCIPAL, scope=Scope.FIELD, field="school"), SUPERVISED)
    ),
    "honour.attachment-ended.v1": _SUPERVISED,
}
DUTIES: dict[str, Duty] = {
    "honour.teacher-nominated.v1": Duty.PROPOSE,
    "honour.honourees-chosen.v1": Duty.SCORE,
    "honour.honours-conferred.v1": Duty.DECIDE,
    "honour.honours-conferred-jointly.v1": Duty.DECIDE,
    "honour.named-teacher-appraised.v1": Duty.SCORE,
    "honour.named-appraisal-corrected.v1": Duty.SCORE,
    "honour.honour-revoked.v1": Duty.DECIDE,
    "honour.honour-revoked-jointly.v1": Duty.DECIDE,
}
