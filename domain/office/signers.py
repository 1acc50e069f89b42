"""签署权限: who signs what about offices."""

from __future__ import annotations

from domain.mandate.needs import (
    ADJUDICATED,
    BUREAU,
    COMMITTEE,
    COMMITTEE_DECIDES,
    HEAD,
    PRINCIPAL,
    SUPERVISED,
    TOWN_ABOVE,
    Rule,
    by_self,
    need,
)
from domain.mandate.roles import Duty, Role

SIGNERS: dict[str, Rule] = {
    "office.competition-announced.v1": HEAD,
    "office.application-submitted.v1": by_self("teacher"),
    "office.application-withdrawn.v1": by_self("teacher"),
    "office.applicant-passed.v1": COMMITTEE,
    "office.applicant-screened-out.v1": COMMITTEE_DECIDES,
    "office.interview-marked.v1": Rule((need(Role.JUDGE), *by_self("judge").needs)),
    "office.interview-missed.v1": COMMITTEE_DECIDES,
    "office.interviews-closed.v1": COMMITTEE_DECIDES,
    "office.committee-decided.v1": COMMITTEE_DECIDES,
    "office.appointment-approved.v1": Rule((*TOWN_ABOVE.needs, SUPERVISED)),
    "office.appointment-refused.v1": TOWN_ABOVE,
    "office.appointment-filed.v1": BUREAU,
    "office.class-teacher-appointed.v1": Rule((*PRINCIPAL.needs, *by_self("teacher").needs)),
    "office.outcome-published.v1": HEAD,
    "office.outcome-contested.v1": by_self("objector"),
    "office.contest-upheld.v1": ADJUDICATED,
    "office.contest-rejected.v1": ADJUDICATED,
    "office.publicity-ended.v1": HEAD,
}
DUTIES: dict[str, Duty] = {
    "office.interview-marked.v1": Duty.SCORE,
    "office.committee-decided.v1": Duty.PROPOSE,
    "office.appointment-approved.v1": Duty.DECIDE,
    "office.appointment-refused.v1": Duty.DECIDE,
    "office.class-teacher-appointed.v1": Duty.DECIDE,
    "office.outcome-published.v1": Duty.DECIDE,
    "office.contest-upheld.v1": Duty.ADJUDICATE,
    "office.contest-rejected.v1": Duty.ADJUDICATE,
}
