"""A stolen key, as the ledger sees it: nothing is taken by what the thief signed or gave."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adapters.keystore.signer import SoftwareSigner
from adapters.ledger.errors import MandateRefusedError, SignatureRefusedError, StreamMovedError
from domain.mandate.commands import (
    ConfirmAct,
    DeclareRecusal,
    EnrolKey,
    ErasePerson,
    GrantMandate,
    RegisterBody,
    RevokeKey,
)
from domain.mandate.errors import NothingVoidError
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.ledger.commands_given import SCHOOL, TEACHER
from tests.support.office import DAY, ORIGIN, Office, signer


def revocation(since: int) -> RevokeKey:
    return RevokeKey(
        person="wang",
        kid=signer("wang").kid,
        reason="失窃",
        void_from_index=since,
    )


def test_the_ledger_and_the_verifier_agree_on_a_revocation(office: Office) -> None:
    office.hire("wang", Role.PRINCIPAL, "s1")
    office.act(revocation(office.ledger.size()), office.root)
    assert office.ledger.verify().findings == []


def test_the_ledger_takes_no_index_that_is_still_to_come(office: Office) -> None:
    office.hire("wang", Role.PRINCIPAL, "s1")
    size = office.ledger.size()
    with pytest.raises(MandateRefusedError):
        office.act(revocation(size + 1), office.root)
    assert office.ledger.size() == size


def robbed(office: Office) -> tuple[Mandated, Mandated, int]:
    """Let the thief of the clerk's key give Eve an office; return both and the index of it."""
    clerk = office.hire("clerk", Role.REGISTRAR, "d1")
    theft = office.ledger.size()
    eve = Mandated("eve", Role.REGISTRAR, "d1", "m-eve")
    office.act_all(
        [
            EnrolKey.model_validate(signer("eve").enrolment(ORIGIN)),
            GrantMandate(
                mandate="m-eve", person="eve", role=Role.REGISTRAR, body="d1", from_on=DAY
            ),
        ],
        clerk,
    )
    return clerk, eve, theft


def clerk_revoked(since: int) -> RevokeKey:
    stolen_kid = signer("clerk").kid
    return RevokeKey(person="clerk", kid=stolen_kid, reason="失窃", void_from_index=since)


OFFICE = RegisterBody(body="t1", kind=BodyKind.TOWN_OFFICE, name="镇教办")


def test_the_ledger_takes_nothing_by_an_office_and_a_key_that_the_thief_gave(
    office: Office,
) -> None:
    _, eve, theft = robbed(office)
    office.act(clerk_revoked(theft), office.root)
    with pytest.raises(MandateRefusedError):
        office.act(OFFICE, eve)
    assert office.ledger.verify().findings == []


def test_nor_by_an_office_alone_that_the_thief_gave(office: Office) -> None:
    clerk = office.hire("clerk", Role.REGISTRAR, "d1")
    office.hire("eve")
    theft = office.ledger.size()
    granted = GrantMandate(
        mandate="m-eve", person="eve", role=Role.REGISTRAR, body="d1", from_on=DAY
    )
    office.act(granted, clerk)
    office.act(clerk_revoked(theft), office.root)
    with pytest.raises(MandateRefusedError):
        office.act(OFFICE, Mandated("eve", Role.REGISTRAR, "d1", "m-eve"))


def test_nor_by_a_key_alone_that_the_thief_gave(office: Office) -> None:
    clerk = office.hire("clerk", Role.REGISTRAR, "d1")
    theft = office.ledger.size()
    office.act(EnrolKey.model_validate(signer("eve").enrolment(ORIGIN)), clerk)
    granted = GrantMandate(
        mandate="m-eve", person="eve", role=Role.REGISTRAR, body="d1", from_on=DAY
    )
    office.act(granted, office.root)
    office.act(clerk_revoked(theft), office.root)
    with pytest.raises(MandateRefusedError):
        office.act(OFFICE, Mandated("eve", Role.REGISTRAR, "d1", "m-eve"))


def test_a_new_key_from_the_root_helps_and_the_thief_s_signs_no_more(office: Office) -> None:
    clerk = office.hire("clerk", Role.REGISTRAR, "d1")
    theft = office.ledger.size()
    office.act(EnrolKey.model_validate(signer("eve").enrolment(ORIGIN)), clerk)
    office.act(clerk_revoked(theft), office.root)
    anew = SoftwareSigner("eve", signer("eve, anew").key)
    office.act(EnrolKey.model_validate(anew.enrolment(ORIGIN)), office.root)
    recusal = DeclareRecusal(person="eve", other="li", relation="夫妻")
    draft = office.ledger.draft([recusal], [Mandated("eve", Role.SELF)])
    with pytest.raises(SignatureRefusedError):
        office.ledger.record(draft, [signer("eve").sign(draft.to_sign)])
    office.ledger.record(draft, [anew.sign(draft.to_sign)])
    assert office.ledger.verify().findings == []


def test_what_was_given_before_the_theft_stands_in_the_ledger(office: Office) -> None:
    _, eve, theft = robbed(office)
    office.act(clerk_revoked(theft + 1), office.root)
    office.act(OFFICE, eve)
    assert office.ledger.verify().findings == []


def test_what_was_confirmed_stands_in_the_ledger_too(office: Office) -> None:
    _, eve, theft = robbed(office)
    void = office.ledger.prove(theft).act
    office.act(clerk_revoked(theft), office.root)
    office.act(confirmation(void), arbiter(office))
    office.act(OFFICE, eve)
    assert office.ledger.verify().findings == []


