"""Passkeys in a log: enrolled with proof, judged by index, void when revoked, like any key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from audit.format.act import Actor
from audit.format.bundle import verify_bundle
from audit.format.encoding import b64
from audit.format.entry import MAX_ENTRY, Entry, Signature
from audit.format.findings import Report
from audit.format.keys import SUITE_ED25519, SUITE_WEBAUTHN, key_proof_bytes, kid_of
from audit.format.passkey import MAX_ASSERTION, Assertion, Passkey, challenge_of
from audit.format.restricted_json import JsonValue
from audit.format.verify import LedgerVerifier
from audit.format.workers import Workers
from tests.support.authenticator import Authenticator, authenticator_data, client_data
from tests.support.forge import Forge, kid, passkey_log

LI = Actor("p-li", "self", "", "")
REGISTERED = ("teacher:p-li", "teacher.teacher-moved.v1", {"school": "s2"})


def report_of(forge: Forge, workers: Workers | None = None) -> Report:
    verifier = LedgerVerifier(forge.log)
    list(verifier.check(zip(forge.entries, forge.bodies, strict=True), workers=workers))
    return verifier.finish()


def codes(forge: Forge) -> list[str]:
    return [finding.code for finding in report_of(forge).findings]


@pytest.fixture
def li() -> Authenticator:
    return Authenticator("p-li")


def test_an_act_signed_with_a_passkey_is_sound(li: Authenticator) -> None:
    report = report_of(passkey_log(li))
    assert (report.findings, report.signatures) == ([], 4)


def test_a_bundle_is_verified_by_whoever_has_it(li: Authenticator, tmp_path: Path) -> None:
    forge = passkey_log(li)
    report = verify_bundle(forge.export(tmp_path / "b"), vkey=forge.vkey)
    assert (report.findings, report.signatures) == ([], 4)


def test_workers_see_the_same(li: Authenticator) -> None:
    forge = passkey_log(li)
    for _ in range(20):
        forge.act([REGISTERED], actors=[LI], signers=[li])
    stranger = Authenticator("stranger")
    forge.act([REGISTERED], actors=[LI], signers=[stranger])
    alone = report_of(forge)
    with Workers(2) as workers:
        assert report_of(forge, workers) == alone
    assert [each.code for each in alone.findings] == ["signature.key", "signature.actor"]


def _resigned(forge: Forge, change: Callable[[Signature], Signature]) -> None:
    """Put another signature into the last entry; the tree is the forger's own."""
    entry = Entry.from_bytes(forge.entries.pop())
    changed = (*entry.signatures[:-1], change(entry.signatures[-1]))
    forge.entries.append(Entry(entry.act, changed).to_bytes())


def test_an_assertion_of_another_act_is_found(li: Authenticator) -> None:
    forge = passkey_log(li)
    earlier = Entry.from_bytes(forge.entries[2]).signatures[1]
    forge.act([REGISTERED], actors=[LI], signers=[li])
    _resigned(forge, lambda _: earlier)
    assert codes(forge) == ["signature.bad"]


def test_a_key_signs_in_its_own_suite_only(li: Authenticator) -> None:
    forge = passkey_log(li)
    forge.act([REGISTERED], actors=[LI], signers=[li])
    _resigned(forge, lambda made: made._replace(suite=SUITE_ED25519))
    assert codes(forge) == ["signature.key", "signature.actor"]
    forge = passkey_log(li)
    forge.act([REGISTERED])
    _resigned(forge, lambda made: made._replace(suite=SUITE_WEBAUTHN))
    assert codes(forge) == ["signature.key", "signature.actor"]


def test_a_revoked_passkey_voids_what_it_signed(li: Authenticator) -> None:
    forge = passkey_log(li)
    lost: Enrolment = {"kid": li.kid, "reason": "手机遗失", "void_from_index": 2}
    forge.act([("mandates:p-li", "mandate.key-revoked.v1", lost)])
    assert any(li.kid in fact for fact in report_of(forge).facts)
    forge.act([REGISTERED], actors=[LI], signers=[li])
    assert codes(forge) == ["signature.key", "signature.actor"]


def test_a_person_may_have_a_passkey_beside_another_key(li: Authenticator) -> None:
    forge = passkey_log(li)
    forge.enrol("p-li")
    forge.act([REGISTERED], actors=[LI], signers=["p-li"])
    forge.act([REGISTERED], actors=[LI], signers=[li])
    assert report_of(forge).findings == []
    assert kid("p-li") != li.kid


Enrolment = dict[str, JsonValue]


