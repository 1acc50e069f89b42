"""Exchange and rotation: six years, a tenth, a fifth, teams inside a zone."""

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
from domain.planning.events import PlanFrozen
from domain.planning.quota_sections import ExchangeRules
from domain.recruitment.commands import OpenRound
from domain.recruitment.events import RecruitmentRoundOpened, Stage
from domain.school.events import (
    GuestLeft,
    GuestReceived,
    PostsPublished,
    SeatFreed,
    SeatFreedReason,
    SeatTaken,
)
from domain.school.posts import Post, PostKind, StaffClass
from domain.school.staff_class import staff_class_of
from domain.school.state import School
from domain.teacher.events import (
    PostLeft,
    PostLeftReason,
    PostTaken,
    ReturnedFromExchange,
    SentOnExchange,
    TeacherTransferred,
)
from domain.teacher.state import Teacher
from domain.values.privacy import PersonalDataError
from tests.domain import staffing_given as g
from tests.domain.planning_given import PACK, PLAN, TIMETABLE, august, drafted, noon, pack
from tests.support.desk import Desk
from tests.support.scenario import Scenario

STREAM = "exchange:x1"
TERM, NEXT_TERM = date(2026, 9, 1), date(2027, 9, 1)
TODAY = august(18)
ONE_ZONE = (e.Zone(zone="east", schools=g.BOTH),)
TWO_ZONES = (e.Zone(zone="east", schools=(g.ONE,)), e.Zone(zone="west", schools=(g.TWO,)))
SERVED = date(2020, 8, 18)
"""Six years to the day before the exchange opens."""


def open_(*staff: str, **changes: object) -> c.OpenExchange:
    command = c.OpenExchange(
        exchange="x1", body="bureau", plan=PLAN, zones=ONE_ZONE, staff=staff or ("li", "wang")
    )
    return command.model_copy(update=changes)


def candidate(person: str, *, backbone: bool = False, counted: bool = True) -> e.Candidate:
    return e.Candidate(
        teacher=person, school=g.ONE, unbroken_from_on=SERVED, backbone=backbone, counted=counted
    )


def opened(
    *candidates: e.Candidate, required: int = 1, zones: tuple[e.Zone, ...] = ONE_ZONE
) -> e.ExchangeOpened:
    return e.ExchangeOpened(
        body="bureau",
        plan=PLAN,
        pack_sha256=g.SHA,
        zones=zones,
        staff=20,
        candidates=candidates or (candidate("li"), candidate("wang")),
        required=required,
        on=TODAY,
    )


def way(person: str = "li", **changes: object) -> c.Move:
    there = c.Move(
        teacher=person, to_school=g.TWO, posts=("教学-01",), from_on=TERM, until_on=NEXT_TERM
    )
    return there.model_copy(update=changes)


def propose(person: str = "li") -> c.ProposeMove:
    return c.ProposeMove(exchange="x1", move=way(person))


def another_way(**changes: object) -> c.ProposeMove:
    return c.ProposeMove(exchange="x1", move=way().model_copy(update=changes))


def proposed(
    person: str = "li", *, team: str | None = None, posts: tuple[str, ...] = ("教学-01",)
) -> e.MoveProposed:
    return e.MoveProposed(
        teacher=person,
        from_school=g.ONE,
        to_school=g.TWO,
        posts=posts,
        team=team,
        from_on=TERM,
        until_on=NEXT_TERM,
    )


def agreed(person: str = "li") -> e.MoveAgreed:
    return e.MoveAgreed(teacher=person)


def started(person: str = "li") -> e.ExchangeStarted:
    return e.ExchangeStarted(teacher=person, from_school=g.ONE, to_school=g.TWO, on=TODAY)


def taken(posts: tuple[str, ...] = ("教学-01",), periods_milli: int = 10_000) -> PostTaken:
    return PostTaken(
        round="x1",
        school=g.TWO,
        posts=posts,
        staff_class=StaffClass.TEACHING if periods_milli >= 8_000 else StaffClass.AUXILIARY,
        periods_milli=periods_milli,
        from_on=TODAY,
    )


SENT = SentOnExchange(
    exchange="x1", to_school=g.TWO, remote=False, from_on=TODAY, until_on=NEXT_TERM
)
GUEST = GuestReceived(person="li", exchange="x1", until_on=NEXT_TERM)
START = c.StartExchange(exchange="x1", teacher="li")


def people(scenario: Scenario, *, joined_on: date = SERVED) -> Scenario:
    for person in ("li", "wang"):
        scenario = scenario.given(f"teacher:{person}", g.teacher(g.ONE, joined_on=joined_on))
    return scenario


def past(*events: e.ExchangeEvent, zones: tuple[e.Zone, ...] = ONE_ZONE) -> Scenario:
    return people(g.district()).given(STREAM, opened(zones=zones), *events)


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


