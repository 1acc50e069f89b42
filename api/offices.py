"""Which mandate an official acts by."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.ledger.application import Ledger
from adapters.ledger.errors import MandateRefusedError
from domain.mandate.signing import Mandated
from domain.mandate.state import Mandates


def mandate_of(ledger: Ledger, person: str, roles: Sequence[str]) -> Mandated:
    """Return a person acting by a mandate with one of these roles.

    Raises:
        MandateRefusedError: The person holds none.
    """
    state = ledger.states().find(Mandates, person)
    for held in state.mandates if state is not None else ():
        if held.role in roles and not held.revoked:
            return Mandated(person, held.role, held.body, held.mandate)
    raise MandateRefusedError(f"{person} holds no mandate as {' or '.join(roles)}")
