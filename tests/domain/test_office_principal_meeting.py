"""The meeting that selects a principal: lots, report, defence, result, appointment."""

from __future__ import annotations

from datetime import date

import pytest

from domain.office import commands as o
from domain.office.errors import OutcomeNotPublishedError, OutcomeStandsError
from domain.office.events import OutcomePublished
from domain.planning.pack import RulePack
from domain.principal import commands as c
from domain.principal import errors
from domain.principal import events as e
from domain.school.events import OfficeGranted
from domain.values.lots import order_by_lot
from tests.domain import office_given as g
from tests.domain import principal_given as p
from tests.domain.planning_given import noon, pack
from tests.support.desk import Desk

FIRST, SECOND = order_by_lot("38-17-22", p.MATTER, ("t1", "u1"))
APPOINT = c.AppointPrincipal(selection=p.MATTER, document="教任〔2026〕3号")
PUBLISH = o.PublishOutcome(matter=p.MATTER, working_days=5)


@pytest.fixture
def desk() -> Desk:
    return g.staffed()


class TestMeeting:
    def test_a_bureau_leader_is_in_the_chair(self, desk: Desk) -> None:
        p.screened(desk, "t1", "u1")
        assert desk.do(p.MEET) == [
            e.MeetingOpened(
                chair="m-leader",
                present=p.PRESENT,
                staff=30,
                staff_present=28,
                on=g.september(11),
            )
        ]
        desk.refuses(p.MEET, errors.SelectionStepError, step="meeting")

    @pytest.mark.parametrize(
        "changes", [{"chair": "m-party"}, {"present": ("m-party", "m-personnel", "m-liaison")}]
    )
    def test_no_other_member_and_nobody_absent_is_in_the_chair(
        self, desk: Desk, changes: dict[str, object]
    ) -> None:
        p.screened(desk, "t1", "u1")
        desk.refuses(p.MEET.model_copy(update=changes), errors.ChairError)

    @pytest.mark.parametrize(
        "changes",
        [
            {"present": ("m-leader", "m-party", "m-liaison")},
            {"present": (*p.PRESENT, "stranger")},
            {"present": (*p.PRESENT, "m-party")},
            {"staff_present": 19},
            {"staff_present": 31},
            {"staff": 0, "staff_present": 0},
        ],
    )
    def test_committee_and_staff_are_there(self, desk: Desk, changes: dict[str, object]) -> None:
        p.screened(desk, "t1", "u1")
        desk.refuses(p.MEET.model_copy(update=changes), errors.AttendanceError)

    def test_two_thirds_of_the_staff_are_enough_and_one_less_is_not(self, desk: Desk) -> None:
        p.screened(desk, "t1", "u1")
        assert len(desk.do(p.MEET.model_copy(update={"staff_present": 20}))) == 1

    def test_the_meeting_waits_for_deadline_and_screening(self, desk: Desk) -> None:
        desk.do(p.OPEN, p.CONDITIONS_OUT, p.stand("t1"), p.stand("u1"), p.screen("t1"))
        desk.at = noon(g.september(11))
        desk.refuses(p.MEET, errors.SelectionStepError, unscreened=1)
        desk.do(p.screen("u1"))
        desk.at = noon(g.september(10))
        desk.refuses(p.MEET, errors.SelectionStepError, unscreened=0)

    def test_one_candidate_alone_makes_no_selection(self, desk: Desk) -> None:
        p.screened(desk, "t1")
        desk.refuses(p.MEET, errors.TooFewCandidatesError, admitted=1, required=2)


class TestLots:
    def test_the_order_follows_from_a_recorded_seed_that_anybody_can_use_again(
        self, desk: Desk
    ) -> None:
        p.screened(desk, "t1", "u1")
        desk.do(p.MEET)
        assert desk.do(p.DRAW) == [
            e.SpeakingOrderDrawn(
                lot_seed="38-17-22", witnesses=("w-a", "w-b"), order=(FIRST, SECOND)
            )
        ]
        desk.refuses(p.DRAW, errors.SelectionStepError, step="lots-drawn")

    def test_another_seed_may_give_another_order_and_the_same_seed_never_does(self) -> None:
        people = ("t1", "t2", "t3", "u1", "u2")
        orders = {order_by_lot(str(seed), p.MATTER, people) for seed in range(20)}
        assert len(orders) > 10
        assert order_by_lot("7", p.MATTER, people) == order_by_lot("7", p.MATTER, people[::-1])

    @pytest.mark.parametrize("witnesses", [("w-a",), ("w-a", "w-a"), ("w-a", "t1")])
    def test_two_witnesses_who_are_no_candidates_see_the_lots(
        self, desk: Desk, witnesses: tuple[str, ...]
    ) -> None:
        p.screened(desk, "t1", "u1")
        desk.do(p.MEET)
        command = p.DRAW.model_copy(update={"witnesses": witnesses})
        desk.refuses(command, errors.LotsError, witnesses=1, required=2)

    def test_nobody_speaks_before_the_meeting_or_before_the_lots(self, desk: Desk) -> None:
        p.screened(desk, "t1", "u1")
        desk.refuses(p.report("t1"), errors.SelectionStepError, step="meeting")
        desk.do(p.MEET)
        desk.refuses(p.report(FIRST), errors.SelectionStepError, step="lots")


