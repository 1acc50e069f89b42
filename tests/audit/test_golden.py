"""Bytes that must never change: with fixed keys, clock and nonces they are these.

``REGEN_GOLDEN=1`` writes the files anew; a difference is then seen in the review, and
needs a new version of the format.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.format import suites
from audit.format.act import Act, Actor, Basis, signing_bytes
from audit.format.body import Attachment, Commitment, EventBody, commit
from audit.format.bundle import verify_bundle
from audit.format.bundle_writer import write_archive
from audit.format.checkpoint import open_checkpoint, sign_checkpoint
from audit.format.encoding import unb64
from audit.format.entry import Entry
from audit.format.note import NoteVerifier
from audit.format.tlog_proof import TlogProof
from audit.format.tree import EMPTY_ROOT, CompactRange, inclusion_proof, leaf_hash
from domain.catalog import EVENT_TYPES
from tests.support.authenticator import Authenticator
from tests.support.forge import AT, LOG, Forge, passkey_log, sign, small_log

GOLDEN = Path(__file__).parent / "golden"
REGENERATE = os.environ.get("REGEN_GOLDEN") == "1"
ACT_ID = "019900aa-0000-7000-8000-0123456789ab"
WIDTH = 64
"""Bytes of an entry are shown as so many hex digits a line."""


def body() -> bytes:
    """Return an event body in which no part is empty."""
    return EventBody(
        log=LOG,
        act=ACT_ID,
        n=0,
        stream="teacher:p-li",
        position=2,
        prev=leaf_hash(b"the event before it"),
        topic="teacher.teacher-registered.v1",
        data={"school": "s1", "subject": "数学\n“\\”", "count": -7, "more": [True, None, {}]},
        nonce=bytes(range(16)),
        pii=(Commitment("name", "p-li", commit(bytes(32), "name", "李喆")),),
        files=(Attachment("聘约.pdf", hashlib.sha256(b"file").hexdigest(), 4, "school"),),
    ).to_bytes()


def act() -> bytes:
    """Return an act with two actors, a pack and a cause."""
    return Act(
        log=LOG,
        act=ACT_ID,
        at=AT,
        actors=(Actor("wang", "principal", "s1", "m-wang"), Actor("p-li", "self", "", "")),
        basis=Basis(0, EMPTY_ROOT),
        pack=hashlib.sha256(b"pack").digest(),
        cause="019900aa-0000-7000-8000-000000000001",
        summary=hashlib.sha256(b"summary").digest(),
        events=(leaf_hash(body()),),
        nonce=bytes(range(16, 32)),
    ).to_bytes()


def entry() -> bytes:
    """Return the act with both signatures."""
    return sign(act(), ["wang", "p-li"])


def checkpoint() -> bytes:
    """Return the signed note of a log of three acts."""
    forge = small_log()
    return sign_checkpoint(forge.checkpoint(), forge.signer)


def proof() -> bytes:
    """Return the proof of the last of three acts."""
    forge = small_log()
    nodes: dict[tuple[int, int], bytes] = {}
    tree = CompactRange()
    for each in forge.entries:
        nodes |= {(level, n): value for level, n, value in tree.append(leaf_hash(each))}
    path = inclusion_proof(2, tree.size, lambda level, n: nodes[level, n])
    return TlogProof(2, tuple(path), checkpoint(), forge.entries[2]).to_bytes()


def bundle(folder: Path) -> str:
    """Return what a small bundle holds, file by file, and the digest of its archive."""
    directory = small_log().export(folder / "bundle")
    files = sorted(path for path in directory.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(directory).as_posix()}"
        for path in files
    ]
    archive = folder / "bundle.zip"
    write_archive(directory, archive)
    lines.append(f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  bundle.zip")
    return "\n".join(lines) + "\n"


def enrolled_passkey() -> bytes:
    """Return the event body that enrols a passkey: its key, and its proof of possession."""
    found = passkey_log(Authenticator("p-li")).bodies[1][0]
    assert isinstance(found, bytes)
    return found


def topics() -> str:
    """Return the names under which every topic's facts are stored and signed for ever."""
    lines = []
    for topic, kind in sorted(EVENT_TYPES.items()):
        schema = kind.model_json_schema(by_alias=True)
        lines.append(f"{topic}: {_names(schema)}")
        lines += [f"  {name}: {_names(part)}" for name, part in schema.get("$defs", {}).items()]
    return "\n".join(lines) + "\n"


