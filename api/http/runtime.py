"""What every request works with: ledger, writer, follower, sessions, open drafts."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy import Engine

from adapters.ledger.acts import Draft, Receipt
from adapters.ledger.application import Ledger
from adapters.ledger.errors import DraftLapsedError, StreamMovedError
from adapters.ledger.given import key_name, mandate_name
from adapters.ledger.public_log import PublicLog
from api.composition import ServerServices
from api.http.access import GRANTS, NOBODY, Grant, Reader
from api.http.act_index import ActIndex
from api.http.evidence_desk import EvidenceDesk
from api.http.follower import Follower
from api.http.metrics import Metrics
from api.http.moved import Moved
from api.http.passkeys import Passkeys, named_in
from api.http.problems import ProblemError
from api.http.sessions import Session, Sessions, wall
from api.http.settings import Settings
from api.http.turns import Turns
from api.http.writer import Writer
from audit.format.entry import Signature
from domain.kernel import DomainError
from domain.mandate.events import ActConfirmed, KeyRevoked, RecusalDeclared
from domain.mandate.state import Mandates
from domain.values.time import beijing_date
from projections.registers import Registers

MOST_READERS = 20_000
SEVERAL = frozenset({"without"})
"""Parameters that may be given several times."""


@dataclass(slots=True)
class Pending:
    """A draft that waits for signatures."""

    draft: Draft
    holder: str
    """Who drafted it, and may hold its streams."""
    expires: float
    signatures: dict[str, Signature] = field(default_factory=dict)
    """By person."""
    recording: asyncio.Task[Receipt] | None = None

    @property
    def waiting_for(self) -> list[str]:
        """The actors who have not signed."""
        return sorted({actor.person for actor in self.draft.actors} - self.signatures.keys())


class Runtime:
    """Made once for an application; nothing is global."""

    def __init__(self, services: ServerServices, settings: Settings) -> None:
        self.settings, self.services = settings, services
        self.ledger: Ledger = services.ledger
        self.log = PublicLog(services.engine)
        self.views_engine: Engine = services.views_engine
        self.metrics, self.turns, self.moved = Metrics(), Turns(), Moved()
        self.index = ActIndex(services.views_engine, services.ledger)
        self.writer = Writer(self.ledger, self.index, self.metrics, most=settings.most_in_a_batch)
        self.follower = Follower(
            self.ledger,
            self.log,
            services.views,
            Registers(services.views_engine),
            self.index,
            self.metrics,
            pause=settings.follow_seconds,
        )
        self.evidence = EvidenceDesk(
            self.ledger, services.views_engine, most_waiting=settings.most_replays_waiting
        )
        self.writer.on_stored = self._stored
        self.follower.on_strange = self._forget_all
        self.follower.settled = self.writer.settled
        self.sessions = Sessions(
            session_seconds=settings.session_seconds,
            challenge_seconds=settings.challenge_seconds,
            most_sessions=settings.max_sessions,
            most_challenges=settings.max_challenges,
        )
        self.passkeys = Passkeys(self.sessions, settings.origin, self.ledger.origin)
        self.drafts: OrderedDict[str, Pending] = OrderedDict()
        self._readers: OrderedDict[str, dict[str, tuple[date, Reader | None]]] = OrderedDict()

    async def start(self) -> None:
        """Bring the views up to date and begin to record."""
        self.writer.start()
        await self.follower.start()

    async def stop(self) -> None:
        """Record what waits, and end."""
        await asyncio.to_thread(self.evidence.stop)
        await self.writer.stop()
        await self.follower.stop()

    def keep(self, pending: Pending) -> None:
        """Keep a draft until it is recorded or lapses."""
        now = wall().timestamp()
        while self.drafts:
            oldest = next(iter(self.drafts.values()))
            if oldest.expires > now and len(self.drafts) < self.settings.max_drafts:
                break
            self.drafts.popitem(last=False)
        self.drafts[pending.draft.act.act] = pending
        self.metrics.drafts = len(self.drafts)

    def pending(self, act: str) -> Pending | None:
        """Return an open draft."""
        found = self.drafts.get(act)
        if found is not None and found.expires <= wall().timestamp():
            self.drop(act)
            return None
        return found

    def drop(self, act: str) -> None:
        """Forget a draft, and give back the streams that it holds."""
        gone = self.drafts.pop(act, None)
        self.metrics.drafts = len(self.drafts)
        if gone is not None:
            self.turns.release(gone.holder)

    def begin_recording(
        self, pending: Pending, signatures: Sequence[Signature]
    ) -> asyncio.Task[Receipt]:
        """Record a draft whose signatures are complete; the task outlives the request."""
        return asyncio.create_task(self._record(pending, signatures))

    async def _record(self, pending: Pending, signatures: Sequence[Signature]) -> Receipt:
        act = pending.draft.act.act
        try:
            receipt = await self.writer.record(pending.draft, signatures)
        except (StreamMovedError, DraftLapsedError, DomainError):  # no signature can mend it
            self.drop(act)
            raise
        self.drop(act)
        return receipt

    async def reader(self, session: Session) -> Reader | None:
        """Return what a session's person may see now; ``None`` once the key does not stand."""
        today = beijing_date(self.ledger.now())
        known = self._readers.setdefault(session.person, {})
        day, reader = known.get(session.kid, (None, None))
        if day == today:
            return reader
        found = await self.writer.ask(lambda: self._reader_of(session, today))
        known[session.kid] = (today, found)
        if len(self._readers) > MOST_READERS:
            self._readers.popitem(last=False)
        return found

    def _reader_of(self, session: Session, today: date) -> Reader | None:
        states, person = self.ledger.states(), session.person
        state = states.find(Mandates, person)
        if state is None or state.key(session.kid) is None:
            return None
        if states.is_void(person, key_name(session.kid)):
            return None
        held = [
            (each.role, each.body)
            for each in state.mandates
            if each.stands(today) and not states.is_void(person, mandate_name(each.mandate))
        ]
        passkeys = named_in(state.keys, self.settings.origin)
        return Reader(person, tuple(held), passkeys)

    def _stored(self, drafts: Sequence[Draft]) -> None:
        """Let the views follow; forget what those may see whose keys or offices changed."""
        self.follower.tell()
        for draft in drafts:
            self.moved.take((each.stream for each in draft.decision), self.metrics.log_size)
            for recorded in draft.decision:
                kind, _, person = recorded.stream.partition(":")
                if isinstance(recorded.event, KeyRevoked | ActConfirmed):
                    self._readers.clear()  # also of those whose key or office a void act gave
                elif kind == Mandates.KIND and not isinstance(recorded.event, RecusalDeclared):
                    self._readers.pop(person, None)

    def _forget_all(self, size: int) -> None:
        self._readers.clear()
        self.moved.take_all(size)