def _genuine(li: Authenticator, forge: Forge) -> Enrolment:
    return dict(li.enrolment(forge.log))


def _with_key(li: Authenticator, forge: Forge, key: bytes) -> Enrolment:
    """Return an enrolment of other key bytes, proved by the device as far as it can."""
    asked = key_proof_bytes(log=forge.log, person="p-li", suite=SUITE_WEBAUTHN, key=key)
    name = kid_of(SUITE_WEBAUTHN, key)
    proof = b64(li.asserts(asked).to_bytes())
    return _genuine(li, forge) | {"kid": name, "key": b64(key), "proof": proof}


def _proved(li: Authenticator, forge: Forge, made: Assertion) -> Enrolment:
    return _genuine(li, forge) | {"proof": b64(made.to_bytes())}


def _asked(li: Authenticator, forge: Forge) -> bytes:
    key = li.passkey.to_bytes()
    return key_proof_bytes(log=forge.log, person="p-li", suite=SUITE_WEBAUTHN, key=key)


FORGED: Mapping[str, Callable[[Authenticator, Forge], Enrolment]] = {
    "another person's": lambda li, forge: _genuine(li, forge) | {"person": "qian"},
    "for another log": lambda li, _: dict(li.enrolment("gongxin.example/other")),
    "without proof": lambda li, forge: _genuine(li, forge) | {"proof": ""},
    "of another suite": lambda li, forge: _genuine(li, forge) | {"suite": 1},
    "of an unknown suite": lambda li, forge: _genuine(li, forge) | {"suite": 3},
    "of a suite that no byte holds": lambda li, forge: _genuine(li, forge) | {"suite": 256},
    "of a suite below all": lambda li, forge: _genuine(li, forge) | {"suite": -1},
    "under another name": lambda li, forge: _genuine(li, forge) | {"kid": kid("p-li")},
    "off the curve": lambda li, forge: _with_key(
        li, forge, b"\4" + bytes(64) + li.passkey.to_bytes()[65:]
    ),
    "of a page that cannot be": lambda li, forge: _with_key(
        li, forge, Passkey(li.passkey.point, "http://ledger.example.org", b"c").to_bytes()
    ),
    "of a page where it was not proved": lambda li, forge: _with_key(
        li, forge, Passkey(li.passkey.point, "https://ledger.example.org", b"c").to_bytes()
    ),
    "proved elsewhere": lambda li, forge: _proved(
        li,
        forge,
        li.signed(
            authenticator_data("phisher.example"),
            client_data(challenge_of(_asked(li, forge)), origin="https://phisher.example"),
        ),
    ),
    "without the user verified": lambda li, forge: _proved(
        li,
        forge,
        li.signed(authenticator_data(flags=1), client_data(challenge_of(_asked(li, forge)))),
    ),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_passkey_is_enrolled_by_whoever_holds_it_for_its_page(
    li: Authenticator, forged: Callable[[Authenticator, Forge], Enrolment]
) -> None:
    forge = Forge().found()
    forge.act([("mandates:p-li", "mandate.key-enrolled.v1", forged(li, forge))])
    assert codes(forge) == ["mandate.malformed"]


def test_a_passkey_is_enrolled_once_whatever_page_it_is_for(li: Authenticator) -> None:
    forge = passkey_log(li)
    again = Authenticator("p-li", origin="https://ledger.example.org")
    forge.act([("mandates:p-li", "mandate.key-enrolled.v1", again.enrolment(forge.log))])
    assert codes(forge) == ["mandate.malformed"]


def test_no_bit_around_an_assertion_can_be_flipped(li: Authenticator) -> None:
    """Suite, key id and lengths; those of the assertion itself are flipped in ``test_passkey``.

    Each flip is put into a tree that fits it: root and hashes tell nothing here.
    """
    forge = passkey_log(li)
    genuine = forge.entries[2]
    after = genuine.rindex(Entry.from_bytes(genuine).signatures[1].value)
    for bit in range((after - 20) * 8, (after + 2) * 8):
        place, mask = divmod(bit, 8)
        flipped = bytes([genuine[place] ^ 1 << mask])
        forge.entries[2] = genuine[:place] + flipped + genuine[place + 1 :]
        assert codes(forge), f"byte {place}, bit {mask}"


def test_fifty_passkeys_fit_into_an_entry_however_much_they_say() -> None:
    signatures = (Signature(SUITE_WEBAUTHN, "00" * 16, bytes(MAX_ASSERTION)),) * 50
    assert len(Entry(bytes(5000), signatures).to_bytes()) <= MAX_ENTRY
