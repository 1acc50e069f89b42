"""What the plan set up acts by its own members: committee, supervision, dispute group."""

from __future__ import annotations

import pytest

from domain.decisions import decide
from domain.dispute import commands as dispute
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.errors import NotOfGroupError
from domain.kernel import Command, Decision
from domain.mandate.errors import NotSeatedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.office.events import CompetitionAnnounced
from domain.organ.commands import ChangeOrgan
from domain.organ.events import Organ
from domain.planning.office_sections import Condition, OfficeKind
from domain.recruitment import commands as c
from domain.recruitment.bidder import Check
from tests.domain import dispute_steps as d
from tests.domain import organ_given as g
from tests.domain import town
from tests.domain.dispute_cases_given import PLAN_STREAM, plan_complaint
from tests.domain.planning_given import SHA, august, noon
from tests.domain.town import PLAN, ROUND, ROUND_STREAM
from tests.support.desk import Desk

MEMBER = Mandated("m1", Role.COMMITTEE_MEMBER, "school-1")
STRANGER = Mandated("m9", Role.COMMITTEE_MEMBER, "school-1")
TOWN_OFFICER = Mandated("chief", Role.TOWN_OFFICER, town.TOWN)
WATCHING = Mandated("w1", Role.SUPERVISOR, "supervision")
OTHER_WATCHING = Mandated("w9", Role.SUPERVISOR, "supervision")
GROUP = ("d1", "d2")
ANNOUNCED = CompetitionAnnounced(
    plan=PLAN,
    pack_sha256=SHA,
    organiser=town.TOWN,
    school="school-1",
    post=town.OFFICE,
    title="教务主任",
    kind=OfficeKind.MANAGER,
    level=None,
    seats=1,
    duties=("教务管理",),
    conditions=(Condition(id="degree", title="本科以上学历"),),
    pay="按岗位工资",
    place="第一中学",
    on=august(10),
    deadline_on=august(15),
)


def granted(desk: Desk, command: Command) -> Decision:
    """Return what is granted, and let it have happened."""
    decision = decide(desk, command, at=desk.at)
    for recorded in decision:
        desk.given(recorded.stream, recorded.event)
    return decision


def round_under_way(desk: Desk) -> Desk:
    """A round is open, and one letter is in."""
    desk.do(town.OPEN, town.intent("a2", town.wish(town.MATHS)))
    return desk


class TestSigning:
    QUALIFY = c.QualifyBidder(round=ROUND, teacher="a2")
    LATE = c.SuspendRound(round=ROUND, reason="核查", document="领导小组会议纪要")

    def test_where_a_committee_is_set_up_its_members_sign_and_no_others(self) -> None:
        desk = round_under_way(g.seated())
        decision = granted(desk, self.QUALIFY)
        authorise(desk, [decision], [MEMBER])
        with pytest.raises(NotSeatedError) as caught:
            authorise(desk, [decision], [MEMBER, STRANGER])
        told = {"person": "m9", "organ": "hiring_committee", "plan": PLAN}
        assert caught.value.facts == told

    def test_where_none_is_set_up_the_mandate_is_enough(self) -> None:
        desk = round_under_way(g.met())
        authorise(desk, [granted(desk, self.QUALIFY)], [STRANGER])

    def test_who_left_the_committee_signs_no_more_but_what_was_signed_stands(self) -> None:
        desk = round_under_way(g.seated())
        earlier = granted(desk, self.QUALIFY)
        authorise(desk, [earlier], [MEMBER])
        desk.do(g.recommit(*g.COMMITTEE[:4]))
        with pytest.raises(NotSeatedError):
            authorise(desk, [earlier], [MEMBER])
        assert town.round_of(desk).bidders["a2"].check is Check.QUALIFIED

    def test_the_supervision_of_the_plan_supervises_its_rounds(self) -> None:
        desk = round_under_way(g.seated())
        decision = granted(desk, self.LATE)
        authorise(desk, [decision], [TOWN_OFFICER, WATCHING])
        with pytest.raises(NotSeatedError) as caught:
            authorise(desk, [decision], [TOWN_OFFICER, OTHER_WATCHING])
        assert caught.value.facts["organ"] == "supervision_group"

    def test_who_signs_in_another_office_need_not_sit_there(self) -> None:
        desk = round_under_way(g.seated())
        judge = Mandated("j1", Role.JUDGE, "school-1")
        alone = Mandated("j1", Role.SELF)
        watching = Mandated("w9", Role.SUPERVISOR, "supervision")
        desk.do(self.QUALIFY)
        authorise(desk, [granted(desk, town.interview("a2", 70_000))], [judge, alone, watching])

    def test_what_is_no_matter_of_a_plans_round_is_signed_as_ever(self) -> None:
        desk = g.seated()
        more = g.change(Organ.LEADING, *g.seats("chief", "principal-1", "b1"))
        chair = Mandated("chair", Role.CONGRESS_CHAIR, town.TOWN)
        authorise(desk, [granted(desk, more)], [TOWN_OFFICER, chair, OTHER_WATCHING])