class TestProposals:
    def test_a_move_leads_to_posts_of_another_school_for_a_term(self) -> None:
        past().when(propose()).then(Recorded(STREAM, proposed()))

    @pytest.mark.parametrize(
        "changes",
        [
            {"to_school": g.ONE},
            {"to_school": "school-9"},
            {"posts": ()},
            {"posts": ("教学-01", "教学-01")},
        ],
    )
    def test_other_ways_lead_nowhere(self, changes: dict[str, object]) -> None:
        past().when(another_way(**changes)).then_refused(errors.DestinationError)

    @pytest.mark.parametrize("until_on", [date(2027, 8, 31), date(2029, 9, 2)])
    def test_an_exchange_is_as_long_as_the_pack_allows(self, until_on: date) -> None:
        past().when(another_way(until_on=until_on)).then_refused(
            errors.DurationError, least="2027-09-01", most="2029-09-01"
        )

    def test_whoever_is_not_eligible_is_not_sent(self) -> None:
        young = past().given("teacher:new", g.teacher(g.ONE, joined_on=august(1)))
        young.when(propose("new")).then_refused(errors.NotEligibleError, teacher="new")
        moved = TeacherTransferred(from_school=g.ONE, to_school=g.TWO, round="r1", on=TODAY)
        past().given("teacher:li", moved).when(propose()).then_refused(errors.NotEligibleError)

    def test_nobody_is_asked_twice_but_after_declining(self) -> None:
        past(proposed()).when(propose()).then_refused(errors.MoveKnownError, step="proposed")
        declined = e.MoveDeclined(teacher="li", reason="家庭原因")
        past(proposed(), declined).when(propose()).then(Recorded(STREAM, proposed()))

    def test_a_pack_may_keep_everybody_inside_the_zone(self) -> None:
        past(zones=TWO_ZONES).when(propose()).then(Recorded(STREAM, proposed()))
        inside = pack(exchange={"across_zones": False})
        strict = opened(zones=TWO_ZONES).model_copy(update={"pack_sha256": inside.sha256()})
        scenario = people(g.district(inside)).given(STREAM, strict)
        scenario.when(propose()).then_refused(errors.OtherZoneError, zone="east", other="west")


class TestTeams:
    TEAM = c.ProposeTeam(exchange="x1", team="maths", leader="li", moves=(way("li"), way("wang")))

    def team(self, **changes: object) -> c.ProposeTeam:
        return self.TEAM.model_copy(update=changes)

    def test_a_team_goes_together_inside_its_zone(self) -> None:
        formed = e.TeamFormed(team="maths", zone="east", leader="li", members=("li", "wang"))
        past().when(self.TEAM).then(
            Recorded(STREAM, formed),
            Recorded(STREAM, proposed("li", team="maths")),
            Recorded(STREAM, proposed("wang", team="maths")),
        )

    def test_no_team_goes_to_another_zone_even_where_single_teachers_may(self) -> None:
        past(zones=TWO_ZONES).when(self.TEAM).then_refused(
            errors.OtherZoneError, zone="east", other="west"
        )

    def test_all_of_a_team_come_from_one_zone(self) -> None:
        schools = ("school-3", "school-4")
        zones = (*ONE_ZONE, e.Zone(zone="west", schools=schools))
        stranger = candidate("zhou").model_copy(update={"school": "school-3"})
        scenario = people(g.district()).given(
            "teacher:zhou", g.teacher("school-3", joined_on=SERVED)
        )
        scenario = scenario.given(STREAM, opened(candidate("li"), stranger, zones=zones))
        mixed = self.team(moves=(way("li"), way("zhou", to_school="school-4")))
        scenario.when(mixed).then_refused(errors.OtherZoneError, zone="east", other="west")

    @pytest.mark.parametrize(
        "changes",
        [
            {"moves": (way("li"),)},
            {"moves": (way("li"), way("li"))},
            {"leader": "zhou"},
        ],
    )
    def test_a_team_has_members_and_one_of_them_leads(self, changes: dict[str, object]) -> None:
        past().when(self.team(**changes)).then_refused(errors.TeamError, least=2)

    def test_a_team_s_name_is_used_once(self) -> None:
        past(proposed("wang", team="maths")).when(self.TEAM).then_refused(errors.TeamError, known=1)

    def test_a_team_sets_out_when_all_have_agreed(self) -> None:
        both = past(proposed("li", team="maths"), proposed("wang", team="maths"), agreed("li"))
        both.when(START).then_refused(errors.TeamIncompleteError, team="maths", missing=1)
        assert both.given(STREAM, agreed("wang")).when(START).decision()


