"""签署权限: who signs what about recruitment rounds."""

from __future__ import annotations

from domain.mandate.needs import (
    BY_CASE,
    COMMITTEE,
    COMMITTEE_DECIDES,
    HEAD,
    REVOKED,
    SUPERVISED,
    TOWN,
    TOWN_ABOVE,
    WITNESSED,
    Rule,
    Scope,
    by_self,
    need,
)
from domain.mandate.roles import Duty, Role

_STOPPED = Rule((*TOWN_ABOVE.needs, SUPERVISED))
"""The office that answers for the round stops it and lets it go on. [E.2 × 领导小组]"""

SIGNERS: dict[str, Rule] = {
    "recruitment.recruitment-round-opened.v1": HEAD,
    "recruitment.intent-submitted.v1": by_self("teacher"),
    "recruitment.intent-replaced.v1": by_self("teacher"),
    "recruitment.intent-withdrawn.v1": by_self("teacher"),
    "recruitment.late-submission-authorised.v1": Rule((*TOWN_ABOVE.needs, SUPERVISED)),
    "recruitment.bidder-qualified.v1": COMMITTEE,
    "recruitment.bidder-disqualified.v1": COMMITTEE_DECIDES,
    "recruitment.bid-returned.v1": COMMITTEE,
    "recruitment.bid-supplemented.v1": by_self("teacher"),
    "recruitment.score-item-recorded.v1": COMMITTEE,
    "recruitment.judge-marked.v1": Rule((need(Role.JUDGE), *by_self("judge").needs)),
    "recruitment.democratic-appraisal-closed.v1": Rule((*COMMITTEE.needs, SUPERVISED)),
    "recruitment.ballots-corrected.v1": Rule((*COMMITTEE_DECIDES.needs, SUPERVISED)),
    "recruitment.score-corrected.v1": COMMITTEE_DECIDES,
    "recruitment.favours-corrected.v1": COMMITTEE_DECIDES,
    "recruitment.mark-corrected.v1": Rule((*by_self("judge").needs, *COMMITTEE.needs)),
    "recruitment.first-part-locked.v1": COMMITTEE_DECIDES,
    "recruitment.shortlist-computed.v1": COMMITTEE_DECIDES,
    "recruitment.shortlist-published.v1": HEAD,
    "recruitment.scores-locked.v1": COMMITTEE_DECIDES,
    "recruitment.ranking-computed.v1": COMMITTEE_DECIDES,
    "recruitment.tie-decided.v1": Rule((*COMMITTEE_DECIDES.needs, SUPERVISED, WITNESSED)),
    "recruitment.office-proposed.v1": COMMITTEE_DECIDES,
    "recruitment.office-approved.v1": Rule((*TOWN_ABOVE.needs, SUPERVISED)),
    "recruitment.office-refused.v1": TOWN_ABOVE,
    "recruitment.cadre-layer-closed.v1": HEAD,
    "recruitment.post-offered.v1": Rule(
        (need(Role.PRINCIPAL, scope=Scope.FIELD, field="posts.school"),)
    ),
    "recruitment.offer-accepted.v1": by_self("teacher"),
    "recruitment.offer-declined.v1": by_self("teacher"),
    "recruitment.adjustment-proposed.v1": Rule((*TOWN.needs, SUPERVISED)),
    "recruitment.standby-started.v1": Rule((*TOWN.needs, SUPERVISED)),
    "recruitment.training-test-taken.v1": TOWN,
    "recruitment.post-assigned.v1": Rule((*TOWN.needs, SUPERVISED)),
    "recruitment.offer-lapsed.v1": Rule(
        (
            need(
                Role.PRINCIPAL,
                Role.TOWN_OFFICER,
                Role.BUREAU_OFFICER,
                scope=Scope.FIELD_OR_OWN,
                field="posts.school",
            ),
        ),
        follows=frozenset({"recruitment.offer-accepted.v1"}),
    ),
    "recruitment.directly-appointed.v1": Rule(
        (
            need(Role.PRINCIPAL, scope=Scope.FIELD, field="posts.school"),
            *by_self("teacher").needs,
        )
    ),
    "recruitment.two-thirds-exception-approved.v1": TOWN_ABOVE,
    "recruitment.appointment-revoked.v1": Rule((*TOWN_ABOVE.needs, SUPERVISED)),
    "recruitment.teacher-left-unplaced.v1": HEAD,
    "recruitment.unplaced-revoked.v1": Rule(
        (*TOWN_ABOVE.needs, SUPERVISED),
        follows=REVOKED | {"recruitment.directly-appointed.v1"},
    ),
    "recruitment.unplaced-notice-served.v1": HEAD,
    "recruitment.selection-closed.v1": HEAD,
    "recruitment.round-finalised.v1": Rule((*HEAD.needs, SUPERVISED)),
    "recruitment.round-suspended.v1": _STOPPED,
    "recruitment.round-resumed.v1": _STOPPED,
    "recruitment.mark-voided.v1": BY_CASE,
    "recruitment.round-reopened.v1": BY_CASE,
    "recruitment.round-voided.v1": BY_CASE,
}
DUTIES: dict[str, Duty] = {
    "recruitment.office-proposed.v1": Duty.PROPOSE,
    "recruitment.judge-marked.v1": Duty.SCORE,
    "recruitment.mark-corrected.v1": Duty.SCORE,
    "recruitment.office-approved.v1": Duty.DECIDE,
    "recruitment.office-refused.v1": Duty.DECIDE,
    "recruitment.post-offered.v1": Duty.DECIDE,
}
