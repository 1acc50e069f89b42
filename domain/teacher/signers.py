"""签署权限: who signs what about teachers."""

from __future__ import annotations

from dataclasses import replace

from domain.mandate.needs import (
    EXIT,
    HEAD_ABOVE,
    REGISTRAR,
    RETURNED,
    REVOKED,
    SENT,
    SUPERVISED,
    TAKEN_UP,
    Rule,
    Scope,
    by_self,
    need,
)
from domain.mandate.roles import Role

_LEAVING = Rule((replace(HEAD_ABOVE.needs[0], self_unless="agreed"),))
"""The unit; after the days of notice the teacher alone, for no consent is needed. [条例 第17条]"""

SIGNERS: dict[str, Rule] = {
    "teacher.teacher-registered.v1": Rule(
        REGISTRAR.needs, follows=frozenset({"intake.newcomer-admitted.v1"})
    ),
    "teacher.post-taken.v1": Rule(follows=TAKEN_UP | SENT),
    "teacher.sent-on-exchange.v1": Rule(follows=SENT),
    "teacher.returned-from-exchange.v1": Rule(follows=RETURNED),
    "teacher.post-left.v1": Rule(
        (need(Role.PRINCIPAL, Role.TOWN_OFFICER, scope=Scope.OWN_OR_ABOVE),),
        follows=REVOKED | EXIT | SENT | RETURNED,
    ),
    "teacher.teacher-transferred.v1": Rule(follows=TAKEN_UP | REVOKED),
    "teacher.absence-recorded.v1": Rule(
        (*HEAD_ABOVE.needs, SUPERVISED),
        follows=frozenset({"attendance.attendance-month-settled.v1"}),
    ),
    "teacher.absence-voided.v1": Rule(
        HEAD_ABOVE.needs, follows=frozenset({"attendance.attendance-month-reopened.v1"})
    ),
    "teacher.teacher-resigned.v1": by_self("stream"),
    "teacher.resignation-withdrawn.v1": by_self("stream"),
    "teacher.resignation-completed.v1": _LEAVING,
    "teacher.teacher-exited.v1": Rule(follows=EXIT),
}
