"""签署权限: who signs what about schools."""

from __future__ import annotations

from domain.mandate.needs import (
    EXIT,
    PRINCIPAL,
    REGISTRAR,
    RETURNED,
    REVOKED,
    SENT,
    SET_ASIDE,
    SUPERVISED,
    TAKEN_UP,
    TOWN_ABOVE,
    Rule,
    Scope,
    need,
)
from domain.mandate.roles import Role

_FILED = (need(Role.TOWN_OFFICER, scope=Scope.OWN_OR_ABOVE),)
"""Who approves and files offices signs their end by 落聘 too: nothing ends by itself (A.6 X4)."""

SIGNERS: dict[str, Rule] = {
    "school.school-registered.v1": REGISTRAR,
    "school.posts-published.v1": PRINCIPAL,
    "school.seat-taken.v1": Rule(follows=TAKEN_UP | SENT),
    "school.seat-freed.v1": Rule(
        (need(Role.PRINCIPAL, Role.TOWN_OFFICER),), follows=REVOKED | EXIT | SENT | RETURNED
    ),
    "school.guest-received.v1": Rule(follows=SENT),
    "school.guest-left.v1": Rule(follows=RETURNED | EXIT),
    "school.office-granted.v1": Rule(
        REGISTRAR.needs,
        follows=frozenset(
            {
                "recruitment.office-approved.v1",
                "office.appointment-approved.v1",
                "office.class-teacher-appointed.v1",
                "principal.principal-appointed.v1",
                "tenure.tenure-extended.v1",
                "research.group-awarded.v1",
                "research.part-time-researcher-appointed.v1",
            }
        ),
    ),
    "school.office-ended.v1": Rule(
        _FILED,
        follows=frozenset(
            {
                "recruitment.selection-closed.v1",
                "principal.principal-appointed.v1",
                "tenure.removal-approved.v1",
                "tenure.office-resigned.v1",
            }
        )
        | REVOKED
        | EXIT
        | TAKEN_UP,
    ),
    "school.office-restored.v1": Rule((*_FILED, SUPERVISED), follows=SET_ASIDE),
    "school.office-restoration-held.v1": Rule((*_FILED, SUPERVISED), follows=SET_ASIDE),
    "school.office-restoration-declined.v1": Rule((*_FILED, SUPERVISED)),
    "school.removal-procedure-opened.v1": TOWN_ABOVE,
}
