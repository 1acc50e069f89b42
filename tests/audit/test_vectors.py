"""The format agrees with public conformance data."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from audit.format import ed25519
from audit.format.checkpoint import open_checkpoint
from audit.format.errors import MalformedError, ProofError
from audit.format.note import NoteVerifier
from audit.format.restricted_json import decode, encode
from audit.format.tiles import TileCollector, split_entries
from audit.format.tree import CompactRange, leaf_hash, verify_consistency, verify_inclusion
from tests.support.vectors import VECTORS, needs_vectors

pytestmark = needs_vectors
TESTDATA = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"


def proofs(kind: str) -> list[Any]:
    files = sorted((VECTORS / "rfc6962" / kind).rglob("*.json"))
    return [pytest.param(each, id=f"{each.parent.name}/{each.stem}") for each in files]


def hash_of(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def path_of(case: dict[str, Any]) -> list[bytes]:
    return [hash_of(each) for each in case["proof"] or []]


@pytest.mark.parametrize("file", proofs("inclusion"))
def test_inclusion_proofs_are_judged_as_the_vectors_say(file: Path) -> None:
    case = json.loads(file.read_text())
    leaf, root = hash_of(case["leafHash"]), hash_of(case["root"])
    try:
        verify_inclusion(case["leafIdx"], case["treeSize"], leaf, path_of(case), root)
    except ProofError:
        assert case["wantErr"]
    else:
        assert not case["wantErr"]


@pytest.mark.parametrize("file", proofs("consistency"))
def test_consistency_proofs_are_judged_as_the_vectors_say(file: Path) -> None:
    case = json.loads(file.read_text())
    roots = hash_of(case["root1"]), hash_of(case["root2"])
    try:
        verify_consistency(case["size1"], case["size2"], path_of(case), *roots)
    except ProofError:
        assert case["wantErr"]
    else:
        assert not case["wantErr"]


def test_every_one_of_the_98_and_98_proofs_was_read() -> None:
    assert (len(proofs("inclusion")), len(proofs("consistency"))) == (98, 98)


@pytest.mark.parametrize(
    "verify",
    [
        pytest.param(ed25519.verify_with_cryptography, id="cryptography"),
        pytest.param(ed25519.verify_with_libsodium, id="libsodium"),
    ],
)
def test_exactly_the_43_signatures_that_libsodium_accepts_are_good(verify: Any) -> None:
    if verify is None:
        pytest.skip("PyNaCl is not installed")
    cases = json.loads((VECTORS / "ed25519-edge" / "ed25519vectors.json").read_text())
    verdicts = [
        verify(bytes.fromhex(c["key"]), bytes.fromhex(c["sig"]), c["msg"].encode()) for c in cases
    ]
    assert (len(verdicts), sum(verdicts)) == (914, 43)


def test_both_libraries_give_the_same_verdict_on_every_edge_case() -> None:
    if ed25519.verify_with_libsodium is None:
        pytest.skip("PyNaCl is not installed")
    for c in json.loads((VECTORS / "ed25519-edge" / "ed25519vectors.json").read_text()):
        case = bytes.fromhex(c["key"]), bytes.fromhex(c["sig"]), c["msg"].encode()
        assert ed25519.verify_with_libsodium(*case) == ed25519.verify_with_cryptography(*case)


def test_a_public_log_s_checkpoints_and_tiles_are_what_we_compute() -> None:
    log = VECTORS / "tlog-tiles" / "log"
    verifier = NoteVerifier.from_vkey(TESTDATA)
    bundles = sorted((log / "tile" / "entries" / "000.p").iterdir(), key=lambda p: int(p.name))
    entries = list(split_entries(bundles[-1].read_bytes()))
    roots = {0: CompactRange().root()}
    tree, made = CompactRange(), dict[str, bytes]()
    tiles = TileCollector(made.__setitem__)
    for entry in entries:
        tiles.add(tree.append(leaf_hash(entry)))
        roots[tree.size] = tree.root()
    tiles.finish()
    for path, content in made.items():
        assert (log / path).read_bytes() == content
    seen = 0
    for note in log.glob("checkpoint*"):
        checkpoint = open_checkpoint(note.read_bytes(), verifier)
        assert roots[checkpoint.size] == checkpoint.root
        seen += 1
    assert seen == 17  # sizes 0 to 15, and the newest once more under its own name


WITHIN_THE_RESTRICTION = {"arrays", "structures"}


@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_canonical_documents_are_written_alike_as_far_as_the_restriction_reaches(
    name: str,
) -> None:
    expected = (VECTORS / "jcs" / "output" / f"{name}.json").read_bytes().rstrip(b"\n")
    document = json.loads(expected)
    if name in WITHIN_THE_RESTRICTION:
        assert encode(document) == expected
        assert decode(expected) == document
    else:
        with pytest.raises(MalformedError):
            encode(document)
        with pytest.raises(MalformedError):
            decode(expected)
