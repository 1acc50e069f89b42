"""A leading team is scored each term and graded once a year (A.6 X9)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.review import commands as c
from domain.review import errors
from domain.review import events as e
from domain.review.marks import TeamGrade
from domain.review.state import Step, TeamReview, team_id
from tests.domain import office_given as g
from tests.domain.planning_given import PLAN, noon
from tests.domain.test_review import (
    HEARD,
    OPEN,
    SUBJECTS,
    begun,
    discussed,
    measured,
    summed,
)
from tests.support.desk import Desk

SECOND = {"term": e.Term.SECOND}


def graded(command: c.SumUpTeamScores, *about: str) -> c.SumUpTeamScores:
    """Return a summing up with a grade for some."""
    judgements = tuple(
        each.model_copy(update={"grade": TeamGrade.COMPETENT}) if each.about in about else each
        for each in command.judgements
    )
    return command.model_copy(update={"judgements": judgements})


def talked(desk: Desk) -> Desk:
    """Go on to the talks of the first term."""
    desk.do(HEARD, measured(), discussed())
    return desk


def second_term(desk: Desk) -> Desk:
    """Go on to the talks of the second term."""
    desk.at = noon(date(2027, 6, 20))
    on = date(2027, 6, 15)
    steps = (OPEN, HEARD, measured(), discussed())
    for each in steps:
        changes = SECOND if each is OPEN else {**SECOND, "on": on}
        desk.do(each.model_copy(update=changes))
    return desk


@pytest.fixture
def desk() -> Desk:
    return talked(begun())


def test_the_first_term_is_scored_and_not_graded(desk: Desk) -> None:
    desk.refuses(
        graded(summed(), "t1"), errors.YearGradeError, term="first_term", graded=1, needed=0
    )
    desk.do(summed())
    review = desk.find(TeamReview, OPEN.review)
    assert review is not None
    assert [each.grade for each in review.scores] == [None] * 3


def test_with_the_second_term_team_and_members_are_graded_for_the_year(desk: Desk) -> None:
    second_term(desk).do(summed())
    year = summed().model_copy(update=SECOND)
    for some in ((), SUBJECTS[:2]):
        desk.refuses(graded(year, *some), errors.YearGradeError, graded=len(some), needed=3)
    desk.do(graded(year, *SUBJECTS))
    review = desk.find(TeamReview, team_id(PLAN, g.SCHOOL, e.Term.SECOND))
    assert review is not None
    assert review.step is Step.SCORED
    assert {each.grade for each in review.scores} == {TeamGrade.COMPETENT}


def test_no_year_is_graded_by_one_term_alone(desk: Desk) -> None:
    """The first term stands at its talks, and has no scores."""
    year = graded(summed().model_copy(update=SECOND), *SUBJECTS)
    second_term(desk).refuses(year, errors.YearGradeError, first_scored=0)


def test_nor_without_a_first_term() -> None:
    year = graded(summed().model_copy(update=SECOND), *SUBJECTS)
    second_term(g.staffed()).refuses(year, errors.YearGradeError, first_scored=0)
