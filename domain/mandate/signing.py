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
_TOWN = Rule((_need(Role.TOWN_OFFICER),))
_TOWN_ABOVE = Rule((_need(Role.TOWN_OFFICER, scope=Scope.OWN_OR_ABOVE),))
_HEAD = Rule((_need(Role.PRINCIPAL, Role.TOWN_OFFICER),))
_COMMITTEE = Rule((_need(Role.COMMITTEE_MEMBER),))
_COMMITTEE_OF_THREE = Rule((_need(Role.COMMITTEE_MEMBER, count=3),))
_SUPERVISED = _need(Role.SUPERVISOR, scope=Scope.ANY)
_ADJUDICATED = Rule(
    (_need(Role.TOWN_OFFICER, Role.DISPUTE_OFFICER, Role.BUREAU_OFFICER, scope=Scope.ANY),)
)
_ESTABLISHMENT = Rule((_need(Role.ESTABLISHMENT_OFFICER, scope=Scope.ANY),))
_HR = Rule((_need(Role.HR_OFFICER, scope=Scope.ANY),))
_PRINCIPAL_OF_SCHOOL = Rule((_need(Role.PRINCIPAL, scope=Scope.FIELD, field="school"),))
_BUREAU = Rule((_need(Role.BUREAU_OFFICER, scope=Scope.ANY),))
_EXCHANGING = _need(Role.BUREAU_OFFICER, Role.TOWN_OFFICER)
_ACCEPTED = frozenset({"recruitment.offer-accepted.v1"})
_SENT = frozenset({"exchange.exchange-started.v1"})
_RETURNED = frozenset({"exchange.exchange-ended.v1"})
_REVOKED = frozenset({"recruitment.appointment-revoked.v1"})

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
    "planning.plan-adopted.v1": Rule((_need(Role.TOWN_OFFICER), _SUPERVISED)),
    "planning.plan-frozen.v1": _TOWN,
    "planning.pack-amended.v1": Rule((_need(Role.TOWN_OFFICER), _SUPERVISED)),
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
    "school.seat-taken.v1": Rule(follows=_ACCEPTED | _SENT),
    "school.seat-freed.v1": Rule(
        (_need(Role.PRINCIPAL, Role.TOWN_OFFICER),), follows=_REVOKED | _SENT | _RETURNED
    ),
    "school.guest-received.v1": Rule(follows=_SENT),
    "school.guest-left.v1": Rule(follows=_RETURNED),
    "school.office-granted.v1": Rule(
        _REGISTRAR.needs, follows=frozenset({"recruitment.office-approved.v1"})
    ),
    "school.office-ended.v1": Rule(
        (_need(Role.TOWN_OFFICER, scope=Scope.OWN_OR_ABOVE),),
        follows=frozenset(
            {"recruitment.teacher-left-unplaced.v1", "recruitment.selection-closed.v1"}
        )
        | _REVOKED,
    ),
    "teacher.teacher-registered.v1": Rule(
        _REGISTRAR.needs, follows=frozenset({"intake.newcomer-admitted.v1"})
    ),
    "teacher.post-taken.v1": Rule(follows=_ACCEPTED | _SENT),
    "teacher.post-left.v1": Rule(
        (_need(Role.PRINCIPAL, Role.TOWN_OFFICER, scope=Scope.OWN_OR_ABOVE),),
        follows=_REVOKED | _SENT | _RETURNED,
    ),
    "teacher.sent-on-exchange.v1": Rule(follows=_SENT),
    "teacher.returned-from-exchange.v1": Rule(follows=_RETURNED),
    "teacher.teacher-transferred.v1": Rule(
        follows=frozenset({"recruitment.offer-accepted.v1"}) | _REVOKED
    ),
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
    "recruitment.office-approved.v1": _TOWN_ABOVE,
    "recruitment.office-refused.v1": _TOWN_ABOVE,
    "recruitment.cadre-layer-closed.v1": _HEAD,
    "recruitment.post-offered.v1": Rule(
        (_need(Role.PRINCIPAL, scope=Scope.FIELD, field="posts.school"),)
    ),
    "recruitment.offer-accepted.v1": _self("teacher"),
    "recruitment.offer-declined.v1": _self("teacher"),
    "recruitment.offer-lapsed.v1": Rule(
        (_need(Role.PRINCIPAL, scope=Scope.FIELD, field="posts.school"),),
        follows=frozenset({"recruitment.offer-accepted.v1"}),
    ),
    "recruitment.two-thirds-exception-approved.v1": _TOWN_ABOVE,
    "recruitment.appointment-revoked.v1": Rule((*_TOWN_ABOVE.needs, _SUPERVISED)),
    "recruitment.teacher-left-unplaced.v1": _HEAD,
    "recruitment.unplaced-notice-served.v1": _HEAD,
    "recruitment.selection-closed.v1": _HEAD,
    "recruitment.round-finalised.v1": _HEAD,
    "notice.notice-published.v1": _HEAD,
    "notice.notice-restarted.v1": _HEAD,
    "notice.objection-filed.v1": _self("objector"),
    "notice.objection-upheld.v1": _ADJUDICATED,
    "notice.objection-rejected.v1": _ADJUDICATED,
    "notice.notice-period-ended.v1": _HEAD,
    "notice.notice-withdrawn.v1": _HEAD,
    "notice.notice-taken-down.v1": _HEAD,
    "contract.contract-signed.v1": Rule(
        (_need(Role.PRINCIPAL), _need(Role.SELF, scope=Scope.FIELD, field="teacher"))
    ),
    "contract.contract-filed.v1": Rule((_need(Role.TOWN_OFFICER, scope=Scope.ABOVE),)),
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
}

