"""Acts are drafted, signed, recorded and proved, or nothing happens at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from adapters.keystore.files import FileKeystore, KeystoreError
from adapters.keystore.signer import DetachedSignatureError, DetachedSigner
from adapters.ledger.application import Ledger
from adapters.ledger.errors import (
    LedgerError,
    MandateRefusedError,
    SignatureRefusedError,
    StreamMovedError,
)
from audit.format.act import Act, signing_bytes
from audit.format.entry import Entry
from audit.format.note import NoteVerifier
from audit.format.tlog_proof import TlogProof
from domain.mandate.commands import DeclareRecusal, EnrolKey, ErasePerson, GrantMandate
from domain.mandate.errors import KeyKnownError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.mandate.state import Mandates
from tests.ledger.commands_given import SCHOOL, TEACHER, recusal
from tests.support.office import NOON, ORIGIN, Office, signer


def test_a_receipt_proves_the_act_to_anybody(office: Office) -> None:
    wang = office.hire("wang")
    receipt = office.act(recusal("wang"), wang)
    file = receipt.proof.to_bytes()
    proof = TlogProof.from_bytes(file)
    assert proof.extra is not None
    proof.verify(proof.extra, NoteVerifier.from_vkey(office.ledger.vkey))
    assert Act.from_bytes(Entry.from_bytes(proof.extra).act).act == receipt.act
    assert office.ledger.verify().findings == []


def test_several_commands_make_one_act_and_later_ones_see_earlier_ones(office: Office) -> None:
    before = office.ledger.size()
    office.act_all([SCHOOL, TEACHER], office.root)
    assert office.ledger.size() == before + 1


def test_a_refused_command_stores_nothing(office: Office) -> None:
    before = office.ledger.size()
    with pytest.raises(KeyKnownError):
        office.act(EnrolKey.model_validate(signer("root").enrolment(ORIGIN)), office.root)
    assert office.ledger.size() == before


def test_a_signature_over_other_bytes_is_refused(office: Office) -> None:
    wang = office.hire("wang")
    draft = office.ledger.draft([recusal("wang")], [wang])
    with pytest.raises(SignatureRefusedError):
        office.ledger.record(draft, [signer("wang").sign(b"other bytes")])


def test_the_key_can_stay_with_the_person(office: Office) -> None:
    wang = office.hire("wang")
    draft = office.ledger.draft([recusal("wang")], [wang])
    made_elsewhere = signer("wang").sign(draft.to_sign)
    detached = DetachedSigner("wang", draft.to_sign, made_elsewhere)
    office.ledger.record(draft, [detached.sign(draft.to_sign)])
    other = office.ledger.draft([recusal("wang", "qian")], [wang])
    with pytest.raises(DetachedSignatureError):
        detached.sign(other.to_sign)


def test_of_two_drafts_on_one_stream_only_the_first_is_recorded(office: Office) -> None:
    wang = office.hire("wang")
    first = office.ledger.draft([recusal("wang")], [wang])
    second = office.ledger.draft([recusal("wang", "qian")], [wang])
    office.ledger.record(first, [signer("wang").sign(first.to_sign)])
    with pytest.raises(StreamMovedError):
        office.ledger.record(second, [signer("wang").sign(second.to_sign)])


def test_two_processes_see_each_other_s_acts(open_office: Callable[[], Office]) -> None:
    ours = open_office().founded()
    wang = ours.hire("wang")
    theirs = open_office()
    theirs.act(recusal("wang"), wang)
    ours.act(recusal("wang", "qian"), wang)
    found = theirs.ledger.states().find(Mandates, "wang")
    assert found is not None
    assert found.recused_from == {"zhao", "qian"}


def test_what_people_write_is_read_as_it_was_written(office: Office) -> None:
    """In JSON the letter of the escape stands before the tilde, and composes with it."""
    wang = office.hire("wang")
    office.act(
        DeclareRecusal(person="wang", other="zhao", relation="夫\n\N{COMBINING TILDE}"), wang
    )
    assert office.ledger.verify().findings == []


def test_nobody_but_the_ledger_says_when_an_act_was_made(office: Office) -> None:
    """Her office ended; with a time of her own choice it would stand."""
    office.hire("zhou")
    grant = GrantMandate(
        mandate="m1",
        person="zhou",
        role=Role.REGISTRAR,
        body="d1",
        from_on=date(2026, 8, 18),
        until_on=date(2026, 8, 20),
    )
    office.act(grant, office.root)
    actor = Mandated("zhou", Role.REGISTRAR, "d1", "m1")
    draft = office.ledger.draft([SCHOOL], [actor])
    office.now[0] = NOON + timedelta(days=2)
    with pytest.raises(MandateRefusedError):
        office.ledger.record(draft, [signer("zhou").sign(draft.to_sign)])
    office.now[0] = NOON
    earlier = replace(draft.act, at="2026-08-17T04:00:00.000Z").to_bytes()
    with pytest.raises(SignatureRefusedError):
        office.ledger.record(draft, [signer("zhou").sign(signing_bytes(earlier))])


def test_a_log_is_founded_once(office: Office) -> None:
    with pytest.raises(LedgerError, match="founded"):
        office.founded()


def test_personal_data_is_sealed_and_gone_once_erased(office: Office) -> None:
    office.act_all([SCHOOL, TEACHER], office.root)
    bodies = b"".join(body for row in office.ledger.entries() for body in row.bodies)
    assert "李喆".encode() not in bodies
    assert b"19491231" not in bodies
    assert office.ledger.personal("li")["name"] == "李喆"
    office.act(ErasePerson(person="li", ground="依法删除"), office.root)
    assert office.ledger.personal("li") == {}
    report = office.ledger.verify()
    assert report.findings == []
    assert report.facts == ["personal data of li was erased"]


def test_environment_variables_of_the_library_change_nothing(
    open_office: Callable[[], Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MAPPER_TOPIC", "TRANSCODER_TOPIC", "PERSISTENCE_MODULE", "CIPHER_TOPIC"):
        monkeypatch.setenv(name, "eventsourcing.popo")
        monkeypatch.setenv(f"LEDGER_{name}", "eventsourcing.popo")
    office = open_office().founded()
    wang = office.hire("wang")
    office.act(recusal("wang"), wang)
    assert office.ledger.verify().signatures == office.ledger.size() == 3
    assert type(office.ledger) is Ledger


def test_keys_lie_encrypted_in_files_that_others_cannot_read(tmp_path: Path) -> None:
    store = FileKeystore(tmp_path / "keys", "正确的口令")
    made = store.create("wang")
    file = tmp_path / "keys" / "wang.pem"
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"ENCRYPTED PRIVATE KEY" in file.read_bytes()
    again = FileKeystore(tmp_path / "keys", "正确的口令")
    assert again.load("wang").kid == made.kid
    assert again.names() == ["wang"]
    with pytest.raises(KeystoreError, match="passphrase"):
        FileKeystore(tmp_path / "keys", "错误的口令").load("wang")
    with pytest.raises(KeystoreError, match="exists"):
        store.create("wang")
    for name in ("../wang", "", "a/b"):
        with pytest.raises(KeystoreError):
            store.load(name)
    file.chmod(0o644)
    with pytest.raises(KeystoreError, match="others"):
        again.load("wang")
    (tmp_path / "keys").chmod(0o755)
    with pytest.raises(KeystoreError, match="others"):
        FileKeystore(tmp_path / "keys", "正确的口令")
    with pytest.raises(KeystoreError, match="passphrase"):
        FileKeystore(tmp_path / "none", "")


@pytest.mark.parametrize(
    "text", ["a\u202eb", "a\x00b", "a\x1bb", "a\x7fb", "a\u2066b", "a\\\x07", "\b"]
)
def test_nobody_signs_what_is_not_seen(office: Office, text: str) -> None:
    wang = office.hire("wang")
    command = DeclareRecusal(person="wang", other="zhao", relation=text)
    with pytest.raises(LedgerError, match="nobody sees"):
        office.ledger.draft([command], [wang])


@pytest.mark.parametrize("text", ["夫妻\n分居\t已久", "写作\\u0000", "C:\\b", "a\\\\f", "😀‍👩"])
def test_line_ends_and_written_escapes_are_seen(office: Office, text: str) -> None:
    wang = office.hire("wang")
    command = DeclareRecusal(person="wang", other="zhao", relation=text)
    assert office.act(command, wang).index == office.ledger.size() - 1
