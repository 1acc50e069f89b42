"""Passkeys sign in the ledger as other keys do: enrolled with proof, revoked, confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.keystore.signer import Signer
from adapters.ledger.database import open_engine
from adapters.ledger.errors import MandateRefusedError, SignatureRefusedError
from audit.format import es256
from audit.format.encoding import b64
from audit.format.entry import Entry, Signature
from audit.format.keys import SUITE_ED25519, SUITE_WEBAUTHN
from audit.format.passkey import challenge_of
from audit.replay.authenticity import Authenticity
from domain.kernel import Command
from domain.mandate.commands import (
    ConfirmAct,
    DeclareRecusal,
    EnrolKey,
    GrantMandate,
    RegisterBody,
    RevokeKey,
)
from domain.mandate.errors import KeyKnownError
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.support.authenticator import Authenticator, authenticator_data, client_data
from tests.support.office import DAY, ORIGIN, Office, signer

CLERK = Mandated("clerk", Role.REGISTRAR, "d1", "m-clerk")
SELF = Mandated("clerk", Role.SELF)
RECUSAL = DeclareRecusal(person="clerk", other="wang", relation="夫妻")


def enrolment(device: Authenticator, log: str = ORIGIN) -> EnrolKey:
    return EnrolKey.model_validate(device.enrolment(log))


def body(name: str) -> RegisterBody:
    return RegisterBody(body=name, kind=BodyKind.SUPERVISION, name="纪检组")


@pytest.fixture
def device() -> Authenticator:
    return Authenticator("clerk")


@pytest.fixture
def clerk(office: Office, device: Authenticator) -> Office:
    """An office whose clerk has a passkey, and nothing else, to sign with."""
    granted = GrantMandate(
        mandate="m-clerk", person="clerk", role=Role.REGISTRAR, body="d1", from_on=DAY
    )
    office.act_all([enrolment(device), granted], office.root)
    return office


def record(
    office: Office, commands: Sequence[Command], actors: Sequence[Mandated], *signers: Signer
) -> int:
    return office.ledger.execute(commands, actors, list(signers)).index


def test_an_act_signed_with_a_passkey_is_recorded_and_verified(
    clerk: Office, device: Authenticator
) -> None:
    index = record(clerk, [body("b-sup")], [CLERK], device)
    entry = Entry.from_bytes(clerk.ledger.prove(index).proof.extra or b"")
    assert [each.suite for each in entry.signatures] == [SUITE_WEBAUTHN]
    assert clerk.ledger.verify().findings == []


def test_both_suites_sign_one_act(clerk: Office, device: Authenticator) -> None:
    index = record(clerk, [RECUSAL], [SELF, clerk.root], device, signer("root"))
    entry = Entry.from_bytes(clerk.ledger.prove(index).proof.extra or b"")
    assert {each.suite for each in entry.signatures} == {SUITE_ED25519, SUITE_WEBAUTHN}
    assert clerk.ledger.verify().findings == []


def _signed(device: Authenticator, message: bytes, **how: Any) -> Signature:
    said: dict[str, object] = how.get("said", {})
    data = authenticator_data(**how.get("data", {}))
    made = device.signed(data, client_data(challenge_of(how.get("over", message)), **said))
    made = made._replace(signature=es256.low_s(made.signature))
    return Signature(SUITE_WEBAUTHN, device.kid, made.to_bytes())


@pytest.mark.parametrize(
    "how",
    [
        {"over": b"another act"},
        {"said": {"origin": "https://phisher.example"}},
        {"said": {"type": "webauthn.create"}},
        {"said": {"crossOrigin": True}},
        {"data": {"site": "phisher.example"}},
        {"data": {"flags": 0x01}},
    ],
    ids=["another act", "another page", "a registration", "a frame", "another site", "unverified"],
)
def test_what_was_not_signed_here_for_this_act_is_refused(
    clerk: Office, device: Authenticator, how: dict[str, Any]
) -> None:
    draft = clerk.ledger.draft([body("b-sup")], [CLERK])
    with pytest.raises(SignatureRefusedError):
        clerk.ledger.record(draft, [_signed(device, draft.to_sign, **how)])
    genuine = _signed(device, draft.to_sign)
    with pytest.raises(SignatureRefusedError):
        clerk.ledger.record(draft, [genuine._replace(suite=SUITE_ED25519)])
    clerk.ledger.record(draft, [genuine])
    assert clerk.ledger.verify().findings == []


def test_a_revoked_passkey_signs_no_more_and_what_it_signed_is_void(
    clerk: Office, device: Authenticator
) -> None:
    index = record(clerk, [body("b-sup")], [CLERK], device)
    waiting = clerk.ledger.draft([body("b-two")], [CLERK])
    lost = RevokeKey(person="clerk", kid=device.kid, reason="手机遗失", void_from_index=index)
    clerk.act(lost, clerk.root)
    with pytest.raises((SignatureRefusedError, MandateRefusedError)):
        clerk.ledger.record(waiting, [device.sign(waiting.to_sign)])
    with pytest.raises(MandateRefusedError):
        clerk.ledger.draft([body("b-two")], [CLERK])
    report = clerk.ledger.verify()
    assert report.findings == []
    assert report.facts == [f"act at index {index} is void: key {device.kid} was revoked"]


def test_a_void_act_signed_with_a_passkey_is_confirmed_with_another(
    clerk: Office, device: Authenticator
) -> None:
    index = record(clerk, [enrolment(Authenticator("wang"))], [CLERK], device)
    act = clerk.ledger.prove(index).act
    lost = RevokeKey(person="clerk", kid=device.kid, reason="手机遗失", void_from_index=index)
    clerk.act(lost, clerk.root)
    wang, declared = Authenticator("wang"), RECUSAL.model_copy(update={"person": "wang"})
    with pytest.raises(MandateRefusedError):
        clerk.ledger.draft([declared], [Mandated("wang", Role.SELF)])
    spare = Authenticator("clerk spare")
    spare.person = "clerk"
    clerk.act(enrolment(spare), clerk.root)
    record(clerk, [ConfirmAct(person="clerk", act=act, reason="复核无误")], [CLERK], spare)
    record(clerk, [declared], [Mandated("wang", Role.SELF)], wang)
    assert clerk.ledger.verify().findings == []


def test_a_replay_counts_what_a_passkey_signed_while_it_stood(
    clerk: Office, device: Authenticator
) -> None:
    index = record(clerk, [body("b-sup")], [CLERK], device)
    source = LedgerSource(clerk.ledger, CauseIndex(open_engine("sqlite://")))
    checked = Authenticity(source).check(index)
    assert checked.genuine
    assert [each.signed for each in checked.signers] == [True]
    lost = RevokeKey(person="clerk", kid=device.kid, reason="手机遗失", void_from_index=index)
    clerk.act(lost, clerk.root)
    source = LedgerSource(clerk.ledger, CauseIndex(open_engine("sqlite://")))
    assert not Authenticity(source).check(index).genuine


def test_a_passkey_is_enrolled_once_whatever_page_it_is_for(clerk: Office) -> None:
    moved = Authenticator("clerk", origin="https://ledger.example.org")
    with pytest.raises(KeyKnownError):
        clerk.act(enrolment(moved), clerk.root)


@pytest.mark.parametrize(
    "change",
    [
        {"person": "wang"},
        {"proof": ""},
        {"proof": "not base64"},
        {"suite": SUITE_ED25519},
        {"suite": 3},
        {"suite": 256},
        {"kid": "00" * 16},
        {"key": b64(b"\4" + bytes(64) + b"\x10http://localhostc")},
    ],
    ids=[
        "another's",
        "no proof",
        "no base64",
        "suite 1",
        "suite 3",
        "suite 256",
        "another kid",
        "no point",
    ],
)
def test_a_passkey_comes_with_proof_that_it_is_held(
    office: Office, device: Authenticator, change: dict[str, object]
) -> None:
    wrong = enrolment(device).model_copy(update=change)
    with pytest.raises(MandateRefusedError):
        office.act(wrong, office.root)
    other = enrolment(device, "gongxin.example/other")
    with pytest.raises(MandateRefusedError):
        office.act(other, office.root)
