"""签署权限: who signs what about grades."""

from __future__ import annotations

from domain.mandate.needs import EXIT, HR, PRINCIPAL_OF_SCHOOL, REVOKED, SUPERVISED, TAKEN_UP, Rule

SIGNERS: dict[str, Rule] = {
    "grade.grade-structure-fixed.v1": HR,
    "grade.grade-seat-taken.v1": Rule(follows=REVOKED | {"grade.grade-appointed.v1"}),
    "grade.grade-seat-freed.v1": Rule(
        follows=EXIT | TAKEN_UP | {"grade.grade-appointed.v1", "grade.grade-ended.v1"}
    ),
    "grade.title-conferred.v1": Rule((*HR.needs, SUPERVISED)),
    "grade.grade-appointed.v1": Rule((*PRINCIPAL_OF_SCHOOL.needs, *HR.needs)),
    "grade.grade-ended.v1": Rule((*PRINCIPAL_OF_SCHOOL.needs, *HR.needs), follows=EXIT | TAKEN_UP),
    "grade.grade-restored.v1": Rule(follows=REVOKED),
    "grade.pay-grade-set.v1": HR,
}
