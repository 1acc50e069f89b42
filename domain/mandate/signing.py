"""Who signs what (签署权限): the checks that an act must pass; each context has its table.

1. Every event in the act has its signers among the actors (``SIGNERS``).
2. Nobody signs two duties in one matter (``DUTIES``).
3. Nobody acts as an official in one's own matter, or in that of a person from whom
   recusal was declared.
4. Nobody takes the root's place alone (``root.py``).

Whether a mandate stands at all is checked before, against the actor's own stream.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.kernel import Decision, Fact, Recorded, States
from domain.mandate import errors
from domain.mandate.committee import (
    committee_must_be_as_many_as_planned,
    only_who_sits_may_sign,
)
from domain.mandate.needs import SUPERVISED, Need, Scope
from domain.mandate.own_matter import case_of, must_not_act_for_oneself_or_kin
from domain.mandate.roles import Duty, Mandated, Role
from domain.mandate.root import root_must_agree
from domain.mandate.state import Body
from domain.mandate.trained import appraisers_must_be_trained
from domain.notice.matter import streams_behind
from domain.school.state import School
from domain.signers import DUTIES, SIGNERS

__all__ = ["Mandated", "authorise"]


def authorise(states: States, decisions: Sequence[Decision], actors: Sequence[Mandated]) -> None:
    """Check that these actors may sign one act. ``states`` are those after it.

    ``decisions`` are those of the act's commands: a consequence is carried by the decision
    that brought it about, never by another one that happens to be in the same act.

    Raises:
        NotAuthorisedError: Somebody who must sign is not among the actors.
        DutiesMixedError: Somebody signs two duties in one matter.
        RecusedError: Somebody acts for a person from whom recusal was declared.
        OwnMatterError: An official acts in his or her own matter.
        NotSeatedError: Somebody signs for an organ of the plan in which he or she does not sit.
        RootAloneError: One person alone would take the root's place.
        NotTrainedError: Somebody proposes a grade without the training that the plan asks for.
    """
    whole = tuple(recorded for decision in decisions for recorded in decision)
    _must_not_supervise_oneself(whole, actors)
    root_must_agree(states, whole, actors)
    for decision in decisions:
        topics = frozenset(recorded.event.TOPIC for recorded in decision)
        for recorded in decision:
            _must_have_signers(states, recorded, topics, actors)
            appraisers_must_be_trained(states, recorded, actors)
    for decision in decisions:
        topics = frozenset(recorded.event.TOPIC for recorded in decision)
        for recorded in decision:
            _must_keep_duties_apart(states, recorded, whole, actors)
            must_not_act_for_oneself_or_kin(states, recorded, topics, actors)


def _must_have_signers(
    states: States, recorded: Recorded, topics: frozenset[str], actors: Sequence[Mandated]
) -> None:
    """签署权限表: every event has the signers that its kind asks for (S002-19, S004-03).

    Two offices that sign together are two persons, even where one holds both. Who signs in
    person besides may be one of them: a judge signs as such and as oneself.
    """
    topic = recorded.event.TOPIC
    rule = SIGNERS[topic]
    if rule.follows & topics:
        return
    only_who_sits_may_sign(states, recorded, rule, actors)
    places: list[set[str]] = []
    needed = 0
    for need in rule.needs:
        able, count = _able(states, need, recorded, actors)
        needed += count
        if len(able) < count:
            raise errors.NotAuthorisedError(**_missing(recorded, (need,), count, found=len(able)))
        if Role.SELF not in need.roles and need.scope is not Scope.EACH:
            places += [able] * count
    if not rule.needs or not _have_a_person_each(places):
        found = len(set().union(*places))
        raise errors.NotAuthorisedError(**_missing(recorded, rule.needs, needed or 1, found=found))


def _missing(
    recorded: Recorded, needs: Sequence[Need], needed: int, *, found: int
) -> dict[str, Fact]:
    roles = "/".join(sorted({role for need in needs for role in need.roles}))
    matter = {"topic": recorded.event.TOPIC, "stream": recorded.stream}
    return {**matter, "roles": roles, "needed": needed, "found": found}


def _have_a_person_each(places: Sequence[set[str]]) -> bool:
    """Tell whether each place can be taken by another of the persons who are able to."""
    if not places:
        return True
    first, *others = places
    return any(_have_a_person_each([able - {person} for able in others]) for person in first)


def _able(
    states: States, need: Need, recorded: Recorded, actors: Sequence[Mandated]
) -> tuple[set[str], int]:
    """Return who meets a need, and how many must. Witnesses hold no other office in the act."""
    if need.scope is Scope.EACH:
        named: set[str] = set(getattr(recorded.event, need.field))
        officials = {actor.person for actor in actors if actor.role not in need.roles}
        return named & {actor.person for actor in actors} - officials, len(named)
    if need.scope is Scope.EACH_OF_CASE:
        investigators = _investigators_of(states, recorded.stream)
        return investigators & {actor.person for actor in actors}, len(investigators)
    count = committee_must_be_as_many_as_planned(states, need, recorded.stream)
    return {each.person for each in actors if _meets(states, need, recorded, each)}, count


def _investigators_of(states: States, stream: str) -> set[str]:
    case = case_of(states, stream)
    return set() if case is None else set(case.investigators)


def _must_not_supervise_oneself(whole: Decision, actors: Sequence[Mandated]) -> None:
    """监督分离: who supervises an act takes no other office in it (条例 第39条)."""
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
        supervised = SUPERVISED in SIGNERS[topic].needs
        apart = mixed | (set() if supervised else watching)
        clash = _signed_in_matter(states, recorded.stream, topic, duty) & apart
        if topic in here:
            clash |= mixed
        if clash:
            raise errors.DutiesMixedError(
                person=min(clash), duty=duty.value, earlier_duty=other.value, topic=topic
            )


def _signed_in_matter(states: States, stream: str, topic: str, duty: Duty) -> frozenset[str]:
    """Return who signed acts with a topic in the stream, or in what its case is about.

    Who decides an objection to a list decides about the round behind it as well.
    """
    case = case_of(states, stream)
    contested = case.contested if case is not None else None
    streams: tuple[str, ...] = (stream,) if contested is None else (stream, contested)
    if duty is Duty.ADJUDICATE:
        streams = tuple(each for one in streams for each in streams_behind(states, one))
    return frozenset().union(*(states.signings(each).get(topic, ()) for each in streams))


def _meets(states: States, need: Need, recorded: Recorded, actor: Mandated) -> bool:
    if need.self_unless and not getattr(recorded.event, need.self_unless, True):
        own_file = actor.person == _field(recorded, "stream")
        return own_file or _meets(states, replace(need, self_unless=""), recorded, actor)
    if need.scope is Scope.FIELD:
        return _meets_field(need, recorded, actor)
    if need.scope is Scope.ANY_OR_SELF:
        return actor.role in need.roles or actor.person == _field(recorded, need.field)
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
