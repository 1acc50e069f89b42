"""An office asks witnesses, over the network and by files, and keeps what they sign."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.ledger import witnessed
from adapters.ledger.errors import StoreMismatchError
from adapters.witness.asking import Asked, over_http
from adapters.witness.errors import OtherHistoryError, WitnessRefusedError, WitnessUnreachableError
from adapters.witness.request import SIZE, Answer
from api.export import export_bundle
from api.witnessing import accept, ask_all, request_from
from audit.format.bundle import verify_bundle, verify_proof
from audit.format.checkpoint import Checkpoint, open_checkpoint
from audit.format.cosignature import WitnessSigner, witnessing
from audit.format.errors import NoteError
from audit.format.note import NoteSigner, NoteVerifier, split_note
from audit.format.policy import Policy
from tests.support.forge import key_of
from tests.support.office import ORIGIN, Office
from tests.witness.asking_given import AT, COURT, LOG, TOWN, asked, policy_of, served, witness_of
from tests.witness.test_witness import History


def test_an_office_asks_over_the_network_and_everything_carries_the_lines(
    office: Office, tmp_path: Path
) -> None:
    office.hire("wang")
    with served(witness_of(tmp_path)) as town, served(witness_of(tmp_path, COURT)) as court:
        policy = policy_of((TOWN, town), (COURT, f"{court}/"))
        assert [each.error for each in ask_all(office.ledger, policy)] == [None, None]
        office.hire("li")
        assert [each.error for each in ask_all(office.ledger, policy)] == [None, None]
    _, note = office.ledger.checkpoint()
    assert witnessing(note, policy.keys).keys == {TOWN.witness, COURT.witness}
    export_bundle(office.ledger, tmp_path / "bundle")
    report = verify_bundle(tmp_path / "bundle", vkey=office.ledger.vkey, policy=policy)
    assert (report.findings, [each.time for each in report.witnesses]) == ([], [AT, AT])
    proof = tmp_path / "act.tlog-proof"
    proof.write_bytes(office.ledger.prove(1).proof.to_bytes())
    assert verify_proof(proof, vkey=office.ledger.vkey, policy=policy).findings == []


def test_what_came_after_the_witnesses_is_proved_without_them(
    office: Office, tmp_path: Path, open_office: Callable[[], Office]
) -> None:
    """An older act is still proved up to the checkpoint that others have seen."""
    office.hire("wang")
    witness = witness_of(tmp_path)
    policy = Policy.of([TOWN.witness])
    with served(witness) as url:
        list(ask_all(office.ledger, policy_of((TOWN, url))))
    office.hire("li")
    for each in (office, open_office()):
        cosigned = each.ledger.witnessed()
        assert cosigned is not None
        assert (cosigned[0].size, each.ledger.size()) == (2, 3)
        _, note = each.ledger.checkpoint()
        assert witnessing(note, policy.keys).keys == frozenset()
        for index, found in ((1, []), (2, ["witness.quorum"])):
            proof = tmp_path / f"{index}.tlog-proof"
            proof.write_bytes(each.ledger.prove(index).proof.to_bytes())
            report = verify_proof(proof, vkey=each.ledger.vkey, policy=policy)
            assert [finding.code for finding in report.findings] == found


def test_an_office_without_network_carries_files(office: Office, tmp_path: Path) -> None:
    """The witness signs while the log goes on; what it signed is what was brought to it."""
    office.hire("wang")
    request = request_from(office.ledger, 0)
    office.hire("li")
    answer = witness_of(tmp_path).add_checkpoint(request)
    assert accept(office.ledger, request, answer.body, TOWN.witness) == 2
    behind = witness_of(tmp_path).add_checkpoint(request_from(office.ledger, 0))
    assert behind == Answer(409, b"2\n", SIZE)
    second = request_from(office.ledger, 2)
    answer = witness_of(tmp_path).add_checkpoint(second)
    assert accept(office.ledger, second, answer.body, TOWN.witness) == 3
    assert accept(office.ledger, second, answer.body, TOWN.witness) == 3
    _, note = office.ledger.checkpoint()
    assert len(split_note(note)[1]) == 2
    with pytest.raises(WitnessRefusedError, match="no cosignature of this key"):
        accept(office.ledger, request, answer.body, TOWN.witness)
    with pytest.raises(WitnessRefusedError):
        accept(office.ledger, second, answer.body, COURT.witness)
    foreign = History().ask(0, 2)
    with pytest.raises((NoteError, WitnessRefusedError)):
        accept(office.ledger, foreign, answer.body, TOWN.witness)


def test_a_restored_backup_is_told_by_the_witness(
    open_office: Callable[[], Office], tmp_path: Path
) -> None:
    """The witness has seen more than the store holds, whatever the files beside it say."""
    office = open_office().founded()
    for number in range(4):
        office.hire(f"p{number}")
    whole = asked(office)
    with served(witness_of(tmp_path)) as url:
        whole.ask(TOWN.witness, over_http(url))
        shorter = History()
        older = Asked(
            type(whole.checkpoint)(ORIGIN, 2, shorter.root(2)), shorter.at(2, LOG), shorter.node
        )
        with pytest.raises(OtherHistoryError, match="older store"):
            older.ask(TOWN.witness, over_http(url))


@pytest.mark.parametrize("size", [2, 3, 9])
def test_a_split_view_is_told_by_the_witness(size: int, office: Office, tmp_path: Path) -> None:
    """The same key signs another history, of the same size or longer."""
    office.hire("wang")
    other = History("theirs")
    hidden = Asked(
        type(asked(office).checkpoint)(ORIGIN, size, other.root(size)),
        other.at(size, LOG),
        other.node,
    )
    with served(witness_of(tmp_path)) as url:
        asked(office).ask(TOWN.witness, over_http(url))
        with pytest.raises(OtherHistoryError, match="another history"):
            hidden.ask(TOWN.witness, over_http(url))


def test_a_store_that_is_not_what_was_witnessed_is_not_opened(
    open_office: Callable[[], Office], office: Office, tmp_path: Path
) -> None:
    office.hire("wang")
    witnessed = tmp_path / "checkpoint.witnessed"
    witnessed.write_bytes(History().at(2, LOG))
    with pytest.raises(StoreMismatchError, match="history was altered"):
        open_office()
    witnessed.write_bytes(History().at(9, LOG))
    with pytest.raises(StoreMismatchError, match="older store"):
        open_office()
    witnessed.write_bytes(b"no note")
    with pytest.raises(StoreMismatchError):
        open_office()
    with pytest.raises(StoreMismatchError):
        office.ledger.keep_cosignatures(History().at(2, LOG), ())


def test_lines_of_an_older_checkpoint_do_not_take_the_place_of_newer_ones(
    office: Office, tmp_path: Path
) -> None:
    office.hire("wang")
    _, before = office.ledger.checkpoint()
    office.hire("li")
    _, now = office.ledger.checkpoint()
    older = witness_of(tmp_path).add_checkpoint(b"old 0\n\n" + before).body
    newer = witness_of(tmp_path, COURT).add_checkpoint(b"old 0\n\n" + now).body
    kept = office.ledger.keep_cosignatures(now, split_note(now + newer)[1][1:])
    assert office.ledger.keep_cosignatures(before, split_note(before + older)[1]) == kept


def test_a_witness_that_does_not_answer_or_does_not_know_us_hinders_nobody(
    office: Office, tmp_path: Path
) -> None:
    stranger = NoteSigner(ORIGIN, key_of("another log's key"))
    with (
        served(witness_of(tmp_path)) as town,
        served(witness_of(tmp_path, COURT, stranger)) as court,
    ):
        gone = WitnessSigner("witness.example/gone", key_of("gone"))
        silent = WitnessSigner("witness.example/silent", key_of("silent"))
        policy = policy_of(
            (gone, "http://127.0.0.1:1"), (COURT, court), (TOWN, town), (silent, ""), least=1
        )
        found = {each.witness.name: each.error for each in ask_all(office.ledger, policy)}
    assert isinstance(found[gone.name], WitnessUnreachableError)
    assert isinstance(found[COURT.name], WitnessRefusedError)
    assert found[TOWN.name] is None
    assert silent.name not in found
    _, note = office.ledger.checkpoint()
    assert policy.is_met_by(witnessing(note, policy.keys).keys)


def test_an_older_line_brought_again_does_not_take_the_place_of_a_newer(
    office: Office, tmp_path: Path
) -> None:
    request = request_from(office.ledger, 0)
    older = witness_of(tmp_path).add_checkpoint(request)
    again = request_from(office.ledger, 1)
    newer = witness_of(tmp_path, at=AT + 60).add_checkpoint(again)
    for request_, answer in ((request, older), (again, newer), (request, older)):
        accept(office.ledger, request_, answer.body, TOWN.witness)
    _, note = office.ledger.checkpoint()
    assert [each.time for each in witnessing(note, [TOWN.witness]).good] == [AT + 60]


def test_a_checkpoint_that_was_read_is_not_verified_again_until_it_changes(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(witness_of(tmp_path)) as url:
        list(ask_all(office.ledger, policy_of((TOWN, url))))
    read: list[bytes] = []

    def counted(note: bytes, log: NoteVerifier) -> Checkpoint:
        read.append(note)
        return open_checkpoint(note, log)

    monkeypatch.setattr(witnessed, "open_checkpoint", counted)
    before = office.ledger.checkpoint()
    assert [office.ledger.checkpoint() for _ in range(3)] == [before] * 3
    assert len(read) == 1
    office.hire("wang")
    with served(witness_of(tmp_path)) as url:
        list(ask_all(office.ledger, policy_of((TOWN, url))))
    assert office.ledger.checkpoint()[0].size == 2
    (tmp_path / "checkpoint.witnessed").write_bytes(before[1].replace("—".encode(), b"-"))
    with pytest.raises(StoreMismatchError):
        office.ledger.checkpoint()