def runtime_of(request: Request) -> Runtime:
    """Return what ``create_app`` was given."""
    return cast("Runtime", request.app.state.runtime)


def reader_of(request: Request) -> Reader:
    """Return who asks, as ``admit`` found out; ``NOBODY`` without a session.

    For what is asked for often: a dependency costs more than the look-up.
    """
    return cast("Reader", request.state.reader)


async def get_runtime(request: Request) -> Runtime:  # otherwise a thread would do it
    """Return what ``create_app`` was given."""
    return runtime_of(request)


RuntimeDep = Annotated[Runtime, Depends(get_runtime)]


def token_of(request: Request) -> str:
    """Return the bearer token of a request, or nothing."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


async def admit(request: Request) -> None:
    """Find out who asks; let the request through to its operation, if the access table says so.

    Comes before all other dependencies, which are kept few: each costs as much as a small read.

    Raises:
        ProblemError: 401, where a session is needed or its token is not good; 403, where the
            table names no such operation; 422, where a parameter is given twice.
    """
    request.state.reader = reader = await _reader(request)
    grant = GRANTS.get(getattr(request.scope.get("route"), "operation_id", ""))
    if grant is None:
        raise ProblemError(403, "http.forbidden")
    if grant is not Grant.ANYONE and not reader.person:
        raise unauthorised()
    if request.scope["query_string"]:
        _must_ask_once(request)


def _must_ask_once(request: Request) -> None:
    """Refuse a parameter that is given twice: nobody should take one answer for another."""
    known: set[str] = set()
    for name, _ in request.query_params.multi_items():
        if name in known and name not in SEVERAL:
            raise ProblemError(422, "http.malformed", facts={f"query.{name}"[:120]: "given twice"})
        known.add(name)


async def _reader(request: Request) -> Reader:
    if "authorization" not in request.headers:
        return NOBODY
    runtime = runtime_of(request)
    session = runtime.sessions.find(token_of(request))
    reader = await runtime.reader(session) if session is not None else None
    if reader is None:
        raise unauthorised()
    return reader


async def get_person(request: Request) -> Reader:
    """Return who asks, which must be somebody.

    Raises:
        ProblemError: 401, without a session.
    """
    reader = reader_of(request)
    if not reader.person:
        raise unauthorised()
    return reader


def unauthorised() -> ProblemError:
    """Return the 401 that tells how to come in."""
    return ProblemError(401, "http.unauthorised", headers={"WWW-Authenticate": "Bearer"})


PersonDep = Annotated[Reader, Depends(get_person)]


def signatures_of(pending: Pending) -> list[Signature]:
    """Return the signatures that came in one after the other, in the order of the actors."""
    order = dict.fromkeys(actor.person for actor in pending.draft.actors)
    return [pending.signatures[person] for person in order]