class TestAnswers:
    def test_the_teacher_agrees_or_declines(self) -> None:
        agree = c.AgreeToMove(exchange="x1", teacher="li")
        decline = c.DeclineMove(exchange="x1", teacher="li", reason="家庭原因")
        declined = e.MoveDeclined(teacher="li", reason="家庭原因")
        past(proposed()).when(agree).then(Recorded(STREAM, agreed()))
        past(proposed()).when(decline).then(Recorded(STREAM, declined))
        past(proposed(), agreed()).when(decline).then(Recorded(STREAM, declined))

    def test_nobody_answers_what_was_not_asked(self) -> None:
        agree = c.AgreeToMove(exchange="x1", teacher="li")
        past().when(agree).then_refused(errors.MoveMissingError, step="", needed="proposed")
        past(proposed(), agreed()).when(agree).then_refused(errors.MoveMissingError, step="agreed")

    def test_a_reason_holds_no_personal_numbers(self) -> None:
        decline = c.DeclineMove(exchange="x1", teacher="li", reason="请致电19912345678")
        past(proposed()).when(decline).then_refused(PersonalDataError, field="reason")


class TestGoing:
    def test_seats_are_taken_and_the_teacher_still_belongs_to_her_school(self) -> None:
        past(proposed(), agreed()).when(START).then(
            Recorded(STREAM, started()),
            Recorded("school:school-2", GUEST),
            Recorded("school:school-2", SeatTaken(post="教学-01", person="li", round="x1")),
            Recorded("teacher:li", taken()),
            Recorded("teacher:li", SENT),
        )

    def test_the_post_held_at_home_is_left_in_the_same_act(self) -> None:
        held = taken().model_copy(update={"round": "r1", "school": g.ONE})
        home = SeatTaken(post="教学-01", person="li", round="r1")
        scenario = past(proposed(), agreed()).given("teacher:li", held)
        decision = scenario.given(f"school:{g.ONE}", home).when(START).decision()
        left = PostLeft(school=g.ONE, posts=("教学-01",), reason=PostLeftReason.MOVED, on=TODAY)
        freed = SeatFreed(post="教学-01", person="li", reason=SeatFreedReason.MOVED, on=TODAY)
        assert decision[1:3] == (
            Recorded("teacher:li", left),
            Recorded(f"school:{g.ONE}", freed),
        )

    def test_t03_a_guest_of_seven_periods_counts_as_auxiliary_staff(self) -> None:
        light = past(proposed(posts=("教学-03",)), agreed())
        events = [each.event for each in light.when(START).decision()]
        assert taken(("教学-03",), 7_000) in events

    def test_without_the_teacher_s_consent_nobody_is_sent(self) -> None:
        past(proposed()).when(START).then_refused(errors.MoveMissingError, needed="agreed")

    def test_whoever_was_transferred_meanwhile_is_not_sent(self) -> None:
        moved = TeacherTransferred(from_school=g.ONE, to_school=g.TWO, round="r1", on=TODAY)
        scenario = past(proposed(), agreed()).given("teacher:li", moved)
        scenario.when(START).then_refused(errors.NotEligibleError)

    def test_whoever_is_away_with_another_exchange_is_not_sent(self) -> None:
        other = SENT.model_copy(update={"exchange": "x0"})
        away = past(proposed(), agreed()).given("teacher:li", other)
        away.when(START).then_refused(errors.AwayError, exchange="x0")
        past().given("teacher:li", other).when(propose()).then_refused(errors.AwayError)

    def test_whoever_is_just_back_is_not_sent_again(self) -> None:
        back = ReturnedFromExchange(exchange="x0", from_school=g.TWO, on=august(17))
        home = past(proposed(), agreed()).given("teacher:li", SENT, back)
        home.when(START).then_refused(errors.NotEligibleError, teacher="li")

    def test_no_post_has_more_holders_than_seats(self) -> None:
        seats = tuple(SeatTaken(post="教学-01", person=p, round="r1") for p in ("a", "b"))
        full = past(proposed(), agreed()).given(f"school:{g.TWO}", *seats)
        full.when(START).then_refused(errors.SeatMissingError, post="教学-01", headcount=2, taken=2)
        unknown = past(proposed(posts=("教学-09",)), agreed())
        unknown.when(START).then_refused(errors.SeatMissingError, post="教学-09", headcount=0)

    def test_no_school_has_more_people_than_quota(self) -> None:
        seats = (("教学-01", "a"), ("教学-02", "b"), ("教学-03", "d"))
        taken_ = (SeatTaken(post=post, person=person, round="r1") for post, person in seats)
        full = past(proposed(), agreed()).given(f"school:{g.TWO}", *taken_)
        full.when(START).then_refused(
            errors.EstablishmentFullError, school=g.TWO, establishment=3, people=3
        )


