"""Selection of the cadres: base posts first, then offices, then everybody else."""

from __future__ import annotations

from datetime import date

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.school.events import OfficeGranted
from tests.domain import town
from tests.domain.coordination_given import coordination
from tests.domain.planning_given import august
from tests.domain.town import (
    AUXILIARY,
    CHINESE,
    MATHS,
    OFFICE,
    ROUND,
    SECOND,
    accept,
    intent,
    interview,
    offer,
    propose,
    service,
    wish,
)
from tests.support.desk import Desk

BASE = wish(MATHS, aux=(AUXILIARY,))
REFUSE = c.RefuseOffice(round=ROUND, teacher="a1", reason="任期已满两届")
APPROVE = c.ApproveOffice(round=ROUND, teacher="a1")


@pytest.fixture
def scored() -> Desk:
    """a1 above a2 for maths, a3 for Chinese; a1 seeks the office."""
    return town.ranked(town.opened())


@pytest.fixture
def teachers(scored: Desk) -> Desk:
    """The same, with the cadre layer closed."""
    scored.do(town.close_layer())
    return scored


@pytest.fixture
def met(scored: Desk) -> Desk:
    """a2 was left unplaced at school, and is ranked for maths at the coordination."""
    return coordination(town.selected(scored))


def test_cadres_are_hired_before_teachers(scored: Desk) -> None:
    scored.refuses(offer("a3", wish(CHINESE)), errors.CadreLayerOpenError, teacher="a3")
    (closed,) = scored.do(town.close_layer())
    assert closed == e.CadreLayerClosed(school="school-1", vacant=(OFFICE,))
    scored.do(offer("a3", wish(CHINESE)))


def test_before_the_cadres_are_done_only_those_who_seek_an_office_are_compared() -> None:
    desk = town.ranked(town.opened(), marks={"a2": 78_000})
    desk.do(offer("a1", BASE))


def test_t05_nobody_is_proposed_for_an_office_before_accepting_a_base_post(scored: Desk) -> None:
    scored.refuses(propose("a1"), errors.BasePostMissingError, teacher="a1", office=OFFICE)
    scored.do(offer("a1", BASE))
    scored.refuses(propose("a1"), errors.BasePostMissingError, teacher="a1")
    scored.do(accept("a1"))
    (proposed,) = scored.do(propose("a1"))
    assert proposed == e.OfficeProposed(
        teacher="a1",
        school="school-1",
        post=OFFICE,
        reason=e.SelectionReason.BY_RANK,
        detail="名次第一",
    )


def test_nobody_is_proposed_for_an_office_that_she_did_not_seek(teachers: Desk) -> None:
    teachers.do(offer("a3", wish(CHINESE)), accept("a3"))
    teachers.refuses(propose("a3"), errors.BasePostMissingError, office="")


def test_an_office_is_approved_by_the_town_and_granted_in_the_same_act(scored: Desk) -> None:
    scored.do(offer("a1", BASE), accept("a1"), propose("a1"))
    scored.refuses(town.close_layer(), errors.OfficeStepError, teacher="a1", step="proposed")
    approved, granted = scored.do(APPROVE)
    assert approved == e.OfficeApproved(teacher="a1", school="school-1", post=OFFICE)
    assert granted == OfficeGranted(
        title="教务主任",
        person="a1",
        post=OFFICE,
        from_on=august(23),
        until_on=date(2027, 8, 23),
    )
    scored.refuses(APPROVE, errors.OfficeStepError, step="approved")
    (closed,) = scored.do(town.close_layer())
    assert closed == e.CadreLayerClosed(school="school-1", vacant=())
    assert town.round_of(scored).notice_entries()[0].office == OFFICE


def test_a_refused_proposal_leaves_the_base_post(scored: Desk) -> None:
    scored.do(offer("a1", BASE), accept("a1"))
    scored.refuses(REFUSE, errors.OfficeStepError, step="none")
    scored.do(propose("a1"))
    (refused,) = scored.do(REFUSE)
    assert refused == e.OfficeRefused(
        teacher="a1", school="school-1", post=OFFICE, reason="任期已满两届"
    )
    scored.refuses(propose("a1"), errors.OfficeStepError, step="refused")
    entry = town.round_of(scored).notice_entries()[0]
    assert (entry.person, entry.office) == ("a1", None)


def test_an_office_has_as_many_proposals_as_seats() -> None:
    desk = town.opened()
    for teacher, number in (("a1", MATHS), ("a2", CHINESE)):
        desk.do(intent(teacher, wish(number), office=OFFICE))
        desk.do(c.QualifyBidder(round=ROUND, teacher=teacher))
        desk.do(service(teacher), interview(teacher, 70_000))
    desk.at = town.LOCKED_AT
    desk.do(c.LockScores(round=ROUND), c.ComputeRanking(round=ROUND))
    for teacher, number in (("a1", MATHS), ("a2", CHINESE)):
        desk.do(offer(teacher, wish(number)), accept(teacher))
    desk.do(propose("a1"))
    desk.refuses(propose("a2"), errors.SeatTakenError, post=OFFICE, headcount=1, taken=1)


def test_no_proposal_comes_once_the_cadres_are_done(teachers: Desk) -> None:
    teachers.do(offer("a1", BASE), accept("a1"))
    teachers.refuses(propose("a1"), errors.OfficeStepError, step="cadre-layer")
    teachers.refuses(town.close_layer(), errors.OfficeStepError, step="cadre-layer")


def test_the_coordination_has_no_cadre_layer(met: Desk) -> None:
    layer = c.CloseCadreLayer(round=SECOND, school="school-2")
    met.refuses(layer, errors.OfficeStepError, school="school-2")


def test_no_office_is_proposed_on_a_ranking_that_does_not_stand(scored: Desk) -> None:
    scored.do(offer("a1", BASE), accept("a1"), town.correct("a2", 20_000))
    scored.refuses(propose("a1"), errors.RankingMissingError)
