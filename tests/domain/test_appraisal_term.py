"""The appraisal of a contract's term, and renewal after one that failed, a sentence a rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.appraisal import errors, file_commands, file_errors
from domain.appraisal import file_events as e
from domain.appraisal.grades import Result, Targets, TermResult
from domain.contract.errors import RenewalNotApprovedError
from domain.contract.events import ContractEnded
from domain.kernel import Recorded
from domain.recruitment.events import RoundFinalised
from domain.teacher.events import ExitGround
from tests.domain import service_given as s
from tests.domain.planning_given import noon, pack
from tests.domain.round_given import ROUND
from tests.domain.service_given import CONTRACT, STREAM, TEACHER, WHO
from tests.domain.test_contract import SIGN
from tests.support.scenario import Scenario

JULY = noon(date(2027, 8, 2))
"""The contract runs out on 1 September 2027; the month before begins on 1 August."""
TEAM = {"members": 5, "present": 4, "in_favour": 3}


def appraise(
    result: TermResult = TermResult.QUALIFIED, targets: Targets = Targets.DONE
) -> file_commands.AppraiseTerm:
    return file_commands.AppraiseTerm(
        teacher=WHO,
        contract=CONTRACT,
        targets=targets,
        result=result,
        document="校发〔2027〕5号",
        **TEAM,
    )


def appraised(result: TermResult, *, late: bool = False) -> e.ContractTermAppraised:
    return e.ContractTermAppraised(
        contract=CONTRACT,
        school="school-1",
        targets=Targets.DONE,
        result=result,
        document="校发〔2027〕5号",
        late=late,
        on=date(2027, 8, 2),
        **TEAM,
    )


def graded(year: int, result: Result) -> e.YearGraded:
    return e.YearGraded(
        appraisal=f"{year}.school-1",
        body="school-1",
        year=year,
        result=result,
        version=1,
        on=date(year, 12, 30),
    )


APPROVE = file_commands.ApproveRenewal(teacher=WHO, contract=CONTRACT, document="教人函〔2027〕8号")
FAILED = appraised(TermResult.UNQUALIFIED)
APPROVED = e.RenewalApproved(contract=CONTRACT, document="教人函〔2027〕8号", on=date(2027, 8, 2))


class TestTerm:
    def test_a_term_is_appraised_within_the_month_before_it_runs_out(self) -> None:
        past = s.employed()
        past.when(appraise(), at=noon(date(2027, 7, 31))).then_refused(
            file_errors.TermTooEarlyError, earliest="2027-08-01"
        )
        past.when(appraise(), at=JULY).then(Recorded(TEACHER, appraised(TermResult.QUALIFIED)))

    def test_one_that_is_appraised_later_is_late_and_counts(self) -> None:
        (recorded,) = s.employed().when(appraise(), at=noon(date(2027, 9, 1))).decision()
        assert isinstance(recorded.event, e.ContractTermAppraised)
        assert recorded.event.late

    @pytest.mark.parametrize("result", [Result.BASICALLY_QUALIFIED, Result.UNQUALIFIED])
    def test_with_a_year_below_competent_it_does_not_pass(self, result: Result) -> None:
        past = s.employed().given(TEACHER, graded(2026, result))
        past.when(appraise(), at=JULY).then_refused(file_errors.TermResultError, years_below="2026")
        assert past.when(appraise(TermResult.UNQUALIFIED), at=JULY).decision()

    def test_years_of_another_term_and_years_without_a_grade_do_not_count(self) -> None:
        past = s.employed().given(
            TEACHER, graded(2025, Result.UNQUALIFIED), graded(2026, Result.NO_GRADE)
        )
        assert past.when(appraise(), at=JULY).decision()

    @pytest.mark.parametrize(
        ("until_on", "year"), [(date(2028, 1, 1), "calendar"), (date(2027, 9, 1), "school")]
    )
    def test_a_year_that_begins_when_the_term_is_over_does_not_count(
        self, until_on: date, year: str
    ) -> None:
        after = s.employed(pack(annual_appraisal={"year": year}), until_on=until_on)
        after = after.given(TEACHER, graded(until_on.year, Result.UNQUALIFIED))
        assert after.when(appraise(), at=noon(until_on)).decision()

    def test_with_targets_done_and_all_years_passed_it_does_not_fail(self) -> None:
        past = s.employed().given(TEACHER, graded(2026, Result.QUALIFIED))
        failing = appraise(TermResult.UNQUALIFIED)
        past.when(failing, at=JULY).then_refused(file_errors.TermPassedError, years="2026")
        assert past.when(appraise(TermResult.UNQUALIFIED, Targets.MISSED), at=JULY).decision()

    def test_where_the_file_does_not_show_it_people_say_what_the_years_mean(self) -> None:
        failing = appraise(TermResult.UNQUALIFIED)
        assert s.employed().when(failing, at=JULY).decision()
        without = s.employed().given(TEACHER, graded(2026, Result.NO_GRADE))
        assert without.when(failing, at=JULY).decision()
        longer = s.employed(until_on=date(2028, 9, 1)).given(
            TEACHER, graded(2026, Result.QUALIFIED)
        )
        assert longer.when(failing, at=noon(date(2028, 8, 2))).decision()

    @pytest.mark.parametrize(
        ("kind", "from_on", "first"),
        [
            ("school", date(2026, 6, 30), 2025),
            ("school", date(2026, 7, 1), 2026),
            ("school", date(2026, 8, 25), 2026),
            ("school", date(2026, 9, 1), 2026),
            ("calendar", date(2026, 1, 1), 2026),
            ("calendar", date(2026, 12, 31), 2026),
        ],
    )
    def test_it_counts_from_the_year_in_which_it_begins_as_the_pack_counts_years(
        self, kind: str, from_on: date, first: int
    ) -> None:
        """Shows year_begun_on."""
        past = s.employed(pack(annual_appraisal={"year": kind}))
        begun = s.signed(date(2027, 9, 1)).model_copy(update={"from_on": from_on})
        past = replace(past, history=past.history[:-1]).given(STREAM, begun)
        earlier = past.given(TEACHER, graded(first - 1, Result.UNQUALIFIED))
        assert earlier.when(appraise(), at=JULY).decision()
        past.given(TEACHER, graded(first, Result.UNQUALIFIED)).when(
            appraise(), at=JULY
        ).then_refused(file_errors.TermResultError, years_below=str(first))

    def test_the_year_in_which_it_begins_bars_a_pass_and_so_allows_a_failure(self) -> None:
        past = s.employed(pack(annual_appraisal={"year": "school"}))
        begun = s.signed(date(2027, 9, 1)).model_copy(update={"from_on": date(2026, 6, 30)})
        past = replace(past, history=past.history[:-1]).given(STREAM, begun)
        past = past.given(TEACHER, graded(2025, Result.UNQUALIFIED), graded(2026, Result.QUALIFIED))
        past.when(appraise(), at=JULY).then_refused(file_errors.TermResultError, years_below="2025")
        assert past.when(appraise(TermResult.UNQUALIFIED), at=JULY).decision()

    def test_with_targets_missed_it_does_not_pass(self) -> None:
        for targets in (Targets.MISSED, Targets.MISSED_FOR_REASON):
            s.employed().when(appraise(targets=targets), at=JULY).then_refused(
                file_errors.TermResultError, targets=targets.value
            )

    def test_a_good_reason_excuses_only_where_the_pack_says_so(self) -> None:
        of = pack(annual_appraisal={"term_excuses": True})
        excused = appraise(targets=Targets.MISSED_FOR_REASON)
        assert s.employed(of).when(excused, at=JULY).decision()
        s.employed(of).when(appraise(targets=Targets.MISSED), at=JULY).then_refused(
            file_errors.TermResultError
        )

    def test_it_is_decided_together_once_about_the_own_contract(self) -> None:
        alone = appraise().model_copy(update={"present": 1, "in_favour": 1})
        s.employed().when(alone, at=JULY).then_refused(errors.NotCollectiveError)
        twice = s.employed().given(TEACHER, FAILED)
        twice.when(appraise(), at=JULY).then_refused(file_errors.TermAppraisedError, ended_on="")
        ended = ContractEnded(teacher=WHO, ground=ExitGround.AGREEMENT, on=date(2027, 7, 1))
        s.employed().given(STREAM, ended).when(appraise(), at=JULY).then_refused(
            file_errors.TermAppraisedError, ended_on="2027-07-01"
        )
        other = s.employed().given("teacher:t-02", s.REGISTERED)
        stranger = appraise().model_copy(update={"teacher": "t-02"})
        other.when(stranger, at=JULY).then_refused(file_errors.TermContractError, of=WHO)


class TestRenewal:
    def past(self, *events: e.FileEvent) -> Scenario:
        """Return the teacher hired again, after a term that was appraised."""
        final = RoundFinalised(notice=ROUND, list_sha256="0" * 64)
        history = [each for each in s.employed().history if each[0] != STREAM]
        return (
            Scenario(tuple(history))
            .given(f"recruitment-round:{ROUND}", final)
            .given(TEACHER, *events)
        )

    def test_after_a_term_that_failed_a_new_contract_needs_approval(self) -> None:
        self.past(FAILED).when(SIGN).then_refused(RenewalNotApprovedError, contract=CONTRACT)
        assert self.past(FAILED, APPROVED).when(SIGN).decision()
        assert self.past(appraised(TermResult.QUALIFIED)).when(SIGN).decision()

    def test_another_school_s_term_does_not_bind_this_one(self) -> None:
        elsewhere = FAILED.model_copy(update={"school": "school-2"})
        assert self.past(elsewhere).when(SIGN).decision()

    def test_only_a_term_that_failed_needs_approval_and_once(self) -> None:
        past = s.employed().given(TEACHER, FAILED)
        past.when(APPROVE, at=JULY).then(Recorded(TEACHER, APPROVED))
        past.given(TEACHER, APPROVED).when(APPROVE, at=JULY).then_refused(
            file_errors.RenewalApprovalError, contract=CONTRACT
        )
        s.employed().when(APPROVE, at=JULY).then_refused(file_errors.RenewalApprovalError)
        passed = s.employed().given(TEACHER, appraised(TermResult.QUALIFIED))
        passed.when(APPROVE, at=JULY).then_refused(file_errors.RenewalApprovalError)

    def test_of_several_terms_only_the_one_named_is_approved(self) -> None:
        other = FAILED.model_copy(update={"contract": "c-2", "school": "school-2"})
        past = s.employed().given(TEACHER, other, FAILED, APPROVED)
        past.when(APPROVE, at=JULY).then_refused(file_errors.RenewalApprovalError)
