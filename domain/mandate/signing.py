"""Who signs what (签署权限): the table, and the checks that an act must pass.

1. Every event in the act has its signers among the actors (``SIGNERS``).
2. Nobody signs two duties in one matter (``DUTIES``).
3. Nobody acts as an official in one's own matter, or in that of a person from whom
   recusal was declared.

Whether a mandate stands at all is checked before, against the actor's own stream.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.dispute.state import DisputeCase
from domain.kernel import Decision, DomainEvent, Recorded, States
from domain.mandate import errors
from domain.mandate.roles import Duty, Role
from domain.mandate.state import Body, Mandates
from domain.school.state import School


@dataclass(frozen=True, slots=True)
class Mandated:
    """行为人: a person acting by a mandate. Role ``self`` has neither body nor mandate."""

    person: str
    role: str
    body: str = ""
    mandate: str = ""


class Scope(StrEnum):
    """For which body a role must be held, seen from the matter."""

    OWN = "own"  # the body whose matter it is
    ABOVE = "above"  # the body above it
    OWN_OR_ABOVE = "own_or_above"
    ANY = "any"
    FIELD = "field"  # the body, or person, that a field of the event names
    FIELD_OR_OWN = "field_or_own"


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement: ``count`` different persons with one of these roles."""

    roles: frozenset[Role]
    scope: Scope = Scope.OWN
    count: int = 1
    field: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """All needs must be met. ``follows`` lists events that carry this one in the same act."""

    needs: tuple[Need, ...] = ()
    follows: frozenset[str] = frozenset()


def _need(*roles: Role, scope: Scope = Scope.OWN, count: int = 1, field: str = "") -> Need:
    return Need(frozenset(roles), scope, count, field)


def _self(field: str) -> Rule:
    return Rule((_need(Role.SELF, scope=Scope.FIELD, field=field),))


_REGISTRAR = Rule((_need(Role.ROOT, Role.REGISTRAR, scope=Scope.ANY),))
_TOWN = Rule((_need(Role.TOWN_OFFICER, Role.BUREAU_OFFICER),))
_TOWN_ABOVE = Rule((_need(Role.TOWN_OFFICER, Role.BUREAU_OFFICER, scope=Scope.OWN_OR_ABOVE),))
_HEAD = Rule((_need(Role.PRINCIPAL, Role.TOWN_OFFICER, Role.BUREAU_OFFICER),))
_HEAD_ABOVE = Rule(
    (_need(Role.PRINCIPAL, Role.TOWN_OFFICER, Role.BUREAU_OFFICER, scope=Scope.OWN_OR_ABOVE),)
)
_COMMITTEE = Rule((_need(Role.COMMITTEE_MEMBER),))
_COMMITTEE_OF_THREE = Rule((_need(Role.COMMITTEE_MEMBER, count=3),))
_SUPERVISED = _need(Role.SUPERVISOR, scope=Scope.ANY)
_ADJUDICATED = Rule(
    (_need(Role.TOWN_OFFICER, Role.DISPUTE_OFFICER, Role.BUREAU_OFFICER, scope=Scope.ANY),)
)
_TAKEN_UP = frozenset(
    {
        "recruitment.offer-accepted.v1",
        "recruitment.post-assigned.v1",
        "recruitment.directly-appointed.v1",
    }
)
_ESTABLISHMENT = Rule((_need(Role.ESTABLISHMENT_OFFICER, scope=Scope.ANY),))
_HR = Rule((_need(Role.HR_OFFICER, scope=Scope.ANY),))
_PRINCIPAL_OF_SCHOOL = Rule((_need(Role.PRINCIPAL, scope=Scope.FIELD, field="school"),))
_BUREAU = Rule((_need(Role.BUREAU_OFFICER, scope=Scope.ANY),))
_EXCHANGING = _need(Role.BUREAU_OFFICER, Role.TOWN_OFFICER)
_SENT = frozenset({"exchange.exchange-started.v1"})
_RETURNED = frozenset({"exchange.exchange-ended.v1"})
_REVOKED = frozenset({"recruitment.appointment-revoked.v1"})
_HANDLED = _need(
    Role.DISPUTE_OFFICER,
    Role.BUREAU_OFFICER,
    Role.HR_OFFICER,
    Role.TOWN_OFFICER,
    Role.PRINCIPAL,
    Role.SECRETARY,
    Role.COMMITTEE_MEMBER,
)
_HANDLING = Rule((_HANDLED,))
_BY_CASE = Rule(follows=frozenset({"dispute.case-executed.v1"}))
_EXIT = frozenset(
    {
        "contract.contract-terminated.v1",
        "contract.contract-ended.v1",
        "teacher.resignation-completed.v1",
    }
)
"""Events with which service ends; post, seats and offices follow."""
_PROTECTED = frozenset({"protection.protection-recorded.v1", "protection.protection-prolonged.v1"})
_OWN_BUREAU = Rule((_need(Role.BUREAU_OFFICER),))
_REMOVER = _need(Role.TOWN_OFFICER, Role.BUREAU_OFFICER, scope=Scope.FIELD, field="by")
_PRINCIPAL = Rule((_need(Role.PRINCIPAL),))