def heard_by(desk: Desk, *investigators: str, command: dispute.ReceiveCase) -> None:
    """Bring a complaint up to the appointment of its investigators."""
    d.admitted(d.offices(desk), command)
    desk.do(dispute.AppointInvestigators(case=d.CASE, investigators=investigators))


class TestDisputes:
    def test_a_case_about_the_plan_is_heard_by_its_dispute_group(self) -> None:
        desk = g.seated()
        desk.at = noon(d.KNOWN)
        d.admitted(d.offices(desk), plan_complaint())
        outside = dispute.AppointInvestigators(case=d.CASE, investigators=("d1", "clerk"))
        desk.refuses(outside, NotOfGroupError, person="clerk", plan=PLAN)
        desk.do(dispute.AppointInvestigators(case=d.CASE, investigators=GROUP))
        report = dispute.ReportInvestigation(
            case=d.CASE, findings=(d.found(),), text="谈话笔录与会议记录"
        )
        desk.do(report)
        decision = d.decide(r.Outcome.REVOKE, r.VoidAdoption(plan=PLAN))
        desk.refuses(decision, NotOfGroupError, person=d.CHAIR)
        desk.do(decision.model_copy(update={"presiding": "d3"}))

    @pytest.mark.parametrize("contested", [ROUND_STREAM, f"notice:{ROUND}"])
    def test_so_is_one_about_a_round_or_a_list_of_the_plan(self, contested: str) -> None:
        desk = town.publish(town.selected(town.ranked(round_of_three())))
        desk.at = noon(d.KNOWN)
        command = d.receive(contested=contested)
        d.admitted(d.offices(desk), command)
        mediation = dispute.StartMediation(case=d.CASE, mediator="mediator")
        desk.refuses(mediation, NotOfGroupError, person="mediator")
        desk.do(mediation.model_copy(update={"mediator": "d3"}))

    def test_who_left_the_group_decides_no_case(self) -> None:
        desk = g.seated()
        desk.at = noon(d.KNOWN)
        heard_by(desk, *GROUP, command=plan_complaint())
        changed = g.seats("d1", "d3", "b1")
        desk.do(
            ChangeOrgan(plan=PLAN, organ=Organ.DISPUTE, members=changed, reason="调离", on=d.KNOWN)
        )
        report = dispute.ReportInvestigation(case=d.CASE, findings=(d.found(),), text="谈话笔录")
        desk.refuses(report, NotOfGroupError, person="d2")

    def test_without_a_group_the_offices_people_hear_it(self) -> None:
        desk = g.met()
        desk.at = noon(d.KNOWN)
        heard_by(desk, *d.PANEL, command=plan_complaint())

    def test_a_forum_of_the_law_has_people_of_its_own(self) -> None:
        desk = g.seated()
        desk.at = noon(d.KNOWN)
        appeal = d.receive(ChannelKind.TEACHER_APPEAL, body=d.BUREAU, contested=PLAN_STREAM)
        heard_by(desk, *d.PANEL, command=appeal)

    @pytest.mark.parametrize("contested", [None, "school:school-1"])
    def test_what_rests_on_no_plan_is_heard_by_the_offices_people(
        self, contested: str | None
    ) -> None:
        desk = g.seated()
        desk.at = noon(d.KNOWN)
        heard_by(desk, *d.PANEL, command=d.receive(contested=contested))

    def test_a_competition_for_an_office_rests_on_its_plan(self) -> None:
        desk = g.seated()
        desk.given("office-competition:c1", ANNOUNCED)
        desk.at = noon(d.KNOWN)
        d.admitted(d.offices(desk), d.receive(contested="office-competition:c1"))
        outside = dispute.AppointInvestigators(case=d.CASE, investigators=d.PANEL)
        desk.refuses(outside, NotOfGroupError, plan=PLAN)


def round_of_three() -> Desk:
    """The round of the tests, under a plan with all its organs."""
    desk = g.seated()
    desk.do(town.OPEN)
    return desk
