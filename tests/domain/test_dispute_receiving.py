"""Receipt of a case, and its hand-over to the office that decides."""

from __future__ import annotations

from datetime import date

import pytest

from domain.decisions import decide
from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import events as e
from domain.dispute.clocks import Due
from domain.dispute.events import Capacity
from domain.dispute.matters import InterruptedBy, Interruption, Step
from domain.dispute.state import Stage
from domain.kernel import AlreadyExistsError, MissingError, Personal
from domain.values.privacy import PersonalDataError
from tests.domain import dispute_steps as d
from tests.domain.dispute_receiving_given import ADMIT, K, hand_over
from tests.domain.planning_given import noon
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return d.offices()


class TestReceipt:
    def test_the_text_of_a_complaint_goes_to_the_vault_only(self, desk: Desk) -> None:
        (recorded,) = decide(desk, d.receive(), at=desk.at)
        assert recorded.personal == (Personal("complaint.case-1", "a2", "我对落聘结果有异议"),)
        assert "异议" not in recorded.event.model_dump_json()

    def test_the_first_person_addressed_owns_the_case(self, desk: Desk) -> None:
        (event,) = desk.do(d.receive())
        assert isinstance(event, e.CaseReceived)
        assert (event.first_owner, event.on) == (d.CLERK, d.KNOWN)
        assert d.case_of(desk).owner == d.CLERK
        assert d.case_of(desk).body == d.OFFICE

    @pytest.mark.parametrize(
        ("channel", "accept_by", "decide_by"),
        [
            (K.INTERNAL, None, Due(last_day=date(2026, 9, 8))),
            (K.SCHOOL, None, Due(last_day=date(2026, 9, 4))),
            (K.TEACHER_APPEAL, None, Due(last_day=date(2026, 9, 24))),
            (K.REVIEW, None, None),
            (K.ARBITRATION, Due(last_day=date(2026, 8, 31)), None),
        ],
    )
    def test_clocks_that_count_from_receipt_start_with_it(
        self, desk: Desk, channel: K, accept_by: Due | None, decide_by: Due | None
    ) -> None:
        (event,) = desk.do(d.receive(channel))
        assert isinstance(event, e.CaseReceived)
        assert (event.accept_by, event.decide_by) == (accept_by, decide_by)

    def test_a_case_is_received_once_under_its_id(self, desk: Desk) -> None:
        desk.do(d.receive())
        desk.refuses(d.receive(), AlreadyExistsError, key=d.CASE)

    def test_what_is_contested_is_in_the_ledger_where_a_stream_is_named(self, desk: Desk) -> None:
        command = d.receive(contested="recruitment-round:r9")
        desk.refuses(command, MissingError, kind="recruitment-round", key="r9")

    @pytest.mark.parametrize(
        "changes",
        [
            {"filed_by": "brother"},
            {"joined": ("a3",)},
            {"capacity": Capacity.RELATIVE},
            {"capacity": Capacity.RELATIVE, "filed_by": "brother", "joined": ("a3",)},
            {"capacity": Capacity.REPRESENTATIVE, "joined": tuple(f"t{n}" for n in range(8))},
            {
                "capacity": Capacity.REPRESENTATIVE,
                "joined": tuple(f"t{n}" for n in range(9)),
                "filed_by": "outsider",
            },
        ],
    )
    def test_who_files_does_so_in_person_for_a_relative_or_for_ten(
        self, desk: Desk, changes: dict[str, object]
    ) -> None:
        desk.refuses(d.receive().model_copy(update=changes), errors.CapacityError)

    def test_ten_teachers_with_a_common_claim_choose_one_to_file(self, desk: Desk) -> None:
        """Shows _is_right_person."""
        joined = tuple(f"t{n}" for n in range(9))
        command = d.receive(
            capacity=Capacity.REPRESENTATIVE, joined=joined, complainant="t9", filed_by="t0"
        )
        about = d.matter(affected="t3")
        desk.do(command.model_copy(update={"matter": about}), ADMIT)
        assert d.case_of(desk).stage is Stage.ADMITTED

    def test_among_ten_who_appeal_is_the_teacher_whom_the_decision_touches(
        self, desk: Desk
    ) -> None:
        ten = {
            "capacity": Capacity.REPRESENTATIVE,
            "joined": tuple(f"t{n}" for n in range(9)),
            "body": d.BUREAU,
        }
        desk.do(d.receive(K.TEACHER_APPEAL).model_copy(update=ten), ADMIT)
        other = d.receive(K.TEACHER_APPEAL, about=d.matter(affected="b1"), case="case-2")
        desk.do(other.model_copy(update=ten))
        admit = c.AdmitCase(case="case-2")
        desk.refuses(admit, errors.NotAdmissibleError, reasons="wrong_person")

    def test_a_relative_files_for_who_cannot(self, desk: Desk) -> None:
        desk.do(d.receive(capacity=Capacity.RELATIVE, filed_by="brother"), ADMIT)
        assert "brother" in d.case_of(desk).parties

    @pytest.mark.parametrize(
        "changes",
        [
            {"known_on": date(2026, 8, 26)},
            {"interruptions": (Interruption(by=InterruptedBy.CLAIM, on=date(2026, 8, 26)),)},
            {"steps": (Step(channel=K.REVIEW, served_on=date(2026, 8, 26)),)},
        ],
    )
    def test_nobody_complains_about_what_will_be(
        self, desk: Desk, changes: dict[str, object]
    ) -> None:
        command = d.receive(about=d.matter().model_copy(update=changes))
        desk.refuses(command, errors.MatterDatesError, latest="2026-08-26", today="2026-08-25")


class TestHandOver:
    def test_s004_02_every_hand_over_leaves_a_record_and_the_chain_begins_with_the_first_owner(
        self, desk: Desk
    ) -> None:
        desk.do(d.receive(body="school-1", first_owner="janitor"))
        (event,) = desk.do(hand_over("secretary", "town-office"))
        assert isinstance(event, e.CaseHandedOver)
        assert (event.from_owner, event.to_owner) == ("janitor", "secretary")
        desk.do(hand_over(d.CLERK, d.OFFICE))
        case = d.case_of(desk)
        assert case.owners == ("janitor", "secretary", d.CLERK)
        assert case.body == d.OFFICE

    def test_a_case_is_not_handed_to_who_owns_it(self, desk: Desk) -> None:
        desk.do(d.receive())
        desk.refuses(hand_over(d.CLERK, d.BUREAU), errors.HandOverError, owner=d.CLERK)

    def test_the_reason_of_a_hand_over_holds_no_personal_data(self, desk: Desk) -> None:
        desk.do(d.receive())
        reason = {"reason": "请联系19912345678"}
        command = hand_over("b", d.BUREAU).model_copy(update=reason)
        desk.refuses(command, PersonalDataError, field="reason")

    def test_a_hand_over_does_not_stop_the_clock(self, desk: Desk) -> None:
        desk.do(d.receive())
        before = d.case_of(desk).decide_by
        desk.at = noon(date(2026, 9, 1))
        desk.do(hand_over("colleague", d.OFFICE))
        assert d.case_of(desk).decide_by == before
