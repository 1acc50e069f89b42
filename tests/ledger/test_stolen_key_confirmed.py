"""Whose confirmation keeps an act of a stolen key standing, and whose does not."""

from __future__ import annotations

from audit.format.act import Actor
from audit.format.restricted_json import JsonValue
from tests.ledger.stolen_key_given import (
    CLERK,
    EVE,
    THEFT,
    confirm,
    decided,
    eve_acts,
    office_of,
    places,
    revoke,
    stolen,
    verified,
)
from tests.support.forge import Forge, kid


def test_once_the_hiring_is_confirmed_nothing_is_left_out() -> None:
    forge = stolen()
    revoke(forge)
    confirm(forge, THEFT)
    assert not any("leaves them out" in fact for fact in verified(forge).facts)


def test_what_was_confirmed_stands_after_all() -> None:
    forge = stolen()
    revoke(forge)
    confirm(forge, THEFT)
    forge.act([decided(EVE)], actors=[EVE])
    report = verified(forge)
    assert report.findings == []
    assert any("was confirmed" in fact for fact in report.facts)


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
    forge.act(office_of("eve"), actors=[CLERK])
    revoke(forge)
    assert eve_acts(forge) == NOT_GIVEN


def test_an_act_of_two_stolen_keys_is_confirmed_for_both() -> None:
    forge = Forge().found()
    forge.enrol("clerk", "registrar", "district")
    forge.enrol("deputy", "registrar", "district")
    deputy = Actor("deputy", "registrar", "district", "m-deputy")
    forge.act(office_of("eve"), actors=[CLERK, deputy])
    revoke(forge)
    revoke(forge, "deputy")
    confirm(forge, THEFT)
    assert eve_acts(forge) == NOT_GIVEN
    confirm(forge, THEFT, of="deputy")
    forge.act([decided(EVE)], actors=[EVE])
    assert {where for _, where in places(verified(forge).findings)} == {"index 7"}


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
