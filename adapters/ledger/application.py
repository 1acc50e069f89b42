"""The ledger: draft, sign, record, receipt.

``draft`` runs the rules and returns what people have to sign; ``record`` checks the
signatures and stores the act, all or nothing. Nothing here is chosen by the environment.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from threading import RLock

from eventsourcing.persistence import StoredEvent
from sqlalchemy import Engine

from adapters.keystore.signer import Signer, SoftwareSigner
from adapters.ledger.act_recorder import ActRecorder, EntryRow, SealedAct
from adapters.ledger.acts import (
    Draft,
    Receipt,
    digest_of,
    instant_text,
    new_act_id,
    summary_of,
)
from adapters.ledger.checkpoints import CheckpointFile, must_extend
from adapters.ledger.checks import (
    keys_must_be_possessed,
    mandate_must_stand,
    names_must_be_new,
    signatures_must_be_the_actors,
    signer_of,
    void_range_must_have_begun,
)
from adapters.ledger.database_check import unreadable
from adapters.ledger.errors import (
    CorruptStoreError,
    LedgerError,
    StreamMovedError,
    UnreadableStoreError,
)
from adapters.ledger.given import names_in
from adapters.ledger.mapper import ActHead, data_of, envelope_of, event_of, head_of
from adapters.ledger.states import LedgerStates, StreamCache
from adapters.ledger.store_check import StoreCheck
from adapters.vault.vault import Secret, Vault
from audit.format.act import Act, Actor, Basis
from audit.format.body import NONCE_SIZE, EventBody
from audit.format.bundle_writer import Disclosure
from audit.format.checkpoint import Checkpoint, sign_checkpoint
from audit.format.entry import Entry, Signature
from audit.format.errors import MalformedError
from audit.format.findings import Report
from audit.format.note import NoteSigner
from audit.format.tlog_proof import TlogProof
from audit.format.tree import CompactRange, inclusion_proof, leaf_hash
from domain.decisions import decide
from domain.kernel import Command, Decision
from domain.mandate.commands import EnrolKey, FoundLog, GrantMandate
from domain.mandate.events import PersonErased
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.values.time import beijing_date
from projections.feed import FeedItem, Page

PAGE = 64
TRIES = 10
Outcome = Receipt | LedgerError | MalformedError
Clock = Callable[[], datetime]
Random = Callable[[int], bytes]


def wall_clock() -> datetime:
    """Return the instant now: the one place where the wall clock is read."""
    return datetime.now(UTC)


class Ledger:
    """A log, its store, and its vault."""

    def __init__(
        self,
        *,
        engine: Engine,
        log_signer: NoteSigner,
        vault: Vault,
        checkpoints: CheckpointFile,
        clock: Clock = wall_clock,
        random: Random = os.urandom,
    ) -> None:
        """Open the ledger; ``log_signer.name`` is the origin of the log.

        Raises:
            StoreMismatchError: The store is shorter than the last checkpoint, or differs.
            CorruptStoreError: The store's tree cannot be read.
        """
        self.origin = log_signer.name
        self._signer = log_signer
        self._vault = vault
        self._clock = clock
        self._random = random
        self._checkpoints = checkpoints
        self._recorder = ActRecorder(engine, vault)
        self._cache = StreamCache(self._recorder)
        last = checkpoints.read(log_signer.verifier)
        self._lock = RLock()
        must_extend(last, self._recorder.size(), self._recorder.read_node)

    @property
    def vkey(self) -> str:
        """The log's verifier key, to be published on paper and elsewhere."""
        return self._signer.verifier.vkey

    def size(self) -> int:
        """Return the number of acts in the log."""
        return self._recorder.size()

    def states(self) -> LedgerStates:
        """Return the states as they stand now."""
        with self._lock:
            return self._states_now()[0]

    def found(self, *, district: str, name: str, signer: SoftwareSigner) -> Receipt:
        """Record the first act: the log, its root key, and the root's mandate.

        Raises:
            LedgerError: The log has been founded.
        """
        if self._recorder.size():
            raise LedgerError("the log has been founded")
        root = Mandated(signer.person, Role.ROOT, district, f"root-{signer.person}"[:64])
        enrolment = EnrolKey.model_validate(signer.enrolment(self.origin))
        commands = (
            FoundLog(district=district, name=name, root_person=signer.person),
            enrolment,
            GrantMandate(
                mandate=root.mandate,
                person=signer.person,
                role=Role.ROOT,
                body=district,
                from_on=beijing_date(self._clock()),
            ),
        )
        draft = self.draft(commands, [root])
        return self.record(draft, [signer.sign(draft.to_sign)])

    def draft(
        self, commands: Sequence[Command], actors: Sequence[Mandated], *, cause: str | None = None
    ) -> Draft:
        """Ask the rules; return the act that the actors would have to sign.

        Several commands make one act: a later one sees the effect of an earlier one.

        Raises:
            DomainError: A rule refuses; nothing was decided.
            MandateRefusedError: An actor's mandate does not stand, or a new key has no proof.
        """
        with self._lock, self._recorder.holding():
            at = self._clock()
            states, tree = self._states_now()
            decisions: list[Decision] = []
            for command in commands:
                decisions.append(decide(states, command, at=at))
                states.apply(decisions[-1])
            decision = tuple(recorded for granted in decisions for recorded in granted)
            names_must_be_new(decision, self._recorder.is_given)
            keys_must_be_possessed(decision, self.origin)
            void_range_must_have_begun(decision, tree.size)
            authorise(states, decisions, actors)
            for actor in actors:
                mandate_must_stand(states, actor, at)
            return self._compose(decision, actors, at, cause=cause, tree=tree, states=states)

    def record(self, draft: Draft, signatures: Sequence[Signature]) -> Receipt:
        """Check the signatures and store the act; return the proof that it is in the log.

        Raises:
            SignatureRefusedError: A signature is bad, or the signers are not the actors.
            MandateRefusedError: A key or mandate no longer stands.
            StreamMovedError: A stream that the act rests on moved since; draft again.
        """
        outcome = self.record_all([(draft, signatures)])[0]
        if isinstance(outcome, Receipt):
            return outcome
        raise outcome

    def record_all(self, signed: Sequence[tuple[Draft, Sequence[Signature]]]) -> list[Outcome]:
        """Record several signed drafts in one transaction; return a receipt or refusal for each.

        Each act stands or falls alone, with an index of its own; all that are stored have
        reached the disk together. See ``record`` for the refusals.
        """
        with self._lock:
            outcome: list[Outcome | None] = []
            good: list[tuple[Draft, SealedAct]] = []
            # The streams of keys and mandates are among those that the store compares.
            states = LedgerStates(self._cache)
            for draft, signatures in signed:
                try:
                    signatures_must_be_the_actors(states, draft, signatures, self._clock())
                    entry = Entry(draft.data, tuple(signatures)).to_bytes()
                except (LedgerError, MalformedError) as refusal:
                    outcome.append(refusal)
                    continue
                good.append((draft, replace(draft.unsigned, entry=entry)))
                outcome.append(None)
            stored = iter(self._store(good))
            return [next(stored) if each is None else each for each in outcome]

    def _store(self, acts: Sequence[tuple[Draft, SealedAct]]) -> list[Outcome]:
        outcome: list[Outcome] = []
        found = self._recorder.insert_acts([sealed for _, sealed in acts]) if acts else []
        note = b""
        for (draft, sealed), stored in zip(acts, found, strict=True):
            if isinstance(stored, StreamMovedError):
                outcome.append(stored)
                continue
            note = sign_checkpoint(Checkpoint(self.origin, stored.size, stored.root), self._signer)
            signers = frozenset(actor.person for actor in draft.actors)
            self._cache.advance(draft.decision, draft.act.events, signers, stored.last_event)
            index = stored.size - 1
            proof = TlogProof(index, stored.path, note, sealed.entry)
            outcome.append(Receipt(draft.act.act, index, proof))
        if note:
            self._checkpoints.keep(note)
        return outcome

    def _states_now(self) -> tuple[LedgerStates, CompactRange]:
        tree, last_event = self._recorder.head()
        self._cache.follow(last_event)
        return LedgerStates(self._cache), tree

    def execute(
        self,
        commands: Sequence[Command],
        actors: Sequence[Mandated],
        signers: Sequence[Signer],
        *,
        cause: str | None = None,
    ) -> Receipt:
        """Draft, sign and record with keys at hand; draft again where a stream moved.

        Raises:
            DomainError: A rule refuses.
            LedgerError: It could not be recorded.
        """
        for _ in range(TRIES - 1):
            draft = self.draft(commands, actors, cause=cause)
            try:
                return self.record(draft, [signer.sign(draft.to_sign) for signer in signers])
            except StreamMovedError:
                continue
        draft = self.draft(commands, actors, cause=cause)
        return self.record(draft, [signer.sign(draft.to_sign) for signer in signers])

    def now(self) -> datetime:
        """Return the instant by which this ledger would receive an act."""
        return self._clock()

    def positions(self, streams: Sequence[str]) -> dict[str, int]:
        """Return the positions at which streams stand now."""
        with self._lock:
            states = self._states_now()[0]
            return {name: states.stream(name).position for name in streams}

    def signer_of(self, draft: Draft, signature: Signature) -> str:
        """Return which actor of a draft made a signature.

        Raises:
            SignatureRefusedError: It is bad, or of nobody who acts in the draft.
        """
        with self._lock:
            return signer_of(self._states_now()[0], draft, signature)

    def prove(self, index: int) -> Receipt:
        """Return a fresh receipt of an act in the log.

        Raises:
            LookupError: The log has no such entry.
        """
        checkpoint, note = self.checkpoint()
        row = next(self.entries(checkpoint.size, start=index), None)
        if row is None:
            raise LookupError(index)
        path = inclusion_proof(index, checkpoint.size, self._recorder.read_node)
        return Receipt(head_of(row.data).act, index, TlogProof(index, tuple(path), note, row.data))

    def checkpoint(self) -> tuple[Checkpoint, bytes]:
        """Return the checkpoint of the log as it stands, and its signed note."""
        tree, _ = self._recorder.head()
        checkpoint = Checkpoint(self.origin, tree.size, tree.root())
        return checkpoint, sign_checkpoint(checkpoint, self._signer)

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
        items = [item for row in rows for item in _feed_items(row, topics)]
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
        return self._recorder.opened(persons, "name") if persons else {}

    def disclosures(self, person: str) -> list[Disclosure]:
        """Return what a bundle must carry to open a person's values to its reader."""
        return self._recorder.disclosures(person)

    def _compose(
        self,
        decision: Decision,
        actors: Sequence[Mandated],
        at: datetime,
        *,
        cause: str | None,
        tree: CompactRange,
        states: LedgerStates,
    ) -> Draft:
        act_id = new_act_id(self._random(10))
        events, secrets = self._bodies(decision, act_id, states)
        summary = summary_of(decision, actors)
        act = Act(
            log=self.origin,
            act=act_id,
            at=instant_text(at),
            actors=tuple(Actor(a.person, a.role, a.body, a.mandate) for a in actors),
            basis=Basis(tree.size, tree.root()),
            cause=cause,
            summary=digest_of(summary),
            events=tuple(leaf_hash(each.state) for each in events),
            nonce=self._random(NONCE_SIZE),
        )
        erased = tuple(
            recorded.event.person
            for recorded in decision
            if isinstance(recorded.event, PersonErased)
        )
        gives = tuple(names_in(decision))
        unsigned = SealedAct(b"", events, secrets, erased, dict(states.reads), tree.size, gives)
        return Draft(act, act.to_bytes(), summary, tuple(actors), decision, unsigned)

    def _bodies(
        self, decision: Decision, act_id: str, states: LedgerStates
    ) -> tuple[tuple[StoredEvent, ...], tuple[tuple[Secret, str], ...]]:
        heads: dict[str, tuple[int, bytes | None]] = {}
        events, secrets = [], []
        for n, recorded in enumerate(decision):
            name = recorded.stream
            if name not in heads:
                stored = states.stream(name)
                heads[name] = stored.position, stored.head
            position, prev = heads[name]
            mine = [Secret.of(each.path, each.subject, each.value) for each in recorded.personal]
            body = EventBody(
                log=self.origin,
                act=act_id,
                n=n,
                stream=name,
                position=position + 1,
                prev=prev,
                topic=recorded.event.TOPIC,
                data=data_of(recorded.event),
                nonce=self._random(NONCE_SIZE),
                pii=tuple(secret.commitment for secret in mine),
            ).to_bytes()
            heads[name] = position + 1, leaf_hash(body)
            events.append(StoredEvent(name, position + 1, recorded.event.TOPIC, body))
            secrets += [(each, f"{name}#{position + 1}#{each.path}") for each in mine]
        return tuple(events), tuple(secrets)


def _feed_items(row: EntryRow, topics: frozenset[str]) -> Iterator[FeedItem]:
    head: ActHead | None = None
    for n, data in enumerate(row.bodies):
        body = envelope_of(data)
        if body.topic not in topics:
            continue
        head = head or head_of(row.data)
        yield FeedItem(
            index=row.index,
            n=n,
            act=head.act,
            at=head.at,
            stream=body.stream,
            position=body.position,
            event=event_of(body),
        )
