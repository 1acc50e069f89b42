"""The root's keys and office (台账管理人): whoever has them has the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

from domain.kernel import Decision, Recorded, States, stream_of
from domain.mandate import errors
from domain.mandate import events as e
from domain.mandate.roles import Mandated, Role
from domain.mandate.state import Mandate, Mandates

GIVEN = frozenset({e.KeyEnrolled.TOPIC, e.MandateGranted.TOPIC})
"""Topics by which somebody can sign, or sign as something."""
_SECOND = frozenset({Role.REGISTRAR, Role.SUPERVISOR})


def root_must_agree(states: States, whole: Decision, actors: Sequence[Mandated]) -> None:
    """台账管理人: nobody takes the root's place alone.

    The root signs what gives or takes a key or the office of a root; or, where its key is lost
    or stolen, a registrar and another one who supervises or registers, neither of whom can
    sign by what the other gave. 依据: 条例 第39条; 电子签名法 第15条.
    """
    if any(actor.role == Role.ROOT for actor in actors):
        return
    for recorded in whole:
        if _concerns_a_root(states, recorded) and not _are_two(states, actors):
            person = recorded.stream.partition(":")[2]
            raise errors.RootAloneError(person=person, topic=recorded.event.TOPIC)


def _concerns_a_root(states: States, recorded: Recorded) -> bool:
    person = recorded.stream.partition(":")[2]
    match recorded.event:
        case e.MandateGranted(role=role):
            return role == Role.ROOT
        case e.MandateRevoked(mandate=name):
            return any(each.mandate == name for each in _roots(states, person))
        case e.KeyEnrolled() | e.KeyRevoked():
            return any(not each.revoked for each in _roots(states, person))
        case _:
            return False


def _roots(states: States, person: str) -> Iterable[Mandate]:
    found = states.find(Mandates, person)
    return (each for each in found.mandates if each.role == Role.ROOT) if found else ()


def _are_two(states: States, actors: Sequence[Mandated]) -> bool:
    """Tell whether a registrar and a second person sign who are nobody's but the root's making."""
    return any(
        first.role == Role.REGISTRAR
        and second.role in _SECOND
        and first.person != second.person
        and second.person not in _makers(states, first.person)
        and first.person not in _makers(states, second.person)
        for first, second in permutations(actors, 2)
    )


def _makers(states: States, person: str) -> set[str]:
    """Return who gave somebody keys or offices, and who gave these theirs, up to the root."""
    found: set[str] = set()
    asked = [person]
    while asked:
        signed = states.signings(stream_of(Mandates, asked.pop()))
        fresh = set().union(*(signed.get(topic, ()) for topic in GIVEN)) - found
        found |= fresh
        asked += fresh
    return found
