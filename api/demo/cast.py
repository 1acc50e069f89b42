"""Who acts in the demo: people with keys and mandates, and a clock that the story sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from adapters.keystore.signer import SoftwareSigner
from adapters.ledger.acts import Receipt
from api.acting import BATCH
from api.composition import Services
from domain.kernel import Aggregate, Command
from domain.mandate.commands import EnrolKey, GrantMandate
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.values.time import BEIJING

A = TypeVar("A", bound=Aggregate)


@dataclass
class DemoClock:
    """The clock of the ledger, set by the story and never set back."""

    now: datetime = field(default_factory=lambda: datetime(2026, 7, 1, 9, tzinfo=BEIJING))

    def __call__(self) -> datetime:
        """Return the instant at which the ledger receives what comes next."""
        return self.now

    def set(self, instant: datetime) -> None:
        """Move on to an instant."""
        assert instant >= self.now, "time does not run backwards"
        self.now = instant


@dataclass(frozen=True)
class Step:
    """Something that happens at an instant; ``told`` is said when it is done."""

    at: datetime
    run: Callable[[], None]
    told: str = ""


def beijing(month: int, day: int, hour: int = 9, *, minute: int = 0, year: int = 2026) -> datetime:
    """Return an instant of the demo's year, Beijing time."""
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


class Cast:
    """The people of the demo. Their keys are all in one keystore, as in no real office."""

    def __init__(self, services: Services, clock: DemoClock) -> None:
        self.ledger, self.clock = services.ledger, clock
        self._keys = services.keystore
        self._signers: dict[str, SoftwareSigner] = {}
        self._mandates: dict[str, Mandated] = {}

    def found(self, *, district: str, name: str) -> Mandated:
        """Found the log; return the root, who grants the first offices."""
        self.ledger.found(district=district, name=name, signer=self._signer("o-root"))
        return Mandated("o-root", Role.ROOT, district, "root-o-root")

    def as_self(self, person: str) -> Mandated:
        """Return a person acting for herself."""
        return Mandated(person, Role.SELF)

    def official(self, person: str) -> Mandated:
        """Return an official with the one mandate that he holds."""
        return self._mandates[person]

    def committee(self, body: str) -> list[Mandated]:
        """Return the three members of a hiring committee."""
        return [self.official(f"m-{body}-{n}") for n in (1, 2, 3)]

    def office(self, person: str, role: Role, body: str) -> Iterator[Command]:
        """Yield what gives a new official a key and a mandate."""
        actor = Mandated(person, role, body, f"g-{person}-{role}")
        self._mandates[person] = actor
        yield self.enrolment(person)
        yield GrantMandate(
            mandate=actor.mandate,
            person=person,
            role=role,
            body=body,
            from_on=date(2026, 7, 1),
            until_on=date(2029, 7, 1),
        )

    def enrolment(self, person: str) -> EnrolKey:
        """Return what enrols a person's key."""
        return EnrolKey.model_validate(self._signer(person).enrolment(self.ledger.origin))

    def act(self, commands: Command | Sequence[Command], *actors: Mandated) -> Receipt:
        """Record one act, signed by all its actors."""
        listed = [commands] if isinstance(commands, Command) else list(commands)
        signers = [self._signers[person] for person in dict.fromkeys(a.person for a in actors)]
        return self.ledger.execute(listed, actors, signers)

    def acts(self, commands: Sequence[Command], *actors: Mandated) -> None:
        """Record many commands in as few acts as an act can hold."""
        for start in range(0, len(commands), BATCH):
            self.act(commands[start : start + BATCH], *actors)

    def state(self, kind: type[A], key: str) -> A:
        """Return the state of a stream that the story has begun."""
        found = self.ledger.states().find(kind, key)
        assert found is not None, f"{kind.KIND}:{key} has begun"
        return found

    def _signer(self, person: str) -> SoftwareSigner:
        if person not in self._signers:
            self._signers[person] = self._keys.create(person)
        return self._signers[person]