_SUBJECT_FIELDS = ("teacher", "bidder", "against")
_OFFICIAL_ROLES = frozenset(
    {Role.PRINCIPAL, Role.COMMITTEE_MEMBER, Role.JUDGE, Role.TOWN_OFFICER, Role.SUPERVISOR}
)


def authorise(states: States, decision: Decision, actors: Sequence[Mandated]) -> None:
    """Check that these actors may sign this decision. ``states`` are those after it.

    Raises:
        NotAuthorisedError: Somebody who must sign is not among the actors.
        DutiesMixedError: Somebody signs two duties in one matter.
        RecusedError: Somebody acts for a person from whom recusal was declared.
        OwnMatterError: An official acts in his or her own matter.
    """
    topics = frozenset(recorded.event.TOPIC for recorded in decision)
    for recorded in decision:
        _must_have_signers(states, recorded, topics, actors)
        _must_keep_duties_apart(states, recorded, actors)
        _must_not_act_for_oneself_or_kin(states, recorded.event, actors)


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


def _must_keep_duties_apart(states: States, recorded: Recorded, actors: Sequence[Mandated]) -> None:
    """职责分离: nobody signs two of propose, score, decide, supervise, adjudicate (条例 第39条)."""
    duty = DUTIES.get(recorded.event.TOPIC)
    if duty is None:
        return
    earlier = states.signings(recorded.stream)
    for topic, other in DUTIES.items():
        clash = earlier.get(topic, frozenset()) & {actor.person for actor in actors}
        if other is not duty and clash:
            raise errors.DutiesMixedError(
                person=min(clash), duty=duty.value, earlier_duty=other.value, topic=topic
            )


def _must_not_act_for_oneself_or_kin(
    states: States, event: DomainEvent, actors: Sequence[Mandated]
) -> None:
    """回避: officials keep out of their own and their relatives' matters (条例 第39条)."""
    subjects = {getattr(event, name) for name in _SUBJECT_FIELDS if hasattr(event, name)}
    for actor in actors:
        if actor.role not in _OFFICIAL_ROLES:
            continue
        if actor.person in subjects:
            raise errors.OwnMatterError(person=actor.person, topic=event.TOPIC)
        person = states.find(Mandates, actor.person)
        kin = subjects & person.recused_from if person else set()
        if kin:
            raise errors.RecusedError(person=actor.person, other=min(kin), topic=event.TOPIC)


def _meets(states: States, need: Need, recorded: Recorded, actor: Mandated) -> bool:
    if need.scope is Scope.FIELD:
        return _meets_field(need, recorded, actor)
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