SIGNERS: dict[str, Rule] = {
    "mandate.log-founded.v1": Rule((_need(Role.ROOT, scope=Scope.ANY),)),
    "mandate.key-enrolled.v1": _REGISTRAR,
    "mandate.key-revoked.v1": _REGISTRAR,
    "mandate.mandate-granted.v1": _REGISTRAR,
    "mandate.mandate-revoked.v1": _REGISTRAR,
    "mandate.act-confirmed.v1": Rule(
        (_need(Role.ROOT, Role.REGISTRAR, Role.DISPUTE_OFFICER, scope=Scope.ANY),)
    ),
    "mandate.body-registered.v1": _REGISTRAR,
    "mandate.recusal-declared.v1": _self("stream"),
    "mandate.person-erased.v1": _REGISTRAR,
    "planning.plan-drafted.v1": _TOWN,
    "planning.draft-sent-to-all-staff.v1": _TOWN,
    "planning.principals-meeting-held.v1": _TOWN,
    "planning.opinions-reported.v1": Rule(
        (_need(Role.PRINCIPAL, scope=Scope.FIELD, field="school"),)
    ),
    "planning.draft-revised.v1": _TOWN,
    "planning.congress-voted.v1": Rule((_need(Role.CONGRESS_CHAIR),)),
    "planning.plan-adopted.v1": Rule((*_TOWN.needs, _SUPERVISED)),
    "planning.plan-frozen.v1": _TOWN,
    "planning.pack-amended.v1": Rule((*_TOWN.needs, _SUPERVISED)),
    "quota.establishment-fixed.v1": _ESTABLISHMENT,
    "quota.post-total-fixed.v1": _HR,
    "quota.district-establishment-fixed.v1": _ESTABLISHMENT,
    "quota.district-posts-fixed.v1": _HR,
    "quota.plan-establishment-drawn.v1": Rule(follows=frozenset({"quota.establishment-fixed.v1"})),
    "quota.plan-posts-drawn.v1": Rule(follows=frozenset({"quota.post-total-fixed.v1"})),
    "quota.enrolment-reported.v1": _PRINCIPAL_OF_SCHOOL,
    "quota.enrolment-corrected.v1": _PRINCIPAL_OF_SCHOOL,
    "quota.share-computed.v1": Rule(follows=frozenset({"quota.quota-allocated.v1"})),
    "quota.quota-allocated.v1": Rule((_need(Role.BUREAU_OFFICER, scope=Scope.ANY),)),
    "quota.allocation-filed.v1": Rule(
        (_need(Role.HR_OFFICER, Role.FINANCE_OFFICER, scope=Scope.FIELD, field="office"),)
    ),
    "school.school-registered.v1": _REGISTRAR,
    "school.posts-published.v1": Rule((_need(Role.PRINCIPAL),)),
    "school.seat-taken.v1": Rule(follows=_TAKEN_UP | _SENT),
    "school.seat-freed.v1": Rule(
        (_need(Role.PRINCIPAL, Role.TOWN_OFFICER),), follows=_REVOKED | _EXIT | _SENT | _RETURNED
    ),
    "school.guest-received.v1": Rule(follows=_SENT),
    "school.guest-left.v1": Rule(follows=_RETURNED),
    "school.office-granted.v1": Rule(
        _REGISTRAR.needs,
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
        (_need(Role.TOWN_OFFICER, scope=Scope.OWN_OR_ABOVE),),
        follows=frozenset(
            {
                "recruitment.teacher-left-unplaced.v1",
                "recruitment.selection-closed.v1",
                "tenure.removal-approved.v1",
                "tenure.office-resigned.v1",
            }
        )
        | _REVOKED
        | _EXIT,
    ),
    "school.removal-procedure-opened.v1": _TOWN_ABOVE,
    "teacher.teacher-registered.v1": Rule(
        _REGISTRAR.needs, follows=frozenset({"intake.newcomer-admitted.v1"})
    ),
    "teacher.post-taken.v1": Rule(follows=_TAKEN_UP | _SENT),
    "teacher.sent-on-exchange.v1": Rule(follows=_SENT),
    "teacher.returned-from-exchange.v1": Rule(follows=_RETURNED),
    "teacher.post-left.v1": Rule(
        (_need(Role.PRINCIPAL, Role.TOWN_OFFICER, scope=Scope.OWN_OR_ABOVE),),
        follows=_REVOKED | _EXIT | _SENT | _RETURNED,
    ),
    "teacher.teacher-transferred.v1": Rule(follows=_TAKEN_UP | _REVOKED),
    "teacher.absence-recorded.v1": Rule((_need(Role.PRINCIPAL), _SUPERVISED)),
    "teacher.absence-voided.v1": _HEAD_ABOVE,
    "teacher.teacher-resigned.v1": _self("stream"),
    "teacher.resignation-withdrawn.v1": _self("stream"),
    "teacher.resignation-completed.v1": _HEAD_ABOVE,
    "teacher.teacher-exited.v1": Rule(follows=_EXIT),
    "protection.protection-recorded.v1": _REGISTRAR,
    "protection.protection-prolonged.v1": _REGISTRAR,
    "protection.protection-ended.v1": Rule((*_REGISTRAR.needs, _SUPERVISED)),
    "protection.consent-given.v1": _self("stream"),
    "protection.consent-withdrawn.v1": _self("stream"),
    "protection.term-to-retirement-requested.v1": _self("stream"),
    "recruitment.recruitment-round-opened.v1": _HEAD,
    "recruitment.intent-submitted.v1": _self("teacher"),
    "recruitment.intent-replaced.v1": _self("teacher"),
    "recruitment.intent-withdrawn.v1": _self("teacher"),
    "recruitment.late-submission-authorised.v1": Rule((*_TOWN_ABOVE.needs, _SUPERVISED)),
    "recruitment.bidder-qualified.v1": _COMMITTEE,
    "recruitment.bidder-disqualified.v1": _COMMITTEE_OF_THREE,
    "recruitment.bid-returned.v1": _COMMITTEE,
    "recruitment.bid-supplemented.v1": _self("teacher"),
    "recruitment.score-item-recorded.v1": _COMMITTEE,
    "recruitment.judge-marked.v1": Rule((_need(Role.JUDGE), *_self("judge").needs)),
    "recruitment.democratic-appraisal-closed.v1": Rule((*_COMMITTEE.needs, _SUPERVISED)),
    "recruitment.score-corrected.v1": _COMMITTEE_OF_THREE,
    "recruitment.mark-corrected.v1": Rule((*_self("judge").needs, *_COMMITTEE.needs)),
    "recruitment.scores-locked.v1": _COMMITTEE_OF_THREE,
    "recruitment.ranking-computed.v1": _COMMITTEE_OF_THREE,
    "recruitment.tie-decided.v1": Rule((*_COMMITTEE_OF_THREE.needs, _SUPERVISED)),
    "recruitment.office-proposed.v1": _COMMITTEE_OF_THREE,
    "recruitment.office-approved.v1": Rule((*_TOWN_ABOVE.needs, _SUPERVISED)),
    "recruitment.office-refused.v1": _TOWN_ABOVE,
    "recruitment.cadre-layer-closed.v1": _HEAD,
    "recruitment.post-offered.v1": Rule(
        (_need(Role.PRINCIPAL, scope=Scope.FIELD, field="posts.school"),)
    ),
    "recruitment.offer-accepted.v1": _self("teacher"),
    "recruitment.offer-declined.v1": _self("teacher"),
    "recruitment.adjustment-proposed.v1": Rule((*_TOWN.needs, _SUPERVISED)),
    "recruitment.standby-started.v1": Rule((*_TOWN.needs, _SUPERVISED)),
    "recruitment.training-test-taken.v1": _TOWN,
    "recruitment.post-assigned.v1": Rule((*_TOWN.needs, _SUPERVISED)),
    "recruitment.offer-lapsed.v1": Rule(
        (
            _need(
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
            _need(Role.PRINCIPAL, scope=Scope.FIELD, field="posts.school"),
            *_self("teacher").needs,
        )
    ),
    "recruitment.two-thirds-exception-approved.v1": _TOWN_ABOVE,
    "recruitment.appointment-revoked.v1": Rule((*_TOWN_ABOVE.needs, _SUPERVISED)),
    "recruitment.teacher-left-unplaced.v1": _HEAD,
    "recruitment.unplaced-notice-served.v1": _HEAD,
    "recruitment.selection-closed.v1": _HEAD,
    "recruitment.round-finalised.v1": Rule((*_HEAD.needs, _SUPERVISED)),
    "notice.notice-published.v1": _HEAD,
    "notice.notice-restarted.v1": _HEAD,
    "notice.notice-reissued.v1": Rule((*_HEAD.needs, _SUPERVISED)),
    "notice.objection-filed.v1": _self("objector"),
    "notice.objection-upheld.v1": _ADJUDICATED,
    "notice.objection-rejected.v1": _ADJUDICATED,
    "notice.notice-period-ended.v1": _HEAD,
    "notice.notice-withdrawn.v1": _HEAD,
    "notice.notice-taken-down.v1": _HEAD,
    "contract.contract-signed.v1": Rule(
        (_need(Role.PRINCIPAL), _need(Role.SELF, scope=Scope.FIELD, field="teacher"))
    ),
    "award.teaching-award-granted.v1": _TOWN_ABOVE,
    "contract.contract-filed.v1": Rule((_need(Role.TOWN_OFFICER, scope=Scope.ABOVE),)),
    "recruitment.mark-voided.v1": _BY_CASE,
    "recruitment.round-reopened.v1": _BY_CASE,
    "recruitment.round-voided.v1": _BY_CASE,
    "planning.adoption-voided.v1": _BY_CASE,
    "dispute.case-received.v1": Rule(
        (*_self("filed_by").needs, *_self("first_owner").needs, _HANDLED)
    ),
    "dispute.case-handed-over.v1": Rule(
        (*_self("from_owner").needs, *_self("to_owner").needs, _HANDLED)
    ),
    "dispute.material-requested.v1": _HANDLING,
    "dispute.material-supplied.v1": _self("by"),
    "dispute.case-admitted.v1": _HANDLING,
    "dispute.case-declared-inadmissible.v1": _HANDLING,
    "dispute.investigators-appointed.v1": _HANDLING,
    "dispute.investigator-replaced.v1": _HANDLING,
    "dispute.investigation-reported.v1": _HANDLING,
    "dispute.hearing-requested.v1": _self("by"),
    "dispute.hearing-held.v1": Rule((*_self("chair").needs, _HANDLED)),
    "dispute.mediation-started.v1": _HANDLING,
    "dispute.mediation-ended.v1": _HANDLING,
    "dispute.case-suspended.v1": _HANDLING,
    "dispute.case-resumed.v1": _HANDLING,
    "dispute.period-extended.v1": _HANDLING,
    "dispute.case-decided.v1": Rule((*_self("presiding").needs, _HANDLED)),
    "dispute.decision-served.v1": _HANDLING,
    "dispute.further-remedy-sought.v1": Rule(
        (_HANDLED,), follows=frozenset({"dispute.case-received.v1"})
    ),
    "dispute.case-withdrawn.v1": _self("by"),
    "dispute.case-executed.v1": Rule((_HANDLED, _SUPERVISED)),
    "dispute.case-archived.v1": _HANDLING,
    "contract.contract-extended.v1": Rule(_HEAD_ABOVE.needs, follows=_PROTECTED),
    "contract.termination-notice-served.v1": Rule((_need(Role.PRINCIPAL),)),
    "contract.termination-notice-withdrawn.v1": _HEAD_ABOVE,
    "contract.contract-terminated.v1": Rule((_need(Role.PRINCIPAL), _SUPERVISED)),
    "contract.contract-ended.v1": Rule(
        (_need(Role.PRINCIPAL), *_self("teacher").needs),
        follows=frozenset({"teacher.resignation-completed.v1"}),
    ),
    "grade.grade-structure-fixed.v1": _HR,
    "grade.grade-seat-taken.v1": Rule(follows=frozenset({"grade.grade-appointed.v1"})),
    "grade.grade-seat-freed.v1": Rule(
        follows=frozenset({"grade.grade-appointed.v1", "grade.grade-ended.v1"})
    ),
    "grade.title-conferred.v1": Rule((*_HR.needs, _SUPERVISED)),
    "grade.grade-appointed.v1": Rule((*_PRINCIPAL_OF_SCHOOL.needs, *_HR.needs)),
    "grade.grade-ended.v1": Rule((*_PRINCIPAL_OF_SCHOOL.needs, *_HR.needs)),
    "grade.pay-grade-set.v1": _HR,
    "intake.intake-planned.v1": _BUREAU,
    "intake.intake-approved.v1": Rule(
        (
            _need(
                Role.ESTABLISHMENT_OFFICER,
                Role.HR_OFFICER,
                Role.TALENT_OFFICER,
                scope=Scope.FIELD,
                field="office",
            ),
        )
    ),
    "intake.replacement-claimed.v1": Rule((*_BUREAU.needs, *_HR.needs)),
    "intake.retirement-used.v1": Rule(follows=frozenset({"intake.replacement-claimed.v1"})),
    "intake.applications-closed.v1": _BUREAU,
    "intake.newcomers-announced.v1": _BUREAU,
    "intake.newcomer-admitted.v1": Rule((*_BUREAU.needs, _SUPERVISED)),
    "exchange.exchange-opened.v1": Rule((_EXCHANGING,)),
    "exchange.team-formed.v1": Rule((_EXCHANGING,)),
    "exchange.move-proposed.v1": Rule((_EXCHANGING,)),
    "exchange.move-agreed.v1": _self("teacher"),
    "exchange.move-declined.v1": _self("teacher"),
    "exchange.exchange-started.v1": Rule(
        (_EXCHANGING, _need(Role.PRINCIPAL, scope=Scope.FIELD, field="to_school"), _SUPERVISED)
    ),
    "exchange.exchange-ended.v1": Rule((_EXCHANGING, _SUPERVISED)),
    "exchange.exchange-closed.v1": Rule((_EXCHANGING, _SUPERVISED)),
    "office.competition-announced.v1": _HEAD,
    "office.application-submitted.v1": _self("teacher"),
    "office.application-withdrawn.v1": _self("teacher"),
    "office.applicant-passed.v1": _COMMITTEE,
    "office.applicant-screened-out.v1": _COMMITTEE_OF_THREE,
    "office.interview-marked.v1": Rule((_need(Role.JUDGE), *_self("judge").needs)),
    "office.interview-missed.v1": _COMMITTEE_OF_THREE,
    "office.interviews-closed.v1": _COMMITTEE_OF_THREE,
    "office.committee-decided.v1": _COMMITTEE_OF_THREE,
    "office.appointment-approved.v1": Rule((*_TOWN_ABOVE.needs, _SUPERVISED)),
    "office.appointment-refused.v1": _TOWN_ABOVE,
    "office.appointment-filed.v1": Rule((_need(Role.BUREAU_OFFICER, scope=Scope.ANY),)),
    "office.class-teacher-appointed.v1": Rule((*_PRINCIPAL.needs, *_self("teacher").needs)),
    "office.outcome-published.v1": _HEAD,
    "office.outcome-contested.v1": _self("objector"),
    "office.contest-upheld.v1": _ADJUDICATED,
    "office.contest-rejected.v1": _ADJUDICATED,
    "office.publicity-ended.v1": _HEAD,
    "principal.selection-opened.v1": _OWN_BUREAU,
    "principal.conditions-published.v1": Rule((_need(Role.REGISTRAR, scope=Scope.ANY),)),
    "principal.candidate-stood.v1": _self("teacher"),
    "principal.candidate-withdrew.v1": _self("teacher"),
    "principal.candidate-admitted.v1": _COMMITTEE,
    "principal.candidate-excluded.v1": _COMMITTEE_OF_THREE,
    "principal.meeting-opened.v1": Rule((*_OWN_BUREAU.needs, *_self("chair").needs)),
    "principal.speaking-order-drawn.v1": Rule((*_OWN_BUREAU.needs, _SUPERVISED)),
    "principal.work-report-delivered.v1": _COMMITTEE,
    "principal.defence-heard.v1": _COMMITTEE,
    "principal.candidate-absent.v1": _COMMITTEE_OF_THREE,
    "principal.result-announced.v1": Rule((*_COMMITTEE_OF_THREE.needs, _SUPERVISED)),
    "principal.principal-appointed.v1": Rule((*_OWN_BUREAU.needs, _SUPERVISED)),
    "tenure.review-opened.v1": _PRINCIPAL,
    "tenure.term-appraised.v1": Rule((*_PRINCIPAL.needs, _SUPERVISED)),
    "tenure.tenure-extended.v1": Rule(
        (*_PRINCIPAL.needs, _need(Role.TOWN_OFFICER, scope=Scope.ABOVE))
    ),
    "tenure.letter-refused.v1": Rule((_need(Role.TOWN_OFFICER, scope=Scope.ABOVE),)),
    "tenure.removal-reported.v1": Rule(
        _PRINCIPAL.needs, follows=frozenset({"tenure.letter-refused.v1"})
    ),
    "tenure.removal-approved.v1": Rule((_REMOVER, _SUPERVISED)),
    "tenure.removal-rejected.v1": Rule((_REMOVER,)),
    "tenure.office-resigned.v1": _self("teacher"),
    "research.research-year-opened.v1": _TOWN,
    "research.group-applied.v1": Rule((_need(Role.PRINCIPAL, scope=Scope.FIELD, field="school"),)),
    "research.group-awarded.v1": _TOWN,
    "research.part-time-place-declined.v1": _self("teacher"),
    "research.part-time-researcher-appointed.v1": _TOWN,
    "research.research-year-settled.v1": _TOWN,
}
"""For every topic: who may sign it. A topic that is not here cannot be recorded."""

DUTIES: dict[str, Duty] = {
    "recruitment.office-proposed.v1": Duty.PROPOSE,
    "recruitment.judge-marked.v1": Duty.SCORE,
    "recruitment.mark-corrected.v1": Duty.SCORE,
    "recruitment.office-approved.v1": Duty.DECIDE,
    "recruitment.office-refused.v1": Duty.DECIDE,
    "recruitment.post-offered.v1": Duty.DECIDE,
    "exchange.move-proposed.v1": Duty.PROPOSE,
    "exchange.exchange-started.v1": Duty.DECIDE,
    "notice.notice-published.v1": Duty.DECIDE,
    "notice.objection-upheld.v1": Duty.ADJUDICATE,
    "notice.objection-rejected.v1": Duty.ADJUDICATE,
    "dispute.case-declared-inadmissible.v1": Duty.ADJUDICATE,
    "dispute.case-decided.v1": Duty.ADJUDICATE,
    "office.interview-marked.v1": Duty.SCORE,
    "office.committee-decided.v1": Duty.PROPOSE,
    "office.appointment-approved.v1": Duty.DECIDE,
    "office.appointment-refused.v1": Duty.DECIDE,
    "office.class-teacher-appointed.v1": Duty.DECIDE,
    "office.outcome-published.v1": Duty.DECIDE,
    "office.contest-upheld.v1": Duty.ADJUDICATE,
    "office.contest-rejected.v1": Duty.ADJUDICATE,
    "principal.result-announced.v1": Duty.PROPOSE,
    "principal.principal-appointed.v1": Duty.DECIDE,
    "tenure.letter-refused.v1": Duty.PROPOSE,
    "tenure.removal-reported.v1": Duty.PROPOSE,
    "tenure.removal-approved.v1": Duty.DECIDE,
    "tenure.removal-rejected.v1": Duty.DECIDE,
    "research.group-applied.v1": Duty.PROPOSE,
    "research.group-awarded.v1": Duty.DECIDE,
}

_SUBJECT_FIELDS = ("teacher", "bidder", "against", "chosen", "considered")
_OFFICIAL_ROLES = frozenset(
    {
        Role.PRINCIPAL,
        Role.SECRETARY,
        Role.COMMITTEE_MEMBER,
        Role.JUDGE,
        Role.TOWN_OFFICER,
        Role.BUREAU_OFFICER,
        Role.HR_OFFICER,
        Role.DISPUTE_OFFICER,
        Role.SUPERVISOR,
    }
)


def authorise(states: States, decisions: Sequence[Decision], actors: Sequence[Mandated]) -> None:
    """Check that these actors may sign one act. ``states`` are those after it.

    ``decisions`` are those of the act's commands: a consequence is carried by the decision
    that brought it about, never by another one that happens to be in the same act.

    Raises:
        NotAuthorisedError: Somebody who must sign is not among the actors.
        DutiesMixedError: Somebody signs two duties in one matter.
        RecusedError: Somebody acts for a person from whom recusal was declared.
        OwnMatterError: An official acts in his or her own matter.
    """
    for decision in decisions:
        topics = frozenset(recorded.event.TOPIC for recorded in decision)
        for recorded in decision:
            _must_have_signers(states, recorded, topics, actors)
    whole = tuple(recorded for decision in decisions for recorded in decision)
    _must_not_supervise_oneself(whole, actors)
    for recorded in whole:
        _must_keep_duties_apart(states, recorded, whole, actors)
        _must_not_act_for_oneself_or_kin(states, recorded, actors)


def _must_have_signers(
    states: States, recorded: Recorded, topics: frozenset[str], actors: Sequence[Mandated]
) -> None:
    """签署权限表: every event has the signers that its kind asks for (design §7)."""
    topic = recorded.event.TOPIC
    rule = SIGNERS[topic]
    if rule.follows & topics:
        return
    for need in rule.needs:
        able = {actor.person for actor in actors if _meets(states, need, recorded, actor)}
        if len(able) < need.count:
            roles = "/".join(sorted(need.roles))
            raise errors.NotAuthorisedError(
                topic=topic, roles=roles, needed=need.count, found=len(able)
            )
    if not rule.needs:
        raise errors.NotAuthorisedError(topic=topic, roles="", needed=1, found=0)


def _must_not_supervise_oneself(whole: Decision, actors: Sequence[Mandated]) -> None:
    """监督分离: who supervises an act takes no other office in it (条例 第39条; design §7)."""
    supervisors = {actor.person for actor in actors if actor.role == Role.SUPERVISOR}
    for actor in actors:
        if actor.person in supervisors and actor.role not in {Role.SUPERVISOR, Role.SELF}:
            raise errors.DutiesMixedError(
                person=actor.person,
                duty=actor.role,
                earlier_duty=Duty.SUPERVISE.value,
                topic=whole[0].event.TOPIC,
            )


def _must_keep_duties_apart(
    states: States, recorded: Recorded, whole: Decision, actors: Sequence[Mandated]
) -> None:
    """职责分离: nobody signs two of propose, score, decide, supervise, adjudicate (条例 第39条).

    Neither in two acts nor in one, since all actors sign all of an act. Who supervises an act
    takes no other part in it, so supervising two steps of one matter is one duty; having
    proposed, scored, decided or adjudicated in it is another.
    """
    duty = DUTIES.get(recorded.event.TOPIC)
    if duty is None:
        return
    watching = {actor.person for actor in actors if actor.role == Role.SUPERVISOR}
    acting = {actor.person for actor in actors} - watching
    here = {other.event.TOPIC for other in whole if other.stream == recorded.stream}
    for topic, other in DUTIES.items():
        mixed = acting if other is not duty else set()
        supervised = _SUPERVISED in SIGNERS[topic].needs
        apart = mixed | (set() if supervised else watching)
        clash = _signed_in_matter(states, recorded.stream, topic) & apart
        if topic in here:
            clash |= mixed
        if clash:
            raise errors.DutiesMixedError(
                person=min(clash), duty=duty.value, earlier_duty=other.value, topic=topic
            )


def _signed_in_matter(states: States, stream: str, topic: str) -> frozenset[str]:
    """Return who signed acts with a topic in the stream, or in what its case is about."""
    case = _case_of(states, stream)
    contested = case.contested if case is not None else None
    streams = (stream,) if contested is None else (stream, contested)
    return frozenset().union(*(states.signings(each).get(topic, ()) for each in streams))


def _case_of(states: States, stream: str) -> DisputeCase | None:
    kind, _, key = stream.partition(":")
    return states.find(DisputeCase, key) if kind == DisputeCase.KIND else None


def _must_not_act_for_oneself_or_kin(
    states: States, recorded: Recorded, actors: Sequence[Mandated]
) -> None:
    """回避: officials keep out of their own and their relatives' matters (条例 第39条)."""
    event, case = recorded.event, _case_of(states, recorded.stream)
    subjects = _subjects_of(event)
    subjects |= case.parties if case is not None else frozenset()
    for actor in actors:
        if actor.role not in _OFFICIAL_ROLES:
            continue
        if actor.person in subjects:
            raise errors.OwnMatterError(person=actor.person, topic=event.TOPIC)
        person = states.find(Mandates, actor.person)
        kin = subjects & person.recused_from if person else frozenset()
        if kin:
            raise errors.RecusedError(person=actor.person, other=min(kin), topic=event.TOPIC)


def _subjects_of(event: DomainEvent) -> frozenset[str]:
    """Return the people whom an event is about."""
    found: set[str] = set()
    for name in _SUBJECT_FIELDS:
        value = getattr(event, name, None)
        found.update(value if isinstance(value, tuple) else () if value is None else (value,))
    return frozenset(found)


def _meets(states: States, need: Need, recorded: Recorded, actor: Mandated) -> bool:
    if need.scope is Scope.FIELD:
        return _meets_field(need, recorded, actor)
    if need.scope is Scope.FIELD_OR_OWN:
        at_home = actor.body == states.body_of(recorded.stream)
        return (at_home and actor.role in need.roles) or _meets_field(need, recorded, actor)
    if actor.role not in need.roles:
        return False
    if need.scope is Scope.ANY:
        return True
    own = states.body_of(recorded.stream)
    above = _above(states, own)
    allowed = {
        Scope.OWN: (own,),
        Scope.ABOVE: (above,),
        Scope.OWN_OR_ABOVE: (own, above),
    }[need.scope]
    return actor.body != "" and actor.body in allowed


def _meets_field(need: Need, recorded: Recorded, actor: Mandated) -> bool:
    named = _field(recorded, need.field)
    if Role.SELF in need.roles:
        return actor.person == named
    if need.field == "office":
        return actor.role == f"{named.split('_', maxsplit=1)[0]}_officer"
    return actor.role in need.roles and actor.body == named


def _field(recorded: Recorded, path: str) -> str:
    if path == "stream":
        return recorded.stream.partition(":")[2]
    value: object = recorded.event
    for name in path.split("."):
        value = getattr(value, name)
    return str(value)


def _above(states: States, body: str) -> str:
    school = states.find(School, body) if body else None
    if school is not None:
        return school.town_office
    office = states.find(Body, body) if body else None
    return (office.parent or "") if office is not None else ""
