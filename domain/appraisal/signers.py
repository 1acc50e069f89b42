"""签署权限: who signs what about appraisals."""

from __future__ import annotations

from domain.mandate.needs import (
    ADJUDICATED,
    BUREAU,
    BY_CASE,
    HEAD,
    HEAD_ABOVE,
    REGISTRAR,
    SUPERVISED,
    Rule,
    Scope,
    by_self,
    need,
)
from domain.mandate.roles import Duty, Role

_LEADERS = need(
    Role.PRINCIPAL,
    Role.SECRETARY,
    Role.TOWN_OFFICER,
    Role.BUREAU_OFFICER,
    scope=Scope.OWN_OR_ABOVE,
)
"""Somebody above decides about those who lead the body, and where a leader must withdraw."""
_LED = Rule((_LEADERS,))
_LED_AND_SUPERVISED = Rule((_LEADERS, SUPERVISED))
_DISCIPLINE = Rule((need(Role.SUPERVISOR, Role.BUREAU_OFFICER, scope=Scope.ANY),))

SIGNERS: dict[str, Rule] = {
    "appraisal.appraisal-planned.v1": HEAD,
    "appraisal.staff-heard.v1": Rule((need(Role.CONGRESS_CHAIR, scope=Scope.OWN_OR_ABOVE),)),
    "appraisal.appraisal-opened.v1": Rule((*HEAD.needs, SUPERVISED)),
    "appraisal.excellent-share-set.v1": Rule(
        (need(Role.BUREAU_OFFICER, Role.HR_OFFICER, scope=Scope.ANY),)
    ),
    "appraisal.work-report-submitted.v1": by_self("teacher"),
    "appraisal.participation-refused.v1": _LED_AND_SUPERVISED,
    "appraisal.ethics-gate-failed.v1": _LED_AND_SUPERVISED,
    "appraisal.democratic-appraisal-closed.v1": Rule((need(Role.COMMITTEE_MEMBER), SUPERVISED)),
    # two, so that of a committee of three each one can stay out of the own grade
    "appraisal.grade-proposed.v1": Rule((need(Role.COMMITTEE_MEMBER, count=2),)),
    "appraisal.grades-decided.v1": _LED_AND_SUPERVISED,
    "appraisal.grade-added.v1": _LED_AND_SUPERVISED,
    "appraisal.grade-corrected.v1": _LED_AND_SUPERVISED,
    "appraisal.grade-voided.v1": BY_CASE,
    "appraisal.excellent-published.v1": _LED,
    "appraisal.excellent-contested.v1": by_self("objector"),
    "appraisal.contest-upheld.v1": ADJUDICATED,
    "appraisal.contest-rejected.v1": ADJUDICATED,
    "appraisal.excellent-publicity-ended.v1": _LED,
    "appraisal.grade-notified.v1": _LED,
    "appraisal.grade-acknowledged.v1": by_self("teacher"),
    "appraisal.acknowledgement-refused.v1": _LED_AND_SUPERVISED,
    "appraisal.results-filed.v1": REGISTRAR,
    # somebody above signs where the principal's own leave is recorded
    "appraisal.leave-recorded.v1": Rule((*HEAD_ABOVE.needs, SUPERVISED)),
    # besides principal and supervisor, whom the matrix of the plan names [S002-31]
    "appraisal.leave-approved.v1": Rule(
        (need(Role.TOWN_OFFICER, Role.BUREAU_OFFICER, scope=Scope.FIELD, field="approved_by"),)
    ),
    "appraisal.leave-voided.v1": Rule((*HEAD_ABOVE.needs, SUPERVISED)),
    "appraisal.inquiry-opened.v1": _DISCIPLINE,
    "appraisal.inquiry-concluded.v1": _DISCIPLINE,
    "appraisal.sanction-imposed.v1": Rule(follows=frozenset({"appraisal.inquiry-concluded.v1"})),
    "appraisal.sanction-lifted.v1": _DISCIPLINE,
    "appraisal.sanction-shortened.v1": Rule(follows=frozenset({"appraisal.sanction-lifted.v1"})),
    "appraisal.measure-taken.v1": _DISCIPLINE,
    "appraisal.measure-lifted.v1": _DISCIPLINE,
    "appraisal.contract-term-appraised.v1": _LED_AND_SUPERVISED,
    "appraisal.renewal-approved.v1": BUREAU,
    "appraisal.year-graded.v1": Rule(follows=frozenset({"appraisal.grade-notified.v1"})),
    "appraisal.year-grade-voided.v1": BY_CASE,
}
DUTIES: dict[str, Duty] = {
    "appraisal.grade-proposed.v1": Duty.PROPOSE,
    "appraisal.grades-decided.v1": Duty.DECIDE,
    "appraisal.grade-added.v1": Duty.DECIDE,
    "appraisal.grade-corrected.v1": Duty.DECIDE,
    "appraisal.contest-upheld.v1": Duty.ADJUDICATE,
    "appraisal.contest-rejected.v1": Duty.ADJUDICATE,
}
