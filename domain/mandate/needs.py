"""签署要求: the words in which each context's ``signers.py`` says who signs what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.mandate.roles import Role


class Scope(StrEnum):
    """For which body a role must be held, seen from the matter."""

    OWN = "own"  # the body whose matter it is
    ABOVE = "above"  # the body above it
    OWN_OR_ABOVE = "own_or_above"
    ANY = "any"
    ANY_OR_SELF = "any_or_self"  # any body, or the person that a field names, in person
    FIELD = "field"  # the body, or person, that a field of the event names
    FIELD_OR_OWN = "field_or_own"
    EACH = "each"  # every person that a field of the event names
    EACH_OF_CASE = "each_of_case"  # every investigator of the case, in whatever office


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement: ``count`` different persons with one of these roles."""

    roles: frozenset[Role]
    scope: Scope = Scope.OWN
    count: int = 1
    field: str = ""
    of_pack: bool = False
    """Whether the matter's rule pack says how many; ``count`` where it has none."""
    self_unless: str = ""
    """A flag of the event: while it is not set, the person whose file it is may sign instead."""


@dataclass(frozen=True, slots=True)
class Rule:
    """All needs must be met. ``follows`` lists events that carry this one in the same act."""

    needs: tuple[Need, ...] = ()
    follows: frozenset[str] = frozenset()


def need(*roles: Role, scope: Scope = Scope.OWN, count: int = 1, field: str = "") -> Need:
    """Return the need for ``count`` persons, each with one of ``roles``."""
    return Need(frozenset(roles), scope, count, field)


def by_self(field: str) -> Rule:
    """Return the rule that the person whom a field of the event names signs in person."""
    return Rule((need(Role.SELF, scope=Scope.FIELD, field=field),))


WITNESSED = need(Role.SELF, scope=Scope.EACH, field="witnesses")
"""Every witness whom the event names signs, in no other office of the act (B5-10)."""
REGISTRAR = Rule((need(Role.ROOT, Role.REGISTRAR, scope=Scope.ANY),))
PRINCIPAL = Rule((need(Role.PRINCIPAL),))
PRINCIPAL_OF_SCHOOL = Rule((need(Role.PRINCIPAL, scope=Scope.FIELD, field="school"),))
HEAD = Rule((need(Role.PRINCIPAL, Role.TOWN_OFFICER, Role.BUREAU_OFFICER),))
HEAD_ABOVE = Rule(
    (need(Role.PRINCIPAL, Role.TOWN_OFFICER, Role.BUREAU_OFFICER, scope=Scope.OWN_OR_ABOVE),)
)
TOWN = Rule((need(Role.TOWN_OFFICER, Role.BUREAU_OFFICER),))
TOWN_ABOVE = Rule((need(Role.TOWN_OFFICER, Role.BUREAU_OFFICER, scope=Scope.OWN_OR_ABOVE),))
BUREAU = Rule((need(Role.BUREAU_OFFICER, scope=Scope.ANY),))
HR = Rule((need(Role.HR_OFFICER, scope=Scope.ANY),))
COMMITTEE = Rule((need(Role.COMMITTEE_MEMBER),))
COMMITTEE_OF_THREE = Rule((need(Role.COMMITTEE_MEMBER, count=3),))
COMMITTEE_DECIDES = Rule((replace(COMMITTEE_OF_THREE.needs[0], of_pack=True),))
"""As many members of the 聘任委员会 as the pack of the round or competition says. [S002-19]"""
SUPERVISED = need(Role.SUPERVISOR, scope=Scope.ANY)
ADJUDICATED = Rule(
    (need(Role.TOWN_OFFICER, Role.DISPUTE_OFFICER, Role.BUREAU_OFFICER, scope=Scope.ANY),)
)
BY_CASE = Rule(follows=frozenset({"dispute.case-executed.v1"}))
TAKEN_UP = frozenset(
    {
        "recruitment.offer-accepted.v1",
        "recruitment.post-assigned.v1",
        "recruitment.directly-appointed.v1",
    }
)
"""Events with which somebody takes up a post; seat and transfer follow."""
REVOKED = frozenset({"recruitment.appointment-revoked.v1"})
SET_ASIDE = REVOKED | {"recruitment.unplaced-revoked.v1"}
"""Events by which what a round took is set aside; offices come back with them."""
SENT = frozenset({"exchange.exchange-started.v1"})
RETURNED = frozenset({"exchange.exchange-ended.v1"})
EXIT = frozenset(
    {
        "contract.contract-terminated.v1",
        "contract.contract-ended.v1",
        "teacher.resignation-completed.v1",
    }
)
"""Events with which service ends; post, seats and offices follow."""
