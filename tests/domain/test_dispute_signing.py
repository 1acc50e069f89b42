"""Who signs the steps of a case, and who must not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.decisions import decide
from domain.dispute import commands as c
from domain.dispute import remedies as r
from domain.kernel import Command, Decision
from domain.mandate.errors import DutiesMixedError, NotAuthorisedError, OwnMatterError, RecusedError
from domain.mandate.events import RecusalDeclared
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.planning_given import noon
from tests.domain.town import ROUND_STREAM

CLERK = Mandated(d.CLERK, Role.DISPUTE_OFFICER, d.OFFICE)
CHAIR = Mandated(d.CHAIR, Role.DISPUTE_OFFICER, d.OFFICE)
SUPERVISOR = Mandated("supervisor", Role.SUPERVISOR, d.BUREAU)
TEACHER = Mandated("a2", Role.SELF)


@pytest.fixture
def desk() -> d.Hands:
    """A list is up, and the offices that hear complaints are there."""
    base = town.publish(town.selected(town.ranked(town.opened())))
    hands = d.Hands(base.at, states=dict(base.states))
    d.offices(hands)
    return hands


def granted(desk: d.Hands, command: Command) -> Decision:
    """Return what is granted, and let it have happened."""
    decision = decide(desk, command, at=desk.at)
    for recorded in decision:
        desk.given(recorded.stream, recorded.event)
    return decision


def signs(desk: d.Hands, command: Command, *actors: Mandated) -> None:
    authorise(desk, [granted(desk, command)], actors)


def refuses(desk: d.Hands, command: Command, error: type[Exception], *actors: Mandated) -> None:
    decision = granted(desk, command)
    with pytest.raises(error):
        authorise(desk, [decision], actors)


def test_complainant_and_first_owner_sign_the_receipt(desk: d.Hands) -> None:
    signs(desk, d.receive(), TEACHER, CLERK)


@pytest.mark.parametrize("actors", [(TEACHER,), (CLERK,), (TEACHER, CHAIR)])
def test_neither_of_them_alone_nor_another_officer(
    desk: d.Hands, actors: tuple[Mandated, ...]
) -> None:
    refuses(desk, d.receive(), NotAuthorisedError, *actors)


def test_who_hands_over_and_who_takes_over_both_sign(desk: d.Hands) -> None:
    desk.do(d.receive(body="school-1", first_owner="janitor"))
    hand_over = c.HandOverCase(case=d.CASE, to_owner=d.CLERK, body=d.OFFICE, reason="属争议办")
    signs(desk, hand_over, Mandated("janitor", Role.SELF), CLERK)
    back = hand_over.model_copy(update={"to_owner": "colleague"})
    refuses(desk, back, NotAuthorisedError, CLERK)


def test_only_an_officer_of_the_body_that_has_the_case_admits_it(desk: d.Hands) -> None:
    desk.do(d.receive())
    stranger = Mandated("officer", Role.BUREAU_OFFICER, d.BUREAU)
    refuses(desk, c.AdmitCase(case=d.CASE), NotAuthorisedError, stranger)


def test_whoever_presides_signs_the_decision(desk: d.Hands) -> None:
    d.investigate(d.admitted(desk))
    refuses(desk, d.decide(r.Outcome.UPHOLD), NotAuthorisedError, CLERK)


def test_every_investigator_signs_the_report_beside_an_officer(desk: d.Hands) -> None:
    d.admitted(desk).do(c.AppointInvestigators(case=d.CASE, investigators=d.PANEL))
    report = c.ReportInvestigation(case=d.CASE, findings=(d.found(),), text="谈话笔录")
    panel = tuple(Mandated(person, Role.SELF) for person in d.PANEL)
    decision = granted(desk, report)
    authorise(desk, [decision], (CLERK, *panel))
    for missing in panel:
        rest = tuple(each for each in panel if each is not missing)
        with pytest.raises(NotAuthorisedError) as refused:
            authorise(desk, [decision], (CLERK, *rest))
        assert (refused.value.facts["needed"], refused.value.facts["found"]) == (3, 2)
    with pytest.raises(NotAuthorisedError):
        authorise(desk, [decision], panel)
    of_no_case = tuple(replace(each, stream="dispute:unknown") for each in decision)
    with pytest.raises(NotAuthorisedError):
        authorise(desk, [of_no_case], (CLERK, *panel))


def test_an_investigator_who_is_an_officer_signs_once_for_both(desk: d.Hands) -> None:
    d.admitted(desk).do(c.AppointInvestigators(case=d.CASE, investigators=d.PANEL[:2]))
    report = c.ReportInvestigation(case=d.CASE, findings=(d.found(),), text="谈话笔录")
    officers = (Mandated(person, Role.DISPUTE_OFFICER, d.OFFICE) for person in d.PANEL[:2])
    signs(desk, report, *officers)


def test_an_officer_does_not_admit_the_case_of_a_relative(desk: d.Hands) -> None:
    desk.do(d.receive())
    desk.given(f"mandates:{d.CLERK}", RecusalDeclared(other="a2", relation="夫妻"))
    refuses(desk, c.AdmitCase(case=d.CASE), RecusedError, CLERK)


def test_nor_ones_own_case(desk: d.Hands) -> None:
    own = d.receive(complainant=d.CLERK, filed_by=d.CLERK, first_owner=d.CHAIR)
    desk.do(own)
    refuses(desk, c.AdmitCase(case=d.CASE), OwnMatterError, CLERK)


def test_nobody_who_scored_or_decided_in_the_contested_round_signs_its_decision(
    desk: d.Hands,
) -> None:
    about = d.matter(notice_ends_on=noon(d.KNOWN).date())
    d.investigate(d.admitted(desk, d.receive(about=about, contested=ROUND_STREAM)))
    judge = Mandated("j1", Role.DISPUTE_OFFICER, d.OFFICE)
    decision = granted(desk, d.decide(r.Outcome.UPHOLD))
    authorise(desk, [decision], (CHAIR, judge))
    desk.signed = {ROUND_STREAM: {"recruitment.judge-marked.v1": frozenset({"j1"})}}
    with pytest.raises(DutiesMixedError):
        authorise(desk, [decision], (CHAIR, judge))
    authorise(desk, [decision], (CHAIR,))


def test_an_execution_needs_supervision_and_those_who_sign_each_remedy(desk: d.Hands) -> None:
    d.ordered(desk, r.RevokeAppointment(round=town.ROUND, teacher="a1"))
    decision = granted(desk, d.EXECUTE)
    principal = Mandated("principal", Role.PRINCIPAL, "school-1")
    town_officer = Mandated("town-officer", Role.TOWN_OFFICER, town.TOWN)
    whole = (CHAIR, SUPERVISOR, principal, town_officer)
    authorise(desk, [decision], whole)
    for missing in whole:
        rest = tuple(each for each in whole if each is not missing)
        with pytest.raises(NotAuthorisedError):
            authorise(desk, [decision], rest)


@pytest.mark.parametrize(
    "remedy",
    [
        r.VoidMark(round=town.ROUND, judge="j1", bidder="a1", item="interview"),
        r.VoidAdoption(plan=town.PLAN),
    ],
    ids=lambda remedy: remedy.kind,
)
def test_what_only_a_case_can_do_needs_no_signer_beside_the_cases_own(
    desk: d.Hands, remedy: r.Remedy
) -> None:
    d.ordered(desk, remedy)
    decision = granted(desk, d.EXECUTE)
    principal = Mandated("principal", Role.PRINCIPAL, "school-1")
    authorise(desk, [decision], (CHAIR, SUPERVISOR, principal))
    lone = tuple(each for each in decision if not each.stream.startswith("dispute:"))
    with pytest.raises(NotAuthorisedError):
        authorise(desk, [lone], (CHAIR, SUPERVISOR, principal))
