"""Whatever a witness answers is judged, and whatever it is asked is bounded."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from adapters.witness.asking import over_http
from adapters.witness.errors import OtherHistoryError, WitnessRefusedError, WitnessUnreachableError
from adapters.witness.request import MAX_REQUEST, SIZE, Answer
from audit.format.cosignature import WitnessSigner, cosign, witnessing
from audit.format.errors import NoteError
from audit.format.note import MAX_SIGNATURES, signatures_in, split_note
from tests.support.forge import key_of
from tests.support.office import ORIGIN, Office
from tests.witness.asking_given import AT, COURT, LOG, TOWN, asked, served, witness_of
from tests.witness.test_witness import History


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
