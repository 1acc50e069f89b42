"""A stolen key, as the verifier sees it: what the thief signed is void, with what rests on it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from audit.format.act import Actor
from audit.format.findings import Finding, Report
from audit.format.restricted_json import JsonValue
from audit.format.verify import LedgerVerifier
from tests.support.forge import LOG, ROOT, Forge, enrolment, grant, kid

CLERK = Actor("clerk", "registrar", "district", "m-clerk")
EVE = Actor("eve", "principal", "s1", "m-eve")
LI = Actor("li", "principal", "s1", "m-li")
THEFT = 3
"""From this index on the clerk's key is in other hands."""


def decided(actor: Actor) -> tuple[str, str, dict[str, JsonValue]]:
    """Return a decision of the trade, of no weight here."""
    return (f"decision:{actor.person}", "school.seat-taken.v1", {"person": actor.person})


def stolen() -> Forge:
    """Founding, the clerk, an honest grant of hers, then the thief's grant to Eve and Eve's act."""
    forge = Forge().found()
    forge.enrol("clerk", "registrar", "district")
    forge.act(_office("li"), actors=[CLERK])
    forge.act(_office("eve"), actors=[CLERK])
    forge.act([decided(EVE)], actors=[EVE])
    return forge


def _office(person: str) -> list[tuple[str, str, dict[str, JsonValue]]]:
    stream = f"mandates:{person}"
    return [
        (stream, "mandate.key-enrolled.v1", enrolment(person)),
        (stream, "mandate.mandate-granted.v1", grant(f"m-{person}", person, "principal", "s1")),
    ]


def revoke(forge: Forge, person: str = "clerk", since: int = THEFT) -> None:
    data: dict[str, JsonValue] = {"kid": kid(person), "reason": "失窃", "void_from_index": since}
    forge.act([(f"mandates:{person}", "mandate.key-revoked.v1", data)])


def confirm(forge: Forge, index: int, *, of: str = "clerk", by: Actor = ROOT) -> None:
    act = f"019900aa-0000-7000-8000-{index:012x}"
    data: dict[str, JsonValue] = {"act": act, "reason": "复核无误"}
    forge.act([(f"mandates:{of}", "mandate.act-confirmed.v1", data)], actors=[by])


def verified(forge: Forge) -> Report:
    verifier = LedgerVerifier(LOG)
    for entry, bodies in zip(forge.entries, forge.bodies, strict=True):
        verifier.add(entry, bodies)
    return verifier.finish()


def places(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(finding.code, finding.where) for finding in findings}


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


def test_once_the_hiring_is_confirmed_nothing_is_left_out() -> None:
    forge = stolen()
    revoke(forge)
    confirm(forge, THEFT)
    assert not any("leaves them out" in fact for fact in verified(forge).facts)


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


def test_what_was_confirmed_stands_after_all() -> None:
    forge = stolen()
    revoke(forge)
    confirm(forge, THEFT)
    forge.act([decided(EVE)], actors=[EVE])
    report = verified(forge)
    assert report.findings == []
    assert any("was confirmed" in fact for fact in report.facts)


def eve_acts(forge: Forge) -> set[str]:
    """Let Eve act by what the thief gave her; return the codes of what is found."""
    forge.act([decided(EVE)], actors=[EVE])
    return {finding.code for finding in verified(forge).findings}


NOT_GIVEN = {"mandate.standing", "signature.key", "signature.actor"}


def test_the_thief_confirms_nothing() -> None:
    """With the stolen key, before the theft is told: a registrar may confirm, and so may he."""
    forge = stolen()
    confirm(forge, THEFT, by=CLERK)
    revoke(forge)
    assert eve_acts(forge) == NOT_GIVEN


def test_nor_does_he_where_his_confirmation_was_confirmed() -> None:
    forge = stolen()
    confirm(forge, THEFT, by=CLERK)
    confirming = len(forge.entries) - 1
    revoke(forge)
    confirm(forge, confirming)
    assert eve_acts(forge) == NOT_GIVEN
    confirm(forge, THEFT)
    assert "index 9" not in {where for _, where in places(verified(forge).findings)}


