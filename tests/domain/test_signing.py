"""签署权限: every topic is signed by its signers, and by nobody else in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

import pytest

from domain.appraisal.events import Decided
from domain.appraisal.grades import Result
from domain.catalog import EVENT_TYPES
from domain.kernel import Aggregate, Decision, DomainEvent, Fact, Recorded, stream_of
from domain.mandate.errors import DutiesMixedError, NotAuthorisedError, OwnMatterError, RecusedError
from domain.mandate.events import BodyKind, RecusalDeclared
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.mandate.state import Body, Mandates, evolve_mandates
from domain.quota.events import FilingOffice
from domain.recruitment.wishes import PostSet
from domain.school.events import SchoolKind
from domain.school.state import School
from domain.signers import DUTIES, SIGNERS
from tests.domain.signing_table import BY_TOPIC, LINES, Line, Signer

A = TypeVar("A", bound=Aggregate)
OWN, ABOVE, OTHER, NAMED = "school-own", "town-above", "school-other", "school-named"
STREAM = "matter:m1"
NAMES: dict[str, object] = {
    "teacher": "p-teacher",
    "bidder": "p-bidder",
    "judge": "p-judge",
    "objector": "p-objector",
    "against": "p-against",
    "by": "p-by",
    "chair": "p-chair",
    "filed_by": "p-filer",
    "first_owner": "p-first-owner",
    "from_owner": "p-from-owner",
    "to_owner": "p-to-owner",
    "presiding": "p-presiding",
    "witnesses": ("p-witness-1", "p-witness-2"),
    "school": NAMED,
    "to_school": NAMED,
    "posts": PostSet(school=NAMED, teaching="教学-01"),
    "office": FilingOffice.HR_BUREAU,
}


@dataclass
class Matter:
    """A matter of one school, below its town office, and who signed duties in it so far."""

    body: str = OWN
    signed: dict[str, frozenset[str]] = field(default_factory=dict)
    people: dict[str, Mandates] = field(default_factory=dict)

    def find(self, kind: type[A], key: str) -> A | None:
        school = School(
            school=OWN, name="青溪", kind=SchoolKind.MIDDLE, town_office=ABOVE, remote=False
        )
        office = Body(kind=BodyKind.TOWN_OFFICE, name="镇教办", parent="bureau")
        known: dict[str, Aggregate] = {
            stream_of(School, OWN): school,
            stream_of(Body, ABOVE): office,
        }
        known |= {stream_of(Mandates, person): held for person, held in self.people.items()}
        return cast("A | None", known.get(stream_of(kind, key)))

    def body_of(self, _stream: str) -> str:
        return self.body

    def signings(self, _stream: str) -> Mapping[str, frozenset[str]]:
        return self.signed


def happened(topic: str, **names: object) -> Recorded:
    """Return an event of a topic with no more than the names that the table reads."""
    kind = EVENT_TYPES[topic]
    facts = {name: value for name, value in NAMES.items() if name in kind.model_fields}
    event: DomainEvent = kind.model_construct(None, **{**facts, **names})
    return Recorded(STREAM, event)


def held_at(where: str) -> str:
    """Return the body at which an office is held."""
    if where == "field:by":  # a body here; a person where somebody signs for oneself
        return str(NAMES["by"])
    return {"own": OWN, "above": ABOVE, "own-or-above": ABOVE, "any": OTHER}.get(where, NAMED)


def named_by(name: str) -> tuple[str, ...]:
    """Return the persons whom a field of the event names."""
    value = "m1" if name == "stream" else NAMES[name]
    return value if isinstance(value, tuple) else (str(value),)


def persons(signer: Signer, role: str, body: str) -> Iterator[Mandated]:
    """Return as many people as one signer of the sheet asks for."""
    for n in range(signer.count):
        if signer.is_self:
            yield Mandated(named_by(signer.where)[n], role)
        else:
            yield Mandated(f"{signer.roles[0]}-{n}", role, body, f"mandate-{n}")


def rightful(line: Line) -> list[Mandated]:
    """Return those who may sign a topic."""
    found: list[Mandated] = []
    for signer in line.signers:
        found += persons(signer, signer.roles[0], "" if signer.is_self else held_at(signer.where))
    return found


def in_place_of(line: Line, replaced: Signer, role: str, body: str) -> list[Mandated]:
    """Return the signers of a topic, one of them with another office."""
    found: list[Mandated] = []
    for signer in line.signers:
        here = "" if signer.is_self else held_at(signer.where)
        given = (role, body) if signer is replaced else (signer.roles[0], here)
        found += persons(signer, *given)
    return found


def may_sign(matter: Matter, decision: Decision, actors: list[Mandated]) -> None:
    """Check that the actors may sign an act of one decision."""
    authorise(matter, [decision], actors)


def refused(decision: Decision, actors: list[Mandated], **facts: Fact) -> None:
    with pytest.raises(NotAuthorisedError) as caught:
        may_sign(Matter(), decision, actors)
    assert facts.items() <= caught.value.facts.items()


SIGNED = [line for line in LINES if line.signers]
OFFICES = [
    pytest.param(line, signer, id=f"{line.topic}-{'/'.join(signer.roles)}")
    for line in SIGNED
    for signer in line.signers
    if not signer.is_self
]
SELVES = [
    pytest.param(line, signer, id=line.topic)
    for line in SIGNED
    for signer in line.signers
    if signer.is_self
]


def test_the_sheet_the_table_and_the_catalogue_name_the_same_topics() -> None:
    assert set(BY_TOPIC) == set(SIGNERS) == set(EVENT_TYPES)


@pytest.mark.parametrize("line", SIGNED, ids=lambda line: str(line.topic))
def test_those_of_the_sheet_may_sign(line: Line) -> None:
    may_sign(Matter(), (happened(line.topic),), rightful(line))


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line.topic))
def test_nobody_signs_nothing(line: Line) -> None:
    refused((happened(line.topic),), [], topic=line.topic, found=0)


@pytest.mark.parametrize(("line", "signer"), OFFICES)
def test_each_role_that_will_do_will_do(line: Line, signer: Signer) -> None:
    for role in signer.roles:
        actors = in_place_of(line, signer, role, held_at(signer.where))
        may_sign(Matter(), (happened(line.topic),), actors)


@pytest.mark.parametrize(("line", "signer"), OFFICES)
def test_no_other_role_will_do(line: Line, signer: Signer) -> None:
    wrong = [role for role in Role if role not in signer.roles]
    assert len(wrong) == len(Role) - len(signer.roles)
    for role in wrong:
        actors = in_place_of(line, signer, role, held_at(signer.where))
        refused((happened(line.topic),), actors, topic=line.topic, needed=signer.count)


@pytest.mark.parametrize(("line", "signer"), OFFICES)
def test_the_office_must_be_held_where_the_sheet_says(line: Line, signer: Signer) -> None:
    allowed = {"own": {OWN}, "above": {ABOVE}, "own-or-above": {OWN, ABOVE}}
    everywhere = {OWN, ABOVE, OTHER, NAMED}
    named = {str(NAMES["by"]) if signer.where == "field:by" else NAMED}
    here = allowed.get(signer.where, named if "field" in signer.where else everywhere)
    if "field-or-own" in signer.where:
        here = {NAMED, OWN}
    if signer.where == "field:office":  # the field names a kind of office, not one body
        here = everywhere
    for body in sorted(everywhere):
        actors = in_place_of(line, signer, signer.roles[0], body)
        if body in here:
            may_sign(Matter(), (happened(line.topic),), actors)
        else:
            refused((happened(line.topic),), actors, topic=line.topic)


@pytest.mark.parametrize(("line", "signer"), OFFICES)
def test_an_office_of_no_body_is_none(line: Line, signer: Signer) -> None:
    if signer.where in {"own", "above", "own-or-above"}:
        actors = in_place_of(line, signer, signer.roles[0], "")
        with pytest.raises(NotAuthorisedError):
            may_sign(Matter(body=""), (happened(line.topic),), actors)


@pytest.mark.parametrize(("line", "signer"), SELVES)
def test_nobody_signs_for_another_person(line: Line, signer: Signer) -> None:
    others = [each for each in rightful(line) if each.person not in named_by(signer.where)]
    assert len(others) == len(rightful(line)) - signer.count
    for role in Role:
        stranger = Mandated("p-stranger", role, OWN, "m-stranger")
        actors = [*others, stranger]
        refused((happened(line.topic),), actors, topic=line.topic)


@pytest.mark.parametrize(
    "topic", ["recruitment.tie-decided.v1", "principal.speaking-order-drawn.v1"]
)
def test_every_witness_of_lots_signs_and_takes_no_other_part_in_the_act(topic: str) -> None:
    full = rightful(BY_TOPIC[topic])
    drawing = [each for each in full if each.role != Role.SELF]
    first, second = named_by("witnesses")
    one = Mandated(first, Role.SELF)
    refused((happened(topic),), [*drawing, one], topic=topic, roles="self", needed=2, found=1)
    official = Mandated(second, Role.COMMITTEE_MEMBER, OWN, "m-9")
    both = [*drawing, one, Mandated(second, Role.SELF), official]
    refused((happened(topic),), both, topic=topic, roles="self", needed=2, found=1)
    may_sign(Matter(), (happened(topic),), full)


def test_an_order_that_nobody_witnessed_needs_no_witness() -> None:
    topic = "recruitment.tie-decided.v1"
    drawing = [each for each in rightful(BY_TOPIC[topic]) if each.role != Role.SELF]
    may_sign(Matter(), (happened(topic, witnesses=()),), drawing)


def test_a_person_confirms_what_a_void_key_of_hers_signed_and_a_registrar_does_not() -> None:
    topic = "mandate.act-confirmed.v1"
    may_sign(Matter(), (happened(topic),), [Mandated("m1", Role.SELF)])
    may_sign(Matter(), (happened(topic),), [Mandated("m1", Role.JUDGE, OWN, "m-1")])
    registrar = Mandated("p-registrar", Role.REGISTRAR, OTHER, "m-2")
    refused((happened(topic),), [registrar], topic=topic, roles="dispute_officer", found=0)


@pytest.mark.parametrize("line", SIGNED, ids=lambda line: str(line.topic))
def test_one_signer_too_few_is_refused(line: Line) -> None:
    full = rightful(line)
    for missing in full:
        rest = [actor for actor in full if actor is not missing]
        refused((happened(line.topic),), rest, topic=line.topic)


def test_three_members_are_three_persons() -> None:
    topic = "recruitment.scores-locked.v1"
    thrice = [Mandated("member", Role.COMMITTEE_MEMBER, OWN, f"m-{n}") for n in range(3)]
    refused((happened(topic),), thrice, topic=topic, needed=3, found=1)


TOGETHER = [line for line in SIGNED if sum(not each.is_self for each in line.signers) > 1]


@pytest.mark.parametrize("line", TOGETHER, ids=lambda line: str(line.topic))
def test_two_offices_that_sign_together_are_two_persons(line: Line) -> None:
    """One person may hold both; then the word of the other is missing."""
    full = rightful(line)
    first = next(actor for actor in full if actor.mandate)
    both = [replace(each, person=first.person) if each.mandate else each for each in full]
    with pytest.raises((NotAuthorisedError, DutiesMixedError)):
        may_sign(Matter(), (happened(line.topic),), both)


def test_that_of_three_one_holds_two_offices_is_no_matter() -> None:
    topic = "grade.grade-appointed.v1"
    principal, hr = rightful(BY_TOPIC[topic])
    both = [principal, hr, replace(hr, person=principal.person)]
    may_sign(Matter(), (happened(topic),), both)
    refused((happened(topic),), [principal, both[2]], topic=topic, needed=2, found=1)


def test_each_office_files_with_itself() -> None:
    topic, finance = "quota.allocation-filed.v1", FilingOffice.FINANCE_BUREAU
    event = happened(topic, office=finance)
    may_sign(Matter(), (event,), [Mandated("f", Role.FINANCE_OFFICER, "finance", "m-f")])
    refused((event,), [Mandated("h", Role.HR_OFFICER, "hr", "m-h")], topic=topic)


@pytest.mark.parametrize("line", [line for line in LINES if line.carried_by], ids=str)
def test_a_consequence_is_carried_by_the_decision_that_brings_it_about(line: Line) -> None:
    for topic in line.carried_by:
        leader = BY_TOPIC[topic]
        may_sign(Matter(), (happened(topic), happened(line.topic)), rightful(leader))


@pytest.mark.parametrize("line", [line for line in LINES if line.carried_by], ids=str)
def test_a_second_decision_in_the_same_act_is_carried_by_nothing(line: Line) -> None:
    roles = {role for signer in line.signers for role in signer.roles}
    for topic in line.carried_by:
        actors = [each for each in rightful(BY_TOPIC[topic]) if each.role not in roles]
        first, second = happened(topic), happened(line.topic)
        with pytest.raises(NotAuthorisedError) as caught:
            authorise(Matter(), [(second,), (first,)], actors)
        assert caught.value.facts["topic"] == line.topic


@pytest.mark.parametrize("line", [line for line in LINES if line.carried_by], ids=str)
def test_no_other_decision_carries_it(line: Line) -> None:
    roles = {role for signer in line.signers for role in signer.roles}
    for leader in SIGNED:
        strangers = [actor for actor in rightful(leader) if actor.role in roles]
        if leader.topic in line.carried_by or strangers:
            continue
        decision = (happened(leader.topic), happened(line.topic))
        refused(decision, rightful(leader), topic=line.topic)
    carries = {name for each in LINES for name in each.carried_by}
    assert line.signers or line.topic not in carries, "what cannot stand alone carries nothing"


def test_a_stream_of_no_known_school_has_nobody_above_it() -> None:
    topic = "contract.contract-filed.v1"
    office = [Mandated("o", Role.TOWN_OFFICER, ABOVE, "m-o")]
    may_sign(Matter(), (happened(topic),), office)
    with pytest.raises(NotAuthorisedError):
        may_sign(Matter(body=OTHER), (happened(topic),), office)


def test_above_a_town_office_is_its_parent() -> None:
    topic, matter = "recruitment.office-approved.v1", Matter(body=ABOVE)
    officer = Mandated("b", Role.TOWN_OFFICER, "bureau", "m-b")
    supervisor = Mandated("s", Role.SUPERVISOR, OTHER, "m-s")
    may_sign(matter, (happened(topic),), [officer, supervisor])


def clashes(earlier: str, later: str, actor: Mandated) -> bool:
    """Tell whether who signed something earlier may not sign now.

    To supervise two steps is one duty; a step without a supervisor was signed in another.
    """
    if actor.role == Role.SUPERVISOR:
        return all("supervisor" not in signer.roles for signer in BY_TOPIC[earlier].signers)
    return DUTIES[earlier] is not DUTIES[later]


@pytest.mark.parametrize("earlier", sorted(DUTIES))
@pytest.mark.parametrize("later", sorted(DUTIES))
def test_nobody_signs_two_duties_in_one_matter(earlier: str, later: str) -> None:
    actors = rightful(BY_TOPIC[later])
    for actor in actors:
        matter = Matter(signed={earlier: frozenset({actor.person, "somebody-else"})})
        if not clashes(earlier, later, actor):
            may_sign(matter, (happened(later),), actors)
            continue
        with pytest.raises(DutiesMixedError) as caught:
            may_sign(matter, (happened(later),), actors)
        told = {"person": actor.person, "duty": DUTIES[later], "earlier_duty": DUTIES[earlier]}
        assert told.items() <= caught.value.facts.items()


@pytest.mark.parametrize("earlier", sorted(DUTIES))
def test_what_others_signed_hinders_nobody(earlier: str) -> None:
    matter = Matter(signed={earlier: frozenset({"somebody-else"})})
    for later in sorted(DUTIES):
        may_sign(matter, (happened(later),), rightful(BY_TOPIC[later]))


def test_every_duty_has_its_topic() -> None:
    assert {duty.value for duty in DUTIES.values()} == {"propose", "score", "decide", "adjudicate"}


OFFICIALS = [Role.PRINCIPAL, Role.COMMITTEE_MEMBER, Role.JUDGE, Role.TOWN_OFFICER, Role.SUPERVISOR]


@pytest.mark.parametrize("role", OFFICIALS)
@pytest.mark.parametrize(
    ("topic", "field_name"),
    [
        ("recruitment.post-offered.v1", "teacher"),
        ("recruitment.judge-marked.v1", "bidder"),
        ("recruitment.bidder-qualified.v1", "teacher"),
        ("recruitment.score-item-recorded.v1", "bidder"),
        ("recruitment.office-approved.v1", "teacher"),
    ],
)
def test_an_official_keeps_out_of_the_matter_of_self_and_kin(
    role: Role, topic: str, field_name: str
) -> None:
    subject = str(NAMES[field_name])
    full = rightful(BY_TOPIC[topic])
    oneself = Mandated(subject, role, OWN, "m-self")
    with pytest.raises(OwnMatterError) as own:
        may_sign(Matter(), (happened(topic),), [*full, oneself])
    assert own.value.facts == {"person": subject, "topic": topic}
    declared = evolve_mandates(None, RecusalDeclared(other=subject, relation="夫妻"))
    kin = Mandated("p-kin", role, OWN, "m-kin")
    with pytest.raises(RecusedError) as recused:
        may_sign(Matter(people={"p-kin": declared}), (happened(topic),), [*full, kin])
    assert recused.value.facts == {"person": "p-kin", "other": subject, "topic": topic}
    elsewhere = evolve_mandates(None, RecusalDeclared(other="p-unrelated", relation="师生"))
    may_sign(Matter(people={"p-kin": elsewhere}), (happened(topic),), [*full, kin])


def test_who_decides_on_the_grades_of_many_decides_on_none_of_ones_own() -> None:
    topic = "appraisal.grades-decided.v1"
    grades = tuple(Decided(teacher=name, result=Result.QUALIFIED) for name in ("a1", "a2"))
    decided = happened(topic, grades=grades)
    leader = Mandated("a2", Role.PRINCIPAL, OWN, "m-self")
    supervisor = Mandated("p-supervisor", Role.SUPERVISOR, OTHER, "m-supervisor")
    with pytest.raises(OwnMatterError) as own:
        may_sign(Matter(), (decided,), [leader, supervisor])
    assert own.value.facts == {"person": "a2", "topic": topic}
    may_sign(Matter(), (decided,), [replace(leader, person="p-other"), supervisor])


@pytest.mark.parametrize(
    ("topic", "role"),
    [
        ("appraisal.contract-term-appraised.v1", Role.PRINCIPAL),
        ("appraisal.leave-recorded.v1", Role.PRINCIPAL),
        ("appraisal.inquiry-concluded.v1", Role.SUPERVISOR),
        ("appraisal.sanction-lifted.v1", Role.BUREAU_OFFICER),
        ("appraisal.renewal-approved.v1", Role.BUREAU_OFFICER),
    ],
)
def test_no_official_writes_in_the_own_personnel_file(topic: str, role: Role) -> None:
    recorded = replace(happened(topic), stream="teacher:p-self")
    full = rightful(BY_TOPIC[topic])
    with pytest.raises(OwnMatterError) as own:
        may_sign(Matter(), (recorded,), [*full, Mandated("p-self", role, OWN, "m-self")])
    assert own.value.facts == {"person": "p-self", "topic": topic}
    may_sign(Matter(), (recorded,), full)


@pytest.mark.parametrize(
    "topic",
    [
        "school.office-restored.v1",
        "school.office-restoration-declined.v1",
        "school.office-ended.v1",
        "school.removal-procedure-opened.v1",
    ],
)
def test_no_official_decides_about_the_own_office(topic: str) -> None:
    recorded = happened(topic, person="p-self")
    full = rightful(BY_TOPIC[topic])
    oneself = Mandated("p-self", Role.TOWN_OFFICER, ABOVE, "m-self")
    with pytest.raises(OwnMatterError) as own:
        may_sign(Matter(), (recorded,), [*full, oneself])
    assert own.value.facts == {"person": "p-self", "topic": topic}
    may_sign(Matter(), (recorded,), full)


def test_an_office_that_ends_with_the_round_hinders_nobody_from_closing_it() -> None:
    closed = happened("recruitment.selection-closed.v1")
    ended = happened("school.office-ended.v1", person="p-self")
    principal = Mandated("p-self", Role.PRINCIPAL, OWN, "m-self")
    may_sign(Matter(), (closed, ended), [principal])


def test_nobody_signs_two_duties_in_one_act() -> None:
    proposed, approved = "recruitment.office-proposed.v1", "recruitment.office-approved.v1"
    decisions = [(happened(proposed),), (happened(approved),)]
    actors = [*rightful(BY_TOPIC[proposed]), *rightful(BY_TOPIC[approved])]
    with pytest.raises(DutiesMixedError):
        authorise(Matter(), decisions, actors)


def test_two_matters_in_one_act_are_two_matters() -> None:
    proposed, approved = "recruitment.office-proposed.v1", "recruitment.office-approved.v1"
    other = Recorded("matter:m2", happened(approved).event)
    actors = [*rightful(BY_TOPIC[proposed]), *rightful(BY_TOPIC[approved])]
    authorise(Matter(), [(happened(proposed),), (other,)], actors)


def test_nobody_supervises_an_act_that_he_takes_another_part_in() -> None:
    topic = "recruitment.tie-decided.v1"
    members = [each for each in rightful(BY_TOPIC[topic]) if each.role != Role.SUPERVISOR]
    first = members[0].person
    with pytest.raises(DutiesMixedError) as caught:
        may_sign(
            Matter(),
            (happened(topic),),
            [*members, Mandated(first, Role.SUPERVISOR, OTHER, "m-supervisor")],
        )
    assert caught.value.facts["person"] == first
    assert caught.value.facts["earlier_duty"] == "supervise"
