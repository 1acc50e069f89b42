"""Group commit: acts that wait at the same moment share one transaction.

The disk is waited for once, not once for each act. Each act still has its own index and
receipt, and one that cannot be stored is refused alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine, func, insert, select

from adapters.ledger.act_recorder import ActRecorder, SealedAct
from adapters.ledger.acts import Draft, Receipt
from adapters.ledger.application import Clock, Ledger, wall_clock
from adapters.ledger.checkpoints import CheckpointFile
from adapters.ledger.database import reading, writing
from adapters.ledger.errors import LedgerError, StreamMovedError
from adapters.ledger.states import StreamCache
from adapters.ledger.tables import ENTRIES, EVENTS, NODES
from adapters.vault.vault import Vault
from audit.format.act import Act
from audit.format.checkpoint import Checkpoint, sign_checkpoint
from audit.format.entry import Entry, Signature
from audit.format.errors import MalformedError
from audit.format.note import NoteSigner
from audit.format.tlog_proof import TlogProof
from audit.format.tree import CompactRange, inclusion_proof, leaf_hash

Signed = tuple[Draft, Sequence[Signature]]
Outcome = Receipt | LedgerError | MalformedError


class GroupRecorder(ActRecorder):
    """Stores several acts in one transaction."""

    def insert_acts(
        self, acts: Sequence[SealedAct]
    ) -> tuple[CompactRange, list[int | StreamMovedError]]:
        """Store acts in order; return the tree after them, and each one's index or refusal."""
        results: list[int | StreamMovedError] = []
        with writing(self.engine) as connection:
            tree = self._tree_at_head(connection)
            for act in acts:
                moved = _moved(connection, act.reads) if tree.size != act.size else None
                if moved is not None:
                    results.append(moved)
                    continue
                results.append(tree.size)
                self._store(connection, act, tree)
        self._tree = tree
        return tree, results

    def _store(self, connection: Connection, act: SealedAct, tree: CompactRange) -> None:
        index = tree.size
        nodes = tree.append(leaf_hash(act.entry))
        ids = self._plain.insert_into(connection, act.events)
        row = {"idx": index, "first_event": ids[0], "events": len(ids), "data": act.entry}
        connection.execute(insert(ENTRIES), row)
        rows = [{"level": level, "number": number, "hash": value} for level, number, value in nodes]
        connection.execute(insert(NODES), rows)
        for secret, place in act.secrets:
            self._vault.seal(connection, secret, place)
        for subject in act.erased:
            self._vault.erase(connection, subject)

    def paths(self, indexes: Sequence[int], size: int) -> list[tuple[bytes, ...]]:
        """Return inclusion paths in the tree of ``size``, reading each node once."""
        known: dict[tuple[int, int], bytes] = {}
        with reading(self.engine) as connection:

            def node(level: int, number: int) -> bytes:
                if (level, number) not in known:
                    query = select(NODES.c.hash).where(
                        NODES.c.level == level, NODES.c.number == number
                    )
                    known[level, number] = connection.execute(query).scalar_one()
                return known[level, number]

            return [tuple(inclusion_proof(index, size, node)) for index in indexes]


class GroupLedger(Ledger):
    """A ledger that can record several drafts at once. Not for several threads at a time."""

    def __init__(
        self,
        *,
        engine: Engine,
        log_signer: NoteSigner,
        vault: Vault,
        checkpoints: CheckpointFile,
        clock: Clock = wall_clock,
    ) -> None:
        """Open the ledger as ``Ledger`` does.

        Raises:
            StoreMismatchError: The store is shorter than the last checkpoint, or differs.
        """
        super().__init__(
            engine=engine, log_signer=log_signer, vault=vault, checkpoints=checkpoints, clock=clock
        )
        self._group = GroupRecorder(engine, vault)
        self._recorder = self._group
        self._cache = StreamCache(self._group)

    def now(self) -> datetime:
        """Return the instant by which this ledger would receive an act."""
        return self._clock()

    def positions(self, streams: Sequence[str]) -> dict[str, int]:
        """Return the positions at which streams stand now."""
        states = self.states()
        return {name: states.stream(name).position for name in streams}

    def signer_of(self, draft: Draft, signature: Signature) -> str:
        """Return which actor of a draft made a signature.

        Raises:
            SignatureRefusedError: It is bad, or of nobody who acts in the draft.
        """
        return self._signer_of(self.states(), draft, signature, {})

    def prove(self, index: int) -> Receipt:
        """Return a fresh receipt of an act in the log.

        Raises:
            LookupError: The log has no such entry.
        """
        checkpoint, note = self.checkpoint()
        row = next(self.entries(checkpoint.size, start=index), None)
        if row is None:
            raise LookupError(index)
        return self._receipts([(row.data, index)], note, checkpoint.size)[0]

    def record_all(self, signed: Sequence[Signed]) -> list[Outcome]:
        """Record each draft as ``record`` does, all in one transaction; answer one by one."""
        outcomes: list[Outcome | None] = [self._sealed(*each) for each in signed]
        ready = [n for n, outcome in enumerate(outcomes) if outcome is None]
        entries = {n: Entry(signed[n][0].data, tuple(signed[n][1])).to_bytes() for n in ready}
        acts = [replace(signed[n][0].unsigned, entry=entries[n]) for n in ready]
        if not acts:
            return [each for each in outcomes if each is not None]
        tree, results = self._group.insert_acts(acts)
        stored: list[tuple[bytes, int]] = []
        for n, result in zip(ready, results, strict=True):
            if isinstance(result, StreamMovedError):
                outcomes[n] = result
            else:
                stored.append((entries[n], result))
        if stored:
            note = sign_checkpoint(Checkpoint(self.origin, tree.size, tree.root()), self._signer)
            self._checkpoints.keep(note)
            receipts = iter(self._receipts(stored, note, tree.size))
            outcomes = [next(receipts) if each is None else each for each in outcomes]
        return [each for each in outcomes if each is not None]

    def _sealed(self, draft: Draft, signatures: Sequence[Signature]) -> Outcome | None:
        """Return why a draft cannot be stored, if so."""
        try:
            self._signatures_must_be_the_actors(draft, signatures)
            Entry(draft.data, tuple(signatures)).to_bytes()
        except (LedgerError, MalformedError) as refusal:
            return refusal
        return None

    def _receipts(
        self, stored: Sequence[tuple[bytes, int]], note: bytes, size: int
    ) -> list[Receipt]:
        paths = self._group.paths([index for _, index in stored], size)
        return [
            Receipt(_act_id(entry), index, TlogProof(index, path, note, entry))
            for (entry, index), path in zip(stored, paths, strict=True)
        ]


def _act_id(entry: bytes) -> str:
    return Act.from_bytes(Entry.from_bytes(entry).act).act


def _moved(connection: Connection, reads: Mapping[str, int]) -> StreamMovedError | None:
    version = func.max(EVENTS.c.originator_version)
    for stream, position in reads.items():
        found = connection.scalar(select(version).where(EVENTS.c.originator_id == stream)) or 0
        if found != position:
            return StreamMovedError(f"{stream} moved from {position} to {found}")
    return None
