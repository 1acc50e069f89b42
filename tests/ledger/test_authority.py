"""Who may sign, by key, office and mandate, and when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from adapters.ledger.errors import MandateRefusedError, SignatureRefusedError
from domain.mandate.commands import EnrolKey, GrantMandate, RevokeKey, RevokeMandate
from domain.mandate.errors import NotAuthorisedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.ledger.commands_given import SCHOOL, TEACHER, recusal
from tests.support.office import NOON, ORIGIN, Office, signer


def test_whoever_has_no_authority_is_refused_before_the_signature(office: Office) -> None:
    wang = office.hire("wang")
    with pytest.raises(NotAuthorisedError):
        office.ledger.draft([SCHOOL], [wang])


@pytest.mark.parametrize(
    "actor",
    [
        Mandated("root", Role.REGISTRAR, "d1", "root-root"),
        Mandated("root", Role.ROOT, "d2", "root-root"),
        Mandated("root", Role.ROOT, "d1", "another"),
        Mandated("nobody", Role.ROOT, "d1", "root-root"),
    ],
)
def test_a_mandate_is_used_as_it_was_granted(office: Office, actor: Mandated) -> None:
    with pytest.raises(MandateRefusedError):
        office.ledger.draft([SCHOOL], [actor])


def test_a_mandate_ends_on_its_day(office: Office) -> None:
    office.hire("zhou")
    grant = GrantMandate(
        mandate="m1",
        person="zhou",
        role=Role.REGISTRAR,
        body="d1",
        from_on=date(2026, 8, 18),
        until_on=date(2026, 8, 20),
    )
    office.act(grant, office.root)
    actor = Mandated("zhou", Role.REGISTRAR, "d1", "m1")
    office.now[0] = NOON + timedelta(days=1)
    office.act(SCHOOL, actor)
    office.now[0] = NOON + timedelta(days=2)
    with pytest.raises(MandateRefusedError):
        office.act(TEACHER, actor)


def test_an_office_revoked_between_draft_and_signature_gives_no_authority(office: Office) -> None:
    zhou = office.hire("zhou", Role.REGISTRAR, "d1")
    draft = office.ledger.draft([SCHOOL], [zhou])
    office.act(RevokeMandate(person="zhou", mandate=zhou.mandate, reason="调离"), office.root)
    with pytest.raises(MandateRefusedError):
        office.ledger.record(draft, [signer("zhou").sign(draft.to_sign)])


def test_a_revoked_key_signs_nothing(office: Office) -> None:
    wang = office.hire("wang")
    revoke = RevokeKey(
        person="wang",
        kid=signer("wang").kid,
        reason="遗失",
        void_from_index=office.ledger.size(),
    )
    office.act(revoke, office.root)
    with pytest.raises(MandateRefusedError):
        office.act(recusal("wang"), wang)
    assert office.ledger.verify().findings == []


def test_an_act_of_two_needs_both_signatures(office: Office) -> None:
    wang = office.hire("wang")
    draft = office.ledger.draft([SCHOOL], [office.root, wang])
    for persons in (["root"], ["wang"], ["root", "root"], ["root", "wang", "wang"], []):
        with pytest.raises(SignatureRefusedError):
            office.ledger.record(draft, [signer(p).sign(draft.to_sign) for p in persons])
    office.ledger.record(draft, [signer(p).sign(draft.to_sign) for p in ("root", "wang")])


def test_a_key_of_another_is_not_enrolled(office: Office) -> None:
    stolen = dict(signer("li").enrolment(ORIGIN), person="wang")
    with pytest.raises(MandateRefusedError):
        office.act(EnrolKey.model_validate(stolen), office.root)


@pytest.mark.parametrize("suite", [0, 2, 255, 256, 2**40])
def test_a_key_of_a_suite_that_does_not_exist_is_not_enrolled(office: Office, suite: int) -> None:
    with pytest.raises(MandateRefusedError):
        office.act(
            EnrolKey.model_validate({**signer("li").enrolment(ORIGIN), "suite": suite}), office.root
        )
