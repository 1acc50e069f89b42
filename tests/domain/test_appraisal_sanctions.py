"""What an investigation, a sanction or a failed ethics gate leaves of a grade."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pytest

from domain.appraisal import errors, file_errors, file_events
from domain.appraisal import events as e
from domain.appraisal.commands import FailEthicsGate
from domain.appraisal.file_commands import LiftMeasure, LiftSanction, TakeMeasure
from domain.appraisal.grades import Lost, MeasureKind, Result, SanctionKind
from domain.planning.errors import PackRefusedError
from tests.domain import appraisal_given as g
from tests.domain.appraisal_given import EXCELLENT, FEW, KEY, Q
from tests.domain.planning_given import noon, pack
from tests.support.desk import Desk


@pytest.fixture
def few() -> Desk:
    return g.opened(staff=FEW)


class TestT36:
    """Under investigation in December."""

    @pytest.fixture
    def desk(self, few: Desk) -> Desk:
        few.do(g.inquiry("t01"))
        return few

    def test_t36_who_is_under_investigation_gets_neither_grade_nor_comment(
        self, desk: Desk
    ) -> None:
        facts = {"inquiry": "inquiry-1", "opened_on": "2025-12-05"}
        for result in (Q, Result.UNQUALIFIED, Result.NO_GRADE):
            desk.refuses(
                g.propose("t01", result), errors.UnderInquiryError, result=result.value, **facts
            )
        commented = g.propose("t01", Result.DEFERRED, "表现良好")
        desk.refuses(commented, errors.UnderInquiryError, commented=1)
        desk.do(g.propose("t01", Result.DEFERRED), g.decide("t01"))
        assert g.person_of(desk, "t01").result is Result.DEFERRED

    def test_a_grade_proposed_before_the_investigation_is_not_decided_during_it(
        self, few: Desk
    ) -> None:
        few.do(g.propose("t01"), g.inquiry("t01", on=g.DECEMBER))
        few.refuses(g.decide("t01"), errors.UnderInquiryError, opened_on="2025-12-22")

    def test_nobody_else_is_put_off(self, few: Desk) -> None:
        few.refuses(g.propose("t01", Result.DEFERRED), errors.MustBeGradedError)

    def test_t36_after_a_warning_the_grade_is_added_but_not_excellent_in_that_year(
        self, desk: Desk
    ) -> None:
        desk.do(g.propose("t01", Result.DEFERRED), g.decide("t01"))
        desk.refuses(g.add("t01", Q), errors.UnderInquiryError)
        desk.at = noon(date(2025, 12, 31))
        desk.do(g.concluded("t01", SanctionKind.WARNING, date(2025, 12, 30)))
        desk.refuses(
            g.add("t01", EXCELLENT),
            errors.SanctionBarsError,
            sanction="warning",
            best="qualified",
        )
        (added,) = desk.do(g.add("t01", Q, "能够改正"))
        assert isinstance(added, e.GradeAdded)
        assert (added.result, added.version, added.commented) == (Q, 2, True)
        desk.refuses(g.add("t01", Q), errors.DecidedTwiceError, version=2)

    def test_t36_a_warning_of_the_next_year_bars_nothing_in_this_one(self, desk: Desk) -> None:
        desk.do(g.propose("t01", Result.DEFERRED), g.decide("t01"))
        desk.at = noon(date(2026, 2, 10))
        desk.do(g.concluded("t01", SanctionKind.WARNING, date(2026, 2, 9)), g.add("t01", EXCELLENT))
        assert g.person_of(desk, "t01").result is EXCELLENT

    def test_t36_after_an_investigation_without_a_sanction_any_grade_may_be_added(
        self, desk: Desk
    ) -> None:
        desk.do(g.propose("t01", Result.DEFERRED), g.decide("t01"))
        desk.do(g.concluded("t01"))
        desk.refuses(g.add("t01", Result.NO_GRADE), errors.MustBeGradedError)
        desk.do(g.add("t01", EXCELLENT))

    def test_a_grade_is_added_only_where_one_is_missing(self, few: Desk) -> None:
        few.refuses(g.add("t01", Q), errors.DecidedTwiceError, version=0)


class TestSanctions:
    """B10-02 to B10-04: a warning, a demerit and a demotion in the year."""

    @pytest.mark.parametrize(
        ("sanction", "barred", "best"),
        [
            (SanctionKind.WARNING, EXCELLENT, Q),
            (SanctionKind.DEMERIT, Q, Result.BASICALLY_QUALIFIED),
            (SanctionKind.DEMOTION, Result.BASICALLY_QUALIFIED, Result.UNQUALIFIED),
        ],
    )
    def test_each_leaves_open_what_lies_below(
        self, few: Desk, sanction: SanctionKind, barred: Result, best: Result
    ) -> None:
        few.do(g.inquiry("t01", date(2025, 3, 1)))
        few.do(g.concluded("t01", sanction, date(2025, 4, 1)))
        few.refuses(g.propose("t01", barred), errors.SanctionBarsError, best=best.value)
        few.do(g.propose("t01", best), g.decide("t01"))

    def of_last_year(self, desk: Desk) -> Desk:
        # twelve months from 22 December 2024: the last day is 22 December 2025
        desk.do(g.inquiry("t01", date(2024, 11, 1)))
        desk.do(g.concluded("t01", SanctionKind.DEMERIT, date(2024, 12, 22)))
        return desk

    def test_a_demerit_counts_while_its_period_runs_when_the_grade_is_decided(
        self, few: Desk
    ) -> None:
        """Shows _counts."""
        self.of_last_year(few).refuses(g.propose("t01"), errors.SanctionBarsError)
        few.at = noon(date(2025, 12, 23))
        few.do(g.propose("t01"), g.decide("t01"))

    def test_or_on_the_last_day_of_the_year_where_the_pack_reads_it_so(self) -> None:
        of = pack(annual_appraisal={"sanction_time": "year_end"})
        self.of_last_year(g.opened(of, FEW)).do(g.propose("t01"))
        other = g.opened(of, FEW)
        other.do(g.inquiry("t01", date(2025, 1, 2)))
        other.do(g.concluded("t01", SanctionKind.DEMERIT, date(2025, 1, 3)))
        other.refuses(g.propose("t01"), errors.SanctionBarsError, decided_on="2025-01-03")

    def test_whoever_corrects_or_adds_when_the_period_has_run_out_gains_nothing(
        self, few: Desk
    ) -> None:
        self.of_last_year(few).do(g.propose("t01", Result.BASICALLY_QUALIFIED), g.decide("t01"))
        few.at = noon(date(2026, 3, 2))
        few.refuses(g.correct("t01", Q), errors.SanctionBarsError, decided_on="2024-12-22")
        # neither by a correction of a correction, nor after a case took the grade away
        few.do(g.correct("t01", Result.UNQUALIFIED))
        few.refuses(g.correct("t01", Q), errors.SanctionBarsError)
        few.given(g.STREAM, e.GradeVoided(teacher="t01", case="case-1", on=date(2026, 3, 3)))
        few.refuses(g.add("t01", EXCELLENT), errors.SanctionBarsError)
        few.do(LiftSanction(teacher="t01", inquiry="inquiry-1", document="申诉决定"))
        few.do(g.add("t01", Q))

    def test_the_sanction_that_put_a_grade_off_counts_however_long_the_grade_waits(
        self, few: Desk
    ) -> None:
        few.do(g.inquiry("t01"), g.propose("t01", Result.DEFERRED), g.decide("t01"))
        few.at = noon(date(2027, 4, 1))
        few.do(g.concluded("t01", SanctionKind.DEMERIT, date(2026, 2, 10)))
        few.refuses(g.add("t01", Q), errors.SanctionBarsError, decided_on="2026-02-10")
        few.do(g.add("t01", Result.BASICALLY_QUALIFIED))

    @pytest.mark.parametrize(
        ("second", "last_day"),
        [
            # the first runs from 1 April 2025 for 24 months, up to 1 April 2027; on 1 June 2025
            # 669 days of it are left: 1 December 2025 and 669 days
            (SanctionKind.WARNING, date(2027, 10, 1)),
            # 24 and some 22 months are 46: 1 June 2027 and 669 days
            (SanctionKind.DEMOTION, date(2029, 3, 31)),
        ],
    )
    def test_a_sanction_during_another_s_period_adds_what_is_left_of_that_one(
        self, few: Desk, second: SanctionKind, last_day: date
    ) -> None:
        """Shows last_day_of_sanction."""
        few.do(g.inquiry("t01", date(2025, 3, 1)))
        few.do(g.concluded("t01", SanctionKind.DEMOTION, date(2025, 4, 1)))
        few.do(g.inquiry("t01", date(2025, 5, 1), "inquiry-2"))
        (_, imposed) = few.do(g.concluded("t01", second, date(2025, 6, 1), "inquiry-2"))
        assert isinstance(imposed, file_events.SanctionImposed)
        assert imposed.last_day == last_day

    def test_no_sanctions_together_last_longer_than_48_months(self, few: Desk) -> None:
        for name in ("inquiry-1", "inquiry-2"):
            few.do(g.inquiry("t01", date(2025, 3, 1), name))
            few.do(g.concluded("t01", SanctionKind.DEMOTION, date(2025, 4, 1), name))
        few.do(g.inquiry("t01", date(2025, 5, 1), "inquiry-3"))
        (_, third) = few.do(g.concluded("t01", SanctionKind.WARNING, date(2025, 6, 1), "inquiry-3"))
        assert isinstance(third, file_events.SanctionImposed)
        assert third.last_day == date(2029, 6, 1)

    def test_a_sanction_after_another_s_period_has_its_own_length(self, few: Desk) -> None:
        few.do(g.inquiry("t01", date(2024, 3, 1)))
        few.do(g.concluded("t01", SanctionKind.WARNING, date(2024, 4, 1)))
        few.do(g.inquiry("t01", date(2024, 10, 1), "inquiry-2"))
        (_, imposed) = few.do(
            g.concluded("t01", SanctionKind.WARNING, date(2024, 10, 2), "inquiry-2")
        )
        assert isinstance(imposed, file_events.SanctionImposed)
        assert imposed.last_day == date(2025, 4, 2)

    def test_a_sanction_that_was_lifted_bars_nothing(self, few: Desk) -> None:
        few.do(g.inquiry("t01", date(2025, 3, 1)))
        few.do(g.concluded("t01", SanctionKind.DEMERIT, date(2025, 4, 1)))
        few.do(LiftSanction(teacher="t01", inquiry="inquiry-1", document="申诉决定"))
        few.do(g.propose("t01", EXCELLENT))

    def test_where_there_is_no_grade_a_sanction_changes_nothing(self, few: Desk) -> None:
        few.do(g.inquiry("t01", date(2025, 3, 1)), g.leave("t01"))
        few.do(g.concluded("t01", SanctionKind.DEMERIT, date(2025, 4, 1)))
        few.do(g.propose("t01", Result.NO_GRADE))


class TestOtherMeasures:
    """B10-07: what comes beside or instead of a sanction."""

    def lose(self, *lost: Lost, months: int = 24, name: str = "m1") -> TakeMeasure:
        return TakeMeasure(
            teacher="t01",
            measure=name,
            kind=MeasureKind.QUALIFICATION_LOST,
            lost=lost,
            from_on=date(2025, 3, 1),
            months=months,
            document="处理决定书",
        )

    def test_qualifications_are_lost_for_24_months_at_least_up_to_their_last_day(
        self, few: Desk
    ) -> None:
        """Shows loss_must_last."""
        short = self.lose(Lost.POST, months=23)
        few.refuses(short, file_errors.MeasureTooShortError, months=23, least=24)
        (taken,) = few.do(self.lose(Lost.POST, Lost.AWARDS))
        assert isinstance(taken, file_events.MeasureTaken)
        assert taken.last_day == date(2027, 3, 1)
        file = g.file_of(few, "t01")
        for what, day, found in (
            (Lost.POST, date(2027, 3, 1), True),
            (Lost.POST, date(2027, 3, 2), False),
            (Lost.POST, date(2025, 2, 28), False),
            (Lost.TITLE, date(2026, 3, 1), False),
        ):
            assert (file.loss_on(day, what) is not None) is found

    def test_what_is_lost_is_named_and_once(self, few: Desk) -> None:
        few.refuses(self.lose(), file_errors.MeasureTooShortError, lost=0)
        few.refuses(self.lose(Lost.POST, Lost.POST), file_errors.MeasureTooShortError, lost=2)

    def test_the_other_measures_take_nothing_away(self, few: Desk) -> None:
        told = self.lose(months=0).model_copy(update={"kind": MeasureKind.ADMONITION})
        for wrong in ({"lost": (Lost.POST,)}, {"months": 24}):
            few.refuses(told.model_copy(update=wrong), file_errors.MeasureTooShortError)
        few.do(told)
        assert g.file_of(few, "t01").loss_on(date(2025, 4, 1), Lost.POST) is None

    def test_a_measure_is_taken_once_not_ahead_and_lifted_where_it_stands(self, few: Desk) -> None:
        """Shows measure_must_stand."""
        lift = LiftMeasure(teacher="t01", measure="m1", document="申诉决定")
        few.refuses(lift, file_errors.MeasureUnknownError, measure="m1")
        ahead = self.lose(Lost.POST).model_copy(update={"from_on": date(2026, 3, 1)})
        few.refuses(ahead, errors.DateAheadError)
        few.do(self.lose(Lost.POST), self.lose(Lost.PAY, name="m2"))
        few.refuses(self.lose(Lost.PAY), file_errors.MeasureUnknownError, measure="m1")
        few.do(lift)
        assert [each.measure for each in g.file_of(few, "t01").measures] == ["m2"]


class TestEthics:
    GATE: ClassVar[dict[str, object]] = {
        "grounds": [{"id": "paid-tutoring", "title": "有偿补课", "basis": "县教人〔2026〕2号"}],
        "best": "unqualified",
    }
    FAILED = FailEthicsGate(
        appraisal=KEY, teacher="t01", ground="paid-tutoring", document="查实通报1号"
    )

    @pytest.fixture
    def desk(self) -> Desk:
        return g.opened(pack(annual_appraisal={"ethics": self.GATE}), FEW)

    def test_who_failed_the_gate_has_the_grade_that_the_plan_leaves_and_no_points_help(
        self, desk: Desk
    ) -> None:
        desk.do(g.propose("t01"), self.FAILED)
        desk.refuses(g.decide("t01"), errors.EthicsBarsError, best="unqualified")
        desk.do(g.propose("t01", Result.UNQUALIFIED), g.decide("t01"))

    def test_where_there_is_no_grade_the_gate_changes_nothing(self, desk: Desk) -> None:
        desk.do(self.FAILED, g.leave("t01"), g.propose("t01", Result.NO_GRADE))

    def test_only_what_the_plan_lists_is_a_ground_and_once(self, desk: Desk, few: Desk) -> None:
        few.refuses(self.FAILED, errors.EthicsGroundError, ground="paid-tutoring")
        other = self.FAILED.model_copy(update={"ground": "complained-of"})
        desk.refuses(other, errors.EthicsGroundError, ground="complained-of")
        desk.do(self.FAILED)
        desk.refuses(self.FAILED, errors.EthicsGroundError, teacher="t01")

    @pytest.mark.parametrize("change", [{"best": "excellent"}, {"grounds": []}], ids=str)
    def test_a_gate_names_its_grounds_and_bars_something(self, change: dict[str, object]) -> None:
        with pytest.raises(PackRefusedError):
            pack(annual_appraisal={"ethics": {**self.GATE, **change}})
