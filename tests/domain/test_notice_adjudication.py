"""Who may decide an objection to a list, and who must not: nobody judges a matter of one's own."""

from __future__ import annotations

import pytest

from domain.decisions import decide
from domain.dispute.commands import AppointInvestigators
from domain.dispute.errors import HadAHandError
from domain.kernel import Command
from domain.mandate.errors import DutiesMixedError, OwnMatterError, RecusedError
from domain.mandate.events import RecusalDeclared
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.notice.commands import FileObjection, RejectObjection, TakeDownNotice, UpholdObjection
from tests.domain import dispute_steps as d
from tests.domain import town

NOTICE, ROUND = f"notice:{town.ROUND}", f"recruitment-round:{town.ROUND}"
DECISIONS: list[Command] = [
    UpholdObjection(notice=town.ROUND, objection="o-1", reason="评分依据有误"),
    RejectObjection(notice=town.ROUND, objection="o-1", reason="评分依据属实"),
]
BOTH = pytest.mark.parametrize("decision", DECISIONS, ids=["upheld", "rejected"])


@pytest.fixture
def desk() -> d.Hands:
    """A list is up; a2, who is not on it, objects that a1 is."""
    base = town.publish(town.selected(town.ranked(town.opened())))
    hands = d.Hands(base.at, states=dict(base.states))
    d.offices(hands)
    hands.do(
        FileObjection(
            notice=town.ROUND, objection="o-1", objector="a2", against="a1", text="名次计算有误"
        )
    )
    return hands


def officer(person: str, role: Role = Role.DISPUTE_OFFICER, body: str = d.OFFICE) -> Mandated:
    return Mandated(person, role, body)


def signs(desk: d.Hands, command: Command, *actors: Mandated) -> None:
    authorise(desk, [decide(desk, command, at=desk.at)], actors)


@BOTH
def test_whoever_has_no_part_in_it_decides(desk: d.Hands, decision: Command) -> None:
    signs(desk, decision, officer(d.CHAIR))
    signs(desk, decision, officer("town-officer", Role.TOWN_OFFICER, town.TOWN))


@BOTH
@pytest.mark.parametrize(
    "person", ["a2", "a1", "a3"], ids=["who objects", "who is objected to", "who is on the list"]
)
def test_nobody_decides_an_objection_in_a_matter_of_ones_own(
    desk: d.Hands, decision: Command, person: str
) -> None:
    with pytest.raises(OwnMatterError) as refused:
        signs(desk, decision, officer(person))
    assert refused.value.facts["person"] == person
    assert "第39条" in refused.value.basis
    with pytest.raises(OwnMatterError):
        signs(desk, decision, officer(d.CHAIR), officer(person))


@BOTH
@pytest.mark.parametrize("relative", ["a2", "a1", "a3"])
def test_nor_in_that_of_a_relative(desk: d.Hands, decision: Command, relative: str) -> None:
    desk.given(f"mandates:{d.CHAIR}", RecusalDeclared(other=relative, relation="夫妻"))
    with pytest.raises(RecusedError) as refused:
        signs(desk, decision, officer(d.CHAIR))
    assert refused.value.facts["other"] == relative


@BOTH
@pytest.mark.parametrize(
    ("stream", "topic"),
    [
        (NOTICE, "notice.notice-published.v1"),
        (ROUND, "recruitment.judge-marked.v1"),
        (ROUND, "recruitment.post-offered.v1"),
        (ROUND, "recruitment.office-proposed.v1"),
        (ROUND, "recruitment.office-approved.v1"),
    ],
)
def test_nor_whoever_signed_what_is_objected_to(
    desk: d.Hands, decision: Command, stream: str, topic: str
) -> None:
    desk.signed = {stream: {topic: frozenset({d.CHAIR})}}
    with pytest.raises(DutiesMixedError) as refused:
        signs(desk, decision, officer(d.CHAIR))
    assert refused.value.facts["topic"] == topic
    signs(desk, decision, officer(d.CLERK))


def test_the_round_behind_a_list_hinders_nobody_who_takes_it_down(desk: d.Hands) -> None:
    """Only who judges must have had no part: whoever offered the posts also puts up the list."""
    principal = officer("principal", Role.PRINCIPAL, "school-1")
    desk.signed = {ROUND: {"recruitment.post-offered.v1": frozenset({"principal"})}}
    republished = decide(desk, DECISIONS[1], at=desk.at)
    desk.given(NOTICE, republished[0].event)
    desk.at = desk.at.replace(month=9, day=20)
    signs(desk, TakeDownNotice(notice=town.ROUND), principal)


def test_an_office_that_hears_the_case_about_a_list_sends_nobody_who_made_it(
    desk: d.Hands,
) -> None:
    """The same rule in a case: behind the list that is contested stands its round."""
    d.admitted(desk, d.receive(contested=NOTICE))
    desk.signed = {ROUND: {"recruitment.judge-marked.v1": frozenset({d.PANEL[0]})}}
    appointed = AppointInvestigators(case=d.CASE, investigators=d.PANEL)
    with pytest.raises(HadAHandError):
        decide(desk, appointed, at=desk.at)
    desk.signed = {}
    assert decide(desk, appointed, at=desk.at)
