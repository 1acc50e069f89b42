"""Acts from the command line: who acts, what is asked, and the receipt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from adapters.keystore.signer import SoftwareSigner
from adapters.ledger.acts import Draft, Receipt
from adapters.ledger.errors import MandateRefusedError
from adapters.ledger.given import mandate_name
from api.composition import Services
from domain.kernel import Command, require
from domain.mandate.commands import EnrolKey
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.mandate.state import Mandates
from domain.planning.state import Plan
from domain.recruitment.state import RecruitmentRound
from domain.school.state import School
from domain.values.scoring import ScoringTable

BATCH = 900
"""Commands in one act of an import: an act holds at most 1 000 events."""
Progress = Callable[[int, int], None]


def actor_of(services: Services, told: str) -> Mandated:
    """Return who acts: ``PERSON`` for oneself, ``PERSON:ROLE`` or ``PERSON:MANDATE`` for an office.

    ``PERSON:self``, as the log prints it, is ``PERSON``. A mandate that a void act gave is none.

    Raises:
        MandateRefusedError: The person holds no such mandate, or several of that role.
    """
    person, _, office = told.partition(":")
    if office in ("", Role.SELF):
        return Mandated(person, Role.SELF)
    states = services.ledger.states()
    state = states.find(Mandates, person)
    held = [
        each
        for each in (state.mandates if state else ())
        if not each.revoked and not states.is_void(person, mandate_name(each.mandate))
    ]
    meant = [each for each in held if office == each.mandate] or [
        each for each in held if office == each.role
    ]
    if len(meant) != 1:
        known = "、".join(f"{each.mandate} ({each.role} of {each.body})" for each in held)
        raise MandateRefusedError(
            f"{person} holds {len(meant)} mandates as {office}; name one of: {known or 'none'}"
            f" {person} 没有该项职权或有多项，请写明授权编号"
        )
    return Mandated(person, meant[0].role, meant[0].body, meant[0].mandate)


def draft(services: Services, commands: Sequence[Command], actors: Sequence[Mandated]) -> Draft:
    """Ask the rules, without recording anything.

    Raises:
        DomainError: A rule refuses.
        MandateRefusedError: An actor's mandate does not stand.
    """
    return services.ledger.draft(commands, actors)


def perform(services: Services, commands: Sequence[Command], actors: Sequence[Mandated]) -> Receipt:
    """Draft, sign with the keys in the keystore, and record one act.

    Raises:
        DomainError: A rule refuses.
        LedgerError: It could not be recorded.
        KeystoreError: An actor's key is not here, or cannot be opened.
    """
    return services.ledger.execute(commands, actors, _signers(services, actors))


def perform_all(
    services: Services,
    commands: Sequence[Command],
    actors: Sequence[Mandated],
    progress: Progress,
) -> list[Receipt]:
    """Record many commands in as few acts as can hold them; each act stands alone.

    Raises:
        DomainError: A rule refuses; the acts before are recorded, this one is not.
    """
    signers, receipts = _signers(services, actors), []
    for start in range(0, len(commands), BATCH):
        part = commands[start : start + BATCH]
        receipts.append(services.ledger.execute(part, actors, signers))
        progress(start + len(part), len(commands))
    return receipts


def enrolment_of(services: Services, person: str) -> EnrolKey:
    """Make a key for a person and return the command that enrols it.

    Raises:
        KeystoreError: There is a key of that name, or it is not a plain name.
    """
    signer = services.keystore.create(person)
    return EnrolKey.model_validate(signer.enrolment(services.ledger.origin))


def school_codes(services: Services) -> frozenset[str]:
    """Return the ids of the schools that the ledger knows."""
    services.catch_up()
    states = services.ledger.states()
    return frozenset(
        body for body in services.views.bodies() if states.find(School, body) is not None
    )


def scoring_table(services: Services, round_: str) -> ScoringTable:
    """Return the scoring table of the pack under which a round was opened.

    Raises:
        MissingError: There is no such round.
    """
    states = services.ledger.states()
    opened = require(states, RecruitmentRound, round_)
    return require(states, Plan, opened.plan).packs[opened.pack_sha256].scoring


def _signers(services: Services, actors: Sequence[Mandated]) -> list[SoftwareSigner]:
    persons = dict.fromkeys(actor.person for actor in actors)
    return [services.keystore.load(person) for person in persons]
