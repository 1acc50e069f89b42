"""Revocation of an honour: by what, and by whom."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import file_events as f
from domain.appraisal.grades import MeasureKind, SanctionKind
from domain.dispute import remedies as r
from domain.honour import errors
from domain.honour import events as e
from domain.honour.events import RevocationGround as Ground
from domain.values.privacy import PersonalDataError
from tests.domain import honour_cases as k
from tests.domain import honour_given as h
from tests.domain import office_given as g


class TestRevocation:
    def test_an_honour_is_revoked_once_and_by_its_holder_alone_it_is_held(self) -> None:
        """Shows honour_must_be_held."""
        desk = h.conferred("t1")
        nobody = k.revoke(Ground.FALSE_MATERIALS, teacher="t2")
        desk.refuses(nobody, errors.NotStandingError, teacher="t2")
        other = k.FALSE.model_copy(update={"call": "call-9"})
        desk.refuses(other, errors.NotStandingError, call="call-9")
        (revoked,) = desk.do(k.FALSE)
        assert revoked == e.HonourRevoked(
            teacher="t1",
            call=h.CALL,
            ground=Ground.FALSE_MATERIALS,
            undone_by=None,
            document="撤销决定",
            on=h.OUT_ON,
        )
        assert not h.held(desk).stands_on(h.OUT_ON)
        desk.refuses(k.FALSE, errors.NotStandingError, teacher="t1")
        assert desk.replayed() == desk.states

    def test_what_was_conferred_jointly_is_revoked_jointly(self) -> None:
        (revoked,) = h.conferred("t1", category="joint").do(k.FALSE)
        assert isinstance(revoked, e.HonourRevokedJointly)

    @pytest.mark.parametrize("ground", [Ground.CASE, Ground.ETHICS, Ground.SANCTION])
    def test_every_other_ground_names_what_the_ledger_holds(self, ground: Ground) -> None:
        """Shows ground_must_be_shown."""
        desk = h.conferred("t1")
        desk.refuses(k.revoke(ground), errors.GroundError, ground=ground.value, undone_by="")
        desk.refuses(k.revoke(ground, "x-1"), errors.GroundError, undone_by="x-1")
        named = k.revoke(Ground.FALSE_MATERIALS, "x-1")
        desk.refuses(named, errors.GroundError, ground="false_materials")

    @pytest.mark.parametrize(("day", "shown"), [(29, False), (30, True)])
    def test_a_measure_is_no_older_than_the_honour(self, day: int, *, shown: bool) -> None:
        desk = h.conferred("t1")
        taken = f.MeasureTaken(
            measure="m1",
            kind=MeasureKind.CIRCULAR,
            lost=(),
            from_on=g.september(day),
            months=0,
            last_day=None,
            document="通报批评",
        )
        desk.given("teacher:t1", taken)
        command = k.revoke(Ground.ETHICS, "m1")
        if shown:
            desk.do(command)
        else:
            desk.refuses(command, errors.GroundError)

    @pytest.mark.parametrize(("day", "shown"), [(29, False), (30, True)])
    def test_nor_is_a_sanction(self, day: int, *, shown: bool) -> None:
        desk = h.conferred("t1")
        imposed = f.SanctionImposed(
            inquiry="i1",
            kind=SanctionKind.WARNING,
            decided_on=g.september(day),
            last_day=date(2027, 3, 30),
        )
        desk.given("teacher:t1", imposed)
        command = k.revoke(Ground.SANCTION, "i1")
        if shown:
            desk.do(command)
        else:
            desk.refuses(command, errors.GroundError)

    @pytest.mark.parametrize(
        "stream", [f"honour-call:{h.CALL}", f"outcome-notice:{h.CALL}", "honours:t1"]
    )
    def test_a_case_about_it_is_decided_for_a_change_and_served(self, stream: str) -> None:
        desk = h.conferred("t1")
        command = k.revoke(Ground.CASE, "case-1")
        desk.given("dispute:case-1", k.received(stream))
        desk.refuses(command, errors.GroundError, undone_by="case-1")
        desk.given("dispute:case-1", k.decided(r.Redo(by=g.BUREAU, what="撤销该荣誉")))
        desk.refuses(command, errors.GroundError, undone_by="case-1")
        desk.given("dispute:case-1", k.SERVED)
        desk.do(command)

    def test_a_case_that_changes_nothing_or_is_about_something_else_undoes_nothing(self) -> None:
        desk = h.conferred("t1")
        desk.given("dispute:case-1", k.received("honours:t1"), k.decided(), k.SERVED)
        desk.refuses(k.revoke(Ground.CASE, "case-1"), errors.GroundError)
        redo = r.Redo(by=g.BUREAU, what="撤销该荣誉")
        desk.given("dispute:case-2", k.received("honours:t2"), k.decided(redo), k.SERVED)
        desk.refuses(k.revoke(Ground.CASE, "case-2"), errors.GroundError)

    def test_its_document_holds_no_personal_data(self) -> None:
        told = k.FALSE.model_copy(update={"document": "电话13800138000"})
        h.conferred("t1").refuses(told, PersonalDataError)
