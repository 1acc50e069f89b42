"""Checks the whole store as an outsider would, and what only its keeper can.

That is the tree's nodes, the columns by which events are found, the vault, and the
database itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Protocol

from sqlalchemy.exc import DBAPIError

from adapters.ledger.act_recorder import ActRecorder
from adapters.ledger.database_check import database_findings, unreadable
from adapters.ledger.errors import CorruptStoreError, UnreadableStoreError
from adapters.ledger.index_check import index_findings
from adapters.ledger.rows import EntryRow
from audit.format.body import Commitment, EventBody
from audit.format.checkpoint import Checkpoint
from audit.format.errors import MalformedError
from audit.format.findings import Finding, Report
from audit.format.standing import PERSON_ERASED
from audit.format.tree import EMPTY_ROOT
from audit.format.verify import MAX_FINDINGS, LedgerVerifier, Node, check_size_and_root

PAGE = 256
Progress = Callable[[int, int], None]
"""Called with entries done and entries in all."""


class Entries(Protocol):
    """Yields the entries from index ``start`` below ``size``, or to the last one now."""

    def __call__(self, size: int | None = None, *, start: int = 0) -> Iterator[EntryRow]: ...


class StoreCheck:
    """One verification of a store, up to a checkpoint."""

    def __init__(self, recorder: ActRecorder, checkpoint: Checkpoint) -> None:
        self._recorder = recorder
        self._checkpoint = checkpoint
        self._nodes: list[Node] = []
        self._wrong_nodes: list[str] = []
        self._commitments: list[tuple[str, Commitment]] = []
        self._missing: list[tuple[str, Commitment]] = []
        self._broken: list[Finding] = []
        """Bodies that came in while the store was being checked and cannot be read."""

    def run(self, entries: Entries, progress: Progress | None = None) -> Report:
        """Check every byte, signature and mandate, every node, sealed value and column."""
        damage = list(database_findings(self._recorder.engine))
        try:
            report = self._run(entries, progress)
        except (DBAPIError, UnreadableStoreError, CorruptStoreError) as exc:
            report = Report(self._checkpoint.origin, findings=[unreadable(exc)])
        report.findings += [each for each in damage if each not in report.findings]
        return report

    def _run(self, entries: Entries, progress: Progress | None) -> Report:
        size = self._checkpoint.size
        verifier = LedgerVerifier(
            self._checkpoint.origin,
            read_node=self._read_node,
            note_commitment=lambda where, found: self._commitments.append((where, found)),
        )
        rows = ((row.data, row.bodies) for row in entries(size))
        for done, nodes in enumerate(verifier.check(rows), start=1):
            self._nodes += nodes
            if done % PAGE == 0:
                self._end_page(done)
            if progress is not None:
                progress(done, size)
        report = verifier.finish()
        self._end_page(report.size)
        report.findings += [
            Finding("log.tile", where, "the hash that the entries give", "another hash")
            for where in self._wrong_nodes[:MAX_FINDINGS]
        ]
        report.findings += islice(index_findings(self._recorder.engine), MAX_FINDINGS)
        report.findings += self._gone_without_decision(verifier.standing.erased, entries)
        report.findings += self._broken[:MAX_FINDINGS]
        check_size_and_root(report, size, self._checkpoint.root)
        return report

    def _read_node(self, level: int, number: int) -> bytes:
        """Return a stored node; what is in the place of a damaged one leads to no root."""
        try:
            return self._recorder.read_node(level, number)
        except CorruptStoreError:
            return EMPTY_ROOT

    def _end_page(self, done: int) -> None:
        computed, self._nodes = self._nodes, []
        noted, self._commitments = self._commitments, []
        if computed:
            first_leaf = computed[0][1]
            stored = self._recorder.nodes(first_leaf, done)
            self._wrong_nodes += [
                f"node {level}/{number}"
                for level, number, value in computed
                if stored.get((level, number)) != value
            ]
        if noted:
            gone = self._recorder.gone([each.commitment for _, each in noted])
            self._missing += [(where, each) for where, each in noted if each.commitment in gone]

    def _gone_without_decision(self, erased: set[str], entries: Entries) -> Iterator[Finding]:
        if any(each.subject not in erased for _, each in self._missing):
            erased = erased | self._erased_since(entries)
        for where, each in self._missing:
            if each.subject not in erased:
                expected = f"{each.path} of {each.subject}, or a decision to erase it"
                yield Finding("vault.missing", where, expected, "neither")

    def _erased_since(self, entries: Entries) -> set[str]:
        """Return whom acts erased that came in while the store was being checked."""
        found: set[str] = set()
        for row in entries(start=self._checkpoint.size):
            for number, body in enumerate(row.bodies):
                try:
                    found |= _erased_in(body)
                except MalformedError as exc:
                    where = f"index {row.index}, event {number}"
                    expected = "one well-formed body"
                    self._broken.append(Finding("event.malformed", where, expected, str(exc)))
        return found


def _erased_in(body: bytes) -> set[str]:
    if PERSON_ERASED.encode() not in body:
        return set()
    event = EventBody.from_bytes(body)
    return {str(event.data.get("person"))} if event.topic == PERSON_ERASED else set()
