"""Nobody acts by a key, or in an office, that is not hers at the time."""

from __future__ import annotations

import pytest

from audit.format.act import Actor
from audit.format.keys import kid_of
from tests.audit.forgers_given import SEAT, WANG, Facts, act_of, codes, report_of
from tests.support.forge import ROOT, Forge, enrolment, key_of, kid, small_log


def test_nobody_signs_for_another() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG], signers=["root"])
    assert codes(forge) == ["signature.actor"]


def test_every_actor_must_have_signed() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG, ROOT], signers=["wang"])
    assert codes(forge) == ["signature.actor"]


def test_a_stranger_s_key_counts_for_nothing() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG], signers=["stranger"])
    assert codes(forge) == ["signature.key", "signature.actor"]


def test_a_key_revoked_before_signs_nothing_after() -> None:
    forge = small_log()
    revoke(forge, from_index=3)
    forge.act([SEAT], actors=[WANG])
    assert codes(forge) == ["signature.key", "signature.actor"]


def revoke(forge: Forge, *, from_index: int) -> None:
    data: Facts = {"kid": kid("wang"), "reason": "遗失", "void_from_index": from_index}
    forge.act([("mandates:wang", "mandate.key-revoked.v1", data)])


def test_acts_of_a_stolen_key_are_declared_void_and_can_be_confirmed() -> None:
    forge = small_log()
    revoke_now = len(forge.entries)
    forge.act([SEAT], actors=[WANG])
    data: Facts = {"kid": kid("wang"), "reason": "被盗", "void_from_index": revoke_now}
    forge.act([("mandates:wang", "mandate.key-revoked.v1", data)])
    void = act_of(forge, 3).act
    forge.act([("mandates:wang", "mandate.act-confirmed.v1", {"act": void, "reason": "本人所签"})])
    report = report_of(forge)
    assert report.findings == []
    assert report.facts == [
        f"act at index 3 is void: key {kid('wang')} was revoked",
        f"act {void} was confirmed",
    ]


@pytest.mark.parametrize(
    "actor",
    [
        Actor("wang", "principal", "s2", "m-wang"),
        Actor("wang", "town_officer", "s1", "m-wang"),
        Actor("wang", "principal", "s1", "m-root"),
        Actor("wang", "principal", "s1", "m-none"),
        Actor("wang", "self", "s1", ""),
    ],
)
def test_a_mandate_is_used_as_it_was_granted(actor: Actor) -> None:
    forge = small_log()
    forge.act([SEAT], actors=[actor])
    assert codes(forge) == ["mandate.standing"]


def test_anybody_with_a_key_may_act_for_oneself() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[Actor("wang", "self", "", "")])
    assert codes(forge) == []


@pytest.mark.parametrize("at", ["2025-12-31T15:59:59.999Z", "2026-02-30T00:00:00.000Z"])
def test_a_mandate_stands_only_on_days_that_exist_and_are_its_own(at: str) -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG], at=at)
    assert codes(forge) in (["entry.time", "mandate.standing"], ["entry.malformed"])


def test_a_revoked_mandate_gives_no_authority() -> None:
    forge = small_log()
    data = {"mandate": "m-wang", "reason": "免职"}
    forge.act([("mandates:wang", "mandate.mandate-revoked.v1", data)])
    forge.act([SEAT], actors=[WANG])
    assert codes(forge) == ["mandate.standing"]


def test_a_key_is_enrolled_by_whoever_holds_it() -> None:
    forge = small_log()
    stolen = dict(enrolment("zhao"), person="qian")
    forge.act([("mandates:qian", "mandate.key-enrolled.v1", stolen)])
    assert codes(forge) == ["mandate.malformed"]


def test_a_key_is_enrolled_once_and_under_its_own_name() -> None:
    forge = small_log()
    forge.act([("mandates:wang", "mandate.key-enrolled.v1", enrolment("wang"))])
    wrong = dict(enrolment("zhao"), kid=kid_of(2, key_of("zhao").public_key().public_bytes_raw()))
    forge.act([("mandates:zhao", "mandate.key-enrolled.v1", wrong)])
    assert codes(forge) == ["mandate.malformed", "mandate.malformed"]
