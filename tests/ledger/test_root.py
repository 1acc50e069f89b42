"""A registrar with genuine keys tries to take the ledger from its root."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from audit.compliance.inspection import inspect
from domain.mandate.commands import EnrolKey, GrantMandate, RevokeKey
from domain.mandate.errors import RootAloneError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.support.office import DAY, ORIGIN, Office, signer


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path).founded()


def test_a_puppet_of_the_registrar_s_own_is_no_second_signature(office: Office) -> None:
    clerk = office.hire("clerk", Role.REGISTRAR, "d1")
    revoke = RevokeKey(
        person="root", kid=signer("root").kid, reason="遗失", void_from_index=office.ledger.size()
    )
    with pytest.raises(RootAloneError):
        office.act(revoke, clerk)
    puppet = Mandated("puppet", Role.SUPERVISOR, "d1", "m-puppet")
    enrol = EnrolKey.model_validate(signer("puppet").enrolment(ORIGIN))
    grant = GrantMandate(
        mandate="m-puppet", person="puppet", role=Role.SUPERVISOR, body="d1", from_on=DAY
    )
    office.act_all([enrol, grant], clerk)
    with pytest.raises(RootAloneError):
        office.act(revoke, clerk, puppet)


def test_a_stolen_root_key_is_revoked_by_two_whom_the_root_hired(
    office: Office, tmp_path: Path
) -> None:
    clerk = office.hire("clerk", Role.REGISTRAR, "d1")
    watch = office.hire("watch", Role.SUPERVISOR, "d1")
    revoke = RevokeKey(
        person="root", kid=signer("root").kid, reason="被盗", void_from_index=office.ledger.size()
    )
    office.act(revoke, clerk, watch)
    assert office.ledger.verify().findings == []
    causes = CauseIndex(open_engine(f"sqlite:///{tmp_path / 'causes.db'}"))
    assert inspect(LedgerSource(office.ledger, causes)).breaches == []
