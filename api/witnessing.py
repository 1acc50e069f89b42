"""How an office brings its log's checkpoint to witnesses, and keeps what they sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from adapters.ledger.application import Ledger
from adapters.witness.asking import Asked, Post, over_http
from adapters.witness.errors import WitnessError
from adapters.witness.request import AddCheckpoint, Answer
from audit.format.checkpoint import Checkpoint
from audit.format.cosignature import Witnessing, WitnessKey, witnessing
from audit.format.findings import Finding, Report
from audit.format.note import NoteVerifier, split_note
from audit.format.policy import Policy

POLICY = "witnesses"
"""The file in a home that names the log's witnesses, their addresses and the quorum."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What came of asking one witness: nothing went wrong, or why it did not cosign."""

    witness: WitnessKey
    error: WitnessError | None = None


def policy_in(home: Path) -> Policy | None:
    """Return the policy of a home; ``None`` where it names no witness.

    Raises:
        PolicyError: It is not well formed.
    """
    file = home / POLICY
    return Policy.from_file(file) if file.exists() else None


def ask_all(
    ledger: Ledger, policy: Policy, *, reach: Callable[[str], Post] = over_http
) -> Iterator[Asking]:
    """Ask every witness that has an address for the newest checkpoint; keep each line at once."""
    checkpoint, note = ledger.checkpoint()
    asked = Asked(checkpoint, note, ledger.read_node)
    for name, witness in policy.witnesses.items():
        if not policy.urls[name]:
            continue
        try:
            lines = asked.ask(witness, reach(policy.urls[name]))
        except WitnessError as exc:
            yield Asking(witness, exc)
            continue
        ledger.keep_cosignatures(note, lines)
        yield Asking(witness)


def request_from(ledger: Ledger, old: int) -> bytes:
    """Return the request that is carried to a witness without network.

    Raises:
        OtherHistoryError: The witness has cosigned more than there is.
    """
    checkpoint, note = ledger.checkpoint()
    return Asked(checkpoint, note, ledger.read_node).request(old).to_bytes()


def accept(ledger: Ledger, request: bytes, lines: bytes, witness: WitnessKey) -> int:
    """Keep the lines that a witness signed for a request; return the size that it cosigned.

    Raises:
        WitnessError: They hold no cosignature of this witness over what was requested.
        AuditError: The request is none, or not of this log.
    """
    note = AddCheckpoint.from_bytes(request).note
    checkpoint = Checkpoint.from_text(split_note(note)[0])
    asked = Asked(checkpoint, note, ledger.read_node)
    ledger.keep_cosignatures(note, asked.accepted(Answer(200, lines), witness))
    return checkpoint.size


def standing_of(note: bytes, vkey: str, policy: Policy | None) -> Witnessing:
    """Return what the lines under a checkpoint of the log say, by the witnesses of a policy."""
    log = NoteVerifier.from_vkey(vkey)
    known = () if policy is None else policy.keys
    return witnessing(note, known, signer=(log.name, log.key_id))


def tell_of_witnesses(report: Report, ledger: Ledger, policy: Policy | None) -> None:
    """Say in the report of a store how far witnesses have seen; only a bad line is a finding.

    A store is nearly always ahead of its witnesses, so that it lacks a quorum is none.
    """
    cosigned = ledger.witnessed()
    if cosigned is None:
        report.facts.append("no witness has cosigned a checkpoint of this store")
        return
    checkpoint, note = cosigned
    found = standing_of(note, ledger.vkey, policy)
    report.witnesses = list(found.good)
    for name in found.bad:
        expected = f"a cosignature of {name} under this checkpoint"
        report.findings.append(
            Finding(
                "witness.signature", f"checkpoint {checkpoint.size}", expected, "one that fails"
            )
        )
    report.facts.append(f"{checkpoint.size} of {report.size} acts were shown to witnesses")