class TestHearing:
    def test_each_reports_and_then_answers_in_the_order_drawn(self, desk: Desk) -> None:
        """Shows next_turn."""
        assert p.drawn(desk, "t1", "u1") == (FIRST, SECOND)
        desk.refuses(p.report(SECOND), errors.OutOfTurnError, next=FIRST, next_part="report")
        desk.refuses(p.defend(FIRST), errors.OutOfTurnError, next_part="report")
        assert desk.do(p.report(FIRST)) == [e.WorkReportDelivered(teacher=FIRST)]
        desk.refuses(p.report(SECOND), errors.OutOfTurnError, next=FIRST, next_part="defence")
        assert desk.do(p.defend(FIRST)) == [e.DefenceHeard(teacher=FIRST, questions=3)]
        desk.refuses(p.result(t1=5, u1=0), errors.OutOfTurnError, next=SECOND)
        desk.do(p.report(SECOND), p.defend(SECOND))
        desk.refuses(p.defend(SECOND), errors.OutOfTurnError, next="")

    def test_a_pack_may_hear_all_reports_before_all_defences(self) -> None:
        desk = g.staffed(of_pack(defence="after_all_reports"))
        p.drawn(desk, "t1", "u1")
        desk.do(p.report(FIRST))
        desk.refuses(p.defend(FIRST), errors.OutOfTurnError, next=SECOND, next_part="report")
        desk.do(p.report(SECOND))
        desk.refuses(p.defend(SECOND), errors.OutOfTurnError, next=FIRST, next_part="defence")
        desk.do(p.defend(FIRST), p.defend(SECOND))
        assert len(desk.do(p.result(t1=3, u1=2))) == 1

    def test_who_is_called_and_is_not_there_is_passed_over(self, desk: Desk) -> None:
        p.drawn(desk, "t1", "u1")
        assert desk.do(p.absent(FIRST)) == [e.CandidateAbsent(teacher=FIRST)]
        desk.do(p.report(SECOND), p.defend(SECOND))
        (announced,) = desk.do(p.result(**{SECOND: 4}))
        assert isinstance(announced, e.ResultAnnounced)
        assert announced.chosen == SECOND

    def test_the_meeting_is_over_with_its_day(self, desk: Desk) -> None:
        p.heard(desk, "t1", "u1")
        desk.at = noon(g.september(12))
        desk.refuses(p.result(t1=5, u1=0), errors.NotOnTheSpotError, met_on="2026-09-11")


class TestResult:
    def test_the_result_is_announced_on_the_spot(self, desk: Desk) -> None:
        p.heard(desk, "t1", "u1")
        assert desk.do(p.result(t1=3, u1=2)) == [
            e.ResultAnnounced(
                votes=(e.Votes(teacher="t1", votes=3), e.Votes(teacher="u1", votes=2)),
                present=5,
                chosen="t1",
                on=g.september(11),
            )
        ]
        desk.refuses(p.result(t1=3, u1=2), errors.SelectionStepError, step="announced")

    @pytest.mark.parametrize(
        ("votes", "majority"),
        [
            ({"t1": 2, "u1": 1}, "1/2"),
            ({"t1": 2, "u1": 1}, "2/5"),  # exactly the share is not more than it
            ({"t1": 2, "u1": 2}, "1/5"),
        ],
    )
    def test_without_a_majority_or_with_a_tie_nobody_is_chosen(
        self, votes: dict[str, int], majority: str
    ) -> None:
        desk = p.heard(g.staffed(of_pack(majority=majority)), "t1", "u1")
        (announced,) = desk.do(p.result(**votes))
        assert isinstance(announced, e.ResultAnnounced)
        assert announced.chosen is None
        desk.refuses(APPOINT, errors.SelectionStepError, step="result")

    @pytest.mark.parametrize("votes", [{"t1": 3}, {"t1": 3, "u1": 3}, {"t1": 1, "u1": 1, "t2": 1}])
    def test_votes_are_for_those_who_were_heard_and_no_more_than_members(
        self, desk: Desk, votes: dict[str, int]
    ) -> None:
        p.heard(desk, "t1", "u1")
        desk.refuses(p.result(**votes), errors.VotesError, present=5)


class TestAppointing:
    def test_the_bureau_appoints_after_publicity_for_the_pack_s_term(self, desk: Desk) -> None:
        p.heard(desk, "t1", "u1")
        desk.do(p.result(t1=3, u1=2))
        desk.refuses(APPOINT, OutcomeNotPublishedError, standing="")
        (published,) = desk.do(PUBLISH)
        assert isinstance(published, OutcomePublished)
        assert (published.issuer, published.chosen) == (g.BUREAU, ("t1",))
        desk.at = noon(g.september(19))
        desk.do(o.EndPublicity(matter=p.MATTER))
        assert desk.do(APPOINT) == [
            e.PrincipalAppointed(teacher="t1", document="教任〔2026〕3号", on=g.september(19)),
            OfficeGranted(
                title="校长",
                person="t1",
                post=None,
                from_on=g.september(19),
                until_on=date(2029, 9, 19),
            ),
        ]
        desk.refuses(APPOINT, errors.SelectionStepError, step="appointed")
        assert desk.replayed() == desk.states

    def test_nothing_is_published_where_nobody_was_chosen(self, desk: Desk) -> None:
        p.heard(desk, "t1", "u1")
        desk.do(p.result(t1=2, u1=2))
        desk.refuses(PUBLISH, OutcomeStandsError, chosen=0)

    def test_a_school_whose_office_was_filled_meanwhile_gets_no_second_principal(
        self, desk: Desk
    ) -> None:
        p.heard(desk, "t1", "u1")
        desk.do(p.result(t1=3, u1=2), PUBLISH)
        desk.at = noon(g.september(19))
        desk.do(o.EndPublicity(matter=p.MATTER))
        desk.given(f"school:{g.SCHOOL}", g.holder("园长", "t3"))
        desk.refuses(APPOINT, errors.OfficeFilledError, person="t3")


def of_pack(**principal: object) -> RulePack:
    """Return the pack of the examples with some rules of principals changed."""
    return pack(offices={"principal": principal})
