"""Nobody signs two duties in one matter, nor in the own matter or that of kin."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.appraisal.events import Decided
from domain.appraisal.grades import Result
from domain.kernel import Recorded
from domain.mandate.errors import DutiesMixedError, OwnMatterError, RecusedError
from domain.mandate.events import RecusalDeclared
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.mandate.state import evolve_mandates
from domain.signers import DUTIES
from tests.domain.signing_given import (
    ABOVE,
    NAMES,
    OTHER,
    OWN,
    Matter,
    happened,
    may_sign,
    rightful,
)
from tests.domain.signing_table import BY_TOPIC


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
    assert {duty.value for duty in DUTIES.values()} == {
        "propose",
        "score",
        "decide",
        "supervise",
        "adjudicate",
    }


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
