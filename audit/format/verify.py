"""The verifier's core: one entry after the other, from the first, in bounded memory.

In order, for every entry: 1 its one spelling; 2 the act and its log; 3 its basis against
the history so far; 4 the event bodies against the hashes in the act; 5 their place: act,
number, stream, position, ``prev``; 6 every signature with a key enrolled and not revoked
before this index; 7 actors and signers the same people; 8 every actor's mandate standing;
9 what the events say about keys and mandates. Signatures are checked in batches.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from audit.format import ed25519
from audit.format.act import Act, signing_bytes
from audit.format.body import EventBody
from audit.format.encoding import b64
from audit.format.entry import SUITE_ED25519, Entry
from audit.format.errors import MalformedError
from audit.format.findings import Finding, Report
from audit.format.standing import LOG_FOUNDED, Standing, beijing_date
from audit.format.tree import EMPTY_ROOT, CompactRange, ReadNode, leaf_hash, root_of

BATCH = 1024
RECENT = 4096
MAX_FINDINGS = 1000
"""Findings kept: whoever wrecks a whole log need not be told a million times."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A body that this reader may not see, by its hash."""

    hash: bytes


Body = bytes | Withheld


@dataclass(frozen=True, slots=True)
class _Check:
    """A signature still to be checked."""

    where: str
    kid: str
    public: bytes
    signature: bytes
    message: bytes


class LedgerVerifier:
    """Checks a log from its first entry; feed it in order, then ask for the report."""

    def __init__(self, log: str, *, read_node: ReadNode | None = None) -> None:
        self.report = Report(log=log)
        self.tree = CompactRange()
        self.standing = Standing(log)
        self._log = log
        self._read_node = read_node
        self._heads: dict[str, tuple[int, bytes]] = {}
        self._withheld: set[bytes] = set()
        self._acts: set[bytes] = set()
        self._recent: OrderedDict[int, tuple[bytes, ...]] = OrderedDict({0: ()})
        self._pending: list[_Check] = []

    def add(self, data: bytes, bodies: Sequence[Body]) -> list[tuple[int, int, bytes]]:
        """Check the next entry; return the tree nodes that it completes.

        ``bodies`` are the act's event bodies in order, or hashes of those withheld.
        """
        index = self.tree.size
        try:
            entry = Entry.from_bytes(data)
            act = Act.from_bytes(entry.act)
        except MalformedError as exc:
            self._find("entry.malformed", f"index {index}", "one well-formed entry", str(exc))
        else:
            self._check_act(index, act, entry, bodies)
        nodes = self.tree.append(leaf_hash(data))
        self._recent[self.tree.size] = tuple(self.tree.hashes)
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)
        return nodes

    def finish(self) -> Report:
        """Check what is pending; return the report, with size and root reached."""
        self._flush()
        self.report.size, self.report.root = self.tree.size, self.tree.root()
        for index, kid in sorted(self.standing.void.items()):
            self.report.facts.append(f"act at index {index} is void: key {kid} was revoked")
        for act in sorted(self.standing.confirmed):
            self.report.facts.append(f"act {act} was confirmed")
        for person in sorted(self.standing.erased):
            self.report.facts.append(f"personal data of {person} was erased")
        return self.report

    def _check_act(self, index: int, act: Act, entry: Entry, bodies: Sequence[Body]) -> None:
        where = f"index {index}"
        if act.log != self._log:
            self._find("entry.log", where, self._log, act.log)
        raw_id = bytes.fromhex(act.act.replace("-", ""))
        if raw_id in self._acts:
            self._find("entry.twice", where, "an act id of its own", act.act)
        self._acts.add(raw_id)
        self._check_basis(where, index, act)
        events = self._read_events(where, act, bodies)
        founding = index == 0
        if founding:
            self._check_founding(events)
            self._apply(where, index, events)
        self._check_signatures(where, index, act, entry)
        self._check_actors(where, act)
        if not founding:
            self._apply(where, index, events)

    def _check_basis(self, where: str, index: int, act: Act) -> None:
        size = act.basis.size
        if size > index or (size == 0) != (index == 0):
            self._find("entry.basis", where, f"a size from 1 to {index}", str(size))
            return
        root = self._root_at(size)
        if root is not None and root != act.basis.root:
            self._find("entry.basis", where, b64(root), b64(act.basis.root))

    def _root_at(self, size: int) -> bytes | None:
        hashes = self._recent.get(size)
        if hashes is not None:
            return CompactRange(size, list(hashes)).root() if hashes else EMPTY_ROOT
        return None if self._read_node is None else root_of(size, self._read_node)

    def _read_events(self, where: str, act: Act, bodies: Sequence[Body]) -> list[EventBody]:
        if len(bodies) != len(act.events):
            self._find("event.count", where, str(len(act.events)), str(len(bodies)))
        events = []
        for number, (body, signed) in enumerate(zip(bodies, act.events, strict=False)):
            place = f"{where}, event {number}"
            if isinstance(body, Withheld):
                self._withhold(place, body, signed)
                continue
            if (found := leaf_hash(body)) != signed:
                self._find("event.hash", place, b64(signed), b64(found))
            try:
                event = EventBody.from_bytes(body)
            except MalformedError as exc:
                self._find("event.malformed", place, "one well-formed body", str(exc))
                continue
            self._place(place, act, number, event, found)
            events.append(event)
        self.report.events += len(events)
        return events

    def _withhold(self, place: str, body: Withheld, signed: bytes) -> None:
        self.report.withheld += 1
        self._withheld.add(body.hash)
        if body.hash != signed:
            self._find("event.hash", place, b64(signed), b64(body.hash))

    def _place(self, place: str, act: Act, number: int, event: EventBody, found: bytes) -> None:
        expected, named = (act.log, act.act, number), (event.log, event.act, event.n)
        if named != expected:
            self._find("event.misplaced", place, str(expected), str(named))
        position, head = self._heads.get(event.stream, (0, None))
        follows = event.position == position + 1 and event.prev == head
        after_withheld = event.position > position + 1 and event.prev in self._withheld
        if not (follows or after_withheld):
            self._find(
                "stream.broken",
                f"{place}, {event.stream} position {event.position}",
                f"position {position + 1} after {b64(head) if head else 'nothing'}",
                f"position {event.position} after {b64(event.prev) if event.prev else 'nothing'}",
            )
        self._heads[event.stream] = (event.position, found)

    def _check_founding(self, events: Sequence[EventBody]) -> None:
        if not events or events[0].topic != LOG_FOUNDED:
            found = events[0].topic if events else "no event that can be read"
            self._find("log.founding", "index 0", LOG_FOUNDED, found)

    def _apply(self, where: str, index: int, events: Sequence[EventBody]) -> None:
        for event in events:
            try:
                self.standing.apply(event.topic, event.data, index, event.act)
            except MalformedError as exc:
                place = f"{where}, event {event.n}"
                self._find("mandate.malformed", place, "a well-formed event", str(exc))

    def _check_signatures(self, where: str, index: int, act: Act, entry: Entry) -> None:
        message = signing_bytes(entry.act)
        signers = set()
        for signature in entry.signatures:
            self.report.signatures += 1
            key = self.standing.key(signature.kid)
            if key is None or signature.suite != SUITE_ED25519:
                self._find("signature.key", where, "a key that stands", signature.kid)
                continue
            signers.add(key.person)
            key.used_at.append(index)
            check = _Check(where, signature.kid, key.public, signature.value, message)
            self._pending.append(check)
        if len(self._pending) >= BATCH:
            self._flush()
        actors = {actor.person for actor in act.actors}
        if signers != actors:
            self._find("signature.actor", where, _names(actors), _names(signers))

    def _check_actors(self, where: str, act: Act) -> None:
        try:
            on = beijing_date(act.at)
        except MalformedError as exc:
            self._find("entry.malformed", where, "an instant", str(exc))
            return
        for actor in act.actors:
            if not self.standing.holds(actor, on):
                claimed = f"{actor.person} as {actor.role} of {actor.body or 'nobody'}"
                self._find("mandate.standing", where, "a mandate that stands", claimed)

    def _flush(self) -> None:
        checks, self._pending = self._pending, []
        for check, good in zip(checks, _verdicts(checks), strict=True):
            if not good:
                self._find("signature.bad", check.where, "a good signature", f"key {check.kid}")

    def _find(self, code: str, where: str, expected: str, found: str) -> None:
        if len(self.report.findings) < MAX_FINDINGS:
            self.report.findings.append(Finding(code, where, expected, found))


