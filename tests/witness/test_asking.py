"""An office asks witnesses, over the network and by files, and keeps what they sign."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from adapters.ledger import witnessed
from adapters.ledger.errors import StoreMismatchError
from adapters.witness.asking import Asked, over_http
from adapters.witness.errors import (
    OtherHistoryError,
    WitnessRefusedError,
    WitnessUnreachableError,
)
from adapters.witness.request import MAX_REQUEST, SIZE, Answer
from adapters.witness.server import WitnessServer
from adapters.witness.state import StateFile
from adapters.witness.witness import Witness
from api.export import export_bundle
from api.witnessing import accept, ask_all, request_from
from audit.format.bundle import verify_bundle, verify_proof
from audit.format.checkpoint import Checkpoint, open_checkpoint
from audit.format.cosignature import WitnessSigner, cosign, witnessing
from audit.format.errors import NoteError
from audit.format.note import (
    MAX_SIGNATURES,
    NoteSigner,
    NoteVerifier,
    signatures_in,
    split_note,
)
from audit.format.policy import Policy
from tests.support.forge import key_of
from tests.support.office import ORIGIN, Office, signer
from tests.witness.test_witness import History

AT = 1_787_209_200
LOG = NoteSigner(ORIGIN, signer("log").key)
TOWN = WitnessSigner("witness.example/town", key_of("witness of the town"))
COURT = WitnessSigner("witness.example/court", key_of("witness of the court"))


def witness_of(
    folder: Path, by: WitnessSigner = TOWN, log: NoteSigner = LOG, *, at: int = AT
) -> Witness:
    path = folder / by.name.replace("/", "-")
    state = StateFile(path, by.witness.vkey)
    if not path.exists():
        state.create()
    return Witness(by, [log.verifier], state, lambda: at)


@contextmanager
def served(witness: Witness) -> Iterator[str]:
    with WitnessServer(("127.0.0.1", 0), witness) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def policy_of(*witnesses: tuple[WitnessSigner, str], least: int | str = "all") -> Policy:
    lines = [
        f"witness w{n} {each.witness.vkey} {url}" for n, (each, url) in enumerate(witnesses, 1)
    ]
    names = " ".join(f"w{n}" for n in range(1, len(witnesses) + 1))
    return Policy.from_bytes("\n".join([*lines, f"group g {least} {names}", "quorum g"]).encode())


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


def asked(office: Office) -> Asked:
    checkpoint, note = office.ledger.checkpoint()
    return Asked(checkpoint, note, office.ledger.read_node)


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


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(500, b""), WitnessUnreachableError),
        (Answer(200, b"thanks"), WitnessUnreachableError),
        (Answer(200, "— x \n".encode()), WitnessUnreachableError),
        (Answer(200, b"\xff\n"), WitnessUnreachableError),
        (Answer(409, b"1\n"), WitnessUnreachableError),
        (Answer(409, b"one\n", SIZE), WitnessUnreachableError),
        (Answer(409, b"0\n", SIZE), OtherHistoryError),
        (Answer(409, b"2\n", SIZE), OtherHistoryError),
        (Answer(422, b""), OtherHistoryError),
        (Answer(404, b"who?\n"), WitnessRefusedError),
    ],
)
def test_whatever_a_witness_answers_is_judged(
    office: Office, answer: Answer, error: type[Exception]
) -> None:
    with pytest.raises(error):
        asked(office).ask(TOWN.witness, lambda _: answer)


def test_a_witness_that_answers_with_another_s_line_has_not_cosigned(
    office: Office, tmp_path: Path
) -> None:
    court = witness_of(tmp_path, COURT)
    with pytest.raises(WitnessRefusedError):
        asked(office).ask(TOWN.witness, court.add_checkpoint)


def test_a_witness_that_signs_a_hundred_times_does_not_lock_the_log(
    open_office: Callable[[], Office],
) -> None:
    """Every line holds; kept one by one they would make a note that nobody may read."""
    office = open_office().founded()
    _, note = office.ledger.checkpoint()
    text, _ = split_note(note)
    lines = b"".join(cosign(text, TOWN, AT + n) for n in range(MAX_SIGNATURES))
    good = asked(office).ask(TOWN.witness, lambda _: Answer(200, lines))
    office.ledger.keep_cosignatures(note, good)
    for each in (office, open_office()):
        _, kept = each.ledger.checkpoint()
        found = witnessing(kept, [TOWN.witness], signer=(ORIGIN, LOG.verifier.key_id))
        assert [one.time for one in found.good] == [AT + MAX_SIGNATURES - 1]
        assert len(split_note(kept)[1]) == 2


def test_more_witnesses_than_a_note_may_have_lines_do_not_lock_the_log(
    open_office: Callable[[], Office],
) -> None:
    office = open_office().founded()
    _, note = office.ledger.checkpoint()
    text, _ = split_note(note)
    many = [
        signatures_in(cosign(text, WitnessSigner(f"w.example/{n}", key_of(f"w{n}")), AT).decode())
        for n in range(MAX_SIGNATURES)
    ]
    for line in many[1:]:
        office.ledger.keep_cosignatures(note, line)
    with pytest.raises(NoteError, match="too many"):
        office.ledger.keep_cosignatures(note, many[0])
    assert len(split_note(open_office().ledger.checkpoint()[1])[1]) == MAX_SIGNATURES


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


def test_an_answer_without_end_is_read_to_its_bound() -> None:
    """A witness is somebody else: what it sends is not held whole, nor unpacked."""
    sent = [0]

    def endless() -> Iterator[bytes]:
        while sent[0] < 100 * MAX_REQUEST:
            sent[0] += 1000
            yield b"x" * 1000

    def answered(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=endless())

    with httpx.Client(transport=httpx.MockTransport(answered)) as client:
        answer = over_http("http://witness.example", client)(b"")
    assert (answer.status, len(answer.body)) == (200, MAX_REQUEST)
    assert sent[0] <= 2 * MAX_REQUEST


def test_the_door_takes_requests_of_one_kind_and_size(tmp_path: Path) -> None:
    with served(witness_of(tmp_path)) as url:
        host = url.removeprefix("http://")
        assert spoken(host, "GET", "/") == (200, TOWN.witness.vkey)
        assert spoken(host, "GET", "/state")[0] == 404
        assert spoken(host, "POST", "/add-checkpoints", b"x")[0] == 404
        assert spoken(host, "POST", "/add-checkpoint", b"x")[0] == 400
        assert spoken(host, "POST", "/add-checkpoint", b"x" * (MAX_REQUEST + 1))[0] == 413
        assert announced(host, "9" * 5000) == 413
        assert announced(host, "-1") == 413
        (tmp_path / "witness.example-town").unlink()
        request = b"old 0\n\n" + History().at(1, LOG)
        assert spoken(host, "POST", "/add-checkpoint", request)[0] == 500
        (tmp_path / "witness.example-town").mkdir()
        assert spoken(host, "POST", "/add-checkpoint", request)[0] == 500


def test_what_a_stranger_asks_does_not_steer_the_terminal_that_shows_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "gongxin.witness"), served(witness_of(tmp_path)) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as line:
            line.sendall(b"GET /\x1b[2Jgone HTTP/1.1\r\nConnection: close\r\n\r\n")
            assert line.makefile("rb").readline().split()[1] == b"404"
    assert "gone" in caplog.text
    assert "\x1b" not in caplog.text


def announced(host: str, length: str) -> int:
    """Announce a body of a length and send none."""
    connection = http.client.HTTPConnection(host, timeout=10)
    try:
        connection.request("POST", "/add-checkpoint", headers={"Content-Length": length})
        return connection.getresponse().status
    finally:
        connection.close()


def spoken(host: str, method: str, path: str, body: bytes = b"") -> tuple[int, str]:
    connection = http.client.HTTPConnection(host, timeout=10)
    try:
        connection.request(method, path, body)
        response = connection.getresponse()
        return response.status, response.read().decode().strip()
    finally:
        connection.close()


def test_an_address_that_is_none_is_no_answer() -> None:
    with pytest.raises(WitnessUnreachableError):
        over_http("http://[")(b"")
