"""One spelling only: whatever is written in another way is refused, and says why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.format.act import Act
from audit.format.body import EventBody
from audit.format.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from audit.format.encoding import b64, decimal, unb64, unhex
from audit.format.entry import MAX_ENTRY, Entry, Signature
from audit.format.errors import MalformedError, NoteError
from audit.format.note import NoteSigner, NoteVerifier, open_note, sign_note
from audit.format.restricted_json import JsonValue, decode, encode
from audit.format.tiles import frame_entries, split_entries
from audit.format.tlog_proof import TlogProof
from tests.support.forge import LOG, key_of, kid, small_log

FORGE = small_log()
ENTRY = FORGE.entries[2]
ACT = Entry.from_bytes(ENTRY).act
BODY = FORGE.bodies[2][0]
HASH = b64(bytes(32))


def changed(data: bytes, **fields: JsonValue) -> bytes:
    document = decode(data)
    assert isinstance(document, dict)
    return encode({**document, **fields})


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"v": 2}, "unknown version"),
        ({"act": "019900AA-0000-7000-8000-000000000002"}, "id or time"),
        ({"at": "2026-08-18T01:00:00Z"}, "id or time"),
        ({"cause": "the act before"}, "cause"),
        ({"basis": {"size": -1, "root": HASH}}, "negative size"),
        ({"basis": {"size": 1}}, "a basis should have"),
        ({"events": []}, "too few or too many"),
        ({"events": [HASH] * 1001}, "too few or too many"),
        ({"events": [1]}, "not text"),
        ({"actors": []}, "too few or too many"),
        ({"actors": [{"person": "wang"}]}, "an actor should have"),
        ({"summary": b64(bytes(31))}, "32 are due"),
        ({"more": None}, "an act should have"),
    ],
)
def test_an_act_that_is_not_well_written_is_none(fields: dict[str, JsonValue], says: str) -> None:
    with pytest.raises(MalformedError, match=says):
        Act.from_bytes(changed(ACT, **fields))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"v": 2}, "unknown version"),
        ({"stream": "no stream"}, "not well named"),
        ({"topic": "school.seat-taken"}, "not well named"),
        ({"n": -1}, "do not fit"),
        ({"position": 0}, "do not fit"),
        ({"position": 2}, "do not fit"),  # without the one before it
        ({"prev": HASH}, "do not fit"),  # the first has none before it
        ({"position": True}, "should be int"),
    ],
)
def test_an_event_body_that_is_not_well_written_is_none(
    fields: dict[str, JsonValue], says: str
) -> None:
    assert isinstance(BODY, bytes)
    with pytest.raises(MalformedError, match=says):
        EventBody.from_bytes(changed(BODY, **fields))


@pytest.mark.parametrize(
    "data",
    [
        b"\x02" + ENTRY[1:],  # another frame
        ENTRY[:-1],
        Entry(ACT, ()).to_bytes(),  # nobody signed
        Entry(ACT, (Signature(1, "00" * 15, bytes(64)),)).to_bytes(),  # a short key id
        bytes(MAX_ENTRY + 1),
    ],
)
def test_an_entry_that_is_not_well_framed_is_none(data: bytes) -> None:
    with pytest.raises(MalformedError):
        Entry.from_bytes(data)


def test_an_entry_too_large_for_the_log_is_not_written() -> None:
    signature = Signature(1, kid("wang"), bytes(64))
    with pytest.raises(MalformedError, match="the most is 65535"):
        Entry(bytes(MAX_ENTRY), (signature,)).to_bytes()


@pytest.mark.parametrize("text", ["?", "QUI", "QUJ=", " QUI=", "QUI=\n", "QR==", "ä"])
def test_base64_has_one_spelling(text: str) -> None:
    assert unb64("QUI=", size=2) == b"AB"
    with pytest.raises(MalformedError):
        unb64(text)


@pytest.mark.parametrize("text", ["0A", "0", "zz", "0a0b", ""])
def test_hex_has_one_spelling(text: str) -> None:
    assert unhex("0a", size=1) == b"\n"
    with pytest.raises(MalformedError):
        unhex(text, size=1)


@pytest.mark.parametrize("text", ["", "01", "+1", "-1", "1 ", "１", str(1 << 63), "9" * 20])
def test_a_number_has_one_spelling(text: str) -> None:
    assert (decimal("0"), decimal(str((1 << 63) - 1))) == (0, (1 << 63) - 1)
    with pytest.raises(MalformedError):
        decimal(text)


SIGNER = NoteSigner(LOG, key_of("the log itself"))
NOTE = sign_checkpoint(FORGE.checkpoint(), SIGNER)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda note: note.replace(b"\n\n", b"\n"),
        lambda note: note[:-1],
        lambda note: note.replace(LOG.encode(), LOG.encode() + b"\t", 1),
        lambda note: note + b"no signature\n",
        lambda note: note + "— somebody ?\n".encode(),
        lambda note: note + "— somebody QUI=\n".encode(),
        lambda note: note + "— somebody QUJDREU=\n".encode() * 100,
        lambda note: note + b"\xff\n",
        lambda _: bytes(1_000_001),
    ],
)
def test_a_note_that_is_not_well_written_is_not_opened(spoil: Callable[[bytes], bytes]) -> None:
    assert open_note(NOTE, [SIGNER.verifier]) == FORGE.checkpoint().to_text()
    with pytest.raises(NoteError):
        open_note(spoil(NOTE), [SIGNER.verifier])


def test_a_stranger_s_signature_beside_the_log_s_changes_nothing() -> None:
    beside = NOTE + "— somebody QUJDREU=\n".encode()
    assert open_checkpoint(beside, SIGNER.verifier) == FORGE.checkpoint()


@pytest.mark.parametrize(
    "vkey",
    ["", "name+00000000", SIGNER.verifier.vkey[:-4], "n+00000000+" + b64(bytes(33)), "n m+0+QUI="],
)
def test_a_verifier_key_that_is_not_well_written_is_none(vkey: str) -> None:
    assert NoteVerifier.from_vkey(SIGNER.verifier.vkey) == SIGNER.verifier
    with pytest.raises(NoteError):
        NoteVerifier.from_vkey(vkey)


@pytest.mark.parametrize(
    "text",
    [
        f"{LOG}\n3\n",
        f"{LOG}\n3\n{HASH}\nmore\n",
        f"\n3\n{HASH}\n",
        f"{LOG}\n03\n{HASH}\n",
        f"another/log\n3\n{HASH}\n",
    ],
)
def test_a_checkpoint_is_three_lines_and_of_the_log_whose_key_signed_it(text: str) -> None:
    with pytest.raises(NoteError):
        open_checkpoint(sign_note(text, SIGNER), SIGNER.verifier)
    assert Checkpoint.from_text(f"{LOG}\n3\n{HASH}\n").size == 3


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"c2sp.org/tlog-proof@v1\n",
        b"c2sp.org/tlog-proof@v2\nindex 1\n\nnote",
        b"c2sp.org/tlog-proof@v1\n\nnote",
        b"c2sp.org/tlog-proof@v1\nindex 01\n\nnote",
        b"c2sp.org/tlog-proof@v1\nindex 1\nQUI=\n\nnote",
        b"c2sp.org/tlog-proof@v1\nindex \xff\n\nnote",
    ],
)
def test_a_proof_file_that_is_not_well_written_is_none(data: bytes) -> None:
    plain = TlogProof(1, (bytes(32),), b"note")
    assert TlogProof.from_bytes(plain.to_bytes()) == plain
    with pytest.raises(MalformedError):
        TlogProof.from_bytes(data)


def test_a_bundle_of_entries_is_not_cut_short() -> None:
    whole = frame_entries([b"one", b"", b"three"])
    assert list(split_entries(whole)) == [b"one", b"", b"three"]
    for end in (len(whole) - 1, 1, 4):
        with pytest.raises(MalformedError, match="cut short"):
            list(split_entries(whole[:end]))
