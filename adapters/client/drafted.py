"""Drafts and receipts as they come from a server, checked before they are believed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.client.errors import UntrustworthyError
from audit.format.act import Act, signing_bytes
from audit.format.body import EventBody
from audit.format.encoding import unb64
from audit.format.entry import Entry
from audit.format.errors import AuditError
from audit.format.note import NoteVerifier
from audit.format.tlog_proof import TlogProof
from audit.format.tree import leaf_hash
from domain.mandate.signing import Mandated


@dataclass(frozen=True, slots=True)
class DraftedAct:
    """An act to sign. What is shown here is what the bytes say: it was compared."""

    act: Act
    data: bytes
    summary: str
    events: tuple[EventBody, ...]
    positions: Mapping[str, int]
    waiting_for: tuple[str, ...]

    @property
    def to_sign(self) -> bytes:
        """The bytes that every actor signs."""
        return signing_bytes(self.data)


@dataclass(frozen=True, slots=True)
class HeldReceipt:
    """That an act is in the log; the proof was checked against the log's key."""

    act: str
    index: int
    proof: TlogProof


def drafted_act(
    answer: Mapping[str, Any], *, log: str, actors: Sequence[Mandated] | None
) -> DraftedAct:
    """Return the draft in an answer.

    Raises:
        UntrustworthyError: The bytes do not say what is shown beside them, or name
            another log or other actors.
    """
    try:
        data = unb64(answer["act"])
        act = Act.from_bytes(data)
        bodies = [unb64(each["body"]) for each in answer["events"]]
        events = tuple(EventBody.from_bytes(each) for each in bodies)
    except (AuditError, KeyError, TypeError) as exc:
        raise UntrustworthyError(f"the draft cannot be read: {exc}") from exc
    summary = str(answer["summary"])
    named = {(a.person, a.role, a.body, a.mandate) for a in act.actors}
    asked = named if actors is None else {_tuple(each) for each in actors}
    shown = [(each["stream"], each["topic"], each["data"]) for each in answer["events"]]
    for fits, what in (
        (act.log == log, f"the draft is for the log {act.log}"),
        (named == asked, "the draft names other actors"),
        (act.summary == hashlib.sha256(summary.encode()).digest(), "another summary is signed"),
        (act.events == tuple(leaf_hash(each) for each in bodies), "other events are signed"),
        ([(e.stream, e.topic, e.data) for e in events] == shown, "other facts are signed"),
        (all(e.act == act.act for e in events), "the events are of another act"),
    ):
        if not fits:
            raise UntrustworthyError(what)
    waiting = tuple(answer["waiting_for"])
    return DraftedAct(act, data, summary, events, dict(answer["positions"]), waiting)


def held_receipt(answer: Mapping[str, Any], *, act: bytes, log: NoteVerifier) -> HeldReceipt:
    """Return the receipt in an answer.

    Raises:
        UntrustworthyError: It does not prove that exactly this act is in the log.
    """
    try:
        proof = TlogProof.from_bytes(str(answer["proof"]).encode())
        entry = proof.extra or b""
        proof.verify(entry, log)
        recorded = Entry.from_bytes(entry).act
    except (AuditError, KeyError) as exc:
        raise UntrustworthyError(f"the receipt proves nothing: {exc}") from exc
    if recorded != act:
        raise UntrustworthyError("the receipt is of another act")
    return HeldReceipt(Act.from_bytes(act).act, proof.index, proof)


def _tuple(actor: Mandated) -> tuple[str, str, str, str]:
    return actor.person, str(actor.role), actor.body, actor.mandate
