"""What the format refuses at its edges, told without the public vectors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.format.act import Actor
from audit.format.ed25519 import verify_with_cryptography, verify_with_libsodium
from audit.format.entry import Entry
from audit.format.errors import MalformedError, NoteError, ProofError
from audit.format.note import NoteSigner, open_note, sign_note
from audit.format.restricted_json import JsonValue
from audit.format.tree import leaf_hash, node_hash, verify_inclusion
from audit.format.verify import LedgerVerifier, Withheld
from tests.support.forge import LOG, Fact, Forge, enrolment, grant, key_of, kid, small_log

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


def data_without(data: dict[str, JsonValue], name: str) -> dict[str, JsonValue]:
    return {key: value for key, value in data.items() if key != name}


OFFICE = grant("m-zhao", "zhao", "principal", "s1")
REVOKED: dict[str, JsonValue] = {"kid": kid("wang"), "reason": "遗失", "void_from_index": 3}
ENDED: dict[str, JsonValue] = {"mandate": "m-wang", "reason": "调离"}
CONFIRMED: dict[str, JsonValue] = {
    "act": "019900aa-0000-7000-8000-000000000002",
    "reason": "复核无误",
}
ERASED: dict[str, JsonValue] = {"person": "wang", "ground": "依法删除"}


@pytest.mark.parametrize(
    ("topic", "data"),
    [
        ("mandate-granted", dict(OFFICE, until="2026-02-30")),
        ("mandate-granted", {**OFFICE, "from": "20260101"}),
        ("mandate-granted", {**OFFICE, "from": "2026-W01-1"}),
        ("mandate-granted", data_without(OFFICE, "until")),
        ("mandate-granted", data_without(OFFICE, "role")),
        ("mandate-revoked", data_without(ENDED, "reason")),
        ("key-revoked", data_without(REVOKED, "reason")),
        ("key-revoked", dict(REVOKED, void_from_index=4)),
        ("act-confirmed", data_without(CONFIRMED, "reason")),
        ("person-erased", data_without(ERASED, "ground")),
        ("log-founded", {"district": "d2", "name": "伪区", "root_person": "wang"}),
    ],
)
def test_an_event_about_keys_or_mandates_says_all_that_is_due(
    topic: str, data: dict[str, JsonValue]
) -> None:
    forge = small_log()
    forge.act([(f"mandates:{data.get('person', 'wang')}", f"mandate.{topic}.v1", data)])
    assert findings(forge) == [("mandate.malformed", "index 3, event 0")]


@pytest.mark.parametrize(
    ("topic", "data"),
    [
        ("key-enrolled", enrolment("zhao")),
        ("key-revoked", REVOKED),
        ("mandate-granted", OFFICE),
        ("mandate-revoked", ENDED),
        ("person-erased", ERASED),
    ],
)
@pytest.mark.parametrize("stream", ["mandates:li", "school:wang"])
def test_it_stands_in_the_stream_of_the_person_whom_it_is_about(
    topic: str, data: dict[str, JsonValue], stream: str
) -> None:
    """Whoever asks for a person's keys reads that person's stream, and no other."""
    forge = small_log()
    forge.act([(stream, f"mandate.{topic}.v1", data)])
    assert findings(forge) == [("mandate.malformed", "index 3, event 0")]


@pytest.mark.parametrize("at", ["9999-12-31T16:00:00.000Z", "0000-01-01T00:00:00.000Z"])
def test_an_instant_without_a_date_in_beijing_is_none(at: str) -> None:
    forge = small_log()
    wang = Actor("wang", "principal", "s1", "m-wang")
    forge.act([("school:s1", "school.seat-freed.v1", {"person": "li"})], actors=[wang], at=at)
    assert findings(forge) == [("entry.malformed", "index 3")]


def founding(*order: int) -> Forge:
    forge = Forge()
    facts: list[Fact] = [
        (
            "district:district",
            "mandate.log-founded.v1",
            {"district": "district", "name": "试验区", "root_person": "root"},
        ),
        ("mandates:root", "mandate.key-enrolled.v1", enrolment("root")),
        (
            "mandates:root",
            "mandate.mandate-granted.v1",
            grant("m-root", "root", "root", "district"),
        ),
    ]
    forge.act([facts[number] for number in order])
    return forge


def test_a_log_is_founded_by_its_first_event() -> None:
    assert findings(founding(0, 1, 2)) == []
    assert ("log.founding", "index 0") in findings(founding(1, 0, 2))
    hidden = founding(0, 1, 2)
    hidden.bodies[0][0] = Withheld(leaf_hash(bytes(hidden.bodies[0][0])))  # type: ignore[arg-type]
    assert findings(hidden) == [("log.founding", "index 0")]


def test_that_a_revocation_may_be_among_what_is_withheld_is_said() -> None:
    forge = small_log()
    forge.bodies[2] = [Withheld(leaf_hash(bytes(forge.bodies[2][0])))]  # type: ignore[arg-type]
    verifier = LedgerVerifier(LOG)
    for entry, bodies in zip(forge.entries, forge.bodies, strict=True):
        verifier.add(entry, bodies)
    (fact,) = verifier.finish().facts
    assert fact.startswith("1 event bodies are withheld")


def test_a_withheld_event_is_followed_by_one_event() -> None:
    """Else a gap could be hidden behind any withheld body, in any stream."""
    forge = small_log()
    wang = Actor("wang", "principal", "s1", "m-wang")
    hidden = leaf_hash(bytes(forge.bodies[2][0]))  # type: ignore[arg-type]
    forge.bodies[2] = [Withheld(hidden)]
    forge.act([("school:s1", "school.seat-freed.v1", {"person": "li"})], actors=[wang])
    assert findings(forge) == []
    forge.heads["school:s1"] = (7, hidden)
    forge.act([("school:s1", "school.seat-freed.v1", {"person": "li"})], actors=[wang])
    forge.heads["school:s2"] = (1, hidden)
    forge.act([("school:s2", "school.seat-freed.v1", {"person": "li"})], actors=[wang])
    assert findings(forge) == [
        ("stream.broken", "index 4, event 0, school:s1 position 8"),
        ("stream.broken", "index 5, event 0, school:s2 position 2"),
    ]
