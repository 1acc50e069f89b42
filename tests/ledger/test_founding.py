"""A log is founded once, and only its first act may rest on the office that it grants."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adapters.ledger.errors import LedgerError, MandateRefusedError, StreamMovedError
from domain.kernel import Command
from domain.mandate.commands import EnrolKey, FoundLog, GrantMandate
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.support.office import DAY, ORIGIN, Office, signer


def crown(person: str, district: str = "d2") -> tuple[Mandated, GrantMandate]:
    """Return an office of root, and the grant by which a person gives it to himself."""
    actor = Mandated(person, Role.ROOT, district, f"root-{person}")
    grant = GrantMandate(
        mandate=actor.mandate, person=person, role=Role.ROOT, body=district, from_on=DAY
    )
    return actor, grant


def must_not_reach_the_log(office: Office, *commands: Command, actor: Mandated) -> None:
    before = office.ledger.size()
    with pytest.raises(MandateRefusedError):
        office.act_all(commands, actor)
    assert office.ledger.size() == before
    assert office.ledger.verify().findings == []


def test_nobody_rests_an_act_on_the_office_that_it_grants(office: Office) -> None:
    office.hire("wang")
    actor, grant = crown("wang")
    must_not_reach_the_log(office, grant, actor=actor)


def test_founding_another_district_makes_nobody_root(office: Office) -> None:
    office.hire("wang")
    actor, grant = crown("wang")
    founding = FoundLog(district="d2", name="伪区", root_person="wang")
    must_not_reach_the_log(office, founding, grant, actor=actor)


def test_a_founded_log_is_not_founded_again(office: Office) -> None:
    with pytest.raises(LedgerError):
        office.ledger.found(district="d2", name="另一区", signer=signer("root"))


def test_of_two_who_found_a_log_at_once_one_does(open_office: Callable[[], Office]) -> None:
    """The other would be root of another district, by an office that nobody granted."""
    here, there = open_office(), open_office()
    actor, grant = crown("wang")
    founding = FoundLog(district="d2", name="另一区", root_person="wang")
    enrolment = EnrolKey.model_validate(signer("wang").enrolment(ORIGIN))
    draft = there.ledger.draft([founding, enrolment, grant], [actor])
    here.founded()
    with pytest.raises(StreamMovedError):
        there.ledger.record(draft, [signer("wang").sign(draft.to_sign)])
    assert here.ledger.size() == 1
    assert here.ledger.verify().findings == []
