"""A principal who refuses the letter of responsibility, a holder who resigns."""

from __future__ import annotations

import pytest

from domain.school.events import OfficeEnded, OfficeEndGround
from domain.tenure import commands as c
from domain.tenure import errors
from domain.tenure import events as e
from domain.tenure.state import Step
from tests.domain import office_given as g
from tests.domain.office_tenure_given import (
    ENDED,
    FAILED,
    HEAD,
    LETTER,
    OPEN,
    RESIGN,
    VICE,
    appraise,
    serving,
    tenure_of,
    titles_of,
)
from tests.domain.planning_given import PLAN, SHA, TOWN
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return serving()


class TestLetter:
    def test_t51_a_refused_letter_opens_a_removal_and_is_no_resignation(self, desk: Desk) -> None:
        assert desk.do(LETTER) == [
            e.LetterRefused(
                plan=PLAN,
                pack_sha256=SHA,
                school=g.SCHOOL,
                teacher="t2",
                title="校长",
                reason="不认可教学质量指标",
            ),
            e.RemovalReported(
                teacher="t2",
                ground=e.RemovalGround.LETTER_REFUSED,
                by=g.BUREAU,
                reason="不认可教学质量指标",
            ),
        ]
        assert titles_of(desk, "t2") == ["校长"], "the principal is in office until removed"
        desk.refuses(LETTER, errors.TenureStepError, step="removal")

    def test_the_bureau_may_leave_the_principal_in_office(self, desk: Desk) -> None:
        reject = c.RejectRemoval(reason="指标另行商定", **HEAD)
        desk.do(LETTER, reject)
        assert tenure_of(desk, LETTER).step is Step.SETTLED
        assert titles_of(desk, "t2") == ["校长"]

    def test_the_bureau_removes_a_principal(self, desk: Desk) -> None:
        """Shows removing_body."""
        removed, ended = desk.do(LETTER, c.ApproveRemoval(document="教任〔2026〕4号", **HEAD))
        assert isinstance(removed, e.RemovalApproved)
        assert removed.by == g.BUREAU
        assert isinstance(ended, OfficeEnded)
        assert ended.ground is OfficeEndGround.REMOVED

    def test_where_no_bureau_is_registered_the_town_office_decides(self) -> None:
        desk = serving()
        del desk.states[f"body:{TOWN}"]
        _, reported = desk.do(LETTER)
        assert isinstance(reported, e.RemovalReported)
        assert reported.by == TOWN

    def test_letters_are_put_to_the_heads_of_schools_only(self, desk: Desk) -> None:
        command = c.RecordLetterRefusal(plan=PLAN, reason="拒签", **VICE)
        desk.refuses(command, errors.NotAPrincipalsOfficeError, title="副校长")

    def test_a_letter_is_put_to_who_holds_the_office(self, desk: Desk) -> None:
        command = LETTER.model_copy(update={"teacher": "t3"})
        desk.refuses(command, errors.OfficeNotHeldError, teacher="t3")


class TestResignation:
    def test_an_office_is_resigned_and_the_base_post_stays(self, desk: Desk) -> None:
        before = desk.states["teacher:t1"]
        assert desk.do(RESIGN) == [
            e.OfficeResigned(school=g.SCHOOL, teacher="t1", title="副校长", on=g.september(7)),
            ENDED.model_copy(update={"ground": OfficeEndGround.RESIGNED}),
        ]
        assert titles_of(desk, "t1") == []
        assert desk.states["teacher:t1"] == before

    def test_nobody_resigns_what_he_does_not_hold(self, desk: Desk) -> None:
        command = RESIGN.model_copy(update={"teacher": "t3"})
        desk.refuses(command, errors.OfficeNotHeldError)

    def test_a_resignation_settles_a_removal(self, desk: Desk) -> None:
        desk.do(OPEN, appraise(in_favour=5), FAILED, RESIGN)
        assert tenure_of(desk).step is Step.SETTLED