class TestComingBack:
    END = c.EndExchange(exchange="x1", teacher="li", ground=e.EndGround.TERM_ENDED)

    def away(self) -> Scenario:
        scenario = past(proposed(), agreed(), started()).given("teacher:li", taken(), SENT)
        seat = SeatTaken(post="教学-01", person="li", round="x1")
        return scenario.given(f"school:{g.TWO}", GUEST, seat)

    def ended(self, on: date, **changes: object) -> e.ExchangeEnded:
        return e.ExchangeEnded(
            teacher="li",
            from_school=g.ONE,
            to_school=g.TWO,
            ground=e.EndGround.TERM_ENDED,
            reason=None,
            on=on,
        ).model_copy(update=changes)

    def test_at_the_end_of_the_term_the_host_s_seat_is_free_again(self) -> None:
        on = NEXT_TERM
        left = PostLeft(school=g.TWO, posts=("教学-01",), reason=PostLeftReason.MOVED, on=on)
        freed = SeatFreed(post="教学-01", person="li", reason=SeatFreedReason.MOVED, on=on)
        back = ReturnedFromExchange(exchange="x1", from_school=g.TWO, on=on)
        self.away().when(self.END, at=noon(on)).then(
            Recorded(STREAM, self.ended(on)),
            Recorded("teacher:li", left),
            Recorded(f"school:{g.TWO}", freed),
            Recorded(f"school:{g.TWO}", GuestLeft(person="li", exchange="x1", on=on)),
            Recorded("teacher:li", back),
        )

    def test_a_guest_counts_in_the_quota_also_when_next_year_s_posts_are_published(self) -> None:
        published = PostsPublished(plan="plan-2027", establishment=1, posts=(g.post("教学-01"),))
        desk = Desk(noon(TERM))
        for stream, event in self.away().history:
            desk.given(stream, event)
        desk.given(f"school:{g.TWO}", published)
        desk.do(propose("wang"), c.AgreeToMove(exchange="x1", teacher="wang"))
        desk.refuses(
            c.StartExchange(exchange="x1", teacher="wang"),
            errors.EstablishmentFullError,
            establishment=1,
            people=1,
        )

    def test_a_guest_is_not_one_of_the_original_staff_of_the_host(self) -> None:
        desk = Desk(noon(august(20)))
        for stream, event in self.away().history:
            desk.given(stream, event)
        desk.given(g.PLANNED, PlanFrozen(pack_sha256=g.SHA, timetable=TIMETABLE))
        desk.given("teacher:zhou", g.teacher(g.TWO))
        open_round = OpenRound(
            round="r9",
            plan=PLAN,
            stage=Stage.IN_SCHOOL,
            organiser=g.TWO,
            schools=(g.TWO,),
            population=("zhou",),
        )
        opening = desk.do(open_round)[0]
        assert isinstance(opening, RecruitmentRoundOpened)
        assert opening.schools[0].original_staff == ("zhou",)

    def test_the_term_is_over_when_it_is_over(self) -> None:
        self.away().when(self.END, at=noon(date(2027, 8, 31))).then_refused(
            errors.TooEarlyError, until_on="2027-09-01"
        )

    def test_an_early_end_has_its_reason(self) -> None:
        early = self.END.model_copy(update={"ground": e.EndGround.EARLY})
        self.away().when(early).then_refused(errors.ReasonMissingError, teacher="li")
        told = early.model_copy(update={"reason": "学校撤并"})
        decision = self.away().when(told).decision()
        expected = self.ended(TODAY, ground=e.EndGround.EARLY, reason="学校撤并")
        assert decision[0].event == expected

    def test_whoever_left_the_guest_post_before_frees_nothing_more(self) -> None:
        left = PostLeft(school=g.TWO, posts=("教学-01",), reason=PostLeftReason.MOVED, on=TERM)
        gone = self.away().given("teacher:li", left)
        assert len(gone.when(self.END, at=noon(NEXT_TERM)).decision()) == 3

    def test_only_who_went_comes_back(self) -> None:
        past(proposed(), agreed()).when(self.END).then_refused(
            errors.MoveMissingError, step="agreed", needed="started"
        )

    def test_after_the_return_she_is_where_she_was_and_years_count_anew(self) -> None:
        desk = Desk(noon(NEXT_TERM))
        for stream, event in self.away().history:
            desk.given(stream, event)
        desk.do(self.END)
        li, host = desk.find(Teacher, "li"), desk.find(School, g.TWO)
        assert li is not None
        assert host is not None
        assert (li.school, li.holds, li.on_exchange) == (g.ONE, None, None)
        assert (li.unbroken_from_on, li.joined_school_on) == (NEXT_TERM, SERVED)
        assert host.holders("教学-01") == ()
        assert desk.states == desk.replayed()


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


def test_a_guest_on_auxiliary_posts_is_auxiliary_staff() -> None:
    library = Post(number="辅助-01", kind=PostKind.AUXILIARY, title="图书管理", duties="借阅")
    assert staff_class_of((library,), PACK.posts) is StaffClass.AUXILIARY
