"""Exchange and rotation: six years of service open it, a tenth and a fifth close it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.exchange import commands as c
from domain.exchange import errors, rules
from domain.exchange import events as e
from domain.exchange.state import Exchange
from domain.kernel import AlreadyExistsError, Recorded
from domain.planning.quota_sections import ExchangeRules
from domain.teacher.events import ReturnedFromExchange, TeacherTransferred
from tests.domain import staffing_given as g
from tests.domain.exchange_given import (
    GONE,
    ONE_ZONE,
    SENT,
    SERVED,
    START,
    STREAM,
    TODAY,
    TWO_ZONES,
    agreed,
    candidate,
    open_,
    opened,
    past,
    people,
    propose,
    proposed,
    started,
    taken,
)
from tests.domain.planning_given import PACK, drafted, noon, pack
from tests.support.desk import Desk
from tests.support.scenario import Scenario


class TestOpening:
    def candidates(self, scenario: Scenario, command: c.OpenExchange) -> e.ExchangeOpened:
        event = scenario.when(command).decision()[0].event
        assert isinstance(event, e.ExchangeOpened)
        return event

    def test_whoever_served_six_full_years_in_one_school_is_eligible(self) -> None:
        young = g.teacher(g.ONE, joined_on=date(2020, 8, 19))
        scenario = people(g.district()).given("teacher:new", young)
        scenario.when(open_("wang", "new", "li", backbone=("wang",))).then(
            Recorded(
                STREAM,
                opened(candidate("li"), candidate("wang", backbone=True)).model_copy(
                    update={"staff": 3}
                ),
            )
        )

    def test_a_leap_day_counts_six_years_on_the_last_of_february(self) -> None:
        assert rules.is_eligible(date(2020, 2, 29), date(2026, 2, 28), ExchangeRules())
        assert not rules.is_eligible(date(2020, 2, 29), date(2026, 2, 27), ExchangeRules())

    def test_years_count_anew_from_a_transfer(self) -> None:
        moved = TeacherTransferred(
            from_school=g.TWO, to_school=g.ONE, round="r1", on=date(2024, 8, 25)
        )
        scenario = people(g.district()).given("teacher:li", moved)
        found = self.candidates(scenario, open_())
        assert [each.teacher for each in found.candidates] == ["wang"]

    def test_years_count_anew_from_the_return_from_an_exchange(self) -> None:
        back = ReturnedFromExchange(exchange="x0", from_school=g.TWO, on=date(2025, 9, 1))
        scenario = people(g.district()).given("teacher:li", SENT, back)
        found = self.candidates(scenario, open_())
        assert [each.teacher for each in found.candidates] == ["wang"]

    def test_whoever_is_away_is_not_sent_again(self) -> None:
        found = self.candidates(people(g.district()).given("teacher:li", SENT), open_())
        assert [each.teacher for each in found.candidates] == ["wang"]

    def test_whoever_has_left_service_is_not_counted(self) -> None:
        scenario = people(g.district()).given("teacher:li", GONE)
        scenario.when(open_()).then(
            Recorded(STREAM, opened(candidate("wang")).model_copy(update={"staff": 2}))
        )

    def test_a_tenth_is_of_those_in_schools_that_are_not_remote(self) -> None:
        scenario = g.district(remote=True)
        staff = [f"t{n}" for n in range(33)]
        for n, person in enumerate(staff):
            at = g.ONE if n < 21 else g.TWO
            scenario = scenario.given(f"teacher:{person}", g.teacher(at, joined_on=SERVED))
        found = self.candidates(scenario, open_(*staff))
        assert (len(found.candidates), found.required) == (33, 3)  # a tenth of 21

    def test_every_school_is_in_one_zone(self) -> None:
        for zones in ((), (*ONE_ZONE, e.Zone(zone="west", schools=(g.TWO,)))):
            people(g.district()).when(open_(zones=zones)).then_refused(errors.ZonesError)
        people(g.district()).when(open_(zones=TWO_ZONES[1:])).then_refused(
            errors.ZonesError, school=g.ONE
        )
        twice = (e.Zone(zone="east", schools=(g.ONE,)), e.Zone(zone="east", schools=(g.TWO,)))
        people(g.district()).when(open_(zones=twice)).then_refused(errors.ZonesError)

    def test_the_staff_is_named_once_and_the_backbone_is_part_of_it(self) -> None:
        people(g.district()).when(open_("li", "li")).then_refused(errors.StaffListError, named=2)
        people(g.district()).when(open_("li", backbone=("wang",))).then_refused(
            errors.StaffListError, strangers="wang"
        )

    def test_an_exchange_rests_on_a_pack_in_force_and_opens_once(self) -> None:
        draft = people(Scenario().given(g.PLANNED, drafted(PACK)))
        draft.when(open_()).then_refused(errors.PlanNotInForceError)
        past().when(open_()).then_refused(AlreadyExistsError)

    def test_a_pack_without_the_section_has_the_usual_numbers(self) -> None:
        """Shows rules_of."""
        found = self.candidates(people(g.district(pack())), open_())
        assert (len(found.candidates), found.required) == (2, 1)

    def test_a_pack_may_ask_for_other_years_and_another_share(self) -> None:
        strict = pack(exchange={"eligible_years": 7, "move_share": "1/2"})
        found = self.candidates(people(g.district(strict), joined_on=date(2019, 8, 18)), open_())
        assert (len(found.candidates), found.required) == (2, 1)
        assert not self.candidates(people(g.district(strict)), open_()).candidates


class TestClosing:
    def closed(self, scenario: Scenario, basis: str | None = None) -> e.ExchangeClosed:
        command = c.CloseExchange(exchange="x1", shortfall_basis=basis)
        event = scenario.when(command).decision()[0].event
        assert isinstance(event, e.ExchangeClosed)
        return event

    def test_a_tenth_moved_and_a_fifth_of_them_are_backbone(self) -> None:
        group = (candidate("li", backbone=True), candidate("wang"))
        scenario = people(g.district()).given(STREAM, opened(*group))
        scenario = scenario.given(STREAM, proposed(), agreed(), started())
        assert self.closed(scenario) == e.ExchangeClosed(
            counted=2,
            moved=1,
            required=1,
            backbone_moved=1,
            backbone_required=1,
            shortfall_basis=None,
        )

    def test_too_few_moves_are_refused_but_on_a_document(self) -> None:
        close = c.CloseExchange(exchange="x1")
        past().when(close).then_refused(errors.ShareMissedError, moved=0, required=1)
        assert self.closed(past(), "教育局〔2026〕8号").shortfall_basis == "教育局〔2026〕8号"

    def test_too_few_backbone_teachers_are_refused(self) -> None:
        moved = past(proposed(), agreed(), started())
        moved.when(c.CloseExchange(exchange="x1")).then_refused(
            errors.ShareMissedError, moved=1, backbone_moved=0, backbone_required=1
        )

    def test_who_comes_from_a_remote_school_is_not_counted(self) -> None:
        remote = opened(candidate("li", counted=False), required=0)
        scenario = people(g.district()).given(STREAM, remote, proposed(), agreed(), started())
        assert self.closed(scenario).moved == 0

    def test_after_closing_nobody_is_sent_and_whoever_is_away_comes_back(self) -> None:
        closed = self.closed(past(), "教育局〔2026〕8号")
        over = past(proposed(), agreed(), started(), closed).given("teacher:li", taken(), SENT)
        for command in (propose("wang"), START, c.CloseExchange(exchange="x1")):
            over.when(command).then_refused(errors.ExchangeOverError)
        early = c.EndExchange(
            exchange="x1", teacher="li", ground=e.EndGround.EARLY, reason="学校撤并"
        )
        assert over.when(early).decision()

    def test_an_exchange_is_the_matter_of_the_body_that_opened_it(self) -> None:
        desk = Desk(noon(TODAY))
        formed = e.TeamFormed(team="maths", zone="east", leader="li", members=("li", "wang"))
        desk.given(STREAM, opened(), formed)
        state = desk.find(Exchange, "x1")
        assert state is not None
        assert (desk.body_of(STREAM), state.counted) == ("bureau", 2)


@given(moved=st.integers(0, 500), numerator=st.integers(0, 10))
def test_a_share_is_reached_exactly_and_never_by_a_rounding(moved: int, numerator: int) -> None:
    share = pack(exchange={"backbone_share": f"{numerator}/11"}).exchange if numerator else None
    of_exchange = share or ExchangeRules()
    required = rules.backbone_required(moved, of_exchange)
    exact = of_exchange.backbone_share.fraction
    assert required >= exact * moved > required - 1


def test_the_bounds_of_an_exchange_are_in_order() -> None:
    with pytest.raises(ValidationError, match="must not be under"):
        ExchangeRules(min_months=12, max_months=11)