def arbiter(office: Office) -> Mandated:
    """Return somebody who decides cases, and so may confirm what a void key signed."""
    return office.hire("arbiter", Role.DISPUTE_OFFICER, "d1")


def confirmation(act: str, of: str = "clerk") -> ConfirmAct:
    return ConfirmAct(person=of, act=act, reason="复核无误")


def must_not_act(office: Office, eve: Mandated) -> None:
    with pytest.raises(MandateRefusedError):
        office.act(OFFICE, eve)
    assert office.ledger.verify().findings == []


def test_the_thief_confirms_nothing_in_the_ledger_either(office: Office) -> None:
    """A second stolen key confirms what the first signed."""
    _, eve, theft = robbed(office)
    deputy = office.hire("deputy", Role.DISPUTE_OFFICER, "d1")
    void = office.ledger.prove(theft).act
    deputy_s = RevokeKey(
        person="deputy", kid=signer("deputy").kid, reason="失窃", void_from_index=theft
    )
    office.act(clerk_revoked(theft), office.root)
    office.act(confirmation(void), deputy)
    office.act(deputy_s, office.root)
    must_not_act(office, eve)
    office.act(confirmation(void), arbiter(office))
    office.act(OFFICE, eve)
    assert office.ledger.verify().findings == []


def test_nor_does_whom_he_hired_in_the_ledger(office: Office) -> None:
    """The clerk lost another key before, so that there is something to confirm."""
    clerk = office.hire("clerk", Role.REGISTRAR, "d1")
    first = SoftwareSigner("clerk", signer("clerk, first").key)
    office.act(EnrolKey.model_validate(first.enrolment(ORIGIN)), office.root)
    lost = RevokeKey(person="clerk", kid=first.kid, reason="遗失", void_from_index=1)
    office.act(lost, office.root)
    theft = office.ledger.size()
    eve = Mandated("eve", Role.REGISTRAR, "d1", "m-eve")
    judge = Mandated("eve", Role.DISPUTE_OFFICER, "d1", "m-judge")
    offices = (
        GrantMandate(
            mandate=each.mandate, person="eve", role=Role(each.role), body="d1", from_on=DAY
        )
        for each in (eve, judge)
    )
    key = EnrolKey.model_validate(signer("eve").enrolment(ORIGIN))
    void = office.act_all([key, *offices], clerk).act
    office.act(confirmation(void), judge)
    office.act(clerk_revoked(theft), office.root)
    must_not_act(office, eve)
    office.act(confirmation(void), arbiter(office))
    office.act(OFFICE, eve)
    assert office.ledger.verify().findings == []


def test_nor_does_a_confirmation_in_the_stream_of_another(office: Office) -> None:
    _, eve, theft = robbed(office)
    void = office.ledger.prove(theft).act
    office.hire("li")
    li_s = RevokeKey(person="li", kid=signer("li").kid, reason="遗失", void_from_index=theft)
    office.act(li_s, office.root)
    office.act(clerk_revoked(theft), office.root)
    office.act(confirmation(void, of="li"), arbiter(office))
    must_not_act(office, eve)


def test_what_nobody_s_key_made_void_is_not_confirmed(office: Office) -> None:
    clerk, _, theft = robbed(office)
    void = office.ledger.prove(theft).act
    with pytest.raises(NothingVoidError):
        office.act(confirmation(void), clerk)


def test_a_process_that_folded_the_stream_before_learns_of_the_confirmation(
    open_office: Callable[[], Office],
) -> None:
    here, there = open_office().founded(), open_office()
    _, eve, theft = robbed(here)
    void = here.ledger.prove(theft).act
    here.act(clerk_revoked(theft), here.root)
    must_not_act(there, eve)
    here.act(confirmation(void), arbiter(here))
    there.act(OFFICE, eve)
    assert here.ledger.verify().findings == []


def test_what_was_erased_by_a_stolen_key_is_missing(office: Office) -> None:
    """The values are gone all the same; that they were destroyed is then a finding."""
    clerk = office.hire("clerk", Role.REGISTRAR, "d1")
    office.act_all([SCHOOL, TEACHER], office.root)
    theft = office.ledger.size()
    erasure = office.act(ErasePerson(person="li", ground="依法删除"), clerk)
    assert office.ledger.verify().findings == []
    office.act(clerk_revoked(theft), office.root)
    codes = {finding.code for finding in office.ledger.verify().findings}
    assert codes == {"vault.missing"}
    office.act(confirmation(erasure.act), arbiter(office))
    assert office.ledger.verify().findings == []


def test_a_draft_falls_when_the_theft_is_told_before_it_is_recorded(office: Office) -> None:
    _, eve, theft = robbed(office)
    draft = office.ledger.draft([OFFICE], [eve])
    office.act(clerk_revoked(theft), office.root)
    with pytest.raises(SignatureRefusedError):
        office.ledger.record(draft, [signer("eve").sign(draft.to_sign)])


def test_another_process_that_has_not_heard_is_sent_back(
    open_office: Callable[[], Office],
) -> None:
    """The store compares the thief's stream too, since the office rests on the stolen key."""
    here, there = open_office().founded(), open_office()
    _, eve, theft = robbed(here)
    draft = there.ledger.draft([OFFICE], [eve])
    here.act(clerk_revoked(theft), here.root)
    with pytest.raises(StreamMovedError):
        there.ledger.record(draft, [signer("eve").sign(draft.to_sign)])
