"""Titles: conferred step by step, the senior one after a rural year."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal.file_events import MeasureTaken
from domain.appraisal.grades import Lost, MeasureKind
from domain.grade import commands as c
from domain.grade import errors
from domain.kernel import Recorded
from domain.teacher.events import ReturnedFromExchange, SentOnExchange
from domain.values.staffing import Title
from tests.domain import staffing_given as g
from tests.domain.grade_given import RECORD, TERM, conferred
from tests.domain.planning_given import PLAN, august
from tests.support.scenario import Scenario


class TestTitles:
    CONFER = c.ConferTitle(
        plan=PLAN, teacher="li", title=Title.FIRST, document="职改1号", from_on=august(1)
    )

    def past(self, *, at: str = g.ONE, remote: bool = False) -> Scenario:
        return g.district(remote=remote).given("teacher:li", g.teacher(at))

    def confer(self, title: Title) -> c.ConferTitle:
        return self.CONFER.model_copy(update={"title": title})

    def test_a_title_is_recorded_and_nobody_is_appointed_by_it(self) -> None:
        self.past().when(self.CONFER).then(Recorded(RECORD, conferred(Title.FIRST)))

    @pytest.mark.parametrize("title", [Title.FIRST, Title.SECOND])
    def test_a_title_is_above_the_one_before(self, title: Title) -> None:
        self.past().given(RECORD, conferred(Title.FIRST)).when(self.confer(title)).then_refused(
            errors.TitleNotHigherError, title=title.value, held_title="first"
        )

    @pytest.mark.parametrize(
        ("what", "last_day", "granted"),
        [
            (Lost.TITLE, august(1), False),
            (Lost.TITLE, date(2026, 7, 31), True),
            (Lost.AWARDS, august(1), True),
        ],
    )
    def test_who_lost_the_qualification_for_titles_is_conferred_none(
        self, what: Lost, last_day: date, *, granted: bool
    ) -> None:
        """Shows title_must_not_be_lost."""
        taken = MeasureTaken(
            measure="m1",
            kind=MeasureKind.QUALIFICATION_LOST,
            lost=(what,),
            from_on=date(2024, 7, 1),
            months=24,
            last_day=last_day,
            document="处理决定书",
        )
        scenario = self.past().given("teacher:li", taken).when(self.CONFER)
        if granted:
            scenario.then(Recorded(RECORD, conferred(Title.FIRST)))
        else:
            scenario.then_refused(errors.TitleBarredError, teacher="li", measure="m1")

    def test_where_the_pack_asks_for_it_a_rural_year_comes_before_the_title(self) -> None:
        self.past().when(self.confer(Title.SENIOR)).then_refused(
            errors.RuralYearMissingError, title="senior"
        )

    def test_years_in_a_remote_school_of_ones_own_count(self) -> None:
        past = self.past(at=g.TWO, remote=True)
        past.when(self.confer(Title.SENIOR)).then(Recorded(RECORD, conferred(Title.SENIOR, g.TWO)))

    @pytest.mark.parametrize(
        ("remote", "back_on", "granted"),
        [(True, date(2026, 2, 1), True), (True, date(2026, 1, 31), False), (False, TERM, False)],
    )
    def test_a_year_s_exchange_to_a_remote_school_counts(
        self, *, remote: bool, back_on: date, granted: bool
    ) -> None:
        away = SentOnExchange(
            exchange="x1", to_school=g.TWO, remote=remote, from_on=date(2025, 2, 1), until_on=TERM
        )
        back = ReturnedFromExchange(exchange="x1", from_school=g.TWO, on=back_on)
        scenario = self.past().given("teacher:li", away, back).when(self.confer(Title.SENIOR))
        if granted:
            scenario.then(Recorded(RECORD, conferred(Title.SENIOR)))
        else:
            scenario.then_refused(errors.RuralYearMissingError)
