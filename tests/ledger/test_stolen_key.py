"""A stolen key, as the verifier sees it: what the thief signed is void, with what rests on it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from audit.format.act import Actor
from audit.format.restricted_json import JsonValue
from tests.ledger.stolen_key_given import (
    CLERK,
    EVE,
    LI,
    THEFT,
    confirm,
    decided,
    places,
    revoke,
    stolen,
    verified,
)
from tests.support.forge import ROOT, Forge, enrolment, grant, kid


def test_before_the_theft_is_told_all_is_well() -> None:
    assert verified(stolen()).findings == []


def test_what_the_thief_signed_is_void_and_what_the_clerk_signed_is_not() -> None:
    forge = stolen()
    revoke(forge)
    report = verified(forge)
    assert report.findings == []
    assert report.facts == [
        f"act at index {THEFT} is void: key {kid('clerk')} was revoked",
        left_out(4, by=THEFT),
    ]


def left_out(*indexes: int, by: int) -> str:
    told = f"{len(indexes)} acts from index {indexes[0]} to {indexes[-1]}"
    return (
        f"{told} rest on keys or offices that the act at index {by} gave:"
        " here they keep their effects, a replay leaves them out"
    )


def test_what_those_signed_whom_the_thief_s_hire_hired_is_told_too() -> None:
    forge = Forge().found()
    forge.enrol("clerk", "registrar", "district")
    hires = [Actor(name, "registrar", "district", f"m-{name}") for name in ("a", "b", "c")]
    for hirer, hired in pairwise([CLERK, *hires]):
        stream, office = f"mandates:{hired.person}", grant(hired.mandate, hired.person, "", "")
        office |= {"role": "registrar", "body": "district"}
        key = (stream, "mandate.key-enrolled.v1", enrolment(hired.person))
        forge.act([key, (stream, "mandate.mandate-granted.v1", office)], actors=[hirer])
    forge.act([decided(hires[2])], actors=[hires[2]])
    forge.act([decided(hires[2])], actors=[hires[2]])
    revoke(forge, since=2)
    assert verified(forge).facts[1:] == [
        left_out(3, by=2),
        left_out(4, by=3),
        left_out(5, 6, by=4),
    ]


def test_the_key_signs_no_more() -> None:
    forge = stolen()
    revoke(forge)
    index = len(forge.entries)
    forge.act([decided(CLERK)], actors=[CLERK])
    assert ("signature.key", f"index {index}") in places(verified(forge).findings)


def test_an_office_and_a_key_that_the_void_act_gave_do_not_stand() -> None:
    forge = stolen()
    revoke(forge)
    index = len(forge.entries)
    forge.act([decided(EVE)], actors=[EVE])
    found = places(verified(forge).findings)
    assert ("mandate.standing", f"index {index}") in found
    assert ("signature.key", f"index {index}") in found
    assert {where for _, where in found} == {f"index {index}"}


def test_an_office_alone_that_the_void_act_gave_does_not_stand() -> None:
    """Eve's key came from the root; only her second office came from the thief."""
    forge = Forge().found()
    forge.enrol("clerk", "registrar", "district")
    forge.enrol("eve", "judge", "s1")
    second = grant("m-more", "eve", "principal", "s1")
    forge.act([("mandates:eve", "mandate.mandate-granted.v1", second)], actors=[CLERK])
    revoke(forge)
    index = len(forge.entries)
    more = Actor("eve", "principal", "s1", "m-more")
    forge.act([decided(more)], actors=[more])
    forge.act([decided(EVE)], actors=[Actor("eve", "judge", "s1", "m-eve")])
    assert places(verified(forge).findings) == {("mandate.standing", f"index {index}")}


def test_an_office_that_she_gave_before_the_theft_stands() -> None:
    forge = stolen()
    revoke(forge)
    forge.act([decided(LI)], actors=[LI])
    assert verified(forge).findings == []


@pytest.mark.parametrize(("since", "falls"), [(2, True), (3, False)])
def test_the_index_of_the_theft_decides(since: int, *, falls: bool) -> None:
    forge = stolen()
    revoke(forge, since=since)
    forge.act([decided(LI)], actors=[LI])
    assert bool(verified(forge).findings) is falls


def test_what_a_thief_erased_was_erased_by_nobody() -> None:
    forge = stolen()
    data: dict[str, JsonValue] = {"person": "li", "ground": "依法删除"}
    forge.act([("mandates:li", "mandate.person-erased.v1", data)], actors=[CLERK])
    erasing = len(forge.entries) - 1
    assert "personal data of li was erased" in verified(forge).facts
    revoke(forge)
    assert "personal data of li was erased" not in verified(forge).facts
    confirm(forge, erasing)
    assert "personal data of li was erased" in verified(forge).facts


def test_the_root_gives_the_office_anew() -> None:
    forge = stolen()
    revoke(forge)
    anew = grant("m-anew", "li", "principal", "s2")
    forge.act([("mandates:li", "mandate.mandate-granted.v1", anew)], actors=[ROOT])
    index = len(forge.entries)
    actor = Actor("li", "principal", "s2", "m-anew")
    forge.act([decided(actor)], actors=[actor])
    assert f"index {index}" not in {where for _, where in places(verified(forge).findings)}