def verify_stream(bodies: Sequence[bytes]) -> list[Finding]:
    """Check that the bodies are one stream from its first event: spelling and chain.

    Says nothing about signatures: those are over acts, which ``LedgerVerifier`` checks.
    """
    findings: list[Finding] = []
    stream, head = None, None
    for position, data in enumerate(bodies, start=1):
        where = f"position {position}"
        try:
            body = EventBody.from_bytes(data)
        except MalformedError as exc:
            findings.append(Finding("event.malformed", where, "one well-formed body", str(exc)))
            break
        stream = stream or body.stream
        expected, found = (stream, position, head), (body.stream, body.position, body.prev)
        if found != expected:
            findings.append(Finding("stream.broken", where, str(expected), str(found)))
        head = leaf_hash(data)
    return findings


def check_size_and_root(report: Report, size: int, root: bytes) -> None:
    """Add a finding where the verified entries are not those of a signed checkpoint."""
    if report.size != size:
        report.findings.append(Finding("log.size", "checkpoint", str(size), str(report.size)))
    elif report.root != root:
        report.findings.append(Finding("log.root", "checkpoint", b64(root), b64(report.root)))


def _verdicts(checks: Sequence[_Check]) -> list[bool]:
    """Check signatures, on all cores where there are enough (libsodium lets go of the GIL)."""
    if len(checks) < BATCH // 4:
        return _are_good(checks)
    workers = os.cpu_count() or 1
    share = -(-len(checks) // workers)
    parts = [checks[at : at + share] for at in range(0, len(checks), share)]
    with ThreadPoolExecutor(workers) as pool:
        return [good for part in pool.map(_are_good, parts) for good in part]


def _are_good(checks: Sequence[_Check]) -> list[bool]:
    return [ed25519.verify(check.public, check.signature, check.message) for check in checks]


def _names(persons: set[str]) -> str:
    return ", ".join(sorted(persons)) or "nobody"
