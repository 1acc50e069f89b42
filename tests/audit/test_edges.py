"""What the format refuses at its edges, told without the public vectors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.format.ed25519 import verify_with_cryptography, verify_with_libsodium
from audit.format.entry import Entry
from audit.format.errors import MalformedError, NoteError, ProofError
from audit.format.note import NoteSigner, open_note, sign_note
from audit.format.tree import leaf_hash, node_hash, verify_inclusion
from audit.format.verify import LedgerVerifier
from tests.support.forge import LOG, Forge, enrolment, grant, key_of, small_log

Verify = Callable[[bytes, bytes, bytes], bool]
POINT_ZERO = bytes([1, *bytes(31)])
"""The neutral element: a key with which one signature fits every message."""


@pytest.mark.parametrize("verify", [verify_with_cryptography, verify_with_libsodium])
def test_a_key_of_small_order_signs_nothing(verify: Verify | None) -> None:
    assert verify is not None
    signature = POINT_ZERO + bytes(32)
    assert not verify(POINT_ZERO, signature, b"any message")


def test_an_inner_node_does_not_pass_for_a_leaf() -> None:
    first, second, third = (leaf_hash(data) for data in (b"a", b"b", b"c"))
    inner = node_hash(first, second)
    root = node_hash(inner, third)
    verify_inclusion(0, 3, first, [second, third], root)
    with pytest.raises(ProofError, match="too short"):
        verify_inclusion(0, 3, inner, [third], root)


def test_nothing_follows_an_entry() -> None:
    entry = small_log().entries[2]
    assert Entry.from_bytes(entry).to_bytes() == entry
    with pytest.raises(MalformedError, match="follow"):
        Entry.from_bytes(entry + b"\x00")


def test_a_note_that_only_strangers_signed_is_not_opened() -> None:
    known, stranger = (NoteSigner(LOG, key_of(name)) for name in ("the log itself", "eve"))
    assert open_note(sign_note("text\n", known), [known.verifier]) == "text\n"
    with pytest.raises(NoteError, match="not signed by a known key"):
        open_note(sign_note("text\n", stranger), [known.verifier])


def findings(forge: Forge) -> list[tuple[str, str]]:
    verifier = LedgerVerifier(LOG)
    for entry, bodies in zip(forge.entries, forge.bodies, strict=True):
        verifier.add(entry, bodies)
    return [(each.code, each.where) for each in verifier.finish().findings]


@pytest.mark.parametrize("revoked_first", [False, True])
def test_a_mandate_id_is_used_up_with_its_first_grant(*, revoked_first: bool) -> None:
    forge = small_log()
    if revoked_first:
        end = {"mandate": "m-wang", "reason": "调离"}
        forge.act([("mandates:wang", "mandate.mandate-revoked.v1", end)])
    index = len(forge.entries)
    again = grant("m-wang", "li", "principal", "s1")
    forge.act([("mandates:li", "mandate.mandate-granted.v1", again)])
    assert findings(forge) == [("mandate.malformed", f"index {index}, event 0")]


def test_a_mandate_is_revoked_once() -> None:
    forge = small_log()
    end = {"mandate": "m-wang", "reason": "调离"}
    for _ in range(2):
        forge.act([("mandates:wang", "mandate.mandate-revoked.v1", end)])
    assert findings(forge) == [("mandate.malformed", "index 4, event 0")]


def test_a_key_is_one_person_s() -> None:
    """Li proves that she holds Wang's key; that makes it two persons' all the same."""
    forge = small_log()
    shared = dict(enrolment("wang"), person="li")
    forge.act([("mandates:li", "mandate.key-enrolled.v1", shared)])
    assert findings(forge) == [("mandate.malformed", "index 3, event 0")]
