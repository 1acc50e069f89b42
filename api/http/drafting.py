"""From a request to a draft: positions, turns at streams, and the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.ledger.acts import Draft
from adapters.ledger.application import Ledger
from adapters.ledger.errors import LedgerError
from api.http.problems import ProblemError
from api.http.runtime import Pending, Runtime
from api.http.sessions import wall
from audit.format.entry import MAX_ENTRY
from audit.format.keys import SUITE_WEBAUTHN
from audit.format.passkey import MAX_ASSERTION
from domain.kernel import Command
from domain.mandate.signing import Mandated
from domain.mandate.state import Mandates

ROOM_FOR_A_SIGNATURE = 100
"""Bytes that a signature with its frame takes in an entry, but for a passkey's."""


class Drafting:
    """One request for a draft."""

    def __init__(
        self,
        runtime: Runtime,
        commands: Sequence[Command],
        actors: Sequence[Mandated],
        *,
        cause: str | None,
        holder: str,
        hold: float,
    ) -> None:
        self._runtime, self._commands, self._actors = runtime, commands, actors
        self._cause, self._hold = cause, hold
        self._holder = holder

    async def run(self, expected: Mapping[str, int]) -> Pending:
        """Return the draft, kept for its signers; with a hold, once it is its turn.

        Raises:
            DomainError: A rule refuses.
            LedgerError: A mandate does not stand, or the act is too large.
            ProblemError: 412, where a stream is not at the position that was expected.
        """
        draft = await self._draft()
        if self._hold:
            draft = await self._in_turn(draft)
        try:
            await self._must_stand_at(expected)
        except ProblemError:
            self._runtime.turns.release(self._holder)
            raise
        expires = wall().timestamp() + self._runtime.settings.draft_seconds
        pending = Pending(draft, self._holder, expires)
        self._runtime.keep(pending)
        return pending

    async def _draft(self) -> Draft:
        ledger = self._runtime.ledger
        draft = await self._runtime.writer.ask(
            lambda: ledger.draft(self._commands, self._actors, cause=self._cause)
        )
        room, least = MAX_ENTRY - len(draft.data), ROOM_FOR_A_SIGNATURE * len(draft.actors)
        if least + MAX_ASSERTION * len(draft.actors) > room:
            passkeys = await self._runtime.writer.ask(lambda: _passkeys(ledger, draft))
            if least + MAX_ASSERTION * passkeys > room:
                raise LedgerError("the act would be too large for an entry: make several")
        return draft

    async def _in_turn(self, draft: Draft) -> Draft:
        """Hold the streams that the act adds to; draft anew where a stream moved meanwhile."""
        runtime = self._runtime
        streams = {recorded.stream for recorded in draft.decision}
        await runtime.turns.take(
            streams,
            self._holder,
            seconds=self._hold,
            patience=runtime.settings.hold_wait_seconds,
        )
        if not runtime.moved.since(draft.unsigned.reads, draft.unsigned.size):
            return draft
        try:
            return await self._draft()
        except Exception:
            runtime.turns.release(self._holder)
            raise

    async def _must_stand_at(self, expected: Mapping[str, int]) -> None:
        if not expected:
            return
        ledger = self._runtime.ledger
        found = await self._runtime.writer.ask(lambda: ledger.positions(list(expected)))
        for stream, position in expected.items():
            if found[stream] != position:
                facts: dict[str, str | int] = {
                    "stream": stream,
                    "expected": position,
                    "found": found[stream],
                }
                raise ProblemError(412, "http.position-moved", facts=facts)


def _passkeys(ledger: Ledger, draft: Draft) -> int:
    """Return how many of those who will sign may do so with a passkey."""
    states = ledger.states()
    people = [states.find(Mandates, person) for person in {each.person for each in draft.actors}]
    return sum(
        any(key.suite == SUITE_WEBAUTHN and not key.revoked for key in person.keys)
        for person in people
        if person is not None
    )