def _names(schema: dict[str, Any]) -> str:
    """Return the fields of an object, or the words of an enumeration, in order."""
    found: list[str] = sorted(schema["properties"] if "properties" in schema else schema["enum"])
    return " ".join(found)


def in_lines(data: bytes) -> str:
    """Return bytes as hex, so that a difference can be read."""
    text = data.hex()
    return "".join(f"{text[at : at + WIDTH]}\n" for at in range(0, len(text), WIDTH))


MAKERS: dict[str, Callable[[], str]] = {
    "body.json": lambda: body().decode(),
    "act.json": lambda: act().decode(),
    "to-sign.txt": lambda: signing_bytes(act()).decode(),
    "entry.hex": lambda: in_lines(entry()),
    "checkpoint.txt": lambda: checkpoint().decode(),
    "proof.tlog-proof": lambda: proof().decode(),
    "small-log.hex": lambda: "\n".join(in_lines(each) for each in small_log().entries),
    "passkey-enrolled.json": lambda: enrolled_passkey().decode(),
    "passkey-entry.hex": lambda: in_lines(passkey_log(Authenticator("p-li")).entries[2]),
    "topics.txt": topics,
}


def must_equal(name: str, found: str) -> None:
    """Compare with the golden file, byte for byte, or write it where that is asked for."""
    file = GOLDEN / name
    if REGENERATE:
        GOLDEN.mkdir(exist_ok=True)
        file.write_bytes(found.encode())
    assert file.read_bytes() == found.encode(), f"{name}: the bytes differ; see this file's head"


@pytest.mark.parametrize("name", MAKERS)
def test_the_bytes_are_those_of_the_file(name: str) -> None:
    must_equal(name, MAKERS[name]())


def test_a_bundle_holds_the_same_files(tmp_path: Path) -> None:
    must_equal("bundle.sha256", bundle(tmp_path))


def test_no_golden_file_is_left_over() -> None:
    assert {each.name for each in GOLDEN.iterdir()} == {*MAKERS, "bundle.sha256"}


def test_the_golden_bytes_are_read_as_what_they_are() -> None:
    read = EventBody.from_bytes((GOLDEN / "body.json").read_bytes())
    assert read.to_bytes() == body()
    act_bytes = (GOLDEN / "act.json").read_bytes()
    assert Act.from_bytes(act_bytes).events == (leaf_hash(read.to_bytes()),)
    stored = Entry.from_bytes(bytes.fromhex((GOLDEN / "entry.hex").read_text()))
    assert stored.act == act_bytes
    assert len(stored.signatures) == 2


def test_the_golden_passkey_signs_the_golden_entry() -> None:
    """Read from the files alone: no device makes these bytes again."""
    enrolled = EventBody.from_bytes((GOLDEN / "passkey-enrolled.json").read_bytes()).data
    stored = Entry.from_bytes(bytes.fromhex((GOLDEN / "passkey-entry.hex").read_text()))
    [_, made] = stored.signatures
    assert (made.suite, made.kid) == (enrolled["suite"], enrolled["kid"])
    key = unb64(str(enrolled["key"]))
    assert suites.verify(made.suite, key, made.value, signing_bytes(stored.act))


def test_the_golden_proof_and_checkpoint_hold(tmp_path: Path) -> None:
    forge: Forge = small_log()
    verifier = NoteVerifier.from_vkey(forge.vkey)
    note = (GOLDEN / "checkpoint.txt").read_bytes()
    assert open_checkpoint(note, verifier) == forge.checkpoint()
    read = TlogProof.from_bytes((GOLDEN / "proof.tlog-proof").read_bytes())
    read.verify(forge.entries[2], verifier)
    report = verify_bundle(forge.export(tmp_path / "b"), vkey=forge.vkey)
    assert report.findings == []
