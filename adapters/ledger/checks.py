"""What the ledger asks beside the rules: keys possessed, names new, mandates and signatures.

The offline verifier asks the same afterwards (``audit/format/SPEC.md`` §7 and §8): whatever
passes here must pass there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from adapters.ledger.acts import Draft
from adapters.ledger.errors import (
    LedgerError,
    MandateRefusedError,
    SignatureRefusedError,
)
from adapters.ledger.given import key_name, known, mandate_name, names_in
from adapters.ledger.states import LedgerStates
from audit.format import suites
from audit.format.encoding import unb64
from audit.format.entry import Signature
from audit.format.errors import MalformedError
from audit.format.keys import kid_of
from domain.kernel import Decision
from domain.mandate.events import KeyEnrolled, KeyRevoked
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.mandate.state import Mandates
from domain.values.time import beijing_date

_UNSEEN = re.compile(
    r"[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # as they are
    r"|(?<!\\)(?:\\\\)*\\(?:[bf]|u00[01][0-9a-f])"  # escaped, but not a written backslash
)


def names_must_be_new(decision: Decision, is_given: Callable[[str], bool]) -> None:
    """Refuse a key or mandate id that was given before, to whomever.

    Raises:
        KeyKnownError: The key is somebody's.
        MandateKnownError: The mandate id is in use, or was.
    """
    for name, event in names_in(decision).items():
        if is_given(name):
            raise known(event)


def keys_must_be_possessed(decision: Decision, log: str) -> None:
    """Refuse a key whose proof of possession is not good for this log.

    Raises:
        MandateRefusedError: The proof is missing or of another person, key or log.
    """
    for recorded in decision:
        event = recorded.event
        if isinstance(event, KeyEnrolled) and not _is_possessed(event, log):
            raise MandateRefusedError(f"key {event.kid} comes without proof of possession")


def _is_possessed(event: KeyEnrolled, log: str) -> bool:
    try:
        key, proof = unb64(event.key), unb64(event.proof)
    except MalformedError:
        return False
    return (
        suites.is_key(event.suite, key)
        and event.kid == kid_of(event.suite, key)
        and suites.is_possessed(
            log=log, person=event.person, suite=event.suite, key=key, proof=proof
        )
    )


def void_range_must_have_begun(decision: Decision, size: int) -> None:
    """Refuse a key void from a later act than this one: the verifier takes no later index.

    Raises:
        MandateRefusedError: The index is still to come.
    """
    for recorded in decision:
        event = recorded.event
        if isinstance(event, KeyRevoked) and event.void_from_index > size:
            raise MandateRefusedError(
                f"key {event.kid} cannot be void from index {event.void_from_index}"
                f" when the log has {size} acts"
            )


def text_must_show(summary: str) -> None:
    """Refuse text that shows otherwise than it is, or not at all, to those who sign it.

    Controls but for line ends and tabs, which the summary writes as escapes, and the marks
    that turn the direction of writing.

    Raises:
        LedgerError: There is such a character.
    """
    if _UNSEEN.search(summary):
        raise LedgerError("a text holds characters that nobody sees")


def mandate_must_stand(states: LedgerStates, actor: Mandated, at: datetime) -> None:
    """Refuse who has no key that stands, or does not hold the office that he or she acts in.

    Raises:
        MandateRefusedError: So it is.
    """
    person = states.find(Mandates, actor.person)
    if person is None or not _has_key(states, actor.person, person):
        raise MandateRefusedError(f"{actor.person} has no key that stands")
    if actor.role == Role.SELF and not actor.body and not actor.mandate:
        return
    held = person.mandate(actor.mandate)
    if (
        held is None
        or (held.role, held.body) != (actor.role, actor.body)
        or not held.stands(beijing_date(at))
        or states.is_void(actor.person, mandate_name(actor.mandate))
    ):
        raise MandateRefusedError(
            f"{actor.person} does not hold mandate {actor.mandate}"
            f" as {actor.role} of {actor.body} now"
        )


def _has_key(states: LedgerStates, name: str, person: Mandates) -> bool:
    keys = [key for key in person.keys if not key.revoked]
    return any(not states.is_void(name, key_name(key.kid)) for key in keys)


def signatures_must_be_the_actors(
    states: LedgerStates, draft: Draft, signatures: Sequence[Signature], now: datetime
) -> None:
    """Refuse a draft that is not signed once by each actor, with mandates that stand now.

    Raises:
        SignatureRefusedError: A signature is bad, or the signers are not the actors.
        MandateRefusedError: A key or mandate no longer stands.
    """
    founding = draft.unsigned.size == 0
    enrolled = {
        recorded.event.kid: recorded.event
        for recorded in draft.decision
        if isinstance(recorded.event, KeyEnrolled) and founding
    }
    actors = {actor.person for actor in draft.actors}
    waiting = actors - {signer_of(states, draft, each, enrolled) for each in signatures}
    if waiting:
        raise SignatureRefusedError(f"not signed by {', '.join(sorted(waiting))}")
    if len(signatures) != len(actors):
        raise SignatureRefusedError("somebody signed more than once")
    if not founding:  # only the first act rests on the mandate that it grants
        for actor in draft.actors:
            mandate_must_stand(states, actor, now)


def signer_of(
    states: LedgerStates,
    draft: Draft,
    signature: Signature,
    enrolled: Mapping[str, KeyEnrolled] | None = None,
) -> str:
    """Return which actor made a signature; ``enrolled`` has keys that the draft itself enrols.

    Raises:
        SignatureRefusedError: It is bad, or of a key that is no actor's or does not stand.
    """
    for actor in draft.actors:
        person = states.find(Mandates, actor.person)
        key = person.key(signature.kid) if person is not None else None
        if key is not None and states.is_void(actor.person, key_name(key.kid)):
            raise SignatureRefusedError(f"key {key.kid} was enrolled by an act that is void")
        used = key or (enrolled or {}).get(signature.kid)
        if used is None or signature.suite != used.suite:
            continue
        if suites.verify(used.suite, unb64(used.key), signature.value, draft.to_sign):
            return actor.person
        raise SignatureRefusedError(f"bad signature by key {signature.kid}")
    raise SignatureRefusedError(f"key {signature.kid} belongs to none of the actors")
