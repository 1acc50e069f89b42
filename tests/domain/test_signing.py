"""签署权限: every topic is signed by its signers, and by nobody else in their place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.catalog import EVENT_TYPES
from domain.mandate.errors import DutiesMixedError, NotAuthorisedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.quota.events import FilingOffice
from domain.signers import SIGNERS
from tests.domain.signing_given import (
    ABOVE,
    NAMED,
    NAMES,
    OTHER,
    OWN,
    SIGNED,
    Matter,
    happened,
    held_at,
    may_sign,
    named_by,
    persons,
    refused,
    rightful,
)
from tests.domain.signing_table import BY_TOPIC, LINES, Line, Signer


def in_place_of(line: Line, replaced: Signer, role: str, body: str) -> list[Mandated]:
    """Return the signers of a topic, one of them with another office."""
    found: list[Mandated] = []
    for signer in line.signers:
        here = "" if signer.is_self else held_at(signer.where)
        given = (role, body) if signer is replaced else (signer.roles[0], here)
        found += persons(signer, *given)
    return found


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
