"""A small genuine log, and what a forger does to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from audit.format.act import Act, Actor
from audit.format.body import EventBody
from audit.format.checkpoint import sign_checkpoint
from audit.format.entry import Entry
from audit.format.findings import Report
from audit.format.restricted_json import JsonValue
from audit.format.tlog_proof import TlogProof
from audit.format.tree import CompactRange, inclusion_proof, leaf_hash
from audit.format.verify import LedgerVerifier
from tests.support.forge import Fact, Forge, sign

WANG = Actor("wang", "principal", "s1", "m-wang")
Facts = Mapping[str, JsonValue]
SEAT: Fact = (
    "school:s1",
    "school.seat-taken.v1",
    {"person": "zhao", "post": "教学-02", "round": "r1"},
)


def codes(forge: Forge) -> list[str]:
    verifier = LedgerVerifier(forge.log)
    for entry, bodies in zip(forge.entries, forge.bodies, strict=True):
        verifier.add(entry, bodies)
    return [finding.code for finding in verifier.finish().findings]


def act_of(forge: Forge, index: int) -> Act:
    return Act.from_bytes(Entry.from_bytes(forge.entries[index]).act)


def resign(forge: Forge, index: int, act: Act, signers: list[str]) -> None:
    forge.entries[index] = sign(act.to_bytes(), signers)


def body_of(forge: Forge, index: int, number: int) -> bytes:
    body = forge.bodies[index][number]
    assert isinstance(body, bytes)
    return body


def change_body(forge: Forge, index: int, number: int, **changes: object) -> None:
    body = EventBody.from_bytes(body_of(forge, index, number))
    forge.bodies[index][number] = replace(body, **changes).to_bytes()  # type: ignore[arg-type]


def change_and_rehash(forge: Forge, index: int, number: int, **changes: object) -> Act:
    change_body(forge, index, number, **changes)
    act = act_of(forge, index)
    hashes = tuple(leaf_hash(body_of(forge, index, n)) for n in range(len(forge.bodies[index])))
    return replace(act, events=hashes)


def report_of(forge: Forge) -> Report:
    verifier = LedgerVerifier(forge.log)
    for entry, bodies in zip(forge.entries, forge.bodies, strict=True):
        verifier.add(entry, bodies)
    return verifier.finish()


def proof_of(forge: Forge, index: int) -> TlogProof:
    nodes: dict[tuple[int, int], bytes] = {}
    tree = CompactRange()
    for entry in forge.entries:
        nodes.update({(level, at): value for level, at, value in tree.append(leaf_hash(entry))})
    path = inclusion_proof(index, tree.size, lambda *at: nodes[at])
    note = sign_checkpoint(forge.checkpoint(), forge.signer)
    return TlogProof(index, tuple(path), note, forge.entries[index])
