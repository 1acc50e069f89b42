"""Who is proposed for an exchange, alone or in a team, and what they answer."""

from __future__ import annotations

from datetime import date

import pytest

from domain.exchange import commands as c
from domain.exchange import errors
from domain.exchange import events as e
from domain.kernel import Recorded
from domain.teacher.errors import ExitedError
from domain.teacher.events import TeacherTransferred
from domain.values.privacy import PersonalDataError
from tests.domain import staffing_given as g
from tests.domain.exchange_given import (
    GONE,
    ONE_ZONE,
    SERVED,
    START,
    STREAM,
    TODAY,
    TWO_ZONES,
    agreed,
    another_way,
    candidate,
    opened,
    past,
    people,
    propose,
    proposed,
    way,
)
from tests.domain.planning_given import august, pack


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

    def test_nor_whoever_has_left_service(self) -> None:
        past().given("teacher:li", GONE).when(propose()).then_refused(ExitedError)

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
