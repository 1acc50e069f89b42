"""Who may be honoured: by the file, the awards and the offices in the ledger."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import events as a
from domain.appraisal import file_events as f
from domain.appraisal.grades import Lost, MeasureKind, Result, SanctionKind
from domain.award import errors as award_errors
from domain.award.events import AwardKind, TeachingAwardGranted
from domain.honour import errors
from domain.honour.events import YearOnPaper
from domain.review.events import LetterSettled, LetterSigned
from tests.domain import honour_given as h
from tests.domain import office_given as g
from tests.domain.planning_given import PLAN, noon

FILE = "teacher:t1"


def measure(
    kind: MeasureKind = MeasureKind.CIRCULAR,
    from_on: date = date(2023, 9, 15),
    lost: tuple[Lost, ...] = (),
    last_day: date | None = None,
) -> f.MeasureTaken:
    months = 24 if lost else 0
    return f.MeasureTaken(
        measure="m1",
        kind=kind,
        lost=lost,
        from_on=from_on,
        months=months,
        last_day=last_day,
        document="处理决定书",
    )


def graded(year: int, result: Result) -> f.YearGraded:
    return f.YearGraded(
        appraisal=f"{year}.{g.SCHOOL}",
        body=g.SCHOOL,
        year=year,
        result=result,
        version=1,
        on=date(year, 12, 30),
    )


def won(kind: AwardKind) -> TeachingAwardGranted:
    return TeachingAwardGranted(
        plan=PLAN,
        school=g.SCHOOL,
        kind=kind,
        examination="期末",
        subject="数学",
        classes="三年级1班",
        class_mean_milli=92_000,
        mean_milli=82_000,
        evidence="成绩表",
    )


class TestEthics:
    def test_a_measure_bars_for_as_many_years_as_the_pack_says(self) -> None:
        """Shows ethics_must_have_been_kept."""
        desk = h.called()
        desk.given(FILE, measure())
        desk.refuses(h.nominate("t1"), errors.EthicsError, teacher="t1", measure="m1")
        desk.at = noon(g.september(16))
        desk.do(h.nominate("t1"))

    def test_a_veto_in_an_appraisal_bars_as_well(self) -> None:
        for year, bars in ((2023, True), (2022, False)):
            desk = h.called()
            stream = f"appraisal:{year}.{g.SCHOOL}"
            desk.given(
                stream,
                a.AppraisalPlanned(
                    body=g.SCHOOL,
                    year=year,
                    plan=PLAN,
                    pack_sha256=h.PACK.sha256(),
                    document="考核方案",
                ),
                a.AppraisalOpened(teachers=("t1",), on=date(year, 12, 1)),
                a.EthicsGateFailed(
                    teacher="t1", ground="veto-1", document="核查报告", on=date(year, 12, 2)
                ),
            )
            desk.given(FILE, graded(year, Result.QUALIFIED), graded(2021, Result.QUALIFIED))
            if bars:
                desk.refuses(h.nominate("t1"), errors.EthicsError, year=year)
            else:
                desk.do(h.nominate("t1"))


class TestFile:
    @pytest.mark.parametrize(
        ("category", "lost", "bars"),
        [
            ("teacher", Lost.AWARDS, True),
            ("teacher", Lost.PROMOTION, False),
            ("named", Lost.TALENT_PLAN, True),
            ("named", Lost.AWARDS, True),
            ("reserve", Lost.PROMOTION, True),
            ("reserve", Lost.AWARDS, False),
        ],
    )
    def test_what_a_measure_took_away_bars_from_what_it_is_about(
        self, category: str, lost: Lost, *, bars: bool
    ) -> None:
        desk = h.called(category)
        taken = measure(
            MeasureKind.QUALIFICATION_LOST,
            lost=(lost,),
            from_on=date(2023, 9, 14),
            last_day=date(2026, 12, 1),
        )
        desk.given(FILE, taken)
        if bars:
            desk.refuses(h.nominate("t1"), award_errors.AwardBarredError, measure="m1")
        else:
            desk.do(h.nominate("t1"))

    def test_nobody_under_a_sanction_or_an_inquiry_is_honoured(self) -> None:
        """Shows must_not_be_under_sanction and nominee_must_be_eligible."""
        desk = h.called()
        desk.do(h.nominate("t1"))
        opened = f.InquiryOpened(inquiry="i1", opened_on=g.september(16), document="立案决定")
        imposed = f.SanctionImposed(
            inquiry="i1",
            kind=SanctionKind.WARNING,
            decided_on=g.september(18),
            last_day=date(2027, 3, 18),
        )
        desk.given(FILE, opened)
        desk.at = noon(h.CHOICE_ON)
        desk.refuses(h.choose("t1"), errors.UnderSanctionError, inquiry="i1", sanction="")
        concluded = f.InquiryConcluded(
            inquiry="i1",
            concluded_on=g.september(18),
            sanction=SanctionKind.WARNING,
            document="结案报告",
        )
        desk.given(FILE, concluded, imposed)
        desk.refuses(h.choose("t1"), errors.UnderSanctionError, sanction="warning", inquiry="")
        desk.given(FILE, f.SanctionLifted(inquiry="i1", document="复核决定"))
        desk.do(h.choose("t1"), h.PUBLISH)
        desk.at = noon(h.OUT_ON)
        desk.do(h.END)
        desk.given(FILE, imposed)
        desk.refuses(h.CONFER, errors.UnderSanctionError, teacher="t1")

    def test_a_head_whose_letter_was_not_kept_is_not_honoured(self) -> None:
        desk = h.called()
        signed = LetterSigned(
            plan=PLAN,
            school=g.OTHER,
            teacher="t1",
            title="校长",
            norms="规范办学行为",
            curriculum="开齐课程",
            safety="无责任事故",
            present_milli=70_000,
            floor_milli=72_000,
        )
        settled = LetterSettled(
            teacher="t1",
            on=g.september(8),
            result_milli=71_000,
            reached=False,
            fallen=False,
            vetoes=(),
            document="考核通报",
        )
        desk.given(f"review-year:{PLAN}.{g.OTHER}", signed, settled)
        desk.refuses(h.nominate("t1"), award_errors.HonoursForfeitedError, teacher="t1")
        desk.do(h.nominate("t2"))


class TestGrades:
    def test_every_year_is_passed_and_one_is_excellent(self) -> None:
        """Shows grades_must_be_good: 2025, 2024 and 2023 are the last three."""
        desk = h.called("graded")
        desk.given(FILE, *(graded(year, Result.QUALIFIED) for year in (2022, 2023, 2024)))
        desk.refuses(h.nominate("t1"), errors.GradesError, year=2025, result="")
        desk.given(FILE, graded(2025, Result.BASICALLY_QUALIFIED))
        desk.refuses(h.nominate("t1"), errors.GradesError, year=2025, result="basically_qualified")
        desk.given(FILE, graded(2025, Result.QUALIFIED), graded(2022, Result.EXCELLENT))
        desk.refuses(h.nominate("t1"), errors.GradesError, excellent=0, required=1)
        desk.given(FILE, graded(2023, Result.EXCELLENT))
        desk.do(h.nominate("t1"))

    def test_papers_show_years_that_the_file_does_not_know(self) -> None:
        """Shows papers_must_fill_gaps."""
        desk = h.called("graded")
        desk.given(FILE, graded(2025, Result.QUALIFIED))
        fourth = YearOnPaper(year=2024, result=Result.EXCELLENT)
        third = YearOnPaper(year=2023, result=Result.QUALIFIED)
        known = YearOnPaper(year=2025, result=Result.EXCELLENT)
        told = (g.SCHOOL, h.SEVENTH)
        desk.refuses(h.nominate("t1", *told, fourth, known), errors.PapersError, year=2025)
        desk.refuses(h.nominate("t1", *told, fourth, fourth), errors.PapersError, year=0)
        desk.refuses(h.nominate("t1", *told, fourth), errors.GradesError, year=2023)
        desk.do(h.nominate("t1", *told, fourth, third))
        desk.given(FILE, graded(2024, Result.UNQUALIFIED))  # what the file learns later, counts
        desk.at = noon(h.CHOICE_ON)
        desk.refuses(h.choose("t1"), errors.GradesError, year=2024, result="unqualified")


class TestPrizesAndOffices:
    def test_a_prize_or_a_higher_one_is_the_threshold(self) -> None:
        """Shows prize_must_be_won: without 教学优胜奖 no 评优树先 (S002-38)."""
        desk = h.called("proven")
        desk.refuses(h.nominate("t1"), errors.PrizeError, prize="excelled")
        desk.given("teaching-awards:t1", won(AwardKind.REACHED))
        desk.refuses(h.nominate("t1"), errors.PrizeError, prize="excelled")
        desk.given("teaching-awards:t1", won(AwardKind.EXCELLED))
        desk.do(h.nominate("t1"))
        desk.given("teaching-awards:t2", won(AwardKind.MODEL))
        desk.do(h.nominate("t2"))

    def test_a_principals_award_goes_to_a_principal(self) -> None:
        """Shows office_must_be_held."""
        desk = h.called("principal")
        desk.refuses(h.nominate("t1"), errors.OfficeMissingError, offices="校长")
        ran_out = g.holder("校长", "t1", until_on=g.september(15))
        desk.given(f"school:{g.SCHOOL}", ran_out)
        desk.refuses(h.nominate("t1"), errors.OfficeMissingError, teacher="t1")
        desk.given(f"school:{g.SCHOOL}", g.holder("校长", "t1"))
        desk.do(h.nominate("t1"))

    def test_a_class_teachers_award_goes_to_one_at_whatever_level(self) -> None:
        desk = h.called("class-teacher")
        desk.given(f"school:{g.SCHOOL}", g.holder("中级班主任", "t1"), g.holder("校长", "t2"))
        desk.refuses(h.nominate("t2"), errors.OfficeMissingError, teacher="t2")
        desk.do(h.nominate("t1"))


def test_a_title_is_not_given_twice_while_it_runs() -> None:
    """Shows title_must_not_run."""
    desk = h.conferred("t1", category="named")
    desk.do(h.opening("named", call="call-2", deadline_on=date(2026, 10, 30)))
    desk.do(h.opening("teacher", call="call-3", deadline_on=date(2026, 10, 30)))
    told_on = h.OUT_ON
    desk.at = noon(date(2026, 10, 20))
    second = h.nominate("t1", g.SCHOOL, told_on).model_copy(update={"call": "call-2"})
    desk.refuses(second, errors.TitleRunsError, teacher="t1", call=h.CALL)
    desk.do(second.model_copy(update={"call": "call-3"}))


def test_an_award_may_be_given_again() -> None:
    desk = h.conferred("t1")
    desk.do(h.opening(call="call-2", deadline_on=date(2026, 10, 30)))
    desk.at = noon(date(2026, 10, 20))
    desk.do(h.nominate("t1", g.SCHOOL, h.OUT_ON).model_copy(update={"call": "call-2"}))
