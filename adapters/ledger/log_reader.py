"""What the log tells: entries, proofs, checkpoints, bodies for views, sealed values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain

from adapters.ledger.act_recorder import ActRecorder
from adapters.ledger.acts import Receipt
from adapters.ledger.checkpoints import must_extend
from adapters.ledger.database_check import unreadable
from adapters.ledger.errors import CorruptStoreError, UnreadableStoreError
from adapters.ledger.feeding import feed_items
from adapters.ledger.mapper import head_of
from adapters.ledger.rows import EntryRow
from adapters.ledger.store_check import StoreCheck
from adapters.ledger.witnessed import WitnessedFile
from audit.format.bundle_writer import Disclosure
from audit.format.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from audit.format.findings import Report
from audit.format.note import NoteSignature, NoteSigner
from audit.format.tlog_proof import TlogProof
from audit.format.tree import CompactRange, inclusion_proof
from projections.feed import Page

PAGE = 64


class LogReader:
    """A log and its store, to read from. Safe to use from any thread."""

    def __init__(self, recorder: ActRecorder, signer: NoteSigner, witnessed: WitnessedFile) -> None:
        """Take the store; ``signer.name`` is the origin of the log."""
        self.origin = signer.name
        self._recorder = recorder
        self._signer = signer
        self._witnessed = witnessed

    @property
    def vkey(self) -> str:
        """The log's verifier key, to be published on paper and elsewhere."""
        return self._signer.verifier.vkey

    def size(self) -> int:
        """Return the number of acts in the log."""
        return self._recorder.size()

    def prove(self, index: int) -> Receipt:
        """Return a fresh receipt of an act in the log, up to what witnesses have cosigned.

        An act that none of them has seen yet is proved up to the newest checkpoint.

        Raises:
            LookupError: The log has no such entry.
        """
        cosigned = self.witnessed()
        if cosigned is None or index >= cosigned[0].size:
            cosigned = self.checkpoint()
        checkpoint, note = cosigned
        row = next(self.entries(checkpoint.size, start=index), None)
        if row is None:
            raise LookupError(index)
        path = inclusion_proof(index, checkpoint.size, self._recorder.read_node)
        return Receipt(head_of(row.data).act, index, TlogProof(index, tuple(path), note, row.data))

    def checkpoint(self, size: int | None = None) -> tuple[Checkpoint, bytes]:
        """Return the checkpoint of the log as it stands, or at a size, and its signed note.

        The lines of witnesses stand under it where they cosigned this very one.
        """
        tree, _ = self._recorder.head()
        if size is not None and size != tree.size:
            assert size < tree.size, "no promise about what is to come"
            tree = CompactRange.of(size, self._recorder.read_node)
        checkpoint = Checkpoint(self.origin, tree.size, tree.root())
        cosigned = self.witnessed()
        if cosigned is not None and cosigned[0] == checkpoint:
            return cosigned
        return checkpoint, sign_checkpoint(checkpoint, self._signer)

    def witnessed(self) -> tuple[Checkpoint, bytes] | None:
        """Return the last checkpoint that witnesses cosigned, and its note with their lines."""
        return self._witnessed.read(self._signer.verifier)

    def keep_cosignatures(self, note: bytes, lines: Sequence[NoteSignature]) -> bytes:
        """Keep lines of witnesses under a checkpoint of this log; return it with all of them.

        Raises:
            NoteError: Not a checkpoint that this log signed.
            StoreMismatchError: The store does not extend it.
        """
        checkpoint = open_checkpoint(note, self._signer.verifier)
        must_extend(checkpoint, self._recorder.size(), self._recorder.read_node)
        # Signed anew, which gives the same bytes: no line comes along that nobody judged.
        return self._witnessed.keep(sign_checkpoint(checkpoint, self._signer), lines)

    def entries(self, size: int | None = None, *, start: int = 0) -> Iterator[EntryRow]:
        """Yield the entries from index ``start`` below ``size``, with their event bodies."""
        end = self._recorder.size() if size is None else size
        while start < end:
            rows = self._recorder.entries(start, min(PAGE, end - start))
            yield from rows
            start += len(rows) or end

    def places(self, stream: str) -> list[tuple[int, int]]:
        """Return where a stream's events stand: index of the act and number in it, in order."""
        return self._recorder.places(stream)

    def read_node(self, level: int, number: int) -> bytes:
        """Return a stored node of the log's tree."""
        return self._recorder.read_node(level, number)

    def after(self, index: int, limit: int, topics: frozenset[str]) -> Page | None:
        """Serve projections: see ``projections.feed.Feed``."""
        rows = self._recorder.entries(index + 1, limit)
        if not rows:
            return None
        items = chain.from_iterable(feed_items(row, topics) for row in rows)
        return Page(items, rows[-1].index)

    def verify(self, *, progress: Callable[[int, int], None] | None = None) -> Report:
        """Check the whole store as an outsider would: every byte, signature and mandate."""
        try:
            checkpoint, _ = self.checkpoint()
        except (UnreadableStoreError, CorruptStoreError) as exc:
            return Report(self.origin, findings=[unreadable(exc)])
        return StoreCheck(self._recorder, checkpoint).run(self.entries, progress)

    def personal(self, person: str) -> dict[str, str]:
        """Return a person's sealed values by path; empty where they were erased."""
        return {each.path: str(each.value) for each in self._recorder.disclosures(person)}

    def names_of(self, persons: Collection[str]) -> dict[str, str]:
        """Return the names of people by their ids, in one read; erased people have none."""
        return {each.subject: str(each.value) for each in self.disclosed_names(persons)}

    def disclosed_names(self, persons: Collection[str]) -> list[Disclosure]:
        """Return what a bundle must carry to open the names of people, and nothing else of them."""
        return self._recorder.opened(persons, "name") if persons else []

    def disclosures(self, person: str) -> list[Disclosure]:
        """Return what a bundle must carry to open a person's values to its reader."""
        return self._recorder.disclosures(person)
