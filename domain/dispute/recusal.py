"""Who may handle, investigate and decide a case (管辖与回避)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from domain.dispute import errors
from domain.dispute.channels import Forum
from domain.dispute.group import only_the_group_may_hear
from domain.dispute.routing import forum_of
from domain.dispute.state import DisputeCase
from domain.kernel import States
from domain.mandate.events import BodyKind
from domain.mandate.state import Body, Mandates
from domain.notice.matter import streams_behind
from domain.school.state import School

_BUREAU, _DISPUTE = BodyKind.EDUCATION_BUREAU, BodyKind.DISPUTE_OFFICE
_HR, _TOWN, _SUPERVISION = BodyKind.HR_BUREAU, BodyKind.TOWN_OFFICE, BodyKind.SUPERVISION

COMPETENT: dict[Forum, frozenset[BodyKind]] = {
    Forum.DISPUTE_OFFICE: frozenset({_DISPUTE}),
    Forum.BODY_ABOVE_ISSUER: frozenset({_DISPUTE, _TOWN, _BUREAU}),
    Forum.EDUCATION_BUREAU: frozenset({_BUREAU}),
    Forum.GOVERNMENT_OR_ABOVE: frozenset({_BUREAU}),
    Forum.COMPETENT_DEPARTMENT: frozenset({_BUREAU, _HR}),
    Forum.HR_ABOVE: frozenset({_BUREAU, _HR}),
    Forum.SUPERVISION_ORGAN: frozenset({_SUPERVISION}),
    Forum.ARBITRATION_COMMISSION: frozenset({BodyKind.ARBITRATION_COMMISSION}),
    Forum.ANY_AUTHORITY: frozenset({_BUREAU, _HR, _SUPERVISION}),
}
"""Bodies of this ledger that may be competent; courts are outside of it."""


def is_competent(states: States, case: DisputeCase) -> bool:
    """Tell whether the body that has the case may decide it.

    The body whose decision is contested never may, but for review and complaint inside the
    unit, which the law gives to it: there other people look again. 依据: B7-03, E.1.
    """
    own = is_contested(states, case, case.body)
    if case.rules.same_unit:
        return own and _is_registered(states, case.body)
    forum = forum_of(case.channel, case.matter)
    found = states.find(Body, case.body)
    return found is not None and found.kind in COMPETENT.get(forum, frozenset()) and not own


def _is_registered(states: States, body: str) -> bool:
    return states.find(School, body) is not None or states.find(Body, body) is not None


def is_contested(states: States, case: DisputeCase, body: str) -> bool:
    """Tell whether a body took the contested decision, by the matter or by the ledger."""
    by_ledger = states.body_of(case.contested) if case.contested is not None else ""
    return body in {case.matter.decided_by, by_ledger}


def office_must_not_judge_itself(states: States, case: DisputeCase) -> None:
    """自己不审自己: the office whose decision is contested never decides. 依据: E.1, S003-F4."""
    if is_contested(states, case, case.body) and not case.rules.same_unit:
        raise errors.OwnDecisionError(body=case.body, channel=case.channel.value)


def must_be_free(states: States, case: DisputeCase, persons: Collection[str]) -> None:
    """回避: no party, nobody who declared recusal, nobody with a hand in what is contested.

    Nor anybody outside of the plan's dispute group, where that one hears the case.

    依据: 条例 第39条 (B7-15).
    """
    streams = streams_behind(states, case.contested) if case.contested is not None else ()
    signed = [people for each in streams for people in states.signings(each).values()]
    hands = frozenset().union(*signed)
    for person in persons:
        if person in case.parties:
            raise errors.PartyError(person=person)
        declared = states.find(Mandates, person)
        kin = case.parties & (declared.recused_from if declared is not None else frozenset())
        if kin:
            raise errors.CaseRecusedError(person=person, other=min(kin))
        if person in hands:
            raise errors.HadAHandError(person=person)
    only_the_group_may_hear(states, case, persons)


def investigators_must_be_known(states: States, persons: Iterable[str]) -> None:
    """调查人员在册: people who can sign what they find. 依据: B7-13."""
    for person in persons:
        known = states.find(Mandates, person)
        if known is None or all(key.revoked for key in known.keys):
            raise errors.InvestigatorUnknownError(person=person)


def investigators_must_suffice(case: DisputeCase, investigators: tuple[str, ...]) -> None:
    """调查人数: as many as the channel needs, each once. 依据: B7-13."""
    needed = case.rules.investigators
    if len(set(investigators)) != len(investigators) or len(investigators) < needed:
        raise errors.InvestigatorsError(found=len(set(investigators)), needed=needed)
