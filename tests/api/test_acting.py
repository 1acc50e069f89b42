"""Who acts on the command line: only offices that stand count."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.keystore.files import FileKeystore
from adapters.ledger.errors import MandateRefusedError
from api.acting import actor_of
from api.composition import Services
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from projections.views import Views
from tests.ledger.test_stolen_key_in_ledger import clerk_revoked, robbed
from tests.support.office import Office


def test_an_office_that_a_void_act_gave_is_none(office: Office, tmp_path: Path) -> None:
    services = Services(
        tmp_path, office.ledger, Views(office.engine), FileKeystore(tmp_path / "keys", "secret")
    )
    _, _, theft = robbed(office)
    eve = Mandated("eve", Role.REGISTRAR, "d1", "m-eve")
    assert actor_of(services, "eve:registrar") == actor_of(services, "eve:m-eve") == eve
    office.act(clerk_revoked(theft), office.root)
    for told in ("eve:registrar", "eve:m-eve"):
        with pytest.raises(MandateRefusedError, match="eve holds 0 mandates"):
            actor_of(services, told)


def test_who_acts_for_herself_may_say_so(office: Office, tmp_path: Path) -> None:
    services = Services(
        tmp_path, office.ledger, Views(office.engine), FileKeystore(tmp_path / "keys", "secret")
    )
    eve = Mandated("eve", Role.SELF)
    assert actor_of(services, "eve:self") == actor_of(services, "eve") == eve
