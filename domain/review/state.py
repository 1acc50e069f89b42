"""What reviews of a school have come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, assert_never

from domain.kernel import Aggregate, Frozen
from domain.review import events as e
from domain.review.marks import Part, TeamScore
from domain.values.ids import Id, Milli, Sha256Hex, joined_id


class Step(StrEnum):
    """领导班子考核环节 (E.4)."""

    OPEN = "open"  # 已启动
    REPORTED = "reported"  # 已述职
    MEASURED = "measured"  # 已民主测评
    TALKED = "talked"  # 已座谈
    SCORED = "scored"  # 已汇总评分
    WRITTEN = "written"  # 已形成考核报告


class TeamReview(Aggregate):
    """领导班子考核: of one school's team in one term."""

    KIND: ClassVar[str] = "team-review"
    plan: Id
    pack_sha256: Sha256Hex
    school: Id
    town_office: Id
    term: e.Term
    leader: Id
    members: tuple[Id, ...]
    step: Step = Step.OPEN
    last_on: date | None = None
    marks: Mapping[Part, Mapping[str, Milli]] = {}
    scores: tuple[TeamScore, ...] = ()

    @property
    def body(self) -> str:
        return self.town_office

    @property
    def subjects(self) -> frozenset[str]:
        """Who is given marks: the team as a whole, by its school's id, and each member."""
        return frozenset({self.school, *self.members})


class ThreeReviews(Frozen):
    """三评的反馈与整改."""

    fed_back_on: date | None = None
    mended_on: date | None = None


class Letter(Frozen):
    """目标责任书."""

    teacher: Id
    present_milli: Milli
    floor_milli: Milli
    settled: bool = False
    forfeited: bool = False


class ReviewYear(Aggregate):
    """学年述职评议: of one school in the school year of one plan."""

    KIND: ClassVar[str] = "review-year"
    plan: Id
    school: Id
    reported: Mapping[e.Layer, tuple[date, ...]] = {}
    three: Mapping[date, ThreeReviews] = {}
    letter: Letter | None = None

    @property
    def body(self) -> str:
        return self.school


def team_id(plan: str, school: str, term: e.Term) -> str:
    """Return the id of the review of a school's leading team in a term."""
    return joined_id(plan, school, term.value)


def year_id(plan: str, school: str) -> str:
    """Return the id of a school's year: that of the plan whose school year it is."""
    return joined_id(plan, school)


def evolve_team(state: TeamReview | None, event: e.TeamReviewEvent) -> TeamReview:
    """Return the review after ``event``."""
    if isinstance(event, e.TeamReviewOpened):
        return TeamReview(**event.model_dump())
    assert state is not None, "a review starts with TeamReviewOpened"
    return state.model_copy(update=_changes(state, event))


def _changes(
    state: TeamReview,
    event: e.TeamReported | e.TeamMeasured | e.TeamDiscussed | e.TeamScored | e.TeamReportWritten,
) -> dict[str, object]:
    match event:
        case e.TeamReported():
            return {"step": Step.REPORTED, "last_on": event.on}
        case e.TeamMeasured():
            given = {each.about: each.mark_milli for each in event.marks}
            marks = {**state.marks, Part.DEMOCRATIC: given}
            return {"step": Step.MEASURED, "last_on": event.on, "marks": marks}
        case e.TeamDiscussed():
            given = {each.about: each.mark_milli for each in event.marks}
            marks = {**state.marks, Part.DISCUSSION: given}
            return {"step": Step.TALKED, "last_on": event.on, "marks": marks}
        case e.TeamScored():
            return {"step": Step.SCORED, "scores": event.scores}
        case e.TeamReportWritten():
            return {"step": Step.WRITTEN}
        case _:
            assert_never(event)


def evolve_year(state: ReviewYear | None, event: e.ReviewYearEvent) -> ReviewYear:
    """Return the school's year after ``event``."""
    match event:
        case e.LeadersReported():
            return _reported(state, event, e.Layer.LEADERS)
        case e.StaffReported():
            return _reported(state, event, e.Layer.STAFF)
        case e.ThreeReviewsHeld():
            now = state or ReviewYear(plan=event.plan, school=event.school)
            return now.model_copy(update={"three": {**now.three, event.on: ThreeReviews()}})
        case e.ThreeReviewsFedBack():
            return _told(state, event.held_on, fed_back_on=event.on)
        case e.ShortcomingsMended():
            return _told(state, event.held_on, mended_on=event.on)
        case e.LetterSigned() | e.LetterSettled():
            return _with_letter(state, event)
        case _:
            assert_never(event)


def _with_letter(state: ReviewYear | None, event: e.LetterSigned | e.LetterSettled) -> ReviewYear:
    if isinstance(event, e.LetterSigned):
        now = state or ReviewYear(plan=event.plan, school=event.school)
        signed = Letter(
            teacher=event.teacher,
            present_milli=event.present_milli,
            floor_milli=event.floor_milli,
        )
        return now.model_copy(update={"letter": signed})
    assert state is not None, "a letter is signed before it is settled"
    assert state.letter is not None, "a letter is signed before it is settled"
    settled = {"settled": True, "forfeited": bool(event.vetoes) or not event.reached}
    return state.model_copy(update={"letter": state.letter.model_copy(update=settled)})


def _reported(
    state: ReviewYear | None, event: e.LeadersReported | e.StaffReported, layer: e.Layer
) -> ReviewYear:
    now = state or ReviewYear(plan=event.plan, school=event.school)
    days = (*now.reported.get(layer, ()), event.on)
    return now.model_copy(update={"reported": {**now.reported, layer: days}})


def _told(state: ReviewYear | None, held_on: date, **changes: date) -> ReviewYear:
    assert state is not None, "what is fed back was held"
    three = {**state.three, held_on: state.three[held_on].model_copy(update=changes)}
    return state.model_copy(update={"three": three})
