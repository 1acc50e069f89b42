"""签署权限: who signs what about establishment and posts."""

from __future__ import annotations

from domain.mandate.needs import BUREAU, HR, PRINCIPAL_OF_SCHOOL, Rule, Scope, need
from domain.mandate.roles import Role

_ESTABLISHMENT = Rule((need(Role.ESTABLISHMENT_OFFICER, scope=Scope.ANY),))

SIGNERS: dict[str, Rule] = {
    "quota.establishment-fixed.v1": _ESTABLISHMENT,
    "quota.post-total-fixed.v1": HR,
    "quota.district-establishment-fixed.v1": _ESTABLISHMENT,
    "quota.district-posts-fixed.v1": HR,
    "quota.plan-establishment-drawn.v1": Rule(follows=frozenset({"quota.establishment-fixed.v1"})),
    "quota.plan-posts-drawn.v1": Rule(follows=frozenset({"quota.post-total-fixed.v1"})),
    "quota.enrolment-reported.v1": PRINCIPAL_OF_SCHOOL,
    "quota.enrolment-corrected.v1": PRINCIPAL_OF_SCHOOL,
    "quota.share-computed.v1": Rule(follows=frozenset({"quota.quota-allocated.v1"})),
    "quota.quota-allocated.v1": BUREAU,
    "quota.allocation-filed.v1": Rule(
        (need(Role.HR_OFFICER, Role.FINANCE_OFFICER, scope=Scope.FIELD, field="office"),)
    ),
}
