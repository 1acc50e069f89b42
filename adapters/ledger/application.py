"""The ledger: draft, sign, record, receipt.

``draft`` runs the rules and returns what people have to sign; ``record`` checks the
signatures and stores the act, all or nothing. Nothing here is chosen by the environment.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from threading import RLock

from sqlalchemy import Engine

from adapters.keystore.signer import Signer, SoftwareSigner
from adapters.ledger.act_recorder import ActRecorder
from adapters.ledger.acts import Draft, Receipt
from adapters.ledger.checkpoints import CheckpointFile, must_extend
from adapters.ledger.checks import (
    keys_must_be_possessed,
    mandate_must_stand,
    names_must_be_new,
    signatures_must_be_the_actors,
    signer_of,
    text_must_show,
    void_range_must_have_begun,
)
from adapters.ledger.composing import Composer, Random
from adapters.ledger.errors import DraftLapsedError, LedgerError, StreamMovedError
from adapters.ledger.judging import judged, must_still_be_granted, stated_time
from adapters.ledger.log_reader import LogReader
from adapters.ledger.newest import NewestTime
from adapters.ledger.states import LedgerStates, StreamCache
from adapters.vault.vault import Vault
from audit.format.checkpoint import Checkpoint, sign_checkpoint
from audit.format.entry import Entry, Signature
from audit.format.errors import MalformedError
from audit.format.note import NoteSigner
from audit.format.tlog_proof import TlogProof
from audit.format.tree import CompactRange
from domain.kernel import Command, DomainError
from domain.mandate.commands import EnrolKey, FoundLog, GrantMandate
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.teacher.identity import person_must_be_registered_once
from domain.values.time import beijing_date

TRIES = 10
Outcome = Receipt | LedgerError | MalformedError | DomainError
Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Return the instant now: the one place where the wall clock is read."""
    return datetime.now(UTC)


class Ledger(LogReader):
    """A log, its store, and its vault, to record in."""

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
        super().__init__(ActRecorder(engine, vault), log_signer, checkpoints.witnessed)
        self._clock = clock
        self._composer = Composer(self.origin, random)
        self._checkpoints = checkpoints
        self._cache = StreamCache(self._recorder)
        self._newest = NewestTime(self._recorder)
        last = checkpoints.read(log_signer.verifier)
        self._lock = RLock()
        must_extend(last, self._recorder.size(), self._recorder.read_node)
        cosigned = checkpoints.witnessed.read(log_signer.verifier)
        if cosigned is not None:
            must_extend(cosigned[0], self._recorder.size(), self._recorder.read_node)

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
            ClockBehindError: The clock is far behind the acts that the log has.
            LedgerError: A text holds characters that nobody sees.
        """
        with self._lock, self._recorder.holding():
            states, tree = self._states_now()
            at = stated_time(self._clock(), self._newest.below(tree.size))
            decisions = judged(states, commands, at)
            decision = tuple(recorded for granted in decisions for recorded in granted)
            names_must_be_new(decision, self._recorder.is_given)
            keys_must_be_possessed(decision, self.origin)
            void_range_must_have_begun(decision, tree.size)
            authorise(states, decisions, actors)
            for actor in actors:
                mandate_must_stand(states, actor, at)
            person_must_be_registered_once(decision, self._recorder.identity_holders)
            draft = self._composer.compose(
                commands, decision, actors, at, cause=cause, tree=tree, states=states
            )
            text_must_show(draft.summary)
            return draft

    def record(self, draft: Draft, signatures: Sequence[Signature]) -> Receipt:
        """Check the signatures and store the act; return the proof that it is in the log.

        Raises:
            SignatureRefusedError: A signature is bad, or the signers are not the actors.
            MandateRefusedError: A key or mandate no longer stands.
            StreamMovedError: A stream that the act rests on moved since; draft again.
            DraftLapsedError: It was drafted too long ago, or on another day; draft again.
            DomainError: A rule refuses by now: a deadline has passed since the draft.
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
            good: list[tuple[Draft, bytes]] = []
            # The streams of keys and mandates are among those that the store compares.
            states, now = LedgerStates(self._cache), self._clock()
            for draft, signatures in signed:
                try:
                    signatures_must_be_the_actors(states, draft, signatures, now)
                    must_still_be_granted(LedgerStates(self._cache), draft, now)
                    entry = Entry(draft.data, tuple(signatures)).to_bytes()
                except (LedgerError, MalformedError, DomainError) as refusal:
                    outcome.append(refusal)
                    continue
                good.append((draft, entry))
                outcome.append(None)
            stored = iter(self._store(good))
            return [next(stored) if each is None else each for each in outcome]

    def _store(self, acts: Sequence[tuple[Draft, bytes]]) -> list[Outcome]:
        outcome: list[Outcome] = []
        sealed = [(entry, draft.unsigned) for draft, entry in acts]
        found = self._recorder.insert_acts(sealed) if acts else []
        note = b""
        for (draft, entry), stored in zip(acts, found, strict=True):
            if isinstance(stored, StreamMovedError):
                outcome.append(stored)
                continue
            note = sign_checkpoint(Checkpoint(self.origin, stored.size, stored.root), self._signer)
            signers = frozenset(actor.person for actor in draft.actors)
            self._cache.advance(
                draft.decision, draft.act.events, signers, draft.after, stored.last_event
            )
            index = stored.size - 1
            self._newest.take(index, draft.act.at)
            proof = TlogProof(index, stored.path, note, entry)
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
            except (StreamMovedError, DraftLapsedError):
                continue
        draft = self.draft(commands, actors, cause=cause)
        return self.record(draft, [signer.sign(draft.to_sign) for signer in signers])

    def identity_holders(self, numbers: Collection[str]) -> dict[str, str]:
        """Return as whom identity numbers are registered, by number; nobody's are left out."""
        with self._lock:
            return self._recorder.identity_holders(numbers)

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