def test_nor_does_a_second_thief_after_the_first_is_told() -> None:
    """The deputy's key confirms what the clerk's signed, and turns out to be stolen too."""
    forge = stolen()
    forge.enrol("deputy", "registrar", "district")
    revoke(forge)
    confirm(forge, THEFT, by=Actor("deputy", "registrar", "district", "m-deputy"))
    confirming = len(forge.entries) - 1
    assert "mandate.standing" not in eve_acts(forge)
    revoke(forge, "deputy", since=confirming)
    assert eve_acts(forge) == NOT_GIVEN
    confirm(forge, confirming, of="deputy")
    last = len(forge.entries)
    eve_acts(forge)
    assert f"index {last}" in {where for _, where in places(verified(forge).findings)}


def test_nor_does_whom_he_hired() -> None:
    """Eve's key is not void itself, and would stand by her own word."""
    forge = stolen()
    confirm(forge, THEFT, by=EVE)
    revoke(forge)
    assert not any("was confirmed" in fact for fact in verified(forge).facts)
    assert eve_acts(forge) == NOT_GIVEN


def test_nor_does_she_in_the_very_act_that_revokes_the_key() -> None:
    """Eve tells of the theft herself, and has what it gave her confirmed at once."""
    forge = stolen()
    lost: dict[str, JsonValue] = {"kid": kid("clerk"), "reason": "失窃", "void_from_index": THEFT}
    void = f"019900aa-0000-7000-8000-{THEFT:012x}"
    confirmed: dict[str, JsonValue] = {"act": void, "reason": "复核无误"}
    stream = "mandates:clerk"
    revoked = (stream, "mandate.key-revoked.v1", lost)
    forge.act([revoked, (stream, "mandate.act-confirmed.v1", confirmed)], actors=[EVE])
    assert eve_acts(forge) == NOT_GIVEN


def test_a_confirmation_in_the_stream_of_another_helps_nobody() -> None:
    forge = stolen()
    revoke(forge)
    confirm(forge, THEFT, of="li")
    assert eve_acts(forge) == NOT_GIVEN


def test_nor_does_one_from_before_the_act() -> None:
    forge = Forge().found()
    forge.enrol("clerk", "registrar", "district")
    confirm(forge, THEFT)
    forge.act(_office("eve"), actors=[CLERK])
    revoke(forge)
    assert eve_acts(forge) == NOT_GIVEN


def test_an_act_of_two_stolen_keys_is_confirmed_for_both() -> None:
    forge = Forge().found()
    forge.enrol("clerk", "registrar", "district")
    forge.enrol("deputy", "registrar", "district")
    deputy = Actor("deputy", "registrar", "district", "m-deputy")
    forge.act(_office("eve"), actors=[CLERK, deputy])
    revoke(forge)
    revoke(forge, "deputy")
    confirm(forge, THEFT)
    assert eve_acts(forge) == NOT_GIVEN
    confirm(forge, THEFT, of="deputy")
    forge.act([decided(EVE)], actors=[EVE])
    assert {where for _, where in places(verified(forge).findings)} == {"index 7"}


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


def test_confirming_another_act_helps_nobody() -> None:
    forge = stolen()
    revoke(forge)
    confirm(forge, THEFT + 1)
    forge.act([decided(EVE)], actors=[EVE])
    assert {finding.code for finding in verified(forge).findings} == {
        "mandate.standing",
        "signature.key",
        "signature.actor",
    }


def test_the_root_gives_the_office_anew() -> None:
    forge = stolen()
    revoke(forge)
    anew = grant("m-anew", "li", "principal", "s2")
    forge.act([("mandates:li", "mandate.mandate-granted.v1", anew)], actors=[ROOT])
    index = len(forge.entries)
    actor = Actor("li", "principal", "s2", "m-anew")
    forge.act([decided(actor)], actors=[actor])
    assert f"index {index}" not in {where for _, where in places(verified(forge).findings)}
